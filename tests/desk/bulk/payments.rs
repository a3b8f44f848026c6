//! Several orders paid as one job: each once, within the budgets of its customer and the limits of who
//! confirms it.

use crate::harness::{Client, Form, PASSWORD, Page, Table, TestDesk, job_of};
use crate::payments::OPERATION;
use crate::payments::approvals::WHY;
use model::audit::{AuditAction, AuditOutcome};
use model::bulk::{BulkState, RowState, SkipReason};
use model::customers::Customer;
use model::ids::{BulkId, OrderId};
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::jobs::{bulk, janitor};
use partnerdesk::server::service::mirror::Part;
use rust_decimal::Decimal;

pub const PLAN: &str = "/api/plan_payments";

/// A desk with customers whose budgets cover a lot, who are all the manager's.
pub async fn rich(
    customers: usize,
    change: impl FnOnce(&mut partnerdesk::server::config::Settings),
) -> (TestDesk, Vec<Customer>) {
    let desk = TestDesk::of(50, 4, change).await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let all = desk.healthy_customers().await.into_iter().filter(|customer| customer.reseller.is_none());
    let all: Vec<Customer> = all.take(customers).collect();
    assert_eq!(all.len(), customers);
    for customer in &all {
        admin.post_form(&paths::budget(&customer.id), "/api/set_budget", &[("amount", "50000")]).await;
        desk.assign(&customer.id).await;
    }
    desk.advance_all_clocks(1).await;
    (desk, all)
}

/// Posts a selection of orders.
pub async fn planned(client: &Client, orders: &[OrderId]) -> Page {
    let mut form = Form::forged("/orders", PLAN, &[]);
    form.fields.extend(orders.iter().map(|order| ("ids[]".to_owned(), order.to_string())));
    client.submit(&form).await
}

/// A dry run of paying these orders.
pub async fn plan(client: &Client, orders: &[OrderId]) -> BulkId {
    job_of(&planned(client, orders).await)
}

/// Two orders of each customer, with different amounts.
async fn two_each(desk: &TestDesk, customers: &[Customer]) -> Vec<OrderId> {
    let mut orders = Vec::new();
    for (customer, amount) in customers.iter().zip(100..) {
        orders.push(desk.unpaid_order(customer, amount).await);
        orders.push(desk.unpaid_order(customer, amount + 100).await);
    }
    orders
}

/// How often each order was booked.
async fn booked(desk: &TestDesk, orders: &[OrderId]) -> Vec<usize> {
    let mut times = Vec::new();
    for order in orders {
        times.push(desk.booked("payment", order.as_str()).await.len());
    }
    times
}

async fn states(desk: &TestDesk, job: &BulkId) -> Vec<RowState> {
    desk.rows(job).await.into_iter().map(|row| row.state).collect()
}

#[tokio::test]
async fn ten_orders_are_one_job_and_one_refusal_spoils_no_other() {
    let (desk, customers) = rich(5, |_| {}).await;
    let orders = two_each(&desk, &customers).await;
    desk.read(Part::Orders).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let list = admin.get("/orders?status=6").await;
    list.says("that match");
    assert!(list.attributes("tbody .pick input", "name").iter().all(|name| name == "ids[]"));
    let job = plan(&admin, &orders).await;
    let page = admin.get(&paths::bulk(&job)).await;
    for words in
        ["Preview: Pay 10 orders (10 of 10 selected)", "Pay 10 orders, USD 1,520.00", "most urgent first"]
    {
        page.says(words);
    }
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::BulkPayments).await), (0, 0));
    // Somebody cuts a budget meanwhile: it covers one of the two orders of that customer.
    let budget = desk.desk.partner.budget(&customers[2].id, None).await.unwrap();
    let amount = (budget.used.unwrap_or_default() + Decimal::from(250)).trunc();
    let cut = partner::SetBudget {
        customer: customers[2].id.clone(),
        reseller: None,
        amount: amount.try_into().unwrap(),
        kind: budget.kind.unwrap(),
        freeze: None,
        lift_freeze: false,
    };
    desk.desk.partner.set_budget(&cut).await.unwrap();
    admin.press(&job, "start_bulk").await;
    assert_eq!(desk.sent(OPERATION).await, 0, "the runner pays, not the request");
    desk.work().await;
    let page = admin.get(&paths::bulk(&job)).await;
    let rows = desk.rows(&job).await;
    let open: Vec<_> = rows.iter().filter(|row| row.state != RowState::Done).collect();
    assert!(open.len() == 1 && open[0].state == RowState::Refused, "{open:?}");
    assert!(open[0].failure.as_ref().is_some_and(|failure| failure.code.is_some()));
    let times = booked(&desk, &orders).await;
    assert_eq!(times.iter().sum::<usize>(), 9, "{times:?}");
    assert!(times.iter().all(|times| *times <= 1));
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::Pay).await), (10, 10));
    page.says("9 of 10 orders paid");
    let file = Table::of(&admin.get(&format!("/export/budgets/bulk?job={job}")).await);
    assert_eq!(file.rows.len(), 10);
    assert_eq!(file.column("state").iter().filter(|state| **state == "done").count(), 9);
    for order in &orders {
        assert!(file.column("object_id").contains(&order.as_str()), "{order}");
    }
    let links = page.attributes("a", "href");
    let paid = links.iter().filter(|href| href.starts_with("/payments/")).count();
    assert_eq!(paid, 10, "each payment has its page");
    let payment = links.into_iter().find(|href| href.starts_with("/payments/")).unwrap();
    assert!(admin.get(&payment).await.attributes("a", "href").contains(&paths::bulk(&job)));
}

