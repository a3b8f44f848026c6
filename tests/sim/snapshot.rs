//! The initial database of every run: migrated, with mirrored customers.

use crate::partner::{CUSTOMERS, KEYS, Partner, SEED, URL};
use bytes::Bytes;
use futures::future::BoxFuture;
use http::{Request, Response};
use model::bulk::Target;
use model::ids::ResourceId;
use model::ids::{CustomerId, UserId};
use model::lists::{BudgetFilter, CustomerFilter, RenewalFilter};
use model::renewals::Period;
use model::resources::Resource;
use model::time::Timestamp;
use model::users::{Role, User};
use partner::clock::Clock;
use partner::{Carrier, PartnerConfig, Undelivered};
use partnerdesk::server::config::Settings;
use partnerdesk::server::service::mirror::Part;
use partnerdesk::server::service::renewals::policy::sendable;
use partnerdesk::server::service::sync;
use partnerdesk::server::state::{Desk, Ids};
use partnerdesk::server::store::{Scope, Store};
use rust_decimal::Decimal;
use simulator::Embedded;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The initial state of every run.
pub struct Snapshot {
    /// Content of the database file.
    pub database: Vec<u8>,
    pub customer: CustomerId,
    /// Resources that can be renewed together.
    pub resources: Vec<ResourceId>,
    /// Resources with auto-renewal on: switching it off takes a call for each.
    pub auto_renewing: Vec<ResourceId>,
    /// Customers with a budget, and its value.
    pub budgets: BTreeMap<CustomerId, Target>,
    /// Codes of the resources' expiry policies.
    pub policies: BTreeMap<String, i64>,
    /// The prices of a month of the resources: the least that auto-renewal can buy.
    pub monthly: BTreeMap<String, Decimal>,
}

impl Snapshot {
    /// All resources that users change in a run.
    pub fn all_resources(&self) -> Vec<ResourceId> {
        self.resources.iter().chain(&self.auto_renewing).cloned().collect()
    }

    /// The initial budgets.
    pub fn first_budgets(&self) -> BTreeMap<String, Target> {
        self.budgets.iter().map(|(customer, first)| (customer.to_string(), first.clone())).collect()
    }
}

/// When every run begins.
pub fn start() -> Timestamp {
    "2026-03-10T08:00:00Z".parse().expect("an instant")
}

/// The people, and their ids.
const PEOPLE: [(&str, &str); 2] = [("ann", "u1"), ("ben", "u2")];

/// The id of a person, by the user name of one of their requests.
pub fn user_of(name: &str) -> UserId {
    let of = |(person, _): &&(&str, &str)| name.starts_with(person);
    let (_, id) = PEOPLE.iter().find(of).unwrap_or(&PEOPLE[0]);
    UserId::parse(*id).expect("an id")
}

/// Sends every request to the simulator at once.
pub struct Direct(pub Arc<Partner>);

impl Carrier for Direct {
    fn carry(
        &self,
        request: Request<Bytes>,
        _: Duration,
    ) -> BoxFuture<'static, Result<Response<Bytes>, Undelivered>> {
        let answer = self.0.serve(request, None).ok_or(Undelivered::Lost);
        Box::pin(std::future::ready(answer))
    }
}

/// The partner settings of a desk.
pub fn config() -> PartnerConfig {
    PartnerConfig::new(URL, URL, KEYS.0, KEYS.1.into(), simulator::AGENCY)
}

