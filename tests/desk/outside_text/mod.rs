//! Texts from outside are never markup: no page interprets names, ids, addresses or pasted texts as
//! HTML.

mod answers;

use crate::harness::{Client, PASSWORD, Page, TestDesk};
use crate::matrix::pages::{routes, with_ids};
use model::customers::Customer;
use model::every_list;
use model::ids::{CustomerId, OrderId, ResourceId};
use model::lists::List;
use model::orders::{Order, OrderStatus, OrderType};
use model::page::encode;
use model::readable::is_control;
use model::resources::Resource;
use model::time::plus_days;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;
use scraper::{Html, Selector};

/// Closes any element it is in and opens an element of its own. It is a valid id: no spaces, at
/// most 64 characters.
const MARKUP: &str = "</title></textarea>\"'--><h1/id=planted>";

/// What pages besides lists read from their address.
const PARAMETERS: [&str; 13] = [
    "q", "id", "act", "period", "for", "next", "form", "token", "from", "peek", "customer", "history", "page",
];

/// The page of a list with a text as its search, as each of its filters and as its order.
fn of_list<L: List>(text: &str) -> String {
    let names = L::FILTERS.iter().map(|filter| filter.name);
    let pairs = names.chain(["q", "sort", "dir", "page", "order"]).map(|name| format!("{name}={text}"));
    format!("{}?{}", L::PATH, pairs.collect::<Vec<_>>().join("&"))
}

/// Every list and every page, with a text in each place of its address where one fits.
fn addresses(text: &str) -> Vec<String> {
    let text = encode(text);
    macro_rules! lists {
        ($($list:path),+ $(,)?) => { vec![$(of_list::<$list>(&text)),+] };
    }
    let query = PARAMETERS.map(|name| format!("{name}={text}")).join("&");
    let pages = routes().into_iter().chain(["/nowhere/:id".to_owned()]);
    let pages = pages.map(|route| format!("{}?{query}", with_ids(&route, &text)));
    every_list!(lists).into_iter().chain(pages).collect()
}

/// The lists without a filter, and other pages about nothing in particular.
fn plain_pages() -> impl Iterator<Item = String> {
    routes().into_iter().filter(|route| !route.contains(':'))
}

#[track_caller]
fn holds_no_markup(page: &Page, address: &str) {
    let html = Html::parse_document(&page.body);
    let count = |selector: &str| html.select(&Selector::parse(selector).unwrap()).count();
    assert_eq!(count("#planted"), 0, "{address} ({}): {}", page.status, page.body);
    assert_eq!((count("head > title"), count("title")), (1, 1), "{address}: {}", page.body);
}

fn title(page: &Page) -> String {
    page.text("head > title").unwrap()
}

/// A customer, an order and a resource with markup in every text that a page may show.
async fn plant(desk: &TestDesk) -> (CustomerId, OrderId) {
    let (like, now) = (desk.customer().await, desk.desk.clock.now());
    let words = || Some(MARKUP.to_owned());
    let id = CustomerId::parse(MARKUP).unwrap();
    let customer = Customer {
        id: id.clone(),
        account_name: MARKUP.to_owned(),
        name: words(),
        label: words(),
        account_manager: words(),
        email: words(),
        telephone: words(),
        ..like
    };
    desk.desk.store.upsert_customers(&[customer], now).await.unwrap();
    let order = Order {
        id: OrderId::parse(MARKUP).unwrap(),
        customer: id.clone(),
        status: OrderStatus::Other(99),
        kind: OrderType::from(1),
        source: None,
        service_code: words(),
        service_name: words(),
        amount: None,
        list_amount: None,
        created_at: Some(now),
        paid_at: None,
        pay_until: None,
        paid_here: None,
    };
    desk.desk.store.upsert_orders(std::slice::from_ref(&order), now).await.unwrap();
    let resource = Resource {
        id: ResourceId::parse(MARKUP).unwrap(),
        customer: id.clone(),
        name: words(),
        region: words(),
        service_code: words(),
        service_name: words(),
        type_code: words(),
        type_name: words(),
        specification: words(),
        parent: None,
        is_main: true,
        status: Some(2.into()),
        effective_at: Some(now),
        expires_at: Some(plus_days(now, 5)),
        expire_policy: Some(0.into()),
        renewed_here: None,
    };
    desk.desk.store.replace_resources(&id, &[resource], now).await.unwrap();
    (id, order.id)
}