#[tokio::test]
async fn two_orders_of_one_customer_share_what_its_budget_has_left() {
    let (desk, customers) = rich(1, |_| {}).await;
    let customer = &customers[0];
    let admin = desk.signed_in(Role::Administrator).await;
    let left = desk.desk.partner.budget(&customer.id, None).await.unwrap().remaining().unwrap().amount;
    let most: u32 = left.trunc().to_string().parse().unwrap();
    let first = desk.unpaid_order(customer, most - 10).await;
    // Each is due after the one before.
    desk.advance_all_clocks(60).await;
    let second = desk.unpaid_order(customer, 500).await;
    desk.advance_all_clocks(60).await;
    let third = desk.unpaid_order(customer, 5).await;
    let job = plan(&admin, &[first.clone(), second.clone(), third.clone()]).await;
    let rows = desk.rows(&job).await;
    let of = |order: &OrderId| rows.iter().find(|row| row.given == order.as_str()).unwrap();
    assert_eq!(of(&second).skip_reason, Some(SkipReason::OverBudget));
    assert_eq!((of(&first).state, of(&third).state), (RowState::Waiting, RowState::Waiting));
    let page = admin.get(&paths::bulk(&job)).await;
    page.says("short by USD 4");
    admin.press(&job, "start_bulk").await;
    desk.work().await;
    assert_eq!(booked(&desk, &[first, second, third]).await, [1, 0, 1]);
}

#[tokio::test]
async fn a_desk_that_stops_in_the_middle_pays_each_order_once() {
    let (mut desk, customers) = rich(2, |_| {}).await;
    let orders = two_each(&desk, &customers).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let job = plan(&admin, &orders).await;
    admin.press(&job, "start_bulk").await;
    // One was claimed and nothing stored yet; the answer of another is lost.
    let rows = desk.rows(&job).await;
    assert!(desk.desk.store.claim_row(&rows[0], desk.desk.clock.now()).await.unwrap());
    desk.fail_next(OPERATION, "reply_lost", 0).await;
    bulk::step(&desk.desk).await.unwrap();
    let unknown = desk.rows(&job).await.into_iter().filter(|row| row.state == RowState::Unknown).count();
    assert_eq!(unknown, 1);
    desk.restart().await;
    let admin = desk.signed_in(Role::Administrator).await;
    admin.get(&paths::bulk(&job)).await.says("The outcome of 1 payment is unknown");
    for _ in 0..4 {
        desk.advance_all_clocks(60).await;
        janitor::step(&desk.desk).await.unwrap();
        desk.work().await;
    }
    assert_eq!(states(&desk, &job).await, [RowState::Done; 4]);
    assert_eq!(booked(&desk, &orders).await, [1; 4]);
    assert_eq!((desk.sent(OPERATION).await, desk.state(&job).await), (4, BulkState::Done));
    let (entry, _) = desk.newest(AuditAction::BulkPayments).await;
    assert_eq!(entry.outcome, AuditOutcome::Done);
}

