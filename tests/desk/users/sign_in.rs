//! Signing in: correct, wrong, and too many attempts.

use crate::harness::{Client, PASSWORD, TestDesk};
use model::audit::{AuditAction, AuditOutcome};
use model::error::AppError;
use model::lists::ActivityFilter;
use model::users::Role;
use partnerdesk::server::store::Scope;
use std::time::Duration;

/// The outcomes of sign-ins in the audit log, newest first, with the names.
async fn log(desk: &TestDesk) -> Vec<(String, Option<String>, AuditOutcome)> {
    let filter = ActivityFilter { action: Some(AuditAction::SignIn), ..ActivityFilter::default() };
    let found = desk.desk.store.list_entries(&Scope::All, None, &filter).await.unwrap();
    found.rows.into_iter().map(|row| (row.entry.actor, row.entry.subject, row.entry.outcome)).collect()
}

#[tokio::test]
async fn the_right_password_opens_the_desk() {
    let desk = TestDesk::start().await;
    let ann = desk.anonymous();
    ann.sign_in("administrator", PASSWORD).await;
    assert_eq!(ann.get("/").await.status, 200);
    let entries = log(&desk).await;
    assert_eq!(entries, [("administrator".into(), Some("administrator".into()), AuditOutcome::Done)]);
    assert!(desk.user("administrator").await.signed_in_at.is_some());
}

#[tokio::test]
async fn names_are_known_in_any_case() {
    let desk = TestDesk::start().await;
    desk.anonymous().sign_in(" Administrator ", PASSWORD).await;
}

/// The page of a failed sign-in without script, and the answer to a script.
async fn failed(desk: &TestDesk, name: &str, password: &str) -> (String, u16, AppError) {
    let client = &desk.anonymous();
    // Earlier attempts no longer count.
    desk.pass(Duration::from_secs(3600));
    let page = client.try_sign_in(name, password).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.text("form[action=\"/sign-in\"]").is_some(), "the form again");
    let read = page.words().replace(name, "NAME");
    let answer = client.call("sign_in", &[("name", name), ("password", password)]).await;
    (read, answer.status, answer.error())
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_look_the_same() {
    let desk = TestDesk::start().await;
    let off = desk.add_user("switched-off", Role::Support).await;
    desk.desk.store.set_active(&off.id, false).await.unwrap();
    let wrong = failed(&desk, "support", "not it").await;
    assert_eq!((wrong.1, &wrong.2), (401, &AppError::WrongSignIn));
    assert_eq!(failed(&desk, "nobody", "not it").await, wrong);
    assert_eq!(failed(&desk, "switched-off", PASSWORD).await, wrong);
    assert_eq!(failed(&desk, "support", &"long".repeat(60)).await, wrong);
    assert_eq!(failed(&desk, "support", "").await, wrong);
    let entries = log(&desk).await;
    assert!(entries.iter().all(|(_, _, outcome)| *outcome == AuditOutcome::Failed), "{entries:?}");
    let actors: Vec<_> =
        entries.iter().map(|(actor, subject, _)| (actor.as_str(), subject.as_deref())).collect();
    assert!(actors.contains(&("system", Some("nobody"))), "a made-up name is no actor: {actors:?}");
}

#[tokio::test]
async fn the_form_keeps_the_name_and_never_the_password() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    let page = client.try_sign_in("support", "a-typed-password").await;
    let ahead = client.request(reqwest::Method::GET, "/sign-in").header("accept", "text/html");
    client.send(ahead.header("sec-purpose", "prefetch")).await;
    assert_eq!(page.attribute("input[name=name]", "value").as_deref(), Some("support"));
    assert!(!page.body.contains("a-typed-password"));
    let again = client.visit("/sign-in").await;
    assert_ne!(again.words(), page.words(), "the failure is told once, and not to a page fetched ahead");
}

async fn try_often(client: &Client, name: &str, times: u32) -> AppError {
    let mut last = None;
    for _ in 0..times {
        last = Some(client.call("sign_in", &[("name", name), ("password", "guess")]).await.error());
    }
    last.unwrap()
}

#[tokio::test]
async fn guessing_a_password_gets_slower_and_slower() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    assert_eq!(try_often(&client, "support", 5).await, AppError::WrongSignIn);
    assert_eq!(try_often(&client, "support", 3).await, AppError::RateLimited(15));
    let right = client.call("sign_in", &[("name", "Support"), ("password", PASSWORD)]).await;
    assert_eq!((right.status, right.error()), (429, AppError::RateLimited(15)), "the right one waits too");
    desk.pass(Duration::from_secs(16));
    assert_eq!(try_often(&client, "support", 1).await, AppError::WrongSignIn);
    assert_eq!(try_often(&client, "support", 1).await, AppError::RateLimited(30));
    desk.pass(Duration::from_secs(31));
    client.sign_in("support", PASSWORD).await;
    assert_eq!(try_often(&client, "support", 1).await, AppError::WrongSignIn, "success clears the count");
}

#[tokio::test]
async fn others_are_not_slowed_down_by_one_name() {
    let desk = TestDesk::start().await;
    try_often(&desk.anonymous(), "support", 8).await;
    desk.anonymous().sign_in("administrator", PASSWORD).await;
}

#[tokio::test]
async fn trying_many_names_from_one_address_is_slowed_down() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    for number in 0..20 {
        assert_eq!(try_often(&client, &format!("name-{number}"), 1).await, AppError::WrongSignIn);
    }
    assert_eq!(try_often(&client, "name-20", 1).await, AppError::RateLimited(15));
}

#[tokio::test]
async fn guesses_sent_side_by_side_are_counted_too() {
    let desk = TestDesk::start().await;
    let guesses = (0..20).map(|_| async {
        desk.anonymous().call("sign_in", &[("name", "support"), ("password", "guess")]).await.error()
    });
    let answers = futures::future::join_all(guesses).await;
    let judged = answers.iter().filter(|error| **error == AppError::WrongSignIn).count();
    assert_eq!(judged, 5, "{answers:?}");
}

#[tokio::test]
async fn next_never_leaves_the_desk() {
    let desk = TestDesk::start().await;
    for (next, leads) in [
        ("/orders?status=6", "/orders?status=6"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ] {
        let fields = [("name", "support"), ("password", PASSWORD), ("next", next)];
        let page = desk.anonymous().post_form("/sign-in", "/sign-in", &fields).await;
        assert_eq!(page.location().as_deref(), Some(leads), "{next:?}");
    }
}

#[tokio::test]
async fn asking_for_a_page_leads_there_after_signing_in() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    let away = client.get("/orders?status=6").await;
    assert_eq!(away.status, 303);
    let sign_in = away.location().unwrap();
    assert_eq!(sign_in, "/sign-in?next=%2Forders%3Fstatus%3D6");
    let fields = [("name", "support"), ("password", PASSWORD)];
    let page = client.post_form(&sign_in, "/sign-in", &fields).await;
    assert_eq!(page.location().as_deref(), Some("/orders?status=6"));
}
