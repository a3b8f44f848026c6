//! What is said of an order that waits for payment is true: until when it can be paid, and whether it
//! can.

use crate::harness::{ROW_LINKS, Table, TestDesk};
use crate::payments::{PAY, pay};
use model::budgets::BudgetLevel;
use model::intents::{ResourceLock, Stage};
use model::lists::{BudgetFilter, OrderFilter, OrderRow};
use model::orders::OrderStatus;
use model::page::Paging;
use model::payability::PayState;
use model::payments::Payment;
use model::time::write_utc;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;
use partnerdesk::server::service::sync;
use partnerdesk::server::store::{Fetch, Scope};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// As many as the demo has.
const CUSTOMERS: u32 = 120;

/// A desk that has read everything but the deadlines. The demo has no order of a customer without a
/// budget, so some are added.
async fn filled() -> TestDesk {
    let desk = TestDesk::of(CUSTOMERS, 50, |_| {}).await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let unset = BudgetFilter { level: Some(BudgetLevel::Unset), ..BudgetFilter::default() };
    let found = desk.desk.store.take_budgets(&Scope::All, &unset, Fetch::Few).await.unwrap();
    for row in found.rows {
        desk.unpaid_order(&row.customer, 50).await;
    }
    for part in [Part::Orders, Part::Resources] {
        desk.read(part).await;
    }
    desk
}

/// Whether what the partner answers of an order can be relied on: not of customers who have a fault.
fn is_reliable(row: &OrderRow) -> bool {
    !row.customer_name.starts_with("Fault Demo") || row.customer_name.ends_with("no agency")
}

fn waiting() -> OrderFilter {
    let paging = Paging { sort: Some("deadline".into()), ..Paging::default() };
    OrderFilter { status: Some(OrderStatus::PendingPayment), paging, ..OrderFilter::default() }
}

/// The orders that wait for payment, nearest deadline first.
async fn rows(desk: &TestDesk) -> Vec<OrderRow> {
    desk.desk.store.take_orders(&Scope::All, &waiting(), Fetch::Many(None)).await.unwrap().rows
}

#[tokio::test]
async fn every_deadline_is_the_one_that_the_partner_holds() {
    let desk = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let mut guessed = rows(&desk).await;
    guessed.retain(is_reliable);
    assert!(guessed.iter().all(|row| row.order.deadline().is_some_and(|(_, told)| !told)));
    admin.get("/").await.says("est.");
    sync::deadlines(desk.desk.clone()).await.unwrap();
    let all = rows(&desk).await;
    let read: Vec<_> = all.iter().filter(|row| is_reliable(row)).cloned().collect();
    assert_eq!(read.len(), guessed.len());
    let mut real = Vec::new();
    for row in &read {
        let reseller =
            desk.desk.store.customer(&Scope::All, &row.order.customer).await.unwrap().unwrap().reseller;
        let held = desk.desk.partner.order_details(&row.order.id, reseller.as_ref()).await.unwrap().order;
        assert_eq!(row.order.deadline(), Some((held.pay_until.unwrap(), true)), "{}", row.order.id);
        assert_eq!(row.details_read_at.map(write_utc), Some(write_utc(desk.desk.clock.now())));
        real.push(held.pay_until.unwrap());
    }
    assert!(real.is_sorted(), "ranked by the real ones");
    let ids = |rows: &[OrderRow]| rows.iter().map(|row| row.order.id.clone()).collect::<Vec<_>>();
    assert_ne!(ids(&guessed), ids(&read), "some are due earlier than usual");
    // The overview shows the first of them.
    let page = admin.get("/").await;
    let shown = page.attributes("#orders time.due", "datetime");
    let first = all[..8].iter().map(|row| write_utc(row.order.deadline().unwrap().0));
    assert_eq!(shown, first.collect::<Vec<_>>());
    // Nothing is read again at once; later everything is, before it is old.
    let sent = desk.sent("ShowCustomerOrderDetails").await;
    sync::deadlines(desk.desk.clone()).await.unwrap();
    assert_eq!(desk.sent("ShowCustomerOrderDetails").await, sent);
    desk.advance_all_clocks(6 * 3_600 + 1).await;
    sync::deadlines(desk.desk.clone()).await.unwrap();
    let now = write_utc(desk.desk.clock.now());
    for row in rows(&desk).await.iter().filter(|row| is_reliable(row)) {
        assert_eq!(row.details_read_at.map(write_utc).as_ref(), Some(&now), "{}", row.order.id);
    }
}

#[tokio::test]
async fn a_deadline_that_cannot_be_read_is_an_estimate_and_tried_again() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let order = desk.unpaid_order(&customer, 90).await;
    desk.read(Part::Orders).await;
    desk.fail_all_calls().await;
    sync::deadlines(desk.desk.clone()).await.unwrap_err();
    let admin = desk.signed_in(Role::Administrator).await;
    let list = format!("/orders?status=6&q={order}");
    admin.get(&list).await.says("est.");
    admin.get(&paths::order(&order)).await.says("est.: 7 days after creation");
    let tried = desk.sent("ShowCustomerOrderDetails").await;
    sync::deadlines(desk.desk.clone()).await.unwrap();
    assert_eq!(desk.sent("ShowCustomerOrderDetails").await, tried, "not at once");
    desk.clear_faults().await;
    desk.advance_all_clocks(601).await;
    sync::deadlines(desk.desk.clone()).await.unwrap();
    assert!(!admin.get(&list).await.text("tbody").unwrap().contains("est."));
}

