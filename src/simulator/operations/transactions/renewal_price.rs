//! POST /v2/bills/ratings/period-resources/renew-rate: the price of a renewal. Amounts are strings;
//! failures are listed per resource inside a 200 answer (inferred in the sheet).

use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::money::{CURRENCY, Cents};
use crate::world::tenant::period::Period;
use crate::world::tenant::resources::Resource;

/// The requested resources, 1 to 10, without duplicates (CBC.30050012).
fn resource_ids(body: &Fields) -> Result<Vec<String>, ApiError> {
    let ids = body.some_texts("resource_ids", 10, 64)?;
    for (place, id) in ids.iter().enumerate() {
        if ids.iter().skip(place + 1).any(|other| other == id) {
            return Err(ApiError::bad("CBC.30050012", "The resource IDs are duplicate."));
        }
    }
    Ok(ids)
}

/// `period_type` 2 with 1 to 11 months, or 3 with 1 to 3 years; `None` for more years, which the
/// range of `period_num` allows.
pub fn period(body: &Fields) -> Result<Option<Period>, ApiError> {
    let kind = body.required_integer("period_type", 2, 3)?;
    let most = if kind == 3 { 3 } else { 11 };
    let count = body.required_integer("period_num", 1, 11)?;
    Ok((count <= most).then_some(Period { kind: kind as u8, count: count as u8 }))
}

struct Priced {
    id: String,
    official: Cents,
    net: Cents,
}

pub fn quote(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let ids = resource_ids(&call.body)?;
    let period = period(&call.body)?.ok_or_else(|| ApiError::parameter("period_num"))?;
    let with_related = call.body.flag("include_relative_resources")?.unwrap_or(false);
    let index = call.customer()?;
    world.read(index, |account| {
        let (mut priced, mut failed) = (Vec::new(), Vec::new());
        for id in &ids {
            match price(account, id, period) {
                Ok((main, found)) => {
                    priced.push(found);
                    if with_related {
                        priced.extend(related(account, main, period, &ids));
                    }
                }
                Err(failure) => failed.push(failure.resource_row(id)),
            }
        }
        Ok(Reply::ok(answer(account, &priced, failed)))
    })
}

/// Other main resources that belong to a given one and have a price.
fn related(account: &Account<'_>, main: u32, period: Period, named: &[String]) -> Vec<Priced> {
    account
        .resources
        .iter()
        .filter(|resource| resource.related == Some(main) && !named.contains(&resource.id))
        .filter_map(|resource| price(account, &resource.id, period).ok())
        .map(|(_, found)| found)
        .collect()
}

fn price(account: &Account<'_>, id: &str, period: Period) -> Result<(u32, Priced), ApiError> {
    let resource = account.resource(id).ok_or_else(gone)?;
    check(account, resource, period)?;
    let lines = account.renewal_lines(resource.number, period);
    let priced = Priced {
        id: id.to_owned(),
        official: lines.iter().map(|line| line.official).sum(),
        net: lines.iter().map(|line| line.net).sum(),
    };
    Ok((resource.number, priced))
}

fn gone() -> ApiError {
    ApiError::bad("CBC.30050009", "The resource has expired and been deleted, or does not exist.")
}

fn check(account: &Account<'_>, resource: &Resource, period: Period) -> Result<(), ApiError> {
    if !matches!(account.resource_status(resource), Some(2 | 4 | 5)) {
        return Err(gone());
    }
    if !resource.is_main() {
        return Err(ApiError::bad("CBC.30050007", "The resource is not a main resource."));
    }
    if resource.product().trial {
        return Err(ApiError::bad("CBC.30050013", "The product cannot be renewed."));
    }
    if resource.product().yearly_only && period.kind != 3 {
        return Err(ApiError::bad("CBC.30050008", "The renewal period is not supported."));
    }
    if account.unpaid_renewal(resource.number).is_some() {
        return Err(ApiError::bad("CBC.30050010", "The resource is in an order that is pending payment."));
    }
    if account.in_transaction(resource.number) {
        return Err(ApiError::bad("CBC.30050011", "The resource is being changed."));
    }
    Ok(())
}

/// The total covers only resources with a price; without any it is absent.
fn answer(account: &Account<'_>, priced: &[Priced], failed: Vec<String>) -> String {
    let official: Cents = priced.iter().map(|one| one.official).sum();
    let net: Cents = priced.iter().map(|one| one.net).sum();
    let results = priced
        .iter()
        .map(|one| Object::new().text("resource_id", &one.id).amount_text("amount", one.official).finish());
    let mut body = Object::new().text("currency", CURRENCY).list("renew_inquiry_results", results);
    if !priced.is_empty() {
        let list = Object::new().amount_text("official_website_amount", official).finish();
        body = body.raw("official_website_rating_result", &list);
    }
    if official > net {
        let offer = Object::new()
            .text("discount_id", &format!("DSC-{}", account.profile.discount))
            .amount_text("amount", net)
            .amount_text("official_website_amount", official)
            .amount_text("discount_amount", official - net)
            .integer("discount_type", 607)
            .text("discount_name", "Partner-authorized discount")
            .integer("best_offer", 1)
            .finish();
        body = body.list("optional_discount_rating_results", [offer]);
    }
    if !failed.is_empty() {
        body = body.list("fail_resource_infos", failed);
    }
    body.finish()
}
