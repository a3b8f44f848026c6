//! What administrators do with users, on the pages.

use crate::bulk::{SET, filled};
use crate::harness::{Client, Form, PASSWORD, Page, TestDesk};
use model::audit::{AuditAction, AuditOutcome};
use model::bulk::{BulkState, RowState};
use model::error::{AppError, FieldProblem};
use model::ids::{BulkId, UserId};
use model::users::{Permission, Role};
use partnerdesk::paths;
use partnerdesk::server::jobs::bulk;

const USERS: &str = "/settings/users";

async fn id_of(desk: &TestDesk, name: &str) -> UserId {
    desk.user(name).await.id
}

/// Posts a form on the page of a user, with the administrator's password.
async fn post(client: &Client, id: &UserId, action: &str, fields: &[(&str, &str)]) -> Page {
    let fields: Vec<_> = fields.iter().copied().chain([("password", PASSWORD)]).collect();
    client.post_form(&paths::user(id), action, &fields).await
}

#[tokio::test]
async fn a_role_change_counts_from_the_next_request() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let (admin, manager) = (desk.signed_in(Role::Administrator).await, desk.signed_in(Role::Manager).await);
    let hidden = desk.unassigned_customer().await;
    let page = format!("/customers/{}", hidden.id);
    let order = desk.unpaid_order(&desk.customer().await, 101).await;
    let pay = manager.get(&paths::pay(&order)).await;
    assert_eq!((manager.get(&page).await.status, pay.status), (404, 200));
    let open = Form::read(&paths::pay(&order), &pay.body, "/api/pay_order");

    let id = id_of(&desk, "manager").await;
    let done = post(&admin, &id, "/api/change_role", &[("role", "support")]).await;
    assert_eq!(done.location().as_deref(), Some(paths::user(&id).as_str()), "{}", done.words());
    admin.get(&paths::user(&id)).await.says("Role changed.");
    // The form that was open is decided anew, and the scope too, without a new sign-in.
    let refused = manager.visit(&manager.submit(&open).await.location().unwrap()).await;
    refused.says("Not allowed for your role");
    assert!(desk.booked("payment", order.as_str()).await.is_empty());
    assert_eq!(manager.get(&page).await.status, 200, "support sees every customer");
    let (entry, _) = desk.newest(AuditAction::ChangeRole).await;
    assert_eq!((entry.actor.as_str(), entry.subject.as_deref()), ("administrator", Some("manager")));
    assert_eq!(entry.actor_id, Some(id_of(&desk, "administrator").await));
    for fact in [("role-before", "manager"), ("role", "support")] {
        assert!(entry.facts.contains(&(fact.0.to_owned(), fact.1.to_owned())), "{:?}", entry.facts);
    }
}

#[tokio::test]
async fn every_change_of_a_user_asks_for_the_password() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let id = id_of(&desk, "support").await;
    for (action, fields) in [
        ("/api/change_role", vec![("role", "administrator")]),
        ("/api/switch_off_user", vec![]),
        ("/api/renew_invitation", vec![]),
        ("/api/end_user_sessions", vec![]),
        ("/api/switch_on_user", vec![]),
        ("/api/remove_second_factor", vec![]),
        ("/api/require_second_factor", vec![("support", "yes")]),
    ] {
        for password in ["", "not it"] {
            let all: Vec<_> =
                fields.iter().copied().chain([("id", id.as_str()), ("password", password)]).collect();
            let answer = admin.call(action.strip_prefix("/api/").unwrap(), &all).await;
            let problem =
                if password.is_empty() { FieldProblem::Missing } else { FieldProblem::WrongPassword };
            assert_eq!(answer.error(), AppError::field("password", problem), "{action}");
            // Guessing is slowed down: enough for this test.
            desk.pass(std::time::Duration::from_secs(901));
        }
    }
    let user = desk.user("support").await;
    assert!(user.active && user.role == Role::Support);
    assert!(desk.desk.store.open_invitations(desk.desk.clock.now()).await.unwrap().is_empty());
}

