//! The part of an order that coupons pay.
//!
//! Choices where the sheets are not specific: a coupon that is not the customer's, not valid now,
//! frozen, or not valid for this order returns CBC.0100; the coupon type of a payment is 301 or 302
//! for the cash coupons of the list (type 1), since the sheets use both words for them; the part
//! paid by coupons neither counts against a monthly budget nor has to be covered by it.

use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::world::account::Account;
use crate::world::account::changes::CouponUse;
use crate::world::money::Cents;
use crate::world::tenant::catalogue::Code;
use crate::world::tenant::coupons::{Coupon, Limit};
use crate::world::tenant::order::Order;

const DISCOUNT_COUPON: i64 = 300;

/// The coupons named in a payment: id and type.
pub fn named(body: &Fields) -> Result<Vec<(String, i64)>, ApiError> {
    let mut named: Vec<(String, i64)> = Vec::new();
    for item in body.objects("coupon_infos", 3)? {
        let (id, kind) = (item.required("id", 64)?, item.required_integer("type", 300, 303)?);
        if named.iter().any(|(other, _)| *other == id) {
            return Err(ApiError::parameter("coupon_infos"));
        }
        named.push((id, kind));
    }
    let discount_coupons = named.iter().filter(|(_, kind)| *kind == DISCOUNT_COUPON).count();
    if discount_coupons > 0 && discount_coupons < named.len() {
        let text = "A voucher and a discount coupon cannot be used together.";
        return Err(ApiError::bad("CBC.99003147", text));
    }
    Ok(named)
}

/// What the named coupons pay, in their order.
pub fn cover(
    account: &Account<'_>,
    order: &Order,
    named: &[(String, i64)],
    with_discount: bool,
) -> Result<Vec<CouponUse>, ApiError> {
    let coupons = account.coupons();
    let mut remaining = order.net();
    let mut uses = Vec::new();
    for (id, kind) in named {
        let unknown = || ApiError::parameter("coupon_infos");
        let coupon = coupons.iter().find(|coupon| coupon.id == *id).ok_or_else(unknown)?;
        if !matches!(kind, 301 | 302) {
            return Err(unknown());
        }
        may_use(coupon, order, account.now, with_discount)?;
        let amount = coupon.covers(remaining);
        if amount == 0 {
            // The earlier coupons cover the whole price: this one is not used.
            continue;
        }
        remaining -= amount;
        uses.push(CouponUse { coupon: coupon.number, order: order.number, amount, at: account.now });
    }
    Ok(uses)
}

fn may_use(coupon: &Coupon, order: &Order, now: i64, with_discount: bool) -> Result<(), ApiError> {
    if coupon.status(now) == 3 {
        return Err(ApiError::bad("CBC.99003112", "The coupon has been used."));
    }
    if !coupon.is_usable(now) {
        return Err(ApiError::parameter("coupon_infos"));
    }
    match coupon.limit {
        Some(Limit::Service(code)) if order.service().is_none_or(|s| s.product().service != code) => {
            Err(ApiError::parameter("coupon_infos"))
        }
        Some(Limit::SavingsPlans) if order.service() != Some(Code::SavingsPlan) => {
            Err(ApiError::parameter("coupon_infos"))
        }
        Some(Limit::LeastRatio(ratio)) if order.net() * 100 < order.official() * ratio => {
            Err(ApiError::bad("CBC.99003117", "The discount of the order is greater than the coupon allows."))
        }
        Some(Limit::WithoutDiscount) if with_discount => {
            Err(ApiError::bad("CBC.99003116", "The coupon cannot be used together with the discount."))
        }
        _ => Ok(()),
    }
}

/// The total that coupons pay, in cents.
pub fn sum(uses: &[CouponUse]) -> Cents {
    uses.iter().map(|used| used.amount).sum()
}
