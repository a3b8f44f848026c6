//! POST /v2/orders/subscriptions/resources/unsubscribe: unsubscribes from resources, or only from
//! renewed terms that have not started, by orders of type 4, one per service.
//!
//! Choices where the sheet is not specific: as for renewing, 400 with the first refusal when no
//! resource passes, otherwise 200 with `order_ids` and `fail_resource_infos`. An attached resource
//! returns CBC.99003185, a resource that changed to pay-per-use CBC.30000067, one in retention or
//! frozen with its account CBC.99003656; an account that is frozen without its resources may
//! unsubscribe. Refusals for products that are no resources here (KooGallery goods, DevCloud, add-on)
//! do not occur.

use crate::operations::transactions::batch::BatchCheck;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::json::{Object, string};
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::account::refunds::Unsubscription;
use crate::world::tenant::resources::Resource;

/// Maximum length of the reason, in characters. Not documented.
const LONGEST_REASON: usize = 1_000;

pub fn unsubscribe(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let body = &call.body;
    let ids = body.some_texts("resource_ids", 10, 64)?;
    let what = match body.required_integer("unsubscribe_type", 1, 2)? {
        1 => Unsubscription::Everything,
        _ => Unsubscription::RenewedTerms,
    };
    body.integer("unsubscribe_reason_type", 1, 5)?;
    body.filter("unsubscribe_reason", LONGEST_REASON)?;
    let index = call.customer()?;
    world.change(index, |account| apply(account, &ids, what, &call.by))
}

fn apply(
    account: &mut Account<'_>,
    ids: &[String],
    what: Unsubscription,
    by: &str,
) -> Result<Reply, ApiError> {
    let checked = BatchCheck::of(account, ids, |account, id| check(account, id, what));
    if let Some(refusal) = checked.all_refused() {
        return Err(refusal.clone());
    }
    let made: Vec<usize> =
        checked.by_service().iter().map(|mains| account.unsubscribe(mains, what, by)).collect();
    let orders = made.iter().filter_map(|position| account.orders.get(*position));
    let order_ids = orders.map(|order| string(&order.id(account.tenant, account.index())));
    let body = Object::new().list("order_ids", order_ids);
    let refused = checked.resource_rows();
    let body = if refused.is_empty() { body } else { body.list("fail_resource_infos", refused) };
    Ok(Reply::ok(body.finish()))
}

fn check<'a>(account: &'a Account<'_>, id: &str, what: Unsubscription) -> Result<&'a Resource, ApiError> {
    if account.is_package(id) {
        return Err(ApiError::pay_per_use_package());
    }
    if account.is_savings_plan(id) {
        return Err(ApiError::bad("CBC.30000053", "Savings plans cannot be unsubscribed from."));
    }
    let resource = account
        .resource(id)
        .filter(|resource| resource.effective <= account.now)
        .ok_or_else(ApiError::no_such_resource)?;
    let status = account.resource_status(resource);
    if matches!(status, None | Some(3)) {
        return Err(ApiError::bad("CBC.30000067", "The resource has been deleted or is not managed."));
    }
    if !resource.is_main() {
        return Err(ApiError::bad("CBC.99003185", "The service must be unsubscribed from as a whole."));
    }
    let product = resource.product();
    if product.is_package() {
        return Err(ApiError::pay_per_use_package());
    }
    if product.trial {
        return Err(ApiError::bad("CBC.99003649", "Trial resources cannot be unsubscribed from."));
    }
    if account.unpaid_renewal(resource.number).is_some() {
        return Err(ApiError::waits_for_payment());
    }
    if account.in_transaction(resource.number) {
        return Err(ApiError::bad("CBC.99003651", "A transaction of the resource is in progress."));
    }
    if status == Some(4) {
        return Err(ApiError::bad("CBC.99003656", "The resource is frozen."));
    }
    if what == Unsubscription::RenewedTerms && !account.has_future_renewed_term(resource) {
        return Err(ApiError::bad("CBC.99003128", "There is no renewed period that has not begun."));
    }
    Ok(resource)
}
