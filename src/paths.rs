//! Every link of the desk, one function per route. Nothing else writes an address.

use model::changes::ChangeKind;
use model::ids::{
    AuditId, BulkId, CustomerId, HandOverId, IntentId, OrderId, PlanId, ResourceId, UserId, ViewId,
};
use model::intents::{IntentKind, IntentRef};
use model::limits::own::LimitHolder;
use model::lists::{
    ActivityFilter, BudgetFilter, BulkFilter, CustomerFilter, FollowUpFilter, List, OrderFilter,
    RenewalFilter, StatusFilter,
};
use model::notes::{NoteSubject, SubjectKind};
use model::page::{Paging, encode};
use model::raise::RaiseFor;
use model::renewals::Period;
use model::views::{Hit, HitKind};

/// The overview.
pub fn overview() -> String {
    "/".to_owned()
}

/// Where to sign in.
pub fn sign_in() -> String {
    "/sign-in".to_owned()
}

/// Where to sign in, coming back to a page afterwards.
pub fn sign_in_then(next: &str) -> String {
    format!("/sign-in?next={}", encode(next))
}

/// Where to sign in with a form that arrived when nobody was signed in; it is posted there again.
pub fn sign_in_with(form: &str, next: &str) -> String {
    format!("{}&form={}", sign_in_then(next), encode(form))
}

/// Where the code of a sign-in is asked for.
pub fn sign_in_code() -> String {
    "/sign-in/code".to_owned()
}

/// Where the viewer's own second factor is set up.
pub fn second_factor() -> String {
    "/settings/second-factor".to_owned()
}

/// The same, going on to a path afterwards; empty for the settings.
pub fn second_factor_then(then: &str) -> String {
    if then.is_empty() { second_factor() } else { format!("{}?then={}", second_factor(), encode(then)) }
}

/// A path of this desk as it was asked for, else the overview: never another site.
pub fn inside(next: &str) -> String {
    let local = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n', '\t']);
    if local { next.to_owned() } else { overview() }
}

/// The list of customers.
pub fn customers(filter: &CustomerFilter) -> String {
    filter.address()
}

/// One customer.
pub fn customer(id: &CustomerId) -> String {
    format!("/customers/{}", encode(id.as_str()))
}

/// The list of follow-ups.
pub fn follow_ups(filter: &FollowUpFilter) -> String {
    filter.address()
}

/// The page of what a note is on.
fn subject(on: &NoteSubject) -> String {
    match on.kind {
        SubjectKind::Customer => format!("/customers/{}", encode(&on.id)),
        SubjectKind::Order => format!("/orders/{}", encode(&on.id)),
        SubjectKind::Resource => format!("/renewals/prices?id={}", encode(&on.id)),
        SubjectKind::Payment => format!("/payments/{}", encode(&on.id)),
    }
}

/// The notes on something, on its page.
pub fn notes(on: &NoteSubject) -> String {
    format!("{}#notes", subject(on))
}

/// The name and value of the query with which a page shows all of its notes.
pub const ALL_NOTES: (&str, &str) = ("notes", "all");

/// The same with all of its notes, however many.
pub fn all_notes(on: &NoteSubject) -> String {
    let (page, (name, value)) = (subject(on), ALL_NOTES);
    let sign = if page.contains('?') { '&' } else { '?' };
    format!("{page}{sign}{name}={value}#notes")
}

/// The list of budgets.
pub fn budgets(filter: &BudgetFilter) -> String {
    filter.address()
}

/// One customer's budget.
pub fn budget(customer: &CustomerId) -> String {
    format!("/budgets/{}", encode(customer.as_str()))
}

/// The form that raises a customer's budget for a purchase, and leads on to it.
pub fn raise(customer: &CustomerId, what: &RaiseFor) -> String {
    format!("{}?for={}#set", budget(customer), encode(&what.code()))
}

/// The page where a purchase is confirmed.
pub fn purchase(what: &RaiseFor) -> String {
    match what {
        RaiseFor::Order(order) => pay(order),
        RaiseFor::Renewal(ids, period) => prices(ids, &[*period]),
    }
}

