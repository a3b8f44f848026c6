//! Lists: their state is in the query string, and they answer whatever the partner API does.

pub mod export;
pub mod screens;

use crate::harness::{Client, Page, ROW_LINKS, TestDesk};
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::{mirror::Part, sync};
use std::time::Duration;

/// The links of the rows, in order.
fn rows(page: &Page) -> Vec<String> {
    page.attributes(ROW_LINKS, "href")
}

/// All rows of a list, on all pages.
async fn walk(client: &Client, path: &str) -> Vec<String> {
    let mut page = client.get(path).await;
    let mut all = rows(&page);
    while let Some(next) = page.attribute(".pager a[rel=next]", "href") {
        assert!(next.contains("page="), "{next}");
        page = client.get(&next).await;
        all.extend(rows(&page));
    }
    all
}

#[tokio::test]
async fn filter_order_and_page_stand_in_the_address() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Orders).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let down = walk(&admin, "/orders?status=5&sort=amount&dir=desc").await;
    let mut up = walk(&admin, "/orders?status=5&sort=amount").await;
    assert!(down.len() > 50, "more than one page: {}", down.len());
    let mut unique = down.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), down.len(), "each order once");
    up.sort();
    assert_eq!(up, unique, "the order of rows changes nothing about which they are");
    let first = admin.get("/orders?status=5&sort=amount&dir=desc").await;
    let next = first.attribute(".pager a[rel=next]", "href").unwrap();
    for part in ["status=5", "sort=amount", "dir=desc", "page=2"] {
        assert!(next.contains(part), "{part} in {next}");
    }
    assert_eq!(rows(&first), down[..50], "an address shows the same to everybody");
    assert_eq!(rows(&admin.get(&next).await), down[50..down.len().min(100)]);
    let amounts = money(&first);
    assert!(amounts.is_sorted_by(|a, b| a >= b), "{amounts:?}");
    let kept = first.attribute("form select[name=order] option[selected]", "value");
    assert_eq!(kept.as_deref(), Some("amount.desc"), "filtering keeps the order of rows");
}

/// The amounts of the rows, in order.
fn money(page: &Page) -> Vec<rust_decimal::Decimal> {
    let html = scraper::Html::parse_document(&page.body);
    let cells = scraper::Selector::parse("tbody td.num").unwrap();
    let texts = html.select(&cells).map(|cell| cell.text().collect::<String>());
    texts
        .filter_map(|text| {
            text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect::<String>().parse().ok()
        })
        .collect()
}

#[tokio::test]
async fn what_is_filtered_is_what_is_shown() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let all = walk(&admin, "/customers").await;
    let mut sorted = walk(&admin, "/customers?sort=name&dir=desc").await;
    sorted.reverse();
    assert_eq!(sorted, all, "the other way round");
    let mut parts = Vec::new();
    for frozen in ["0", "1", "2"] {
        let part = walk(&admin, &format!("/customers?frozen={frozen}")).await;
        assert!(part.len() < all.len(), "{frozen}");
        parts.extend(part);
    }
    parts.sort();
    let mut known: Vec<_> = desk
        .customers()
        .await
        .into_iter()
        .filter(|customer| customer.frozen.is_some())
        .map(|customer| paths::customer(&customer.id))
        .collect();
    known.sort();
    assert_eq!(parts, known, "each customer in one state");
    let page = admin.get("/customers?frozen=1&q=zzzz").await;
    assert!(rows(&page).is_empty());
    let links = page.attributes("main a", "href");
    assert!(links.contains(&"/customers?frozen=1".to_owned()), "a way back to each choice: {links:?}");
    assert!(links.contains(&"/customers".to_owned()), "and to all: {links:?}");
}

