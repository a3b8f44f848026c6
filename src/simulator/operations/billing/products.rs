//! Catalog queries: services, resource types, kinds of usage. One row per code, sorted by code.

use std::collections::BTreeMap;

use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::page::{HIGHEST_OFFSET, Page};
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::tenant::catalogue::Product;
use crate::world::tenant::prices;
use crate::world::tenant::units;
use crate::world::tenant::units::Usage;

/// One product for each code that `code` returns.
fn by(code: impl Fn(&Product) -> &'static str) -> Vec<&'static Product> {
    let mut found: BTreeMap<&str, &Product> = BTreeMap::new();
    for product in prices::products() {
        found.entry(code(product)).or_insert(product);
    }
    found.into_values().collect()
}

fn reply<T>(name: &str, all: &[T], page: Page, row: impl Fn(&T) -> String) -> Result<Reply, ApiError> {
    let body = Object::new().integer("total_count", all.len() as i64).list(name, page.of(all).map(row));
    Ok(Reply::ok(body.finish()))
}

/// GET /v2/products/service-types
pub fn services(_: &World, call: &Call) -> Result<Reply, ApiError> {
    let page = call.query.page(HIGHEST_OFFSET, 1_000)?;
    let part = call.query.optional("service_type_name", 128)?.map(|part| part.to_lowercase());
    let mut all = by(|product| product.service);
    all.retain(|product| {
        let name = product.service_name(call.language).to_lowercase();
        part.as_ref().is_none_or(|part| name.contains(part.as_str()))
    });
    reply("service_types", &all, page, |product| {
        let short = product.service.rsplit('.').next().unwrap_or_default().to_uppercase();
        Object::new()
            .text("service_type_name", product.service_name(call.language))
            .text("service_type_code", product.service)
            .text("abbreviation", &short)
            .finish()
    })
}

/// GET /v2/products/resource-types
pub fn resources(_: &World, call: &Call) -> Result<Reply, ApiError> {
    let page = call.query.page(HIGHEST_OFFSET, 1_000)?;
    reply("resource_types", &by(|product| product.resource), page, |product| {
        let name = product.resource_name(call.language);
        Object::new()
            .text("resource_type_code", product.resource)
            .text("resource_type_name", name)
            .text("resource_type_desc", name)
            .text("service_type_code", product.service)
            .finish()
    })
}

/// GET /v2/products/service-resources. An unknown service has no resource types.
pub fn of_service(_: &World, call: &Call) -> Result<Reply, ApiError> {
    let service = call.query.required("service_type_code", 64)?;
    let page = call.query.page(HIGHEST_OFFSET, 100)?;
    let mut all = by(|product| product.resource);
    all.retain(|product| product.service == service);
    reply("infos", &all, page, |product| {
        let name = product.resource_name(call.language);
        let info = Object::new()
            .text("resource_type_code", product.resource)
            .text("product_owner_service", product.service)
            .text("name", name)
            .text("description", name)
            .finish();
        Object::new().raw("basic_info", &info).finish()
    })
}

/// GET /v2/products/usage-types
pub fn usages(_: &World, call: &Call) -> Result<Reply, ApiError> {
    let wanted = call.query.filter("resource_type_code", 64)?;
    let page = call.query.page(HIGHEST_OFFSET, 100)?;
    let types = by(|product| product.resource);
    let types = types.into_iter().filter(|p| wanted.as_ref().is_none_or(|wanted| wanted == p.resource));
    let all: Vec<(&Product, &Usage)> =
        types.flat_map(|p| units::usages(p.resource).iter().map(move |usage| (p, usage))).collect();
    reply("usage_types", &all, page, |(product, usage)| {
        Object::new()
            .text("code", usage.code)
            .text("name", usage.name(call.language))
            .text("resource_type_code", product.resource)
            .text("service_type_code", product.service)
            .text("resource_type_name", product.resource_name(call.language))
            .text("service_type_name", product.service_name(call.language))
            .finish()
    })
}
