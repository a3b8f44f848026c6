//! GET /v2/bills/customer-bills/res-fee-records: the cost of each resource of a customer in a
//! month.
//!
//! Usage is in hours, computed from the charge and truncated to eight decimals.

use rust_decimal::Decimal;

use crate::operations::billing::records::{
    BILL_TYPES, CHARGE_MODES, Grain, HOURS, PROJECT, amounts, charge_mode, cycle, days, identified, is,
    period_type, wants_own,
};
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::fields::page::HIGHEST_OFFSET;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::calendar;
use crate::world::charges;
use crate::world::charges::charge::Charge;
use crate::world::charges::cycle::Cycle;
use crate::world::language::Language;
use crate::world::money;
use crate::world::money::CURRENCY;
use crate::world::tenant::prices;

const DECIMALS: u32 = 8;
/// A bill type that can be requested besides those of the records: hourly billing.
const HOURLY: i64 = 12;

struct Filter {
    service: Option<String>,
    region: Option<String>,
    mode: Option<String>,
    bill_type: Option<i64>,
    resource: Option<String>,
    project: Option<String>,
    trade: Option<String>,
    with_zero: bool,
    span: Cycle,
    grain: Grain,
}

impl Filter {
    fn read(query: &Fields, now: i64) -> Result<Self, ApiError> {
        let month = cycle(query, "cycle", 10, now)?;
        let modes: Vec<String> = CHARGE_MODES.iter().map(i64::to_string).collect();
        let modes: Vec<&str> = modes.iter().map(String::as_str).collect();
        let bill_types: Vec<i64> = BILL_TYPES.into_iter().chain([HOURLY]).collect();
        Ok(Self {
            // For these filters an empty text is a value that matches nothing.
            service: query.filter_or_empty("cloud_service_type", 256)?,
            region: query.filter_or_empty("region", 64)?,
            resource: query.filter_or_empty("resource_id", 256)?,
            project: query.filter_or_empty("enterprise_project_id", 64)?,
            trade: query.filter_or_empty("trade_id", 64)?,
            mode: query.choice("charge_mode", &modes)?,
            bill_type: query.one_of("bill_type", &bill_types)?,
            with_zero: query.flag("include_zero_record")?.unwrap_or(true),
            span: days(query, "bill_date_begin", "bill_date_end", month)?.unwrap_or(month),
            grain: Grain::read(query, Grain::Single)?,
        })
    }

    fn admits(&self, line: &Charge) -> bool {
        is(self.service.as_ref(), line.code.product().service)
            && is(self.region.as_ref(), line.region)
            && is(self.resource.as_ref(), &line.resource)
            && is(self.project.as_ref(), PROJECT)
            && is(self.trade.as_ref(), &line.trade)
            && is(self.mode.as_ref(), &charge_mode(line.mode).to_string())
            && self.bill_type.is_none_or(|wanted| wanted == i64::from(line.bill_type))
            && (self.with_zero || line.net != 0)
    }
}

pub fn list(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let filter = Filter::read(&call.query, world.now())?;
    let page = call.query.page(HIGHEST_OFFSET, 1_000)?;
    let index = call.customer()?;
    let own = wants_own(&call.query, &world.tenant.customer_id(index))?;
    world.read(index, |account| {
        let Cycle { from, until } = filter.span;
        let lines = if own { charges::between(account, from, until) } else { Vec::new() };
        let mut records = filter.grain.merge(lines);
        records.retain(|line| filter.admits(line));
        let rows = page.of(&records).map(|line| row(account, line, filter.grain, call.language));
        let body = Object::new()
            .list("fee_records", rows)
            .integer("total_count", records.len() as i64)
            .text("currency", CURRENCY);
        Ok(Reply::ok(body.finish()))
    })
}

fn row(account: &Account<'_>, line: &Charge, grain: Grain, language: Language) -> String {
    let product = line.code.product();
    let row = Object::new().text("bill_date", &calendar::day_text(line.at));
    let mut row = identified(row, account, line, language)
        .text("resource_type", product.resource)
        .text("resource_id", &line.resource)
        .text("product_id", product.product_id)
        .text("product_name", product.spec_text(language))
        .time("trade_time", line.at)
        .text("charge_mode", &charge_mode(line.mode).to_string())
        .text("order_id", line.order_id())
        .text("relative_order_id", "")
        .text("period_type", &period_type(line).to_string())
        .text("unit", &line.unit());
    if let Some(period) = line.period {
        row = row.integer("period_num", i64::from(period.count));
    }
    if let Some(size) = prices::size(line.code) {
        row = row.integer("spec_size", size.amount).integer("spec_size_measure_id", size.unit);
    }
    if line.is_usage() {
        row = used(row.time("effective_time", line.used_from).time("expire_time", line.at), line);
    }
    if grain == Grain::Single {
        row = row.time("consume_time", line.at);
    }
    amounts(row, "amount", line, account.profile.resale).finish()
}

fn used(row: Object, line: &Charge) -> Object {
    let Some((price, hours)) = hours(line) else { return row };
    row.text("usage_type", "Duration")
        .raw("usage", &money::exact(hours))
        .integer("usage_measure_id", HOURS)
        .raw("free_resource_usage", "0.0")
        .integer("free_resource_measure_id", HOURS)
        .raw("ri_usage", "0.0")
        .integer("ri_usage_measure_id", HOURS)
        .raw("unit_price", &money::exact(price))
}

/// Price per hour and charged hours, both truncated; `None` for products without an hourly price.
pub fn hours(line: &Charge) -> Option<(Decimal, Decimal)> {
    let price = prices::hourly_price(line.code, None).filter(|price| !price.is_zero())?;
    let hours = Decimal::new(line.official, 2).checked_div(price)?;
    Some((price.trunc_with_scale(DECIMALS), hours.trunc_with_scale(DECIMALS)))
}
