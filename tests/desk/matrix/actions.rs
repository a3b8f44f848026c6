//! Every server function that changes something, by the form that is posted to it.

use super::{compare, outcome, people};
use crate::forms::placed::{self, PlacedForm};
use crate::forms::{amounts, noted};
use crate::harness::{Client, Form, TestDesk};
use model::forms;
use std::collections::BTreeSet;

/// Form and, for each of [`super::PEOPLE`], what they get. Forms with a file are in the table of files.
///
/// The manager asked for the job, and nobody approves what they asked for. Unknown outcomes of renewals are
/// decided by administrators. The view is the administrator's, the session is nobody's, the hand-over went to
/// the manager, and the password and the invitation are wrong. The form of a note makes one note: that of support,
/// who posts it first.
const FORMS: &[(&str, &str)] = &[
    ("set-budget", "401 403 404 ok ok"),
    ("undo-budget", "401 403 404 ok ok"),
    ("freeze", "401 403 404 ok ok"),
    ("unfreeze", "401 403 404 ok ok"),
    ("plan-budgets", "401 403 ok ok ok"),
    ("plan-payments", "401 403 ok ok ok"),
    ("cancel-order", "401 403 404 ok ok"),
    ("pay-order", "401 403 404 ok ok"),
    ("start-bulk", "401 403 404 ok ok"),
    ("approve-bulk", "401 403 404 403 ok"),
    ("decline-bulk", "401 403 404 ok ok"),
    ("pause-bulk", "401 403 404 ok ok"),
    ("resume-bulk", "401 403 404 ok ok"),
    ("cancel-bulk", "401 403 404 ok ok"),
    ("undo-bulk", "401 403 404 ok ok"),
    ("settle-payment", "401 403 404 ok ok"),
    ("approve-payment", "401 403 404 ok ok"),
    ("decline-payment", "401 403 404 ok ok"),
    ("renew", "401 403 404 ok ok"),
    ("auto-renew", "401 403 404 ok ok"),
    ("plan-changes", "401 403 404 ok ok"),
    ("change", "401 403 404 ok ok"),
    ("settle-change", "401 403 404 ok ok"),
    ("approve-change", "401 403 404 ok ok"),
    ("decline-change", "401 403 404 ok ok"),
    ("choose-orders", "401 403 404 403 ok"),
    ("settle-renewal", "401 403 404 403 ok"),
    ("save-view", "401 ok ok ok ok"),
    ("columns", "401 ok ok ok ok"),
    ("delete-view", "401 404 404 404 ok"),
    ("invite-user", "401 403 403 403 ok"),
    ("change-role", "401 403 403 403 ok"),
    ("renew-invitation", "401 403 403 403 ok"),
    ("switch-off-user", "401 403 403 403 ok"),
    ("switch-on-user", "401 403 403 403 ok"),
    ("end-user-sessions", "401 403 403 403 ok"),
    ("change-right", "401 403 403 403 ok"),
    ("change-password", "401 ok ok ok ok"),
    ("end-session", "401 404 404 404 404"),
    ("end-other-sessions", "401 ok ok ok ok"),
    ("set-team", "401 403 403 403 ok"),
    ("plan-assignments", "401 403 403 403 ok"),
    ("apply-plan", "401 403 403 403 ok"),
    ("add-rule", "401 403 403 403 ok"),
    ("remove-rule", "401 403 403 403 ok"),
    ("hand-over", "401 403 403 403 ok"),
    ("dismiss-hand-over", "401 404 404 ok ok"),
    ("sign-in", "401 401 401 401 401"),
    ("accept-invitation", "404 404 404 404 404"),
    ("refresh", "401 ok ok ok ok"),
    ("view", "ok ok ok ok ok"),
    ("sign-out", "401 ok ok ok ok"),
    ("sign-in-code", "404 404 404 404 404"),
    ("begin-second-factor", "401 ok ok ok ok"),
    ("confirm-second-factor", "401 ok ok ok ok"),
    ("cancel-second-factor", "401 ok ok ok ok"),
    ("kept-recovery-codes", "401 ok ok ok ok"),
    ("new-recovery-codes", "401 ok ok ok ok"),
    ("turn-off-second-factor", "401 ok ok ok ok"),
    ("require-second-factor", "401 403 403 403 ok"),
    ("remove-second-factor", "401 403 403 403 ok"),
    ("set-limits", "401 403 403 403 ok"),
    ("agree-limits", "401 403 403 403 ok"),
    ("refuse-limits", "401 403 403 403 ok"),
    ("withdraw-limits", "401 403 403 403 ok"),
    ("write-note", "401 ok 404 404 404"),
    ("withdraw-note", "401 404 404 404 ok"),
    ("end-follow-up", "401 ok 404 ok ok"),
    ("pass-on-follow-up", "401 ok 404 ok ok"),
    ("dismiss-mention", "401 404 404 404 ok"),
];

