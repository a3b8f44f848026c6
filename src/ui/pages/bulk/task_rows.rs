//! The rows of a job that pays orders or changes resources.

use super::task_words::{detail, state_text};
use super::words::row_tone;
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::{Badge, Column, Due, Id, MaybeAmount, Row, RowLink};
use leptos::prelude::*;
use model::auto_renewal::{FirstCharge, first_charge};
use model::bulk::{BulkKind, BulkRow, RowState, Task};
use model::error::AppError;
use model::intents::ResourceLock;

/// The columns of such a job.
pub fn columns(kind: BulkKind) -> Vec<Column> {
    let (what, end) = match kind {
        BulkKind::Pay => (tr!("orders-id"), tr!("orders-deadline")),
        _ => (tr!("renewals-resource"), tr!("renewals-expires")),
    };
    vec![
        Column::text("what", what).lead(),
        Column::text("customer", tr!("orders-customer")).party(),
        Column::number("price", tr!("bulk-task-price")),
        Column::text("end", end).middle(),
        Column::text("result", tr!("bulk-result")),
    ]
}

/// One row.
pub fn cells(row: BulkRow, kind: BulkKind, dry: bool) -> Row {
    let Some(task) = row.task.clone() else { return Row::new(Vec::new()) };
    let customer = row.customer.as_ref().map(|id| {
        let name = row.name.clone().unwrap_or_else(|| id.to_string());
        view! { <a href=paths::customer(id)>{name}</a> }
    });
    let left = task.left.clone().filter(|_| kind == BulkKind::Pay);
    let left =
        left.map(|left| view! { <span class="sub">{tr!("bulk-pay-left", left = left.to_string())}</span> });
    let (text, tone) = (state_text(kind, row.state, dry), row_tone(row.state, dry));
    let code = row.failure.as_ref().and_then(|failure| failure.code.clone());
    let (detail, notes) = (detail(&row, &task), notes(&row, kind, &task));
    // The intent is stored once the row was begun.
    let began = row.audit.is_some() || row.state == RowState::Unknown;
    let link = match (&task.error, kind.change()) {
        (Some(AppError::UnderWay(held)), _) => Some((paths::intent(held), tr!("changes-to-holder"))),
        (_, None) if began => Some((paths::payment(&task.intent), tr!("bulk-pay-to-payment"))),
        (_, Some(_)) if began => Some((paths::change(&task.intent), tr!("bulk-change-to-change"))),
        _ => None,
    };
    Row::new(vec![
        view! { <Subject row=row.clone() task=task.clone() /> }.into_any(),
        customer.into_any(),
        view! {
            <MaybeAmount money=task.price.clone() />
            {left}
        }
        .into_any(),
        view! { <Due at=task.end /> }.into_any(),
        view! {
            <Badge tone=tone text=text />
            {code.map(|code| view! { " " <code class="small">{code}</code> })}
            {detail.map(|detail| view! { <span class="sub">{detail}</span> })}
            {notes.into_iter().map(|note| view! { <span class="sub">{note}</span> }).collect_view()}
            {link.map(|(href, label)| view! {
                " "
                <a class="small" href=href>
                    {label}
                </a>
            })}
        }
        .into_any(),
    ])
}

/// The order, or the resource with its id.
#[component]
fn Subject(row: BulkRow, task: Task) -> impl IntoView {
    match &task.target {
        ResourceLock::Order(id) if row.customer.is_some() => {
            view! { <RowLink href=paths::order(id) name=id.to_string() id=true /> }.into_any()
        }
        ResourceLock::Resource(id) => view! {
            <strong class="name">{row.given}</strong>
            <span class="sub">
                <Id id=id.to_string() />
            </span>
        }
        .into_any(),
        _ => view! { <span>{row.given}</span> }.into_any(),
    }
}

/// What to know of a row besides its state.
fn notes(row: &BulkRow, kind: BulkKind, task: &Task) -> Vec<String> {
    if row.state != RowState::Waiting {
        return Vec::new();
    }
    let charge = task.end.filter(|_| kind == BulkKind::AutoRenewOn);
    let charge = charge.map(|end| match first_charge(end, viewer().now) {
        FirstCharge::AtOnce => tr!("bulk-change-charged-at-once"),
        FirstCharge::At(at) => tr!("bulk-change-charged-at", when = crate::ui::format::instant(at)),
    });
    let resets = task.resets.then(|| match kind {
        BulkKind::Pay => tr!("bulk-pay-resets"),
        _ => tr!("bulk-change-resets"),
    });
    [charge, resets].into_iter().flatten().collect()
}
