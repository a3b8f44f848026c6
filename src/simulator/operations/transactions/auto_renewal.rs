//! POST and DELETE /v2/orders/subscriptions/resources/autorenew/{resource_id}.
//!
//! For an attached resource both act on its main resource (documented for the China site). The
//! later body (`auto_renew_times`, `period_type`) is validated, but the charged period stays the
//! original one.

use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::tenant::resources::Resource;

pub fn enable(world: &World, call: &Call) -> Result<Reply, ApiError> {
    check_id(call)?;
    call.body.integer("auto_renew_times", 0, 99)?;
    call.body.choice("period_type", &["MONTH", "YEAR"])?;
    let index = call.customer()?;
    world.change(index, |account| {
        let resource = find(account, &call.path_id)?;
        if account.resource_status(resource) != Some(2) {
            return Err(ApiError::bad("CBC.99003602", "The resource has expired or is frozen."));
        }
        let (number, on) = (resource.main_number(), account.policy_at(resource, account.now) == 3);
        if !on {
            account.set_policy(number, 3);
        }
        Ok(Reply::done())
    })
}

pub fn disable(world: &World, call: &Call) -> Result<Reply, ApiError> {
    check_id(call)?;
    let index = call.customer()?;
    world.change(index, |account| {
        let resource = find(account, &call.path_id)?;
        if account.policy_at(resource, account.now) != 3 {
            return Err(ApiError::bad("CBC.99003605", "Automatic renewal is already disabled."));
        }
        let number = resource.main_number();
        account.set_policy(number, 0);
        Ok(Reply::done())
    })
}

fn check_id(call: &Call) -> Result<(), ApiError> {
    if call.path_id.is_empty() || call.path_id.chars().count() > 64 {
        return Err(ApiError::parameter("resource_id"));
    }
    Ok(())
}

fn find<'a>(account: &'a Account<'_>, id: &str) -> Result<&'a Resource, ApiError> {
    account
        .resource(id)
        .filter(|resource| matches!(account.resource_status(resource), Some(2 | 4 | 5)))
        .ok_or_else(ApiError::no_such_resource)
}
