//! POST /v2/bills/ratings/period-resources/subscribe-rate: yearly/monthly products.
//!
//! 1 to 11 months and 1 to 3 years are sold; the documented days and hours are not. The list price
//! of a year is that of ten months; the partner's discount applies to each product.

use crate::operations::transactions::product_prices::{
    MOST, MOST_PIECES, ProductQuery, currency, discount, not_found, product_query, products, too_large,
};
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::money::{Cents, share};
use crate::world::tenant::period::Period;
use crate::world::tenant::prices;

struct Priced {
    query: ProductQuery,
    official: Cents,
}

pub fn quote(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let index = call.customer()?;
    let priced = products(&call.body, price, |priced| &priced.query.id)?;
    let total: i128 = priced.iter().map(|one| i128::from(one.official)).sum();
    if total > i128::from(MOST) {
        return Err(too_large());
    }
    let rate = world.tenant.profile(index).discount;
    let offers = (rate > 0).then(|| offer(&priced, rate));
    let body = Object::new()
        .raw("official_website_rating_result", &list(&priced))
        .list("optional_discount_rating_results", offers);
    Ok(Reply::ok(currency(body)))
}

fn price(item: &Fields) -> Result<Priced, ApiError> {
    let kind = item.required_integer("period_type", 0, 4)?;
    if kind == 1 {
        return Err(ApiError::parameter("period_type"));
    }
    let count = item.required_integer("period_num", 1, MOST_PIECES)?;
    item.choice("fee_installment_mode", &["HALF_PAY", "ZERO_PAY", "NA"])?;
    let query = product_query(item)?;
    let most = match kind {
        2 => 11,
        3 => 3,
        _ => 0,
    };
    if count > most {
        return Err(not_found());
    }
    let period = Period { kind: kind as u8, count: count as u8 };
    let one = prices::term_price(query.code, period, query.size).ok_or_else(not_found)?;
    let official = one.checked_mul(query.pieces).filter(|sum| *sum <= MOST).ok_or_else(too_large)?;
    Ok(Priced { query, official })
}

fn product(priced: &Priced) -> Object {
    Object::new()
        .text("id", &priced.query.id)
        .text("product_id", priced.query.code.product().product_id)
        .amount("official_website_amount", priced.official)
        .integer("measure_id", 1)
}

fn list(priced: &[Priced]) -> String {
    Object::new()
        .amount("official_website_amount", priced.iter().map(|one| one.official).sum())
        .integer("measure_id", 1)
        .list("product_rating_results", priced.iter().map(|one| product(one).finish()))
        .finish()
}

fn offer(priced: &[Priced], rate: i64) -> String {
    let official: Cents = priced.iter().map(|one| one.official).sum();
    let less: Cents = priced.iter().map(|one| share(one.official, rate)).sum();
    let products = priced.iter().map(|one| {
        let less = share(one.official, rate);
        product(one).amount("amount", one.official - less).amount("discount_amount", less).finish()
    });
    discount(rate)
        .amount("amount", official - less)
        .amount("official_website_amount", official)
        .amount("discount_amount", less)
        .integer("measure_id", 1)
        .integer("best_offer", 1)
        .list("product_rating_results", products)
        .finish()
}
