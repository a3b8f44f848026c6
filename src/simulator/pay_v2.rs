//! POST /v2/orders/customer-orders/pay: the version before the current one, whose end is
//! announced. Coupons and discounts are used when they are named, without a word of their own.
//!
//! Its list of codes lacks CBC.99000088: a repeat, while the order still reads 6, answers
//! CBC.99003106 here.

use super::coupons;
use super::errors::Failure;
use super::operations::Call;
use super::orders;
use super::pay;
use super::reply::Reply;
use super::state::World;

pub fn pay(world: &World, call: &Call) -> Result<Reply, Failure> {
    let id = call.body.required("order_id", 64)?;
    let coupons = coupons::named(&call.body)?;
    let with_discount = pay::names_discount(&call.body, &[0, 1, 2, 3, 609])?;
    let index = call.customer()?;
    if orders::owner_of(world, call, &call.body, &id)? != index {
        return Err(Failure::no_such_order());
    }
    world.change(index, |account| {
        let position = orders::position(account, &id)?;
        let settled = pay::settle(account, position, &coupons, with_discount, &call.by);
        settled.map(|()| Reply::done()).map_err(|refusal| match refusal.code {
            "CBC.99000088" => Failure::bad("CBC.99003106", "The order is paid already."),
            _ => refusal,
        })
    })
}
