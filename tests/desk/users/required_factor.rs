//! A second factor that a role requires, and one that an administrator takes away.

use super::second_factor::{begin, codes_on, set_up};
use crate::harness::{App, Client, Form, PASSWORD, TestDesk};
use model::audit::{AuditAction, AuditOutcome};
use model::error::AppError;
use model::users::Role;
use partnerdesk::paths;
use reqwest::Method;
use std::time::Duration;

const PAGE: &str = "/settings/second-factor";

/// An administrator requires it of managers, on the page.
async fn require(admin: &Client) {
    let form = admin.form(&paths::rights(), "/api/require_second_factor").await.ticking("manager");
    let done = admin.submit_and_read(&form.with(&[("password", PASSWORD)])).await;
    done.says("Requirement saved.");
}

#[tokio::test]
async fn administrators_require_it_of_a_role_and_it_is_in_the_log() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&paths::rights(), "/api/require_second_factor").await.ticking("manager");
    admin.submit_and_read(&form.clone().with(&[("password", "not it")])).await.says("The password is wrong.");
    assert!(desk.desk.store.roles_with_factor().await.unwrap().is_empty());
    require(&admin).await;
    assert_eq!(desk.desk.store.roles_with_factor().await.unwrap(), [Role::Manager]);
    let (entry, _) = desk.newest(AuditAction::RequireSecondFactor).await;
    assert_eq!((entry.actor.as_str(), entry.subject.as_deref()), ("administrator", Some("manager")));
    assert!(entry.facts.contains(&("required".into(), "yes".into())), "{:?}", entry.facts);
    assert_eq!(desk.entries(AuditAction::RequireSecondFactor).await, 1, "the other roles stay as they were");
    let made_up = [("manager", "perhaps"), ("password", PASSWORD)];
    assert_eq!(admin.call("require_second_factor", &made_up).await.error(), AppError::BadRequest);
    admin.get(&paths::users()).await.says("Required, not set up");
    assert_eq!(admin.get("/").await.status, 200, "it is about managers");
}

#[tokio::test]
async fn until_it_is_set_up_nothing_else_answers_also_for_a_session_from_before() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let manager = desk.signed_in(Role::Manager).await;
    let customer = paths::customer(&desk.customer().await.id);
    let open = manager.form(&customer, "/api/freeze_customer").await.with(&[("reason", "test")]);
    let id = desk.user("manager").await.id;
    desk.pass(Duration::from_secs(700));
    require(&desk.signed_in(Role::Administrator).await).await;

    for path in [
        "/",
        "/customers",
        "/settings",
        "/settings/users",
        "/budgets",
        "/help",
        "/search?q=a",
        "/export/customers",
        "/export-xlsx/customers",
        "/audit-proof",
        "/invitation?token=x",
        "/sign-in",
        "/sign-in/code",
        "/no/such/page",
    ] {
        let page = manager.get(path).await;
        assert_eq!(page.status, 303, "{path}");
        assert!(page.location().unwrap().starts_with(PAGE), "{path}: {:?}", page.location());
    }
    for (call, fields) in [
        ("search", vec![("q", "a")]),
        ("overview", vec![]),
        ("change_password", vec![("password", PASSWORD)]),
        ("end_other_sessions", vec![]),
        ("sign_in", vec![("name", "administrator"), ("password", PASSWORD)]),
        ("turn_off_second_factor", vec![("password", PASSWORD)]),
        ("kept_recovery_codes", vec![]),
    ] {
        let answer = manager.call(call, &fields).await;
        assert_eq!((answer.status, answer.error()), (401, AppError::SignedOut), "{call}");
    }
    let posted = manager.submit(&open).await;
    assert_eq!(posted.status, 303);
    assert!(posted.location().unwrap().starts_with(PAGE));
    assert_eq!(desk.entries(AuditAction::Freeze).await, 0);
    let upload = manager.upload(b"customer,amount\n", "").await;
    assert!(upload.location().is_some_and(|to| to.starts_with(PAGE)), "{}", upload.status);
    let head = manager.send(manager.request(Method::HEAD, "/customers").header("accept", "text/html")).await;
    assert_eq!(head.status, 303);

    // The page itself has no menu and asks for the password: the session is from before.
    let page = manager.get("/settings/second-factor?then=%2Forders%3Fstatus%3D6").await;
    page.says("Your role requires two-step verification.");
    assert!(page.text("nav.sections").is_none() && page.text("#search").is_none());
    let here = "/settings/second-factor?then=%2Forders%3Fstatus%3D6";
    let form = manager.form(here, "/api/begin_second_factor").await;
    manager
        .submit_and_read(&form.clone().with(&[("password", "not it")]))
        .await
        .says("The password is wrong.");
    let begun = manager.submit(&form.with(&[("password", PASSWORD)])).await;
    assert_eq!(begun.location().as_deref(), Some(here));
    let app = App::of(&manager.get(here).await.text(".factor-steps .id code").unwrap());
    assert_eq!(manager.get("/").await.status, 303, "not yet");
    let confirm = manager.form(here, "/api/confirm_second_factor").await;
    manager
        .submit_and_read(&confirm.clone().with(&[("code", "000000")]))
        .await
        .says("This is no valid code.");
    let done = manager.submit_and_read(&confirm.with(&[("code", &app.code(&desk, 0))])).await;
    assert_eq!(codes_on(&done).len(), 10);
    let kept = manager.form(here, "/api/kept_recovery_codes").await;
    assert_eq!(manager.submit(&kept).await.location().as_deref(), Some("/orders?status=6"), "where it began");
    assert_eq!(manager.get("/customers").await.status, 200);
    assert!(desk.desk.store.second_factor(&id).await.unwrap().is_some());
}