#[tokio::test]
async fn a_payment_without_an_effect_waits_for_a_person_and_is_never_sent_again() {
    let (desk, customers) = rich(1, |_| {}).await;
    let orders = two_each(&desk, &customers).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let job = plan(&admin, &orders).await;
    admin.press(&job, "start_bulk").await;
    desk.fail_next(OPERATION, "connection_reset", 0).await;
    desk.work().await;
    for _ in 0..6 {
        desk.advance_all_clocks(900).await;
        janitor::step(&desk.desk).await.unwrap();
        desk.work().await;
    }
    assert_eq!((desk.sent(OPERATION).await, desk.state(&job).await), (2, BulkState::Running));
    let open = desk.rows(&job).await.into_iter().find(|row| row.state == RowState::Unknown).unwrap();
    let path = paths::payment(&open.task.unwrap().intent);
    let admin = desk.signed_in(Role::Administrator).await;
    admin.submit(&admin.form(&path, "/api/settle_payment").await.with(&[("paid", "no")])).await;
    desk.advance_all_clocks(60).await;
    desk.work().await;
    assert_eq!((desk.sent(OPERATION).await, desk.state(&job).await), (2, BulkState::Done));
    assert!(states(&desk, &job).await.contains(&RowState::NotDone));
}

#[tokio::test]
async fn two_people_who_start_the_same_orders_pay_each_once() {
    let (desk, customers) = rich(2, |_| {}).await;
    let orders = two_each(&desk, &customers).await;
    let (admin, manager) = (desk.signed_in(Role::Administrator).await, desk.signed_in(Role::Manager).await);
    let (first, second) = (plan(&admin, &orders).await, plan(&manager, &orders).await);
    tokio::join!(admin.press(&first, "start_bulk"), manager.press(&second, "start_bulk"));
    let (one, two) = tokio::join!(bulk::step(&desk.desk), bulk::step(&desk.desk));
    one.unwrap();
    two.unwrap();
    for _ in 0..3 {
        desk.advance_all_clocks(60).await;
        janitor::step(&desk.desk).await.unwrap();
        desk.work().await;
    }
    assert_eq!(booked(&desk, &orders).await, [1; 4]);
    assert_eq!(desk.sent(OPERATION).await, 4);
    let rows = [desk.rows(&first).await, desk.rows(&second).await].concat();
    assert_eq!(rows.iter().filter(|row| row.state == RowState::Done).count(), 4, "{rows:#?}");
    assert_eq!(rows.iter().filter(|row| row.state == RowState::Changed).count(), 4);
    for job in [first, second] {
        assert_eq!(desk.state(&job).await, BulkState::Done);
    }
}

#[tokio::test]
async fn a_job_passes_the_limits_as_a_whole_and_counts_for_the_day() {
    let limits = |settings: &mut partnerdesk::server::config::Settings| {
        settings.spending.password = vec![(Role::Manager, Decimal::from(300))];
        settings.spending.approval = vec![(Role::Manager, Decimal::from(1_000))];
        settings.spending.approval_per_day = vec![(Role::Manager, Decimal::from(1_000))];
    };
    let (desk, customers) = rich(2, limits).await;
    let manager = desk.signed_in(Role::Manager).await;
    let mut orders = Vec::new();
    for amount in [250, 251] {
        orders.push(desk.unpaid_order(&customers[0], amount).await);
    }
    let job = plan(&manager, &orders).await;
    let path = paths::bulk(&job);
    let form = manager.form(&path, "/api/start_bulk").await;
    for (given, told) in [("", "This field is required."), ("not-it", "The password is wrong.")] {
        manager.submit_and_read(&form.clone().with(&[("password", given)])).await.says(told);
    }
    assert_eq!(desk.state(&job).await, BulkState::Draft);
    manager.submit(&form.with(&[("password", PASSWORD)])).await;
    desk.work().await;
    assert_eq!(booked(&desk, &orders).await, [1, 1]);

    // 501 of the day's 1,000 are committed: each of these is small, together they pass it.
    let more = [desk.unpaid_order(&customers[1], 250).await, desk.unpaid_order(&customers[1], 250).await];
    let job = plan(&manager, &more).await;
    let path = paths::bulk(&job);
    manager.get(&path).await.says("Request approval: Pay 2 orders, USD 500.00");
    let form = manager.form(&path, "/api/start_bulk").await;
    manager.submit(&form.with(&[("password", PASSWORD), ("why", WHY)])).await;
    desk.work().await;
    assert_eq!((desk.state(&job).await, booked(&desk, &more).await), (BulkState::Waiting, vec![0, 0]));
    assert!(!manager.get(&path).await.body.contains("approve_bulk"), "nobody agrees with themselves");
    let admin = desk.signed_in(Role::Administrator).await;
    admin.get("/").await.says("Pay 2 orders");
    let page = admin.get(&path).await;
    page.says(WHY);
    page.says("Approve: Pay 2 orders, USD 500.00");
    admin.press(&job, "approve_bulk").await;
    desk.work().await;
    assert_eq!(booked(&desk, &more).await, [1, 1]);
}