#[tokio::test]
async fn nothing_yet_and_filtered_out_are_told_apart() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let lists = ["/customers?q=zzzz", "/budgets?level=over90", "/orders?status=6", "/renewals?window=30"];
    for list in lists {
        assert_eq!(admin.get(list).await.text(".empty h2").as_deref(), Some("Not known"), "{list}: not read");
    }
    for part in Part::ALL {
        desk.desk.store.mark_ok(part.code(), desk.desk.clock.now()).await.unwrap();
    }
    for (list, words) in [
        ("/customers?q=zzzz", "No customers yet"),
        ("/budgets?level=over90", "No budgets yet"),
        ("/orders?status=6", "No orders yet"),
        ("/renewals?window=30", "No yearly/monthly resources yet"),
    ] {
        let page = admin.get(list).await;
        assert_eq!(page.text(".empty h2").as_deref(), Some(words), "{list}");
    }
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    desk.read(Part::Orders).await;
    desk.expiring(&[("r-near", 20, 0)]).await;
    for list in ["/customers", "/budgets", "/orders", "/renewals", "/activity"] {
        let page = admin.get(&format!("{list}?q=zzzz")).await;
        // The resources of one customer alone were read.
        let words = if list == "/renewals" { "No matches among what is known" } else { "No matches" };
        assert_eq!(page.text(".empty h2").as_deref(), Some(words), "{list}");
        assert_eq!(page.attribute(".empty a", "href").as_deref(), Some(list), "the way to all of them");
        assert!(!admin.get(list).await.attributes("tbody tr", "role").is_empty(), "{list}");
    }
}

#[tokio::test]
async fn nonsense_in_an_address_is_said_and_shows_no_rows() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let admin = desk.signed_in(Role::Administrator).await;
    for query in
        ["sort=secret", "sort=name;drop", "dir=sideways", "page=0", "page=x", "frozen=x", "budget=%FF"]
    {
        let page = admin.visit(&format!("/customers?{query}")).await;
        assert_eq!((page.status, rows(&page)), (400, Vec::new()), "{query}");
        page.says("Filter not understood");
    }
    let past = admin.visit("/customers?page=999").await;
    assert_eq!(past.status, 200);
    assert!(past.attributes("main a", "href").iter().any(|link| link == "/customers"), "a way back");
}

#[tokio::test]
async fn lists_answer_with_their_age_when_the_partner_is_down() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    desk.read(Part::Orders).await;
    let order = desk.unpaid_order(&desk.customer().await, 410).await;
    desk.read(Part::Orders).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let before = [walk(&admin, "/customers").await, walk(&admin, "/budgets").await];
    admin.get("/customers").await.says("Updated ");
    desk.pass(Duration::from_secs(600));
    desk.fail_all_calls().await;
    for part in [Part::Customers, Part::Budgets, Part::Orders] {
        assert!(sync::step(desk.desk.clone(), part).await.is_err());
    }
    for list in ["/customers", "/budgets", "/orders"] {
        let page = admin.get(list).await;
        assert_eq!(page.status, 200);
        page.says("Update failed; last updated 10 min ago");
        assert!(!rows(&page).is_empty(), "{list}");
    }
    assert_eq!([walk(&admin, "/customers").await, walk(&admin, "/budgets").await], before);
    let page = admin.get(&paths::order(&order)).await;
    assert_eq!(page.status, 200);
    page.says("Last known data is shown. HUAWEI CLOUD did not respond in time or could not be reached.");
    page.says("10 min ago");
    page.says("410.00");
    let page = admin.get(&paths::pay(&order)).await;
    page.says("The current price is not available, so you cannot pay now.");
    assert_eq!(page.text("form#pay-order"), None);
}

#[tokio::test]
async fn an_answer_that_breaks_off_leaves_the_page_standing() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let customer = desk.customer().await;
    let order = desk.unpaid_order(&customer, 420).await;
    desk.read(Part::Orders).await;
    let admin = desk.signed_in(Role::Administrator).await;
    for kind in ["truncated", "wrong_content_type", "empty_body"] {
        desk.pass(Duration::from_secs(180));
        for (operation, path, shown) in [
            // The other two pages read the budget as well.
            ("showSubCustomerBudget", paths::budget(&customer.id), "5,000.00"),
            ("ShowCustomerOrderDetails", paths::order(&order), "420.00"),
            ("listSubCustomers", paths::customer(&customer.id), "Aurora Freight"),
        ] {
            desk.fail_next(operation, kind, 0).await;
            let page = admin.get(&path).await;
            assert_eq!(page.status, 200, "{kind} {path}");
            page.says("Last known data is shown.");
            page.says(" min ago");
            page.says(shown);
        }
    }
    let page = admin.get(&paths::order(&order)).await;
    assert!(!page.words().contains("Last known data is shown."), "well again");
}
