//! Resource packages of a customer: list, remaining amounts, and deductions.
//!
//! A gift has no order. Packages that expired more than 18 months ago are not listed.

use crate::operations::billing::records::PROJECT;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::fields::page::HIGHEST_OFFSET;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::calendar;
use crate::world::calendar::DAY;
use crate::world::language::Language;
use crate::world::tenant::packages::{Deduction, Item, Package};

const READABLE_MONTHS: i64 = 18;
const MOST_DAYS: i64 = 90;

fn packages<'a>(account: &'a Account<'_>) -> impl Iterator<Item = &'a Package> {
    let listed =
        move |package: &&Package| calendar::add_months(package.expire, READABLE_MONTHS) >= account.now;
    account.holdings.packages.iter().filter(listed)
}

/// The order that bought a package.
fn order_of(account: &Account<'_>, package: &Package) -> Option<String> {
    let order = account.orders.iter().find(|order| order.number == package.order_number())?;
    Some(order.id(account.tenant, account.index()))
}

struct Filter {
    region: Option<String>,
    order: Option<String>,
    product: Option<String>,
    name: Option<String>,
    project: Option<String>,
    status: Option<i64>,
    services: Vec<String>,
}

impl Filter {
    fn read(body: &Fields) -> Result<Self, ApiError> {
        Ok(Self {
            region: body.filter("region_code", 64)?,
            order: body.filter("order_id", 64)?,
            product: body.filter("product_id", 64)?,
            name: body.filter("product_name", 256)?,
            project: body.filter("enterprise_project_id", 64)?,
            status: body.integer("status", 0, 4)?,
            services: body.texts("service_type_code_list", 100, 64)?,
        })
    }

    fn admits(&self, account: &Account<'_>, package: &Package, language: Language) -> bool {
        let is =
            |wanted: &Option<String>, actual: &str| wanted.as_ref().is_none_or(|wanted| wanted == actual);
        let product = package.product();
        is(&self.region, package.region_code())
            && is(&self.order, &order_of(account, package).unwrap_or_default())
            && is(&self.product, product.product_id)
            && self.name.as_ref().is_none_or(|part| product.spec_text(language).contains(part.as_str()))
            && is(&self.project, PROJECT)
            && self.status.is_none_or(|wanted| wanted == package.status(account.now))
            && (self.services.is_empty()
                || self.services.iter().any(|code| code.eq_ignore_ascii_case(product.service)))
    }
}

/// POST /v3/payments/free-resources/query, and its V2 form, announced to go offline.
pub fn list(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let filter = Filter::read(&call.body)?;
    let page = call.body.page(999_999, 1_000)?;
    world.read(call.customer()?, |account| {
        let admitted = |package: &&Package| filter.admits(account, package, call.language);
        let all: Vec<&Package> = packages(account).filter(admitted).collect();
        let body = Object::new()
            .list("free_resource_packages", page.of(&all).map(|one| row(account, one, call.language)))
            .integer("total_count", all.len() as i64);
        Ok(Reply::ok(body.finish()))
    })
}

fn row(account: &Account<'_>, package: &Package, language: Language) -> String {
    let product = package.product();
    let items = package.items.iter().map(|item| {
        Object::new()
            .text("free_resource_id", &item.id)
            .text("usage_type_name", item.usage.name(language))
            .text("amount", &package.remaining(item, account.now).to_string())
            .text("original_amount", &item.original.to_string())
            .integer("measure_id", item.usage.unit)
            .finish()
    });
    Object::new()
        .text("order_instance_id", &package.id)
        .text("order_id", &order_of(account, package).unwrap_or_default())
        .text("product_id", product.product_id)
        .text("product_name", product.spec_text(language))
        .text("enterprise_project_id", PROJECT)
        .integer("enterprise_project_scope", 0)
        .time("effective_time", package.effective)
        .time("expire_time", package.expire)
        .integer("status", package.status(account.now))
        .text("service_type_code", product.service)
        .text("service_type_name", product.service_name(language))
        .text("region_code", package.region_code())
        .integer("source_type", i64::from(package.is_gift()))
        .text("bundle_type", if package.items.len() > 1 { "BUNDLE_PKG" } else { "ATOMIC_PKG" })
        .integer("quota_reuse_mode", if package.refills() { 1 } else { 2 })
        .list("free_resources", items)
        .finish()
}

