//! Refresh: a plain form beside every age, on lists, the overview and a customer.

use crate::harness::{Client, TestDesk};
use model::mirror::Part;
use model::users::Role;
use partnerdesk::paths;
use std::time::Duration;

const REFRESH: &str = "/api/refresh";

/// Presses Refresh on a page. On a busy machine a reading may outlast the page's patience of 8 seconds, and goes on
/// in the background; the page says which.
async fn press_refresh(client: &Client, page: &str) {
    let form = client.form(page, REFRESH).await;
    let after = client.submit_and_read(&form).await.words();
    let said = ["Updated from HUAWEI CLOUD.", "The update goes on in the background."];
    assert!(said.iter().any(|said| after.contains(said)), "{page}: {after}");
}

#[tokio::test]
async fn every_age_has_a_refresh_that_works_without_script() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let store = &desk.desk.store;
    let own = paths::customer(&customer.id);
    for (page, part) in [
        ("/customers", Part::Customers),
        ("/budgets", Part::Budgets),
        ("/orders", Part::Orders),
        (own.as_str(), Part::Resources),
    ] {
        desk.advance_all_clocks(11).await;
        press_refresh(&admin, page).await;
        let now = desk.desk.clock.now().as_second();
        let read = async {
            let at = async || store.reading(part, &customer.id).await.unwrap().read_at();
            while at().await.map(|at| at.as_second()) != Some(now) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        assert!(tokio::time::timeout(Duration::from_secs(60), read).await.is_ok(), "{page}: not read");
    }
    let order = desk.unpaid_order(&customer, 120).await;
    for page in [paths::budget(&customer.id), paths::order(&order), paths::pay(&order)] {
        desk.advance_all_clocks(11).await;
        press_refresh(&admin, &page).await;
    }
    for page in ["/", "/renewals"] {
        assert!(admin.get(page).await.text("form#refresh button, button[form=refresh]").is_some(), "{page}");
    }
}

#[tokio::test]
async fn nobody_refreshes_in_a_rush_and_nobody_waits_for_another() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let support = desk.signed_in(Role::Support).await;
    let form = admin.form("/customers", REFRESH).await;
    admin.submit(&form).await;
    let before = desk.sent("listSubCustomers").await;
    let again = admin.submit_and_read(&form).await;
    again.says("Too many");
    assert_eq!(desk.sent("listSubCustomers").await, before, "nothing was read");
    let other = support.form("/customers", REFRESH).await;
    support.submit_and_read(&other).await.says("Updated from HUAWEI CLOUD.");
    desk.advance_all_clocks(10).await;
    admin.submit_and_read(&form).await.says("Updated from HUAWEI CLOUD.");
}

#[tokio::test]
async fn a_refresh_that_fails_says_why_and_stays_within_the_scope() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let other = desk.unassigned_customer().await;
    let own = desk.customer().await;
    desk.assign(&own.id).await;
    let manager = desk.signed_in(Role::Manager).await;
    let form = manager.form(&paths::customer(&own.id), REFRESH).await;
    let hidden = form.clone().with(&[("customer", other.id.as_str())]);
    let before = desk.sent("listSubCustomers").await;
    manager.submit(&hidden).await;
    assert_eq!(desk.sent("listSubCustomers").await, before, "not theirs: nothing is read");
    desk.advance_all_clocks(11).await;
    desk.fail_all_calls().await;
    let page = manager.submit_and_read(&form).await;
    page.says("HUAWEI CLOUD did not respond in time");
    assert!(!page.words().contains("Updated from HUAWEI CLOUD."));
}
