//! Raises of budgets above a second limit wait for another person.

use crate::budgets::limits::{SET, WHY, amounts, confirm, dry_run, form, limited};
use crate::bulk::SET as OPERATION;
use crate::bulk::run::set_elsewhere;
use crate::harness::{Client, Form, PASSWORD, Page, TestDesk, job_of};
use model::audit::{AuditAction, AuditOutcome};
use model::bulk::{BulkState, RowState};
use model::customers::{Customer, Frozen};
use model::error::AppError;
use model::ids::BulkId;
use model::users::{Permission, Role};
use partnerdesk::paths;
use partnerdesk::server::config::Settings;
use rust_decimal::Decimal;

const APPROVE: &str = "/api/approve_bulk";
const DECLINE: &str = "/api/decline_bulk";

/// A job of the manager that raises one budget from 2,000 to 3,001 and waits for approval.
async fn asked(desk: &TestDesk, manager: &Client, customer: &Customer) -> BulkId {
    let job = dry_run(manager, &[(customer, "3001")]).await;
    confirm(manager, &job, PASSWORD).await.says("Awaiting approval: 1 of 1 budgets will change");
    assert_eq!(desk.state(&job).await, BulkState::Waiting);
    job
}

/// What a page says is used of the budgets, with its share.
fn used_notes(page: &Page) -> Vec<String> {
    let words = page.words();
    words.split("Used: USD ").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())).collect()
}

async fn somebody(desk: &TestDesk, name: &str, role: Role) -> Client {
    desk.add_user(name, role).await;
    let client = desk.anonymous();
    client.sign_in(name, PASSWORD).await;
    client
}

#[tokio::test]
async fn another_person_agrees_and_exactly_its_rows_are_set() {
    let (desk, customers) = limited().await;
    let [one, two, three] = [&customers[0], &customers[1], &customers[2]];
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    let job = dry_run(&manager, &[(one, "2800"), (two, "2300.01"), (three, "1900")]).await;
    let path = paths::bulk(&job);
    manager.get(&path).await.says("Request approval for 3 budgets: USD 6,000.00");
    confirm(&manager, &job, PASSWORD).await.says("Awaiting approval: 3 of 3 budgets will change");
    desk.work().await;
    assert_eq!((desk.state(&job).await, desk.sent(OPERATION).await), (BulkState::Waiting, 3), "nothing left");
    let page = manager.get(&path).await;
    assert_eq!(page.text("form#approve-bulk"), None, "nobody agrees with themselves");
    assert_eq!(page.text("form#decline-bulk button").as_deref(), Some("Withdraw request"));

    admin.get("/").await.says("Awaiting approval. No budget has been changed yet.");
    let asked = admin.get(&path).await;
    asked.says("Will change");
    assert_eq!(
        used_notes(&asked),
        used_notes(&manager.get(&path).await),
        "who approves sees what the asker saw"
    );
    assert_eq!(used_notes(&asked).len(), 3, "what is used of each budget: {}", asked.body);
    set_elsewhere(&desk, three, "1999").await;
    let agreed = admin.form(&path, APPROVE).await;
    let (first, second) = tokio::join!(admin.submit(&agreed), admin.submit(&agreed));
    assert_eq!((job_of(&first), job_of(&second)), (job.clone(), job.clone()));
    desk.work().await;
    assert_eq!(amounts(&desk, &customers).await, ["2800", "2300.01", "1999"], "what moved is left alone");
    assert_eq!(desk.sent(OPERATION).await, 6);
    manager.get(&path).await.says("Approved by");
    let admins = admin.get("/").await;
    assert!(!admins.body.contains("Awaiting approval. No budget has been changed yet."), "it waits no more");

    assert_eq!(desk.entries(AuditAction::Approve).await, 1, "of two presses one counts");
    let approval = desk.newest(AuditAction::Approve).await.0;
    let whose = (approval.actor.as_str(), approval.subject.as_deref(), approval.outcome);
    assert_eq!(whose, ("administrator", Some(job.as_str()), AuditOutcome::Done));
    let (asked, _) = desk.newest(AuditAction::BulkBudgets).await;
    assert_eq!((asked.actor.as_str(), asked.outcome), ("manager", AuditOutcome::Done));
    assert!(asked.facts.contains(&("approval".into(), "yes".into())), "{:?}", asked.facts);
    assert_eq!(desk.newest(AuditAction::SetBudget).await.0.actor, "manager");
}

