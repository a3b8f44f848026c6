//! The list of coupons, and what coupons bear of a payment.
//!
//! Chosen where the sheets leave it open: a coupon that is not the customer's, not valid now,
//! frozen, or not for this order answers CBC.0100; the type of a payment is 301 or 302 for the
//! cash coupons of the list (type 1), since the sheets name the same thing by both words; what a
//! coupon bears neither counts against a monthly budget nor has to be covered by one.

use super::account::{Account, CouponUse};
use super::errors::Failure;
use super::json::Object;
use super::money::{CURRENCY, Cents};
use super::operations::Call;
use super::params::Fields;
use super::reply::Reply;
use super::state::World;
use super::tenant::coupons::{Coupon, Limit};
use super::tenant::customers::Owner;
use super::tenant::order::Order;
use super::tokens::Who;

const CASH: i64 = 1;
const DISCOUNT_COUPON: i64 = 300;

/// GET /v2/promotions/benefits/coupons. A customer sees its own, a partner its own and those of
/// its resellers; newest first (the order is not documented).
pub fn list(world: &World, call: &Call) -> Result<Reply, Failure> {
    let query = &call.query;
    let filter = Filter::read(query)?;
    let page = query.page(i64::MAX, 100)?;
    let mut coupons = match call.who {
        Who::Customer(index) => world.read(index, |account| account.coupons()),
        Who::Partner => [Owner::Partner, Owner::Reseller(0), Owner::Reseller(1)]
            .into_iter()
            .flat_map(|owner| world.tenant.partner_coupons(owner))
            .collect(),
    };
    let (now, partner) = (world.now(), world.tenant.partner_id());
    coupons.retain(|coupon| coupon.is_listed(now) && filter.admits(coupon, now, &partner));
    coupons.sort_by_key(|coupon| std::cmp::Reverse(coupon.valid));
    let rows = coupons.iter().skip(page.offset).take(page.limit).map(|coupon| row(coupon, now, &partner));
    let body = Object::new().integer("count", coupons.len() as i64).list("user_coupons", rows);
    Ok(Reply::ok(body.finish()))
}

struct Filter {
    coupon: Option<String>,
    order: Option<String>,
    plan: Option<String>,
    kind: Option<i64>,
    status: Option<i64>,
    begin: Option<i64>,
    end: Option<i64>,
    source: Option<String>,
}

impl Filter {
    fn read(query: &Fields) -> Result<Self, Failure> {
        Ok(Self {
            coupon: query.filter("coupon_id", 64)?,
            order: query.filter("order_id", 64)?,
            plan: query.filter("promotion_plan_id", 64)?,
            kind: query.integer("coupon_type", 1, 4)?,
            status: query.integer("status", 1, 5)?,
            begin: query.time("active_start_time")?,
            end: query.time("active_end_time")?,
            source: query.filter("source_id", 64)?,
        })
    }

    fn admits(&self, coupon: &Coupon, now: i64, partner: &str) -> bool {
        let is = |wanted: &Option<String>, text: &str| wanted.as_deref().is_none_or(|w| w == text);
        let active = coupon.activated.then_some(coupon.valid);
        let bounded = self.begin.is_some() || self.end.is_some();
        let within = |at: i64| self.begin.is_none_or(|b| at >= b) && self.end.is_none_or(|e| at <= e);
        is(&self.coupon, &coupon.id)
            && is(&self.order, coupon.order.as_deref().unwrap_or_default())
            && is(&self.plan, &plan_id(coupon))
            && self.kind.is_none_or(|kind| kind == CASH)
            && self.status.is_none_or(|status| status == coupon.status(now))
            && (!bounded || active.is_some_and(within))
            && is(&self.source, partner)
    }
}

/// All are given by the partner.
fn row(coupon: &Coupon, now: i64, partner: &str) -> String {
    let plan = plan_id(coupon);
    let row = Object::new()
        .text("coupon_id", &coupon.id)
        .text("coupon_code", coupon.id.get(..12).unwrap_or_default())
        .integer("status", coupon.status(now))
        .text("customer_id", &coupon.owner)
        .integer("coupon_type", CASH)
        .integer("measure_id", 1)
        .amount("face_value", coupon.face)
        .time("valid_time", coupon.valid)
        .time("expire_time", coupon.expire)
        .maybe_text("order_id", coupon.order.as_deref())
        .text("promotion_plan_id", &plan)
        .text("plan_name", coupon.plan)
        .text("plan_desc", "")
        .integer("media_type", 1)
        .integer("fetch_method", 3)
        .list("use_limits", limit_row(coupon, &plan))
        .maybe_time("active_time", coupon.activated.then_some(coupon.valid))
        .maybe_time("reserve_time", coupon.used_at)
        .text("promotion_id", &plan)
        .time("create_time", coupon.valid)
        .integer("coupon_version", i64::from(coupon.version));
    let row = if coupon.version == 2 { row.amount("balance", coupon.balance) } else { row.null("balance") };
    row.text("coupon_usage", "")
        .text("is_frozen", if coupon.frozen { "1" } else { "0" })
        .text("currency", CURRENCY)
        .text("source_id", partner)
        .finish()
}

