//! The partner's postpaid bill (ListPostpaidBillSum), in both versions.
//!
//! A month without a bill is refused as an invalid parameter; the real code is not documented. The
//! partner pays what its customers owe: its discount is already in their net prices. There is no
//! tax.

use std::sync::Arc;

use crate::operations::billing::records::{PaymentSources, cycle, pay_method};
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::calendar;
use crate::world::charges::cycle::Cycle;
use crate::world::money::CURRENCY;
use crate::world::partner_bill::{Amounts, Key, PartnerBill, made_at};

/// The bill of the requested month.
fn requested_bill(world: &World, call: &Call, name: &str) -> Result<(Cycle, Arc<PartnerBill>), ApiError> {
    let month = cycle(&call.query, name, 10, world.now())?;
    if world.now() < made_at(month) {
        return Err(ApiError::parameter(name));
    }
    Ok((month, world.partner_bill(month)))
}

/// GET /v2/bills/partner-bills/postpaid-bill-summary
pub fn show(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let (month, bill) = requested_bill(world, call, "bill_cycle")?;
    let body = Object::new()
        .text("bill_cycle", &calendar::month_text(month.from))
        .amount("initial_amount_due", bill.total())
        .amount("consume_amount", bill.sum(1))
        .amount("refunds", bill.sum(2))
        .amount("adjustments", bill.sum(3))
        .amount("tax_amount", 0)
        .text("currency", CURRENCY);
    Ok(Reply::ok(body.finish()))
}

/// GET /v1.0/{partner_id}/partner/account-mgr/postpaid-bill-summary
pub fn show_old(world: &World, call: &Call) -> Result<Reply, ApiError> {
    call.own_account(world)?;
    let (month, bill) = requested_bill(world, call, "consume_month")?;
    let body = Object::new()
        .text("billCycle", &calendar::month_text(month.from))
        .amount("creditDebtAmount", bill.total())
        .amount("consumeAmount", bill.sum(1))
        .amount("writeoffdebt", bill.sum(3))
        .amount("unsubscribeAmount", bill.sum(2))
        .integer("measureId", 1)
        .text("currency", CURRENCY)
        .amount("taxAmount", 0)
        .amount("unclearedAmount", 0)
        .text("dueDate", &calendar::text(calendar::add_months(month.until, 1)))
        .list("billList", bill.lines().map(|(key, amounts)| line(key, amounts)));
    Ok(Reply::ok(body.finish()))
}

fn line((service, resource, mode, bill_type): &Key, amounts: &Amounts) -> String {
    let PaymentSources { credit: without, .. } = PaymentSources::of(amounts.net, amounts.coupons, true);
    Object::new()
        .text("billType", &bill_type.to_string())
        .text("cloudServiceTypeCode", service)
        .text("resourceTypeCode", resource)
        .text("payMethod", pay_method(*mode))
        .amount("creditDebtAmount", amounts.net)
        .amount("customerAmountDue", without)
        .amount("partnerRatio", 10_000)
        .amount("partnerAmount", amounts.net)
        .finish()
}
