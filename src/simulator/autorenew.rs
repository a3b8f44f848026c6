//! POST and DELETE /v2/orders/subscriptions/resources/autorenew/{resource_id}.
//!
//! Called for an attached resource, both act on its main one (documented for the China site).
//! The later body (`auto_renew_times`, `period_type`) is checked; the charged period stays the
//! original one.

use super::account::Account;
use super::errors::Failure;
use super::operations::Call;
use super::reply::Reply;
use super::state::World;
use super::tenant::resources::Resource;

pub fn enable(world: &World, call: &Call) -> Result<Reply, Failure> {
    check_id(call)?;
    call.body.integer("auto_renew_times", 0, 99)?;
    call.body.choice("period_type", &["MONTH", "YEAR"])?;
    let index = call.customer()?;
    world.change(index, |account| {
        let resource = find(account, &call.tail)?;
        if account.resource_status(resource) != Some(2) {
            return Err(Failure::bad("CBC.99003602", "The resource has expired or is frozen."));
        }
        let (number, on) = (resource.main_number(), account.policy_at(resource, account.now) == 3);
        if !on {
            account.set_policy(number, 3);
        }
        Ok(Reply::done())
    })
}

pub fn disable(world: &World, call: &Call) -> Result<Reply, Failure> {
    check_id(call)?;
    let index = call.customer()?;
    world.change(index, |account| {
        let resource = find(account, &call.tail)?;
        if account.policy_at(resource, account.now) != 3 {
            return Err(Failure::bad("CBC.99003605", "Automatic renewal is already disabled."));
        }
        let number = resource.main_number();
        account.set_policy(number, 0);
        Ok(Reply::done())
    })
}

fn check_id(call: &Call) -> Result<(), Failure> {
    if call.tail.is_empty() || call.tail.chars().count() > 64 {
        return Err(Failure::parameter("resource_id"));
    }
    Ok(())
}

fn find<'a>(account: &'a Account<'_>, id: &str) -> Result<&'a Resource, Failure> {
    account
        .resource(id)
        .filter(|resource| matches!(account.resource_status(resource), Some(2 | 4 | 5)))
        .ok_or_else(Failure::no_such_resource)
}
