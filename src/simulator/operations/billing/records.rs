//! Helpers for the bills of a customer and of the partner, which are views of the same charges and
//! therefore agree.
//!
//! The resource records of a month, its summary, the invoice and the partner's postpaid bill have
//! the same total. Summary and usage details of the current month end with yesterday (GMT+08:00),
//! as their pages say; resource records go up to now, without the documented delay of up to an
//! hour. No customer has enterprise members, and everything belongs to the default enterprise
//! project. Months more than three years ago are refused as an invalid parameter; the real code is
//! not documented.

use std::collections::HashMap;

use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::json::Object;
use crate::world::account::Account;
use crate::world::calendar;
use crate::world::charges::charge::{Charge, Mode};
use crate::world::charges::cycle::Cycle;
use crate::world::language::Language;
use crate::world::money::Cents;

/// The default enterprise project, the only one.
pub const PROJECT: &str = "0";
const PROJECT_NAME: &str = "default";
/// How far back bills can be queried.
const MONTHS_BACK: i64 = 36;
/// `bill_type` of a record.
pub const BILL_TYPES: [i64; 18] = [1, 2, 3, 4, 5, 8, 9, 14, 15, 16, 17, 18, 20, 23, 24, 100, 101, 102];
/// `charge_mode` of a record.
pub const CHARGE_MODES: [i64; 4] = [1, 3, 10, 11];
/// Unit of usage: hours.
pub const HOURS: i64 = 4;

/// The first month that can be queried.
pub fn first_month(now: i64) -> i64 {
    calendar::add_months(calendar::month_begin(now), -MONTHS_BACK)
}

/// A required billing month, `YYYY-MM`. A future month has no records.
pub fn cycle(fields: &Fields, name: &str, max: usize, now: i64) -> Result<Cycle, ApiError> {
    let month = calendar::parse_month(&fields.required(name, max)?).filter(|from| *from >= first_month(now));
    month.map(Cycle::of).ok_or_else(|| ApiError::parameter(name))
}

/// Two days of one month, as first second and the second after the last one.
pub fn days(fields: &Fields, begin: &str, end: &str, month: Cycle) -> Result<Option<Cycle>, ApiError> {
    let (Some(from), Some(last)) = (fields.day(begin)?, fields.day(end)?) else { return Ok(None) };
    if !(month.from..month.until).contains(&from) {
        return Err(ApiError::parameter(begin));
    }
    if last < from || last >= month.until {
        return Err(ApiError::parameter(end));
    }
    Ok(Some(Cycle { from, until: last + calendar::DAY }))
}

/// The same span, cut at the end of yesterday.
pub fn until_yesterday(span: Cycle, now: i64) -> Cycle {
    Cycle { until: span.until.min(calendar::day_begin(now)), ..span }
}

/// Whether the records of the customer itself are requested (`method`, `sub_customer_id`): there
/// are no others.
pub fn wants_own(fields: &Fields, own: &str) -> Result<bool, ApiError> {
    let method = fields.choice("method", &["oneself", "sub_customer", "all"])?;
    let member = fields.filter("sub_customer_id", 64)?;
    match method.as_deref() {
        Some("sub_customer") => {
            member.map(|id| id == own).ok_or_else(|| ApiError::parameter("sub_customer_id"))
        }
        _ => Ok(true),
    }
}

/// `charge_mode`.
pub fn charge_mode(mode: Mode) -> i64 {
    match mode {
        Mode::Subscription => 1,
        Mode::PayPerUse => 3,
        Mode::SavingsPlan => 11,
    }
}

/// `payMethod` of the old operations. Their pages are older than savings plans, which are counted as
/// pay-per-use here.
pub fn pay_method(mode: Mode) -> &'static str {
    match mode {
        Mode::Subscription => "0",
        Mode::PayPerUse | Mode::SavingsPlan => "1",
    }
}

/// `period_type`: 19 year, 20 month, 25 hour.
pub fn period_type(line: &Charge) -> i64 {
    match line.period {
        Some(period) if period.kind == 3 => 19,
        Some(_) => 20,
        None => 25,
    }
}

