//! Mirror data that the simulator does not have.

use super::TestDesk;
use model::customers::Customer;
use model::ids::{CustomerId, ResourceId};
use model::resources::Resource;
use model::time::plus_days;

/// A copy of a customer with another id and name.
pub fn named(like: &Customer, id: &str, name: &str) -> Customer {
    Customer { id: CustomerId::parse(id).unwrap(), name: Some(name.to_owned()), ..like.clone() }
}

impl TestDesk {
    /// Replaces the resources of the first customer: id, days until expiry, and code of the expiry
    /// policy.
    pub async fn expiring(&self, resources: &[(&str, i64, i64)]) {
        let (customer, now) = (self.customer().await.id, self.desk.clock.now());
        let made = |(id, days, policy): &(&str, i64, i64)| Resource {
            id: ResourceId::parse(*id).unwrap(),
            customer: customer.clone(),
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
            expires_at: Some(plus_days(now, *days)),
            expire_policy: Some((*policy).into()),
            renewed_here: None,
        };
        let made: Vec<_> = resources.iter().map(made).collect();
        self.desk.store.replace_resources(&customer, &made, now).await.unwrap();
    }
}
