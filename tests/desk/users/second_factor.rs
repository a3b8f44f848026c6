//! A user's own second factor: setting it up, its recovery codes, confirming with it, turning it off.

use crate::harness::{App, Client, Form, PASSWORD, Page, TestDesk};
use model::audit::{AuditAction, AuditOutcome};
use model::error::{AppError, FieldProblem};
use model::users::Role;
use partnerdesk::paths;
use std::time::Duration;

const PAGE: &str = "/settings/second-factor";
const STEP: Duration = Duration::from_secs(30);

/// Begins a set-up on the settings; what the app was told.
pub async fn begin(client: &Client) -> App {
    let form = client.form("/settings", "/api/begin_second_factor").await;
    let form = if form.has("password") { form.with(&[("password", PASSWORD)]) } else { form };
    let begun = client.submit(&form).await;
    assert_eq!(begun.location().as_deref(), Some(PAGE), "{}", begun.words());
    App::of(&client.get(PAGE).await.text(".factor-steps .id code").unwrap())
}

/// Ends it with a code.
async fn confirm(client: &Client, code: &str) -> Page {
    let form = client.form(PAGE, "/api/confirm_second_factor").await.with(&[("code", code)]);
    client.submit_and_read(&form).await
}

/// The recovery codes that a page shows.
pub fn codes_on(page: &Page) -> Vec<String> {
    let all = page.attribute("[data-copy]", "data-copy").unwrap_or_default();
    all.lines().map(str::to_owned).collect()
}

/// Sets it up for who is signed in; the app, and the recovery codes.
pub async fn set_up(desk: &TestDesk, client: &Client) -> (App, Vec<String>) {
    let app = begin(client).await;
    let page = confirm(client, &app.code(desk, 0)).await;
    let codes = codes_on(&page);
    assert_eq!(codes.len(), 10, "{}", page.words());
    (app, codes)
}

#[tokio::test]
async fn nothing_counts_until_the_first_code_was_right() {
    let desk = TestDesk::start().await;
    let (client, other) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Manager).await);
    for (password, words) in [("", "This field is required."), ("not it", "The password is wrong.")] {
        let form = client.form("/settings", "/api/begin_second_factor").await;
        client.submit_and_read(&form.with(&[("password", password)])).await.says(words);
    }
    let app = begin(&client).await;
    let page = client.get(PAGE).await;
    assert!(page.attribute("svg.qr path", "d").unwrap().starts_with("M0 0h1v1h-1z"));
    assert!(page.text(".factor-steps .id code").unwrap().split(' ').all(|group| group.len() == 4));
    assert!(!other.get(PAGE).await.body.contains("factor-steps"), "another session does not see the secret");
    for (code, words) in [
        ("", "This field is required."),
        ("000000", "This is no valid code."),
        ("no code", "This is no valid code."),
        ("1234 5678 9012 3456", "This is no valid code."),
        (&app.code(&desk, -3), "This code has expired."),
        (&app.code(&desk, 5), "This is no valid code."),
    ] {
        confirm(&client, code).await.says(words);
    }
    desk.anonymous().sign_in("manager", PASSWORD).await;
    assert_eq!(desk.entries(AuditAction::SetUpSecondFactor).await, 0);

    let page = confirm(&client, &format!(" {} ", app.code(&desk, 0))).await;
    page.says("Keep your recovery codes");
    assert_eq!(other.get("/").await.status, 303, "other sessions end");
    assert_eq!(client.get("/").await.status, 200);
    let (entry, _) = desk.newest(AuditAction::SetUpSecondFactor).await;
    assert_eq!((entry.actor.as_str(), entry.outcome), ("manager", AuditOutcome::Done));
    assert_eq!(
        desk.anonymous().try_sign_in("manager", PASSWORD).await.location().as_deref(),
        Some("/sign-in/code")
    );
}

