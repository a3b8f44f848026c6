//! Requests pause while HUAWEI CLOUD does not respond: the page says so, and nothing is sent meanwhile.

use crate::bulk::filled;
use crate::bulk::run::started;
use crate::harness::TestDesk;
use crate::payments::{OPERATION, form};
use model::audit::AuditAction;
use model::bulk::RowState;
use model::status::{ConnectionState, Service};
use model::users::Role;
use partnerdesk::server::jobs::bulk;
use std::time::Duration;

/// Asks until requests pause.
async fn until_paused(desk: &TestDesk) {
    for _ in 0..20 {
        let connections = desk.desk.partner.connections();
        let billing = connections.into_iter().find(|connection| connection.service == Service::Billing);
        if matches!(billing.unwrap().state, ConnectionState::Paused { .. }) {
            return;
        }
        desk.desk.partner.consumption_quota().await.unwrap_err();
    }
    panic!("requests did not pause");
}

#[tokio::test]
async fn nothing_is_paid_while_requests_pause_and_payments_go_on_after_it() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let order = desk.unpaid_order(&desk.customer().await, 120).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let pay = form(&admin, &order).await;
    let page = admin.get("/status").await;
    assert_eq!(page.text("#connections tbody").unwrap().matches("Responding").count(), 2);
    assert!(!page.body.contains("Requests paused"));

    desk.fail_all_calls().await;
    until_paused(&desk).await;
    let page = admin.get("/status").await;
    page.says("Billing and orders (BSS) of HUAWEI CLOUD has not responded to");
    assert!(page.text("#connections tbody").unwrap().contains("Requests paused"), "{}", page.body);

    until_paused(&desk).await;
    let posted = admin.submit(&pay).await;
    let answer = match posted.location() {
        Some(path) => admin.get(&path).await,
        None => posted,
    };
    answer.says("Nothing was sent");
    assert_eq!(desk.sent(OPERATION).await, 0);
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 0);
    assert_eq!(desk.entries(AuditAction::ReconcilePayment).await, 0, "there is no outcome to find out");

    desk.clear_faults().await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let path = crate::payments::pay(&admin, &form(&admin, &order).await).await;
    admin.get(&path).await.says("120.00 paid");
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
    let page = admin.get("/status").await;
    assert_eq!(page.text("#connections tbody tr").unwrap().matches("Responding").count(), 1);
}

#[tokio::test]
async fn rows_of_a_job_wait_while_requests_pause_and_are_done_after_it() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let job = started(&admin, &customers[..3]).await;
    desk.fail_all_calls().await;
    until_paused(&desk).await;
    bulk::step(&desk.desk).await.unwrap();
    let rows = desk.rows(&job).await;
    assert!(rows.iter().all(|row| row.state == RowState::Waiting), "{rows:?}");
    desk.clear_faults().await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    // One request tries, and lets the others through.
    desk.desk.partner.consumption_quota().await.unwrap();
    desk.work().await;
    let rows = desk.rows(&job).await;
    assert!(rows.iter().all(|row| row.state == RowState::Done), "{rows:?}");
}

#[tokio::test]
async fn a_long_outage_uses_up_no_row_that_was_not_asked_for() {
    let (desk, customers) = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let job = started(&admin, &customers[..6]).await;
    desk.fail_all_calls().await;
    until_paused(&desk).await;
    for trials in 1..=2 {
        while desk.desk.partner.is_paused() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bulk::step(&desk.desk).await.unwrap();
        let rows = desk.rows(&job).await;
        let tries: u32 = rows.iter().map(|row| row.tries).sum();
        assert!(tries <= trials, "one row tries after each pause, the others wait: {rows:?}");
        assert!(rows.iter().all(|row| row.state == RowState::Waiting), "{rows:?}");
    }
}
