//! The second step of signing in: right, wrong, late, twice, and what else changes meanwhile.

use super::second_factor::set_up;
use crate::harness::{App, Client, Form, PASSWORD, Page, TestDesk};
use model::audit::{AuditAction, AuditOutcome};
use model::error::AppError;
use model::users::Role;
use partnerdesk::server::jobs::cleanup;
use partnerdesk::server::store::UserChange;
use std::time::Duration;

const CODE: &str = "/sign-in/code";
const STEP: Duration = Duration::from_secs(30);

/// A browser after the right password.
async fn waiting(desk: &TestDesk, name: &str) -> Client {
    let client = desk.anonymous();
    let page = client.try_sign_in(name, PASSWORD).await;
    assert_eq!((page.status, page.location().as_deref()), (303, Some(CODE)), "{}", page.words());
    client
}

fn pending_cookie(desk: &TestDesk) -> String {
    partnerdesk::server::session::pending_cookie(&desk.desk)
}

/// The newest entry about a sign-in: outcome, and why a code was refused.
async fn log(desk: &TestDesk) -> (String, AuditOutcome, Option<String>) {
    let (entry, _) = desk.newest(AuditAction::SignIn).await;
    let why = entry.facts.into_iter().find(|(name, _)| name == "code-refused").map(|(_, why)| why);
    (entry.actor, entry.outcome, why)
}

async fn is_in(client: &Client) -> bool {
    client.get("/").await.status == 200
}

#[tokio::test]
async fn the_password_alone_opens_nothing_and_a_code_opens_the_desk() {
    let desk = TestDesk::start().await;
    let app = desk.give_second_factor("manager").await;
    let before = desk.entries(AuditAction::SignIn).await;
    let client = waiting(&desk, "manager").await;
    assert_eq!(client.session(), None, "there is no session");
    for path in ["/", "/customers", "/settings", "/settings/second-factor", "/export/customers"] {
        assert_eq!(client.get(path).await.status, 303, "{path}");
    }
    assert_eq!(client.call("end_other_sessions", &[]).await.status, 401);
    assert_eq!(desk.entries(AuditAction::SignIn).await, before, "nobody has signed in yet");
    let page = client.get(CODE).await;
    page.says("Signing in as manager.");
    assert_eq!(page.attribute("input[name=code]", "autocomplete").as_deref(), Some("one-time-code"));
    assert_eq!(page.attribute("input[name=code]", "inputmode").as_deref(), Some("numeric"));
    let done = client.enter_code(&app.code(&desk, 0)).await;
    assert_eq!((done.status, done.location().as_deref()), (303, Some("/")), "{}", done.words());
    assert!(is_in(&client).await);
    assert_eq!(log(&desk).await, ("manager".into(), AuditOutcome::Done, None));
    assert_eq!(client.get(CODE).await.status, 410, "it does not wait any more");
}

#[tokio::test]
async fn each_wrong_code_is_said_and_in_the_log_and_lets_nobody_in() {
    let desk = TestDesk::start().await;
    let (app, codes) = set_up(&desk, &desk.signed_in(Role::Manager).await).await;
    desk.pass(STEP * 3);
    let used = app.code(&desk, 0);
    desk.sign_in_with(&desk.anonymous(), "manager", &used).await;
    desk.sign_in_with(&desk.anonymous(), "manager", &codes[0]).await;
    let client = waiting(&desk, "manager").await;
    for (code, words, why) in [
        ("000000", "This is no valid code.", "wrong"),
        ("not a code", "This is no valid code.", "wrong"),
        (used.as_str(), "Wait for the next code.", "used"),
        (&app.code(&desk, -2), "This code has expired.", "not-now"),
    ] {
        let page = client.enter_code(code).await;
        assert_eq!(page.status, 200, "{code}");
        page.says(words);
        assert!(!page.body.contains(code), "what was typed does not come back: {code}");
        assert_eq!(log(&desk).await, ("system".into(), AuditOutcome::Failed, Some(why.into())), "{code}");
        assert!(!is_in(&client).await && client.session().is_none(), "{code}");
    }
    client.enter_code(&codes[0]).await.says("Each works once: use another one.");
    assert_eq!(log(&desk).await.2.as_deref(), Some("used-recovery"));
    assert!(!is_in(&client).await);
    client.enter_code("").await.says("This field is required.");

    let late = waiting(&desk, "manager").await;
    let form = late.form(CODE, CODE).await;
    desk.pass(Duration::from_secs(301));
    assert_eq!(late.get(CODE).await.status, 410);
    let page = late.submit(&form.clone().with(&[("code", &app.code(&desk, 0))])).await;
    assert_eq!(page.status, 410);
    page.says("This sign-in has ended");
    assert_eq!(log(&desk).await, ("system".into(), AuditOutcome::Failed, Some("too-late".into())));
    assert!(!is_in(&late).await);
    let entries = desk.entries(AuditAction::SignIn).await;
    assert_eq!(late.submit(&form.with(&[("code", &app.code(&desk, 0))])).await.status, 410);
    assert_eq!(desk.entries(AuditAction::SignIn).await, entries, "told once");
    // The code itself was not used by it.
    desk.sign_in_with(&desk.anonymous(), "manager", &app.code(&desk, 0)).await;
}

