//! A random world of customers, and the naive answers to questions about it.

use crate::make::{budget, customer, days, later, now, order, reseller_id, resource, resource_id};
use jiff::Timestamp;
use partnerdesk::model::budget::{Budget, BudgetType};
use partnerdesk::model::customer::{Association, Customer, Frozen};
use partnerdesk::model::ids::{CustomerId, ResellerId};
use partnerdesk::model::lists::{
    BudgetFilter, CustomerFilter, CustomerRow, ExpiryWindow, OrderFilter, RenewalFilter,
};
use partnerdesk::model::money::{Currency, Money};
use partnerdesk::model::order::{Order, OrderStatus, OrderType};
use partnerdesk::model::resource::{ExpirePolicy, Resource, ResourceStatus};
use partnerdesk::server::store::{Scope, Store};
use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};

pub const SEARCHES: &[&str] = &[
    "a",
    "ac",
    "acme",
    "ACME",
    "北京",
    "北",
    "北京华为",
    "%",
    "_",
    "100%",
    "a_b",
    "\"",
    "\"quoted\"",
    "'",
    "o'neil",
    "AND",
    "and",
    "OR acme",
    "*",
    "acme*",
    "\\",
    "-",
    "NEAR(a b)",
    "cs1",
    "CS10",
    "c01",
    "server",
    "mail.example",
    "zzz",
    "straße",
    "ÉCOLE",
    "search:acme",
    "(",
    "999-77",
];

const NAMES: &[&str] = &[
    "Acme",
    "acme GmbH",
    "北京华为技术有限公司",
    "上海北京路",
    "100% Cotton",
    "a_b Systems",
    "The \"quoted\" Company",
    "O'Neil & Sons",
    "Sand and Stone",
    "back\\slash",
    "Straße AG",
    "École",
    "Zeta-9",
    "Café\u{301}",
    "*",
];

#[derive(Clone)]
pub struct World {
    pub resellers: Vec<ResellerId>,
    pub customers: Vec<Customer>,
    pub budgets: HashMap<CustomerId, Budget>,
    pub orders: Vec<Order>,
    pub resources: Vec<Resource>,
    /// What the user `share` looks after.
    pub share: BTreeSet<CustomerId>,
}

/// A key to compare by: a number, or a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Number(Decimal),
    Text(String),
    Texts(String, String),
}

const FIRST: Key = Key::Number(Decimal::MIN);
const LAST: Key = Key::Number(Decimal::MAX);

fn number(value: Option<Decimal>, absent: Key) -> Key {
    value.map_or(absent, Key::Number)
}

fn instant(value: Option<Timestamp>, absent: Key) -> Key {
    number(value.map(|at| Decimal::from(at.as_second())), absent)
}

fn name(customer: &Customer) -> String {
    customer.display_name().trim().to_lowercase()
}

fn found(search: Option<&String>, fields: &[Option<&str>]) -> bool {
    let Some(needle) = search.map(|text| text.to_lowercase()) else { return true };
    fields.iter().flatten().any(|field| field.to_lowercase().contains(&needle))
}

impl World {
    pub fn make(dice: &mut ChaCha8Rng) -> Self {
        let resellers: Vec<ResellerId> = ["r1", "r2"].map(reseller_id).to_vec();
        let mut world = World {
            resellers,
            customers: Vec::new(),
            budgets: HashMap::new(),
            orders: Vec::new(),
            resources: Vec::new(),
            share: BTreeSet::new(),
        };
        for index in 0..230 {
            let customer = world.random_customer(dice, &format!("c{index:03}"));
            if dice.random_bool(0.7) {
                world.budgets.insert(customer.id.clone(), random_budget(dice, customer.id.as_str()));
            }
            for _ in 0..dice.random_range(0..4) {
                let id = format!("cs{}", 1000 + world.orders.len());
                world.orders.push(random_order(dice, &id, customer.id.as_str()));
            }
            for _ in 0..dice.random_range(0..4) {
                world.random_resource(dice, customer.id.as_str());
            }
            world.customers.push(customer);
        }
        world
    }

