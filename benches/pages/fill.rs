//! A mirror of generated customers: two orders and two resources each, budgets at every level. The
//! same in each run.

use model::budgets::{Budget, BudgetType};
use model::customers::{Association, Customer, Frozen, Verified};
use model::ids::{CustomerId, OrderId, ResourceId};
use model::money::{Currency, Money};
use model::orders::{Order, OrderStatus, OrderType};
use model::resources::{ExpirePolicy, Resource, ResourceStatus};
use model::time::{Timestamp, plus_days};
use partnerdesk::server::store::Store;
use rust_decimal::Decimal;

const TOWNS: [&str; 8] = ["Harbour", "Aurora", "北斗", "São Bento", "Meridian", "Øresund", "青石", "Wisła"];
const TRADES: [&str; 5] = ["Freight", "Analytics", "食品", "Energia", "Textiles"];

/// Fills an empty store and marks the data as read now.
pub async fn fill(store: &Store, customers: u32, now: Timestamp) {
    let numbers: Vec<u32> = (0..customers).collect();
    for batch in numbers.chunks(1_000) {
        let rows: Vec<Customer> = batch.iter().map(|n| customer(*n, now)).collect();
        store.upsert_customers(&rows, now).await.unwrap();
        let rows: Vec<Budget> = batch.iter().map(|n| budget(*n)).collect();
        store.upsert_budgets(&rows, now).await.unwrap();
        let rows: Vec<Order> = batch.iter().flat_map(|n| [order(*n, 0, now), order(*n, 1, now)]).collect();
        store.upsert_orders(&rows, now).await.unwrap();
    }
    for n in numbers {
        let rows = [resource(n, 0, now), resource(n, 1, now)];
        store.replace_resources(&id(n), &rows, now).await.unwrap();
    }
    for part in ["customers", "budgets", "orders", "orders:", "resources"] {
        store.mark_ok(part, now).await.unwrap();
    }
}

/// A fixed hash that spreads numbers.
fn mix(n: u32) -> u32 {
    n.wrapping_mul(2_654_435_761).rotate_left(13) ^ 0x5bd1_e995
}

fn id(n: u32) -> CustomerId {
    CustomerId::parse(format!("{:08x}{n:024x}", mix(n))).unwrap()
}

fn customer(n: u32, now: Timestamp) -> Customer {
    let town = TOWNS[(mix(n) % 8) as usize];
    let trade = TRADES[(mix(n / 8) % 5) as usize];
    Customer {
        id: id(n),
        account_name: format!("account-{n}"),
        name: Some(format!("{town} {n} {trade}")),
        associated_at: Some(plus_days(now, -i64::from(n % 900))),
        association: Some(Association::Resale),
        label: None,
        telephone: Some(format!("{}", 80_000_000 + n)),
        country_code: Some("0065".into()),
        email: Some(format!("ops{n}@customer.example")),
        verified: Some(Verified::Authenticated),
        kind: None,
        frozen: Some(if n % 40 == 7 { Frozen::Account } else { Frozen::No }),
        account_manager: Some(format!("am-{}", n % 30)),
        xaccount_id: None,
        xaccount_type: None,
        level: None,
        reseller: None,
    }
}

fn budget(n: u32) -> Budget {
    let amount = Decimal::from(500 + mix(n) % 20_000);
    let percent = Decimal::from(mix(n + 1) % 118);
    Budget {
        customer: id(n),
        amount: Some(amount),
        used: Some((amount * percent / Decimal::ONE_HUNDRED).round_dp(2)),
        currency: Currency::usd(),
        kind: Some(if n.is_multiple_of(3) { BudgetType::Package } else { BudgetType::Monthly }),
    }
}

fn order(n: u32, which: u32, now: Timestamp) -> Order {
    let waits = which == 0 && n.is_multiple_of(4);
    let days = if waits { i64::from(n % 7) } else { i64::from(mix(n + which) % 360) };
    let money = |amount: u32| Some(Money::new(Decimal::new(i64::from(amount), 2), Currency::usd()));
    Order {
        id: OrderId::parse(format!("CS{n:07}X{which}")).unwrap(),
        customer: id(n),
        status: if waits { OrderStatus::PendingPayment } else { OrderStatus::Completed },
        kind: OrderType::Renewal,
        source: None,
        service_code: Some("hws.service.type.ec2".into()),
        service_name: Some("Elastic Cloud Server".into()),
        amount: money(1_000 + mix(n) % 400_000),
        list_amount: money(2_000 + mix(n) % 400_000),
        created_at: Some(plus_days(now, -days)),
        paid_at: None,
        pay_until: None,
        paid_here: None,
    }
}

fn resource(n: u32, which: u32, now: Timestamp) -> Resource {
    let at_risk = which == 0 && n % 25 == 3;
    let days = i64::from(mix(n + which) % 365);
    Resource {
        id: ResourceId::parse(format!("r-{n:08}-{which}")).unwrap(),
        customer: id(n),
        name: Some(format!("web-{n}-{which}")),
        region: Some("ap-southeast-3".into()),
        service_code: Some("hws.service.type.ec2".into()),
        service_name: Some("Elastic Cloud Server".into()),
        type_code: None,
        type_name: None,
        specification: Some("s6.large.2.linux".into()),
        parent: None,
        is_main: true,
        status: Some(if at_risk { ResourceStatus::Expired } else { ResourceStatus::InUse }),
        effective_at: Some(plus_days(now, -200)),
        expires_at: Some(plus_days(now, if at_risk { -i64::from(mix(n) % 12) } else { days })),
        expire_policy: Some(if n.is_multiple_of(5) { ExpirePolicy::AutoRenew } else { ExpirePolicy::Grace }),
        renewed_here: None,
    }
}