/// Budgets in bulk: upload of a file, and the jobs.
pub fn bulks() -> String {
    "/budgets/bulk".to_owned()
}

/// One job over many budgets, orders or resources, or its dry run.
pub fn bulk(id: &BulkId) -> String {
    format!("/jobs/{}", encode(id.as_str()))
}

/// Some of its rows.
pub fn bulk_rows(id: &BulkId, filter: &BulkFilter) -> String {
    format!("{}{}", bulk(id), BulkFilter { job: None, ..filter.clone() }.query())
}

/// The rows of a job as a list of their own, for [`export`] and [`export_workbook`].
pub fn bulk_export(id: &BulkId, filter: &BulkFilter) -> String {
    BulkFilter { job: Some(id.clone()), paging: Paging::default(), ..filter.clone() }.address()
}

/// The list of orders.
pub fn orders(filter: &OrderFilter) -> String {
    filter.address()
}

/// One order.
pub fn order(id: &OrderId) -> String {
    format!("/orders/{}", encode(id.as_str()))
}

/// The page that shows what paying an order would do.
pub fn pay(order: &OrderId) -> String {
    format!("/orders/{}/pay", encode(order.as_str()))
}

/// One payment: stable, whatever its outcome.
pub fn payment(id: &IntentId) -> String {
    format!("/payments/{}", encode(id.as_str()))
}

/// The list of what expires.
pub fn renewals(filter: &RenewalFilter) -> String {
    filter.address()
}

/// Prices of a selection for several periods.
pub fn prices(ids: &[ResourceId], periods: &[Period]) -> String {
    let ids = ids.iter().map(|id| format!("id={}", encode(id.as_str())));
    let periods = periods.iter().map(|period| format!("period={}", period.code()));
    let pairs: Vec<String> = ids.chain(periods).collect();
    format!("/renewals/prices?{}", pairs.join("&"))
}

/// One renewal: stable, whatever its outcome.
pub fn renewal(id: &IntentId) -> String {
    format!("/renewals/{}", encode(id.as_str()))
}

/// The page of an intent: stable, whatever its outcome.
pub fn intent(held: &IntentRef) -> String {
    match held.kind {
        IntentKind::Pay => payment(&held.id),
        IntentKind::Renew => renewal(&held.id),
        IntentKind::Cancel | IntentKind::Unsubscribe | IntentKind::AutoRenew | IntentKind::ToOnDemand => {
            change(&held.id)
        }
    }
}

/// One change: stable, whatever its outcome.
pub fn change(id: &IntentId) -> String {
    format!("/changes/{}", encode(id.as_str()))
}

/// The page that shows what a change would do to a selection.
pub fn change_review(act: ChangeKind, ids: &[ResourceId]) -> String {
    let ids = ids.iter().map(|id| format!("&id={}", encode(id.as_str())));
    format!("{CHANGE_REVIEW}?act={}{}", act.code(), ids.collect::<String>())
}

/// [`change_review`] without a selection, for forms that add theirs.
pub const CHANGE_REVIEW: &str = "/changes/review";

/// The audit log.
pub fn activity(filter: &ActivityFilter) -> String {
    filter.address()
}

/// One entry of the audit log.
pub fn activity_entry(id: &AuditId) -> String {
    format!("/activity/{}", encode(id.as_str()))
}

/// The audit log with its proof, as a file.
pub fn audit_proof() -> String {
    "/activity/proof".to_owned()
}

/// A list as a CSV file, by the address of the list: the same rows, on all pages.
pub fn export(list: &str) -> String {
    format!("/export{list}")
}

/// The same as a workbook of Excel.
pub fn export_workbook(list: &str) -> String {
    format!("/export-xlsx{list}")
}

/// The reverse of [`export`] and [`export_workbook`].
pub fn exported(path: &str) -> Option<&str> {
    path.strip_prefix("/export-xlsx")
        .or_else(|| path.strip_prefix("/export"))
        .filter(|list| list.starts_with('/'))
}

