//! GET /v2/orders/customer-orders/refund-orders: the amounts behind an unsubscription.
//!
//! At the time of the change history a call for customers, later one for partners with a
//! mandatory `customer_id`; both are answered. One row for each line of the order; the original
//! order (`base_order_id`) is left out.

use super::errors::Failure;
use super::json::Object;
use super::operations::Call;
use super::orders;
use super::reply::Reply;
use super::state::World;
use super::tenant::catalogue::REGIONS;
use super::tenant::order::UNSUBSCRIPTION;
use super::tokens::Who;

pub fn show(world: &World, call: &Call) -> Result<Reply, Failure> {
    let id = call.query.required("order_id", 64)?;
    let named = match call.who {
        Who::Partner => Some(call.query.required("customer_id", 64)?),
        Who::Customer(_) => None,
    };
    let index = orders::owner_of(world, call, &call.query, &id)?;
    if named.is_some_and(|named| named != world.tenant.customer_id(index)) {
        return Err(Failure::no_such_order());
    }
    world.read(index, |account| {
        let position = orders::position(account, &id)?;
        let order = account.orders.get(position).ok_or_else(Failure::no_such_order)?;
        if order.kind != UNSUBSCRIPTION {
            return Err(Failure::bad(
                "CBC.99005026",
                "The order is neither a downgrade nor an unsubscription order.",
            ));
        }
        let rows = order.lines.iter().enumerate().map(|(place, line)| {
            let product = line.code.product();
            let region = REGIONS.get(usize::from(line.region)).unwrap_or(&REGIONS[0]);
            Object::new()
                .text("id", &format!("{id}-R{place:02}"))
                .amount("amount", line.net)
                .text("measure_id", "1")
                .text("customer_id", &account.profile.id)
                .text("resource_type_code", product.resource)
                .text("service_type_code", product.service)
                .text("resource_type_name", product.resource_name(call.language))
                .text("service_type_name", product.service_name(call.language))
                .text("region_code", region)
                .finish()
        });
        let body = Object::new()
            .integer("total_count", order.lines.len() as i64)
            .list("refund_infos", rows)
            .finish();
        Ok(Reply::ok(body))
    })
}