/// POST /v2/payments/free-resources/usages/details/query. Items of other customers are skipped.
/// Amounts are numbers here.
pub fn usages(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let ids = call.body.some_texts("free_resource_ids", 100, 64)?;
    world.read(call.customer()?, |account| {
        let items =
            packages(account).flat_map(|package| package.items.iter().map(move |item| (package, item)));
        let named = items.filter(|(_, item)| ids.contains(&item.id));
        let rows = named.map(|(package, item)| {
            let (begin, end) = package.cycle(account.now);
            let row = Object::new()
                .text("free_resource_id", &item.id)
                .text("free_resource_type_name", package.product().spec_text(call.language))
                .text("usage_type_name", item.usage.name(call.language))
                .time("start_time", begin)
                .time("end_time", end)
                .raw("amount", &format!("{}.0", package.remaining(item, account.now)))
                .raw("original_amount", &format!("{}.0", item.original))
                .integer("measure_id", item.usage.unit);
            match package.refills() {
                true => row.integer("quota_reuse_cycle", 4).integer("quota_reuse_cycle_type", 1),
                false => row,
            }
            .finish()
        });
        Ok(Reply::ok(Object::new().list("free_resources", rows).finish()))
    })
}

/// GET /v2/bills/customer-bills/free-resources-usage-records, newest first. Names are English: the
/// operation has no language parameter.
pub fn records(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let query = &call.query;
    let item_id = query.filter("free_resource_id", 64)?;
    let product_id = query.filter("product_id", 64)?;
    let resource_type = query.filter("resource_type_code", 64)?;
    let from = query.day("deduct_time_begin")?.ok_or_else(|| ApiError::parameter("deduct_time_begin"))?;
    let last = query.day("deduct_time_end")?.ok_or_else(|| ApiError::parameter("deduct_time_end"))?;
    if last < from || last > from + MOST_DAYS * DAY {
        return Err(ApiError::parameter("deduct_time_end"));
    }
    let page = query.page(HIGHEST_OFFSET, 1_000)?;
    world.read(call.customer()?, |account| {
        let until = (last + DAY).min(account.now + 1);
        let is = |wanted: &Option<String>, code| wanted.as_deref().is_none_or(|wanted| wanted == code);
        let mut found: Vec<(&Package, &Item, Deduction)> = packages(account)
            .filter(|package| is(&product_id, package.product().product_id))
            .filter(|package| is(&resource_type, package.product().resource))
            .flat_map(|package| package.items.iter().map(move |item| (package, item)))
            .filter(|(_, item)| item_id.as_ref().is_none_or(|wanted| *wanted == item.id))
            .flat_map(|(package, item)| {
                let deduction_row = package.deductions(item, from, until);
                deduction_row.into_iter().map(move |deduction| (package, item, deduction))
            })
            .collect();
        found.sort_by_key(|(_, _, deduction)| std::cmp::Reverse(deduction.at));
        let body = Object::new()
            .list(
                "free_resource_records",
                page.of(&found).map(|(package, item, one)| deduction_row(package, item, one)),
            )
            .integer("total_count", found.len() as i64);
        Ok(Reply::ok(body.finish()))
    })
}

fn deduction_row(package: &Package, item: &Item, deduction: &Deduction) -> String {
    let product = package.product();
    Object::new()
        .time("deduct_time", deduction.at)
        .text("free_resource_id", &item.id)
        .text("resource_id", &item.resource)
        .text("resource_type_code", product.resource)
        .text("resource_type_name", product.resource_name(Language::English))
        .text("resource_tag", "")
        .text("product_id", product.product_id)
        .text("product_name", product.spec_text(Language::English))
        .text("usage_type_code", item.usage.code)
        .text("available_amount", &deduction.before.to_string())
        .text("remaining_amount", &deduction.after.to_string())
        .text("used_amount", &(deduction.before - deduction.after).to_string())
        .integer("measure_id", item.usage.unit)
        .time("effective_time", (calendar::day_begin(deduction.at)).max(package.effective))
        .time("expire_time", deduction.at)
        .finish()
}
