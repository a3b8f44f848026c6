//! Orders: found and read.

mod payable;

use crate::harness::TestDesk;
use model::error::AppError;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;

const OPERATION: &str = "CancelCustomerOrder";

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
    page.says("Order for USD 310.00: pending payment");
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
    admin.get(&paths::order(&order)).await.says("Order for USD 311.00: pending payment");
    assert_eq!(admin.get("/orders/CS2601010000ABCDEFGH").await.status, 404);
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
