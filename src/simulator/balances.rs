//! What a customer's own account holds. Only customers that pay the vendor themselves have
//! something here: a resale customer gets an empty quota, and CBC.99000049 instead of balances
//! (read on the China site; the international page only says that it does not apply).

use super::errors::Failure;
use super::json::Object;
use super::money::{CURRENCY, Cents};
use super::operations::Call;
use super::random::{Dice, Room};
use super::reply::Reply;
use super::state::World;
use super::tenant::identity;

/// What a referral customer has, in cents.
struct Purse {
    account_id: String,
    balance: Cents,
    credit: Cents,
    bonus: Cents,
    debt: Cents,
    quota: Cents,
    used: Cents,
}

/// The purse of the caller; `None` for a resale customer.
fn purse(world: &World, call: &Call) -> Result<Option<Purse>, Failure> {
    let index = call.customer()?;
    if world.profile(index).resale {
        return Ok(None);
    }
    let mut dice = Dice::new(world.tenant.seed, Room::Balances, u64::from(index));
    let quota = dice.between(0, 40) * 50_000;
    Ok(Some(Purse {
        account_id: identity::hex_id(&mut dice),
        balance: dice.between(0, 500_000),
        credit: dice.between(0, 8) * 100_000,
        bonus: dice.between(0, 20) * 500,
        debt: if dice.chance(20) { dice.between(1, 90_000) } else { 0 },
        used: if quota == 0 { 0 } else { dice.between(0, quota) },
        quota,
    }))
}

/// GET /v2/accounts/customer-accounts/expenditure-quota. The share is written as a ratio with
/// two decimals; whether the vendor means a ratio or percent is not confirmed.
pub fn quota(world: &World, call: &Call) -> Result<Reply, Failure> {
    let Some(purse) = purse(world, call)? else {
        return Ok(Reply::ok(Object::new().finish()));
    };
    let ratio = if purse.quota == 0 { 0 } else { purse.used * 100 / purse.quota };
    let body = Object::new()
        .amount("granting_amount", purse.quota)
        .amount("granting_amount_used", purse.used)
        .amount("percentage_granting_amount_used", ratio)
        .integer("measure_id", 1)
        .text("currency", CURRENCY)
        .finish();
    Ok(Reply::ok(body))
}

/// GET /v2/accounts/customer-accounts/balances
pub fn balances(world: &World, call: &Call) -> Result<Reply, Failure> {
    let purse = purse(world, call)?.ok_or_else(|| {
        Failure::bad("CBC.99000049", "A customer of the reseller model does not have an account balance.")
    })?;
    let row = |kind: i64, amount: Cents| {
        let row = Object::new()
            .text("account_id", &format!("{}{kind}", purse.account_id))
            .integer("account_type", kind)
            .amount("amount", amount)
            .text("currency", CURRENCY)
            .amount("designated_amount", 0)
            .integer("measure_id", 1);
        // Of a credit account both are the limit, not what is left of it.
        if kind == 2 { row.amount("credit_amount", amount).finish() } else { row.finish() }
    };
    let rows = [row(1, purse.balance), row(2, purse.credit), row(5, purse.bonus)];
    let body = Object::new()
        .list("account_balances", rows)
        .amount("debt_amount", purse.debt)
        .integer("measure_id", 1)
        .text("currency", CURRENCY)
        .finish();
    Ok(Reply::ok(body))
}