    fn random_customer(&self, dice: &mut ChaCha8Rng, id: &str) -> Customer {
        let text = |dice: &mut ChaCha8Rng, values: &[&str]| {
            dice.random_bool(0.5).then(|| (*values.choose(dice).unwrap()).to_owned())
        };
        Customer {
            name: dice.random_bool(0.9).then(|| (*NAMES.choose(dice).unwrap()).to_owned()),
            associated_at: dice.random_bool(0.8).then(|| days(-dice.random_range(0..30))),
            association: Some(if dice.random_bool(0.7) {
                Association::Resale
            } else {
                Association::Referral
            }),
            label: text(dice, &["gold", "Silver_1", "北"]),
            telephone: text(dice, &["999-7755", "12345678"]),
            email: text(dice, &["office@mail.example", "a_b@other.example"]),
            frozen: [None, Some(Frozen::No), Some(Frozen::Account), Some(Frozen::AccountAndResources)]
                .choose(dice)
                .unwrap()
                .to_owned(),
            account_manager: text(dice, &["Wang", "acme-manager"]),
            reseller: dice.random_bool(0.4).then(|| self.resellers.choose(dice).unwrap().clone()),
            ..customer(id, "replaced")
        }
    }

    fn random_resource(&mut self, dice: &mut ChaCha8Rng, customer: &str) {
        let id = format!("res-{}", self.resources.len());
        let kinds =
            [("hws.service.type.ec2", "Elastic Cloud Server"), ("hws.service.type.obs", "Object Storage")];
        let service = kinds.choose(dice).unwrap();
        let policies =
            [None, Some(ExpirePolicy::AutoRenew), Some(ExpirePolicy::Grace), Some(ExpirePolicy::ToPayPerUse)];
        let main = Resource {
            name: dice.random_bool(0.8).then(|| (*NAMES.choose(dice).unwrap()).to_owned()),
            service_code: dice.random_bool(0.9).then(|| service.0.to_owned()),
            service_name: dice.random_bool(0.9).then(|| service.1.to_owned()),
            status: *[
                None,
                Some(ResourceStatus::InUse),
                Some(ResourceStatus::InUse),
                Some(ResourceStatus::Expired),
            ]
            .choose(dice)
            .unwrap(),
            expires_at: dice.random_bool(0.95).then(|| days(dice.random_range(-5..95))),
            expire_policy: *policies.choose(dice).unwrap(),
            ..resource(&id, customer, now())
        };
        self.resources.push(main);
        for disk in 0..dice.random_range(0..3) {
            let disk = resource(&format!("{id}-disk-{disk}"), customer, later(5));
            self.resources.push(Resource { is_main: false, parent: Some(resource_id(&id)), ..disk });
        }
    }

    pub async fn store(&self, store: &Store) {
        store.upsert_customers(&self.customers, now()).await.unwrap();
        let budgets: Vec<Budget> = self.budgets.values().cloned().collect();
        store.upsert_budgets(&budgets, now()).await.unwrap();
        store.upsert_orders(&self.orders, now()).await.unwrap();
        for customer in &self.customers {
            let own: Vec<_> = self.resources.iter().filter(|r| r.customer == customer.id).cloned().collect();
            store.replace_resources(&customer.id, &own, now()).await.unwrap();
        }
    }

    pub fn sees(&self, scope: &Scope, customer: &CustomerId) -> bool {
        match scope {
            Scope::All => true,
            Scope::Assigned(user) => user.as_str() == "share" && self.share.contains(customer),
        }
    }

    pub fn customer(&self, id: &CustomerId) -> &Customer {
        self.customers.iter().find(|customer| customer.id == *id).unwrap()
    }

    fn customer_found(&self, customer: &Customer, search: Option<&String>) -> bool {
        let fields = [
            customer.name.as_deref(),
            Some(customer.account_name.as_str()),
            customer.label.as_deref(),
            customer.telephone.as_deref(),
            customer.email.as_deref(),
            customer.account_manager.as_deref(),
            Some(customer.id.as_str()),
        ];
        found(search, &fields)
    }

    fn waiting(&self, customer: &CustomerId) -> u32 {
        let own = self.orders.iter().filter(|o| o.customer == *customer);
        own.filter(|o| o.status == OrderStatus::PendingPayment).count() as u32
    }

    fn next_expiry(&self, customer: &CustomerId) -> Option<Timestamp> {
        let own = self.resources.iter().filter(|r| r.customer == *customer && needs_renewal(r));
        own.filter_map(|r| r.expires_at).min()
    }

