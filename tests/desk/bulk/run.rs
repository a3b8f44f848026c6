//! Bulk jobs: each row is sent once, after a comparison; pause, cancel, undo.

use crate::bulk::{SET, filled};
use crate::harness::{Client, Table, TestDesk, job_of};
use model::audit::{AuditAction, AuditOutcome};
use model::bulk::{BulkRow, BulkState, RowState};
use model::customers::Customer;
use model::ids::BulkId;
use model::users::Role;
use partnerdesk::server::store::Scope;
use std::time::Duration;

/// A confirmed job that sets these budgets to 4001, 4002 and so on.
pub async fn started(client: &Client, customers: &[Customer]) -> BulkId {
    let lines = customers.iter().zip(4_001..).map(|(customer, amount)| format!("{},{amount}", customer.id));
    let file = format!("customer,amount\n{}\n", lines.collect::<Vec<_>>().join("\n"));
    let job = client.dry_run(&file).await;
    let page = client.press(&job, "start_bulk").await;
    assert_eq!(job_of(&page), job);
    job
}

fn states(rows: &[BulkRow]) -> Vec<RowState> {
    rows.iter().map(|row| row.state).collect()
}

/// Sets a budget at the partner API without the desk.
pub async fn set_elsewhere(desk: &TestDesk, customer: &Customer, amount: &str) {
    let order = partner::SetBudget {
        customer: customer.id.clone(),
        reseller: customer.reseller.clone(),
        amount: model::budgets::BudgetAmount::parse(amount).unwrap(),
        kind: model::budgets::BudgetType::Monthly,
        freeze: None,
        lift_freeze: false,
    };
    desk.desk.partner.set_budget(&order).await.unwrap();
}

#[tokio::test]
async fn a_job_sets_each_budget_once_and_keeps_account_of_it() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let customers = &customers[..3];
    let job = started(&admin, customers).await;
    admin.press_again(&job).await;
    desk.work().await;
    desk.work().await;
    assert_eq!(desk.sent(SET).await, 3, "once each");
    let current_budgets = desk.current_budgets(customers).await;
    for (customer, amount) in customers.iter().zip(["4001", "4002", "4003"]) {
        assert_eq!(current_budgets[&customer.id].0, amount);
        let row = desk.desk.store.budget(&Scope::All, &customer.id).await.unwrap().unwrap();
        assert_eq!(row.budget.amount.unwrap().to_string(), amount, "the list knows it at once");
    }
    let page = admin.get(&format!("/jobs/{job}")).await;
    page.says("All 3 budgets set");
    assert_eq!(page.attribute("#live", "data-open"), None, "nothing more to look at");
    assert_eq!(desk.entries(AuditAction::SetBudget).await, 3);
    let (entry, calls) = desk.newest(AuditAction::SetBudget).await;
    assert_eq!((entry.outcome, entry.actor.as_str()), (AuditOutcome::Done, "administrator"));
    assert!(entry.facts.contains(&("bulk-job".into(), job.to_string())), "{:?}", entry.facts);
    assert!(calls.iter().any(|call| call.operation == SET), "{calls:?}");
    let (entry, _) = desk.newest(AuditAction::BulkBudgets).await;
    assert_eq!((entry.outcome, entry.subject.as_deref()), (AuditOutcome::Done, Some(job.as_str())));
    assert!(entry.facts.contains(&("rows-done".into(), "3".into())), "{:?}", entry.facts);
    admin.get("/budgets/bulk").await.says("From a file");
}

impl Client {
    /// Confirms a dry run again, as from a second tab.
    async fn press_again(&self, job: &BulkId) {
        let path = format!("/jobs/{job}");
        let form = crate::harness::Form::forged(&path, "/api/start_bulk", &[("id", job.as_str())]);
        assert_eq!(job_of(&self.submit(&form).await), *job);
    }
}

#[tokio::test]
async fn a_budget_that_changed_since_the_dry_run_is_left_alone() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let customers = &customers[..3];
    let job = started(&admin, customers).await;
    set_elsewhere(&desk, &customers[0], "9999").await;
    let kind = desk.current_budgets(customers).await[&customers[1].id].1.clone();
    let before = desk.sent(SET).await;
    desk.work().await;
    let rows = desk.rows(&job).await;
    assert_eq!(states(&rows), [RowState::Changed, RowState::Done, RowState::Done]);
    let current_budgets = desk.current_budgets(customers).await;
    assert_eq!(current_budgets[&customers[0].id].0, "9999", "somebody else's value stands");
    assert_eq!(current_budgets[&customers[1].id], ("4002".into(), kind));
    assert_eq!(desk.sent(SET).await, before + 2);
    let page = admin.get(&format!("/jobs/{job}?state=changed")).await;
    page.says("The budget was USD 9,999.00 by then and was not changed.");
    page.says("2 of 3 budgets set");
    let entry =
        desk.desk.store.entry(&Scope::All, None, rows[0].audit.as_ref().unwrap()).await.unwrap().unwrap();
    assert_eq!((entry.entry.outcome, entry.entry.code.as_deref()), (AuditOutcome::Failed, Some("changed")));
}

