//! Renewing: priced side by side, ordered once, paid like any other order.

mod attached;
mod compared;
pub mod open;
mod risk;
pub mod selection;

use crate::harness::{Client, Form, TestDesk};
use crate::payments;
use crate::renewals::selection::{MONTH, Selection, three};
use model::audit::AuditAction;
use model::error::AppError;
use model::ids::{IntentId, OrderId, ResourceId};
use model::money::grouped;
use model::renewals::{Period, Renew};
use model::users::{Permission, Role};
use partnerdesk::paths;
use partnerdesk::server::service::sync;
use partnerdesk::server::store::Scope;
use std::collections::BTreeSet;
use std::time::Duration;

/// Address of the form.
pub const RENEW: &str = "/api/renew";
/// The operation that renews.
pub const OPERATION: &str = "RenewalResources";
const PERIODS: [Period; 3] = [MONTH, Period::Months(6), Period::Years(1)];

/// Posts the form of a selection; returns the path of the renewal's page.
pub async fn renew(client: &Client, form: &Form) -> String {
    let posted = client.submit(form).await;
    let path = posted.location().unwrap_or_else(|| panic!("{} {}", posted.status, posted.body));
    let id = path.strip_prefix("/renewals/").unwrap_or_default();
    assert!(!id.is_empty() && !id.starts_with("prices"), "{path}");
    path
}

/// Renews a selection for a month; returns the path of the renewal's page.
pub async fn renewed(client: &Client, selection: &Selection) -> String {
    renew(client, &client.form(&selection.page(MONTH), RENEW).await).await
}

/// The orders of the renewal at a path.
pub async fn orders(desk: &TestDesk, path: &str) -> Vec<OrderId> {
    let id = IntentId::parse(path.rsplit('/').next().unwrap()).unwrap();
    desk.desk.store.intent::<Renew>(&Scope::All, &id).await.unwrap().unwrap().what.orders
}

#[tokio::test]
async fn three_resources_are_priced_for_three_periods() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let page = admin.get(&paths::prices(&selection.ids(), &PERIODS)).await;
    let links = page.attributes("tfoot a", "href");
    for period in PERIODS {
        let ids = selection.ids();
        let quote = desk.desk.partner.renewal_price(&selection.customer.id, &ids, period).await.unwrap();
        page.says(&grouped(quote.net_total.unwrap(), &quote.currency));
        for price in &quote.prices {
            page.says(&grouped(price.amount, &quote.currency));
        }
        let code = format!("period={}", period.code());
        let link = links.iter().find(|link| link.contains(&code)).unwrap();
        assert!(ids.iter().all(|id| link.contains(id.as_str())), "{link}");
    }
    for resource in &selection.resources {
        page.says(resource.display_name());
    }
    assert_eq!(desk.sent(OPERATION).await, 0, "prices bind nobody");
}

#[tokio::test]
async fn a_renewal_posted_twice_at_once_makes_one_order_that_is_paid_once() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&selection.page(MONTH), RENEW).await;
    desk.fail_next(OPERATION, "late_reply", 400).await;
    let (first, second) = tokio::join!(renew(&admin, &form), renew(&admin, &form));
    assert_eq!(first, second);
    assert_eq!(renew(&admin, &form).await, first, "and once more");
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::Renew).await), (1, 1));
    let body = desk.requests(OPERATION).await[0]["body"].as_str().unwrap().to_owned();
    assert!(body.contains("\"is_auto_pay\":0"), "ordered, not paid: {body}");
    let page = admin.get(&first).await;
    page.says("Renewal for 1 month: 1 order pending payment");
    let made = orders(&desk, &first).await;
    assert_eq!(made.len(), 1);
    let order = &made[0];
    assert!(page.attributes("a", "href").contains(&paths::pay(order)), "the way to pay it");
    assert!(desk.booked("payment", order.as_str()).await.is_empty());
    let paid = payments::form(&admin, order).await;
    assert_eq!(paid.value("seen_amount"), form.value("seen_total"), "the order costs what was agreed");
    payments::pay(&admin, &paid).await;
    desk.advance_all_clocks(60).await;
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
    admin.get(&first).await.says("Renewal of 3 resources for 1 month: nothing left to pay");
    expiry_moved(&desk, &selection, order).await;
}

/// After unsubscribing, the terms are as when the form was rendered: only the form's own id shows
/// that it was used.
#[tokio::test]
async fn a_form_is_good_for_one_renewal_even_where_what_it_saw_stands_again() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&selection.page(MONTH), RENEW).await;
    let another = admin.form(&selection.page(MONTH), RENEW).await;
    let first = renew(&admin, &form).await;
    let order = orders(&desk, &first).await.remove(0);
    payments::pay(&admin, &payments::form(&admin, &order).await).await;
    desk.advance_all_clocks(60).await;
    selection.given_back(&desk).await;
    desk.advance_all_clocks(60).await;
    assert_eq!(renew(&admin, &form).await, first, "hours later, the way to what it did");
    assert_eq!(desk.sent(OPERATION).await, 1);
    assert_ne!(renew(&admin, &another).await, first, "another page is another decision");
    assert_eq!(desk.sent(OPERATION).await, 2);
}

