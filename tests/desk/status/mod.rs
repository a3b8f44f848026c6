//! API status: the operations, the health of their calls since the start, and the change history.

pub mod error_codes;
mod pauses;

use crate::harness::{Page, TestDesk};
use model::ids::OrderId;
use model::users::Role;
use partner::operations;
use partnerdesk::paths;

/// The listed operations, in order.
fn listed(page: &Page) -> Vec<String> {
    page.attributes("main > table .row-link", "href")
}

/// The text of an operation's row.
fn row_of(page: &Page, id: &str) -> String {
    let html = scraper::Html::parse_document(&page.body);
    let rows = scraper::Selector::parse("main > table tbody tr").unwrap();
    let link = scraper::Selector::parse(&format!("a[href='{}']", paths::status_operation(id))).unwrap();
    let row = html.select(&rows).find(|row| row.select(&link).next().is_some());
    let words: Vec<&str> = row.expect(id).text().map(str::trim).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[tokio::test]
async fn every_role_reads_it_and_the_quota_is_for_those_who_see_everything() {
    let desk = TestDesk::start().await;
    for role in Role::ALL {
        let page = desk.signed_in(role).await.get("/status").await;
        assert_eq!(page.status, 200, "{role:?}");
        assert_eq!(listed(&page).len(), operations::all().count().min(50), "{role:?}");
        assert_eq!(page.attribute(".sections a[aria-current]", "href").as_deref(), Some("/status"));
        assert_eq!(page.text(".figures").unwrap().contains("Consumption quota"), role != Role::Manager);
    }
    assert_eq!(desk.anonymous().get("/status").await.status, 303);
    assert_eq!(desk.anonymous().call("status_operation", &[("id", "PayOrders")]).await.status, 401);
}

#[tokio::test]
async fn filter_and_order_stand_in_the_address() {
    let desk = TestDesk::start().await;
    let support = desk.signed_in(Role::Support).await;
    let page = support.get("/status?q=cbc.50000030").await;
    assert_eq!(listed(&page), ["/status/updateSubCustomerBudget"], "by an error code");
    assert!(
        listed(&support.get("/status?q=BPC_ITEM_SALES_020100").await)[0].ends_with("listIndirectPartners")
    );
    let identity = support.get("/status?area=identity&history=ours").await;
    assert_eq!(listed(&identity).len(), 1);
    let kept = identity.attribute("form.filters input[type=hidden][name=history]", "value");
    assert_eq!(kept.as_deref(), Some("ours"), "filtering the calls keeps the history as it is");
    let paths = |page: &Page| {
        let html = scraper::Html::parse_document(&page.body);
        let calls = scraper::Selector::parse("main > table .call").unwrap();
        let calls = html.select(&calls).map(|call| call.text().collect::<String>());
        calls.map(|call| call.split_once(' ').unwrap().1.to_owned()).collect::<Vec<_>>()
    };
    assert!(paths(&support.get("/status?sort=call").await).is_sorted());
    assert!(paths(&support.get("/status?sort=call&dir=desc").await).is_sorted_by(|a, b| a >= b));
    let nothing = support.get("/status?lifecycle=offline").await;
    nothing.says("No matches");
    assert!(!nothing.body.contains("<input type=\"hidden\" name=\"page\""));
}

#[tokio::test]
async fn a_call_that_went_wrong_is_seen_at_once() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let support = desk.signed_in(Role::Support).await;
    let unknown = OrderId::parse("CS0000000000").unwrap();
    let refused = desk.desk.partner.pay(&customer.id, &unknown).await.unwrap_err();
    let code = refused.code.unwrap();
    let page = support.get("/status").await;
    assert!(row_of(&page, "listSubCustomers").contains("Working HTTP 200"));
    assert!(row_of(&page, "RenewalResources").contains("Not used yet"));
    let paying = row_of(&page, "PayOrders");
    assert!(paying.contains(&format!("Last one rejected {code}")), "{paying}");
    assert!(paying.contains("1 of 1"), "{paying}");
    page.says("none failing");

    desk.fail_all_calls().await;
    desk.desk.partner.pay(&customer.id, &unknown).await.unwrap_err();
    let page = support.get("/status").await;
    let paying = row_of(&page, "PayOrders");
    assert!(paying.contains("Failing No response"), "{paying}");
    assert!(paying.contains("2 of 2"), "{paying}");
    assert_eq!(
        listed(&support.get("/status?health=failing").await)
            .iter()
            .filter(|href| href.ends_with("/PayOrders"))
            .count(),
        1
    );
    assert!(
        listed(&support.get("/status?health=well").await).iter().all(|href| !href.ends_with("/PayOrders"))
    );
    let one = support.get("/status/PayOrders").await;
    assert_eq!(one.text(".under .badge.boxed.risk").as_deref(), Some("Failing"));
    one.says("No response");
}

