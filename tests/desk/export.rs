//! Lists as files: what the filters show, to whom it may be shown, safe to open.

use crate::harness::{Client, Page, TestDesk};
use partnerdesk::model::audit::{Deed, Outcome};
use partnerdesk::model::budget::{Budget, BudgetType};
use partnerdesk::model::customer::Customer;
use partnerdesk::model::error::AppError;
use partnerdesk::model::ids::{CustomerId, OrderId, ResourceId};
use partnerdesk::model::lists::CustomerFilter;
use partnerdesk::model::money::{Currency, Money};
use partnerdesk::model::order::Order;
use partnerdesk::model::resource::Resource;
use partnerdesk::model::user::Role;
use partnerdesk::server::ctx::Ctx;
use partnerdesk::server::service::export;
use partnerdesk::server::service::{Error, mirror::Part};
use partnerdesk::server::store::Scope;
use partnerdesk::ui::paths;
use std::time::Duration;

const LISTS: [&str; 5] = ["/customers", "/budgets", "/orders", "/renewals", "/activity"];

/// A file as a program reads it.
struct Table {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn of(page: &Page) -> Self {
        assert_eq!((page.status, page.header("content-type")), (200, "text/csv; charset=utf-8"));
        let text = page.body.strip_prefix('\u{feff}').expect("the mark of UTF-8");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let line = |line: &csv::StringRecord| line.iter().map(str::to_owned).collect::<Vec<_>>();
        let names = line(reader.headers().unwrap());
        let rows = reader.records().map(|record| line(&record.unwrap())).collect();
        Self { names, rows }
    }

    /// The cells of a column, from top to bottom.
    fn column(&self, name: &str) -> Vec<&str> {
        let index = self.names.iter().position(|own| own == name);
        let index = index.unwrap_or_else(|| panic!("no column {name}: {:?}", self.names));
        self.rows.iter().map(|row| row[index].as_str()).collect()
    }

    /// One cell of the row that has a value in its first column.
    fn cell(&self, id: &str, name: &str) -> &str {
        let row = self.rows.iter().position(|row| row[0] == id).unwrap_or_else(|| panic!("no row {id}"));
        self.column(name)[row]
    }
}

/// The file behind the link that a list shows.
async fn file(client: &Client, list: &str) -> Table {
    let page = client.get(list).await;
    let links = page.attributes(".page-head .actions a", "href");
    let link = links.iter().find(|link| link.starts_with("/export/"));
    Table::of(&client.get(link.unwrap_or_else(|| panic!("no link on {list}: {links:?}"))).await)
}

/// The last parts of the links of the rows of a list, on all pages.
async fn shown(client: &Client, list: &str) -> Vec<String> {
    let (mut next, mut ids) = (Some(list.to_owned()), Vec::new());
    while let Some(path) = next {
        let page = client.get(&path).await;
        let links = page.attributes("tbody tr > :first-child a", "href");
        ids.extend(links.into_iter().map(|link| link.rsplit('/').next().unwrap().to_owned()));
        next = page.attribute(".pager a[rel=next]", "href");
    }
    ids
}

async fn filled() -> TestDesk {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    desk.read(Part::Orders).await;
    desk
}

/// A customer like one of the simulator's, under another id and name.
fn named(like: &Customer, id: &str, name: &str) -> Customer {
    Customer { id: CustomerId::parse(id).unwrap(), name: Some(name.to_owned()), ..like.clone() }
}

#[tokio::test]
async fn a_file_holds_what_the_filters_show_in_the_same_order_and_on_every_page() {
    let desk = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let mut longest = 0;
    for list in [
        "/customers",
        "/customers?sort=left&dir=desc",
        "/customers?frozen=0&sort=name&dir=desc",
        "/customers?q=fault",
        "/budgets",
        "/budgets?level=fine&sort=name",
        "/orders",
        "/orders?status=5&sort=amount&dir=desc",
        "/orders?status=5&sort=amount&dir=desc&page=2",
        "/orders?type=2",
    ] {
        let table = file(&admin, list).await;
        let whole = list.replace("&page=2", "");
        let ids = shown(&admin, &whole).await;
        assert!(!ids.is_empty(), "{list}");
        assert_eq!(table.column(&table.names[0]), ids, "{list}");
        longest = longest.max(ids.len());
    }
    assert!(longest > 50, "one of them has several pages: {longest}");
    let nonsense = admin.get("/export/customers?frozen=x&sort=;&page=9&budget=%FF").await;
    assert_eq!(Table::of(&nonsense).rows.len(), 40, "what cannot be read counts as not given");
}

