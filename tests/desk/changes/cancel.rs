//! Cancelling an order: once, never beside a payment, and certain in the end.

use crate::harness::{Client, Form, TestDesk};
use crate::payments;
use model::audit::{AuditAction, AuditOutcome};
use model::changes::StoredChange;
use model::error::AppError;
use model::ids::OrderId;
use model::intents::{ResourceLock, Stage};
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::jobs::janitor;
use partnerdesk::server::store::Scope;
use std::time::Duration;

const CANCEL: &str = "/api/cancel_order";
const OPERATION: &str = "CancelCustomerOrder";

/// Half an hour, the setting's own value, and a little more.
const LONG_ENOUGH: u64 = 1_801;

/// How many requests to cancel took effect.
async fn effects(desk: &TestDesk) -> usize {
    desk.requests(OPERATION).await.iter().filter(|request| request["status"].as_u64() < Some(300)).count()
}

async fn unpaid(desk: &TestDesk, amount: u32) -> OrderId {
    desk.read_customers().await;
    desk.unpaid_order(&desk.customer().await, amount).await
}

/// Posts the form; the path of the change's own page.
async fn cancel(client: &Client, form: &Form) -> String {
    let path = client.submit(form).await.location().unwrap();
    assert!(path.starts_with("/changes/"), "{path}");
    path
}

#[tokio::test]
async fn an_order_is_cancelled_once() {
    let desk = TestDesk::start().await;
    let order = unpaid(&desk, 320).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&paths::order(&order), CANCEL).await;
    let path = cancel(&admin, &form).await;
    let page = admin.get(&path).await;
    page.says("Cancel order: done");
    assert!(page.attributes("a", "href").contains(&paths::order(&order)));
    let (entry, calls) = desk.newest(AuditAction::CancelOrder).await;
    assert_eq!((entry.outcome, entry.subject.as_deref()), (AuditOutcome::Done, Some(order.as_str())));
    assert!(calls.iter().any(|call| call.operation == OPERATION));
    assert_eq!(cancel(&admin, &form).await, path, "a form posted again leads to the same page");
    let page = admin.get(&paths::order(&order)).await;
    page.says("Order for USD 320.00: canceled");
    assert!(page.attributes("#attempts a", "href").contains(&path));
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::CancelOrder).await), (1, 1));
}

#[tokio::test]
async fn cancelling_twice_at_once_leaves_once() {
    let desk = TestDesk::start().await;
    let order = unpaid(&desk, 330).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&paths::order(&order), CANCEL).await;
    desk.break_next(OPERATION, "late_reply", 300).await;
    let (one, other) = tokio::join!(cancel(&admin, &form), cancel(&admin, &form));
    assert_eq!(one, other);
    assert_eq!((desk.sent(OPERATION).await, effects(&desk).await), (1, 1));
    admin.get(&paths::order(&order)).await.says("Order for USD 330.00: canceled");
}

#[tokio::test]
async fn a_paid_order_is_not_cancelled() {
    let desk = TestDesk::start().await;
    let order = unpaid(&desk, 340).await;
    let customer = desk.customer().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&paths::order(&order), CANCEL).await;
    desk.desk.partner.pay(&customer.id, &order).await.unwrap();
    // The partner refuses already while the order still reads as unpaid.
    let page = admin.submit_and_read(&form).await;
    page.says("Cancel order: rejected");
    page.says("CBC.99005010");
    assert_eq!(effects(&desk).await, 0);
    desk.pass_everywhere(60).await;
    let sent = desk.sent(OPERATION).await;
    let page = admin.submit_and_read(&form).await;
    page.says("Completed");
    page.says("Not possible with this order status");
    assert_eq!(page.text("form#cancel-order"), None);
    let call = admin.call("cancel_order", &[("order", order.as_str())]).await;
    assert_eq!((call.status, call.error()), (409, AppError::WrongOrderStatus(5)));
    assert_eq!(desk.sent(OPERATION).await, sent, "nothing was sent");
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
}

#[tokio::test]
async fn an_effect_is_seen_by_reading_at_once() {
    let desk = TestDesk::start().await;
    for kind in ["reply_lost", "error_with_effect"] {
        let order = unpaid(&desk, 350).await;
        let admin = desk.signed_in(Role::Administrator).await;
        let form = admin.form(&paths::order(&order), CANCEL).await;
        desk.break_next(OPERATION, kind, 0).await;
        admin.submit_and_read(&form).await.says("Cancel order: done");
        assert_eq!(desk.newest(AuditAction::CancelOrder).await.0.outcome, AuditOutcome::Done, "{kind}");
        desk.pass_everywhere(1).await;
    }
    assert_eq!(desk.sent(OPERATION).await, 2, "each once");
}

/// An order whose cancellation ends without a clear answer and without an effect; its page.
async fn unclear(desk: &TestDesk, client: &Client) -> (OrderId, String) {
    let order = unpaid(desk, 355).await;
    let form = client.form(&paths::order(&order), CANCEL).await;
    desk.break_next(OPERATION, "error_without_effect", 0).await;
    let path = cancel(client, &form).await;
    client.get(&path).await.says("Cancel order: outcome unknown");
    assert_eq!(desk.newest(AuditAction::CancelOrder).await.0.outcome, AuditOutcome::Unknown);
    assert_eq!(cancel(client, &form).await, path, "a second try leads to the first");
    (order, path)
}

