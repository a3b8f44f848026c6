//! Renewal: price, order, auto-renewal (transactions.yaml, ListRenewRateOnPeriod,
//! RenewalResources, AutoRenewalResources, CancelAutoRenewalResources).

use rust_decimal::Decimal;
use serde::Serialize;

use crate::client::Partner;
use crate::client::answer::{Answer, Refusal};
use crate::client::call::Call;
use crate::client::error::CallError;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::{AUTO_RENEW_OFF, AUTO_RENEW_ON, PRICE_RENEWAL, RENEW};
use model::error::PartnerFailure;
use model::ids::{CustomerId, OrderId, ResourceId};
use model::money::Currency;
use model::renewals::{Period, Quote, ResourceFailure, ResourcePrice};
use model::resources::ExpirePolicy;
use model::time::Timestamp;

/// Resources that one price inquiry and one renewal take.
const MOST_AT_ONCE: usize = 10;

/// What a renewal made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// The orders, each to be paid once. There may be several for one renewal.
    pub orders: Vec<OrderId>,
    /// Resources that the partner API rejected, and why.
    pub failures: Vec<ResourceFailure>,
}

#[derive(Serialize)]
struct PriceBody<'a> {
    resource_ids: &'a [ResourceId],
    period_type: i64,
    period_num: i64,
}

#[derive(Serialize)]
struct RenewBody<'a> {
    resource_ids: &'a [ResourceId],
    period_type: i64,
    period_num: i64,
    expire_policy: i64,
    is_auto_pay: u8,
}

impl Partner {
    /// What it costs to renew main resources for one period, attached ones included. More than ten are
    /// asked for ten at a time, one after the other.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached, or when the
    /// currency differs between the parts; with fault `Ours` and nothing sent when no resource is given.
    pub async fn renewal_price(
        &self,
        customer: &CustomerId,
        ids: &[ResourceId],
        period: Period,
    ) -> Result<Quote, PartnerFailure> {
        let mut whole: Option<Quote> = None;
        for ids in ids.chunks(MOST_AT_ONCE) {
            let part = self.price_part(customer, ids, period).await?;
            whole = Some(match whole {
                None => part,
                Some(whole) => joined(whole, part).ok_or_else(|| {
                    Refusal::unanswered(&PRICE_RENEWAL, CallError::Unreadable { status: 200 })
                })?,
            });
        }
        whole.ok_or_else(|| Refusal::unanswered(&PRICE_RENEWAL, CallError::Invalid).into())
    }

    async fn price_part(
        &self,
        customer: &CustomerId,
        ids: &[ResourceId],
        period: Period,
    ) -> Result<Quote, PartnerFailure> {
        let body =
            PriceBody { resource_ids: ids, period_type: period.wire_type(), period_num: period.wire_count() };
        let call = Call::new(&PRICE_RENEWAL).acting_for(customer).json(&body);
        let quote = self.call(call, |answer| quote(answer, customer, period, self.clock().now()));
        Ok(quote.await?)
    }

    /// Makes renewal orders for up to ten main resources, unpaid (`is_auto_pay` 0). Sent once and never
    /// repeated: each success makes new orders. `expire_policy` is what the resources have already.
    ///
    /// # Errors
    /// [`PartnerFailure`]; where it is `unclear`, orders may have been made, and only the list of orders
    /// tells. With fault `Ours` and nothing sent for no resources or more than ten.
    pub async fn renew(
        &self,
        customer: &CustomerId,
        ids: &[ResourceId],
        period: Period,
        expire_policy: ExpirePolicy,
    ) -> Result<Renewed, PartnerFailure> {
        if !(1..=MOST_AT_ONCE).contains(&ids.len()) {
            return Err(Refusal::unanswered(&RENEW, CallError::Invalid).into());
        }
        let body = RenewBody {
            resource_ids: ids,
            period_type: period.wire_type(),
            period_num: period.wire_count(),
            expire_policy: expire_policy.code(),
            is_auto_pay: 0,
        };
        let call = Call::new(&RENEW).acting_for(customer).json(&body);
        match self.call(call, renewed).await {
            Ok(renewed) => Ok(renewed),
            Err(refusal) => orders_in_spite(*refusal),
        }
    }

    /// Has the vendor renew a main resource by itself, for its original period. Sent once.
    ///
    /// # Errors
    /// [`PartnerFailure`]; where it is `unclear`, the resource's expiry policy has to be read.
    pub async fn auto_renew_on(
        &self,
        customer: &CustomerId,
        resource: &ResourceId,
    ) -> Result<(), PartnerFailure> {
        let call = Call::new(&AUTO_RENEW_ON).acting_for(customer).id(resource.as_str());
        Ok(self.call(call, |_| Ok(())).await?)
    }

