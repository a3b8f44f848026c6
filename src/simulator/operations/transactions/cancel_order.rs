//! PUT /v2/orders/customer-orders/cancel: cancels an unpaid order for good.

use crate::operations::transactions::order_lookup;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::reply::Reply;
use crate::world::World;

/// An unknown order, or one of another customer, returns CBC.30000010 (documented for paying, not
/// for this operation).
pub fn cancel(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let id = call.body.required("order_id", 64)?;
    let index = order_lookup::owner_of(world, call, &call.body, &id)?;
    world.change(index, |account| {
        let position = order_lookup::position(account, &id)?;
        let payable = account.orders.get(position).is_some_and(|order| order.life.is_payable(account.now));
        if !payable {
            return Err(ApiError::bad("CBC.99005010", "The order cannot be canceled in its present status."));
        }
        account.cancel(position);
        Ok(Reply::done())
    })
}
