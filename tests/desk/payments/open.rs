//! Payments with unknown outcome: reconciled by reading, never sent again.

use crate::harness::{Client, Page, TestDesk};
use crate::payments::{OPERATION, form, pay};
use model::audit::{AuditAction, AuditOutcome};
use model::ids::OrderId;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::jobs::janitor;

const READ: &str = "ShowCustomerOrderDetails";

/// Slightly more than the default half hour of the setting, in seconds.
const LONG_ENOUGH: u64 = 1_801;

/// An unpaid order whose payment gets no clear answer, and the payment's page.
async fn unclear(desk: &TestDesk, client: &Client, kind: &str) -> (OrderId, String) {
    desk.read_customers().await;
    let order = desk.unpaid_order(&desk.customer().await, 210).await;
    let form = form(client, &order).await;
    desk.fail_next(OPERATION, kind, 0).await;
    let path = pay(client, &form).await;
    let page = client.get(&path).await;
    page.says("210.00: outcome unknown");
    page.says("The order may or may not be paid.");
    assert_eq!(desk.newest(AuditAction::Pay).await.0.outcome, AuditOutcome::Unknown);
    assert_eq!(pay(client, &form).await, path, "a second try leads to the first");
    let again = client.get(&paths::pay(&order)).await;
    assert_eq!(again.text("form#pay-order"), None, "no second button while it is open");
    assert!(again.attributes("a", "href").contains(&path));
    (order, path)
}

/// Presses the button that confirms that it was not paid; returns the page after it.
async fn confirm(client: &Client, path: &str) -> Page {
    let form = client.form(path, "/api/settle_payment").await;
    client.submit_and_read(&form.with(&[("paid", "no")])).await
}

#[tokio::test]
async fn an_effect_that_shows_up_late_counts_more_than_what_a_person_says() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (order, path) = unclear(&desk, &admin, "error_without_effect").await;
    desk.advance_all_clocks(LONG_ENOUGH).await;
    let form = admin.form(&path, "/api/settle_payment").await;
    // It was paid in the partner console meanwhile.
    let customer = desk.customer().await;
    desk.desk.partner.pay(&customer.id, &order).await.unwrap();
    desk.advance_all_clocks(60).await;
    admin.submit_and_read(&form.with(&[("paid", "no")])).await.says("210.00 paid");
    assert_eq!(desk.entries(AuditAction::SetOutcomeByHand).await, 0, "nobody had to decide");
}

#[tokio::test]
async fn only_who_may_pay_confirms_that_nothing_was_paid() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (_, path) = unclear(&desk, &admin, "error_without_effect").await;
    desk.advance_all_clocks(LONG_ENOUGH).await;
    let form = admin.form(&path, "/api/settle_payment").await;
    let support = desk.signed_in(Role::Support).await;
    let page = support.get(&path).await;
    page.says("210.00: probably not paid");
    assert_eq!(page.text("form#settle-payment"), None);
    support.submit(&form.with(&[("paid", "no")])).await;
    admin.get(&path).await.says("210.00: probably not paid");
    assert_eq!(desk.entries(AuditAction::SetOutcomeByHand).await, 0);
}

#[tokio::test]
async fn nobody_says_that_an_order_is_paid_that_reads_as_unpaid() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (_, path) = unclear(&desk, &admin, "error_without_effect").await;
    desk.advance_all_clocks(LONG_ENOUGH).await;
    let form = admin.form(&path, "/api/settle_payment").await;
    admin.submit(&form.with(&[("paid", "yes")])).await;
    admin.get(&path).await.says("210.00: probably not paid");
}

#[tokio::test]
async fn a_lost_answer_turns_out_as_paid_on_its_own_page() {
    for kind in ["reply_lost", "error_with_effect", "wrong_content_type"] {
        let desk = TestDesk::start().await;
        let admin = desk.signed_in(Role::Administrator).await;
        let (order, path) = unclear(&desk, &admin, kind).await;
        desk.advance_all_clocks(11).await;
        let page = admin.get(&path).await;
        page.says("210.00 paid");
        let (entry, _) = desk.newest(AuditAction::ReconcilePayment).await;
        assert_eq!((entry.actor.as_str(), entry.outcome), ("system", AuditOutcome::Done));
        assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1, "{kind}");
        assert_eq!(desk.sent(OPERATION).await, 1, "{kind}: sent once");
    }
}

