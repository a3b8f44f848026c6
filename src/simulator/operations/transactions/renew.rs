//! POST /v2/orders/subscriptions/resources/renew: places renewal orders, one per service, and pays
//! them at once if requested.
//!
//! Choices where the sheet is not specific: when no resource can be renewed, the first refusal is
//! returned with HTTP 400; when some can, 200 with `order_ids` and `fail_resource_infos`. A failed
//! automatic payment returns 400 CBC.30050006, and the unpaid orders remain. `expire_policy` is
//! optional (given in the first version of the page, dropped later); the renewed resources get it
//! when the order is completed. A number of years that is in the range of the parameter and not
//! offered returns CBC.99000092 (history, 2024-01-29), a period that this product is not sold for
//! CBC.30010069.
//! The history of 2024-02-23 adds CBC.99003647 to this operation, with a text about unsubscribing:
//! a pay-per-use package is refused here too, whether it is named by its id as a resource or as a
//! package.

use crate::operations::transactions::batch::BatchCheck;
use crate::operations::transactions::pay_order::may_pay;
use crate::operations::transactions::renewal_price;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::json::{Object, string};
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::calendar;
use crate::world::tenant::order::{DEFAULT_DEADLINE, RENEWAL};
use crate::world::tenant::period::Period;
use crate::world::tenant::resources::Resource;

/// A renewal may extend at most this many months ahead (CBC.99003154).
const LONGEST_MONTHS: i64 = 60;

struct RenewalRequest {
    ids: Vec<String>,
    period: Period,
    policy: Option<u8>,
    pay_now: bool,
}

pub fn renew(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let body = &call.body;
    let request = RenewalRequest {
        ids: body.some_texts("resource_ids", 10, 64)?,
        period: renewal_price::period(body)?.ok_or_else(wrong_period)?,
        policy: body.integer("expire_policy", 0, 3)?.map(|policy| policy as u8),
        pay_now: body.integer("is_auto_pay", 0, 1)? == Some(1),
    };
    let index = call.customer()?;
    world.change(index, |account| apply(account, &request, &call.by))
}

fn apply(account: &mut Account<'_>, request: &RenewalRequest, by: &str) -> Result<Reply, ApiError> {
    if account.frozen_at(account.now) > 0 {
        return Err(ApiError::account_frozen());
    }
    let checked = BatchCheck::of(account, &request.ids, |account, id| check(account, id, request.period));
    if let Some(refusal) = checked.all_refused() {
        return Err(refusal.clone());
    }
    let placed = place(account, &checked, request);
    if request.pay_now {
        for position in &placed {
            may_pay(account, *position)
                .map_err(|_| ApiError::bad("CBC.30050006", "The automatic payment failed."))?;
            account.pay(*position, account.now, by);
        }
    }
    let ids = placed
        .iter()
        .filter_map(|position| account.orders.get(*position))
        .map(|order| string(&order.id(account.tenant, account.index())));
    let body = Object::new().list("order_ids", ids).list("fail_resource_infos", checked.resource_rows());
    Ok(Reply::ok(body.finish()))
}

/// One order per service, in the order of the request.
fn place(account: &mut Account<'_>, checked: &BatchCheck, request: &RenewalRequest) -> Vec<usize> {
    checked
        .by_service()
        .into_iter()
        .map(|mains| {
            let lines = mains.iter().flat_map(|main| account.renewal_lines(*main, request.period)).collect();
            let now = account.now;
            let position = account.place(RENEWAL, 1, now, now + DEFAULT_DEADLINE, lines);
            account.set_policy_of_order(position, request.policy);
            position
        })
        .collect()
}

fn wrong_period() -> ApiError {
    ApiError::bad("CBC.99000092", "The subscription period is incorrect.")
}

fn check<'a>(account: &'a Account<'_>, id: &str, period: Period) -> Result<&'a Resource, ApiError> {
    let gone =
        || ApiError::bad("CBC.99003016", "The resource has expired and been deleted, or does not exist.");
    let Some(resource) = account.resource(id) else {
        return Err(if account.is_package(id) { ApiError::pay_per_use_package() } else { gone() });
    };
    if !matches!(account.resource_status(resource), Some(2 | 4 | 5)) {
        return Err(gone());
    }
    if !resource.is_main() {
        return Err(ApiError::bad("CBC.30010036", "The resource is not a main resource."));
    }
    let product = resource.product();
    if product.trial {
        return Err(wrong_period());
    }
    if product.is_package() {
        return Err(ApiError::pay_per_use_package());
    }
    if product.yearly_only && period.kind != 3 {
        return Err(ApiError::bad("CBC.30010069", "The renewal period is not supported."));
    }
    if account.unpaid_renewal(resource.number).is_some() {
        return Err(ApiError::waits_for_payment());
    }
    if account.in_transaction(resource.number) {
        return Err(ApiError::bad("CBC.99003144", "The resource has an order that is being processed."));
    }
    let until = calendar::add_months(account.final_expire(resource), period.calendar_months());
    if until > calendar::add_months(account.now, LONGEST_MONTHS) {
        return Err(ApiError::bad("CBC.99003154", "The total duration exceeds the maximum."));
    }
    Ok(resource)
}