#[tokio::test]
async fn every_payable_order_is_paid_and_every_other_refused_for_the_reason_said() {
    let desk = filled().await;
    sync::deadlines(desk.desk.clone()).await.unwrap();
    let admin = desk.signed_in(Role::Administrator).await;
    let mut met: BTreeMap<&str, u32> = BTreeMap::new();
    for first in rows(&desk).await {
        if !is_reliable(&first) {
            continue;
        }
        let id = &first.order.id;
        let page = admin.get(&paths::order(id)).await;
        // What was paid before counts against the budget of the customer.
        let row = desk.desk.store.order_row(&Scope::All, id).await.unwrap().unwrap();
        let said = row.pay.unwrap();
        let offered = page.attributes("main a", "href").contains(&paths::pay(id));
        assert_eq!(offered, said.state == PayState::Payable, "{id} {said:?}");
        let form = admin.form(&paths::pay(id), PAY).await;
        pay(&admin, &form).await;
        let lock = ResourceLock::Order(id.clone());
        let payments: Vec<Payment> = desk.desk.store.intents_about(&Scope::All, &lock).await.unwrap();
        let payment = &payments[0];
        let failure = payment.failure.as_ref();
        let code = failure.and_then(|failure| failure.code.as_deref());
        match said.state {
            PayState::Payable => assert_eq!(payment.stage, Stage::Done, "{id} {failure:?}"),
            PayState::Short => {
                assert_eq!(code, Some("CBC.99005003"), "{id} {said:?}");
                page.says(&format!("Short by {}", said.short_by.unwrap()));
            }
            PayState::NoBudget => assert_eq!(code, Some("CBC.99005003"), "{id}"),
            PayState::Frozen => assert_eq!(code, Some("CBC.99003626"), "{id}"),
            PayState::NoAgency => assert!(failure.unwrap().is_missing_agency(), "{id} {failure:?}"),
            other => panic!("{id} {other:?}"),
        }
        *met.entry(said.state.code()).or_default() += 1;
    }
    for state in ["payable", "short", "no-budget", "frozen"] {
        assert!(met.contains_key(state), "{met:?}");
    }
    println!("{met:?}");
}

#[tokio::test]
async fn what_cannot_be_paid_does_not_look_as_if_it_could() {
    let desk = filled().await;
    sync::deadlines(desk.desk.clone()).await.unwrap();
    let (admin, support) = (desk.signed_in(Role::Administrator).await, desk.signed_in(Role::Support).await);
    let all = rows(&desk).await;
    let counted = |state| all.iter().filter(|row| row.pay.as_ref().unwrap().state == state).count();
    for state in PayState::ALL {
        let list = format!("/orders?pay={}&sort=deadline", state.code());
        let shown = admin.shown(&list).await;
        assert_eq!(shown.len(), counted(state), "{state:?}");
        let page = admin.get(&list).await;
        let pays = page.attributes("tbody a", "href").iter().filter(|href| href.ends_with("/pay")).count();
        let rows = page.attributes(ROW_LINKS, "href").len();
        assert_eq!(pays, if state.may_be_tried() { rows } else { 0 }, "{state:?}");
        let for_support = support.get(&list).await.attributes("tbody a", "href");
        assert!(!for_support.iter().any(|href| href.ends_with("/pay") || href.starts_with("/budgets/")));
        let next = match state {
            PayState::Short => Some("Raise budget"),
            PayState::NoBudget => Some("Set budget"),
            PayState::Frozen => Some("Unfreeze account"),
            PayState::NoAgency => Some("See who can fix it"),
            _ => None,
        };
        if let Some(next) = next.filter(|_| rows > 0) {
            page.says(next);
        }
    }
    // The overview counts them, and its rows say the same.
    let overview = admin.get("/").await;
    let payable = counted(PayState::Payable);
    overview.says(&format!("{payable} can be paid"));
    overview.says(&format!("{} cannot be paid yet", all.len() - payable - counted(PayState::Unknown)));
    for row in &all[..8] {
        let offered = overview.attributes("#orders a", "href").contains(&paths::pay(&row.order.id));
        assert_eq!(offered, row.may_be_paid(desk.desk.clock.now()), "{row:?}");
    }
    // So does the file, with the amount that is missing.
    let file: Table = admin.file("/orders?status=6").await;
    for row in &all {
        let pay = row.pay.as_ref().unwrap();
        let id = row.order.id.as_str();
        assert_eq!(file.cell(id, "payment"), pay.state.code());
        // The databases write zeros at the end in ways of their own.
        let said = Some(file.cell(id, "short_by")).filter(|text| !text.is_empty());
        let said = said.map(|text| text.parse::<Decimal>().unwrap());
        assert_eq!(said, pay.short_by.as_ref().map(|money| money.amount), "{id}");
        assert!(!is_reliable(row) || file.cell(id, "pay_until_is") == "told", "{id}");
    }
    assert!(counted(PayState::Short) > 0 && counted(PayState::NoBudget) > 0 && counted(PayState::Frozen) > 0);
}

#[tokio::test]
async fn an_order_whose_payment_awaits_approval_leads_to_it() {
    let desk = TestDesk::with(|settings| {
        settings.spending.approval = vec![(Role::Manager, 50.into())];
    })
    .await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    desk.assign(&customer.id).await;
    let order = desk.unpaid_order(&customer, 90).await;
    desk.read(Part::Orders).await;
    let manager = desk.signed_in(Role::Manager).await;
    let form = manager.form(&paths::pay(&order), PAY).await.with(&[("why", "renewal")]);
    let request = pay(&manager, &form).await;
    let page = manager.get("/orders?pay=awaiting-approval").await;
    let links = page.attributes("tbody a", "href");
    assert!(links.contains(&paths::order(&order)) && links.contains(&request), "{links:?}");
    assert!(!links.contains(&paths::pay(&order)));
    page.says("Awaiting approval");
}
