//! The customer's bills in their old form, which is to go offline: camel case, pages that are
//! counted from 1, sums in cents.
//!
//! `type` of the old monthly sum names the account: what a resale customer spends stands under
//! the account that the partner budgets (1), what a referral customer spends under its own (0).

use super::super::account::Account;
use super::super::book::{self, Cycle, Line, Mode};
use super::super::clock;
use super::super::errors::Failure;
use super::super::json::Object;
use super::super::money::{self, CURRENCY, Cents};
use super::super::operations::Call;
use super::super::params::{Fields, HIGHEST_OFFSET};
use super::super::reply::Reply;
use super::super::state::World;
use super::super::tenant::catalogue::Language;
use super::fees::hours;
use super::sums::{Sum, sums};
use super::{Grain, HOURS, PROJECT, cycle, days, is, pay_method, period_type, record_id, until_yesterday};

const CENT: i64 = 3;

/// GET /v1.0/{domain_id}/customer/account-mgr/bill/monthly-sum
pub fn monthly_sum(world: &World, call: &Call) -> Result<Reply, Failure> {
    let query = &call.query;
    let now = world.now();
    let month = cycle(query, "cycle", 8, now)?;
    let service = query.filter("cloud_service_type_code", 64)?;
    let budgeted = query.choice("type", &["0", "1"])?.as_deref() == Some("1");
    let project = query.filter("enterpriseProjectId", 64)?;
    call.own_account(world)?;
    let span = until_yesterday(month, now);
    world.read(call.customer()?, |account| {
        let asked = budgeted == account.profile.resale && is(project.as_ref(), PROJECT);
        let mut lines = if asked { book::lines(account, span.from, span.until) } else { Vec::new() };
        lines.retain(|line| is(service.as_ref(), line.code.product().service));
        let sums = sums(&lines);
        let rows = old_sums(&sums, service.is_some());
        let total: Cents = lines.iter().map(|line| line.net).sum();
        let coupons: Cents = lines.iter().map(|line| line.coupons).sum();
        let (cash, credit) = if budgeted { (0, total - coupons) } else { (total - coupons, 0) };
        let month = clock::month_text(month.from);
        let body = in_cents(Object::new(), "total_amount", total);
        let body = in_cents(in_cents(body, "debt_amount", 0), "coupon_amount", coupons);
        let body = in_cents(in_cents(body, "cashcoupon_amount", 0), "storedcard_amount", 0);
        let body = in_cents(in_cents(body, "debit_amount", cash), "credit_amount", credit)
            .integer("measure_id", CENT)
            .text("currency", CURRENCY)
            .integer("total_count", rows.len() as i64)
            .list("bill_sums", rows.iter().map(|row| sum_row(account, &month, row, project.as_deref())));
        Ok(Reply::ok(body.finish()))
    })
}

fn in_cents(object: Object, name: &str, cents: Cents) -> Object {
    object.raw(name, &cents.to_string())
}

struct OldSum<'a> {
    service: &'a str,
    /// Only when the request names a service.
    resource: Option<&'a str>,
    method: &'static str,
    is_refund: bool,
    official: Cents,
    net: Cents,
    coupons: Cents,
}

/// By resource type of the service that was named, or by service: then the charging reads
/// yearly/monthly only where all of it is so.
fn old_sums(sums: &[Sum], is_named: bool) -> Vec<OldSum<'_>> {
    let mut rows: Vec<OldSum<'_>> = Vec::new();
    for sum in sums {
        let method = pay_method(sum.mode);
        let resource = is_named.then_some(sum.product.resource);
        let is_refund = sum.kind == 2;
        let same = |row: &&mut OldSum<'_>| {
            (row.service, row.resource, row.is_refund) == (sum.product.service, resource, is_refund)
                && (!is_named || row.method == method)
        };
        match rows.iter_mut().find(same) {
            Some(row) => {
                row.official += sum.official;
                row.net += sum.net;
                row.coupons += sum.coupons;
                if sum.mode != Mode::Subscription && !is_named {
                    row.method = "";
                }
            }
            None => rows.push(OldSum {
                service: sum.product.service,
                resource,
                method: if is_named || sum.mode == Mode::Subscription { method } else { "" },
                is_refund,
                official: sum.official,
                net: sum.net,
                coupons: sum.coupons,
            }),
        }
    }
    rows
}