fn plan_id(coupon: &Coupon) -> String {
    format!("PLAN-{}", coupon.plan.to_ascii_uppercase().replace(' ', "-"))
}

fn limit_row(coupon: &Coupon, plan: &str) -> Option<String> {
    let (key, value) = match coupon.limit? {
        Limit::Service(code) => ("cloudServiceType", code.to_owned()),
        Limit::LeastRatio(hundredths) => ("minConsumeDiscount", format!("0.{hundredths}")),
        Limit::WithoutDiscount => ("simultaneousUseWithEmpowerDiscount", "0".to_owned()),
    };
    let row = Object::new()
        .text("use_limiti_info_id", &format!("{}-L", coupon.id))
        .text("limit_key", key)
        .text("value1", &value)
        .text("promotion_plan_id", plan);
    Some(row.finish())
}

/// The coupons that a payment names, if any: id and type.
pub fn named(body: &Fields) -> Result<Vec<(String, i64)>, Failure> {
    let mut named: Vec<(String, i64)> = Vec::new();
    for item in body.objects("coupon_infos", 3)? {
        let (id, kind) = (item.required("id", 64)?, item.required_integer("type", 300, 303)?);
        if named.iter().any(|(other, _)| *other == id) {
            return Err(Failure::parameter("coupon_infos"));
        }
        named.push((id, kind));
    }
    let discount_coupons = named.iter().filter(|(_, kind)| *kind == DISCOUNT_COUPON).count();
    if discount_coupons > 0 && discount_coupons < named.len() {
        let text = "A voucher and a discount coupon cannot be used together.";
        return Err(Failure::bad("CBC.99003147", text));
    }
    Ok(named)
}

/// What the named coupons bear of an order, in their order.
pub fn cover(
    account: &Account<'_>,
    order: &Order,
    named: &[(String, i64)],
    with_discount: bool,
) -> Result<Vec<CouponUse>, Failure> {
    let coupons = account.coupons();
    let mut left = order.net();
    let mut uses = Vec::new();
    for (id, kind) in named {
        let unknown = || Failure::parameter("coupon_infos");
        let coupon = coupons.iter().find(|coupon| coupon.id == *id).ok_or_else(unknown)?;
        if !matches!(kind, 301 | 302) {
            return Err(unknown());
        }
        may_use(coupon, order, account.now, with_discount)?;
        let amount = coupon.bears(left);
        if amount == 0 {
            // The others pay for everything: this one is not touched.
            continue;
        }
        left -= amount;
        uses.push(CouponUse { coupon: coupon.number, order: order.number, amount, at: account.now });
    }
    Ok(uses)
}

fn may_use(coupon: &Coupon, order: &Order, now: i64, with_discount: bool) -> Result<(), Failure> {
    if coupon.status(now) == 3 {
        return Err(Failure::bad("CBC.99003112", "The coupon has been used."));
    }
    if !coupon.is_usable(now) {
        return Err(Failure::parameter("coupon_infos"));
    }
    match coupon.limit {
        Some(Limit::Service(code)) if order.service().is_none_or(|s| s.product().service != code) => {
            Err(Failure::parameter("coupon_infos"))
        }
        Some(Limit::LeastRatio(ratio)) if order.net() * 100 < order.official() * ratio => {
            Err(Failure::bad("CBC.99003117", "The discount of the order is greater than the coupon allows."))
        }
        Some(Limit::WithoutDiscount) if with_discount => {
            Err(Failure::bad("CBC.99003116", "The coupon cannot be used together with the discount."))
        }
        _ => Ok(()),
    }
}

/// Sum of what coupons bear.
pub fn sum(uses: &[CouponUse]) -> Cents {
    uses.iter().map(|used| used.amount).sum()
}
