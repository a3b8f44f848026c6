//! What could not be read is tried again, sooner than good readings get old, and at growing intervals.

use crate::harness::TestDesk;
use model::mirror::Part;
use partnerdesk::server::service::sync;

/// Tries of the resources of a customer without an agency.
async fn tries(desk: &TestDesk) -> usize {
    desk.sent("CreateTemporaryAccessKeyByAgency").await
}

#[tokio::test]
async fn a_failed_reading_is_tried_again_at_growing_intervals() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer_named("Fault Demo: no agency").await;
    sync::resources_of(&desk.desk, &customer.id).await.unwrap_err();
    let mut before = tries(&desk).await;
    for pause in [30, 60, 120] {
        desk.advance_all_clocks(pause - 1).await;
        sync::again(desk.desk.clone()).await.unwrap();
        assert_eq!(tries(&desk).await, before, "not before {pause} s");
        desk.advance_all_clocks(1).await;
        sync::again(desk.desk.clone()).await.unwrap();
        assert_eq!(tries(&desk).await, before + 1, "after {pause} s");
        before += 1;
    }
}

#[tokio::test]
async fn one_customer_who_is_refused_keeps_no_budget_of_others_from_being_read() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    desk.fail_next("listSubCustomerBudget", "connection_reset", 0).await;
    sync::step(desk.desk.clone(), Part::Budgets).await.ok();
    let store = &desk.desk.store;
    let failed = store.reading(Part::Budgets, &customer.id).await.unwrap();
    if failed.is_failed() {
        desk.advance_all_clocks(30).await;
        sync::again(desk.desk.clone()).await.unwrap();
    }
    let read = store.reading(Part::Budgets, &customer.id).await.unwrap();
    assert!(!read.is_failed() && read.read_at().is_some(), "{read:?}");
}

#[tokio::test]
async fn an_owner_whose_orders_fail_keeps_no_other_from_being_read() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.fail_next("ListCustomerOrders", "error_without_effect", 0).await;
    sync::step(desk.desk.clone(), Part::Orders).await.ok();
    desk.advance_all_clocks(60).await;
    sync::again(desk.desk.clone()).await.unwrap();
    for customer in desk.customers().await {
        let reading = desk.desk.store.reading(Part::Orders, &customer.id).await.unwrap();
        assert!(!reading.is_failed() && reading.read_at().is_some(), "{reading:?}");
    }
}