#[tokio::test]
async fn a_long_list_is_read_to_its_end() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let like = desk.customer().await;
    let many: Vec<_> =
        (0..1_204).map(|index| named(&like, &format!("m{index}"), &format!("Same {}", index % 3))).collect();
    desk.desk.store.upsert_customers(&many, desk.desk.clock.now()).await.unwrap();
    let admin = desk.signed_in(Role::Administrator).await;
    let table = file(&admin, "/customers?q=same").await;
    let mut ids = table.column("customer_id");
    assert_eq!(ids.len(), 1_204);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 1_204, "each once");
    assert!(table.column("name").is_sorted());
    let (entry, _) = desk.newest(Deed::Export).await;
    assert!(entry.facts.contains(&("rows".into(), "1204".into())), "{:?}", entry.facts);
}

#[tokio::test]
async fn a_manager_takes_away_only_the_customers_assigned() {
    let desk = filled().await;
    let mine = Scope::Assigned(desk.user("manager").await.id);
    let manager = desk.signed_in(Role::Manager).await;
    let admin = desk.signed_in(Role::Administrator).await;
    for list in ["/customers", "/budgets", "/orders"] {
        let (own, all) = (file(&manager, list).await, file(&admin, list).await);
        assert!(own.rows.len() < all.rows.len() && !own.rows.is_empty(), "{list}");
        for id in own.column("customer_id") {
            let id = CustomerId::parse(id).unwrap();
            assert!(desk.desk.store.customer(&mine, &id).await.unwrap().is_some(), "{list}: {id}");
        }
    }
    let other = desk.of_nobody().await.id;
    let orders = Table::of(&manager.get(&format!("/export/orders?customer={other}")).await);
    assert!(orders.rows.is_empty());
    let log = file(&manager, "/activity").await;
    assert!(log.column("actor").iter().all(|actor| *actor == "manager"), "{:?}", log.column("actor"));
}

#[tokio::test]
async fn support_may_and_strangers_are_sent_to_the_sign_in() {
    let desk = filled().await;
    let support = desk.signed_in(Role::Support).await;
    for list in LISTS {
        let page = support.get(&paths::export(list)).await;
        let table = Table::of(&page);
        let begin = format!("attachment; filename=\"partnerdesk{}-20", list.replace('/', "-"));
        let name = page.header("content-disposition");
        assert!(name.starts_with(&begin) && name.ends_with("Z.csv\""), "{name}");
        assert_eq!(page.header("cache-control"), "no-store");
        let stable = table.names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
        assert!(stable, "{:?}", table.names);
        support.set_cookie("language", "zh-CN");
        assert_eq!(Table::of(&support.get(&paths::export(list)).await).names, table.names, "in any language");
        support.set_cookie("language", "en");
    }
    let before = desk.entries(Deed::Export).await;
    for list in LISTS {
        let page = desk.anonymous().get(&paths::export(&format!("{list}?q=a"))).await;
        assert_eq!(page.location(), Some(paths::sign_in_then(&format!("{list}?q=a"))), "back to the list");
    }
    assert_eq!(desk.entries(Deed::Export).await, before);
}

#[tokio::test]
async fn words_from_outside_do_not_become_formulas() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let like = desk.customer().await;
    let evil = Customer {
        account_name: "+cmd|' /C calc'!A0".into(),
        label: Some("@SUM(1+1)".into()),
        email: Some("-2+3".into()),
        account_manager: Some("\t=1".into()),
        ..named(&like, "=evil", "=HYPERLINK(\"http://evil.example\",\"北京\")")
    };
    desk.desk.store.upsert_customers(&[evil], desk.desk.clock.now()).await.unwrap();
    let admin = desk.signed_in(Role::Administrator).await;
    let table = file(&admin, "/customers?q=hyperlink").await;
    assert_eq!(table.rows.len(), 1);
    for (column, cell) in [
        ("customer_id", "'=evil"),
        ("name", "'=HYPERLINK(\"http://evil.example\",\"北京\")"),
        ("account_name", "'+cmd|' /C calc'!A0"),
        ("label", "'@SUM(1+1)"),
        ("email", "'-2+3"),
        ("account_manager", "'\t=1"),
    ] {
        assert_eq!(table.column(column), [cell], "{column}");
    }
}