fn sum_row(account: &Account<'_>, month: &str, sum: &OldSum<'_>, project: Option<&str>) -> String {
    let part = |kind: &str, amount: Cents| {
        in_cents(Object::new().text("balance_type_id", kind), "deduct_amount", amount).finish()
    };
    let kind = if account.profile.resale { "BALANCE_TYPE_CREDIT" } else { "BALANCE_TYPE_DEBIT" };
    let own = (kind, sum.net - sum.coupons);
    let parts = [own, ("BALANCE_TYPE_COUPON", sum.coupons)].into_iter().filter(|(_, amount)| *amount != 0);
    let row = Object::new()
        .text("customer_id", &account.profile.id)
        .maybe_text("resource_type_code", sum.resource)
        .text("cloud_service_type_code", sum.service)
        .text("consume_time", month)
        .text("pay_method", sum.method);
    let row = in_cents(in_cents(row, "consume_amount", sum.net), "debt", 0);
    let row = in_cents(row, "discount", sum.official - sum.net)
        .integer("measure_id", CENT)
        .integer("bill_type", i64::from(sum.is_refund))
        .list("account_details", parts.map(|(kind, amount)| part(kind, amount)))
        .maybe_text("enterpriseProjectId", project);
    if sum.is_refund {
        return row.finish();
    }
    let discount = Object::new().text("promotion_type", "607").integer("measure_id", CENT);
    let discount = in_cents(discount, "discount_amount", sum.official - sum.net).finish();
    row.list("discount_detail_infos", (sum.official != sum.net).then_some(discount)).finish()
}

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
    fn read(query: &Fields, resource: &str, methods: &[&str]) -> Result<Self, Failure> {
        Ok(Self {
            service: query.filter("cloudServiceTypeCode", 256)?,
            resource_type: query.filter("resourceTypeCode", 64)?,
            region: query.filter("regionCode", 64)?,
            resource: query.filter(resource, 256)?,
            order: query.filter("orderId", 64)?,
            project: query.filter("enterpriseProjectId", 64)?,
            method: query.choice("payMethod", methods)?.ok_or_else(|| Failure::parameter("payMethod"))?,
        })
    }

    fn admits(&self, line: &Line) -> bool {
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
pub fn fee_records(world: &World, call: &Call) -> Result<Reply, Failure> {
    let query = &call.query;
    let begin = query.required("startTime", 10)?;
    query.required("endTime", 10)?;
    let month = begin.get(..7).and_then(clock::parse_month).ok_or_else(|| Failure::parameter("startTime"))?;
    let month = Some(month).filter(|from| *from >= super::first_month(world.now()));
    let month = month.map(Cycle::of).ok_or_else(|| Failure::parameter("startTime"))?;
    let span = days(query, "startTime", "endTime", month)?.ok_or_else(|| Failure::parameter("startTime"))?;
    let filter = Filter::read(query, "resourceId", &["0", "1"])?;
    let page = query.numbered_page(HIGHEST_OFFSET, 100)?;
    call.own_account(world)?;
    world.read(call.customer()?, |account| {
        let mut records = book::lines(account, span.from, span.until);
        records.retain(|line| filter.admits(line));
        let rows = page.of(&records).map(|line| fee_row(account, line, call.language));
        let body = Object::new()
            .list("feeRecords", rows)
            .integer("totalCount", records.len() as i64)
            .text("currency", CURRENCY);
        Ok(Reply::ok(body.finish()))
    })
}

fn fee_row(account: &Account<'_>, line: &Line, language: Language) -> String {
    let product = line.code.product();
    let (from, until) = line.term.unwrap_or((line.used_from, line.at));
    let hours = hours(line).filter(|_| line.mode == Mode::PayPerUse);
    let row = Object::new()
        .time("createTime", line.at)
        .time("effectiveTime", from)
        .time("expireTime", until)
        .text("feeId", &record_id(account, line))
        .text("productId", product.product_id)
        .text("productName", product.spec_text(language))
        .text("orderId", if line.mode == Mode::Subscription { &line.trade } else { "" })
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
pub fn usage_records(world: &World, call: &Call) -> Result<Reply, Failure> {
    let query = &call.query;
    let now = world.now();
    let month = cycle(query, "cycle", 8, now)?;
    let filter = Filter::read(query, "resInstanceId", &["0", "1", "10"])?;
    let page = query.required_page(HIGHEST_OFFSET, 1_000)?;
    call.own_account(world)?;
    let span = until_yesterday(month, now);
    world.read(call.customer()?, |account| {
        let mut records = Grain::Cycle.merge(book::lines(account, span.from, span.until));
        records.retain(|line| filter.admits(line));
        let cycle = clock::month_text(month.from);
        let body = Object::new()
            .list("monthlyRecords", page.of(&records).map(|line| usage_row(&cycle, line)))
            .integer("total_count", records.len() as i64)
            .text("currency", CURRENCY);
        Ok(Reply::ok(body.finish()))
    })
}

fn usage_row(cycle: &str, line: &Line) -> String {
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
