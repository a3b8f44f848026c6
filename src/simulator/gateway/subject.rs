//! The customer that a call concerns, for the faults of sentinel customers.

use crate::wire::call::Call;
use crate::wire::principal::Principal;
use crate::world::World;
use crate::world::tenant::{fixtures, ids};

/// The customer that a call concerns: the caller, or the customer it names. For a write with
/// several customers, the first sentinel among them; a read of several is not affected by
/// sentinels.
pub fn subject(world: &World, call: &Call, is_write: bool) -> Option<u32> {
    if let Principal::Customer(index) = call.principal {
        return Some(index);
    }
    for fields in [&call.query, &call.body] {
        if let Ok(Some(id)) = fields.filter("customer_id", 64) {
            return world.customer(&id);
        }
        if let Ok(Some(id)) = fields.filter("order_id", 64) {
            return ids::order_parts(world.tenant.seed, &id).map(|(index, _)| index);
        }
    }
    if let Ok(ids) = call.body.texts("customer_ids", 100, 64)
        && !ids.is_empty()
    {
        let known: Vec<u32> = ids.iter().filter_map(|id| world.customer(id)).collect();
        let acts = is_write || ids.len() == 1;
        let is_sentinel = |index: &&u32| fixtures::fault_of(**index).is_some();
        return if acts {
            known.iter().find(is_sentinel).or(known.first()).copied()
        } else {
            known.iter().find(|index| !is_sentinel(index)).copied()
        };
    }
    ids::order_parts(world.tenant.seed, &call.path_id).map(|(index, _)| index)
}
