//! The order list and the order details.

use crate::operations::scope;
use crate::operations::transactions::order_lookup;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::fields::page::Page;
use crate::wire::json::Object;
use crate::wire::principal::Principal;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::account::Account;
use crate::world::language::Language;
use crate::world::money::{CURRENCY, Cents};
use crate::world::order_summary::OrderSummary;
use crate::world::tenant::ids;
use crate::world::tenant::order::{AUTOMATIC, Order, OrderLine, UNSUBSCRIPTION};

const STATUSES: [i64; 6] = [1, 3, 4, 5, 6, 9];
const KINDS: [&str; 10] = ["1", "2", "3", "4", "10", "11", "12", "13", "14", "15"];

struct Filter {
    order_id: Option<String>,
    created: (Option<i64>, Option<i64>),
    paid: (Option<i64>, Option<i64>),
    service: Option<String>,
    status: Option<i64>,
    kind: Option<String>,
    oldest_first: bool,
}

impl Filter {
    fn read(query: &Fields) -> Result<Self, ApiError> {
        let status = query.integer_or_empty("status", 1, 9)?;
        if status.is_some_and(|status| !STATUSES.contains(&status)) {
            return Err(ApiError::parameter("status"));
        }
        query.choice("method", &["oneself", "sub_customer"])?;
        Ok(Self {
            order_id: query.filter("order_id", 64)?,
            created: (query.time_filter("create_time_begin")?, query.time_filter("create_time_end")?),
            paid: (query.time_filter("payment_time_begin")?, query.time_filter("payment_time_end")?),
            service: query.filter("service_type_code", 64)?,
            status,
            kind: query.choice("order_type", &KINDS)?,
            oldest_first: query.choice("order_by", &["createTime", "-createTime"])?.as_deref()
                == Some("createTime"),
        })
    }

    fn admits(&self, order: &OrderSummary, now: i64) -> bool {
        let within = |(begin, end): (Option<i64>, Option<i64>), at: Option<i64>| {
            (begin.is_none() && end.is_none())
                || at.is_some_and(|at| begin.is_none_or(|b| at >= b) && end.is_none_or(|e| at <= e))
        };
        within(self.created, Some(order.created))
            && within(self.paid, order.life.payment_time(now))
            && self.status.is_none_or(|status| i64::from(order.life.status(now)) == status)
            && self.kind.as_deref().is_none_or(|kind| order.kind.to_string() == kind)
            && self
                .service
                .as_deref()
                .is_none_or(|service| order.service.is_some_and(|code| code.product().service == service))
            && order.created <= now
    }
}

/// GET /v2/orders/customer-orders. A customer sees its own orders, a partner those of all or one of
/// its customers. Newest first by default (not documented). A `customer_id` that is not the
/// partner's returns an empty list (not documented).
pub fn list(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let query = &call.query;
    let filter = Filter::read(query)?;
    let page = query.page(i64::MAX, 100)?;
    let mut orders = match call.principal {
        Principal::Customer(index) => world.orders_of(index),
        Principal::Partner => of_partner(world, query, &filter)?,
    };
    let now = world.now();
    orders.retain(|order| filter.admits(order, now));
    if let Some(id) = &filter.order_id {
        orders.retain(|order| {
            ids::order_id(world.tenant.seed, order.index, order.number, order.created)
                .eq_ignore_ascii_case(id)
        });
    }
    if filter.oldest_first {
        orders.reverse();
    }
    let body = Object::new()
        .integer("total_count", orders.len() as i64)
        .list("order_infos", page_rows(world, &orders, page, call.language))
        .finish();
    Ok(Reply::ok(body))
}

fn of_partner(world: &World, query: &Fields, filter: &Filter) -> Result<Vec<OrderSummary>, ApiError> {
    let owner = scope::owner(world, query)?;
    if let Some(id) = query.filter("customer_id", 64)? {
        let index = scope::customer(world, owner, &id);
        return Ok(index.map_or_else(Vec::new, |index| world.orders_of(index)));
    }
    if let Some(id) = &filter.order_id {
        let index = ids::order_parts(world.tenant.seed, id)
            .map(|(index, _)| index)
            .filter(|index| world.is_customer(*index) && world.owner(*index) == owner);
        return Ok(index.map_or_else(Vec::new, |index| world.orders_of(index)));
    }
    let now = world.now();
    let wanted = |order: &OrderSummary| filter.admits(order, now) && world.owner(order.index) == owner;
    Ok(world.find_orders(wanted))
}

fn page_rows(world: &World, orders: &[OrderSummary], page: Page, language: Language) -> Vec<String> {
    orders
        .iter()
        .skip(page.offset)
        .take(page.limit)
        .filter_map(|found| {
            world.read(found.index, |account| {
                let order = account.orders.iter().find(|order| order.number == found.number)?;
                Some(header(account, order, language).finish())
            })
        })
        .collect()
}