#[tokio::test]
async fn nobody_forges_an_approval_nor_gets_round_it() {
    let (desk, customers) = limited().await;
    let manager = desk.signed_in(Role::Manager).await;
    let job = asked(&desk, &manager, &customers[0]).await;
    let (path, id) = (paths::bulk(&job), [("id", job.as_str()), ("password", PASSWORD)]);
    manager.submit(&Form::forged(&path, APPROVE, &id)).await;
    assert_eq!(manager.call("approve_bulk", &id).await.error(), AppError::NotAllowed(Permission::SetBudget));
    let support = desk.signed_in(Role::Support).await;
    let page = support.get(&path).await;
    page.says("Awaiting approval");
    assert_eq!((page.text("form#approve-bulk"), page.text("form#decline-bulk")), (None, None));
    for act in ["approve_bulk", "decline_bulk"] {
        assert_eq!(
            support.call(act, &id).await.error(),
            AppError::NotAllowed(Permission::SetBudget),
            "{act}"
        );
    }
    let stranger = somebody(&desk, "stranger", Role::Manager).await;
    for act in ["approve_bulk", "decline_bulk"] {
        assert_eq!(stranger.call(act, &id).await.error(), AppError::NotFound, "{act}");
    }
    for act in ["start_bulk", "pause_bulk", "resume_bulk", "cancel_bulk", "undo_bulk"] {
        manager.submit(&Form::forged(&path, &format!("/api/{act}"), &id)).await;
        assert_eq!(desk.state(&job).await, BulkState::Waiting, "{act}");
    }
    desk.work().await;
    assert_eq!(
        (amounts(&desk, &customers[..1]).await, desk.entries(AuditAction::Approve).await),
        (vec!["2000".into()], 0)
    );
}

#[tokio::test]
async fn neither_who_planned_nor_who_confirmed_agrees_and_who_does_gives_the_password() {
    let both = |settings: &mut Settings| {
        let of =
            |limit: u32| vec![(Role::Manager, limit.into()), (Role::Administrator, Decimal::from(limit))];
        (settings.raising.password, settings.raising.approval) = (of(500), of(1_000));
    };
    let (desk, customers) = crate::budgets::limits::desk(both).await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    let job = dry_run(&manager, &[(&customers[0], "3001")]).await;
    let path = paths::bulk(&job);
    confirm(&admin, &job, PASSWORD).await.says("Confirmed by");
    for client in [&manager, &admin] {
        assert_eq!(client.get(&path).await.text("form#approve-bulk"), None);
        let refused = client.call("approve_bulk", &[("id", job.as_str()), ("password", PASSWORD)]).await;
        assert_eq!(refused.error(), AppError::NotAllowed(Permission::SetBudget));
    }
    let second = somebody(&desk, "second", Role::Administrator).await;
    let agreed = second.form(&path, APPROVE).await;
    for (given, told) in [("", "This field is required."), ("not-it", "The password is wrong.")] {
        let page = second.submit_and_read(&agreed.clone().with(&[("password", given)])).await;
        assert_eq!(page.text("#approve-bulk-password-problem").as_deref(), Some(told));
        assert_eq!(desk.state(&job).await, BulkState::Waiting);
    }
    second.submit(&agreed.with(&[("password", PASSWORD)])).await;
    desk.work().await;
    assert_eq!(amounts(&desk, &customers[..1]).await, ["3001"]);
}

#[tokio::test]
async fn what_is_refused_or_taken_back_sets_nothing() {
    let (desk, customers) = limited().await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    for (who, label) in [(&manager, "Withdraw request"), (&admin, "Decline request")] {
        let job = asked(&desk, &manager, &customers[0]).await;
        let path = paths::bulk(&job);
        assert_eq!(who.get(&path).await.text("form#decline-bulk button").as_deref(), Some(label));
        who.submit(&who.form(&path, DECLINE).await).await;
        manager.get(&path).await.says("Not approved: 1 budget was not changed");
        let late = admin.call("approve_bulk", &[("id", job.as_str())]).await;
        desk.work().await;
        assert_eq!((late.status, desk.state(&job).await), (200, BulkState::Declined), "too late for that");
        assert_eq!(desk.rows(&job).await[0].state, RowState::Cancelled);
        let (entry, _) = desk.newest(AuditAction::BulkBudgets).await;
        assert_eq!((entry.outcome, entry.code.as_deref()), (AuditOutcome::Failed, Some("declined")));
    }
    assert_eq!((desk.entries(AuditAction::Decline).await, desk.entries(AuditAction::Approve).await), (2, 0));
    assert_eq!((amounts(&desk, &customers[..1]).await, desk.sent(OPERATION).await), (vec!["2000".into()], 3));
}