    pub fn customer_row(&self, id: &CustomerId) -> CustomerRow {
        CustomerRow {
            customer: self.customer(id).clone(),
            budget: self.budgets.get(id).cloned(),
            waiting_orders: self.waiting(id),
            next_expiry: self.next_expiry(id),
        }
    }

    pub fn customer_fits(&self, customer: &Customer, filter: &CustomerFilter) -> bool {
        let level = self.budgets.get(&customer.id).map(Budget::level);
        self.customer_found(customer, filter.search.as_ref())
            && filter.frozen.is_none_or(|frozen| customer.frozen == Some(frozen))
            && filter.budget.is_none_or(|asked| level == Some(asked))
            && filter.reseller.as_ref().is_none_or(|reseller| customer.reseller.as_ref() == Some(reseller))
    }

    pub fn customer_key(&self, customer: &Customer, filter: &CustomerFilter) -> Key {
        let budget = self.budgets.get(&customer.id);
        match filter.paging.sort.as_deref() {
            Some("associated") => instant(customer.associated_at, FIRST),
            Some("used") => number(budget.and_then(|b| b.used), FIRST),
            Some("left") => number(budget.and_then(Budget::left).map(|left| left.amount), LAST),
            Some("waiting") => Key::Number(self.waiting(&customer.id).into()),
            Some("expires") => instant(self.next_expiry(&customer.id), LAST),
            _ => Key::Text(name(customer)),
        }
    }

    pub fn budget_fits(&self, customer: &Customer, filter: &BudgetFilter) -> bool {
        let budget = &self.budgets[&customer.id];
        self.customer_found(customer, filter.search.as_ref())
            && filter.level.is_none_or(|level| budget.level() == level)
            && filter.kind.as_ref().is_none_or(|kind| budget.kind.as_ref() == Some(kind))
            && filter.reseller.as_ref().is_none_or(|reseller| customer.reseller.as_ref() == Some(reseller))
    }

    /// On a first reading only monthly budgets have a pace: since the month began, 1 November
    /// midnight in GMT+8.
    pub fn runs_out(&self, budget: &Budget) -> Option<Timestamp> {
        let (since, then) = match budget.kind {
            Some(BudgetType::Monthly) => ("2026-10-31T16:00:00Z".parse().unwrap(), Decimal::ZERO),
            _ => (now(), budget.used.unwrap_or_default()),
        };
        budget.runs_out_at(since, then, now())
    }

    pub fn budget_key(&self, customer: &Customer, filter: &BudgetFilter) -> Key {
        let budget = &self.budgets[&customer.id];
        match filter.paging.sort.as_deref() {
            Some("name") => Key::Text(name(customer)),
            Some("amount") => number(budget.amount.filter(|_| budget.is_set()), FIRST),
            Some("used") => number(budget.used, FIRST),
            Some("left") => number(budget.left().map(|left| left.amount), LAST),
            Some("runs-out") => instant(self.runs_out(budget), LAST),
            _ => number(budget.used_percent(), FIRST),
        }
    }

    pub fn order_fits(&self, order: &Order, filter: &OrderFilter) -> bool {
        let by_id = found(filter.search.as_ref(), &[Some(order.id.as_str())]);
        (by_id || self.customer_found(self.customer(&order.customer), filter.search.as_ref()))
            && filter.status.is_none_or(|status| order.status == status)
            && filter.kind.is_none_or(|kind| order.kind == kind)
            && filter.customer.as_ref().is_none_or(|customer| order.customer == *customer)
    }

    pub fn order_key(&self, order: &Order, filter: &OrderFilter) -> Key {
        match filter.paging.sort.as_deref() {
            Some("deadline") => instant(order.deadline().map(|(at, _)| at), LAST),
            Some("amount") => number(order.amount.as_ref().map(|money| money.amount), FIRST),
            Some("customer") => Key::Texts(name(self.customer(&order.customer)), order.customer.to_string()),
            _ => instant(order.created_at, FIRST),
        }
    }

