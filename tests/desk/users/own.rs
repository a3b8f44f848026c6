//! What users change of themselves: the password, and their sessions.

use crate::harness::{Client, Form, PASSWORD, TestDesk};
use argon2::password_hash::{PasswordHasher, SaltString};
use model::audit::{AuditAction, AuditOutcome};
use model::users::Role;
use reqwest::Method;
use std::time::Duration;

const NEW: &str = "marble kettle orchard";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0";

async fn change(client: &Client, present: &str, new: &str, again: &str) -> crate::harness::Page {
    let fields = [("password", present), ("new_password", new), ("again_password", again)];
    let form = client.form("/settings", "/api/change_password").await.with(&fields);
    client.submit_and_read(&form).await
}

#[tokio::test]
async fn a_password_is_changed_and_other_sessions_end() {
    let desk = TestDesk::start().await;
    let (here, other) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Manager).await);
    let before = here.session().unwrap();
    change(&here, PASSWORD, NEW, NEW).await.says("Password changed. One other session ended.");
    assert_ne!(here.session().unwrap(), before, "this session goes on under a new id");
    assert_eq!(here.get("/").await.status, 200);
    assert_eq!(other.get("/").await.status, 303);
    let thief = desk.anonymous();
    thief.set_cookie(&here.session_cookie().unwrap(), &before);
    assert_eq!(thief.get("/").await.status, 303, "the former id opens nothing");
    desk.anonymous().try_sign_in("manager", PASSWORD).await.says("Wrong name or password");
    desk.anonymous().sign_in("manager", NEW).await;
    let (entry, _) = desk.newest(AuditAction::ChangePassword).await;
    assert_eq!((entry.actor.as_str(), entry.outcome), ("manager", AuditOutcome::Done));
    assert!(!format!("{entry:?}").contains(NEW));
}

#[tokio::test]
async fn a_refused_password_is_explained_and_changes_nothing() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    for (present, new, again, words) in [
        ("not it", NEW, NEW, "The password is wrong."),
        ("", NEW, NEW, "This field is required."),
        (PASSWORD, "short", "short", "At least 12 characters."),
        (PASSWORD, "support-support", "support-support", "made from the user name"),
        (PASSWORD, "password1234", "password1234", "one of the passwords that are tried first"),
        (PASSWORD, "abcdefghijklmnop", "abcdefghijklmnop", "neighboring characters are easily guessed"),
        (PASSWORD, NEW, "marble kettle", "not the same as the new password above"),
    ] {
        let page = change(&client, present, new, again).await;
        page.says(words);
        assert!(!page.body.contains(NEW) && !page.body.contains("kettle"), "no password comes back");
    }
    assert_eq!(desk.entries(AuditAction::ChangePassword).await, 0);
    desk.signed_in(Role::Support).await;
}

#[tokio::test]
async fn a_password_from_before_the_rules_keeps_working_until_it_is_changed() {
    let desk = TestDesk::start().await;
    let id = desk.user("support").await.id;
    // As it was stored before passwords had twelve characters.
    let salt = SaltString::encode_b64(&[7; 16]).unwrap();
    let hash = argon2::Argon2::default().hash_password(b"old pass", &salt).unwrap().to_string();
    desk.desk.store.set_password(&id, &hash, None, desk.desk.clock.now()).await.unwrap();
    let client = desk.anonymous();
    client.sign_in("support", "old pass").await;
    change(&client, "old pass", NEW, NEW).await.says("Password changed.");
}

#[tokio::test]
async fn guessing_the_present_password_is_slowed_down() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    for _ in 0..5 {
        change(&client, "not it", NEW, NEW).await.says("The password is wrong.");
    }
    change(&client, PASSWORD, NEW, NEW).await.says("Too many");
    desk.pass(Duration::from_secs(16));
    change(&client, PASSWORD, NEW, NEW).await.says("Password changed.");
}

#[tokio::test]
async fn sessions_are_listed_and_one_or_all_others_are_ended() {
    let desk = TestDesk::start().await;
    let here = desk.anonymous();
    let form = here.form("/sign-in", "/sign-in").await.with(&[("name", "manager"), ("password", PASSWORD)]);
    here.send(here.posting(&form).header("user-agent", FIREFOX)).await;
    let others = [desk.signed_in(Role::Manager).await, desk.signed_in(Role::Manager).await];
    let stranger = desk.signed_in(Role::Support).await;
    let page = here.get("/settings").await;
    page.says("Firefox on Linux");
    page.says("127.0.0.1");
    page.says("This session");
    let buttons = page.attributes("button[name=session]", "value");
    assert_eq!(buttons.len(), 2, "this one has no button: {}", page.words());

    let fields = [("session", buttons[0].as_str())];
    let form = Form::forged("/settings", "/api/end_session", &fields);
    stranger.submit_and_read(&form).await.says("Not found");
    let alive = async || {
        let mut alive = 0;
        for other in &others {
            alive += usize::from(other.get("/").await.status == 200);
        }
        alive
    };
    assert_eq!(alive().await, 2, "nobody ends the session of somebody else");
    here.submit_and_read(&form).await.says("One session ended.");
    assert_eq!(alive().await, 1);
    here.submit_and_read(&form).await.says("Not found");
    let all = here.form("/settings", "/api/end_other_sessions").await;
    here.submit_and_read(&all).await.says("One session ended.");
    assert_eq!((alive().await, here.get("/").await.status), (0, 200));
    assert_eq!(stranger.get("/").await.status, 200);
    let page = here.get("/settings").await;
    assert!(!page.body.contains("/api/end_other_sessions"), "there is no other one");
}

#[tokio::test]
async fn what_browsers_say_of_themselves_is_no_markup_and_short() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    let form = client.form("/sign-in", "/sign-in").await.with(&[("name", "support"), ("password", PASSWORD)]);
    let agent = format!("<b>{}</b>", "x".repeat(8_000));
    client.send(client.posting(&form).header("user-agent", agent)).await;
    let page = client.get("/settings").await;
    page.says("Other browser on other system");
    assert!(!page.body.contains("<b>xx"), "what it said is not kept");
    let head = client.send(client.request(Method::HEAD, "/settings").header("accept", "text/html")).await;
    assert_eq!(head.status, 200);
}

#[tokio::test]
async fn sign_ins_that_waited_while_the_password_was_changed_let_nobody_in() {
    let desk = TestDesk::start().await;
    let user = desk.user("manager").await.id;
    // Checked one after the other: most of them wait when the password is changed.
    let sign_ins = futures::future::join_all((0..8).map(|_| async {
        let client = desk.anonymous();
        client.try_sign_in("manager", PASSWORD).await;
        client.get("/").await.status
    }));
    let change = async {
        while desk.entries(AuditAction::SignIn).await == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        desk.desk
            .store
            .set_password(&user, "no hash of any password", None, desk.desk.clock.now())
            .await
            .unwrap();
    };
    let (_, ()) = futures::join!(sign_ins, change);
    let now = desk.desk.clock.now();
    assert_eq!(desk.desk.store.sessions_of(&user, None, now).await.unwrap().len(), 0);
}