/// Creates it, with the desk's own jobs.
pub async fn make(folder: &Path) -> Snapshot {
    let file = folder.join("template.db");
    let store = Store::open(&format!("sqlite://{}", file.display())).await.expect("a database");
    store.migrate().await.expect("tables");
    let (clock, _) = Clock::driven(start());
    let partner = Partner(Embedded::new(SEED, CUSTOMERS, KEYS, Arc::new(start)));
    // The clock does not move here, so a rate limit window would never end.
    partner.unlimited();
    let direct = Arc::new(Direct(Arc::new(partner)));
    let partner = partner::Partner::with_carrier(direct, config(), clock.clone()).expect("a client");
    let desk = Desk::new(store.clone(), partner, clock, Ids::seeded(0), Settings::default());
    for part in [Part::Customers, Part::Budgets] {
        sync::step(desk.clone(), part).await.expect("a mirror");
    }
    let everybody = store.list_customers(&Scope::All, &CustomerFilter::default()).await.expect("customers");
    let mut chosen = None;
    for customer in everybody.rows.into_iter().map(|row| row.customer).filter(|customer| customer.is_resale())
    {
        sync::resources_of(&desk, &customer.id).await.expect("resources");
        let auto_renewing = auto_renewing(&desk, &customer.id).await;
        if auto_renewing.len() >= 2 {
            chosen = Some((customer.id, auto_renewing));
            break;
        }
    }
    let (customer, auto_renewing) = chosen.expect("a customer whose change takes two calls");
    let budgets = budgets(&desk).await;
    for (name, _) in PEOPLE {
        let me = User {
            id: user_of(name),
            name: name.to_owned(),
            role: Role::Administrator,
            active: true,
            created_at: start(),
            signed_in_at: None,
        };
        store.add_user(&me, "").await.expect("a user");
    }
    let resources = renewable(&desk, &customer).await;
    let both: Vec<ResourceId> = resources.iter().chain(&auto_renewing).cloned().collect();
    let stored = desk.store.resources(&Scope::All, &both).await.expect("resources");
    let policy = |resource: Resource| Some((resource.id.to_string(), resource.expire_policy?.code()));
    let policies = stored.into_iter().filter_map(policy).collect();
    let monthly = monthly(&desk, &customer, &both).await;
    store.close().await;
    let database = std::fs::read(&file).expect("the database's file");
    Snapshot { database, customer, resources, auto_renewing, budgets, policies, monthly }
}

/// What a month of each resource costs.
async fn monthly(desk: &Desk, customer: &CustomerId, resources: &[ResourceId]) -> BTreeMap<String, Decimal> {
    let mut prices = BTreeMap::new();
    for id in resources {
        let ids = std::slice::from_ref(id);
        let quote = desk.partner.renewal_price(customer, ids, Period::Months(1)).await.expect("a quote");
        let price = quote.net_total.filter(|_| quote.failures.is_empty());
        prices.extend(price.map(|price| (id.to_string(), price)));
    }
    prices
}

/// The budgets of resale customers.
async fn budgets(desk: &Desk) -> BTreeMap<CustomerId, Target> {
    let all = desk.store.list_budgets(&Scope::All, &BudgetFilter::default()).await.expect("budgets");
    let ids: Vec<CustomerId> = all.rows.into_iter().map(|row| row.customer.id).collect();
    let read = desk.partner.budgets(&ids, None).await.expect("budgets");
    read.iter().map(|budget| (budget.customer.clone(), Target::of(budget))).collect()
}

/// Some resources with the same policy, of two services if possible, without auto-renewal.
async fn renewable(desk: &Desk, customer: &CustomerId) -> Vec<ResourceId> {
    sync::resources_of(desk, customer).await.expect("resources");
    let filter = RenewalFilter { customer: Some(customer.clone()), ..RenewalFilter::default() };
    let all = desk.store.list_resources(&Scope::All, &filter, start()).await.expect("resources");
    let rows: Vec<_> = all.rows.into_iter().map(|row| row.resource).collect();
    let ids: Vec<ResourceId> = rows.iter().map(|resource| resource.id.clone()).collect();
    let quote = desk.partner.renewal_price(customer, &ids, Period::Months(1)).await.expect("a quote");
    let mut groups: BTreeMap<i64, Vec<(String, ResourceId)>> = BTreeMap::new();
    for resource in rows {
        let policy = sendable(resource.expire_policy).code();
        if policy != 3 && !quote.failures.iter().any(|failure| failure.resource == resource.id) {
            let service = resource.service_code.unwrap_or_default();
            groups.entry(policy).or_default().push((service, resource.id));
        }
    }
    let mut group = groups.into_values().max_by_key(Vec::len).expect("a resource that can be renewed");
    group.sort();
    group.dedup_by(|a, b| a.0 == b.0);
    group.truncate(3);
    group.into_iter().map(|(_, id)| id).collect()
}

/// The resources with auto-renewal on that end last: none of them is charged by itself during a run.
async fn auto_renewing(desk: &Desk, customer: &CustomerId) -> Vec<ResourceId> {
    let filter =
        RenewalFilter { customer: Some(customer.clone()), auto: Some(true), ..RenewalFilter::default() };
    let all = desk.store.list_resources(&Scope::All, &filter, start()).await.expect("resources");
    let mut rows: Vec<_> = all.rows.into_iter().map(|row| row.resource).collect();
    rows.sort_by_key(|resource| std::cmp::Reverse(resource.expires_at));
    rows.into_iter().take(3).map(|resource| resource.id).collect()
}