    pub fn waiting_sums(&self, scope: &Scope) -> Vec<(Money, u64)> {
        let mut sums: BTreeMap<Currency, (Decimal, u64)> = BTreeMap::new();
        let waiting =
            self.orders.iter().filter(|o| o.is_waiting_for_payment() && self.sees(scope, &o.customer));
        for money in waiting.filter_map(|o| o.amount.as_ref()) {
            let sum = sums.entry(money.currency.clone()).or_default();
            *sum = (sum.0 + money.amount, sum.1 + 1);
        }
        sums.into_iter().map(|(currency, (sum, count))| (Money::new(sum, currency), count)).collect()
    }

    pub fn resource_fits(&self, resource: &Resource, filter: &RenewalFilter, now: Timestamp) -> bool {
        let own = found(filter.search.as_ref(), &[resource.name.as_deref(), Some(resource.id.as_str())]);
        let window = filter.window.is_none_or(|window| {
            resource.expires_at.is_some_and(|expires| match window {
                ExpiryWindow::Past => expires <= now,
                _ => expires > now && expires.as_second() - now.as_second() <= window.days() * 86_400,
            })
        });
        (own || self.customer_found(self.customer(&resource.customer), filter.search.as_ref()))
            && window
            && filter.auto.is_none_or(|auto| resource.auto_renews() == auto)
            && filter.service.as_ref().is_none_or(|code| resource.service_code.as_ref() == Some(code))
            && filter.customer.as_ref().is_none_or(|customer| resource.customer == *customer)
    }

    pub fn resource_key(&self, resource: &Resource, filter: &RenewalFilter) -> Key {
        let service = resource.service_name.as_ref().or(resource.service_code.as_ref());
        match filter.paging.sort.as_deref() {
            Some("customer") => {
                Key::Texts(name(self.customer(&resource.customer)), resource.customer.to_string())
            }
            Some("service") => Key::Text(service.map(|name| name.to_lowercase()).unwrap_or_default()),
            Some("name") => Key::Text(resource.display_name().to_lowercase()),
            _ => instant(resource.expires_at, LAST),
        }
    }

    pub fn expiring_weeks(&self, scope: &Scope, now: Timestamp) -> Vec<u64> {
        let mut weeks = vec![0; 12];
        let scoped = self.resources.iter().filter(|r| needs_renewal(r) && self.sees(scope, &r.customer));
        for expires in scoped.filter_map(|r| r.expires_at).filter(|expires| *expires > now) {
            // Seven days from now to the second still is the first week.
            let week = (expires.as_second() - now.as_second() + 604_799) / 604_800 - 1;
            if let Some(count) = weeks.get_mut(week as usize) {
                *count += 1;
            }
        }
        weeks
    }
}

fn needs_renewal(resource: &Resource) -> bool {
    let in_use = resource.status.is_none_or(|status| status == ResourceStatus::InUse);
    resource.is_main && in_use && !resource.auto_renews()
}

fn random_budget(dice: &mut ChaCha8Rng, customer: &str) -> Budget {
    let (amounts, shares) =
        (["0", "100", "100.00", "1500.50", "2147483647"], ["0", "0.75", "0.9", "1", "1.3"]);
    let amount: Decimal = amounts.choose(dice).unwrap().parse().unwrap();
    let used = amount * shares.choose(dice).unwrap().parse::<Decimal>().unwrap();
    Budget {
        amount: dice.random_bool(0.9).then_some(amount),
        used: dice.random_bool(0.9).then_some(used),
        kind: [None, Some(BudgetType::Monthly), Some(BudgetType::Package)].choose(dice).unwrap().clone(),
        ..budget(customer, "1", "1")
    }
}

fn random_order(dice: &mut ChaCha8Rng, id: &str, customer: &str) -> Order {
    let currency = Currency::parse(["USD", "EUR"].choose(dice).unwrap()).unwrap();
    let amount = Decimal::new(dice.random_range(-500..5_000), dice.random_range(0..4));
    Order {
        status: *[
            OrderStatus::PendingPayment,
            OrderStatus::Completed,
            OrderStatus::Cancelled,
            OrderStatus::Other(8),
        ]
        .choose(dice)
        .unwrap(),
        kind: *OrderType::KNOWN[..3].choose(dice).unwrap(),
        amount: dice.random_bool(0.9).then(|| Money::new(amount, currency)),
        created_at: dice.random_bool(0.9).then(|| days(-dice.random_range(0..20))),
        pay_until: dice.random_bool(0.2).then(|| later(dice.random_range(0..9) * 3_600)),
        ..order(id, customer)
    }
}
