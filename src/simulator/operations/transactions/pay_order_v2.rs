//! POST /v2/orders/customer-orders/pay: the previous version, announced to go offline. Named
//! coupons and discounts are used without a flag.
//!
//! It does not document CBC.99000088: a repeated payment while the order still has status 6 returns
//! CBC.99003106 here.

use crate::operations::transactions::coupons;
use crate::operations::transactions::order_lookup;
use crate::operations::transactions::pay_order;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::reply::Reply;
use crate::world::World;

pub fn pay(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let id = call.body.required("order_id", 64)?;
    let coupons = coupons::named(&call.body)?;
    let with_discount = pay_order::names_discount(&call.body, &[0, 1, 2, 3, 609])?;
    let index = call.customer()?;
    if order_lookup::owner_of(world, call, &call.body, &id)? != index {
        return Err(ApiError::no_such_order());
    }
    world.change(index, |account| {
        let position = order_lookup::position(account, &id)?;
        let paid = pay_order::pay_with(account, position, &coupons, with_discount, &call.by);
        paid.map(|()| Reply::done()).map_err(|refusal| match refusal.code {
            "CBC.99000088" => ApiError::bad("CBC.99003106", "The order is paid already."),
            _ => refusal,
        })
    })
}
