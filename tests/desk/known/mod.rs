//! What is known, old, and unknown: said where people look, and never shown as nothing.

mod again;
mod own;
mod refresh;
mod table;

use crate::harness::{Page, TestDesk};
use model::lists::RenewalFilter;
use model::mirror::{Part, Reading};
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::{health, sync};

/// A figure of the overview, by the address of its list.
fn figure(page: &Page, list: &str) -> String {
    page.text(&format!(".figures a.figure[href^='{list}']")).unwrap_or_default()
}

#[tokio::test]
async fn a_wrong_agency_is_said_where_people_look_until_it_is_corrected() {
    let mut desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    desk.restart_with(|account| account.agency = "misspelled".to_owned()).await;
    for part in [Part::Budgets, Part::Orders] {
        desk.read(part).await;
    }
    let failed = sync::step(desk.desk.clone(), Part::Resources).await;
    assert!(failed.is_err(), "no customer could be read");
    // What failed a moment ago is not due; that nothing was tried makes nothing known.
    sync::step(desk.desk.clone(), Part::Resources).await.unwrap();

    let admin = desk.signed_in(Role::Administrator).await;
    let overview = admin.get("/").await;
    overview.says("Yearly/monthly resources: not known for 40 of 40 customers");
    overview.says("Your company cannot act for this customer: the customer has no agency");
    overview.says("A Partnerdesk administrator can correct it: setting PARTNERDESK_AGENCY.");
    overview.says("IAM.0002");
    assert!(figure(&overview, "/renewals").starts_with('\u{2013}'), "a dash and no number");
    assert!(!overview.words().contains("No resources without auto-renewal expire"));
    let list = admin.get("/renewals").await;
    list.says("Yearly/monthly resources: not known for 40 of 40 customers");
    list.says("This does not mean that there are none.");
    let page = admin.get(&paths::customer(&customer.id)).await;
    page.says("Yearly/monthly resources: not known");
    page.says("The customer must create or correct the agency");
    assert!(!page.words().contains("No yearly/monthly resources."));
    admin.get("/status").await.says("Yearly/monthly resources: not known for 40 of 40 customers");
    let known = health::mirror(&desk.desk).await.unwrap().mirror;
    let resources = known.iter().find(|coverage| coverage.part == Part::Resources).unwrap();
    assert_eq!((resources.customers, resources.unread, resources.failed()), (40, 40, 40));

    desk.restart().await;
    sync::resources_of(&desk.desk, &customer.id).await.unwrap();
    let admin = desk.signed_in(Role::Administrator).await;
    let overview = admin.get("/").await;
    overview.says("Yearly/monthly resources: not known for 39 of 40 customers");
    assert!(figure(&overview, "/renewals").starts_with("at least "), "{}", overview.words());
    let page = admin.get(&paths::customer(&customer.id)).await;
    assert!(!page.words().contains("Yearly/monthly resources: not known"));
}

#[tokio::test]
async fn with_a_wrong_key_at_the_first_start_nothing_is_said_to_be_calm() {
    let mut desk = TestDesk::start().await;
    desk.restart_with(|account| account.sk = "not the key".to_owned().into()).await;
    for part in Part::ALL {
        // The others have nothing to build upon, and must not be content with it.
        let read = sync::step(desk.desk.clone(), part).await;
        assert_eq!(read.is_err(), part == Part::Customers);
    }
    for role in [Role::Administrator, Role::Manager] {
        let overview = desk.signed_in(role).await.get("/").await;
        overview.says("Not everything could be loaded from HUAWEI CLOUD");
        overview.says("Your customers could not be loaded from HUAWEI CLOUD");
        overview.says("APIG.0301");
        assert!(!overview.words().contains("Nothing needs your attention"));
        for list in ["/budgets", "/orders", "/renewals"] {
            assert!(figure(&overview, list).starts_with('\u{2013}'), "{list}");
        }
        for nothing in ["No orders are pending", "No budgets are running low", "No resources without"] {
            assert!(!overview.words().contains(nothing), "{nothing}");
        }
    }
    desk.restart().await;
    desk.read_customers().await;
    let overview = desk.signed_in(Role::Administrator).await.get("/").await;
    assert!(!overview.words().contains("could not be loaded from HUAWEI CLOUD APIG"));
    overview.says("Budgets: not known for");
}

#[tokio::test]
async fn a_dead_endpoint_at_the_first_start_is_said_too() {
    let desk = TestDesk::start().await;
    desk.fail_all_calls().await;
    sync::step(desk.desk.clone(), Part::Customers).await.unwrap_err();
    let admin = desk.signed_in(Role::Administrator).await;
    let overview = admin.get("/").await;
    overview.says("Your customers could not be loaded from HUAWEI CLOUD");
    overview.says("HUAWEI CLOUD did not respond in time");
    assert!(figure(&overview, "/orders").starts_with('\u{2013}'));
    let list = admin.get("/customers").await;
    list.says("Your customers could not be loaded from HUAWEI CLOUD");
    assert!(!list.text("main h1").unwrap().contains('0'), "no number of customers");
}

#[tokio::test]
async fn a_customer_without_an_agency_is_said_to_lack_it() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer_named("Fault Demo: no agency").await;
    sync::resources_of(&desk.desk, &customer.id).await.unwrap_err();
    assert!(desk.desk.store.reading(Part::Resources, &customer.id).await.unwrap().is_failed());
    let support = desk.signed_in(Role::Support).await;
    let page = support.get(&paths::customer(&customer.id)).await;
    page.says("the customer has no agency");
    page.says("The customer must create or correct the agency in the HUAWEI CLOUD console.");
    assert!(!page.words().contains("No yearly/monthly resources."));
    // Among what is known of others a filter that finds nothing says no more than that.
    let other = desk.customer().await;
    sync::resources_of(&desk.desk, &other.id).await.unwrap();
    let filter = RenewalFilter { customer: Some(customer.id.clone()), ..RenewalFilter::default() };
    let list = support.get(&paths::renewals(&filter)).await;
    list.says("No matches among what is known");
    list.says("39 customers could not be included. This does not mean that there are none.");
}

#[tokio::test]
async fn a_failed_reading_keeps_what_was_read_before_and_its_age() {
    let mut desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    sync::resources_of(&desk.desk, &customer.id).await.unwrap();
    let known = desk.desk.store.resources_of(&partnerdesk::server::store::Scope::All, &customer.id).await;
    let known = known.unwrap();
    assert!(!known.is_empty());
    let read_at = desk.desk.clock.now();
    desk.advance_all_clocks(3 * 3_600).await;
    desk.restart_with(|account| account.agency = "misspelled".to_owned()).await;
    sync::resources_of(&desk.desk, &customer.id).await.unwrap_err();
    let reading = desk.desk.store.reading(Part::Resources, &customer.id).await.unwrap();
    let Reading::Failed { last, failure: Some(failure), .. } = reading else { panic!("{reading:?}") };
    assert_eq!(last.map(|at| at.as_second()), Some(read_at.as_second()));
    assert_eq!(failure.short_code().as_deref(), Some("IAM.0002"));
    let page = desk.signed_in(Role::Administrator).await.get(&paths::customer(&customer.id)).await;
    page.says("Update failed; last updated 3 h ago");
    page.says(known.iter().find(|resource| resource.is_main).unwrap().display_name());
}
