//! Pages that link to intents: customer, renewal, audit log.

use crate::changes::{change, decided};
use crate::harness::{Client, TestDesk};
use crate::payments;
use crate::renewals::selection::{MONTH, Selection, three};
use crate::renewals::{orders, renewed};
use model::audit::AuditAction;
use model::changes::ChangeKind;
use model::ids::OrderId;
use model::lists::ActivityFilter;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::store::Scope;

/// Cancels an order; returns the path of the change.
async fn cancelled(client: &Client, order: &OrderId) -> String {
    let form = client.form(&paths::order(order), "/api/cancel_order").await;
    client.submit(&form).await.location().unwrap()
}

/// The links of the list, in order.
async fn begun(client: &Client, page: &str) -> Vec<String> {
    client.get(page).await.attributes("#begun a", "href")
}

async fn unassign(desk: &TestDesk, selection: &Selection) {
    let manager = desk.user("manager").await.id;
    desk.desk.store.unassign(&manager, std::slice::from_ref(&selection.customer.id)).await.unwrap();
}

#[tokio::test]
async fn a_customers_page_leads_to_what_is_open_and_then_to_the_latest() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let page = paths::customer(&selection.customer.id);
    assert_eq!(begun(&admin, &page).await, [] as [String; 0], "no list of nothing");

    let open = desk.unpaid_order(&selection.customer, 310).await;
    desk.fail_next("PayOrders", "reply_lost", 0).await;
    let payment = payments::pay(&admin, &payments::form(&admin, &open).await).await;
    desk.advance_all_clocks(1).await;
    let off = change(&admin, &decided(&admin, &selection, ChangeKind::ToOnDemand).await).await;
    desk.advance_all_clocks(1).await;
    let gone = cancelled(&admin, &desk.unpaid_order(&selection.customer, 320).await).await;
    let page_now = admin.get(&page).await;
    assert_eq!(page_now.attributes("#begun a", "href"), [payment, gone, off]);
    page_now.says("Payments, renewals and changes");

    desk.assign(&selection.customer.id).await;
    let manager = desk.signed_in(Role::Manager).await;
    assert_eq!(begun(&manager, &page).await.len(), 3);
    unassign(&desk, &selection).await;
    let outside = manager.get(&page).await;
    assert_eq!((outside.status, outside.attributes("#begun a", "href").len()), (404, 0));
    let others = Scope::Assigned(desk.user("manager").await.id);
    let seen = desk.desk.store.all_intents_of(&others, &selection.customer.id, 9).await.unwrap();
    assert_eq!(seen, [], "the store itself shows nothing outside the scope");
}

#[tokio::test]
async fn a_renewal_leads_to_what_became_of_its_orders_and_resources() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let renewal = renewed(&admin, &selection).await;
    assert_eq!(begun(&admin, &renewal).await, [] as [String; 0], "itself is not beside itself");
    let order = orders(&desk, &renewal).await.remove(0);
    let gone = cancelled(&admin, &order).await;
    desk.advance_all_clocks(1).await;
    let end = change(&admin, &decided(&admin, &selection, ChangeKind::ToOnDemand).await).await;
    desk.advance_all_clocks(1).await;
    cancelled(&admin, &desk.unpaid_order(&selection.customer, 330).await).await;
    assert_eq!(begun(&admin, &renewal).await, [end, gone], "and nothing about another order");

    let id = renewal.rsplit('/').next().unwrap().parse().unwrap();
    let stored = desk.desk.store.intent::<model::renewals::Renew>(&Scope::All, &id).await;
    let things = stored.unwrap().unwrap().what.touches();
    unassign(&desk, &selection).await;
    let others = Scope::Assigned(desk.user("manager").await.id);
    assert_eq!(desk.desk.store.related_intents(&others, &id, &things, 9).await.unwrap(), []);
    assert_eq!(desk.signed_in(Role::Manager).await.get(&renewal).await.status, 404);
}