#[tokio::test]
async fn the_page_stands_when_the_partner_does_not() {
    let desk = TestDesk::start().await;
    let support = desk.signed_in(Role::Support).await;
    desk.fail_all_calls().await;
    let page = support.get("/status").await;
    assert_eq!(page.status, 200);
    page.says("Could not be loaded from HUAWEI CLOUD");
    assert!(row_of(&page, "showPartnerConsumptionQuota").contains("Failing"));
}

#[tokio::test]
async fn the_history_says_what_touches_us() {
    let desk = TestDesk::start().await;
    let support = desk.signed_in(Role::Support).await;
    let all = support.get("/status").await;
    assert_eq!(all.text("#history .pager span").as_deref(), Some("1–50 of 127"));
    assert!(all.text("#history tbody tr").unwrap().contains("23 Feb 2024"), "newest first");
    let next = all.attribute("#history .pager a[rel=next]", "href").unwrap();
    let second = support.get(&next).await;
    assert_eq!(second.text("#history .pager span").as_deref(), Some("51–100 of 127"));
    assert_eq!(listed(&second), listed(&all), "the list of calls stays where it is");

    let ours = support.get("/status?history=ours").await;
    let rows = ours.attributes("#history tbody tr", "role").len();
    let marked = ours.attributes("#history tbody .touches li:first-child a", "href");
    assert!(rows > 20 && rows == marked.len(), "{rows} rows, {} marked", marked.len());
    assert!(marked.contains(&paths::status_operation("RenewalResources")));
    for href in ["/status/PayOrders", "/status/RenewalResources"] {
        assert!(marked.contains(&href.to_owned()), "{href}");
    }
    let paying = support.get("/status/PayOrders").await;
    let history = paying.text("#history").unwrap();
    assert!(history.contains("27 Sept 2022") || history.contains("27 Sep 2022"), "{history}");
    assert!(history.contains("CBC.99000088"), "{history}");
}

#[tokio::test]
async fn one_call_says_what_its_errors_mean() {
    let desk = TestDesk::start().await;
    let support = desk.signed_in(Role::Support).await;
    let page = support.get("/status/updateSubCustomerBudget").await;
    let errors = page.text("#errors").unwrap();
    for words in
        ["CBC.50000030", "budget quota", "HUAWEI CLOUD partner account administrator", "Ask the distributor"]
    {
        assert!(errors.contains(words), "{words}: {errors}");
    }
    page.says("BPC_ITEM_SUBCUSTSERV_010503");
    let call = page.text("#known .call").unwrap();
    assert_eq!(call.replace(' ', ""), "POST/v2/partners/sub-customers/budget");
    for operation in operations::all() {
        let page = support.get(&paths::status_operation(operation.id)).await;
        assert_eq!(page.status, 200, "{}", operation.id);
        assert_ne!(page.text("h1").as_deref(), Some(operation.id), "it has a name");
        assert_eq!(page.attributes("#errors tbody tr", "role").len(), operation.errors.len());
    }
    assert_eq!(support.get("/status/noSuchOperation").await.status, 404);
}

#[tokio::test]
async fn speaks_chinese() {
    let desk = TestDesk::start().await;
    let support = desk.signed_in(Role::Support).await;
    support.set_cookie("language", "zh-CN");
    let page = support.get("/status").await;
    page.says("接口状态");
    page.says("变更历史");
    page.says("续费可能因");
    for operation in operations::all() {
        let page = support.get(&paths::status_operation(operation.id)).await;
        let title = page.text("h1").unwrap();
        assert!(!title.is_ascii(), "{}: {title}", operation.id);
    }
}
