//! The forecast on the page of a budget, in the list, and on the overview.

use crate::harness::{Page, TestDesk};
use model::budgets::BudgetType;
use model::customers::Customer;
use model::forecast::{Confidence, Outlook, counted_from, forecast};
use model::time::{next_month_begin, plus_days};
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;
use partnerdesk::server::store::Scope;

/// Moves all clocks to an hour after the next reset, plus some days.
async fn into_next_month(desk: &TestDesk, days: i64) {
    let now = desk.desk.clock.now();
    let then = plus_days(next_month_begin(now).unwrap(), days).as_second() + 3_600;
    desk.advance_all_clocks(u64::try_from(then - now.as_second()).unwrap()).await;
}

async fn page_of(desk: &TestDesk, customer: &Customer) -> Page {
    let admin = desk.signed_in(Role::Administrator).await;
    admin.get(&paths::budget(&customer.id)).await
}

/// A customer with a monthly budget that is spent evenly and lasts; orders of others come in between.
async fn steady(desk: &TestDesk) -> Customer {
    for customer in desk.healthy_customers().await {
        let row = desk.desk.store.budget(&Scope::All, &customer.id).await.unwrap().unwrap();
        let history = desk.desk.store.budget_history(&Scope::All, &customer.id).await.unwrap().unwrap();
        let from = counted_from(&row.budget, history.first, row.read_at).unwrap();
        if let Ok(found) = forecast(&row.budget, from, &history.days, row.read_at)
            && matches!(found.outlook, Outlook::LastsUntil(_))
            && matches!(found.next_month, Some(Outlook::LastsUntil(_)))
            && found.basis.confidence() == Confidence::Good
        {
            return customer;
        }
    }
    panic!("nobody spends evenly");
}

#[tokio::test]
async fn a_monthly_budget_lasts_until_its_reset_in_words_and_in_the_chart() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    into_next_month(&desk, 0).await;
    desk.read(Part::Budgets).await;
    let aurora = desk.customer().await;
    page_of(&desk, &aurora).await.says("No forecast yet: usage was reset less than a day ago");
    for _ in 1..=9 {
        desk.advance_all_clocks(86_400).await;
        desk.read(Part::Budgets).await;
    }
    let customer = steady(&desk).await;
    let page = page_of(&desk, &customer).await;
    page.says("At this rate the budget lasts until usage resets on 1 ");
    page.says("00:00 GMT+8 (est.).");
    page.says("Next month at the same rate: lasts the whole month (est.).");
    page.says("Good estimate: 11 readings in 9 d, spending is even.");
    let row = desk.desk.store.budget(&Scope::All, &customer.id).await.unwrap().unwrap();
    let reset = next_month_begin(desk.desk.clock.now()).unwrap();
    assert_eq!(row.outlook, Some(Outlook::LastsUntil(reset)));
    // The chart says what it shows, has its marks, and the same numbers as a table.
    let chart = page.attribute("#forecast svg[role=img]", "aria-label").unwrap();
    assert!(chart.starts_with("Remaining budget from "), "{chart}");
    let drawn = page.text("#forecast figure svg[role=img]").unwrap();
    for mark in ["Last reading", "Reset (est.)"] {
        assert!(drawn.contains(mark), "{drawn}");
    }
    assert!(!drawn.contains("Runs out"), "{drawn}");
    assert!(!page.attributes("#forecast .expected path", "d").is_empty());
    assert_eq!(page.attributes("#forecast .readings tbody time", "datetime").len(), 10);
    let admin = desk.signed_in(Role::Administrator).await;
    let found = format!("/budgets?q={}", customer.id);
    admin.get(&found).await.says("Lasts until the reset");
    let file = admin.get(&paths::export(&found)).await;
    assert!(!file.body.contains(&reset.to_string()), "no run-out date: {}", file.body);
}

#[tokio::test]
async fn a_one_time_budget_has_no_reset_and_says_when_it_runs_out() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let customer = desk.customer_named("Música").await;
    let read = desk.desk.partner.budget(&customer.id, customer.reseller.as_ref()).await.unwrap();
    assert_eq!(read.kind, Some(BudgetType::Package));
    page_of(&desk, &customer).await.says("No forecast yet: the budget was first read less than an hour ago.");
    for _ in 0..2 {
        desk.advance_all_clocks(2 * 3_600).await;
        desk.read(Part::Budgets).await;
    }
    let page = page_of(&desk, &customer).await;
    page.says("At this rate the budget runs out about ");
    // What four hours show of a pattern depends on the hour of the day.
    page.says("Rough estimate: 5 readings in 4 h, ");
    assert!(!page.body.contains("Next month"), "{}", page.words());
    assert!(!page.text("#forecast").unwrap().contains("Reset"), "{}", page.words());
}
