//! What this desk did is seen at once, and stands before what HUAWEI CLOUD still says.

use crate::harness::TestDesk;
use crate::payments;
use crate::renewals::selection::three;
use crate::renewals::{orders, renewed};
use model::lists::{OrderFilter, RenewalFilter};
use model::orders::OrderStatus;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::sync;
use partnerdesk::server::store::Scope;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A partner API that goes on to list paid orders as unpaid while the switch is on.
async fn late() -> (TestDesk, Arc<AtomicBool>) {
    let late = Arc::new(AtomicBool::new(false));
    let switch = Arc::clone(&late);
    let rewrite = move |_: &Method, path: &str, _: StatusCode, answer: &mut Value| {
        if !switch.load(Ordering::SeqCst) || !path.contains("/orders/customer-orders") {
            return;
        }
        let unpaid = |order: &mut Value| {
            order["status"] = json!(6);
            if let Some(order) = order.as_object_mut() {
                order.remove("payment_time");
            }
        };
        if let Some(order) = answer.get_mut("order_info") {
            unpaid(order);
        }
        if let Some(orders) = answer.get_mut("order_infos").and_then(Value::as_array_mut) {
            orders.iter_mut().for_each(unpaid);
        }
    };
    (TestDesk::rewritten(Arc::new(rewrite)).await, late)
}

/// The list of orders that wait for payment.
fn waiting() -> String {
    paths::orders(&OrderFilter { status: Some(OrderStatus::PendingPayment), ..OrderFilter::default() })
}

#[tokio::test]
async fn an_order_that_we_paid_a_moment_ago_is_not_offered_for_payment_again() {
    let (desk, late) = late().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let order = desk.unpaid_order(&customer, 75).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = payments::form(&admin, &order).await;
    assert!(admin.get(&waiting()).await.attributes("a", "href").contains(&paths::pay(&order)));
    late.store(true, Ordering::SeqCst);
    payments::pay(&admin, &form).await;
    for page in [paths::pay(&order), paths::order(&order)] {
        let shown = admin.get(&page).await;
        shown.says("Paid by us");
        shown.says("HUAWEI CLOUD still lists the order as pending payment.");
        assert!(shown.text("form#pay-order").is_none(), "{page}: no second payment");
        assert!(!shown.attributes("a", "href").contains(&paths::pay(&order)) || page == paths::pay(&order));
    }
    for page in ["/orders".to_owned(), waiting(), "/".to_owned(), paths::customer(&customer.id)] {
        let shown = admin.get(&page).await;
        assert!(!shown.attributes("a", "href").contains(&paths::pay(&order)), "{page} offers to pay it");
    }
    // The sync reads what HUAWEI CLOUD still says, too.
    sync::orders_of(&desk.desk, &customer).await.unwrap();
    let listed = admin.get(&waiting()).await;
    assert!(!listed.attributes("a", "href").contains(&paths::order(&order)));
    // An hour later it is no delay any more: the contradiction is shown.
    desk.advance_all_clocks(3_601).await;
    sync::orders_of(&desk.desk, &customer).await.unwrap();
    let known = desk.desk.store.order(&Scope::All, &order).await.unwrap().unwrap();
    assert_eq!((known.status, known.paid_here), (OrderStatus::PendingPayment, None));
    late.store(false, Ordering::SeqCst);
    sync::orders_of(&desk.desk, &customer).await.unwrap();
    admin.get(&paths::order(&order)).await.says("Completed");
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
}

#[tokio::test]
async fn a_resource_that_we_renewed_shows_its_new_end_until_a_reading_agrees() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let path = renewed(&admin, &selection).await;
    let order = orders(&desk, &path).await.remove(0);
    payments::pay(&admin, &payments::form(&admin, &order).await).await;
    let customer = Some(selection.customer.id.clone());
    let list = paths::renewals(&RenewalFilter { customer, ..RenewalFilter::default() });
    let id = &selection.resources[0].id;
    let known = async || {
        let found = desk.desk.store.resources(&Scope::All, std::slice::from_ref(id)).await.unwrap();
        found.into_iter().next().unwrap()
    };
    let shown = known().await;
    let old = selection.resources[0].expires_at;
    assert_eq!(shown.expires_at, old, "HUAWEI CLOUD has not carried it out yet");
    assert!(shown.end() > old, "but this desk paid it");
    admin.get(&list).await.says("renewed by us; HUAWEI CLOUD still says");
    desk.advance_all_clocks(60).await;
    sync::resources_of(&desk.desk, &selection.customer.id).await.unwrap();
    let agreed = known().await;
    assert_eq!((agreed.renewed_here, agreed.expires_at), (None, shown.end()), "as it was expected");
    assert!(!admin.get(&list).await.words().contains("HUAWEI CLOUD still says"));
}

#[tokio::test]
async fn what_a_payment_touched_is_read_again_at_once() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let order = desk.unpaid_order(&customer, 80).await;
    let admin = desk.signed_in(Role::Administrator).await;
    admin.get(&paths::budget(&customer.id)).await;
    let before = desk.desk.store.budget(&Scope::All, &customer.id).await.unwrap().unwrap();
    desk.advance_all_clocks(5).await;
    payments::pay(&admin, &payments::form(&admin, &order).await).await;
    let store = &desk.desk.store;
    let now = desk.desk.clock.now().as_second();
    let budget = store.budget(&Scope::All, &customer.id).await.unwrap().unwrap();
    assert!(budget.read_at > before.read_at, "the budget");
    assert_eq!(budget.read_at.as_second(), now);
    let resources = store.reading(model::mirror::Part::Resources, &customer.id).await.unwrap();
    assert_eq!(resources.read_at().map(|at| at.as_second()), Some(now), "the resources");
    let order = store.order(&Scope::All, &order).await.unwrap().unwrap();
    assert!(!order.is_waiting_for_payment(), "the order");
}

#[tokio::test]
async fn a_live_reading_of_a_page_is_written_back_to_the_lists() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let switched = selection.switched(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    admin.get(&selection.page(crate::renewals::selection::MONTH)).await;
    let known = desk.desk.store.resources(&Scope::All, std::slice::from_ref(&switched.id)).await.unwrap();
    assert_ne!(known[0].auto_renews(), switched.auto_renews(), "the page read it, so the lists know it");
}

#[tokio::test]
async fn a_canceled_renewal_of_what_was_renewed_elsewhere_says_until_when() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let path = renewed(&admin, &selection).await;
    let order = orders(&desk, &path).await.remove(0);
    let form = admin.form(&paths::order(&order), "/api/cancel_order").await;
    admin.submit(&form).await;
    admin.get(&path).await.says("nothing was renewed by it");
    // Elsewhere: the customer, in the console of HUAWEI CLOUD.
    let partner = &desk.desk.partner;
    let policy =
        partnerdesk::server::service::renewals::policy::sendable(selection.resources[0].expire_policy);
    let month = crate::renewals::selection::MONTH;
    let made = partner.renew(&selection.customer.id, &selection.ids(), month, policy).await.unwrap();
    partner.pay(&selection.customer.id, &made.orders[0]).await.unwrap();
    desk.advance_all_clocks(60).await;
    let page = admin.get(&path).await;
    page.says("already renewed until");
    page.says("Do not renew them again for the same period.");
    assert!(!page.words().contains("nothing was renewed by it"));
    assert!(
        !page.attributes("a", "href").iter().any(|link| link.starts_with("/renewals/prices")),
        "no new price"
    );
}
