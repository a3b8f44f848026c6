//! The order list and the order details.

use super::account::Account;
use super::errors::Failure;
use super::json::Object;
use super::money::{CURRENCY, Cents};
use super::operations::Call;
use super::params::{Fields, Page};
use super::reply::Reply;
use super::scope;
use super::state::{OrderHead, World};
use super::tenant::catalogue::Language;
use super::tenant::customers::Owner;
use super::tenant::identity;
use super::tenant::order::{AUTOMATIC, Line, Order, UNSUBSCRIPTION};
use super::tokens::Who;

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
    fn read(query: &Fields) -> Result<Self, Failure> {
        let status = query.integer_or_empty("status", 1, 9)?;
        if status.is_some_and(|status| !STATUSES.contains(&status)) {
            return Err(Failure::parameter("status"));
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

    fn admits(&self, head: &OrderHead, now: i64) -> bool {
        let within = |(begin, end): (Option<i64>, Option<i64>), at: Option<i64>| {
            (begin.is_none() && end.is_none())
                || at.is_some_and(|at| begin.is_none_or(|b| at >= b) && end.is_none_or(|e| at <= e))
        };
        within(self.created, Some(head.created))
            && within(self.paid, head.life.payment_time(now))
            && self.status.is_none_or(|status| i64::from(head.life.status(now)) == status)
            && self.kind.as_deref().is_none_or(|kind| head.kind.to_string() == kind)
            && self
                .service
                .as_deref()
                .is_none_or(|service| head.service.is_some_and(|code| code.product().service == service))
            && head.created <= now
    }
}

/// GET /v2/orders/customer-orders. A customer sees its own orders, a partner those of all its
/// customers, or of one. Newest first unless asked otherwise (the default is not documented).
/// A `customer_id` that is not the partner's gives an empty list (not documented).
pub fn list(world: &World, call: &Call) -> Result<Reply, Failure> {
    let query = &call.query;
    let filter = Filter::read(query)?;
    let page = query.page(i64::MAX, 100)?;
    let mut heads = match call.who {
        Who::Customer(index) => of_customer(world, index),
        Who::Partner => of_partner(world, query, &filter)?,
    };
    let now = world.now();
    heads.retain(|head| filter.admits(head, now));
    if let Some(id) = &filter.order_id {
        heads.retain(|head| {
            identity::order_id(world.tenant.seed, head.index, head.number, head.created)
                .eq_ignore_ascii_case(id)
        });
    }
    if filter.oldest_first {
        heads.reverse();
    }
    let body = Object::new()
        .integer("total_count", heads.len() as i64)
        .list("order_infos", page_rows(world, &heads, page, call.language))
        .finish();
    Ok(Reply::ok(body))
}

fn of_customer(world: &World, index: u32) -> Vec<OrderHead> {
    let mut heads = world.read(index, |account| {
        account.orders.iter().map(|order| OrderHead::of(index, order)).collect::<Vec<_>>()
    });
    heads.sort_by_key(OrderHead::newest_first);
    heads
}

fn of_partner(world: &World, query: &Fields, filter: &Filter) -> Result<Vec<OrderHead>, Failure> {
    let owner = scope::owner(world, query)?;
    if let Some(id) = query.filter("customer_id", 64)? {
        let index = scope::customer(world, owner, &id);
        return Ok(index.map_or_else(Vec::new, |index| of_customer(world, index)));
    }
    if let Some(id) = &filter.order_id {
        let index = identity::order_parts(world.tenant.seed, id)
            .map(|(index, _)| index)
            .filter(|index| world.is_customer(*index) && world.owner(*index) == owner);
        return Ok(index.map_or_else(Vec::new, |index| of_customer(world, index)));
    }
    let now = world.now();
    let wanted = |head: &OrderHead| filter.admits(head, now) && world.owner(head.index) == owner;
    Ok(world.order_heads(wanted))
}

fn page_rows(world: &World, heads: &[OrderHead], page: Page, language: Language) -> Vec<String> {
    heads
        .iter()
        .skip(page.offset)
        .take(page.limit)
        .filter_map(|head| {
            world.read(head.index, |account| {
                let order = account.orders.iter().find(|order| order.number == head.number)?;
                Some(header(account, order, language).finish())
            })
        })
        .collect()
}

/// The customer whose order an id names, if the caller may see it.
pub fn owner_of(world: &World, call: &Call, fields: &Fields, id: &str) -> Result<u32, Failure> {
    let (index, _) = identity::order_parts(world.tenant.seed, id)
        .filter(|(index, _)| world.is_customer(*index))
        .ok_or_else(Failure::no_such_order)?;
    let allowed = match call.who {
        Who::Customer(own) => own == index,
        Who::Partner => {
            let owner = scope::owner(world, fields)?;
            let actual = world.owner(index);
            actual == owner || actual == Owner::Partner
        }
    };
    if allowed { Ok(index) } else { Err(Failure::no_such_order()) }
}

/// Where an order stands among the account's orders.
pub fn position(account: &Account<'_>, id: &str) -> Result<usize, Failure> {
    account
        .orders
        .iter()
        .position(|order| {
            order.created <= account.now && order.id(account.tenant, account.index()).eq_ignore_ascii_case(id)
        })
        .ok_or_else(Failure::no_such_order)
}

/// GET /v2/orders/customer-orders/details/{order_id}: limit and offset page the line items.
pub fn details(world: &World, call: &Call) -> Result<Reply, Failure> {
    if call.tail.chars().count() > 64 {
        return Err(Failure::parameter("order_id"));
    }
    let page = call.query.page(i64::MAX, 100)?;
    let index = owner_of(world, call, &call.query, &call.tail)?;
    world.read(index, |account| {
        let position = position(account, &call.tail)?;
        let order = account.orders.get(position).ok_or_else(Failure::no_such_order)?;
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

/// The fields that list and details share. The discount stands as 607, granted by the partner.
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

fn amount_info(kind: u8, lines: &[Line], coupons: Cents) -> String {
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

fn line_item(account: &Account<'_>, order: &Order, place: usize, line: &Line, language: Language) -> String {
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
