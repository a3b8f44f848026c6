//! Paying an order: once, at the amount that was seen.

pub mod approvals;
mod codes;
mod day;
pub mod open;

use crate::harness::{Client, Form, Page, TestDesk};
use model::audit::{AuditAction, AuditOutcome};
use model::error::AppError;
use model::ids::OrderId;
use model::users::{Permission, Role};
use partnerdesk::paths;
use std::time::Duration;

/// Address of the form.
pub const PAY: &str = "/api/pay_order";
/// The operation that pays.
pub const OPERATION: &str = "PayOrders";

/// The form on the page of the order's payment.
pub async fn form(client: &Client, order: &OrderId) -> Form {
    client.form(&paths::pay(order), PAY).await
}

/// Posts it and expects a redirect to a payment's page.
pub async fn pay(client: &Client, form: &Form) -> String {
    let posted = client.submit(form).await;
    let path = posted.location().unwrap_or_else(|| panic!("{} {}", posted.status, posted.body));
    assert!(path.starts_with("/payments/"), "{path}");
    path
}

#[tokio::test]
async fn an_order_is_paid_once_and_its_page_stays() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let order = desk.unpaid_order(&desk.customer().await, 120).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = form(&admin, &order).await;
    let path = pay(&admin, &form).await;
    admin.get(&path).await.says("120.00 paid");
    let booked = desk.booked("payment", order.as_str()).await;
    assert_eq!(booked.len(), 1);
    assert_eq!(booked[0]["amount"], "120.00");
    let (entry, calls) = desk.newest(AuditAction::Pay).await;
    assert_eq!((entry.outcome, entry.subject.as_deref()), (AuditOutcome::Done, Some(order.as_str())));
    assert!(calls.iter().any(|call| call.operation == OPERATION), "{calls:?}");
    desk.advance_all_clocks(60).await;
    assert_eq!(pay(&admin, &form).await, path, "the same form, posted again much later");
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::Pay).await), (1, 1));
    let page = admin.get(&paths::order(&order)).await;
    page.says("Completed");
    assert!(page.attributes("a", "href").contains(&path), "the order leads to its payment");
}

#[tokio::test]
async fn a_form_posted_twice_at_once_pays_once() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let order = desk.unpaid_order(&desk.customer().await, 130).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = form(&admin, &order).await;
    desk.fail_next(OPERATION, "late_reply", 400).await;
    let (first, second) = tokio::join!(pay(&admin, &form), pay(&admin, &form));
    assert_eq!(first, second);
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
    assert_eq!(desk.sent(OPERATION).await, 1);
    admin.get(&first).await.says("130.00 paid");
}

#[tokio::test]
async fn a_form_that_was_checked_before_its_twin_paid_sends_nothing() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let order = desk.unpaid_order(&desk.customer().await, 135).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = form(&admin, &order).await;
    desk.fail_next("ShowCustomerOrderDetails", "late_reply", 2_000).await;
    let slow = pay(&admin, &form);
    let quick = async {
        tokio::time::sleep(Duration::from_millis(600)).await;
        pay(&admin, &form).await
    };
    let (slow, quick) = tokio::join!(slow, quick);
    assert_eq!(slow, quick);
    assert_eq!(desk.sent(OPERATION).await, 1, "the slow one saw the order unpaid, but not first");
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
}

#[tokio::test]
async fn two_managers_at_once_pay_once() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    desk.assign(&customer.id).await;
    let order = desk.unpaid_order(&customer, 140).await;
    let (admin, manager) = (desk.signed_in(Role::Administrator).await, desk.signed_in(Role::Manager).await);
    let (one, other) = tokio::join!(form(&admin, &order), form(&manager, &order));
    desk.fail_next(OPERATION, "late_reply", 400).await;
    let (first, second) = tokio::join!(pay(&admin, &one), pay(&manager, &other));
    assert_eq!(first, second, "both see the one payment");
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::Pay).await), (1, 1));
}