#[tokio::test]
async fn nothing_is_paid_while_cancelling_is_in_doubt() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let order = unpaid(&desk, 355).await;
    let pay = payments::form(&admin, &order).await;
    let form = admin.form(&paths::order(&order), CANCEL).await;
    desk.break_next(OPERATION, "error_without_effect", 0).await;
    let path = cancel(&admin, &form).await;
    assert_eq!(admin.submit(&pay).await.location(), Some(path.clone()), "it leads to what is under way");
    assert_eq!(desk.sent("PayOrders").await, 0);
    for page in [paths::order(&order), paths::pay(&order)] {
        let page = admin.get(&page).await;
        page.says("This order is being canceled.");
        assert!(page.attributes("a", "href").contains(&path));
        assert_eq!((page.text("form#pay-order"), page.text("form#cancel-order")), (None, None));
    }
}

#[tokio::test]
async fn what_the_order_shows_later_settles_it() {
    for pays in [false, true] {
        let desk = TestDesk::start().await;
        let admin = desk.signed_in(Role::Administrator).await;
        let (order, path) = unclear(&desk, &admin).await;
        let customer = desk.customer().await.id;
        if pays {
            desk.desk.partner.pay(&customer, &order).await.unwrap();
        } else {
            desk.desk.partner.cancel_order(&customer, &order).await.unwrap();
        }
        desk.pass_everywhere(60).await;
        let sent = desk.sent(OPERATION).await;
        janitor::step(&desk.desk).await.unwrap();
        let words = if pays { "Cancel order: not done" } else { "Cancel order: done" };
        admin.get(&path).await.says(words);
        let (entry, _) = desk.newest(AuditAction::ReconcileChange).await;
        assert_eq!((entry.actor.as_str(), entry.outcome), ("system", AuditOutcome::Done));
        assert_eq!(desk.sent(OPERATION).await, sent, "never sent again by itself");
    }
}

#[tokio::test]
async fn without_an_effect_a_person_confirms_before_a_new_try() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (order, path) = unclear(&desk, &admin).await;
    for _ in 0..2 {
        desk.pass_everywhere(60).await;
        janitor::step(&desk.desk).await.unwrap();
        admin.get(&path).await.says("Cancel order: outcome unknown");
    }
    desk.pass_everywhere(LONG_ENOUGH).await;
    janitor::step(&desk.desk).await.unwrap();
    admin.get(&path).await.says("Cancel order: probably not done");
    let forged =
        Form::forged(&path, "/api/settle_change", &[("id", &path["/changes/".len()..]), ("done", "yes")]);
    admin.submit(&forged).await;
    admin.get(&path).await.says("Cancel order: probably not done");
    let support = desk.signed_in(Role::Support).await;
    let form = admin.form(&path, "/api/settle_change").await.with(&[("done", "no")]);
    support.submit(&form).await;
    assert_eq!(desk.entries(AuditAction::SetOutcomeByHand).await, 0);
    admin.submit_and_read(&form).await.says("Cancel order: not done");
    let again = admin.form(&paths::order(&order), CANCEL).await;
    let second = cancel(&admin, &again).await;
    assert_ne!(second, path);
    admin.get(&second).await.says("Cancel order: done");
    assert_eq!((desk.sent(OPERATION).await, effects(&desk).await), (2, 1));
}

#[tokio::test]
async fn an_order_whose_payment_is_open_is_not_cancelled() {
    let desk = TestDesk::start().await;
    let order = unpaid(&desk, 360).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&paths::order(&order), CANCEL).await;
    let pay = admin.form(&paths::pay(&order), "/api/pay_order").await;
    desk.break_next("PayOrders", "reply_lost", 0).await;
    admin.submit(&pay).await;
    let page = admin.submit_and_read(&form).await;
    assert_eq!(page.text("form#cancel-order"), None);
    page.says("A payment of this order is in progress.");
    let call = admin.call("cancel_order", &[("order", order.as_str())]).await;
    assert!(matches!(call.error(), AppError::UnderWay(_)), "{}", call.body);
    assert_eq!(desk.sent(OPERATION).await, 0);
}

async fn stages(desk: &TestDesk, order: &OrderId) -> Vec<Stage> {
    let about = ResourceLock::Order(order.clone());
    let changes: Vec<StoredChange> = desk.desk.store.intents_about(&Scope::All, &about).await.unwrap();
    changes.iter().map(|change| change.stage).collect()
}

/// The request arrives twice: the second copy is refused because the first has cancelled the order.
#[tokio::test]
async fn a_refusal_that_may_be_of_its_own_twin_is_not_told_as_one() {
    let desk = TestDesk::start().await;
    let order = unpaid(&desk, 355).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&paths::order(&order), CANCEL).await;
    desk.break_next(OPERATION, "late_effect", 1_500).await;
    let twin = async {
        // It has left, and takes effect in a moment.
        while !stages(&desk, &order).await.contains(&Stage::Sent) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        desk.desk.partner.cancel_order(&desk.customer().await.id, &order).await.unwrap();
        // The look at the order after the refusal fails as well.
        for _ in 0..5 {
            desk.break_next("ShowCustomerOrderDetails", "connection_reset", 0).await;
        }
    };
    let (path, ()) = tokio::join!(cancel(&admin, &form), twin);
    admin.get(&path).await.says("Cancel order: outcome unknown");
    desk.partner_is_well().await;
    desk.pass_everywhere(60).await;
    janitor::step(&desk.desk).await.unwrap();
    admin.get(&path).await.says("Cancel order: done");
}
