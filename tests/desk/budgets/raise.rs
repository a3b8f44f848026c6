//! Raise and pay: from each place where a budget is too small, to the form, and back to the purchase.

use crate::budgets::{SET, current_budget};
use crate::bulk::run::set_elsewhere;
use crate::harness::{Client, Form, PASSWORD, Page, TestDesk, job_of};
use crate::payments::{OPERATION as PAY_ORDER, PAY, form as pay_form, pay};
use crate::renewals::selection::{MONTH, three};
use model::audit::AuditAction;
use model::customers::Customer;
use model::ids::OrderId;
use model::raise::RaiseFor;
use model::renewals::Period;
use model::users::Role;
use partnerdesk::paths;
use rust_decimal::Decimal;

/// The link on a page that leads to the form for a purchase.
#[track_caller]
fn door(page: &Page, what: &RaiseFor, customer: &Customer) -> String {
    let wanted = paths::raise(&customer.id, what);
    let found = page.attributes("main a.button", "href");
    assert!(found.contains(&wanted), "{wanted} is not on the page: {found:?}\n{}", page.words());
    wanted.split('#').next().unwrap().to_owned()
}

/// The smallest budget that covers an amount, rounded up to a multiple of ten.
async fn cover(desk: &TestDesk, customer: &Customer, cost: Decimal) -> Decimal {
    let now = desk.desk.partner.budget(&customer.id, customer.reseller.as_ref()).await.unwrap();
    let exact = now.used.unwrap() + cost;
    assert!(exact > now.amount.unwrap(), "the budget is too small");
    (exact / Decimal::TEN).ceil() * Decimal::TEN
}

/// Follows a door, posts the form as it is filled in, and returns the page it leads to.
async fn through(client: &Client, door: &str, to: Decimal) -> (String, Page) {
    let page = client.get(door).await;
    page.says("rounded up to a multiple of 10");
    let form = Form::read(door, &page.body, SET);
    let filled: Decimal = form.value("amount").parse().unwrap();
    assert_eq!(filled, to, "filled with what covers it");
    let posted = client.submit(&form).await;
    let path = posted.location().unwrap_or_else(|| panic!("{}", posted.words()));
    (path.clone(), client.get(&path).await)
}

async fn short(desk: &TestDesk, amount: u32) -> (Customer, OrderId, RaiseFor) {
    desk.read_customers().await;
    let customer = desk.customer().await;
    let order = desk.unpaid_order(&customer, amount).await;
    (customer, order.clone(), RaiseFor::Order(order))
}

#[tokio::test]
async fn the_page_that_pays_leads_to_the_raise_and_back() {
    let desk = TestDesk::start().await;
    let (customer, order, what) = short(&desk, 5_200).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let page = admin.get(&paths::pay(&order)).await;
    page.says("The customer’s budget does not cover this order. Short by USD");
    let to = cover(&desk, &customer, Decimal::from(5_200)).await;
    let (path, back) = through(&admin, &door(&page, &what, &customer), to).await;
    assert_eq!(path, paths::pay(&order));
    back.says("Budget set.");
    assert!(!back.body.contains("Short by"), "{}", back.words());
    assert!(!admin.get(&path).await.body.contains("Budget set."), "said once");
    assert_eq!(desk.sent(PAY_ORDER).await, 0, "the raise pays nothing");
    assert_eq!(current_budget(&desk, &customer).await.0, to.normalize().to_string());
    desk.advance_all_clocks(1).await;
    let paid = pay(&admin, &pay_form(&admin, &order).await).await;
    admin.get(&paid).await.says("5,200.00 paid");
    // HUAWEI CLOUD shows a paid order as unpaid for a moment.
    desk.advance_all_clocks(60).await;
    let covered = admin.get(&paths::raise(&customer.id, &what)).await;
    covered.says("there is nothing left to pay");
}

#[tokio::test]
async fn a_refused_raise_keeps_its_purchase() {
    let desk = TestDesk::start().await;
    let (customer, order, what) = short(&desk, 5_200).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let door = door(&admin.get(&paths::pay(&order)).await, &what, &customer);
    let form = admin.form(&door, SET).await.with(&[("amount", "a lot")]);
    let refused = admin.submit(&form).await;
    assert_eq!(refused.location().as_deref(), Some(&*door));
    let again = admin.form(&door, SET).await;
    assert_eq!((again.value("amount"), again.value("raise_for")), ("a lot", &*what.code()));
    let to = cover(&desk, &customer, Decimal::from(5_200)).await.to_string();
    let set = admin.submit(&again.with(&[("amount", &to)])).await;
    assert_eq!(set.location(), Some(paths::pay(&order)));
}

#[tokio::test]
async fn the_refusal_of_a_payment_leads_there_too() {
    let desk = TestDesk::start().await;
    let (customer, order, what) = short(&desk, 5_200).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let refused = pay(&admin, &pay_form(&admin, &order).await).await;
    let page = admin.get(&refused).await;
    page.says("5,200.00: payment rejected");
    page.says("You can fix this: increase the budget");
    let to = cover(&desk, &customer, Decimal::from(5_200)).await;
    let (path, _) = through(&admin, &door(&page, &what, &customer), to).await;
    assert_eq!(path, paths::pay(&order));
    desk.advance_all_clocks(1).await;
    let paid = pay(&admin, &pay_form(&admin, &order).await).await;
    admin.get(&paid).await.says("5,200.00 paid");
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
    // Who reads but may not set budgets is told who can.
    let support = desk.signed_in(Role::Support).await;
    let page = support.get(&refused).await;
    page.says("A Partnerdesk user who may change budgets");
    assert!(page.attributes("main a", "href").iter().all(|href| !href.contains("for=")), "{}", page.words());
}

