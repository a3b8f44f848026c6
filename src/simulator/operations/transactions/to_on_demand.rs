//! POST /v2/orders/subscriptions/resources/to-on-demand: changes main resources to pay-per-use at
//! their expiry, or withdraws that.
//!
//! Choices where the sheet is not specific: withdrawing sets policy 0 (as switching auto-renewal
//! off does), and changes nothing where the switch was not set. When no resource passes, a code of
//! the 400 list is returned with HTTP 400; CBC.99003610, and refusals next to resources that pass,
//! are in `error_details` of a 200. An attached resource counts as a product that cannot be
//! switched. Usage of a switched resource is not added to the budget.

use crate::operations::transactions::batch::BatchCheck;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::tenant::resources::Resource;

const SWITCHES: u8 = 1;
const GRACE: u8 = 0;
const IN_GRACE_OR_RETENTION: &str = "CBC.99003610";

pub fn change(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let operation = call.body.choice("operation", &["SET_UP", "CANCEL"])?;
    let sets = operation.ok_or_else(|| ApiError::parameter("operation"))? == "SET_UP";
    let ids = call.body.some_texts("resource_ids", 100, 64)?;
    let index = call.customer()?;
    world.change(index, |account| apply(account, &ids, sets))
}

fn apply(account: &mut Account<'_>, ids: &[String], sets: bool) -> Result<Reply, ApiError> {
    if account.frozen_at(account.now) > 0 {
        return Err(ApiError::account_frozen());
    }
    let checked = BatchCheck::of(account, ids, check);
    if let Some(refusal) = checked.all_refused().filter(|refusal| refusal.code != IN_GRACE_OR_RETENTION) {
        return Err(refusal.clone());
    }
    for (main, _) in &checked.mains {
        let current = account
            .resources
            .iter()
            .any(|r| r.number == *main && account.policy_at(r, account.now) == SWITCHES);
        if current != sets {
            account.set_policy(*main, if sets { SWITCHES } else { GRACE });
        }
    }
    Ok(Reply::ok(Object::new().list("error_details", checked.detail_rows()).finish()))
}

fn check<'a>(account: &'a Account<'_>, id: &str) -> Result<&'a Resource, ApiError> {
    let found = account.resource(id).map(|resource| (resource, account.resource_status(resource)));
    let (resource, status) = match found {
        Some((resource, Some(status))) if status != 3 => (resource, status),
        _ => return Err(ApiError::no_such_resource()),
    };
    if status != 2 {
        return Err(ApiError::bad(
            IN_GRACE_OR_RETENTION,
            "The resource is in the grace period or the retention period.",
        ));
    }
    if resource.product().is_package() {
        return Err(ApiError::bad("CBC.99003611", "Pay-per-use packages do not support the operation."));
    }
    if resource.product().trial || !resource.is_main() {
        return Err(ApiError::bad("CBC.99003609", "The product type does not support the operation."));
    }
    if account.unpaid_renewal(resource.number).is_some() || account.in_transaction(resource.number) {
        return Err(ApiError::bad("CBC.99003623", "Another transaction of the resource is running."));
    }
    Ok(resource)
}
