//! POST /v2/bills/ratings/on-demand-resources: pay-per-use products.
//!
//! All products are metered by duration (`usage_factor` Duration), in hours (4); products sold only
//! yearly/monthly are not found. Amounts are truncated, not rounded, to 6 decimals, or to 10 with
//! `inquiry_precision` 1; list price minus discount is exactly the amount.

use rust_decimal::Decimal;

use crate::operations::transactions::product_prices::{
    MOST, ProductQuery, currency, discount, not_found, product_query, products, too_large,
};
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::money;
use crate::world::tenant::prices;

const HOURS: i64 = 4;

struct Metered {
    query: ProductQuery,
    /// Exact list price.
    official: Decimal,
}

/// A list price and its discount, truncated to the requested decimals.
#[derive(Clone, Copy, Default)]
struct Amounts {
    official: Decimal,
    less: Decimal,
}

pub fn quote(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let index = call.customer()?;
    let decimals = if call.body.integer("inquiry_precision", 0, 1)? == Some(1) { 10 } else { 6 };
    let metered = products(&call.body, price, |metered| &metered.query.id)?;
    let rate = world.tenant.profile(index).discount;
    let amounts: Vec<Amounts> = metered.iter().map(|one| Amounts::of(one.official, rate, decimals)).collect();
    let total =
        amounts.iter().try_fold(Amounts::default(), |sum, one| sum.plus(one)).ok_or_else(too_large)?;
    if total.official > Decimal::new(MOST, 2) {
        return Err(too_large());
    }
    let rows = metered.iter().zip(&amounts).map(|(one, amounts)| row(&one.query, amounts, rate));
    Ok(Reply::ok(currency(total.write(Object::new()).list("product_rating_results", rows))))
}

fn price(item: &Fields) -> Result<Metered, ApiError> {
    let factor = item.required("usage_factor", 64)?;
    let usage = item.decimal("usage_value")?;
    if usage.is_sign_negative() || usage.is_zero() {
        return Err(ApiError::parameter("usage_value"));
    }
    let unit = item.required_integer("usage_measure_id", 1, 1_000)?;
    let query = product_query(item)?;
    if !factor.eq_ignore_ascii_case("Duration") {
        return Err(not_found());
    }
    if unit != HOURS {
        return Err(ApiError::parameter("usage_measure_id"));
    }
    let hour = prices::hourly_price(query.code, query.size).ok_or_else(not_found)?;
    let official = hour.checked_mul(usage).and_then(|price| price.checked_mul(Decimal::from(query.pieces)));
    Ok(Metered { official: official.ok_or_else(too_large)?, query })
}

impl Amounts {
    fn of(official: Decimal, rate: i64, decimals: u32) -> Self {
        let official = official.trunc_with_scale(decimals);
        let less = official.checked_mul(Decimal::new(rate, 4)).unwrap_or_default();
        Self { official, less: less.trunc_with_scale(decimals) }
    }

    fn plus(self, other: &Self) -> Option<Self> {
        Some(Self {
            official: self.official.checked_add(other.official)?,
            less: self.less.checked_add(other.less)?,
        })
    }

    fn write(&self, object: Object) -> Object {
        object
            .raw("amount", &money::exact(self.official - self.less))
            .raw("discount_amount", &money::exact(self.less))
            .raw("official_website_amount", &money::exact(self.official))
            .integer("measure_id", 1)
    }
}

fn row(query: &ProductQuery, amounts: &Amounts, rate: i64) -> String {
    let offers = (rate > 0)
        .then(|| discount(rate).raw("amount", &money::exact(amounts.less)).integer("measure_id", 1).finish());
    let product = Object::new().text("id", &query.id).text("product_id", query.code.product().product_id);
    amounts.write(product).list("discount_rating_results", offers).finish()
}