#[tokio::test]
async fn amounts_keep_every_digit_and_have_their_currency_beside_them() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let (like, now) = (desk.customer().await, desk.desk.clock.now());
    let euro = Currency::parse("EUR").unwrap();
    let overspent = Budget {
        customer: like.id.clone(),
        amount: Some("100.10".parse().unwrap()),
        used: Some("130.6000".parse().unwrap()),
        currency: euro.clone(),
        kind: Some(BudgetType::Package),
    };
    desk.desk.store.upsert_budgets(&[overspent], now).await.unwrap();
    let id = desk.unpaid_order(&like, 410).await;
    desk.read(Part::Orders).await;
    let known = desk.desk.store.order(&Scope::All, &id).await.unwrap().unwrap();
    let back = Order {
        id: OrderId::parse("CSX1").unwrap(),
        amount: Some(Money::new("-0.00120".parse().unwrap(), euro)),
        created_at: Some("2026-03-01T04:05:06Z".parse().unwrap()),
        status: 77.into(),
        ..known
    };
    desk.desk.store.upsert_orders(&[back], now).await.unwrap();
    let admin = desk.signed_in(Role::Administrator).await;
    let budgets = file(&admin, "/budgets").await;
    for (column, cell) in [
        ("amount", "100.10"),
        ("used", "130.6000"),
        ("left", "-30.5000"),
        ("currency", "EUR"),
        ("type", "package"),
        ("level", "exhausted"),
    ] {
        assert_eq!(budgets.cell(like.id.as_str(), column), cell, "{column}");
    }
    let customers = file(&admin, "/customers").await;
    assert_eq!(customers.cell(like.id.as_str(), "budget_left"), "-30.5000");
    assert_eq!(customers.cell(like.id.as_str(), "budget_currency"), "EUR");
    let orders = file(&admin, "/orders").await;
    for (column, cell) in [
        ("net_amount", "-0.00120"),
        ("net_currency", "EUR"),
        ("created_at", "2026-03-01T04:05:06Z"),
        ("status", "77"),
        ("pay_until", ""),
    ] {
        assert_eq!(orders.cell("CSX1", column), cell, "{column}");
    }
    assert_eq!(orders.cell(id.as_str(), "status"), "pending-payment");
    assert_eq!(orders.cell(id.as_str(), "net_currency"), "USD");
    assert_ne!(orders.cell(id.as_str(), "pay_until"), "");
}

#[tokio::test]
async fn what_expires_is_taken_away_within_its_window() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let (customer, now) = (desk.customer().await, desk.desk.clock.now());
    let resource = |id: &str, days: i64, policy: i64| Resource {
        id: ResourceId::parse(id).unwrap(),
        customer: customer.id.clone(),
        name: Some("web".into()),
        region: None,
        service_code: Some("hws.service.type.ec2".into()),
        service_name: Some("Elastic Cloud Server".into()),
        type_code: None,
        type_name: None,
        specification: None,
        parent: None,
        is_main: true,
        status: Some(2.into()),
        effective_at: None,
        expires_at: Some(partnerdesk::model::time::plus_days(now, days)),
        expire_policy: Some(policy.into()),
    };
    let all = [resource("r-late", 80, 0), resource("r-soon", 3, 3), resource("r-near", 20, 1)];
    desk.desk.store.replace_resources(&customer.id, &all, now).await.unwrap();
    let admin = desk.signed_in(Role::Administrator).await;
    let table = file(&admin, "/renewals?window=30").await;
    assert_eq!(table.column("resource_id"), ["r-soon", "r-near"]);
    assert_eq!(table.column("at_expiry"), ["auto-renew", "to-pay-per-use"]);
    assert_eq!(table.column("auto_renewal"), ["yes", "no"]);
    assert_eq!(table.column("customer_name"), [customer.display_name(); 2]);
    assert_eq!(file(&admin, "/renewals?sort=expires&dir=desc").await.column("resource_id")[0], "r-late");
}