#[tokio::test]
async fn what_a_job_did_not_pay_is_free_for_the_day_again() {
    let limits = |settings: &mut partnerdesk::server::config::Settings| {
        settings.spending.password_per_day = vec![(Role::Manager, Decimal::from(600))];
    };
    let (desk, customers) = rich(1, limits).await;
    let manager = desk.signed_in(Role::Manager).await;
    let orders = [desk.unpaid_order(&customers[0], 300).await, desk.unpaid_order(&customers[0], 300).await];
    let job = plan(&manager, &orders).await;
    manager.press(&job, "start_bulk").await;
    let small = desk.unpaid_order(&customers[0], 10).await;
    let asks = |page: &Page| page.body.contains("name=\"password\"");
    assert!(asks(&manager.get(&paths::pay(&small)).await), "the day is used up while the job runs");
    manager.press(&job, "pause_bulk").await;
    desk.work().await;
    assert_eq!(booked(&desk, &orders).await, [0, 0], "a paused job pays nothing");
    manager.press(&job, "cancel_bulk").await;
    assert!(!asks(&manager.get(&paths::pay(&small)).await));
    desk.work().await;
    assert_eq!((desk.sent(OPERATION).await, states(&desk, &job).await), (0, vec![RowState::Cancelled; 2]));
}

#[tokio::test]
async fn orders_of_others_are_in_no_job_and_what_changed_is_not_paid() {
    let (desk, customers) = rich(2, |_| {}).await;
    let manager = desk.signed_in(Role::Manager).await;
    let stranger = desk.unassigned_customer().await;
    let foreign = desk.unpaid_order(&stranger, 40).await;
    let (own, gone) =
        (desk.unpaid_order(&customers[0], 41).await, desk.unpaid_order(&customers[0], 42).await);
    let lost = desk.unpaid_order(&customers[1], 43).await;
    let job = plan(&manager, &[foreign.clone(), own.clone(), gone.clone(), lost.clone()]).await;
    let rows = desk.rows(&job).await;
    let row = rows.iter().find(|row| row.given == foreign.as_str()).unwrap();
    assert_eq!((row.skip_reason, &row.customer, &row.currency), (Some(SkipReason::NotFound), &None, &None));
    assert!(!manager.get(&paths::bulk(&job)).await.body.contains(stranger.display_name()));
    manager.press(&job, "start_bulk").await;
    desk.desk.partner.cancel_order(&customers[0].id, &gone).await.unwrap();
    let id = desk.user("manager").await.id;
    desk.desk.store.unassign(&id, std::slice::from_ref(&customers[1].id)).await.unwrap();
    desk.work().await;
    assert_eq!(booked(&desk, &[foreign, own, gone, lost]).await, [0, 1, 0, 0]);
    let admin = desk.signed_in(Role::Administrator).await;
    admin.get(&paths::bulk(&job)).await.says("1 of 3 orders paid");
    let support = desk.signed_in(Role::Support).await;
    assert!(planned(&support, &[]).await.location().is_none_or(|path| !path.starts_with("/jobs/")));
}

#[tokio::test]
async fn a_filter_that_is_not_understood_pays_nothing() {
    let (desk, customers) = rich(1, |_| {}).await;
    let order = desk.unpaid_order(&customers[0], 60).await;
    desk.read(Part::Orders).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let post = |filter: &str| Form::forged("/orders", PLAN, &[("all", "yes"), ("filter", filter)]);
    for wrong in ["status=abc", "type=zzz", "status=5"] {
        let page = admin.submit(&post(wrong)).await;
        assert!(page.location().is_none_or(|path| !path.starts_with("/jobs/")), "{wrong}");
    }
    let filter = format!("q={order}");
    let job = job_of(&admin.submit(&post(&filter)).await);
    assert_eq!(desk.rows(&job).await.len(), 1);
}

#[tokio::test]
async fn a_paid_order_offers_the_next_one() {
    let (desk, customers) = rich(1, |_| {}).await;
    let order = desk.unpaid_order(&customers[0], 70).await;
    desk.read(Part::Orders).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = crate::payments::form(&admin, &order).await;
    let path = crate::payments::pay(&admin, &form).await;
    let page = admin.get(&path).await;
    page.says("Next: pay USD");
    let next = page.attributes("a", "href").into_iter().find(|href| href.ends_with("/pay")).unwrap();
    assert_ne!(next, paths::pay(&order));
    assert_eq!(admin.get(&next).await.status, 200, "{next}");
}