#[tokio::test]
async fn the_log_leads_to_payments_renewals_and_changes_in_scope() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    desk.assign(&selection.customer.id).await;
    let manager = desk.signed_in(Role::Manager).await;
    let renewal = renewed(&manager, &selection).await;
    let gone = cancelled(&manager, &orders(&desk, &renewal).await.remove(0)).await;
    let end = change(&manager, &decided(&manager, &selection, ChangeKind::ToOnDemand).await).await;
    let order = desk.unpaid_order(&selection.customer, 310).await;
    let payment = payments::pay(&manager, &payments::form(&manager, &order).await).await;

    let log = paths::activity(&ActivityFilter::default());
    let links = manager.get(&log).await.attributes("tbody a", "href");
    for (action, path) in [
        (AuditAction::Renew, &renewal),
        (AuditAction::CancelOrder, &gone),
        (AuditAction::ToOnDemand, &end),
        (AuditAction::Pay, &payment),
    ] {
        assert!(links.contains(path), "{path} {links:?}");
        let entry = paths::activity_entry(&desk.newest(action).await.0.id);
        assert!(manager.get(&entry).await.attributes("#facts a", "href").contains(path), "{action:?}");
        let sign_in = paths::activity_entry(&desk.newest(AuditAction::SignIn).await.0.id);
        assert_eq!(manager.get(&sign_in).await.attributes("#facts a", "href"), [] as [String; 0]);
    }

    // A user's own audit entries remain visible; the pages they link to do not.
    unassign(&desk, &selection).await;
    let page = manager.get(&log).await;
    page.says("Cancel order");
    let links = page.attributes("tbody a", "href");
    assert!([&renewal, &gone, &end, &payment].iter().all(|path| !links.contains(path)), "{links:?}");
    let entry = paths::activity_entry(&desk.newest(AuditAction::CancelOrder).await.0.id);
    let page = manager.get(&entry).await;
    assert_eq!((page.status, page.attributes("#facts a", "href").contains(&gone)), (200, false));
}

#[tokio::test]
async fn a_renewal_whose_order_was_cancelled_leads_to_new_prices() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let path = renewed(&admin, &selection).await;
    cancelled(&admin, &orders(&desk, &path).await[0]).await;
    let page = admin.get(&path).await;
    page.says("Renewal of 3 resources for 1 month: order canceled");
    page.says("Nothing was paid and nothing was renewed by it.");
    assert!(page.attributes("main a", "href").contains(&selection.page(MONTH)), "to price it again");
    let again = renewed(&admin, &selection).await;
    assert_ne!(again, path, "the resources are free");
}

#[tokio::test]
async fn a_renewal_order_that_may_set_the_end_back_is_told_before_the_end_is_changed() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    for resource in &selection.resources {
        desk.desk.partner.auto_renew_on(&selection.customer.id, &resource.id).await.unwrap();
    }
    desk.advance_all_clocks(1).await;
    let act = ChangeKind::AutoRenewOff;
    let review = paths::change_review(act, &selection.ids()[..1]);
    let told = "paying it may restore that setting";
    assert!(!admin.get(&review).await.words().contains(told), "no order, no word of it");
    let path = renewed(&admin, &selection).await;
    let page = admin.get(&review).await;
    page.says(told);
    assert!(page.attributes("main a", "href").contains(&path));
}

#[tokio::test]
async fn what_paying_may_set_back_is_told_before_a_renewal_order_is_paid() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let path = renewed(&admin, &selection).await;
    let pay = paths::pay(&orders(&desk, &path).await[0]);
    let told = "Paying this order may restore the old setting.";
    assert!(!admin.get(&pay).await.words().contains(told), "nothing has been changed since");

    let first = selection.switched(&desk).await;
    let page = admin.get(&pay).await;
    page.says(told);
    page.says(first.display_name());
    let charged = "HUAWEI CLOUD would then charge automatically.";
    assert_eq!(page.words().contains(charged), first.auto_renews());
    let others =
        selection.resources[1..].iter().map(|one| format!("On expiry, {} is now set", one.display_name()));
    assert!(others.into_iter().all(|one| !page.words().contains(&one)), "the others stand as they stood");
}
