//! POST /v2/bills/customer-bills/res-records/query: usage details of a customer's resources.

use crate::operations::billing::records::{
    BILL_TYPES, CHARGE_MODES, Grain, PROJECT, amounts, charge_mode, cycle, days, identified, is, period_type,
    until_yesterday, wants_own,
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
use crate::world::money::CURRENCY;
use crate::world::tenant::catalogue::Code;
use crate::world::tenant::savings;

struct Filter {
    month: Cycle,
    span: Cycle,
    grain: Grain,
    service: Option<String>,
    resource_type: Option<String>,
    region: Option<String>,
    resource: Option<String>,
    mode: Option<i64>,
    bill_type: Option<i64>,
    project: Option<String>,
    payer: Option<String>,
    with_zero: bool,
}

impl Filter {
    fn read(body: &Fields, now: i64) -> Result<Self, ApiError> {
        let month = cycle(body, "cycle", 8, now)?;
        let grain = Grain::read(body, Grain::Cycle)?;
        Ok(Self {
            span: until_yesterday(span(body, month, grain)?, now),
            month,
            grain,
            service: body.filter("cloud_service_type", 64)?,
            resource_type: body.filter("resource_type", 64)?,
            region: body.filter("region", 64)?,
            resource: body.filter("res_instance_id", 64)?,
            mode: body.one_of("charge_mode", &CHARGE_MODES)?,
            bill_type: body.one_of("bill_type", &BILL_TYPES)?,
            project: body.filter("enterprise_project_id", 64)?,
            payer: body.optional("payer_account_id", 64)?,
            with_zero: body.flag("include_zero_record")?.unwrap_or(true),
        })
    }

    fn admits(&self, line: &Charge) -> bool {
        let product = line.code.product();
        is(self.service.as_ref(), product.service)
            && is(self.resource_type.as_ref(), product.resource)
            && is(self.region.as_ref(), line.region)
            && is(self.resource.as_ref(), &line.resource)
            && is(self.project.as_ref(), PROJECT)
            && self.mode.is_none_or(|wanted| wanted == charge_mode(line.mode))
            && self.bill_type.is_none_or(|wanted| wanted == i64::from(line.bill_type))
            && (self.with_zero || line.net != 0)
    }
}

/// The month, or with `query_type` DAILY some days of it, which require a granularity finer than
/// the month.
fn span(body: &Fields, month: Cycle, grain: Grain) -> Result<Cycle, ApiError> {
    if body.choice("query_type", &["BILLCYCLE", "DAILY"])?.as_deref() != Some("DAILY") {
        return Ok(month);
    }
    if grain == Grain::Cycle {
        return Err(ApiError::parameter("query_type"));
    }
    days(body, "bill_cycle_begin", "bill_cycle_end", month)?
        .ok_or_else(|| ApiError::parameter("bill_cycle_begin"))
}

pub fn query(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let filter = Filter::read(&call.body, world.now())?;
    let page = call.body.page(HIGHEST_OFFSET, 1_000)?;
    let index = call.customer()?;
    let id = world.tenant.customer_id(index);
    let own = wants_own(&call.body, &id)? && is(filter.payer.as_ref(), &id);
    world.read(index, |account| {
        let Cycle { from, until } = filter.span;
        let lines = if own { charges::between(account, from, until) } else { Vec::new() };
        let mut records = filter.grain.merge(lines);
        records.retain(|line| filter.admits(line));
        let rows = page.of(&records).map(|line| row(account, line, &filter, call.language));
        let body = Object::new()
            .list("monthly_records", rows)
            .integer("total_count", records.len() as i64)
            .text("currency", CURRENCY);
        Ok(Reply::ok(body.finish()))
    })
}

fn row(account: &Account<'_>, line: &Charge, filter: &Filter, language: Language) -> String {
    let product = line.code.product();
    let row = Object::new().text("cycle", &calendar::month_text(filter.month.from));
    let mut row = match filter.grain {
        Grain::Day => row.text("bill_date", &calendar::day_text(line.at)),
        Grain::Cycle | Grain::Single => row,
    };
    if filter.grain == Grain::Single {
        row = row
            .time("consume_time", line.at)
            .time("effective_time", line.term.map_or(line.used_from, |(from, _)| from))
            .time("expire_time", line.term.map_or(line.at, |(_, until)| until));
    }
    if let Some(period) = line.period {
        row = row.integer("period_num", i64::from(period.count));
    }
    let zone = Object::new().text("az_code", &format!("{}a", line.region)).finish();
    let row = identified(row, account, line, language)
        .text("payer_account_id", &account.profile.id)
        // The capital letter is documented.
        .text("resource_Type_code", product.resource)
        .text("res_instance_id", &line.resource)
        .integer("charge_mode", charge_mode(line.mode))
        .integer("period_type", period_type(line))
        .maybe_text("payment_type", (line.code == Code::SavingsPlan).then_some(savings::PAYMENT))
        .text("is_spot", if line.is_usage() { "N" } else { "--" })
        .list("az_code_infos", [zone]);
    amounts(row, "consume_amount", line, account.profile.resale).finish()
}
