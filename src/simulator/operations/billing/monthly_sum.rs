//! GET /v2/bills/customer-bills/monthly-sum: a month of a customer by service, resource type,
//! charging mode and kind. Totals cover all matches, not only the page.

use crate::operations::billing::records::{
    PROJECT, PaymentSources, charge_mode, cycle, is, until_yesterday, wants_own,
};
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::page::HIGHEST_OFFSET;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::calendar;
use crate::world::charges;
use crate::world::charges::charge::{self, Charge, Mode};
use crate::world::language::Language;
use crate::world::money::{CURRENCY, Cents};
use crate::world::tenant::catalogue::Product;

/// Charges added up in one row.
pub struct Sum {
    pub product: &'static Product,
    pub mode: Mode,
    /// 1 expenditure, 2 refund, 3 adjustment.
    pub kind: u8,
    pub official: Cents,
    pub net: Cents,
    pub coupons: Cents,
}

/// Sums by service, resource type, charging mode and kind, sorted by their codes.
pub fn sums(lines: &[Charge]) -> Vec<Sum> {
    let mut sums: Vec<Sum> = Vec::new();
    for line in lines {
        let (product, kind) = (line.code.product(), charge::kind(line.bill_type));
        let same = |sum: &&mut Sum| {
            (sum.product.service, sum.product.resource) == (product.service, product.resource)
                && (sum.mode, sum.kind) == (line.mode, kind)
        };
        match sums.iter_mut().find(same) {
            Some(sum) => {
                sum.official += line.official;
                sum.net += line.net;
                sum.coupons += line.coupons;
            }
            None => sums.push(Sum {
                product,
                mode: line.mode,
                kind,
                official: line.official,
                net: line.net,
                coupons: line.coupons,
            }),
        }
    }
    sums.sort_by_key(|sum| (sum.product.service, sum.product.resource, charge_mode(sum.mode), sum.kind));
    sums
}

pub fn show(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let query = &call.query;
    let now = world.now();
    let month = cycle(query, "bill_cycle", 8, now)?;
    let service = query.filter("service_type_code", 64)?;
    let project = query.filter("enterprise_project_id", 64)?;
    let page = query.page(HIGHEST_OFFSET, 1_000)?;
    let index = call.customer()?;
    let own = wants_own(query, &world.tenant.customer_id(index))? && is(project.as_ref(), PROJECT);
    let span = until_yesterday(month, now);
    world.read(index, |account| {
        let mut lines = if own { charges::between(account, span.from, span.until) } else { Vec::new() };
        lines.retain(|line| is(service.as_ref(), line.code.product().service));
        let (sums, resale) = (sums(&lines), account.profile.resale);
        let cycle = calendar::month_text(month.from);
        let rows = page.of(&sums).map(|sum| row(account, &cycle, sum, call.language));
        let body = Object::new().integer("total_count", sums.len() as i64).list("bill_sums", rows);
        let net = sums.iter().map(|sum| sum.net).sum();
        let coupons = sums.iter().map(|sum| sum.coupons).sum();
        let body = paid(body.amount("consume_amount", net), PaymentSources::of(net, coupons, resale));
        Ok(Reply::ok(body.text("currency", CURRENCY).finish()))
    })
}

fn paid(object: Object, paid: PaymentSources) -> Object {
    object
        .amount("coupon_amount", paid.coupon)
        .amount("flexipurchase_coupon_amount", 0)
        .amount("stored_value_card_amount", 0)
        .amount("debt_amount", 0)
        .amount("writeoff_amount", 0)
        .amount("cash_amount", paid.cash)
        .amount("credit_amount", paid.credit)
        .integer("measure_id", 1)
}

fn row(account: &Account<'_>, cycle: &str, sum: &Sum, language: Language) -> String {
    let row = Object::new()
        .text("bill_cycle", cycle)
        .text("resource_type_code", sum.product.resource)
        .text("service_type_code", sum.product.service)
        .text("service_type_name", sum.product.service_name(language))
        .text("resource_type_name", sum.product.resource_name(language))
        .integer("charging_mode", charge_mode(sum.mode))
        .amount("official_amount", sum.official)
        .amount("official_discount_amount", sum.official - sum.net)
        .amount("truncated_amount", 0)
        .amount("consume_amount", sum.net);
    paid(row, PaymentSources::of(sum.net, sum.coupons, account.profile.resale))
        .integer("bill_type", i64::from(sum.kind))
        .text("customer_id", &account.profile.id)
        .text("account_name", &account.profile.account_name)
        .finish()
}