#[tokio::test]
async fn a_day_later_it_is_given_up() {
    let (desk, customers) = limited().await;
    let manager = desk.signed_in(Role::Manager).await;
    let job = asked(&desk, &manager, &customers[0]).await;
    desk.advance_all_clocks(24 * 60 * 60 - 1).await;
    desk.work().await;
    assert_eq!(desk.state(&job).await, BulkState::Waiting);
    desk.advance_all_clocks(2).await;
    desk.work().await;
    assert_eq!(desk.state(&job).await, BulkState::Declined);
    assert_eq!(desk.newest(AuditAction::BulkBudgets).await.0.code.as_deref(), Some("abandoned"));
    let manager = desk.signed_in(Role::Manager).await;
    manager.get(&paths::bulk(&job)).await.says("Not approved in time");
}

#[tokio::test]
async fn a_single_raise_waits_as_a_job_of_one_row() {
    let (desk, customers) = limited().await;
    let (one, manager) = (&customers[0], desk.signed_in(Role::Manager).await);
    let frozen = Customer { frozen: Some(Frozen::Account), ..one.clone() };
    desk.desk.store.upsert_customers(&[frozen], desk.desk.clock.now()).await.unwrap();
    let fields = [("amount", "3,500.5"), ("behaviour", "1"), ("lift_freeze", "yes"), ("why", WHY)];
    let raise = form(&manager, one, &fields).await;
    let page = manager.submit_and_read(&raise.clone().with(&[("password", "not-it")])).await;
    assert_eq!(page.text("#set-budget-password-problem").as_deref(), Some("The password is wrong."));
    assert_eq!(page.attribute("#set-budget-amount", "value").as_deref(), Some("3,500.5"), "kept as typed");
    assert_eq!(page.text("#set-budget .actions button").as_deref(), Some("Request approval"));
    let job = job_of(&manager.submit(&raise.with(&[("password", PASSWORD)])).await);
    let path = paths::bulk(&job);
    manager.get(&path).await.says("The account is also unfrozen.");
    desk.work().await;
    assert_eq!(
        (desk.state(&job).await, amounts(&desk, &customers[..1]).await),
        (BulkState::Waiting, vec!["2000".into()])
    );

    let admin = desk.signed_in(Role::Administrator).await;
    admin.submit(&admin.form(&path, APPROVE).await).await;
    desk.work().await;
    admin.get(&path).await.says("1 budget set");
    assert_eq!(amounts(&desk, &customers[..1]).await, ["3500.5"]);
    let body = desk.requests(OPERATION).await.pop().unwrap()["body"].as_str().unwrap().to_owned();
    for part in ["\"budget_amount\":3500.5", "\"frozen_operate_type\":1", "\"cancel_partner_frozen\":\"1\""] {
        assert!(body.contains(part), "{part}: {body}");
    }
    let call =
        [("customer", one.id.as_str()), ("amount", "9000"), ("kind", "MONTHLY"), ("password", PASSWORD)];
    let seen = [("why", WHY), ("seen[amount]", "3500.5"), ("seen[kind]", "MONTHLY")];
    let unforged =
        manager.submit(&Form::forged(&paths::budget(&one.id), SET, &[&call[..], &seen].concat())).await;
    assert_eq!(desk.state(&job_of(&unforged)).await, BulkState::Waiting, "no form gets round it");
}

#[tokio::test]
async fn an_undo_that_raises_waits_and_a_second_one_is_led_to_it() {
    let (desk, customers) = limited().await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    let lowered = dry_run(&manager, &[(&customers[0], "900"), (&customers[1], "1999")]).await;
    manager.press(&lowered, "start_bulk").await;
    desk.work().await;
    let first = job_of(&manager.press(&lowered, "undo_bulk").await);
    let second = job_of(&manager.press(&lowered, "undo_bulk").await);
    confirm(&manager, &first, PASSWORD).await.says("Awaiting approval: 2 of 2 budgets will change");
    assert_eq!(desk.state(&first).await, BulkState::Waiting);
    let form = manager.form(&paths::bulk(&second), "/api/start_bulk").await;
    assert_eq!(
        job_of(&manager.submit(&form.with(&[("password", PASSWORD), ("why", WHY)])).await),
        first,
        "one undo at a time"
    );
    assert_eq!(manager.get(&paths::bulk(&lowered)).await.text("#undo-bulk"), None);
    admin.submit(&admin.form(&paths::bulk(&first), APPROVE).await).await;
    desk.work().await;
    assert_eq!(amounts(&desk, &customers[..2]).await, ["2000", "2000"]);
}
