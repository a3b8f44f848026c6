//! GET /v2/partners/credit/consumption-quota: the partner's credit limit. Amounts are strings.

use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::money;
use crate::world::money::{CURRENCY, Cents};
use crate::world::rng::{Rng, Stream};

pub fn show(world: &World, _: &Call) -> Result<Reply, ApiError> {
    let mut rng = Rng::new(world.tenant.seed, Stream::Partner, 2);
    let quota = 25_000_000 + i64::from(world.tenant.customers) * 100_000;
    let balance = rng.between(0, 90_000);
    let coupons = rng.between(0, 40) * 1_000;
    let due = rng.between(100_000, quota / 4);
    let paid: Cents = world.ledger().iter().filter_map(|entry| entry.amount).sum();
    let unbilled = rng.between(100_000, quota / 5) + paid;
    let body = Object::new()
        .text("consumption_quota", &money::string(quota))
        .text("amount", &money::string(balance))
        .text("coupon_amount", &money::string(coupons))
        .text("due_amount", &money::string(due))
        .text("unbilled_amount", &money::string(unbilled))
        .text("used_consumption_quota", &money::string(due + unbilled - balance - coupons))
        .text("currency", CURRENCY)
        .integer("measure_id", 1)
        .finish();
    Ok(Reply::ok(body))
}