#[tokio::test]
async fn only_administrators_come_near_users_and_rights() {
    let desk = TestDesk::start().await;
    let id = id_of(&desk, "administrator").await;
    for role in [Role::Manager, Role::Support] {
        let client = desk.signed_in(role).await;
        for page in [USERS.to_owned(), paths::user(&id), paths::rights()] {
            let page = client.get(&page).await;
            assert_eq!(page.status, 403, "{role:?}");
            page.says("Not allowed for your role");
            for action in
                ["/api/invite_user", "/api/change_role", "/api/switch_off_user", "/api/change_right"]
            {
                assert!(!page.body.contains(action), "{role:?} {action}");
            }
        }
        for (call, fields) in [
            ("invite_user", vec![("name", "eve"), ("role", "administrator")]),
            ("change_role", vec![("id", id.as_str()), ("role", "support")]),
            ("switch_off_user", vec![("id", id.as_str())]),
            ("switch_on_user", vec![("id", id.as_str())]),
            ("renew_invitation", vec![("id", id.as_str())]),
            ("end_user_sessions", vec![("id", id.as_str())]),
            ("remove_second_factor", vec![("id", id.as_str())]),
            ("require_second_factor", vec![("support", "yes")]),
            (
                "change_right",
                vec![("role", "support"), ("permission", "export-personal-data"), ("granted", "no")],
            ),
        ] {
            let fields: Vec<_> = fields.iter().copied().chain([("password", PASSWORD)]).collect();
            let answer = client.call(call, &fields).await;
            assert_eq!(answer.error(), AppError::NotAllowed(Permission::Administer), "{role:?} {call}");
        }
        assert!(!client.get("/settings").await.body.contains(USERS), "{role:?}: no link either");
    }
    assert!(desk.desk.store.user_by_name("eve").await.unwrap().is_none());
}

#[tokio::test]
async fn tampered_ids_and_roles_change_nobody() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    assert_eq!(admin.get("/settings/users/no-such-user").await.status, 404);
    assert_eq!(admin.get("/settings/users/%20").await.status, 404);
    let answer = admin.call("switch_off_user", &[("id", "no-such-user"), ("password", PASSWORD)]).await;
    assert_eq!(answer.error(), AppError::NotFound);
    let id = id_of(&desk, "support").await;
    for role in ["", "root", "Administrator", "administrator\u{200b}"] {
        let fields = [("id", id.as_str()), ("role", role), ("password", PASSWORD)];
        let answer = admin.call("change_role", &fields).await;
        assert_eq!(answer.error(), AppError::field("role", FieldProblem::NotOffered), "{role:?}");
    }
    assert_eq!(desk.user("support").await.role, Role::Support);
}

#[tokio::test]
async fn the_last_administrator_is_told_so_beside_the_field() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let id = id_of(&desk, "administrator").await;
    admin.get(&paths::user(&id)).await.says("This is the last administrator who can sign in.");
    for (action, fields) in
        [("/api/change_role", vec![("role", "manager")]), ("/api/switch_off_user", vec![])]
    {
        let refused = post(&admin, &id, action, &fields).await;
        admin.visit(&refused.location().unwrap()).await.says("Add or promote another one first.");
    }
    let (entry, _) = desk.newest(AuditAction::SwitchOffUser).await;
    assert_eq!(entry.outcome, AuditOutcome::Failed);
    assert_eq!(admin.get(USERS).await.status, 200, "still signed in");
    desk.add_user("second", Role::Administrator).await;
    let done = post(&admin, &id, "/api/switch_off_user", &[]).await;
    assert_eq!(done.status, 303);
    assert!(!desk.user("administrator").await.active);
    assert_eq!(admin.get(USERS).await.location().as_deref(), Some("/sign-in?next=%2Fsettings%2Fusers"));
}

