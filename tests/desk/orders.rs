//! Orders: found, read, cancelled once.

use crate::harness::TestDesk;
use partnerdesk::model::audit::{Deed, Outcome};
use partnerdesk::model::error::AppError;
use partnerdesk::model::user::Role;
use partnerdesk::server::service::mirror::Part;
use partnerdesk::ui::paths;

const CANCEL: &str = "/api/cancel_order";
const OPERATION: &str = "CancelCustomerOrder";

/// How many requests to cancel took effect.
async fn effects(desk: &TestDesk) -> usize {
    desk.requests(OPERATION).await.iter().filter(|request| request["status"].as_u64() < Some(300)).count()
}

#[tokio::test]
async fn an_order_is_found_in_the_list_and_shown_with_its_lines() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let order = desk.unpaid_order(&customer, 310).await;
    desk.read(Part::Orders).await;
    let admin = desk.signed_in(Role::Administrator).await;
    for search in [order.as_str(), &order.as_str().to_lowercase()[6..], "aurora"] {
        let list = admin.get(&format!("/orders?status=6&q={search}")).await;
        assert!(list.attributes("a", "href").contains(&paths::order(&order)), "{search}");
        list.says("310.00");
    }
    let gone = admin.get(&format!("/orders?status=5&q={order}")).await;
    assert!(!gone.attributes("a", "href").contains(&paths::order(&order)), "it is not completed");
    let page = admin.get(&paths::order(&order)).await;
    page.says("USD 310.00 waiting for payment");
    page.says(customer.display_name());
    assert!(page.text("#lines tbody tr").unwrap().contains("1 month"), "{:?}", page.text("#lines"));
    assert!(page.attributes("a", "href").contains(&paths::pay(&order)));
}

#[tokio::test]
async fn a_young_order_is_found_at_the_partner() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let order = desk.unpaid_order(&desk.customer().await, 311).await;
    let admin = desk.signed_in(Role::Administrator).await;
    admin.get(&paths::order(&order)).await.says("USD 311.00 waiting for payment");
    assert_eq!(admin.get("/orders/CS2601010000ABCDEFGH").await.status, 404);
}

#[tokio::test]
async fn an_order_is_cancelled_once() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let order = desk.unpaid_order(&desk.customer().await, 320).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&paths::order(&order), CANCEL).await;
    let page = admin.submit_and_read(&form).await;
    page.says("The order is cancelled.");
    page.says("Order over USD 320.00, cancelled");
    let (entry, _) = desk.newest(Deed::CancelOrder).await;
    assert_eq!((entry.outcome, entry.subject.as_deref()), (Outcome::Done, Some(order.as_str())));
    admin.submit_and_read(&form).await;
    let again = admin.call("cancel_order", &[("order", order.as_str())]).await;
    assert_eq!((again.status, again.error()), (409, AppError::WrongOrderStatus(4)));
    assert_eq!((desk.sent(OPERATION).await, desk.entries(Deed::CancelOrder).await), (1, 1));
}

#[tokio::test]
async fn cancelling_twice_at_once_has_one_effect() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let order = desk.unpaid_order(&desk.customer().await, 330).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&paths::order(&order), CANCEL).await;
    desk.break_next(OPERATION, "late_reply", 300).await;
    let (one, other) = tokio::join!(admin.submit(&form), admin.submit(&form));
    assert_eq!((one.status, other.status), (303, 303));
    assert_eq!(effects(&desk).await, 1);
    admin.get(&paths::order(&order)).await.says("Order over USD 330.00, cancelled");
    assert_eq!(desk.newest(Deed::CancelOrder).await.0.outcome, Outcome::Done);
}

#[tokio::test]
async fn a_paid_order_is_not_cancelled() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let order = desk.unpaid_order(&customer, 340).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&paths::order(&order), CANCEL).await;
    desk.desk.partner.pay(&customer.id, &order).await.unwrap();
    // The partner refuses already while the order still reads as unpaid.
    let early = admin.submit_and_read(&form).await;
    assert_eq!(effects(&desk).await, 0);
    assert!(!early.words().contains("The order is cancelled."));
    desk.pass_everywhere(60).await;
    let sent = desk.sent(OPERATION).await;
    let page = admin.submit_and_read(&form).await;
    page.says("Completed");
    page.says("The order cannot do that now");
    assert_eq!(page.text("form#cancel-order"), None);
    let call = admin.call("cancel_order", &[("order", order.as_str())]).await;
    assert_eq!((call.status, call.error()), (409, AppError::WrongOrderStatus(5)));
    assert_eq!(desk.sent(OPERATION).await, sent, "nothing was sent");
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
}

#[tokio::test]
async fn a_lost_answer_to_cancelling_is_settled_by_reading() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let admin = desk.signed_in(Role::Administrator).await;
    for (kind, outcome, words) in [
        ("reply_lost", Outcome::Done, "The order is cancelled."),
        ("error_without_effect", Outcome::Unknown, "It is not known whether it was done"),
    ] {
        let order = desk.unpaid_order(&customer, 350).await;
        let form = admin.form(&paths::order(&order), CANCEL).await;
        desk.break_next(OPERATION, kind, 0).await;
        admin.submit_and_read(&form).await.says(words);
        let (entry, _) = desk.newest(Deed::CancelOrder).await;
        assert_eq!((entry.outcome, entry.subject.as_deref()), (outcome, Some(order.as_str())), "{kind}");
        desk.pass_everywhere(1).await;
    }
    assert_eq!(desk.sent(OPERATION).await, 2, "each once");
}

#[tokio::test]
async fn an_order_whose_payment_is_open_is_not_cancelled() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let order = desk.unpaid_order(&desk.customer().await, 360).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let cancel = admin.form(&paths::order(&order), CANCEL).await;
    let pay = admin.form(&paths::pay(&order), "/api/pay_order").await;
    desk.break_next("PayOrders", "reply_lost", 0).await;
    admin.submit(&pay).await;
    let page = admin.submit_and_read(&cancel).await;
    assert_eq!(page.text("form#cancel-order"), None);
    page.says("A payment of this order is under way.");
    let call = admin.call("cancel_order", &[("order", order.as_str())]).await;
    assert!(matches!(call.error(), AppError::UnderWay(_)), "{}", call.body);
    assert_eq!(desk.sent(OPERATION).await, 0);
}

#[tokio::test]
async fn the_order_of_somebody_else_s_customer_does_not_exist() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let manager = desk.user("manager").await;
    desk.desk.store.unassign(&manager.id, std::slice::from_ref(&customer.id)).await.unwrap();
    let order = desk.unpaid_order(&customer, 370).await;
    let client = desk.signed_in(Role::Manager).await;
    for known in [false, true] {
        if known {
            desk.read(Part::Orders).await;
        }
        assert_eq!(client.get(&paths::order(&order)).await.status, 404, "in the mirror: {known}");
        let call = client.call("cancel_order", &[("order", order.as_str())]).await;
        assert_eq!(call.error(), AppError::NotFound);
    }
    let list = client.get("/orders?status=6").await;
    assert!(!list.body.contains(order.as_str()));
    assert_eq!(desk.sent(OPERATION).await, 0);
}
