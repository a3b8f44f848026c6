//! POST /v2/orders/customer-orders/pay: the version before the current one, whose end is
//! announced. Coupons and discounts are used when they are named, without a word of their own.
//!
//! Its list of codes lacks CBC.99000088: a repeat, while the order still reads 6, answers
//! CBC.99003106 here.

use super::errors::Failure;
use super::operations::Call;
use super::orders;
use super::params::Fields;
use super::pay;
use super::reply::Reply;
use super::state::World;

const COUPONS: &[i64] = &[300, 301, 302, 303];
const DISCOUNTS: &[i64] = &[0, 1, 2, 3, 609];

pub fn pay(world: &World, call: &Call) -> Result<Reply, Failure> {
    let id = call.body.required("order_id", 64)?;
    if named(&call.body, "coupon_infos", 3, COUPONS)? {
        return Err(Failure::bad("CBC.99003112", "The coupon has been used."));
    }
    if named(&call.body, "discount_infos", 1, DISCOUNTS)? {
        return Err(Failure::bad("CBC.99003108", "The discount cannot be used for the order."));
    }
    let index = call.customer()?;
    if orders::owner_of(world, call, &call.body, &id)? != index {
        return Err(Failure::no_such_order());
    }
    world.change(index, |account| {
        let position = orders::position(account, &id)?;
        pay::may_pay(account, position).map_err(|refusal| match refusal.code {
            "CBC.99000088" => Failure::bad("CBC.99003106", "The order is paid already."),
            _ => refusal,
        })?;
        account.pay(position, account.now, &call.by);
        Ok(Reply::done())
    })
}

/// Whether any are named, each in the documented form.
fn named(body: &Fields, list: &str, most: usize, types: &[i64]) -> Result<bool, Failure> {
    let items = body.objects(list, most)?;
    for item in &items {
        item.required("id", 64)?;
        if !types.contains(&item.required_integer("type", 0, 999)?) {
            return Err(Failure::parameter(list));
        }
    }
    Ok(!items.is_empty())
}
