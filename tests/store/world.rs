//! A random world of customers. The pools of values are small, so that many are equal, and contain
//! spaces, special characters and Chinese.

use crate::builders::{budget, customer, days, later, now, order, reseller_id, resource, resource_id};
use model::budgets::{Budget, BudgetType};
use model::customers::{Association, Customer, Frozen};
use model::ids::{CustomerId, ResellerId};
use model::money::{Currency, Money};
use model::orders::{Order, OrderStatus, OrderType};
use model::resources::{ExpirePolicy, Resource, ResourceStatus};
use partnerdesk::server::store::Store;
use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap};

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
    "999 77 55",
    "+(999) 7755",
    "gmbh acme",
    "neil o'n",
    "北 华为",
    "acme server",
    "cs10 acme",
    "c0 1234-5678",
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
    /// The customers assigned to the user `share`.
    pub share: BTreeSet<CustomerId>,
}

impl World {
    pub fn make(rng: &mut ChaCha8Rng) -> Self {
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
            let customer = world.random_customer(rng, &format!("c{index:03}"));
            if rng.random_bool(0.7) {
                world.budgets.insert(customer.id.clone(), random_budget(rng, customer.id.as_str()));
            }
            for _ in 0..rng.random_range(0..4) {
                let id = format!("cs{}", 1000 + world.orders.len());
                world.orders.push(random_order(rng, &id, customer.id.as_str()));
            }
            for _ in 0..rng.random_range(0..4) {
                world.random_resource(rng, customer.id.as_str());
            }
            world.customers.push(customer);
        }
        world
    }

    fn random_customer(&self, rng: &mut ChaCha8Rng, id: &str) -> Customer {
        let text = |rng: &mut ChaCha8Rng, values: &[&str]| {
            rng.random_bool(0.5).then(|| (*values.choose(rng).unwrap()).to_owned())
        };
        Customer {
            name: rng.random_bool(0.9).then(|| (*NAMES.choose(rng).unwrap()).to_owned()),
            associated_at: rng.random_bool(0.8).then(|| days(-rng.random_range(0..30))),
            association: Some(if rng.random_bool(0.7) { Association::Resale } else { Association::Referral }),
            label: text(rng, &["gold", "Silver_1", "北"]),
            telephone: text(rng, &["999-7755", "12345678"]),
            email: text(rng, &["office@mail.example", "a_b@other.example"]),
            frozen: [None, Some(Frozen::No), Some(Frozen::Account), Some(Frozen::AccountAndResources)]
                .choose(rng)
                .unwrap()
                .to_owned(),
            account_manager: text(rng, &["Wang", "acme-manager"]),
            reseller: rng.random_bool(0.4).then(|| self.resellers.choose(rng).unwrap().clone()),
            ..customer(id, "replaced")
        }
    }

    fn random_resource(&mut self, rng: &mut ChaCha8Rng, customer: &str) {
        let id = format!("res-{}", self.resources.len());
        let kinds =
            [("hws.service.type.ec2", "Elastic Cloud Server"), ("hws.service.type.obs", "Object Storage")];
        let service = kinds.choose(rng).unwrap();
        let policies =
            [None, Some(ExpirePolicy::AutoRenew), Some(ExpirePolicy::Grace), Some(ExpirePolicy::ToPayPerUse)];
        let main = Resource {
            name: rng.random_bool(0.8).then(|| (*NAMES.choose(rng).unwrap()).to_owned()),
            service_code: rng.random_bool(0.9).then(|| service.0.to_owned()),
            service_name: rng.random_bool(0.9).then(|| service.1.to_owned()),
            status: *[
                None,
                Some(ResourceStatus::InUse),
                Some(ResourceStatus::InUse),
                Some(ResourceStatus::Expired),
                Some(ResourceStatus::Frozen),
                Some(ResourceStatus::Closed),
            ]
            .choose(rng)
            .unwrap(),
            expires_at: rng.random_bool(0.95).then(|| days(rng.random_range(-5..95))),
            expire_policy: *policies.choose(rng).unwrap(),
            renewed_here: None,
            ..resource(&id, customer, now())
        };
        self.resources.push(main);
        for disk in 0..rng.random_range(0..3) {
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
}

fn random_budget(rng: &mut ChaCha8Rng, customer: &str) -> Budget {
    let (amounts, shares) =
        (["0", "100", "100.00", "1500.50", "2147483647"], ["0", "0.75", "0.9", "1", "1.3"]);
    let amount: Decimal = amounts.choose(rng).unwrap().parse().unwrap();
    let used = amount * shares.choose(rng).unwrap().parse::<Decimal>().unwrap();
    Budget {
        amount: rng.random_bool(0.9).then_some(amount),
        used: rng.random_bool(0.9).then_some(used),
        kind: [None, Some(BudgetType::Monthly), Some(BudgetType::Package)].choose(rng).unwrap().clone(),
        ..budget(customer, "1", "1")
    }
}

fn random_order(rng: &mut ChaCha8Rng, id: &str, customer: &str) -> Order {
    let currency = Currency::parse(["USD", "EUR"].choose(rng).unwrap()).unwrap();
    let amount = Decimal::new(rng.random_range(-500..5_000), rng.random_range(0..4));
    Order {
        status: *[
            OrderStatus::PendingPayment,
            OrderStatus::Completed,
            OrderStatus::Cancelled,
            OrderStatus::Other(8),
        ]
        .choose(rng)
        .unwrap(),
        kind: *OrderType::KNOWN[..3].choose(rng).unwrap(),
        amount: rng.random_bool(0.9).then(|| Money::new(amount, currency)),
        created_at: rng.random_bool(0.9).then(|| days(-rng.random_range(0..20))),
        pay_until: rng.random_bool(0.2).then(|| later(rng.random_range(0..9) * 3_600)),
        paid_here: None,
        ..order(id, customer)
    }
}