#[tokio::test]
async fn a_budget_too_small_is_explained_and_mended() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let order = desk.unpaid_order(&customer, 5_200).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let review = admin.get(&paths::pay(&order)).await;
    review.says("The customer’s budget does not cover this order.");
    let refused = pay(&admin, &Form::read(&paths::pay(&order), &review.body, PAY)).await;
    let page = admin.get(&refused).await;
    page.says("5,200.00: payment rejected");
    page.says(
        "The customer’s budget (for customers that are not resale: the balance) does not cover this order.",
    );
    page.says("CBC.99005003");
    assert_eq!(desk.newest(AuditAction::Pay).await.0.outcome, AuditOutcome::Failed);
    assert!(desk.booked("payment", order.as_str()).await.is_empty());
    let budget = paths::budget(&customer.id);
    admin.post_form(&budget, "/api/set_budget", &[("amount", "20000")]).await;
    desk.advance_all_clocks(1).await;
    let paid = pay(&admin, &form(&admin, &order).await).await;
    assert_ne!(paid, refused, "a new decision is a new payment");
    admin.get(&paid).await.says("5,200.00 paid");
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
}

/// Posts a form that must be refused and loads the page again.
async fn refused(client: &Client, order: &OrderId, form: &Form) -> Page {
    let posted = client.submit(form).await;
    assert_eq!(posted.location(), Some(paths::pay(order)), "{}", posted.body);
    client.get(&paths::pay(order)).await
}

#[tokio::test]
async fn another_amount_than_the_one_seen_is_asked_again() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let order = desk.unpaid_order(&desk.customer().await, 150).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = form(&admin, &order).await;
    assert_eq!(form.value("seen_currency"), "USD");
    for older in [[("seen_amount", "149.99")], [("seen_amount", "")], [("seen_currency", "EUR")]] {
        let page = refused(&admin, &order, &form.clone().with(&older)).await;
        page.says("The price has changed");
        page.says("Nothing was paid. Check the new price and pay again if you agree.");
    }
    assert_eq!(desk.sent(OPERATION).await, 0);
    assert_eq!(
        desk.newest(AuditAction::Pay).await.0.code.as_deref(),
        Some("changed"),
        "who tried is on record"
    );
    pay(&admin, &form).await;
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
}

#[tokio::test]
async fn an_order_that_lapsed_or_was_cancelled_is_not_paid() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let order = desk.unpaid_order(&customer, 160).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = form(&admin, &order).await;
    desk.desk.partner.cancel_order(&customer.id, &order).await.unwrap();
    let page = refused(&admin, &order, &form).await;
    page.says("Not possible with this order status");
    page.says("The order status is “Canceled”.");
    assert_eq!(page.text("form#pay-order"), None);
    assert_eq!(desk.sent(OPERATION).await, 0);
}

#[tokio::test]
async fn support_and_other_managers_pay_nothing() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let mine = desk.user("manager").await;
    let customer = desk.customer().await;
    desk.desk.store.unassign(&mine.id, std::slice::from_ref(&customer.id)).await.unwrap();
    let order = desk.unpaid_order(&customer, 170).await;
    let fields = [("order", order.as_str()), ("seen_amount", "170.00"), ("seen_currency", "USD")];
    let forged = Form::forged(&paths::order(&order), PAY, &fields);
    for (role, status, error) in [
        (Role::Support, 403, AppError::NotAllowed(Permission::Pay)),
        (Role::Manager, 404, AppError::NotFound),
    ] {
        let client = desk.signed_in(role).await;
        assert_eq!(client.get(&paths::pay(&order)).await.text("form#pay-order"), None);
        client.submit(&forged).await;
        let call = client.call("pay_order", &fields).await;
        assert_eq!((call.status, call.error()), (status, error));
    }
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::Pay).await), (0, 0));
}
