//! GET /v2/partners/credit/consumption-quota: what the partner may owe. Amounts are strings.

use super::errors::Failure;
use super::json::Object;
use super::money::{self, CURRENCY, Cents};
use super::operations::Call;
use super::random::{Dice, Room};
use super::reply::Reply;
use super::state::World;

pub fn show(world: &World, _: &Call) -> Result<Reply, Failure> {
    let mut dice = Dice::new(world.tenant.seed, Room::Partner, 2);
    let quota = 25_000_000 + i64::from(world.tenant.customers) * 100_000;
    let balance = dice.between(0, 90_000);
    let coupons = dice.between(0, 40) * 1_000;
    let due = dice.between(100_000, quota / 4);
    let paid: Cents = world.ledger().iter().filter_map(|entry| entry.amount).sum();
    let unbilled = dice.between(100_000, quota / 5) + paid;
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