    /// Ends auto-renewal. Sent once; a resource whose auto-renewal is off already is done.
    ///
    /// # Errors
    /// As [`Partner::auto_renew_on`].
    pub async fn auto_renew_off(
        &self,
        customer: &CustomerId,
        resource: &ResourceId,
    ) -> Result<(), PartnerFailure> {
        let call = Call::new(&AUTO_RENEW_OFF).acting_for(customer).id(resource.as_str());
        Ok(self.call(call, |_| Ok(())).await?)
    }
}

fn quote(
    answer: &Answer,
    customer: &CustomerId,
    period: Period,
    quoted_at: Timestamp,
) -> Result<Quote, Unreadable> {
    let fields = answer.fields()?;
    // For this operation the sheet says what a missing currency means.
    let currency = fields.currency("currency")?.unwrap_or_else(Currency::usd);
    let (prices, unread) = fields.rows("renew_inquiry_results", price)?;
    let list = fields.object("official_website_rating_result").unwrap_or_default();
    let list_total = list.exact("official_website_amount")?;
    let best = best_offer(&fields)?;
    let (failures, _) = fields.rows("fail_resource_infos", |row| resource_failure(answer, row))?;
    if unread > 0 {
        // Without all parts there is no total.
        return Err(Unreadable);
    }
    Ok(Quote {
        customer: customer.clone(),
        period,
        currency,
        prices,
        list_total,
        net_total: best.as_ref().map(|(amount, _)| *amount).or(list_total),
        discount_name: best.and_then(|(_, name)| name),
        failures,
        quoted_at,
    })
}

fn price(row: &Fields<'_>) -> Option<ResourcePrice> {
    let resource = row.id::<ResourceId>("resource_id")?;
    Some(ResourcePrice { resource, amount: row.exact("amount").ok().flatten()? })
}

/// The offer that the partner API marks as best, else the cheapest.
fn best_offer(fields: &Fields<'_>) -> Result<Option<(Decimal, Option<String>)>, Unreadable> {
    let read = |row: &Fields<'_>| {
        let amount = row.exact("amount").ok().flatten()?;
        Some((row.whole("best_offer") != Some(1), amount, row.text("discount_name")))
    };
    let (offers, _) = fields.rows("optional_discount_rating_results", read)?;
    let best = offers.into_iter().min_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    Ok(best.map(|(_, amount, name)| (amount, name)))
}

pub(crate) fn resource_failure(answer: &Answer, row: &Fields<'_>) -> Option<ResourceFailure> {
    let resource = row.id::<ResourceId>("resource_id")?;
    Some(ResourceFailure { resource, failure: answer.item_failure(row) })
}

/// Two parts of one quote; `None` when their currencies differ or a sum is out of range.
fn joined(mut whole: Quote, part: Quote) -> Option<Quote> {
    if whole.currency != part.currency {
        return None;
    }
    whole.list_total = sum(&whole, &part, |quote| quote.list_total)?;
    whole.net_total = sum(&whole, &part, |quote| quote.net_total)?;
    whole.discount_name = whole.discount_name.or(part.discount_name);
    whole.prices.extend(part.prices);
    whole.failures.extend(part.failures);
    Some(whole)
}

/// A part in which nothing could be priced adds nothing; one that was priced without a total
/// leaves the whole without one. The outer `None` is an overflow.
fn sum(whole: &Quote, part: &Quote, total: impl Fn(&Quote) -> Option<Decimal>) -> Option<Option<Decimal>> {
    match (total(whole), total(part)) {
        (Some(a), Some(b)) => a.checked_add(b).map(Some),
        (Some(known), None) if part.prices.is_empty() => Some(Some(known)),
        (None, Some(known)) if whole.prices.is_empty() => Some(Some(known)),
        _ => Some(None),
    }
}

/// A success that names neither orders nor failures, or an order that cannot be read, is unclear.
fn renewed(answer: &Answer) -> Result<Renewed, Unreadable> {
    let fields = answer.fields()?;
    let orders = order_ids(&fields)?;
    let (failures, _) = fields.rows("fail_resource_infos", |row| resource_failure(answer, row))?;
    if orders.is_empty() && failures.is_empty() {
        return Err(Unreadable);
    }
    Ok(Renewed { orders, failures })
}

pub(crate) fn order_ids(fields: &Fields<'_>) -> Result<Vec<OrderId>, Unreadable> {
    let text =
        |item: &serde_json::value::RawValue| crate::client::wire::text_of(item.get()).ok_or(Unreadable);
    let id = |item| OrderId::parse(text(item)?).map_err(|_| Unreadable);
    fields.items("order_ids")?.into_iter().map(id).collect()
}

/// A refusal that names orders all the same: they exist, and must not get lost.
fn orders_in_spite(refusal: Refusal) -> Result<Renewed, PartnerFailure> {
    let orders = Fields::parse(&refusal.body).and_then(|fields| order_ids(&fields)).unwrap_or_default();
    if orders.is_empty() {
        return Err(refusal.failure);
    }
    Ok(Renewed { orders, failures: Vec::new() })
}