#[tokio::test]
async fn a_renewal_that_was_checked_before_its_twin_ordered_sends_nothing() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&selection.page(MONTH), RENEW).await;
    desk.fail_next("ListRenewRateOnPeriod", "late_reply", 2_000).await;
    let slow = renew(&admin, &form);
    let quick = async {
        tokio::time::sleep(Duration::from_millis(600)).await;
        renew(&admin, &form).await
    };
    let (slow, quick) = tokio::join!(slow, quick);
    assert_eq!(slow, quick);
    assert_eq!(desk.sent(OPERATION).await, 1);
    assert_eq!(orders(&desk, &slow).await.len(), 1);
}

/// Ledger and desk agree that each resource was extended by a month.
async fn expiry_moved(desk: &TestDesk, selection: &Selection, order: &OrderId) {
    let renewed = desk.booked("renewal", order.as_str()).await;
    let ids: BTreeSet<_> = renewed.iter().map(|entry| entry["resource_id"].as_str().unwrap()).collect();
    let own = selection.ids();
    assert_eq!(ids, own.iter().map(ResourceId::as_str).collect(), "each resource once");
    assert_eq!(renewed.len(), own.len());
    sync::resources_of(&desk.desk, &selection.customer.id).await.unwrap();
    for now in desk.desk.store.resources(&Scope::All, &own).await.unwrap() {
        let before = selection.resources.iter().find(|one| one.id == now.id).unwrap();
        let entry = renewed.iter().find(|entry| entry["resource_id"] == now.id.as_str()).unwrap();
        assert_eq!(entry["old_expire_time"], before.expires_at.unwrap().to_string());
        assert_eq!(entry["new_expire_time"], now.expires_at.unwrap().to_string());
        let days = (now.expires_at.unwrap().as_second() - before.expires_at.unwrap().as_second()) / 86_400;
        assert!((28..=31).contains(&days), "{days}");
        assert_eq!(now.expire_policy, before.expire_policy, "what happens at expiry stays");
    }
}

#[tokio::test]
async fn an_unpaid_order_blocks_pricing_and_the_page_names_the_way_out() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let path = renewed(&admin, &selection).await;
    let order = orders(&desk, &path).await.remove(0);
    for page in [selection.page(MONTH), paths::prices(&selection.ids(), &PERIODS)] {
        let page = admin.get(&page).await;
        page.says("The resource is part of an order that is pending payment.");
        page.says("Pay or cancel that order first.");
        assert!(page.attributes("#waiting a", "href").contains(&paths::order(&order)), "which one");
        assert_eq!(page.text("form#renew"), None, "no second order");
    }
    admin.post_form(&paths::order(&order), "/api/cancel_order", &[]).await;
    let again = admin.form(&selection.page(MONTH), RENEW).await;
    let second = renew(&admin, &again).await;
    assert_ne!(second, path);
    assert_eq!(desk.sent(OPERATION).await, 2);
}

#[tokio::test]
async fn another_total_than_the_one_seen_is_asked_again() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = async || admin.form(&selection.page(MONTH), RENEW).await;
    for older in [("seen_total", "0.01"), ("seen_total", ""), ("seen_currency", "EUR"), ("period", "6m")] {
        let page = admin.submit_and_read(&form().await.with(&[older])).await;
        page.says("The price has changed");
        page.says("No order was placed.");
    }
    let ended = admin.submit(&form().await.with(&[("period", "5m")])).await;
    assert_eq!(ended.location(), Some(selection.page(MONTH)), "a period that is not on offer");
    assert_eq!(desk.sent(OPERATION).await, 0);
    assert_eq!(
        desk.newest(AuditAction::Renew).await.0.code.as_deref(),
        Some("changed"),
        "who tried is on record"
    );
}

#[tokio::test]
async fn a_form_posted_after_the_order_was_paid_renews_nothing() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&selection.page(MONTH), RENEW).await;
    let another = admin.form(&selection.page(MONTH), RENEW).await;
    let path = renew(&admin, &form).await;
    let order = orders(&desk, &path).await.remove(0);
    assert_eq!(renew(&admin, &form).await, path, "while its order waits, the form leads to it");
    payments::pay(&admin, &payments::form(&admin, &order).await).await;
    desk.advance_all_clocks(3_600).await;
    assert_eq!(renew(&admin, &form).await, path, "and still when it is paid");
    let page = admin.submit_and_read(&another).await;
    page.says("The expiry of a resource, or what happens on expiry, has changed.");
    assert_eq!(desk.sent(OPERATION).await, 1, "the next period is a new decision");
    expiry_moved(&desk, &selection, &order).await;
}

#[tokio::test]
async fn support_and_other_managers_renew_nothing() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let manager = desk.user("manager").await;
    let own = std::slice::from_ref(&selection.customer.id);
    desk.desk.store.unassign(&manager.id, own).await.unwrap();
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&selection.page(MONTH), RENEW).await;
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let support = desk.signed_in(Role::Support).await;
    let page = support.get(&selection.page(MONTH)).await;
    assert_eq!((page.status, page.text("form#renew")), (200, None));
    let other = desk.signed_in(Role::Manager).await;
    assert_eq!(other.get(&selection.page(MONTH)).await.status, 404);
    for (client, error) in [(support, AppError::NotAllowed(Permission::Order)), (other, AppError::NotFound)] {
        client.submit(&form).await;
        assert_eq!(client.call("renew", &fields).await.error(), error);
    }
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::Renew).await), (0, 0));
}