#[tokio::test]
async fn a_set_up_is_cancelled_or_its_time_is_over() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    let app = begin(&client).await;
    let form = client.form(PAGE, "/api/confirm_second_factor").await.with(&[("code", &app.code(&desk, 0))]);
    let cancel = client.form(PAGE, "/api/cancel_second_factor").await;
    assert_eq!(client.submit(&cancel).await.location().as_deref(), Some("/settings"));
    client.submit(&form).await;
    let app = begin(&client).await;
    desk.pass(Duration::from_secs(1_801));
    let late = app.code(&desk, 0);
    client.submit(&Form::forged(PAGE, "/api/confirm_second_factor", &[("code", &late)])).await;
    desk.anonymous().sign_in("support", PASSWORD).await;
    assert_eq!(desk.entries(AuditAction::SetUpSecondFactor).await, 0);
}

#[tokio::test]
async fn recovery_codes_are_shown_to_the_browser_that_made_them_until_they_are_kept() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Manager).await;
    let (_, codes) = set_up(&desk, &client).await;
    assert_eq!(codes_on(&client.get(PAGE).await), codes, "a page that is reloaded loses none");
    let name = partnerdesk::server::session::codes_cookie(&desk.desk);
    let cookie = client.cookie(&name).unwrap();
    let kept = client.form(PAGE, "/api/kept_recovery_codes").await;
    client.submit_and_read(&kept).await.says("Two-step verification is on.");
    assert_eq!(codes_on(&client.get(PAGE).await), [""; 0]);
    client.get("/settings").await.says("10 of 10");
    for made_up in ["1111-2222-3333-4444.<b>", &cookie.replace('1', "2"), &format!("{cookie}.1")] {
        client.set_cookie(&name, made_up);
        let page = client.get(PAGE).await;
        assert!(codes_on(&page).is_empty() && !page.body.contains("<b>"), "{made_up}");
    }
    let stored = format!("{:?}", desk.newest(AuditAction::SetUpSecondFactor).await);
    assert!(codes.iter().all(|code| !stored.contains(code)));
}

#[tokio::test]
async fn confirming_asks_for_a_code_in_place_of_the_password() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (app, codes) = set_up(&desk, &admin).await;
    let page = paths::user(&desk.user("support").await.id);
    admin.get(&page).await.says("Code from your authenticator app");
    assert!(admin.get(&page).await.attribute("input[name=password]", "type").as_deref() == Some("text"));
    let end = async |given: &str| {
        let fields = [("id", page.rsplit('/').next().unwrap()), ("password", given)];
        let answer = admin.call("end_user_sessions", &fields).await;
        if answer.status == 200 { Ok(()) } else { Err(answer.error()) }
    };
    let refused = |problem| Err(AppError::field("password", problem));
    assert_eq!(end("").await, refused(FieldProblem::Missing));
    assert_eq!(
        end(PASSWORD).await,
        refused(FieldProblem::WrongCode),
        "the password alone is not enough any more"
    );
    assert_eq!(end(&app.code(&desk, 0)).await, refused(FieldProblem::UsedCode), "it ended the set-up");
    desk.pass(STEP);
    let code = app.code(&desk, 0);
    assert_eq!(end(&code).await, Ok(()));
    assert_eq!(end(&code).await, refused(FieldProblem::UsedCode), "once");
    assert_eq!(end(&app.code(&desk, -1)).await, refused(FieldProblem::UsedCode), "nor one from before");
    let (entry, _) = desk.newest(AuditAction::PasswordAgain).await;
    assert!(entry.facts.contains(&("code-refused".into(), "used".into())), "{:?}", entry.facts);
    desk.pass(STEP);
    assert_eq!(end(&codes[0].replace(' ', "")).await, Ok(()), "a recovery code counts too");
    assert_eq!(end(&codes[0]).await, refused(FieldProblem::UsedRecoveryCode));
    admin.get("/settings").await.says("9 of 10");
    // Five failures in a row, and the next has to wait.
    for _ in 0..4 {
        assert_eq!(end("000000").await, refused(FieldProblem::WrongCode));
    }
    assert_eq!(end(&app.code(&desk, 0)).await, Err(AppError::RateLimited(15)));
    desk.pass(STEP);
    assert_eq!(end(&app.code(&desk, 0)).await, Ok(()));
}

