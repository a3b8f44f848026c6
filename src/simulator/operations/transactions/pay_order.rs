//! POST /v3/orders/customer-orders/pay: pays an unpaid order once.
//!
//! The code of a repeated payment is inferred in the sheet. Here: CBC.99000088 while the order
//! still has status 6 after the first payment, CBC.99003106 afterwards, also for cancelled orders;
//! CBC.99003110 after the deadline. Discounts are validated and then refused (CBC.99003108): the
//! customers of this tenant have none to choose.

use crate::operations::transactions::coupons;
use crate::operations::transactions::order_lookup;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::money::Cents;
use crate::world::tenant::order::Order;

pub fn pay(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let body = &call.body;
    let id = body.required("order_id", 64)?;
    let coupons = coupons::named(body)?;
    check_choice(body, "use_coupon", "coupon_infos", !coupons.is_empty())?;
    let with_discount = names_discount(body, &[0, 2, 3, 609])?;
    check_choice(body, "use_discount", "discount_infos", with_discount)?;
    let index = call.customer()?;
    if order_lookup::owner_of(world, call, body, &id)? != index {
        return Err(ApiError::no_such_order());
    }
    world.change(index, |account| {
        let position = order_lookup::position(account, &id)?;
        pay_with(account, position, &coupons, with_discount, &call.by)?;
        Ok(Reply::done())
    })
}

/// With the choice NO the list must be absent, with YES it must name something.
fn check_choice(body: &Fields, choice: &str, list: &str, is_named: bool) -> Result<(), ApiError> {
    let chosen = body.choice(choice, &["YES", "NO"])?.ok_or_else(|| ApiError::parameter(choice))?;
    if (chosen == "YES") == is_named { Ok(()) } else { Err(ApiError::parameter(list)) }
}

/// Whether a discount is named, in the documented format and with an allowed type.
pub fn names_discount(body: &Fields, types: &[i64]) -> Result<bool, ApiError> {
    let items = body.objects("discount_infos", 1)?;
    for item in &items {
        item.required("id", 64)?;
        if !types.contains(&item.required_integer("type", 0, 999)?) {
            return Err(ApiError::parameter("discount_infos"));
        }
    }
    Ok(!items.is_empty())
}

/// Pays an order with the named coupons, or refuses and changes nothing.
pub fn pay_with(
    account: &mut Account<'_>,
    position: usize,
    coupons: &[(String, i64)],
    with_discount: bool,
    by: &str,
) -> Result<(), ApiError> {
    let order = waiting(account, position)?;
    let uses = coupons::cover(account, order, coupons, with_discount)?;
    if with_discount {
        return Err(ApiError::bad("CBC.99003108", "The discount cannot be used for the order."));
    }
    affordable(account, order.net() - coupons::sum(&uses))?;
    account.redeem(uses);
    account.pay(position, account.now, by);
    Ok(())
}

/// Checks that the order waits for payment, the account may buy, and the budget covers the price.
pub fn may_pay(account: &Account<'_>, position: usize) -> Result<(), ApiError> {
    affordable(account, waiting(account, position)?.net())
}

fn waiting<'a>(account: &'a Account<'_>, position: usize) -> Result<&'a Order, ApiError> {
    let order = account.orders.get(position).ok_or_else(ApiError::no_such_order)?;
    let now = account.now;
    let changed =
        || ApiError::bad("CBC.99003106", "The order cannot be paid because its status has changed.");
    match order.life.status(now) {
        6 if order.life.paid.is_some() => {
            return Err(ApiError::bad("CBC.99000088", "The order is being paid. Do not pay it again."));
        }
        6 => {}
        4 if order.life.canceled.is_none() => {
            return Err(ApiError::bad("CBC.99003110", "The payment deadline of the order has passed."));
        }
        _ => return Err(changed()),
    }
    if account.frozen_at(now) > 0 {
        return Err(ApiError::account_frozen());
    }
    Ok(order)
}

fn affordable(account: &Account<'_>, net: Cents) -> Result<(), ApiError> {
    if account.can_spend(net, account.now) { Ok(()) } else { Err(ApiError::insufficient()) }
}
