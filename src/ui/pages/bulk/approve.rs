//! A job that waits for approval: approve, reject, or withdraw it.

use crate::tr;
use crate::ui::components::{ErrorPanel, Filled, PasswordAgain, PostForm, Submit, Weight};
use crate::ui::format;
use leptos::prelude::*;
use model::bulk::BulkView;
use model::forms::bulk::{ApproveBulkForm, DeclineBulkForm};

/// The buttons that the viewer may use.
#[component]
pub fn Approve(view: BulkView) -> impl IntoView {
    let approval = view.approval;
    let approve = Filled::of(&ApproveBulkForm { id: view.job.id.clone(), password: String::new() });
    let decline = Filled::of(&DeclineBulkForm { id: view.job.id.clone() });
    let error = approve.whole_error().or_else(|| decline.whole_error());
    let password = approve.field(ApproveBulkForm::PASSWORD);
    let approve = approval.may_approve.then(|| {
        let count = view.job.count();
        let label = match view.job.kind.is_about_budgets() {
            true => {
                tr!(
                    "bulk-approve",
                    count = count,
                    n = format::count(count),
                    sums = super::parts::sums(&view.job)
                )
            }
            false => tr!("bulk-task-approve", what = super::task_words::button(&view.job)),
        };
        let hint = match view.job.kind.is_about_budgets() {
            true => tr!("bulk-password-why"),
            false => tr!("payments-password-why"),
        };
        view! {
            <PostForm of=approve class="form bulk-confirm" silent=true>
                {approval.password.then(|| view! { <PasswordAgain field=password why=Some(hint) /> })}
                <Submit label=label weight=Weight::Decision />
            </PostForm>
        }
    });
    let decline = approval.may_decline.then(|| {
        let label = if approval.may_approve { tr!("payments-decline") } else { tr!("payments-take-back") };
        view! {
            <PostForm of=decline class="" silent=true>
                <Submit label=label />
            </PostForm>
        }
    });
    view! {
        {error.map(|error| view! { <ErrorPanel error=error /> })}
        {approve}
        {decline}
    }
    .into_any()
}
