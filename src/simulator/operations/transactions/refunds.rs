//! GET /v2/orders/customer-orders/refund-orders: the details of a refund.
//!
//! According to the change history first a call for customers, later one for partners with a
//! required `customer_id`; both are answered. Each line of the order has one row with the paid
//! amount (negative: it is returned), and one row each for the used value and the handling fee, if
//! any; together they are the amount of the order.

use crate::operations::transactions::order_lookup;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::json::Object;
use crate::wire::principal::Principal;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::language::Language;
use crate::world::money::Cents;
use crate::world::tenant::catalogue::region;
use crate::world::tenant::order::{Order, OrderLine, UNSUBSCRIPTION};

pub fn show(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let id = call.query.required("order_id", 64)?;
    let index = customer(world, call, &call.query, &id)?;
    world.read(index, |account| {
        let position = order_lookup::position(account, &id)?;
        let order = account.orders.get(position).ok_or_else(ApiError::no_such_order)?;
        if order.kind != UNSUBSCRIPTION {
            return Err(ApiError::bad(
                "CBC.99005026",
                "The order is neither a downgrade nor an unsubscription order.",
            ));
        }
        let rows = rows(account, order, call.language);
        let total = rows.len() as i64;
        Ok(Reply::ok(Object::new().integer("total_count", total).list("refund_infos", rows).finish()))
    })
}

/// The owner of the order. A partner names the customer, and both must match.
fn customer(world: &World, call: &Call, query: &Fields, id: &str) -> Result<u32, ApiError> {
    let named = match call.principal {
        Principal::Partner => Some(query.required("customer_id", 64)?),
        Principal::Customer(_) => None,
    };
    let index = order_lookup::owner_of(world, call, query, id)?;
    match named {
        Some(named) if named != world.tenant.customer_id(index) => Err(ApiError::no_such_order()),
        _ => Ok(index),
    }
}

fn rows(account: &Account<'_>, order: &Order, language: Language) -> Vec<String> {
    let amounts = order.lines.iter().flat_map(|line| amounts(line).into_iter().map(move |at| (line, at)));
    let id = order.id(account.tenant, account.index());
    amounts
        .enumerate()
        .map(|(place, (line, amount))| {
            row(account, line, amount, language).text("id", &format!("{id}-R{place:03}")).finish()
        })
        .collect()
}

fn amounts(line: &OrderLine) -> Vec<Cents> {
    let returns = line.returns.unwrap_or_default();
    let paid = line.net - returns.consumed - returns.fee;
    let kept = [returns.consumed, returns.fee].into_iter().filter(|amount| *amount != 0);
    [paid].into_iter().chain(kept).collect()
}

fn row(account: &Account<'_>, line: &OrderLine, amount: Cents, language: Language) -> Object {
    let product = line.code.product();
    let base = line.returns.and_then(|returns| returns.base);
    let base = base.and_then(|number| account.orders.iter().find(|order| order.number == number));
    Object::new()
        .amount("amount", amount)
        .text("measure_id", "1")
        .text("customer_id", &account.profile.id)
        .text("resource_type_code", product.resource)
        .text("service_type_code", product.service)
        .text("resource_type_name", product.resource_name(language))
        .text("service_type_name", product.service_name(language))
        .text("region_code", region(line.region))
        .maybe_text("base_order_id", base.map(|order| order.id(account.tenant, account.index())).as_deref())
}