#[tokio::test]
async fn the_own_password_is_still_changed_with_the_present_one() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    set_up(&desk, &client).await;
    let new = "marble kettle orchard";
    let fields = [("password", PASSWORD), ("new_password", new), ("again_password", new)];
    let form = client.form("/settings", "/api/change_password").await.with(&fields);
    client.submit_and_read(&form).await.says("Password changed.");
    let page = desk.anonymous().try_sign_in("support", new).await;
    assert_eq!(page.location().as_deref(), Some("/sign-in/code"), "and the code is still asked for");
}

#[tokio::test]
async fn new_recovery_codes_replace_the_former_ones() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Manager).await;
    let (app, old) = set_up(&desk, &client).await;
    desk.pass(STEP);
    let form = client.form("/settings", "/api/new_recovery_codes").await;
    let form = form.with(&[("password", &app.code(&desk, 0))]);
    let new = codes_on(&client.submit_and_read(&form).await);
    assert!(new.len() == 10 && new.iter().all(|code| !old.contains(code)));
    let other = desk.anonymous();
    other.try_sign_in("manager", PASSWORD).await;
    other.enter_code(&old[3]).await.says("This is no valid code.");
    assert_eq!(other.enter_code(&new[3]).await.location().as_deref(), Some("/"));
}

#[tokio::test]
async fn it_moves_to_another_app_and_the_former_one_counts_until_then() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Manager).await;
    let (former, old) = set_up(&desk, &client).await;
    desk.pass(STEP);
    let form = client.form("/settings", "/api/begin_second_factor").await;
    client.submit(&form.with(&[("password", &former.code(&desk, 0))])).await;
    let app = App::of(&client.get(PAGE).await.text(".factor-steps .id code").unwrap());
    desk.sign_in_with(&desk.anonymous(), "manager", &former.code(&desk, 1)).await;
    let new = codes_on(&confirm(&client, &app.code(&desk, 0)).await);
    assert_eq!(new.len(), 10);
    desk.pass(STEP * 2);
    let other = desk.anonymous();
    other.try_sign_in("manager", PASSWORD).await;
    for gone in [former.code(&desk, 0), old[0].clone()] {
        other.enter_code(&gone).await.says("This is no valid code.");
    }
    assert_eq!(other.enter_code(&app.code(&desk, 0)).await.location().as_deref(), Some("/"));
}

#[tokio::test]
async fn it_is_turned_off_with_a_code_but_not_where_the_role_requires_it() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Manager).await;
    let (app, _) = set_up(&desk, &client).await;
    desk.desk.store.require_factor(Role::Manager, true, None).await.unwrap();
    client.get("/settings").await.says("you cannot turn it off");
    desk.pass(STEP);
    let code = app.code(&desk, 0);
    let refused = client.call("turn_off_second_factor", &[("password", &code)]).await;
    assert_eq!(refused.error(), AppError::ChangedMeanwhile);
    desk.desk.store.require_factor(Role::Manager, false, None).await.unwrap();
    desk.pass(STEP);
    let form = client.form("/settings", "/api/turn_off_second_factor").await;
    client
        .submit_and_read(&form.clone().with(&[("password", PASSWORD)]))
        .await
        .says("This is no valid code.");
    let done = client.submit_and_read(&form.with(&[("password", &app.code(&desk, 0))])).await;
    done.says("Two-step verification is off.");
    desk.anonymous().sign_in("manager", PASSWORD).await;
    let (entry, _) = desk.newest(AuditAction::TurnOffSecondFactor).await;
    assert_eq!((entry.actor.as_str(), entry.outcome), ("manager", AuditOutcome::Done));
}