#[tokio::test]
async fn who_just_signed_in_or_was_invited_sets_it_up_without_the_password_again() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    require(&admin).await;
    let fields = [("name", "mia"), ("role", "manager"), ("password", PASSWORD)];
    let form = admin.form("/settings/users", "/api/invite_user").await.with(&fields);
    let link = admin.submit_and_read(&form).await.text("#link code").unwrap();
    let link = link.trim().strip_prefix(&desk.base).unwrap().to_owned();
    let guest = desk.anonymous();
    let new = [("new_password", "marble kettle orchard"), ("again_password", "marble kettle orchard")];
    let accepted = guest.post_form(&link, "/invitation", &new).await;
    let led = guest.get(&accepted.location().unwrap()).await.location().unwrap();
    assert!(led.starts_with(PAGE), "{led}");
    let form = guest.form(&led, "/api/begin_second_factor").await;
    assert!(!form.has("password"), "it was chosen a moment ago");
    guest.submit(&form).await;
    let app = App::of(&guest.get(&led).await.text(".factor-steps .id code").unwrap());
    let confirm = guest.form(&led, "/api/confirm_second_factor").await;
    guest.submit(&confirm.with(&[("code", &app.code(&desk, 0))])).await;
    assert_eq!(guest.get("/").await.status, 200);

    // And signing out answers before it is set up.
    let manager = desk.anonymous();
    manager.sign_in("manager", PASSWORD).await;
    manager.get("/settings/second-factor").await.says("Sign out");
    let out = manager.form(PAGE, "/api/sign_out").await;
    assert_eq!(manager.submit(&out).await.location().as_deref(), Some("/sign-in"));
    assert_eq!(
        manager.get(PAGE).await.location().as_deref(),
        Some("/sign-in?next=%2Fsettings%2Fsecond-factor")
    );
}

#[tokio::test]
async fn an_administrator_takes_it_away_and_the_user_sees_that() {
    let desk = TestDesk::start().await;
    let (admin, manager) = (desk.signed_in(Role::Administrator).await, desk.signed_in(Role::Manager).await);
    let (app, _) = set_up(&desk, &manager).await;
    let pending = desk.anonymous();
    pending.try_sign_in("manager", PASSWORD).await;
    let page = paths::user(&desk.user("manager").await.id);
    admin.get(&paths::users()).await.says("Two-step verification");
    let form = admin.form(&page, "/api/remove_second_factor").await;
    admin.submit_and_read(&form.clone().with(&[("password", "not it")])).await.says("The password is wrong.");
    assert_eq!(manager.get("/").await.status, 200);
    admin
        .submit_and_read(&form.clone().with(&[("password", PASSWORD)]))
        .await
        .says("Two-step verification is off.");
    assert_eq!(manager.get("/").await.status, 303, "the sessions end");
    let late = Form::forged("/sign-in/code", "/sign-in/code", &[("code", &app.code(&desk, 1))]);
    assert_eq!(pending.submit(&late).await.status, 410, "and so does a sign-in that waits");
    let twice = [("id", page.rsplit('/').next().unwrap()), ("password", PASSWORD)];
    assert_eq!(admin.call("remove_second_factor", &twice).await.error(), AppError::NotFound);
    let (entry, _) = desk.newest(AuditAction::RemoveSecondFactor).await;
    assert_eq!(
        (entry.subject.as_deref(), entry.outcome),
        (Some("manager"), AuditOutcome::Failed),
        "the second time"
    );

    manager.sign_in("manager", PASSWORD).await;
    let log = async |client: &Client| client.get("/activity").await.text("tbody").unwrap_or_default();
    let words = "Remove two-step verification of a user";
    assert!(log(&manager).await.contains(words), "{}", log(&manager).await);
    let other = desk.add_user("somebody-else", Role::Manager).await;
    let client = desk.anonymous();
    client.sign_in(&other.name, PASSWORD).await;
    assert!(!log(&client).await.contains(words));
    begin(&manager).await;
}