/// Whether a filter matches a value; an absent filter matches everything.
pub fn is(wanted: Option<&String>, actual: &str) -> bool {
    wanted.is_none_or(|wanted| wanted == actual)
}

/// The accounts that paid an amount. A referral customer pays cash; the amounts of a resale
/// customer are shown as credit (a choice: not documented).
#[derive(Clone, Copy, Debug, Default)]
pub struct PaymentSources {
    pub coupon: Cents,
    pub cash: Cents,
    pub credit: Cents,
}

impl PaymentSources {
    pub fn of(net: Cents, coupon: Cents, resale: bool) -> Self {
        let rest = net - coupon;
        if resale { Self { coupon, cash: 0, credit: rest } } else { Self { coupon, cash: rest, credit: 0 } }
    }
}

/// The fields that fee records and usage details have in common, besides the amounts.
pub fn identified(object: Object, account: &Account<'_>, line: &Charge, language: Language) -> Object {
    let product = line.code.product();
    object
        .integer("bill_type", i64::from(line.bill_type))
        .text("customer_id", &account.profile.id)
        .text("account_name", &account.profile.account_name)
        .text("region", line.region)
        .text("region_name", line.region)
        .text("cloud_service_type", product.service)
        .text("cloud_service_type_name", product.service_name(language))
        .text("resource_type_name", product.resource_name(language))
        .text("resource_name", &line.name)
        .text("resource_tag", line.tag)
        .text("sku_code", product.spec)
        .text("product_spec_desc", product.spec_text(language))
        .text("enterprise_project_id", PROJECT)
        .text("enterprise_project_name", PROJECT_NAME)
        .text("trade_id", &line.trade)
        .text("id", &record_id(account, line))
}

/// The amount fields of a record, which add up to the payable amount; fields of unused accounts are
/// zero.
pub fn amounts(object: Object, total: &str, line: &Charge, resale: bool) -> Object {
    let paid = PaymentSources::of(line.net, line.coupons, resale);
    object
        .amount("official_amount", line.official)
        .amount("discount_amount", line.official - line.net)
        .amount(total, line.net)
        .amount("cash_amount", paid.cash)
        .amount("credit_amount", paid.credit)
        .amount("coupon_amount", paid.coupon)
        .amount("flexipurchase_coupon_amount", 0)
        .amount("stored_card_amount", 0)
        .amount("bonus_amount", 0)
        .amount("debt_amount", 0)
        .amount("adjustment_amount", 0)
        .integer("measure_id", 1)
}

/// Granularity of records (`statistic_type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    Cycle,
    Day,
    Single,
}

impl Grain {
    pub fn read(fields: &Fields, default: Self) -> Result<Self, ApiError> {
        Ok(match fields.integer_or_empty("statistic_type", 1, 3)? {
            Some(1) => Self::Cycle,
            Some(2) => Self::Day,
            Some(_) => Self::Single,
            None => default,
        })
    }

    /// Merges charges that are one record at this granularity. It keeps the time of the last and
    /// the transaction of the first, so that the record keeps its id while it grows.
    pub fn merge(self, lines: Vec<Charge>) -> Vec<Charge> {
        if self == Self::Single {
            return lines;
        }
        let mut places = HashMap::new();
        let mut merged: Vec<Charge> = Vec::new();
        for line in lines {
            let day = if self == Self::Day { calendar::day_begin(line.at) } else { 0 };
            let product = line.code.product().product_id;
            let order = line.order_id().to_owned();
            let key = (day, line.bill_type, product, line.region, line.resource.clone(), order);
            let place = *places.entry(key).or_insert(merged.len());
            match merged.get_mut(place) {
                Some(sum) => {
                    sum.official += line.official;
                    sum.net += line.net;
                    sum.coupons += line.coupons;
                    sum.at = line.at;
                }
                None => merged.push(line),
            }
        }
        merged
    }
}

/// The stable id of a record: from customer, transaction and line.
pub fn record_id(account: &Account<'_>, line: &Charge) -> String {
    format!("{:08x}-{}-{:02x}", account.index(), line.trade, line.place)
}