/// Forms with a file.
const UPLOADS: [&str; 2] = ["upload-budgets", "upload-assignments"];

/// Everybody posts it like a script, who may least first: what a refused one did would be seen by the next.
async fn posted_by_all(people: &[Client; 5], form: &Form) -> String {
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let name = form.action.split('?').next().unwrap().trim_start_matches("/api/");
    let mut words = Vec::new();
    for client in people {
        let answer = client.call(name, &fields).await;
        words.push(outcome(answer.status, answer.location().as_deref()));
    }
    words.join(" ")
}

/// Compares forms on the pages of a desk with their part of the table. The manager looks after all customers.
async fn are_for_whom_they_are_for((desk, placed): (TestDesk, Vec<PlacedForm>)) {
    for customer in desk.customers().await {
        desk.assign(&customer.id).await;
    }
    let people = people(&desk).await;
    let mut found = Vec::new();
    for form in placed.iter().filter(|form| !UPLOADS.contains(&form.spec().name)) {
        found.push((form.spec().name.to_owned(), posted_by_all(&people, &form.form).await));
    }
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    let table: Vec<_> = FORMS.iter().copied().filter(|(name, _)| names.contains(name)).collect();
    compare(found.clone(), &table);
}

#[test]
fn every_form_has_an_entry() {
    let forms: BTreeSet<&str> = forms::ALL.iter().map(|spec| spec.name).collect();
    let entries = FORMS.iter().map(|(name, _)| *name).chain(UPLOADS);
    assert_eq!(entries.collect::<BTreeSet<_>>(), forms);
}

#[tokio::test]
async fn forms_about_accounts() {
    are_for_whom_they_are_for(placed::accounts().await).await;
}

#[tokio::test]
async fn forms_about_jobs() {
    are_for_whom_they_are_for(placed::jobs().await).await;
}

#[tokio::test]
async fn forms_about_payments() {
    are_for_whom_they_are_for(placed::payments().await).await;
}

#[tokio::test]
async fn forms_about_renewals_and_changes() {
    are_for_whom_they_are_for(placed::renewals().await).await;
}

#[tokio::test]
async fn forms_beside_lists() {
    are_for_whom_they_are_for(placed::lists().await).await;
}

#[tokio::test]
async fn forms_about_people() {
    are_for_whom_they_are_for(placed::people().await).await;
}

#[tokio::test]
async fn forms_about_assignments() {
    are_for_whom_they_are_for(placed::teams().await).await;
}

#[tokio::test]
async fn forms_about_limits() {
    are_for_whom_they_are_for(amounts::amounts().await).await;
}

#[tokio::test]
async fn forms_about_notes() {
    are_for_whom_they_are_for(noted::notes().await).await;
}

#[tokio::test]
async fn forms_around_every_page() {
    let desk = TestDesk::start().await;
    let people = people(&desk).await;
    let mut found = Vec::new();
    for (name, fields) in [
        ("sign-in", [("name", "nobody"), ("password", "wrong")]),
        ("accept-invitation", [("token", "0"), ("new_password", "x")]),
        ("refresh", [("part", "customers"), ("customer", "")]),
        ("view", [("language", "en"), ("theme", "dark")]),
        ("sign-in-code", [("code", "000000"), ("next", "/")]),
        ("confirm-second-factor", [("code", "000000"), ("unused", "")]),
        ("cancel-second-factor", [("unused", ""), ("nothing", "")]),
        ("kept-recovery-codes", [("unused", ""), ("nothing", "")]),
        ("new-recovery-codes", [("code", "000000"), ("unused", "")]),
        ("turn-off-second-factor", [("code", "000000"), ("unused", "")]),
        ("sign-out", [("unused", ""), ("nothing", "")]),
    ] {
        let action = match name {
            // Their pages take the form; a script calls the function.
            "sign-in" => "/api/sign_in",
            "sign-in-code" => "/api/sign_in_code",
            "accept-invitation" => "/api/accept_invitation",
            name => forms::find(name).unwrap().action,
        };
        let form = Form::forged("/", action, &fields);
        found.push((name.to_owned(), posted_by_all(&people, &form).await));
    }
    let names: Vec<String> = found.iter().map(|(name, _)| name.clone()).collect();
    let table: Vec<_> =
        FORMS.iter().copied().filter(|(name, _)| names.iter().any(|one| one == name)).collect();
    compare(found, &table);
}
