//! Exports of lists: the filtered rows, only for permitted roles, safe to open in a spreadsheet.

use crate::harness::{Table, TestDesk, named};
use model::audit::AuditAction;
use model::budgets::{Budget, BudgetType};
use model::customers::Customer;
use model::ids::{CustomerId, OrderId};
use model::money::{Currency, Money};
use model::orders::Order;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;
use partnerdesk::server::store::Scope;

const LISTS: [&str; 5] = ["/customers", "/budgets", "/orders", "/renewals", "/activity"];

async fn filled() -> TestDesk {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    desk.read(Part::Orders).await;
    desk
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
        let table = admin.file(list).await;
        let whole = list.replace("&page=2", "");
        let ids = admin.shown(&whole).await;
        assert!(!ids.is_empty(), "{list}");
        assert_eq!(table.column(&table.names[0]), ids, "{list}");
        longest = longest.max(ids.len());
    }
    assert!(longest > 50, "one of them has several pages: {longest}");
    let nonsense = admin.get("/export/customers?frozen=x&sort=;&page=9&budget=%FF").await;
    assert_eq!(nonsense.status, 400, "what cannot be read never counts as not given");
    assert_eq!(nonsense.header("content-disposition"), "");
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
    let table = admin.file("/customers?q=same").await;
    let mut ids = table.column("customer_id");
    assert_eq!(ids.len(), 1_204);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 1_204, "each once");
    assert!(table.column("name").is_sorted());
    let (entry, _) = desk.newest(AuditAction::Export).await;
    assert!(entry.facts.contains(&("rows".into(), "1204".into())), "{:?}", entry.facts);
}

#[tokio::test]
async fn a_file_keeps_its_length_for_those_who_could_unpack_it_too() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let plain = admin.get("/export/customers").await.body;
    let ask = admin.request(reqwest::Method::GET, "/export/customers").header("accept-encoding", "gzip");
    let answer = ask.send().await.unwrap();
    assert!(!answer.headers().contains_key("content-encoding"));
    assert_eq!(answer.headers()["content-length"], plain.len().to_string().as_str());
    assert_eq!(answer.text().await.expect("whole"), plain);
}

#[tokio::test]
async fn a_manager_takes_away_only_the_customers_assigned() {
    let desk = filled().await;
    let mine = Scope::Assigned(desk.user("manager").await.id);
    let manager = desk.signed_in(Role::Manager).await;
    let admin = desk.signed_in(Role::Administrator).await;
    for list in ["/customers", "/budgets", "/orders"] {
        let (own, all) = (manager.file(list).await, admin.file(list).await);
        assert!(own.rows.len() < all.rows.len() && !own.rows.is_empty(), "{list}");
        for id in own.column("customer_id") {
            let id = CustomerId::parse(id).unwrap();
            assert!(desk.desk.store.customer(&mine, &id).await.unwrap().is_some(), "{list}: {id}");
        }
    }
    let other = desk.unassigned_customer().await.id;
    let orders = Table::of(&manager.get(&format!("/export/orders?customer={other}")).await);
    assert!(orders.rows.is_empty());
    let log = manager.file("/activity").await;
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
    let before = desk.entries(AuditAction::Export).await;
    for list in LISTS {
        let page = desk.anonymous().get(&paths::export(&format!("{list}?q=a"))).await;
        assert_eq!(page.location(), Some(paths::sign_in_then(&format!("{list}?q=a"))), "back to the list");
    }
    assert_eq!(desk.entries(AuditAction::Export).await, before);
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
    let table = admin.file("/customers?q=hyperlink").await;
    assert_eq!(table.rows.len(), 1);
    for (column, cell) in [
        ("customer_id", "'=evil"),
        ("name", "'=HYPERLINK(\"http://evil.example\",\"北京\")"),
        ("account_name", "'+cmd|' /C calc'!A0"),
        ("label", "'@SUM(1+1)"),
        ("email", "'-2+3"),
        ("account_manager", "' =1"),
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
    // Zeros beyond the decimals of the currency are left out: the file can be handed in again, where
    // typed zeros count as decimals.
    let budgets = admin.file("/budgets").await;
    for (column, cell) in [
        ("amount", "100.10"),
        ("used", "130.60"),
        ("left", "-30.50"),
        ("currency", "EUR"),
        ("type", "package"),
        ("level", "exhausted"),
    ] {
        assert_eq!(budgets.cell(like.id.as_str(), column), cell, "{column}");
    }
    let customers = admin.file("/customers").await;
    assert_eq!(customers.cell(like.id.as_str(), "budget_left"), "-30.50");
    assert_eq!(customers.cell(like.id.as_str(), "budget_currency"), "EUR");
    let orders = admin.file("/orders").await;
    for (column, cell) in [
        ("net_amount", "-0.0012"),
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
    let customer = desk.customer().await;
    desk.expiring(&[("r-late", 80, 0), ("r-soon", 3, 3), ("r-near", 20, 1)]).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let table = admin.file("/renewals?window=30").await;
    assert_eq!(table.column("resource_id"), ["r-soon", "r-near"]);
    assert_eq!(table.column("at_expiry"), ["auto-renew", "to-pay-per-use"]);
    assert_eq!(table.column("auto_renewal"), ["yes", "no"]);
    assert_eq!(table.column("customer_name"), [customer.display_name(); 2]);
    assert_eq!(admin.file("/renewals?sort=expires&dir=desc").await.column("resource_id")[0], "r-late");
}

#[tokio::test]
async fn a_workbook_holds_the_rows_and_columns_of_the_csv_file() {
    use calamine::{Data, Reader, Xlsx};
    let desk = filled().await;
    let admin = desk.signed_in(Role::Administrator).await;
    for list in LISTS {
        let table = Table::of(&admin.get(&paths::export(list)).await);
        let answer = admin.request(reqwest::Method::GET, &paths::export_workbook(list)).send().await.unwrap();
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert!(header("content-disposition").ends_with("Z.xlsx\""), "{list}");
        assert_eq!(
            header("content-type"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        );
        let bytes = answer.bytes().await.unwrap();
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("Sheet1").unwrap();
        let text = |cell: &Data| cell.to_string();
        let names: Vec<String> = sheet.rows().next().unwrap().iter().map(text).collect();
        assert_eq!(names, table.names, "{list}");
        // The log has one more entry by now.
        if list != "/activity" {
            let ids: Vec<String> = sheet.rows().skip(1).map(|row| text(&row[0])).collect();
            assert_eq!(ids, table.column(&table.names[0]), "{list}");
        }
    }
    let manager = desk.signed_in(Role::Manager).await;
    assert_eq!(manager.get(&paths::export_workbook("/customers?frozen=x")).await.status, 400);
    let stranger = desk.anonymous().get(&paths::export_workbook("/orders?q=a")).await;
    assert_eq!(stranger.location(), Some(paths::sign_in_then("/orders?q=a")));
    let (entry, _) = desk.newest(AuditAction::Export).await;
    assert_eq!(entry.outcome, model::audit::AuditOutcome::Done);
}