async fn signed_in(desk: &TestDesk) -> Client {
    desk.add_user(MARKUP, Role::Administrator).await;
    let client = desk.anonymous();
    client.sign_in(MARKUP, PASSWORD).await;
    client
}

#[tokio::test]
async fn what_stands_in_an_address_is_no_markup() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let client = desk.signed_in(Role::Administrator).await;
    for address in addresses(MARKUP) {
        holds_no_markup(&client.visit(&address).await, &address);
    }
    let found = client.get(&paths::search(MARKUP)).await;
    assert!(title(&found).contains(MARKUP), "the words themselves are there: {}", title(&found));
    let address = format!("/sign-in?next={}", encode(MARKUP));
    holds_no_markup(&desk.anonymous().visit(&address).await, &address);
}

#[tokio::test]
async fn controls_in_an_address_are_signs_on_the_page() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let client = desk.signed_in(Role::Administrator).await;
    for address in addresses("Acme \u{202e}04.213\u{2066}\u{1b}") {
        let page = client.visit(&address).await;
        let shown = format!("{} {}", title(&page), page.words());
        let found = shown.find(|c: char| is_control(c) && !c.is_ascii_whitespace());
        let before = shown[..found.unwrap_or_default()].chars().rev().take(80).collect::<Vec<_>>();
        assert_eq!(found, None, "{address}, behind {:?}", before.iter().rev().collect::<String>());
    }
    let found = client.get(&paths::search("Acme \u{202e}04.213")).await;
    assert!(title(&found).contains("Acme ⟨RLO⟩04.213"), "{}", title(&found));
}

#[tokio::test]
async fn what_the_partner_and_other_people_wrote_is_no_markup() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let (customer, order) = plant(&desk).await;
    let client = signed_in(&desk).await;
    desk.fail_all_calls().await;
    for address in plain_pages() {
        holds_no_markup(&client.visit(&address).await, &address);
    }
    let prices = format!("/renewals/prices?id={}", encode(MARKUP));
    let review = format!("/changes/review?act=unsubscribe&id={}", encode(MARKUP));
    for address in [prices, review, paths::pay(&order), format!("/orders?customer={}", encode(MARKUP))] {
        holds_no_markup(&client.visit(&address).await, &address);
    }
    for address in
        [paths::customer(&customer), paths::budget(&customer), paths::order(&order), paths::search(MARKUP)]
    {
        let page = client.visit(&address).await;
        holds_no_markup(&page, &address);
        assert!(title(&page).contains(MARKUP), "{address}: {}", title(&page));
    }
    let again = client.visit("/sign-in").await;
    holds_no_markup(&again, "/sign-in");
    assert!(title(&again).contains(MARKUP), "{}", title(&again));
}

#[tokio::test]
async fn what_was_pasted_comes_back_as_it_was_and_is_no_markup() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Administrator).await;
    let text = format!("nobody;knows\n{MARKUP}&amp;<script>1</script>");
    client.upload(b"", &text).await;
    let page = client.get("/budgets/bulk").await;
    holds_no_markup(&page, "/budgets/bulk");
    assert_eq!(page.text("textarea[name=text]").as_deref(), Some(text.as_str()));
}

#[tokio::test]
async fn controls_in_a_pasted_cell_are_signs_in_its_row() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Administrator).await;
    let job = client.dry_run("customer,amount\nAcme \u{202e}04.213 DSU,1\nx\u{1b}[31m,2\n").await;
    let page = client.get(&format!("/jobs/{job}")).await;
    page.says("Acme ⟨RLO⟩04.213 DSU");
    page.says("x␛[31m");
}
