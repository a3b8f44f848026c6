//! The customers to whom something always happens: their pages stand, and a change leaves once.

use crate::harness::{Client, Form, TestDesk};
use futures::{StreamExt, future::join_all, stream};
use model::customers::Customer;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;
use std::time::Duration;

const SET: &str = "/api/set_budget";
const OPERATION: &str = "updateSubCustomerBudget";

/// Sentinels, except the one whose answers come after the client's timeout.
async fn sentinels(desk: &TestDesk) -> Vec<Customer> {
    let mut customers = desk.customers().await;
    customers.retain(|customer| {
        let name = customer.display_name();
        name.starts_with("Fault Demo") && !name.contains("very late")
    });
    assert!(customers.len() >= 20, "{}", customers.len());
    customers
}

#[tokio::test]
async fn every_page_of_every_such_customer_stands() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let mut paths = Vec::new();
    for customer in sentinels(&desk).await {
        let order = desk.unpaid_order(&customer, 90).await;
        let (own, budget) = (paths::customer(&customer.id), paths::budget(&customer.id));
        paths.extend([own, budget, paths::order(&order), paths::pay(&order)]);
    }
    desk.read(Part::Orders).await;
    let admin = desk.signed_in(Role::Administrator).await;
    // A few at a time: a page that waits for the others of the test longer than 30 seconds would be given up.
    let pages: Vec<_> = stream::iter(&paths).map(|path| admin.get(path)).buffered(8).collect().await;
    for (path, page) in paths.iter().zip(pages) {
        assert_eq!(page.status, 200, "{path}: {}", page.words());
        assert!(page.text("main h1").is_some_and(|title| !title.is_empty()), "{path}");
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_told_as_that() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let customer = desk.customer_named("Fault Demo: truncated").await;
    let admin = desk.signed_in(Role::Administrator).await;
    let page = admin.get(&paths::budget(&customer.id)).await;
    page.says("HUAWEI CLOUD responded (HTTP status 200), but the response could not be read.");
}

/// Posts the budget form, if there is one: it is done, or the typed value is shown again.
async fn change(admin: &Client, customer: &Customer) {
    let path = paths::budget(&customer.id);
    let page = admin.get(&path).await;
    if page.text(&format!("form[action^='{SET}']")).is_none() {
        return;
    }
    let form = Form::read(&path, &page.body, SET).with(&[("amount", "777"), ("kind", "MONTHLY")]);
    let form = form.ticking("confirm_cut");
    let page = admin.submit_and_read(&form).await;
    let done = page.words().contains("Budget set.");
    let kept = page.attribute("main input[name=amount]", "value").as_deref() == Some("777");
    assert!(done || kept, "{}: {}", customer.display_name(), page.words());
}

#[tokio::test]
async fn a_change_leaves_once_whatever_becomes_of_its_answer() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let customers = sentinels(&desk).await;
    // A separate session each, because form messages are stored in it.
    let change =
        async |customer: &Customer| change(&desk.signed_in(Role::Administrator).await, customer).await;
    join_all(customers.iter().map(change)).await;
    let requests = desk.requests(OPERATION).await;
    let asked = |customer: &Customer| {
        let about = |request: &&serde_json::Value| request["body"].to_string().contains(customer.id.as_str());
        requests.iter().filter(about).count()
    };
    for customer in &customers {
        assert!(asked(customer) <= 1, "{} was asked more than once", customer.display_name());
    }
    assert!(customers.iter().map(asked).sum::<usize>() >= 10);
}

#[tokio::test]
async fn a_clock_that_is_off_is_said_with_by_how_much() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let customer = desk.customer().await;
    desk.pass(Duration::from_secs(3 * 60 * 60 + 20 * 60 + 30));
    let admin = desk.signed_in(Role::Administrator).await;
    let page = admin.get(&paths::budget(&customer.id)).await;
    page.says(
        "The clock of the Partnerdesk server is 3 h 20 min ahead of that of HUAWEI CLOUD; 15 min are allowed",
    );
}
