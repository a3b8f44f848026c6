//! Resellers, with the totals of their customers in the viewer's scope.

use crate::harness::{PASSWORD, Page, ROW_LINKS, Table, TestDesk};
use model::customers::Customer;
use model::ids::CustomerId;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

async fn filled() -> TestDesk {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    desk
}

/// The rows of the export by reseller id, each by column name.
fn by_reseller(page: &Page) -> BTreeMap<String, BTreeMap<String, String>> {
    assert_eq!(page.status, 200);
    let table = Table::of(page);
    let rows = table.rows.iter().map(|row| table.names.iter().cloned().zip(row.iter().cloned()));
    rows.map(|row| row.collect::<BTreeMap<_, _>>()).map(|row| (row["reseller_id"].clone(), row)).collect()
}

/// The expected totals, computed from the pages of customers and budgets.
async fn added_up(desk: &TestDesk, of: &[Customer]) -> BTreeMap<String, (usize, Decimal)> {
    let mut sums: BTreeMap<String, (usize, Decimal)> = BTreeMap::new();
    for customer in of {
        let Some(reseller) = &customer.reseller else { continue };
        let scope = partnerdesk::server::store::Scope::All;
        let budget = desk.desk.store.budget(&scope, &customer.id).await.unwrap();
        let amount = budget.and_then(|row| row.budget.amount.filter(|_| row.budget.is_set()));
        let sum = sums.entry(reseller.to_string()).or_default();
        sum.0 += 1;
        sum.1 += amount.unwrap_or_default();
    }
    sums
}

fn holds(file: &BTreeMap<String, BTreeMap<String, String>>, sums: &BTreeMap<String, (usize, Decimal)>) {
    assert_eq!(file.keys().collect::<Vec<_>>(), sums.keys().collect::<Vec<_>>());
    for (id, row) in file {
        let (customers, sum) = &sums[id];
        assert_eq!(row["customers"], customers.to_string(), "{id}");
        let amount = row["budgets"].strip_prefix("USD ").unwrap_or("0");
        assert_eq!(amount.parse::<Decimal>().unwrap(), *sum, "{id}: {}", row["budgets"]);
        assert_eq!(row["budgets_not_loaded"], "0", "{id}");
        assert!(!row["name"].is_empty() && !row["associated_at"].is_empty(), "{row:?}");
    }
}

#[tokio::test]
async fn each_row_adds_up_what_its_links_lead_to() {
    let desk = filled().await;
    let sums = added_up(&desk, &desk.customers().await).await;
    assert_eq!(sums.len(), 2, "the simulated partner has two");
    let admin = desk.signed_in(Role::Administrator).await;
    let page = admin.get("/resellers").await;
    page.says("2 resellers");
    holds(&by_reseller(&admin.get(&paths::export("/resellers")).await), &sums);
    for link in page.attributes(ROW_LINKS, "href") {
        let reseller = link.strip_prefix("/customers?reseller=").unwrap();
        let behind = Table::of(&admin.get(&paths::export(&link)).await);
        assert_eq!(behind.rows.len(), sums[reseller].0, "{link}");
    }
    let budgets = page.attributes("tbody a[href^='/budgets?reseller=']", "href");
    assert_eq!(budgets.len(), 2, "the sums lead to what they are made of");
    page.says(&model::money::grouped(sums.values().next().unwrap().1, &model::money::Currency::usd()));
}

#[tokio::test]
async fn a_manager_counts_own_customers_and_meets_no_other_reseller() {
    let desk = filled().await;
    let all = desk.customers().await;
    let mine: BTreeSet<CustomerId> = {
        let theirs = all.iter().filter(|one| one.reseller.is_some());
        let first = theirs.clone().next().unwrap().reseller.clone();
        theirs.filter(|one| one.reseller == first).take(2).map(|one| one.id.clone()).collect()
    };
    assert_eq!(mine.len(), 2);
    let user = desk.add_user("mia", Role::Manager).await;
    let mia = desk.anonymous();
    mia.sign_in("mia", PASSWORD).await;
    mia.get("/resellers").await.says("No resellers yet");
    let ids: Vec<CustomerId> = mine.iter().cloned().collect();
    desk.desk.store.assign(&user.id, &ids).await.unwrap();
    let own: Vec<Customer> = all.into_iter().filter(|one| mine.contains(&one.id)).collect();
    let sums = added_up(&desk, &own).await;
    assert_eq!(sums.len(), 1);
    let page = mia.get("/resellers").await;
    page.says("1 reseller");
    assert_eq!(page.attributes(ROW_LINKS, "href").len(), 1);
    holds(&by_reseller(&mia.get(&paths::export("/resellers")).await), &sums);
}

#[tokio::test]
async fn they_are_searched_sorted_and_named_in_both_languages() {
    let desk = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let file = by_reseller(&admin.get(&paths::export("/resellers")).await);
    for row in file.values() {
        for typed in [&row["name"], &row["account_name"], &row["reseller_id"]] {
            let page =
                admin.get(&format!("/resellers?q={}", model::page::encode(&typed.to_uppercase()))).await;
            let links = page.attributes(ROW_LINKS, "href");
            assert_eq!(links, [format!("/customers?reseller={}", row["reseller_id"])], "{typed}");
            page.says("1 of 2 resellers");
        }
    }
    let links =
        async |query: &str| admin.get(&format!("/resellers?{query}")).await.attributes(ROW_LINKS, "href");
    for sort in ["name", "customers", "associated"] {
        let up = links(&format!("sort={sort}")).await;
        let mut down = links(&format!("sort={sort}&dir=desc")).await;
        down.reverse();
        assert_eq!((up.len(), &up), (2, &down), "{sort}");
    }
    let section = admin.get("/").await;
    assert_eq!(section.attributes("nav a[href='/resellers']", "href").len(), 1, "in the index");
    admin.get("/help").await.says("Who sells below your company");
    admin.set_cookie("language", "zh-CN");
    admin.get("/resellers").await.says("2 个云经销商");
}