#[tokio::test]
async fn a_right_password_that_no_code_follows_is_in_the_log() {
    let desk = TestDesk::start().await;
    desk.give_second_factor("manager").await;
    let before = desk.entries(AuditAction::SignIn).await;
    let never = ("system".to_owned(), AuditOutcome::Failed, Some("never".to_owned()));
    // Five wait at most, so that nobody who knows a password fills the log.
    let mut clients = Vec::new();
    for _ in 0..6 {
        clients.push(waiting(&desk, "manager").await);
    }
    desk.pass(Duration::from_secs(5 * 60 + 1));
    cleanup::step(&desk.desk).await.unwrap();
    assert_eq!(desk.entries(AuditAction::SignIn).await, before, "a code that comes late is told apart");
    desk.pass(Duration::from_secs(15 * 60));
    for _ in 0..2 {
        cleanup::step(&desk.desk).await.unwrap();
        assert_eq!(desk.entries(AuditAction::SignIn).await, before + 5);
    }
    assert_eq!(log(&desk).await, never);
    let (entry, _) = desk.newest(AuditAction::SignIn).await;
    assert_eq!((entry.subject.as_deref(), entry.code.as_deref()), (Some("manager"), Some("no-code")));
    assert!(entry.facts.iter().any(|(name, _)| name == "address"), "{:?}", entry.facts);
}

#[tokio::test]
async fn of_two_with_the_same_code_at_once_one_gets_in() {
    let desk = TestDesk::start().await;
    let (app, codes) = set_up(&desk, &desk.signed_in(Role::Manager).await).await;
    desk.pass(STEP);
    for code in [app.code(&desk, 0), codes[4].clone()] {
        let mut browsers = Vec::new();
        for _ in 0..4 {
            browsers.push(waiting(&desk, "manager").await);
        }
        let code = &code;
        futures::future::join_all(browsers.iter().map(|one| async move { one.enter_code(code).await })).await;
        let mut inside = 0;
        for browser in &browsers {
            inside += usize::from(is_in(browser).await);
        }
        assert_eq!(inside, 1, "{code}");
        // The others count as failures; their pause is not what is tested here.
        desk.pass(Duration::from_secs(901));
    }
}

#[tokio::test]
async fn a_sign_in_waits_for_the_browser_that_began_it() {
    let desk = TestDesk::start().await;
    let app = desk.give_second_factor("manager").await;
    let own = waiting(&desk, "manager").await;
    let stored = desk.stored().await;
    let other = desk.anonymous();
    for made_up in [None, Some("0".repeat(64)), Some("<b>".to_owned()), Some("x".repeat(4_000))] {
        if let Some(token) = &made_up {
            other.set_cookie(&pending_cookie(&desk), token);
        }
        let page = other.get(CODE).await;
        assert_eq!(page.status, 410, "{made_up:?}");
        let form = Form::forged(CODE, CODE, &[("code", &app.code(&desk, 0))]);
        assert_eq!(other.submit(&form).await.status, 410);
        assert!(!is_in(&other).await);
    }
    assert_eq!(desk.stored().await, stored, "strangers leave nothing behind");
    let kept = own.cookie(&pending_cookie(&desk)).unwrap();
    assert_eq!(kept.len(), 64, "256 bits");
    assert_eq!(own.enter_code(&app.code(&desk, 0)).await.location().as_deref(), Some("/"));
    // What the browser kept is worth nothing afterwards.
    other.set_cookie(&pending_cookie(&desk), &kept);
    let form = Form::forged(CODE, CODE, &[("code", &app.code(&desk, 1))]);
    assert_eq!(other.submit(&form).await.status, 410);
}

#[tokio::test]
async fn what_changes_after_the_password_ends_the_sign_in() {
    let desk = TestDesk::start().await;
    let app = desk.give_second_factor("manager").await;
    let user = desk.user("manager").await.id;
    let (store, now) = (&desk.desk.store, desk.desk.clock.now());
    let (_, hash) = store.user_with_password(&user).await.unwrap().unwrap();

    let client = waiting(&desk, "manager").await;
    store.set_password(&user, "no hash of any password", None, now).await.unwrap();
    assert_eq!(client.enter_code(&app.code(&desk, 0)).await.status, 410);
    assert_eq!(log(&desk).await, ("system".into(), AuditOutcome::Failed, Some("changed".into())));
    store.set_password(&user, &hash, None, now).await.unwrap();

    let client = waiting(&desk, "manager").await;
    store.change_user(&user, UserChange::Off, None, now).await.unwrap();
    assert_eq!(client.enter_code(&app.code(&desk, 0)).await.status, 410);
    assert!(client.session().is_none());
    let form = Form::forged(CODE, CODE, &[("code", &app.code(&desk, 0))]);
    store.change_user(&user, UserChange::On, None, now).await.unwrap();
    assert_eq!(client.submit(&form).await.status, 410, "it does not come back to life");

    let client = waiting(&desk, "manager").await;
    store.remove_factor(&user, None).await.unwrap();
    let form = Form::forged(CODE, CODE, &[("code", &app.code(&desk, 0))]);
    assert_eq!(client.submit(&form).await.status, 410);
    assert!(!is_in(&client).await);
    desk.anonymous().sign_in("manager", PASSWORD).await;
}

