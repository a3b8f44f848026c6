//! Fees and usage of a customer's resources in the old form (OldListResFeeRecords,
//! OldListResRecords, announced to go offline): camel case, page numbers from 1.

use crate::operations::billing::records::{
    Grain, HOURS, PROJECT, cycle, days, first_month, is, pay_method, period_type, record_id, until_yesterday,
};
use crate::operations::billing::resource_fees::hours;
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
use crate::world::money::{self, CURRENCY};

struct Filter {
    service: Option<String>,
    resource_type: Option<String>,
    region: Option<String>,
    resource: Option<String>,
    order: Option<String>,
    project: Option<String>,
    method: String,
}

impl Filter {
    fn read(query: &Fields, resource: &str, methods: &[&str]) -> Result<Self, ApiError> {
        Ok(Self {
            service: query.filter("cloudServiceTypeCode", 256)?,
            resource_type: query.filter("resourceTypeCode", 64)?,
            region: query.filter("regionCode", 64)?,
            resource: query.filter(resource, 256)?,
            order: query.filter("orderId", 64)?,
            project: query.filter("enterpriseProjectId", 64)?,
            method: query.choice("payMethod", methods)?.ok_or_else(|| ApiError::parameter("payMethod"))?,
        })
    }

    fn admits(&self, line: &Charge) -> bool {
        let product = line.code.product();
        is(self.service.as_ref(), product.service)
            && is(self.resource_type.as_ref(), product.resource)
            && is(self.region.as_ref(), line.region)
            && is(self.resource.as_ref(), &line.resource)
            && is(self.order.as_ref(), &line.trade)
            && is(self.project.as_ref(), PROJECT)
            && self.method == pay_method(line.mode)
    }
}

/// GET /v1.0/{domain_id}/customer/account-mgr/bill/res-fee-records
pub fn fees(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let query = &call.query;
    let begin = query.required("startTime", 10)?;
    query.required("endTime", 10)?;
    let month =
        begin.get(..7).and_then(calendar::parse_month).ok_or_else(|| ApiError::parameter("startTime"))?;
    let month = Some(month).filter(|from| *from >= first_month(world.now()));
    let month = month.map(Cycle::of).ok_or_else(|| ApiError::parameter("startTime"))?;
    let span = days(query, "startTime", "endTime", month)?.ok_or_else(|| ApiError::parameter("startTime"))?;
    let filter = Filter::read(query, "resourceId", &["0", "1"])?;
    let page = query.numbered_page(HIGHEST_OFFSET, 100)?;
    call.own_account(world)?;
    world.read(call.customer()?, |account| {
        let mut records = charges::between(account, span.from, span.until);
        records.retain(|line| filter.admits(line));
        let rows = page.of(&records).map(|line| fee_row(account, line, call.language));
        let body = Object::new()
            .list("feeRecords", rows)
            .integer("totalCount", records.len() as i64)
            .text("currency", CURRENCY);
        Ok(Reply::ok(body.finish()))
    })
}

fn fee_row(account: &Account<'_>, line: &Charge, language: Language) -> String {
    let product = line.code.product();
    let (from, until) = line.term.unwrap_or((line.used_from, line.at));
    let hours = hours(line).filter(|_| line.is_usage());
    let row = Object::new()
        .time("createTime", line.at)
        .time("effectiveTime", from)
        .time("expireTime", until)
        .text("feeId", &record_id(account, line))
        .text("productId", product.product_id)
        .text("productName", product.spec_text(language))
        .text("orderId", line.order_id())
        .text("cloudServiceTypeCode", product.service)
        .text("resourceTypeCode", product.resource)
        .text("regionCode", line.region)
        .text("payMethod", pay_method(line.mode))
        .text("resourceTag", line.tag)
        .text("resourceName", &line.name)
        .text("resourceId", &line.resource)
        .text("enterpriseProjectId", PROJECT)
        .text("periodType", &period_type(line).to_string())
        .text("spot", "N")
        .amount("amount", line.net)
        .amount("officialAmount", line.official)
        .integer("measureId", 1)
        .integer("feeSourceOperation", i64::from(line.bill_type));
    match hours {
        Some((_, hours)) => row.raw("usageAmount", &money::exact(hours)).integer("usageMeasureId", HOURS),
        None => row,
    }
    .finish()
}

/// GET /v1.0/{domain_id}/customer/account-mgr/bill/res-records
pub fn usage(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let query = &call.query;
    let now = world.now();
    let month = cycle(query, "cycle", 8, now)?;
    let filter = Filter::read(query, "resInstanceId", &["0", "1", "10"])?;
    let page = query.required_page(HIGHEST_OFFSET, 1_000)?;
    call.own_account(world)?;
    let span = until_yesterday(month, now);
    world.read(call.customer()?, |account| {
        let mut records = Grain::Cycle.merge(charges::between(account, span.from, span.until));
        records.retain(|line| filter.admits(line));
        let cycle = calendar::month_text(month.from);
        let body = Object::new()
            .list("monthlyRecords", page.of(&records).map(|line| usage_row(&cycle, line)))
            .integer("total_count", records.len() as i64)
            .text("currency", CURRENCY);
        Ok(Reply::ok(body.finish()))
    })
}

fn usage_row(cycle: &str, line: &Charge) -> String {
    let product = line.code.product();
    Object::new()
        .text("cloudServiceTypeCode", product.service)
        .text("resourceTypeCode", product.resource)
        .text("regionCode", line.region)
        .text("resInstanceId", &line.resource)
        .text("resourceName", &line.name)
        .text("resourceTag", line.tag)
        .text("cycle", cycle)
        .text("enterpriseProjectId", PROJECT)
        .text("payMethod", pay_method(line.mode))
        .amount("consumeAmount", line.net)
        .integer("measureId", 1)
        .finish()
}
