//! POST /v2/partners/sub-customers/on-demand-resources/query: the pay-per-use resources of a
//! customer, for the partner.
//!
//! Includes yearly/monthly resources that changed to pay-per-use at their expiry. The order is not
//! documented; here seeded resources come first. While account and resources are frozen, running
//! ones have status 3. For a referral customer the answer is the same as for a customer that is not
//! the partner's.

use crate::operations::scope;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::fields::page::HIGHEST_OFFSET;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::calendar;
use crate::world::language::Language;
use crate::world::tenant::catalogue::{self, Code};
use crate::world::tenant::on_demand::OnDemand;
use crate::world::tenant::prices;

const NORMAL: u8 = 1;
const FROZEN: u8 = 3;
const CLOSED: u8 = 6;
/// End date of a resource without one: 2099-12-31T15:59:59Z.
const NO_END: i64 = 4_102_415_999;

struct Filter {
    region: Option<String>,
    service: Option<String>,
    ids: Vec<String>,
    begin: Option<i64>,
    end: Option<i64>,
    status: Option<i64>,
}

impl Filter {
    fn read(body: &Fields) -> Result<Self, ApiError> {
        Ok(Self {
            region: body.filter("region_code", 64)?,
            service: body.filter("service_type_code", 64)?,
            ids: body.texts("resource_ids", 50, 64)?,
            begin: body.time_filter("effective_time_begin")?,
            end: body.time_filter("effective_time_end")?,
            status: body.integer("status", 1, 6)?,
        })
    }

    fn admits(&self, resource: &OnDemand) -> bool {
        let is = |wanted: &Option<String>, actual| wanted.as_deref().is_none_or(|wanted| wanted == actual);
        is(&self.region, region(resource))
            && is(&self.service, resource.code.product().service)
            && (self.ids.is_empty() || self.ids.contains(&resource.id))
            && self.begin.is_none_or(|begin| resource.effective >= begin)
            && self.end.is_none_or(|end| resource.effective <= end)
            && self.status.is_none_or(|status| i64::from(resource.status) == status)
    }
}

pub fn query(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let body = &call.body;
    let id = body.required("customer_id", 64)?;
    let filter = Filter::read(body)?;
    let page = body.page(HIGHEST_OFFSET, 100)?;
    let owner = scope::owner(world, body)?;
    let profile = scope::resale_customer(world, owner, &id).map_err(|_| ApiError::not_my_customer())?;
    let found: Vec<OnDemand> = world.read(profile.index, |account| {
        all(account).into_iter().filter(|resource| filter.admits(resource)).collect()
    });
    let rows = found.iter().skip(page.offset).take(page.limit);
    let body = Object::new()
        .list("resources", rows.map(|resource| row(&profile.id, resource, call.language)))
        .integer("total_count", found.len() as i64)
        .finish();
    Ok(Reply::ok(body))
}

/// All of them at the account's moment.
fn all(account: &Account<'_>) -> Vec<OnDemand> {
    let seeded = account.tenant.on_demand(&account.profile);
    let switched = account.resources.iter().filter_map(|resource| {
        Some(OnDemand {
            effective: account.switched_at(resource)?,
            id: resource.id.clone(),
            name: resource.name.clone(),
            code: resource.code,
            region: resource.region,
            status: NORMAL,
        })
    });
    let are_frozen = account.frozen_at(account.now) == 2;
    let mut all: Vec<OnDemand> = seeded.into_iter().chain(switched).collect();
    for resource in all.iter_mut().filter(|resource| are_frozen && resource.status != CLOSED) {
        resource.status = FROZEN;
    }
    all
}

fn region(resource: &OnDemand) -> &'static str {
    catalogue::region(resource.region)
}

/// The size of a linear product, as JSON inside a string.
fn sized(code: Code) -> Option<String> {
    prices::size(code).map(|size| format!("{{\"specSize\":{}.0}}", size.amount))
}

fn row(customer: &str, resource: &OnDemand, language: Language) -> String {
    let product = resource.code.product();
    let end = if resource.status == CLOSED { resource.effective + calendar::DAY } else { NO_END };
    Object::new()
        .text("customer_id", customer)
        .text("region_code", region(resource))
        .text("availability_zone_code", &format!("{}a", region(resource)))
        .text("service_type_code", product.service)
        .text("resource_type_code", product.resource)
        .text("service_type_name", product.service_name(language))
        .text("resource_type_name", product.resource_name(language))
        .text("resource_id", &resource.id)
        .text("resource_name", &resource.name)
        .time("effective_time", resource.effective)
        .time("expire_time", end)
        .integer("status", i64::from(resource.status))
        .text("resource_spec_code", product.spec)
        .maybe_text("resource_info", sized(resource.code).as_deref())
        .text("product_spec_desc", product.spec_text(language))
        .finish()
}
