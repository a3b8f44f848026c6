//! What the tests of renewals select: resources of a well-stocked customer that go together.

use crate::harness::TestDesk;
use model::customers::Customer;
use model::ids::ResourceId;
use model::lists::RenewalFilter;
use model::renewals::Period;
use model::resources::Resource;
use model::unsubscribe::UnsubscribeType;
use partner::Unsubscribe;
use partnerdesk::paths;
use partnerdesk::server::service::{renewals::policy::sendable, sync};
use partnerdesk::server::store::Scope;
use std::collections::BTreeMap;

/// The shortest period.
pub const MONTH: Period = Period::Months(1);

/// Resources of one customer that can be renewed together for any of the periods.
pub struct Selection {
    pub customer: Customer,
    pub resources: Vec<Resource>,
}

impl Selection {
    pub fn ids(&self) -> Vec<ResourceId> {
        self.resources.iter().map(|resource| resource.id.clone()).collect()
    }

    /// The page on which renewing them for a period is decided.
    pub fn page(&self, period: Period) -> String {
        paths::prices(&self.ids(), &[period])
    }

    /// Gives their renewed terms back, past the desk.
    pub async fn given_back(&self, desk: &TestDesk) {
        let (customer, resources) = (self.customer.id.clone(), self.ids());
        let what = UnsubscribeType::RenewedTerms;
        let order = Unsubscribe { customer, resources, what, reason: None, words: None };
        desk.desk.partner.unsubscribe(&order).await.unwrap();
    }

    /// Switches the auto-renewal of the first one, past the desk; as it stood before.
    pub async fn switched(&self, desk: &TestDesk) -> &Resource {
        let (first, customer) = (&self.resources[0], &self.customer.id);
        let partner = &desk.desk.partner;
        if first.auto_renews() {
            partner.auto_renew_off(customer, &first.id).await.unwrap();
        } else {
            partner.auto_renew_on(customer, &first.id).await.unwrap();
        }
        first
    }
}

/// What a customer could renew now, by what happens at expiry.
async fn renewable(desk: &TestDesk, customer: &Customer) -> BTreeMap<i64, Vec<Resource>> {
    sync::resources_of(&desk.desk, &customer.id).await.unwrap();
    let filter = RenewalFilter { customer: Some(customer.id.clone()), ..RenewalFilter::default() };
    let now = desk.desk.clock.now();
    let all = desk.desk.store.list_resources(&Scope::All, &filter, now).await.unwrap();
    let mut groups: BTreeMap<i64, Vec<Resource>> = BTreeMap::new();
    for resource in all.rows.into_iter().map(|row| row.resource) {
        let ids = std::slice::from_ref(&resource.id);
        let quote = desk.desk.partner.renewal_price(&customer.id, ids, MONTH).await.unwrap();
        let far = resource.expires_at.is_some_and(|end| end > now);
        if far && quote.failures.is_empty() {
            groups.entry(sendable(resource.expire_policy).code()).or_default().push(resource);
        }
    }
    groups
}

/// The first well-stocked customer's resources that can be renewed together, chosen by a rule.
pub async fn select(desk: &TestDesk, choose: impl Fn(&[Resource]) -> Option<Vec<Resource>>) -> Selection {
    desk.read_customers().await;
    for name in ["晨曦云", "Música", "Aurora"] {
        let customer = desk.customer_named(name).await;
        for group in renewable(desk, &customer).await.into_values() {
            if let Some(resources) = choose(&group) {
                return Selection { customer, resources };
            }
        }
    }
    panic!("no customer has such resources");
}

fn service(resource: &Resource) -> &str {
    resource.service_code.as_deref().unwrap()
}

/// Three of one service: the partner makes one order for them.
pub async fn three(desk: &TestDesk) -> Selection {
    select(desk, |group| {
        let of = |name: &str| group.iter().filter(|one| service(one) == name).take(3).cloned().collect();
        let each = group.iter().map(|one| of(service(one)));
        each.into_iter().find(|found: &Vec<Resource>| found.len() == 3)
    })
    .await
}

/// Two of two services: the partner makes two orders for them.
pub async fn two_services(desk: &TestDesk) -> Selection {
    select(desk, |group| {
        let first = group.first()?;
        let other = group.iter().find(|one| service(one) != service(first))?;
        Some(vec![first.clone(), other.clone()])
    })
    .await
}

/// Two selections of one resource each, of one customer, that cost the same.
pub async fn alike(desk: &TestDesk) -> [Selection; 2] {
    let pair = select(desk, |group| {
        let of = |name: &Option<String>| {
            group.iter().filter(|one| one.specification == *name).take(2).cloned().collect()
        };
        let each = group.iter().map(|one| of(&one.specification));
        each.into_iter().find(|found: &Vec<Resource>| found.len() == 2)
    })
    .await;
    let customer = pair.customer.clone();
    let mut prices = Vec::new();
    for id in pair.ids() {
        prices.push(desk.desk.partner.renewal_price(&customer.id, &[id], MONTH).await.unwrap().net_total);
    }
    assert_eq!(prices[0], prices[1], "the same specification costs the same");
    let mut each =
        pair.resources.into_iter().map(|one| Selection { customer: customer.clone(), resources: vec![one] });
    [each.next().unwrap(), each.next().unwrap()]
}