#[tokio::test]
async fn a_payment_without_effect_is_given_up_only_when_it_is_old() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (order, path) = unclear(&desk, &admin, "error_without_effect").await;
    for _ in 0..2 {
        desk.advance_all_clocks(60).await;
        janitor::step(&desk.desk).await.unwrap();
        admin.get(&path).await.says("210.00: outcome unknown");
    }
    desk.advance_all_clocks(LONG_ENOUGH).await;
    janitor::step(&desk.desk).await.unwrap();
    admin.get(&path).await.says("210.00: probably not paid");
    assert_eq!(admin.get(&paths::pay(&order)).await.text("form#pay-order"), None, "a person confirms first");
    let page = confirm(&admin, &path).await;
    page.says("210.00: not paid");
    page.says("A user confirmed that the order was not paid. Nothing has been paid.");
    assert_eq!(desk.newest(AuditAction::SetOutcomeByHand).await.0.outcome, AuditOutcome::Done);
    assert!(desk.booked("payment", order.as_str()).await.is_empty());
    assert_eq!(desk.sent(OPERATION).await, 1, "never sent again by itself");
    let second = pay(&admin, &form(&admin, &order).await).await;
    assert_ne!(second, path);
    admin.get(&second).await.says("210.00 paid");
    admin.get(&path).await.says("210.00: not paid");
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
    assert_eq!(desk.sent(OPERATION).await, 2, "a person decided twice");
}

#[tokio::test]
async fn while_the_order_cannot_be_read_the_outcome_stays_open() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (order, path) = unclear(&desk, &admin, "reply_lost").await;
    desk.advance_all_clocks(LONG_ENOUGH).await;
    desk.fail_next(READ, "wrong_content_type", 0).await;
    janitor::step(&desk.desk).await.unwrap();
    assert_eq!(desk.entries(AuditAction::ReconcilePayment).await, 0, "nothing is concluded from no answer");
    janitor::step(&desk.desk).await.unwrap();
    assert_eq!(
        desk.entries(AuditAction::ReconcilePayment).await,
        0,
        "the partner is not asked again at once"
    );
    desk.advance_all_clocks(11).await;
    janitor::step(&desk.desk).await.unwrap();
    admin.get(&path).await.says("210.00 paid");
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
    assert_eq!(desk.sent(OPERATION).await, 1);
}

#[tokio::test]
async fn an_open_payment_whose_order_is_cancelled_ends_at_once() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (order, path) = unclear(&desk, &admin, "error_without_effect").await;
    let customer = desk.customer().await;
    desk.desk.partner.cancel_order(&customer.id, &order).await.unwrap();
    desk.advance_all_clocks(11).await;
    admin.get(&path).await.says("210.00: not paid");
    assert_eq!(desk.sent(OPERATION).await, 1);
}

#[tokio::test]
async fn a_connection_that_breaks_before_the_partner_hears_is_still_unknown() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (order, path) = unclear(&desk, &admin, "connection_reset").await;
    desk.advance_all_clocks(LONG_ENOUGH).await;
    let (page, step) = tokio::join!(admin.get(&path), janitor::step(&desk.desk));
    step.unwrap();
    assert_eq!(page.status, 200);
    admin.get(&path).await.says("210.00: probably not paid");
    assert!(desk.booked("payment", order.as_str()).await.is_empty());
    let settled = desk.newest(AuditAction::ReconcilePayment).await.0;
    assert_eq!(settled.outcome, AuditOutcome::Done, "page and janitor looked at once");
}

/// There may be several copies of the request: the refusal of one proves nothing about another.
#[tokio::test]
async fn keys_that_end_while_it_leaves_are_no_proof_that_nothing_was_paid() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let order = desk.unpaid_order(&customer, 210).await;
    let form = form(&admin, &order).await;
    desk.desk.partner.resources(&customer.id, 0, 1, true).await.unwrap();
    desk.fail_next(OPERATION, "keys_expired", 0).await;
    for _ in 0..4 {
        desk.fail_next("CreateTemporaryAccessKeyByAgency", "connection_reset", 0).await;
    }
    let path = pay(&admin, &form).await;
    admin.get(&path).await.says("210.00: outcome unknown");
    assert_eq!(desk.sent(OPERATION).await, 1);

    desk.clear_faults().await;
    desk.desk.partner.pay(&customer.id, &order).await.unwrap();
    desk.advance_all_clocks(60).await;
    janitor::step(&desk.desk).await.unwrap();
    admin.get(&path).await.says("210.00 paid");
}
