//! A month of a customer in the old form (OldListMonthlyExpenditures, announced to go offline):
//! sums in cents.
//!
//! `type` names the account: 1 for a resale customer (the budget account), 0 for a referral
//! customer (its own account).

use crate::operations::billing::monthly_sum::{Sum, sums};
use crate::operations::billing::records::{PROJECT, cycle, is, pay_method, until_yesterday};
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::calendar;
use crate::world::charges;
use crate::world::charges::charge::Mode;
use crate::world::money::{CURRENCY, Cents};

/// `measure_id` of a cent.
const CENT: i64 = 3;

/// GET /v1.0/{domain_id}/customer/account-mgr/bill/monthly-sum
pub fn show(world: &World, call: &Call) -> Result<Reply, ApiError> {
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
        let mut lines = if asked { charges::between(account, span.from, span.until) } else { Vec::new() };
        lines.retain(|line| is(service.as_ref(), line.code.product().service));
        let sums = sums(&lines);
        let rows = old_sums(&sums, service.is_some());
        let total: Cents = lines.iter().map(|line| line.net).sum();
        let coupons: Cents = lines.iter().map(|line| line.coupons).sum();
        let (cash, credit) = if budgeted { (0, total - coupons) } else { (total - coupons, 0) };
        let month = calendar::month_text(month.from);
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
    /// `None` unless the request names a service.
    resource: Option<&'a str>,
    method: &'static str,
    is_refund: bool,
    official: Cents,
    net: Cents,
    coupons: Cents,
}

/// By resource type when the request names a service, otherwise by service. The charging mode is
/// yearly/monthly only when all charges of a row are.
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
