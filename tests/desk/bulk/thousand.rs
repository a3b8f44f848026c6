//! A thousand budgets, with a fault for one in twenty, and the desk killed half-way.

use crate::bulk::SET;
use crate::harness::{BudgetsByCustomer, TestDesk, job_of};
use model::audit::AuditAction;
use model::bulk::{BulkRow, BulkState, RowState};
use model::customers::Customer;
use model::users::Role;
use partnerdesk::server::jobs::bulk;
use partnerdesk::server::service::mirror::Part;
use std::collections::BTreeMap;
use std::time::Duration;

/// Rows of the job.
const ROWS: usize = 1_000;
/// Multiple of the documented rate limit that the simulated partner API grants; the client uses its
/// usual share of that. With the documented limit this test would take ten minutes.
const FASTER: u32 = 12;

/// Rows for customers of resellers.
const OF_RESELLERS: usize = 20;

/// Customers whose budget is set, with faults for every twentieth of them.
async fn thousand(desk: &TestDesk) -> Vec<Customer> {
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    // Some customers of a reseller that may not set budgets: the partner API refuses them.
    let (mut customers, of_resellers): (Vec<_>, Vec<_>) =
        desk.healthy_customers().await.into_iter().partition(|customer| customer.reseller.is_none());
    assert!(customers.len() >= ROWS - OF_RESELLERS, "{}", customers.len());
    customers.truncate(ROWS - OF_RESELLERS);
    customers.extend(of_resellers.into_iter().take(OF_RESELLERS));
    assert_eq!(customers.len(), ROWS);
    let kinds =
        ["reply_lost", "error_without_effect", "error_with_effect", "connection_reset", "service_busy"];
    for (index, customer) in customers.iter().enumerate().filter(|(index, _)| index % 20 == 7) {
        desk.fail_for(customer, SET, kinds[index / 20 % kinds.len()], 1).await;
    }
    customers
}

/// Runs the job in a task until enough rows have ended, and kills it.
async fn killed_half_way(desk: &TestDesk, job: &model::ids::BulkId) {
    let runner = tokio::spawn({
        let desk = desk.desk.clone();
        async move {
            loop {
                bulk::step(&desk).await.unwrap();
            }
        }
    });
    loop {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let tally = desk.desk.store.bulk_tally(job).await.unwrap();
        let count = |wanted| tally.iter().find(|(state, _)| *state == wanted).map_or(0, |(_, count)| *count);
        if count(RowState::Waiting) < ROWS as u64 / 2 && count(RowState::Sent) > 0 {
            break;
        }
    }
    runner.abort();
    assert!(runner.await.unwrap_err().is_cancelled());
}

fn by_state(rows: &[BulkRow]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry(row.state.code()).or_default() += 1;
    }
    counts
}

/// The rows must agree with the budgets at the partner API.
fn agree(rows: &[BulkRow], before: &BudgetsByCustomer, after: &BudgetsByCustomer) {
    for row in rows {
        let id = row.customer.as_ref().unwrap();
        let wanted = row.after.as_ref().unwrap().amount.unwrap().normalize().to_string();
        match row.state {
            RowState::Done => assert_eq!(after[id].0, wanted, "{row:?}"),
            RowState::Refused | RowState::NotDone => assert_eq!(after[id], before[id], "{row:?}"),
            other => panic!("not accounted for: {other:?} {row:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_row_is_accounted_for_nothing_is_throttled_and_the_undo_is_exact() {
    let mut desk = TestDesk::of(2_300, FASTER, |_| {}).await;
    let customers = thousand(&desk).await;
    let before = desk.current_budgets(&customers).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let lines = customers
        .iter()
        .zip(0_u32..)
        .map(|(one, index)| format!("{},{}.{:02}", one.id, 20_000 + index * 7, index % 100));
    let job = admin.dry_run(&format!("customer,amount\n{}\n", lines.collect::<Vec<_>>().join("\n"))).await;
    admin.get(&format!("/jobs/{job}")).await.says("Preview: 1,000 of 1,000 budgets will change");
    admin.press(&job, "start_bulk").await;

    killed_half_way(&desk, &job).await;
    desk.restart().await;
    desk.work().await;
    // Rows that were in progress when the desk was killed, or got no answer.
    desk.advance_all_clocks(31 * 60).await;
    for _ in 0..5 {
        desk.work().await;
    }
    assert_eq!(desk.state(&job).await, BulkState::Done);
    let rows = desk.rows(&job).await;
    let counts = by_state(&rows);
    println!("{counts:?}, {} rows sent", desk.desk.store.undoable_count(&job).await.unwrap());
    assert_eq!(rows.len(), ROWS);
    assert_eq!(desk.entries(AuditAction::SetBudget).await, ROWS as u64, "no row was begun twice");
    let failed = ROWS - counts["done"];
    assert!((30..=80).contains(&failed), "{counts:?}");
    let after = desk.current_budgets(&customers).await;
    agree(&rows, &before, &after);

    let admin = desk.signed_in(Role::Administrator).await;
    let undo = job_of(&admin.press(&job, "undo_bulk").await);
    admin.press(&undo, "start_bulk").await;
    desk.work().await;
    assert_eq!(desk.state(&undo).await, BulkState::Done);
    println!("undone: {:?}", by_state(&desk.rows(&undo).await));
    let restored = desk.current_budgets(&customers).await;
    let wrong: Vec<_> = before.iter().filter(|(id, stood)| restored[*id] != **stood).collect();
    assert!(wrong.is_empty(), "{} not as before: {:?}", wrong.len(), wrong.first());
    assert_eq!(desk.throttled().await, 0, "no call was one too many");
}