#[tokio::test]
async fn data_that_leaves_the_house_stands_in_the_log() {
    let desk = filled().await;
    let support = desk.signed_in(Role::Support).await;
    let page = support.get("/export/customers?frozen=0&q=a&page=2").await;
    let rows = Table::of(&page).rows.len().to_string();
    let (entry, calls) = desk.newest(Deed::Export).await;
    assert_eq!((entry.actor.as_str(), entry.outcome), ("support", Outcome::Done));
    assert_eq!(entry.subject.as_deref(), Some("customers"));
    assert_eq!(entry.facts, [("filter".into(), "q=a, frozen=0".into()), ("rows".into(), rows)]);
    assert_eq!(entry.request.as_str(), page.header("x-request-id"));
    assert!(entry.completed_at.is_some() && calls.is_empty());
    let listed = support.get("/activity?deed=export").await;
    listed.says("List exported");
    assert_eq!(shown(&support, "/activity?deed=export").await, [entry.id.to_string()]);
    let log = file(&support, "/activity?deed=export").await;
    assert_eq!(log.column("entry_id"), [entry.id.as_str()], "the export under way is not in it");
    assert_eq!(log.column("facts"), [format!("filter: q=a, frozen=0\nrows: {}", entry.facts[1].1)]);
}

#[tokio::test]
async fn an_export_is_made_on_purpose() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let ahead = admin.request(reqwest::Method::GET, "/export/customers").header("sec-purpose", "prefetch");
    assert_eq!(admin.send(ahead).await.status, 503);
    for method in [reqwest::Method::HEAD, reqwest::Method::POST] {
        let request = admin.request(method, "/export/customers").header("origin", &desk.base);
        assert_eq!(admin.send(request).await.status, 405);
    }
    assert_eq!(desk.entries(Deed::Export).await, 0);
    assert_eq!(admin.get("/export/users").await.status, 404);
    let empty = admin.get("/customers?q=zzzz").await;
    assert!(!empty.body.contains("/export/"), "nothing to take away");
}

/// A desk with more customers than two stretches, and its administrator's context.
async fn crowded() -> (TestDesk, Ctx) {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let like = desk.customer().await;
    let many: Vec<_> = (0..2_000).map(|index| named(&like, &format!("m{index}"), "Many")).collect();
    desk.desk.store.upsert_customers(&many, desk.desk.clock.now()).await.unwrap();
    let ctx = Ctx::system("test", desk.desk.ids.request_id());
    (desk, ctx)
}

#[tokio::test]
async fn an_export_that_is_broken_off_says_so() {
    let (desk, ctx) = crowded().await;
    let file = export::begin(&desk.desk, &ctx, CustomerFilter::default()).await.unwrap();
    assert_eq!(desk.newest(Deed::Export).await.0.outcome, Outcome::Open, "opened before the rows leave");
    drop(file);
    for _ in 0..100 {
        let (entry, _) = desk.newest(Deed::Export).await;
        if entry.outcome != Outcome::Open {
            assert_eq!((entry.outcome, entry.code.as_deref()), (Outcome::Failed, Some("broken-off")));
            let rows: u32 = entry.facts.last().unwrap().1.parse().unwrap();
            assert!(rows < 2_000, "{rows}");
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the entry stays open");
}

#[tokio::test]
async fn a_database_that_fails_in_the_middle_leaves_no_whole_file() {
    let (desk, ctx) = crowded().await;
    let mut file = export::begin(&desk.desk, &ctx, CustomerFilter::default()).await.unwrap();
    desk.desk.store.close().await;
    let mut last = None;
    while let Some(part) = file.next().await {
        last = Some(part);
    }
    assert!(matches!(last, Some(Err(Error::Broken(_)))));
    let ended = export::begin(&desk.desk, &ctx, CustomerFilter::default()).await;
    assert!(matches!(ended, Err(Error::Broken(_))), "what cannot be recorded does not leave");
}

#[tokio::test]
async fn a_database_that_is_gone_is_told_without_its_words() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    desk.desk.store.close().await;
    for accept in ["text/html", "application/json"] {
        let ask = client.request(reqwest::Method::GET, "/export/customers").header("accept", accept);
        let page = client.send(ask).await;
        assert!(page.status == 500 || page.status == 303, "{}", page.status);
        assert!(!page.body.to_lowercase().contains("sqlx") && !page.body.contains("pool"), "{}", page.body);
        if accept == "application/json" && page.status == 500 {
            assert!(matches!(page.error(), AppError::Internal(_)));
        }
    }
}
