//! A job that waits for another person: to agree, to refuse, to take it back.

use crate::api::bulk::{ApproveBulk, DeclineBulk};
use crate::model::bulk::BulkView;
use crate::model::error::AppError;
use crate::tr;
use crate::ui::components::{ErrorPanel, PostForm, Submit, Typed, Weight};
use crate::ui::format;
use crate::ui::pages::pay::PasswordAgain;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The forms' ids, by which they leave a trace.
const APPROVE: &str = "approve-bulk";
const DECLINE: &str = "decline-bulk";

/// What the viewer may do with it.
#[component]
pub fn Approve(
    /// The job.
    view: BulkView,
) -> impl IntoView {
    let approval = view.approval;
    let hidden = || vec![("id", view.job.id.to_string())];
    let failed = |form| Typed::of(form).into_error().filter(|error| !matches!(error, AppError::Invalid(_)));
    let error = failed(APPROVE).or_else(|| failed(DECLINE));
    let approve = approval.may_approve.then(|| {
        let count = view.job.count();
        let label = tr!("bulk-approve", count = count, n = format::count(count), sums = super::parts::sums(&view.job));
        view! {
            <PostForm id=APPROVE class="form bulk-confirm" action=ApproveBulk::url() hidden=hidden() silent=true>
                {approval.password.then(|| view! { <PasswordAgain form=APPROVE why=Some(tr!("bulk-password-why")) /> })}
                <Submit label=label weight=Weight::Decision />
            </PostForm>
        }
    });
    let decline = approval.may_decline.then(|| {
        let label = if approval.may_approve { tr!("payments-decline") } else { tr!("payments-take-back") };
        view! {
            <PostForm id=DECLINE class="" action=DeclineBulk::url() hidden=hidden() silent=true>
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