/// GET /v2/orders/customer-orders/details/{order_id}: limit and offset page the line items.
pub fn details(world: &World, call: &Call) -> Result<Reply, ApiError> {
    if call.path_id.chars().count() > 64 {
        return Err(ApiError::parameter("order_id"));
    }
    let page = call.query.page(i64::MAX, 100)?;
    let index = order_lookup::owner_of(world, call, &call.query, &call.path_id)?;
    world.read(index, |account| {
        let position = order_lookup::position(account, &call.path_id)?;
        let order = account.orders.get(position).ok_or_else(ApiError::no_such_order)?;
        let status = order.life.status(account.now);
        let waiting = matches!(status, 1 | 6 | 9).then_some(order.life.deadline);
        let info = header(account, order, call.language)
            .text("user_name", &user_name(account, order, call.language))
            .maybe_time("pending_payment_end_time", waiting)
            .finish();
        let lines = order.lines.iter().enumerate().skip(page.offset).take(page.limit);
        let body = Object::new()
            .integer("total_count", order.lines.len() as i64)
            .raw("order_info", &info)
            .list(
                "order_line_items",
                lines.map(|(place, line)| line_item(account, order, place, line, call.language)),
            )
            .finish();
        Ok(Reply::ok(body))
    })
}

fn user_name(account: &Account<'_>, order: &Order, language: Language) -> String {
    match (order.source, language) {
        (1, _) => account.profile.account_name.clone(),
        (AUTOMATIC, Language::English) => "Operations system".to_owned(),
        (AUTOMATIC, Language::Chinese) => "运营系统".to_owned(),
        (_, Language::English) => "Operations personnel".to_owned(),
        (_, Language::Chinese) => "运营人员".to_owned(),
    }
}

/// The fields shared by list and details. The discount has type 607, granted by the partner.
fn header(account: &Account<'_>, order: &Order, language: Language) -> Object {
    let product = order.service().map(|code| code.product());
    Object::new()
        .text("order_id", &order.id(account.tenant, account.index()))
        .text("customer_id", &account.profile.id)
        .maybe_text("service_type_code", product.map(|p| p.service))
        .maybe_text("service_type_name", product.map(|p| p.service_name(language)))
        .integer("source_type", i64::from(order.source))
        .integer("status", i64::from(order.life.status(account.now)))
        .integer("order_type", i64::from(order.kind))
        .amount("amount_after_discount", order.net())
        .amount("official_amount", order.official())
        .integer("measure_id", 1)
        .time("create_time", order.created)
        .maybe_time("payment_time", order.life.payment_time(account.now))
        .text("currency", CURRENCY)
        .raw("amount_info", &amount_info(order.kind, &order.lines, account.covered(order)))
}

fn amount_info(kind: u8, lines: &[OrderLine], coupons: Cents) -> String {
    let official: Cents = lines.iter().map(|line| line.official).sum();
    let net: Cents = lines.iter().map(|line| line.net).sum();
    let discounts = (official > net).then(|| {
        Object::new().text("discount_type", "607").amount("discount_amount", official - net).finish()
    });
    let info = Object::new()
        .list("discounts", discounts)
        .amount("flexipurchase_coupon_amount", 0)
        .amount("coupon_amount", coupons)
        .amount("stored_card_amount", 0);
    if kind != UNSUBSCRIPTION {
        return info.finish();
    }
    let returns = || lines.iter().filter_map(|line| line.returns);
    info.amount("commission_amount", returns().map(|back| back.fee).sum())
        .amount("consumed_amount", returns().map(|back| back.consumed).sum())
        .finish()
}

fn line_item(
    account: &Account<'_>,
    order: &Order,
    place: usize,
    line: &OrderLine,
    language: Language,
) -> String {
    let product = line.code.product();
    let id = order.id(account.tenant, account.index());
    let coupons = account.covered_line(order, place);
    let item = Object::new()
        .text("order_line_item_id", &format!("{id}-{:06}", place + 1))
        .text("service_type_code", product.service)
        .text("service_type_name", product.service_name(language))
        .text("product_id", product.product_id)
        .text("product_spec_desc", product.spec_text(language))
        .integer("period_type", i64::from(line.period.kind));
    let item = if order.kind == UNSUBSCRIPTION {
        item.null("period_num")
    } else {
        item.integer("period_num", i64::from(line.period.count))
    };
    item.maybe_time("effective_time", line.effective)
        .maybe_time("expire_time", line.expire)
        .integer("subscription_num", 1)
        .amount("amount_after_discount", line.net)
        .amount("official_amount", line.official)
        .raw("amount_info", &amount_info(order.kind, std::slice::from_ref(line), coupons))
        .text("currency", CURRENCY)
        .text("category_code", product.resource)
        .text("product_owner_service", product.service)
        .text("commercial_resource", product.resource)
        .finish()
}