#[tokio::test]
async fn a_budget_that_stands_as_wanted_by_then_is_done_and_nothing_is_sent() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let file = format!("customer,amount,type\n{},4001,monthly\n", customers[0].id);
    let job = admin.dry_run(&file).await;
    admin.press(&job, "start_bulk").await;
    set_elsewhere(&desk, &customers[0], "4001").await;
    desk.work().await;
    let rows = desk.rows(&job).await;
    assert_eq!((rows[0].state, rows[0].sent_at), (RowState::Done, None));
    assert_eq!(desk.sent(SET).await, 1, "only the other's");
    let page = admin.get(&format!("/jobs/{job}")).await;
    page.says("The budget already had this value. Nothing was sent.");
    assert_eq!(page.text("#undo-bulk"), None, "what another did is not undone");
}

#[tokio::test]
async fn paused_nothing_is_sent_and_cancelled_the_rest_never_is() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let customers = &customers[..4];
    let job = started(&admin, customers).await;
    admin.press(&job, "pause_bulk").await;
    desk.work().await;
    assert_eq!((desk.sent(SET).await, desk.state(&job).await), (0, BulkState::Paused));
    let page = admin.get(&format!("/jobs/{job}")).await;
    page.says("Paused: 0 of 4 budgets set");
    admin.press(&job, "resume_bulk").await;
    assert_eq!(desk.state(&job).await, BulkState::Running);
    admin.press(&job, "cancel_bulk").await;
    desk.work().await;
    assert_eq!((desk.sent(SET).await, desk.state(&job).await), (0, BulkState::Cancelled));
    assert_eq!(states(&desk.rows(&job).await), [RowState::Cancelled; 4]);
    admin.get(&format!("/jobs/{job}")).await.says("Canceled: 0 of 4 budgets set");
    for action in [AuditAction::PauseBulk, AuditAction::ResumeBulk, AuditAction::CancelBulk] {
        let (entry, _) = desk.newest(action).await;
        assert_eq!(
            (entry.outcome, entry.subject.as_deref()),
            (AuditOutcome::Done, Some(job.as_str())),
            "{action:?}"
        );
    }
    let late = admin.call("resume_bulk", &[("id", job.as_str())]).await;
    assert_eq!((late.status, desk.state(&job).await), (200, BulkState::Cancelled), "too late for that");
    assert_eq!(desk.newest(AuditAction::BulkBudgets).await.0.code.as_deref(), Some("cancelled"));
}

#[tokio::test]
async fn an_outcome_that_is_not_known_is_read_and_never_sent_again() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let customers = &customers[..3];
    let before = desk.current_budgets(customers).await;
    for (customer, kind) in customers.iter().zip(["reply_lost", "error_without_effect", "error_with_effect"])
    {
        desk.fail_for(customer, SET, kind, 1).await;
    }
    let job = started(&admin, customers).await;
    desk.work().await;
    assert_eq!(states(&desk.rows(&job).await), [RowState::Done, RowState::Unknown, RowState::Done]);
    let page = admin.get(&format!("/jobs/{job}")).await;
    page.says("The outcome of 1 budget is unknown.");
    assert_eq!(desk.state(&job).await, BulkState::Running, "it has not ended");
    desk.advance_all_clocks(60).await;
    desk.work().await;
    assert_eq!(desk.rows(&job).await[1].state, RowState::Unknown, "the call may yet take effect");
    desk.advance_all_clocks(28 * 60).await;
    desk.fail_next("showSubCustomerBudget", "late_reply", 1_000).await;
    let meanwhile = async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        desk.advance_all_clocks(3 * 60).await;
    };
    tokio::join!(desk.work(), meanwhile);
    let known = desk.rows(&job).await[1].state;
    assert_eq!(known, RowState::Unknown, "a slow answer knows no more than when it was asked for");
    desk.advance_all_clocks(60).await;
    desk.work().await;
    let rows = desk.rows(&job).await;
    assert_eq!(rows[1].state, RowState::NotDone);
    assert_eq!(desk.current_budgets(customers).await[&customers[1].id], before[&customers[1].id]);
    assert_eq!((desk.sent(SET).await, desk.state(&job).await), (3, BulkState::Done));
    let entry =
        desk.desk.store.entry(&Scope::All, None, rows[1].audit.as_ref().unwrap()).await.unwrap().unwrap();
    assert_eq!((entry.entry.outcome, entry.entry.code.as_deref()), (AuditOutcome::Failed, Some("not-done")));
    admin.get(&format!("/jobs/{job}")).await.says("Nothing was resent.");
}

