//! POST /v2/orders/suscriptions/resources/query (the documented spelling): yearly/monthly resources
//! of a customer.

use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::account::provisioning::origin_order;
use crate::world::language::Language;
use crate::world::tenant::ids;
use crate::world::tenant::resources::Resource;

struct Filter {
    ids: Vec<String>,
    order_id: Option<String>,
    only_main: bool,
    statuses: Vec<i64>,
    begin: Option<i64>,
    end: Option<i64>,
    service: Option<String>,
}

impl Filter {
    fn read(body: &Fields) -> Result<Self, ApiError> {
        body.filter("customer_id", 64)?;
        Ok(Self {
            ids: body.texts("resource_ids", 50, 64)?,
            order_id: body.filter("order_id", 64)?,
            only_main: body.integer("only_main_resource", 0, 1)? == Some(1),
            statuses: body.integers("status_list", 10, &[2, 3, 4, 5])?,
            begin: body.time_filter("expire_time_begin")?,
            end: body.time_filter("expire_time_end")?,
            service: body.optional("service_type_code", 64)?,
        })
    }

    /// `only_main_resource` does not exclude an attached resource that is named. Closed resources
    /// (3) are listed only when that status is requested.
    fn admits(&self, account: &Account<'_>, resource: &Resource, status: u8) -> bool {
        let named = self.ids.contains(&resource.id);
        let expire = account.expire_at(resource, account.now);
        (self.ids.is_empty() || named)
            && (!self.only_main || resource.is_main() || named)
            && if self.statuses.is_empty() { status != 3 } else { self.statuses.contains(&i64::from(status)) }
            && self.begin.is_none_or(|begin| expire >= begin)
            && self.end.is_none_or(|end| expire <= end)
            && self.service.as_deref().is_none_or(|service| service == resource.product().service)
            && self.order_id.as_deref().is_none_or(|id| of_order(account, resource, id))
    }
}

/// A resource belongs to the order that created it and to those that renewed it.
fn of_order(account: &Account<'_>, resource: &Resource, id: &str) -> bool {
    let Some((_, number)) = ids::order_parts(account.tenant.seed, id) else {
        return false;
    };
    account.orders.iter().filter(|order| order.number == number).any(|order| {
        let made = origin_order(resource) == Some(u32::from(number));
        order.id(account.tenant, account.index()).eq_ignore_ascii_case(id)
            && (made || order.lines.iter().any(|line| line.resource == Some(resource.number)))
    })
}

pub fn query(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let filter = Filter::read(&call.body)?;
    let page = call.body.page(i64::MAX, 500)?;
    let index = call.customer()?;
    world.read(index, |account| {
        let found: Vec<(&Resource, u8)> = account
            .resources
            .iter()
            .filter_map(|resource| Some((resource, account.resource_status(resource)?)))
            .filter(|(resource, status)| filter.admits(account, resource, *status))
            .collect();
        let rows = found.iter().skip(page.offset).take(page.limit);
        let body = Object::new()
            .list("data", rows.map(|(resource, status)| row(account, resource, *status, call.language)))
            .integer("total_count", found.len() as i64)
            .finish();
        Ok(Reply::ok(body))
    })
}

fn row(account: &Account<'_>, resource: &Resource, status: u8, language: Language) -> String {
    let product = resource.product();
    let parent = resource
        .parent
        .and_then(|number| account.resources.iter().find(|r| r.number == number))
        .map_or("", |parent| parent.id.as_str());
    Object::new()
        .text("id", &format!("{:05}-{:05}-0", account.index(), resource.number))
        .text("resource_id", &resource.id)
        .text("resource_name", &resource.name)
        .text("region_code", resource.region_code())
        .text("service_type_code", product.service)
        .text("resource_type_code", product.resource)
        .text("resource_type_name", product.resource_name(language))
        .text("service_type_name", product.service_name(language))
        .text("resource_spec_code", product.spec)
        .text("project_id", &resource.project)
        .text("product_id", product.product_id)
        .text("parent_resource_id", parent)
        .integer("is_main_resource", i64::from(resource.is_main()))
        .integer("status", i64::from(status))
        .time("effective_time", resource.effective)
        .time("expire_time", account.expire_at(resource, account.now))
        .integer("expire_policy", i64::from(account.policy_at(resource, account.now)))
        .text("product_spec_desc", product.spec_text(language))
        .finish()
}
