//! Coupons (partner.yaml, listSubCustomerCoupons).

use crate::Paged;
use crate::client::Partner;
use crate::client::call::Call;
use crate::client::wire::{Fields, Unreadable, instant_text};
use crate::operations::LIST_COUPONS;
use model::coupons::{Coupon, CouponHold, CouponKind, CouponLimit, CouponStatus, CouponVersion};
use model::error::PartnerFailure;
use model::ids::{CustomerId, OrderId};
use model::money::{Currency, Money};
use model::time::Timestamp;

/// The filters of a query; the partner API combines all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouponsQuery {
    /// One coupon.
    pub coupon: Option<String>,
    /// Used for this order.
    pub order: Option<OrderId>,
    /// From this campaign.
    pub plan: Option<String>,
    /// Of this kind.
    pub kind: Option<CouponKind>,
    /// In this state.
    pub status: Option<CouponStatus>,
    /// Activated from, UTC.
    pub active_begin: Option<Timestamp>,
    /// Activated until, UTC.
    pub active_end: Option<Timestamp>,
    /// Given by this partner or campaign.
    pub source: Option<String>,
    /// Rows to skip.
    pub offset: u32,
    /// Rows on the page, at most 100 (observed, not documented).
    pub limit: u32,
}

impl Default for CouponsQuery {
    fn default() -> Self {
        Self {
            coupon: None,
            order: None,
            plan: None,
            kind: None,
            status: None,
            active_begin: None,
            active_end: None,
            source: None,
            offset: 0,
            limit: 100,
        }
    }
}

impl Partner {
    /// One page of coupons: a customer's, with its own credentials, or, without a customer, those of the
    /// partner and of its resellers. Coupons that were used up or ended more than twelve months ago are
    /// omitted by the partner API.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached.
    pub async fn coupons(
        &self,
        customer: Option<&CustomerId>,
        query: &CouponsQuery,
    ) -> Result<Paged<Coupon>, PartnerFailure> {
        let mut call = Call::new(&LIST_COUPONS)
            .query("coupon_id", query.coupon.as_ref())
            .query("order_id", query.order.as_ref())
            .query("promotion_plan_id", query.plan.as_ref())
            .query("coupon_type", query.kind)
            .query("status", query.status)
            .query("active_start_time", instant_text(query.active_begin))
            .query("active_end_time", instant_text(query.active_end))
            .query("offset", Some(query.offset))
            .query("limit", Some(query.limit))
            .query("source_id", query.source.as_ref());
        if let Some(customer) = customer {
            call = call.acting_for(customer);
        }
        let page = self.call(call, |answer| {
            let fields = answer.fields()?;
            let read = |row: &Fields<'_>| coupon(row, &self.config().currency).ok();
            let (rows, skipped) = fields.rows("user_coupons", read)?;
            Ok(Paged { total: fields.count("count"), rows, skipped })
        });
        Ok(page.await?)
    }
}

/// A row without an id, or with amounts that cannot be read exactly, is no coupon.
fn coupon(row: &Fields<'_>, site: &Currency) -> Result<Coupon, Unreadable> {
    let currency = row.currency("currency")?.unwrap_or_else(|| site.clone());
    let money = |name: &str| match row.exact(name)? {
        Some(amount) if row.in_main_unit() => Ok(Some(Money::new(amount, currency.clone()))),
        Some(_) => Err(Unreadable),
        None => Ok(None),
    };
    let order = |name: &str| row.id::<OrderId>(name);
    let (limits, _) = row.rows("use_limits", |limit| Some(condition(limit)))?;
    Ok(Coupon {
        id: row.text("coupon_id").ok_or(Unreadable)?,
        code: row.text("coupon_code"),
        status: row.whole("status").map(CouponStatus::from),
        owner: row.text("customer_id"),
        kind: row.whole("coupon_type").map(CouponKind::from),
        version: row.whole("coupon_version").map(CouponVersion::from),
        face_value: money("face_value")?,
        balance: money("balance")?,
        valid_from: row.instant("valid_time"),
        valid_until: row.instant("expire_time"),
        activated_at: row.instant("active_time"),
        used_at: row.instant("reserve_time"),
        order: order("order_id"),
        held_by: order("lock_order_id"),
        plan: row.text("promotion_plan_id"),
        plan_name: row.text("plan_name"),
        hold: row.text("is_frozen").map(CouponHold::from),
        limits,
        source: row.text("source_id"),
    })
}

fn condition(row: &Fields<'_>) -> CouponLimit {
    CouponLimit {
        key: row.text("limit_key"),
        value: row.text("value1"),
        second_value: row.text("value2"),
        unit: row.text("value_unit"),
    }
}
