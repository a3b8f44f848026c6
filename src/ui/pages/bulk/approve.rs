//! A job that waits for approval: approve, reject, or withdraw it.

use crate::tr;
use crate::ui::components::{ApprovalButtons, Filled};
use crate::ui::format;
use leptos::prelude::*;
use model::bulk::BulkView;
use model::forms::bulk::{ApproveBulkForm, DeclineBulkForm};

/// The buttons that the viewer may use.
#[component]
pub fn Approve(view: BulkView) -> impl IntoView {
    let approve = Filled::of(&ApproveBulkForm { id: view.job.id.clone(), password: String::new() });
    let decline = Filled::of(&DeclineBulkForm { id: view.job.id.clone() });
    let password = approve.field(ApproveBulkForm::PASSWORD);
    let count = view.job.count();
    let (label, why) = if view.job.kind.is_about_budgets() {
        let sums = super::parts::sums(&view.job);
        let label = tr!("bulk-approve", count = count, n = format::count(count), sums = sums);
        (label, tr!("bulk-password-why"))
    } else {
        let what = super::task_words::button(&view.job);
        (tr!("bulk-task-approve", what = what), tr!("payments-password-why"))
    };
    view! {
        <ApprovalButtons
            approval=view.approval
            approve=approve
            password=password
            decline=decline
            label=label
            why=why
        />
    }
    .into_any()
}
