//! POST /v3/orders/customer-orders/pay: pays an unpaid order, once.
//!
//! Which code a repeat gets is inferred in the sheet; here: CBC.99000088 while the order still
//! reads 6 after the first payment, CBC.99003106 from then on, also for cancelled orders;
//! CBC.99003110 when the deadline has passed. Coupons and discounts are checked for form and
//! then refused (CBC.99003108, CBC.99003112): the customers of this tenant have none to choose.

use super::account::Account;
use super::errors::Failure;
use super::operations::Call;
use super::orders;
use super::params::Fields;
use super::reply::Reply;
use super::state::World;

pub fn pay(world: &World, call: &Call) -> Result<Reply, Failure> {
    let id = call.body.required("order_id", 64)?;
    check_choices(&call.body)?;
    let index = call.customer()?;
    if orders::owner_of(world, call, &call.body, &id)? != index {
        return Err(Failure::no_such_order());
    }
    world.change(index, |account| {
        let position = orders::position(account, &id)?;
        may_pay(account, position)?;
        account.pay(position, account.now, &call.by);
        Ok(Reply::done())
    })
}

/// `use_coupon` and `use_discount` are explicit choices; with NO the lists stay away.
fn check_choices(body: &Fields) -> Result<(), Failure> {
    for (choice, list, most, types, refusal) in [
        (
            "use_coupon",
            "coupon_infos",
            3,
            &[300i64, 301, 302, 303][..],
            Failure::bad("CBC.99003112", "The coupon has been used."),
        ),
        (
            "use_discount",
            "discount_infos",
            1,
            &[0i64, 2, 3, 609][..],
            Failure::bad("CBC.99003108", "The discount cannot be used for the order."),
        ),
    ] {
        let chosen = body.choice(choice, &["YES", "NO"])?.ok_or_else(|| Failure::parameter(choice))?;
        let items = body.objects(list, most)?;
        for item in &items {
            item.required("id", 64)?;
            let kind = item.required_integer("type", 0, 999)?;
            if !types.contains(&kind) {
                return Err(Failure::parameter(list));
            }
        }
        match (chosen.as_str(), items.is_empty()) {
            ("NO", true) => {}
            ("YES", false) => return Err(refusal),
            _ => return Err(Failure::parameter(list)),
        }
    }
    Ok(())
}

/// The order waits for payment, the account may buy, and the budget covers the price.
pub fn may_pay(account: &Account<'_>, position: usize) -> Result<(), Failure> {
    let order = account.orders.get(position).ok_or_else(Failure::no_such_order)?;
    let now = account.now;
    let changed = || Failure::bad("CBC.99003106", "The order cannot be paid because its status has changed.");
    match order.life.status(now) {
        6 if order.life.paid.is_some() => {
            return Err(Failure::bad("CBC.99000088", "The order is being paid. Do not pay it again."));
        }
        6 => {}
        4 if order.life.canceled.is_none() => {
            return Err(Failure::bad("CBC.99003110", "The payment deadline of the order has passed."));
        }
        _ => return Err(changed()),
    }
    if account.frozen_at(now) > 0 {
        return Err(Failure::account_frozen());
    }
    if !account.can_spend(order.net(), now) {
        return Err(Failure::insufficient());
    }
    Ok(())
}