#[tokio::test]
async fn a_refusal_of_the_partner_is_told_and_a_budget_that_cannot_be_read_is_tried_again() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let of_reseller =
        desk.healthy_customers().await.into_iter().filter(|one| one.reseller.is_some()).collect::<Vec<_>>();
    let some = [of_reseller, vec![customers[0].clone()]].concat();
    desk.fail_for(&customers[0], "showSubCustomerBudget", "truncated", 2).await;
    let job = {
        let lines: Vec<_> = some.iter().map(|one| format!("{},9000000", one.id)).collect();
        let job = admin.dry_run(&format!("customer,amount\n{}\n", lines.join("\n"))).await;
        admin.press(&job, "start_bulk").await;
        job
    };
    desk.work().await;
    let rows = desk.rows(&job).await;
    let (last, refused) = rows.split_last().unwrap();
    assert_eq!(last.state, RowState::Done, "{last:?}");
    assert!(!refused.is_empty());
    for row in refused {
        let code = row.failure.as_ref().and_then(|failure| failure.code.as_deref());
        assert_eq!(row.state, RowState::Refused);
        assert!(matches!(code, Some("CBC.50000030" | "CBC.50000033")), "{code:?}");
    }
    let page = admin.get(&format!("/jobs/{job}?state=refused")).await;
    page.says("CBC.5000003");
    let file = Table::of(&admin.get(&format!("/export/budgets/bulk?job={job}&state=refused")).await);
    assert_eq!(file.rows.len(), refused.len());
    assert!(file.column("code").iter().all(|code| code.starts_with("CBC.5000003")));
    assert!(file.column("state").iter().all(|state| *state == "refused"));
}

#[tokio::test]
async fn undo_sets_the_old_value_only_where_the_new_one_still_stands() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let customers = &customers[..4];
    let before = desk.current_budgets(customers).await;
    let job = started(&admin, customers).await;
    desk.work().await;
    set_elsewhere(&desk, &customers[0], "123").await;
    let undo = job_of(&admin.press(&job, "undo_bulk").await);
    let second = job_of(&admin.press(&job, "undo_bulk").await);
    let page = admin.get(&format!("/jobs/{undo}")).await;
    page.says("Preview: 3 of 4 budgets will change");
    page.says("The budget has changed since this job");
    admin.press(&undo, "start_bulk").await;
    set_elsewhere(&desk, &customers[1], "456").await;
    assert_eq!(job_of(&admin.press(&second, "start_bulk").await), undo, "one undo at a time");
    assert_eq!(admin.get(&format!("/jobs/{job}")).await.text("#undo-bulk"), None);
    desk.work().await;
    let rows = desk.rows(&undo).await;
    assert_eq!(states(&rows), [RowState::Skipped, RowState::Changed, RowState::Done, RowState::Done]);
    let after = desk.current_budgets(customers).await;
    assert_eq!((after[&customers[0].id].0.as_str(), after[&customers[1].id].0.as_str()), ("123", "456"));
    for customer in &customers[2..] {
        assert_eq!(after[&customer.id], before[&customer.id], "amount and type as before");
    }
    let (entry, _) = desk.newest(AuditAction::BulkBudgets).await;
    assert!(entry.facts.contains(&("undoes".into(), job.to_string())), "{:?}", entry.facts);
    assert_eq!(desk.state(&second).await, BulkState::Draft);
    admin.press(&second, "start_bulk").await;
    desk.work().await;
    assert_eq!(desk.current_budgets(customers).await, after, "undone again, nothing fits any more");
}

#[tokio::test]
async fn a_job_stops_when_who_made_it_may_not_do_it_any_more() {
    let (desk, customers) = filled().await;
    let (kept, lost) = (&customers[0], &customers[1]);
    for customer in [kept, lost] {
        desk.assign(&customer.id).await;
    }
    let manager = desk.signed_in(Role::Manager).await;
    let job = started(&manager, &[kept.clone(), lost.clone()]).await;
    let id = desk.user("manager").await.id;
    desk.desk.store.unassign(&id, std::slice::from_ref(&lost.id)).await.unwrap();
    desk.work().await;
    assert_eq!(states(&desk.rows(&job).await), [RowState::Done, RowState::Refused]);
    assert_eq!(desk.sent(SET).await, 1);
}
