//! What the partner shows when a run is over, read without any fault.

use crate::scheduler::Director;
use crate::snapshot::{self, Direct};
use model::bulk::Target;
use model::ids::{CustomerId, ResourceId};
use model::resources::ResourceStatus;
use partner::Partner;
use partner::clock::Clock;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A resource as the partner shows it.
pub struct Live {
    pub resource: String,
    /// Closed, or no longer listed.
    pub is_gone: bool,
    /// Number of its expiry policy.
    pub policy: Option<i64>,
}

fn reader(director: &Director) -> Partner {
    let (clock, _) = Clock::driven(director.now());
    director.partner.unlimited();
    let direct = Arc::new(Direct(Arc::clone(&director.partner)));
    Partner::with_carrier(direct, snapshot::config(), clock).expect("a client")
}

/// Budgets of these customers.
pub async fn budgets(director: &Director, ids: &[CustomerId]) -> BTreeMap<String, Target> {
    let found = reader(director).budgets(ids, None).await.expect("the budgets");
    found.iter().map(|budget| (budget.customer.to_string(), Target::of(budget))).collect()
}

/// The resources of a run.
pub async fn resources(director: &Director, ids: &[ResourceId]) -> Vec<Live> {
    let partner = reader(director);
    let found = partner.resources_by_id(&director.customer, ids).await.expect("the resources");
    let live = |id: &ResourceId| {
        let resource = found.iter().find(|resource| resource.id == *id);
        Live {
            resource: id.to_string(),
            is_gone: resource.is_none_or(|resource| resource.status == Some(ResourceStatus::Closed)),
            policy: resource.and_then(|resource| resource.expire_policy).map(|policy| policy.code()),
        }
    };
    ids.iter().map(live).collect()
}