/// The operations of the partner API that this desk calls.
pub fn status(filter: &StatusFilter) -> String {
    filter.address()
}

/// The change history below them.
pub fn status_history(filter: &StatusFilter) -> String {
    format!("{}#history", status(filter))
}

/// One operation of the partner API, by its id.
pub fn status_operation(id: &str) -> String {
    format!("/status/{}", encode(id))
}

/// A saved view: leads to its list.
pub fn view(id: &ViewId) -> String {
    format!("/views/{}", encode(id.as_str()))
}

/// The page of search results.
pub fn search(text: &str) -> String {
    format!("/search?q={}", encode(text))
}

/// The viewer's own settings.
pub fn settings() -> String {
    "/settings".to_owned()
}

/// The users of the desk.
pub fn users() -> String {
    "/settings/users".to_owned()
}

/// One user of the desk.
pub fn user(id: &UserId) -> String {
    format!("/settings/users/{}", encode(id.as_str()))
}

/// What each role may do.
pub fn rights() -> String {
    "/settings/rights".to_owned()
}

/// Limits of everybody who commits money.
pub fn limits() -> String {
    "/settings/limits".to_owned()
}

/// The limits of a role or a person.
pub fn limits_of(holder: &LimitHolder) -> String {
    format!("{}/{}/{}", limits(), holder.kind(), encode(holder.code()))
}

/// Where who was invited sets a password. The token is in the query: no log of ours has queries.
pub fn invitation(token: &str) -> String {
    format!("/invitation?token={}", encode(token))
}

/// Who looks after which customers, and rules for it.
pub fn assignments() -> String {
    "/settings/assignments".to_owned()
}

/// A preview of assignments in bulk.
pub fn assignment_plan(id: &PlanId) -> String {
    format!("{}/{}", assignments(), encode(id.as_str()))
}

/// Where a hand-over is chosen and made: of the customers of one person, if one is named.
pub fn make_hand_over(from: Option<&UserId>) -> String {
    match from {
        Some(from) => format!("{HAND_OVER}?from={}", encode(from.as_str())),
        None => HAND_OVER.to_owned(),
    }
}

/// [`make_hand_over`] without a person, for the form that asks for one.
pub const HAND_OVER: &str = "/settings/hand-over";

/// One hand-over, as it was.
pub fn hand_over(id: &HandOverId) -> String {
    format!("/hand-overs/{}", encode(id.as_str()))
}

/// What a hit of the search leads to. A resource is shown on the page of its customer.
pub fn hit(hit: &Hit) -> String {
    let at = |section: &str| format!("/{section}/{}", encode(&hit.id));
    match (hit.kind, &hit.customer) {
        (HitKind::Customer, _) => at("customers"),
        (HitKind::Order, _) => at("orders"),
        (HitKind::Resource, Some(customer)) => self::customer(customer),
        (HitKind::Resource, None) => search(&hit.id),
        (HitKind::Entry, _) => at("activity"),
        (HitKind::Note, Some(customer)) => all_notes(&NoteSubject::from(customer)),
        (HitKind::Note, None) => follow_ups(&FollowUpFilter::default()),
    }
}

/// How to work with the desk: keys, words, states.
pub fn help() -> String {
    "/help".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_stands_beside_its_list() {
        let list = "/orders?status=6";
        assert_eq!(exported(&export(list)), Some(list));
        assert_eq!(exported(&export_workbook(list)), Some(list));
        assert_eq!(exported("/exports"), None);
        assert_eq!(exported(list), None);
    }

    #[test]
    fn never_leads_to_another_site() {
        for (next, path) in [
            ("/orders?status=6", "/orders?status=6"),
            ("", "/"),
            ("//evil.example", "/"),
            ("https://evil.example", "/"),
            ("/\\evil.example", "/"),
            ("/a\nSet-Cookie: b", "/"),
        ] {
            assert_eq!(inside(next), path);
        }
    }
}