#[tokio::test]
async fn who_is_switched_off_is_out_at_once_and_back_when_switched_on() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (one, other) = (desk.signed_in(Role::Support).await, desk.signed_in(Role::Support).await);
    let id = id_of(&desk, "support").await;
    admin.get(&paths::user(&id)).await.says("End all sessions");
    post(&admin, &id, "/api/switch_off_user", &[]).await;
    admin.get(&paths::user(&id)).await.says("User disabled and signed out.");
    for client in [&one, &other] {
        assert_eq!(client.get("/").await.status, 303);
    }
    let page = desk.anonymous().try_sign_in("support", PASSWORD).await;
    page.says("Wrong name or password");
    admin.get(USERS).await.says("Disabled");
    post(&admin, &id, "/api/switch_on_user", &[]).await;
    assert_eq!(one.get("/").await.status, 303, "the session is gone for good");
    desk.signed_in(Role::Support).await;
}

#[tokio::test]
async fn sessions_of_a_user_are_ended_and_the_user_signs_in_again() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (one, other) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Manager).await);
    let id = id_of(&desk, "manager").await;
    post(&admin, &id, "/api/end_user_sessions", &[]).await;
    admin.get(&paths::user(&id)).await.says("2 sessions ended.");
    assert_eq!((one.get("/").await.status, other.get("/").await.status), (303, 303));
    one.sign_in("manager", PASSWORD).await;
    let (entry, _) = desk.newest(AuditAction::EndSessions).await;
    assert_eq!((entry.actor.as_str(), entry.subject.as_deref()), ("administrator", Some("manager")));
}

#[tokio::test]
async fn a_job_of_somebody_switched_off_stops_before_its_next_row() {
    let (desk, customers) = filled().await;
    let (admin, manager) = (desk.signed_in(Role::Administrator).await, desk.signed_in(Role::Manager).await);
    let manager_id = id_of(&desk, "manager").await;
    let ids: Vec<_> = customers.iter().map(|customer| customer.id.clone()).collect();
    desk.desk.store.assign(&manager_id, &ids).await.unwrap();
    let lines: Vec<_> =
        customers.iter().take(8).zip(4_001..).map(|(one, amount)| format!("{},{amount}", one.id)).collect();
    let job: BulkId = manager.dry_run(&format!("customer,amount\n{}\n", lines.join("\n"))).await;
    manager.press(&job, "start_bulk").await;

    // Every answer takes a while, so that the job is in the middle when its user is switched off.
    desk.slow_down(SET, 5_000).await;
    let runner = {
        let desk = desk.desk.clone();
        tokio::spawn(async move { bulk::step(&desk).await })
    };
    while desk.sent(SET).await == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    post(&admin, &manager_id, "/api/switch_off_user", &[]).await;
    let begun = |rows: &[model::bulk::BulkRow]| rows.iter().filter(|row| row.sent_at.is_some()).count();
    let at_the_switch = begun(&desk.rows(&job).await);
    runner.await.unwrap().unwrap();
    desk.clear_faults().await;
    for _ in 0..3 {
        bulk::step(&desk.desk).await.unwrap();
    }
    let rows = desk.rows(&job).await;
    assert_eq!(desk.state(&job).await, BulkState::Paused);
    assert!(at_the_switch < rows.len(), "it was in the middle: {at_the_switch} of {}", rows.len());
    assert_eq!(begun(&rows), at_the_switch, "no row was begun after it");
    assert!(rows.iter().any(|row| row.state == RowState::Waiting));
    let (entry, _) = desk.newest(AuditAction::SwitchOffUser).await;
    assert!(entry.facts.contains(&("jobs-paused".into(), "1".into())), "{:?}", entry.facts);

    // Resumed by somebody else it still acts for a user who may nothing any more.
    let page = admin.get(&format!("/jobs/{job}")).await;
    page.says("manager, who started this job, was disabled or may not do this any more.");
    assert!(!page.body.contains("/api/resume_bulk"), "there is no button that does nothing");
    let path = format!("/jobs/{job}");
    admin.submit(&Form::forged(&path, "/api/resume_bulk", &[("id", job.as_str())])).await;
    bulk::step(&desk.desk).await.unwrap();
    assert_eq!((desk.state(&job).await, begun(&desk.rows(&job).await)), (BulkState::Paused, at_the_switch));
}
