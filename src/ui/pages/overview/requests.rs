//! Requests for approval: those that wait, and how the viewer's own ended.

use crate::paths;
use crate::tr;
use crate::ui::components::{Amount, Icon, MaybeAmount, Symbol, request_end_text, stage_text};
use crate::ui::format;
use crate::ui::pages::budgets::purchase::forward_text;
use crate::ui::pages::bulk::words::kind_text;
use crate::ui::pages::changes::words::act_text;
use leptos::prelude::*;
use model::bulk::{Bulk, BulkState, Total};
use model::changes::StoredChange;
use model::intents::IntentKind;
use model::payments::Payment;
use model::requests::{EndedRequest, RequestEnd};

/// Payments and auto-renewals that wait for approval.
#[component]
pub fn Approvals(payments: Vec<Payment>, changes: Vec<StoredChange>) -> impl IntoView {
    let change = |change: StoredChange| {
        let label = act_text(change.what.act, change.what.parts.len());
        view! {
            <li>
                <a href=paths::change(&change.id)>{label}</a>
                <MaybeAmount money=change.what.agreed />
                <span class="muted">
                    {tr!("overview-asked-by", name = change.created_by, when = format::instant(change.created_at))}
                </span>
            </li>
        }
    };
    let line = |payment: Payment| {
        let label = tr!("overview-payment-of", order = payment.what.order.to_string());
        view! {
            <li>
                <a href=paths::payment(&payment.id)>{label}</a>
                <Amount money=payment.what.amount />
                <span class="muted">
                    {tr!("overview-asked-by", name = payment.created_by, when = format::instant(payment.created_at))}
                </span>
            </li>
        }
    };
    (!payments.is_empty() || !changes.is_empty()).then(|| {
        view! {
            <div class="unsettled" role="note">
                <Symbol icon=Icon::Clock />
                <p>{tr!("overview-approvals")}</p>
                <ul>
                    {payments.into_iter().map(line).collect_view()}
                    {changes.into_iter().map(change).collect_view()}
                </ul>
            </div>
        }
        .into_any()
    })
}

/// What a job does.
fn job_text(job: &Bulk) -> String {
    if !job.kind.is_about_budgets() {
        return kind_text(job);
    }
    tr!("overview-raise-of", count = job.count(), n = format::count(job.count()))
}

/// Bulk jobs that wait for approval.
#[component]
pub fn Raises(jobs: Vec<Bulk>) -> impl IntoView {
    let line = |job: Bulk| {
        let label = job_text(&job);
        let raised = job.totals.iter().filter_map(Total::raised).map(|sum| view! { <Amount money=sum /> });
        let raised = raised.collect_view();
        let by = job.confirmed_by.unwrap_or(job.created_by);
        let when = format::instant(job.confirmed_at.unwrap_or(job.created_at));
        view! {
            <li>
                <a href=paths::bulk(&job.id)>{label}</a>
                {raised}
                <span class="muted">{tr!("overview-asked-by", name = by, when = when)}</span>
            </li>
        }
    };
    let words = match jobs.iter().all(|job| job.kind.is_about_budgets()) {
        true => tr!("overview-raises"),
        false => tr!("overview-jobs"),
    };
    (!jobs.is_empty()).then(|| {
        view! {
            <div class="unsettled" role="note">
                <Symbol icon=Icon::Clock />
                <p>{words}</p>
                <ul>{jobs.into_iter().map(line).collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}

/// The viewer's own requests that others decided in the last days, or nobody in time.
#[component]
pub fn Ended(requests: Vec<EndedRequest>, jobs: Vec<Bulk>) -> impl IntoView {
    let request = |request: EndedRequest| {
        let EndedRequest { held, subject, end, at, .. } = request;
        let label = match (held.kind, subject) {
            (IntentKind::Pay, Some(order)) => tr!("overview-payment-of", order = order),
            _ => tr!("overview-auto-renewal"),
        };
        // Approved, it may still have been refused, or its outcome may be unknown.
        let state = matches!(end, RequestEnd::Approved(_)).then(|| stage_text(held.kind, held.stage));
        view! {
            <li>
                <a href=paths::intent(&held)>{label}</a>
                <span>{request_end_text(&end)}</span>
                {state.map(|state| view! { <span>{state}</span> })}
                <span class="muted">{format::instant(at)}</span>
            </li>
        }
    };
    let job = |job: Bulk| {
        let end = match (job.state, job.decided_by.clone()) {
            (BulkState::Declined, None) => RequestEnd::Expired,
            (BulkState::Declined, Some(name)) => RequestEnd::Declined(name),
            (_, name) => RequestEnd::Approved(name.unwrap_or_default()),
        };
        let on = job.raise_for.clone().filter(|_| job.state == BulkState::Done);
        view! {
            <li>
                <a href=paths::bulk(&job.id)>
                    {job_text(&job)}
                </a>
                <span>{request_end_text(&end)}</span>
                {on.map(|what| view! { <a href=paths::purchase(&what)>{forward_text(&what)}</a> })}
                <span class="muted">{job.decided_at.map(format::instant)}</span>
            </li>
        }
    };
    (!requests.is_empty() || !jobs.is_empty()).then(|| {
        view! {
            <div class="unsettled" role="note" id="ended-requests">
                <Symbol icon=Icon::Clock />
                <p>{tr!("overview-ended")}</p>
                <ul>
                    {requests.into_iter().map(request).collect_view()}
                    {jobs.into_iter().map(job).collect_view()}
                </ul>
            </div>
        }
        .into_any()
    })
}
