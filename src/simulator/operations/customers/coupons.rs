//! The list of coupons (listSubCustomerCoupons).

use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::json::Object;
use crate::wire::principal::Principal;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::money::CURRENCY;
use crate::world::tenant::coupons::{Coupon, Limit};
use crate::world::tenant::profiles::Owner;

/// `coupon_type` of a cash coupon, the only type here.
const CASH: i64 = 1;

/// GET /v2/promotions/benefits/coupons. A customer sees its own coupons, a partner its own and
/// those of its resellers; newest first (the order is not documented).
pub fn list(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let query = &call.query;
    let filter = Filter::read(query)?;
    let page = query.page(i64::MAX, 100)?;
    let mut coupons = match call.principal {
        Principal::Customer(index) => world.read(index, |account| account.coupons()),
        Principal::Partner => [Owner::Partner, Owner::Reseller(0), Owner::Reseller(1)]
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
    fn read(query: &Fields) -> Result<Self, ApiError> {
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

/// One row; every coupon was issued by the partner.
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
        Limit::SavingsPlans => ("cycleType", "11".to_owned()),
    };
    let row = Object::new()
        .text("use_limiti_info_id", &format!("{}-L", coupon.id))
        .text("limit_key", key)
        .text("value1", &value)
        .text("promotion_plan_id", plan);
    Some(row.finish())
}