async fn guess(client: &Client) -> AppError {
    client.call("sign_in_code", &[("code", "000000")]).await.error()
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_and_a_known_browser_goes_on() {
    let desk = TestDesk::start().await;
    let app = desk.give_second_factor("manager").await;
    let own = desk.anonymous();
    desk.sign_in_with(&own, "manager", &app.code(&desk, 0)).await;
    own.call("sign_out", &[]).await;
    desk.pass(STEP);
    // Somebody who found out the password, in several browsers.
    for _ in 0..5 {
        assert!(matches!(guess(&waiting(&desk, "manager").await).await, AppError::Invalid(_)));
    }
    let other = waiting(&desk, "manager").await;
    assert_eq!(guess(&other).await, AppError::RateLimited(15));
    let right = other.call("sign_in_code", &[("code", &app.code(&desk, 0))]).await;
    assert_eq!((right.status, right.error()), (429, AppError::RateLimited(15)), "the right one waits too");
    // The user's own browser has a count of its own, and the code of the refused one was not used.
    desk.sign_in_with(&own, "manager", &app.code(&desk, 0)).await;
    assert!(is_in(&own).await);
}

#[tokio::test]
async fn who_does_not_know_the_password_stops_nobody() {
    let desk = TestDesk::start().await;
    let app = desk.give_second_factor("manager").await;
    for _ in 0..20 {
        let stranger = desk.anonymous();
        assert_eq!(guess(&stranger).await, AppError::NotFound, "nothing of theirs waits");
    }
    desk.sign_in_with(&desk.anonymous(), "manager", &app.code(&desk, 0)).await;
}

async fn follow(client: &Client, page: &Page) -> Page {
    client.visit(&page.location().unwrap()).await
}

#[tokio::test]
async fn a_sign_in_leads_to_where_it_began_also_with_a_form_that_came_too_late() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let app: App = desk.give_second_factor("administrator").await;
    let client = desk.anonymous();
    let fields = [("name", "administrator"), ("password", PASSWORD)];
    client.post_form("/sign-in?next=%2Forders%3Fstatus%3D6", "/sign-in", &fields).await;
    let done = client.enter_code(&app.code(&desk, 0)).await;
    assert_eq!(done.location().as_deref(), Some("/orders?status=6"));

    let page = format!("/customers/{}", desk.customer().await.id);
    let form = client.form(&page, "/api/freeze_customer").await.with(&[("reason", "typed-4711")]);
    client.call("sign_out", &[]).await;
    let late = client.submit(&form).await;
    let sign_in = Form::read("/sign-in", &late.body, "/sign-in").with(&fields);
    assert_eq!(client.submit(&sign_in).await.location().as_deref(), Some(CODE));
    desk.pass(STEP);
    let done = client.enter_code(&app.code(&desk, 0)).await;
    assert_eq!(done.location().as_deref(), Some(page.as_str()));
    let shown = follow(&client, &done).await;
    assert!(shown.body.contains("typed-4711"), "{}", shown.words());
}

#[tokio::test]
async fn a_link_for_a_new_password_is_no_way_around_it() {
    let desk = TestDesk::start().await;
    let app = desk.give_second_factor("manager").await;
    let admin = desk.signed_in(Role::Administrator).await;
    let page = partnerdesk::paths::user(&desk.user("manager").await.id);
    admin.post_form(&page, "/api/renew_invitation", &[("password", PASSWORD)]).await;
    let link = admin.get(&page).await.text("#link code").unwrap();
    let link = link.trim().strip_prefix(&desk.base).unwrap().to_owned();
    let guest = desk.anonymous();
    let new = "marble kettle orchard";
    let fields = [("new_password", new), ("again_password", new)];
    let accepted = guest.post_form(&link, "/invitation", &fields).await;
    assert_eq!(accepted.location().as_deref(), Some(CODE), "{}", accepted.words());
    assert!(!is_in(&guest).await);
    assert_eq!(guest.enter_code(&app.code(&desk, 0)).await.location().as_deref(), Some("/"));
    assert!(is_in(&guest).await);
}
