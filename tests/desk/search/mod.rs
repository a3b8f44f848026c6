//! Searching: what was meant opens, what was found is counted, nothing out of scope is told.

mod views;

use crate::harness::{Client, TestDesk};
use model::audit::AuditAction;
use model::customers::Customer;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;

/// Where Enter in the search box leads to.
async fn opens(client: &Client, text: &str) -> Option<String> {
    client.get(&paths::search(text)).await.location()
}

/// The telephone number as the page of a customer shows it.
async fn number(client: &Client, customer: &Customer) -> String {
    let page = client.get(&paths::customer(&customer.id)).await;
    let (prefix, number) =
        (customer.country_code.as_deref().unwrap(), customer.telephone.as_deref().unwrap());
    let shown = format!("+{} {number}", prefix.trim_start_matches('0'));
    page.says(&shown);
    shown
}

#[tokio::test]
async fn what_was_meant_without_doubt_opens() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let order = desk.unpaid_order(&customer, 310).await;
    desk.read(Part::Orders).await;
    desk.expiring(&[("res-only-one", 3, 1)]).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let page = Some(paths::customer(&customer.id));
    assert_eq!(opens(&admin, customer.id.as_str()).await, page);
    assert_eq!(opens(&admin, &customer.account_name.to_uppercase()).await, page);
    let shown = number(&admin, &customer).await;
    for typed in [shown.clone(), shown.replace('+', "00"), shown.replace(' ', "-")] {
        assert_eq!(opens(&admin, &typed).await, page, "{typed}");
    }
    assert_eq!(opens(&admin, &order.as_str().to_lowercase()).await, Some(paths::order(&order)));
    assert_eq!(opens(&admin, "res-only-one").await, page, "a resource is on its customer's page");
    assert_eq!(opens(&admin, "aurora").await, None, "a part of a name may mean several");
}

#[tokio::test]
async fn counts_are_true_and_rows_tell_customers_of_one_name_apart() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    for amount in 310..321 {
        desk.unpaid_order(&customer, amount).await;
    }
    desk.read(Part::Orders).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let words: Vec<&str> = customer.display_name().split_whitespace().rev().collect();
    let turned = words.join(" ");
    let page = admin.get(&paths::search(&turned)).await;
    let row = page.text("#customers tbody tr").unwrap();
    assert!(row.contains(customer.id.as_str()) && row.contains(&customer.account_name), "{row}");
    let said = page.text("#orders .section-head").unwrap();
    let all = page.attribute("#orders .more", "href").unwrap();
    let list = admin.get(&all).await;
    let total: u64 = list.text("h1").unwrap().split(' ').next().unwrap().parse().unwrap();
    assert!(total >= 11, "{total}");
    assert!(said.contains(&format!("{total} matches, 8 shown")), "{said}");
    assert_eq!(page.attributes("#orders tbody .row-link", "href").len(), 8);
}

#[tokio::test]
async fn a_request_and_an_error_code_are_answered_by_the_search() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    desk.assign(&customer.id).await;
    let manager = desk.signed_in(Role::Manager).await;
    desk.fail_next("freezeSubCustomers", "error_without_effect", 0).await;
    let path = paths::customer(&customer.id);
    manager.post_form(&path, "/api/freeze_customer", &[("reason", "a test")]).await;
    let (entry, calls) = desk.newest(AuditAction::Freeze).await;
    let sent = calls.iter().find_map(|call| call.request_id.clone()).expect("the vendor's id");
    let code = entry.code.clone().expect("a code");
    let admin = desk.signed_in(Role::Administrator).await;
    for id in [entry.request.as_str(), &sent] {
        assert_eq!(opens(&admin, id).await, Some(paths::activity_entry(&entry.id)), "{id}");
    }
    for typed in [code.clone(), code.to_lowercase(), format!(" {code} ")] {
        let page = admin.get(&paths::search(&typed)).await;
        page.says("What it means");
        page.says("Who can fix it");
        let entries = page.attributes("#entries tbody .row-link", "href");
        assert!(entries.contains(&paths::activity_entry(&entry.id)), "{typed}: {entries:?}");
        let list = admin.get(&page.attribute("#entries .more", "href").unwrap()).await;
        assert!(list.attributes("tbody .row-link", "href").contains(&paths::activity_entry(&entry.id)));
    }
    // Somebody whose customer it is not gets the meaning of the code, and no entries.
    let other = desk.add_user("other", Role::Manager).await;
    let stranger = desk.anonymous();
    stranger.sign_in(&other.name, crate::harness::PASSWORD).await;
    assert_eq!(opens(&stranger, &sent).await, None);
    let page = stranger.get(&paths::search(&code)).await;
    page.says("What it means");
    assert!(!page.body.contains(entry.id.as_str()) && page.text("#entries").is_none());
}

#[tokio::test]
async fn activity_is_filtered_by_person_day_code_and_request() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let admin = desk.signed_in(Role::Administrator).await;
    desk.signed_in(Role::Support).await;
    let today = desk.desk.clock.now().strftime("%Y-%m-%d").to_string();
    let count = async |query: &str| {
        let page = admin.get(&format!("/activity?{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        page.attributes("tbody .row-link", "href").len()
    };
    let all = count("").await;
    assert!(all > 2, "{all}");
    assert_eq!(count("person=support").await, 1);
    assert_eq!(count("person=system").await, all - 2);
    assert_eq!(count(&format!("from={today}&until={today}")).await, all);
    assert_eq!(count("until=2001-01-01").await, 0);
    assert_eq!(count("code=CBC.0999").await, 0);
    assert_eq!(count("request=nobody-knows").await, 0);
    let page = admin.get(&format!("/activity?from={today}&person=support")).await;
    assert_eq!(page.attribute("input[name=from]", "value"), Some(today.clone()), "said where it was chosen");
    page.says("Days in UTC");
    assert_eq!(page.attributes(".chips a.chip", "href").len(), 2);
    for wrong in ["from=yesterday", "until=2026-02-30"] {
        assert_eq!(admin.get(&format!("/activity?{wrong}")).await.status, 400, "{wrong}");
    }
    // In another zone another day may have begun.
    admin.set_cookie("zone", "Pacific/Kiritimati");
    admin.get(&format!("/activity?from={today}")).await.says("Days in Pacific/Kiritimati");
}