#[tokio::test]
async fn the_review_of_a_renewal_and_its_prices_lead_there_too() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let (customer, admin) = (&selection.customer, desk.signed_in(Role::Administrator).await);
    set_elsewhere(&desk, customer, "1").await;
    let quote = desk.desk.partner.renewal_price(&customer.id, &selection.ids(), MONTH).await.unwrap();
    let what = RaiseFor::Renewal(selection.ids(), MONTH);
    let review = admin.get(&selection.page(MONTH)).await;
    review.says("The customer’s budget does not cover this renewal. Short by USD");
    let to = cover(&desk, customer, quote.net_total.unwrap()).await;
    let (path, back) = through(&admin, &door(&review, &what, customer), to).await;
    let mut sorted = selection.ids();
    sorted.sort();
    assert_eq!(path, paths::prices(&sorted, &[MONTH]));
    back.says("Budget set.");
    back.says("Place order, USD");
    assert!(!back.body.contains("Short by"), "{}", back.words());
    assert_eq!(desk.sent("RenewalResources").await, 0, "the raise orders nothing");

    // A year costs more: each period that is not covered has its own way.
    let year = Period::Years(1);
    let prices = admin.get(&paths::prices(&selection.ids(), &[MONTH, year])).await;
    prices.says("1 year: short by USD");
    assert!(!prices.words().contains("1 month: short by"), "{}", prices.words());
    let quote = desk.desk.partner.renewal_price(&customer.id, &selection.ids(), year).await.unwrap();
    let to = cover(&desk, customer, quote.net_total.unwrap()).await;
    let what = RaiseFor::Renewal(selection.ids(), year);
    let (path, _) = through(&admin, &door(&prices, &what, customer), to).await;
    assert_eq!(path, paths::prices(&sorted, &[year]));
}

#[tokio::test]
async fn a_raise_that_waits_for_approval_leads_both_on_to_the_payment() {
    let desk =
        TestDesk::with(|settings| settings.raising.approval = vec![(Role::Manager, Decimal::from(1_000))])
            .await;
    let (customer, order, what) = short(&desk, 5_200).await;
    desk.assign(&customer.id).await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    let door = door(&manager.get(&paths::pay(&order)).await, &what, &customer);
    let form = manager.form(&door, SET).await.with(&[("why", "They wait for it.")]);
    let job = job_of(&manager.submit(&form).await);
    let path = paths::bulk(&job);
    for client in [&manager, &admin] {
        let page = client.get(&path).await;
        page.says("This increase is for: Payment of order");
        page.says("Nothing is paid by approving it.");
        assert_eq!(page.attributes("#raise-for a", "href"), [paths::pay(&order)]);
    }
    let agreed = admin.form(&path, "/api/approve_bulk").await;
    let agreed = if agreed.has("password") { agreed.with(&[("password", PASSWORD)]) } else { agreed };
    admin.submit(&agreed).await;
    desk.work().await;
    for client in [&manager, &admin] {
        let page = client.get(&path).await;
        page.says("Continue to payment");
        assert!(page.attributes("#raise-for a.button", "href").contains(&paths::pay(&order)));
    }
    let told = manager.get("/").await;
    assert!(told.attributes("#ended-requests a", "href").contains(&paths::pay(&order)), "{}", told.words());
    assert_eq!(
        (desk.sent(PAY_ORDER).await, desk.entries(AuditAction::Pay).await),
        (0, 0),
        "nothing is paid by itself"
    );
    desk.advance_all_clocks(1).await;
    let paid = pay(&manager, &pay_form(&manager, &order).await).await;
    manager.get(&paid).await.says("5,200.00 paid");
}

#[tokio::test]
async fn the_way_back_is_a_purchase_of_this_customer_and_nothing_else() {
    let desk = TestDesk::start().await;
    let (customer, order, what) = short(&desk, 5_200).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let other = desk.customer_named("Música").await;
    for address in [
        paths::raise(&other.id, &what),
        format!("{}?for=https://evil.example", paths::budget(&customer.id)),
        format!("{}?for=order%20made-up", paths::budget(&customer.id)),
        format!("{}?for=renewal%201m%20made-up", paths::budget(&customer.id)),
    ] {
        let page = admin.get(address.split('#').next().unwrap()).await;
        assert_eq!((page.status, page.text("#raise-for")), (200, None), "{address}");
        assert_eq!(Form::read(&address, &page.body, SET).value("raise_for"), "", "{address}");
    }
    let budget = paths::budget(&customer.id);
    let form = admin.form(&budget, SET).await.with(&[("amount", "6000"), ("raise_for", "//evil.example")]);
    assert_eq!(admin.submit(&form).await.location(), Some(budget));
    assert!(Form::read("", &admin.get(&paths::pay(&order)).await.body, PAY).has("order"));
}
