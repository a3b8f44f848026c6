//! A refused form, tested in detail for the budget of a customer: the bug that set another
//! customer's budget.

use crate::harness::{Client, Page, TestDesk};
use model::customers::Customer;
use model::users::Role;
use partnerdesk::paths;
use reqwest::Method;

const SET: &str = "/api/set_budget";
const AMOUNT: &str = "#set-budget-amount";

struct Two {
    desk: TestDesk,
    admin: Client,
    first: Customer,
    second: Customer,
}

async fn two() -> Two {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let mut calm = desk
        .customers()
        .await
        .into_iter()
        .filter(|customer| customer.is_resale() && !customer.display_name().starts_with("Fault Demo"));
    let (first, second) = (calm.next().unwrap(), calm.next().unwrap());
    let admin = desk.signed_in(Role::Administrator).await;
    Two { desk, admin, first, second }
}

/// Posts an amount that is refused; returns where that redirects to.
async fn refused(admin: &Client, customer: &Customer, amount: &str) -> String {
    let posted = admin.post_form(&paths::budget(&customer.id), SET, &[("amount", amount)]).await;
    posted.location().unwrap()
}

fn amount(page: &Page) -> String {
    page.attribute(AMOUNT, "value").unwrap()
}

#[tokio::test]
async fn what_was_typed_for_one_customer_never_fills_the_form_of_another() {
    let Two { desk, admin, first, second } = two().await;
    let before = amount(&admin.get(&paths::budget(&second.id)).await);
    let back = refused(&admin, &first, "9999.999").await;
    assert_eq!(back, paths::budget(&first.id));
    let other = admin.get(&paths::budget(&second.id)).await;
    assert_eq!(amount(&other), before);
    assert_eq!(other.attribute(AMOUNT, "aria-invalid"), None);
    let own = admin.get(&back).await;
    assert_eq!(amount(&own), "9999.999");
    own.says("At most two decimals.");
    assert_eq!(desk.sent("updateSubCustomerBudget").await, 0);
}

#[tokio::test]
async fn refusals_of_several_subjects_wait_for_their_own_pages() {
    let Two { desk: _desk, admin, first, second } = two().await;
    let (one, two) = (refused(&admin, &first, "1.111").await, refused(&admin, &second, "2.222").await);
    assert_eq!(amount(&admin.get(&two).await), "2.222");
    assert_eq!(amount(&admin.get(&one).await), "1.111");
    assert_ne!(amount(&admin.get(&one).await), "1.111", "shown once");
}

#[tokio::test]
async fn the_first_wrong_field_takes_the_focus_and_names_its_problem() {
    let Two { desk: _desk, admin, first, .. } = two().await;
    let fresh = admin.get(&paths::budget(&first.id)).await;
    assert!(fresh.attributes("[autofocus]", "id").is_empty());
    let page = admin.get(&refused(&admin, &first, "x").await).await;
    assert_eq!(page.attributes("[autofocus]", "id"), ["set-budget-amount"]);
    assert_eq!(page.attribute(AMOUNT, "aria-invalid").as_deref(), Some("true"));
    let described = page.attribute(AMOUNT, "aria-describedby").unwrap();
    assert!(described.starts_with("set-budget-amount-problem"), "{described}");
    assert!(page.text("#set-budget-amount-problem").is_some());
}

#[tokio::test]
async fn what_was_done_is_said_once_and_by_its_own_page() {
    let Two { desk: _desk, admin, first, second } = two().await;
    let path = paths::budget(&first.id);
    let posted = admin.post_form(&path, SET, &[("amount", "4321")]).await;
    assert_eq!(posted.location().as_ref(), Some(&path));
    for elsewhere in [paths::budget(&second.id), "/".to_owned(), paths::customer(&first.id)] {
        assert!(!admin.get(&elsewhere).await.words().contains("Budget set."), "{elsewhere}");
    }
    let poll = admin.request(Method::GET, &path).header("accept", "*/*").header("sec-fetch-dest", "empty");
    assert!(!admin.send(poll).await.words().contains("Budget set."));
    admin.get(&path).await.says("Budget set.");
    assert!(!admin.get(&path).await.words().contains("Budget set."));
}

#[tokio::test]
async fn a_field_that_is_too_long_is_refused_and_kept() {
    let Two { desk, admin, first, .. } = two().await;
    let long = "9".repeat(65);
    let page = admin.get(&refused(&admin, &first, &long).await).await;
    assert_eq!(amount(&page), long);
    page.says("At most 64 characters.");
    assert_eq!(desk.sent("updateSubCustomerBudget").await, 0);
}

#[tokio::test]
async fn what_forms_leave_behind_does_not_grow() {
    let Two { desk: _desk, admin, first, .. } = two().await;
    let path = paths::budget(&first.id);
    let form = admin.form(&path, SET).await;
    for number in 0..12 {
        let subject = format!("nobody-{number}");
        let form = form.clone().with(&[("customer", &subject), ("amount", &"9".repeat(20_000))]);
        admin.submit(&form).await;
    }
    refused(&admin, &first, "3.333").await;
    assert_eq!(amount(&admin.get(&path).await), "3.333", "the newest stays");
}

#[tokio::test]
async fn a_way_back_never_leaves_the_desk() {
    let Two { desk: _desk, admin, first, .. } = two().await;
    let form = admin.form(&paths::budget(&first.id), SET).await.with(&[("amount", "x")]);
    for (back, leads) in [("https://evil.example/", "/"), ("//evil.example", "/"), ("/orders", "/orders")] {
        let posted = admin.submit(&form.clone().with(&[("back", back)])).await;
        assert_eq!((posted.status, posted.location().as_deref()), (303, Some(leads)), "{back}");
    }
}
