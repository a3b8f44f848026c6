//! The balances of a customer's own account. Only customers that pay HUAWEI CLOUD directly
//! (referral) have any: a resale customer gets an empty quota, and CBC.99000049 instead of balances
//! (documented on the China site; the international page only says that it does not apply).

use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::money::{CURRENCY, Cents};
use crate::world::rng::{Rng, Stream};
use crate::world::tenant::ids;

/// The account of a referral customer, in cents.
struct Figures {
    account_id: String,
    balance: Cents,
    credit: Cents,
    bonus: Cents,
    debt: Cents,
    quota: Cents,
    used: Cents,
}

/// The account of the caller; `None` for a resale customer.
fn figures(world: &World, call: &Call) -> Result<Option<Figures>, ApiError> {
    let index = call.customer()?;
    if world.profile(index).resale {
        return Ok(None);
    }
    let mut rng = Rng::new(world.tenant.seed, Stream::Balances, u64::from(index));
    let quota = rng.between(0, 40) * 50_000;
    Ok(Some(Figures {
        account_id: ids::hex_id(&mut rng),
        balance: rng.between(0, 500_000),
        credit: rng.between(0, 8) * 100_000,
        bonus: rng.between(0, 20) * 500,
        debt: if rng.chance(20) { rng.between(1, 90_000) } else { 0 },
        used: if quota == 0 { 0 } else { rng.between(0, quota) },
        quota,
    }))
}

/// GET /v2/accounts/customer-accounts/expenditure-quota. The share is a ratio with two decimals;
/// whether the vendor means a ratio or a percentage is not confirmed.
pub fn quota(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let Some(figures) = figures(world, call)? else {
        return Ok(Reply::ok(Object::new().finish()));
    };
    let ratio = if figures.quota == 0 { 0 } else { figures.used * 100 / figures.quota };
    let body = Object::new()
        .amount("granting_amount", figures.quota)
        .amount("granting_amount_used", figures.used)
        .amount("percentage_granting_amount_used", ratio)
        .integer("measure_id", 1)
        .text("currency", CURRENCY)
        .finish();
    Ok(Reply::ok(body))
}

/// GET /v2/accounts/customer-accounts/balances
pub fn balances(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let figures = figures(world, call)?.ok_or_else(|| {
        ApiError::bad("CBC.99000049", "A customer of the reseller model does not have an account balance.")
    })?;
    let row = |kind: i64, amount: Cents| {
        let row = Object::new()
            .text("account_id", &format!("{}{kind}", figures.account_id))
            .integer("account_type", kind)
            .amount("amount", amount)
            .text("currency", CURRENCY)
            .amount("designated_amount", 0)
            .integer("measure_id", 1);
        // For a credit account both fields are the limit, not the remaining credit.
        if kind == 2 { row.amount("credit_amount", amount).finish() } else { row.finish() }
    };
    let rows = [row(1, figures.balance), row(2, figures.credit), row(5, figures.bonus)];
    let body = Object::new()
        .list("account_balances", rows)
        .amount("debt_amount", figures.debt)
        .integer("measure_id", 1)
        .text("currency", CURRENCY)
        .finish();
    Ok(Reply::ok(body))
}
