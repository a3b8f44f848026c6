//! Finds the order named in a call.

use crate::operations::scope;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::principal::Principal;
use crate::world::World;
use crate::world::account::Account;
use crate::world::tenant::ids;
use crate::world::tenant::profiles::Owner;

/// The customer that owns an order, if the caller may see it.
pub fn owner_of(world: &World, call: &Call, fields: &Fields, id: &str) -> Result<u32, ApiError> {
    let (index, _) = ids::order_parts(world.tenant.seed, id)
        .filter(|(index, _)| world.is_customer(*index))
        .ok_or_else(ApiError::no_such_order)?;
    let allowed = match call.principal {
        Principal::Customer(own) => own == index,
        Principal::Partner => {
            let owner = scope::owner(world, fields)?;
            let actual = world.owner(index);
            actual == owner || actual == Owner::Partner
        }
    };
    if allowed { Ok(index) } else { Err(ApiError::no_such_order()) }
}

/// The index of an order among the account's orders.
pub fn position(account: &Account<'_>, id: &str) -> Result<usize, ApiError> {
    account.order_position(id).ok_or_else(ApiError::no_such_order)
}
