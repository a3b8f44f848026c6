//! Orders (transactions.yaml, ListCustomerOrders, ShowCustomerOrderDetails, CancelCustomerOrder).

use serde::Serialize;
use std::collections::HashSet;

use crate::Paged;
use crate::client::Partner;
use crate::client::call::Call;
use crate::client::wire::{Fields, Unreadable, instant_text};
use crate::operations::{CANCEL_ORDER, LIST_ORDERS, SHOW_ORDER};
use model::error::PartnerFailure;
use model::ids::{CustomerId, OrderId, ResellerId};
use model::money::Money;
use model::orders::{
    Discount, LinePeriod, Order, OrderDetails, OrderLine, OrderSource, OrderStatus, OrderType,
};
use model::time::Timestamp;

/// Lines on one page of details, and pages that are read at most.
const LINES: u32 = 100;
const MOST_PAGES: u32 = 100;

/// What to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrdersQuery {
    /// Orders of one customer; `None` for those of all.
    pub customer: Option<CustomerId>,
    /// Customers of this reseller.
    pub reseller: Option<ResellerId>,
    /// One order, in any case of letters.
    pub order: Option<OrderId>,
    /// One status: only 1, 3, 4, 5, 6 and 9 can be asked for.
    pub status: Option<OrderStatus>,
    /// One type.
    pub kind: Option<OrderType>,
    /// Created from, UTC.
    pub created_begin: Option<Timestamp>,
    /// Created until, UTC.
    pub created_end: Option<Timestamp>,
    /// Newest first; else oldest first. Always said, so that pages stay stable.
    pub newest_first: bool,
    /// Rows to skip.
    pub offset: u32,
    /// Rows on the page, at most 100.
    pub limit: u32,
}

impl Default for OrdersQuery {
    fn default() -> Self {
        Self {
            customer: None,
            reseller: None,
            order: None,
            status: None,
            kind: None,
            created_begin: None,
            created_end: None,
            newest_first: true,
            offset: 0,
            limit: 100,
        }
    }
}

#[derive(Serialize)]
struct CancelBody<'a> {
    order_id: &'a OrderId,
}

/// One page of an order's details.
struct DetailsPage {
    details: OrderDetails,
    total: Option<u64>,
    /// Rows of the page, read or not.
    rows: usize,
}

impl Partner {
    /// One page of orders, with the partner's credentials.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached.
    pub async fn orders(&self, query: &OrdersQuery) -> Result<Paged<Order>, PartnerFailure> {
        let call = Call::new(&LIST_ORDERS)
            .query("order_id", query.order.as_ref())
            .query("customer_id", query.customer.as_ref())
            .query("indirect_partner_id", query.reseller.as_ref())
            .query("status", query.status)
            .query("order_type", query.kind)
            .query("create_time_begin", instant_text(query.created_begin))
            .query("create_time_end", instant_text(query.created_end))
            .query("order_by", Some(if query.newest_first { "-createTime" } else { "createTime" }))
            .query("offset", Some(query.offset))
            .query("limit", Some(query.limit));
        let page = self.call(call, |answer| {
            let fields = answer.fields()?;
            let (rows, skipped) = fields.rows("order_infos", order)?;
            Ok(Paged { total: fields.count("total_count"), rows, skipped })
        });
        Ok(page.await?)
    }

    /// One order with all its lines, with the partner's credentials.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached, or when the answer
    /// is about another order.
    pub async fn order_details(
        &self,
        id: &OrderId,
        reseller: Option<&ResellerId>,
    ) -> Result<OrderDetails, PartnerFailure> {
        let mut page = self.details_page(id, reseller, 0).await?;
        let mut details = page.details;
        let mut seen: HashSet<String> = details.lines.iter().filter_map(|line| line.id.clone()).collect();
        let mut read = page.rows;
        for number in 1..MOST_PAGES {
            let full = page.rows >= LINES as usize;
            let more = page.total.map_or(full, |total| total > read as u64);
            if page.rows == 0 || !more {
                break;
            }
            page = self.details_page(id, reseller, number * LINES).await?;
            read += page.rows;
            // The list may move between two pages, so that a line comes twice.
            let fresh = |line: &OrderLine| line.id.as_ref().is_none_or(|id| seen.insert(id.clone()));
            details.lines.extend(std::mem::take(&mut page.details.lines).into_iter().filter(fresh));
        }
        Ok(details)
    }

    async fn details_page(
        &self,
        id: &OrderId,
        reseller: Option<&ResellerId>,
        offset: u32,
    ) -> Result<DetailsPage, PartnerFailure> {
        let call = Call::new(&SHOW_ORDER)
            .id(id.as_str())
            .query("offset", Some(offset))
            .query("limit", Some(LINES))
            .query("indirect_partner_id", reseller);
        Ok(self.call(call, |answer| details(&answer.fields()?, id)).await?)
    }

    /// Cancels an unpaid order, with the customer's credentials. Sent once. An order that is not waiting
    /// for payment answers CBC.99005010; whether it was canceled before is in its details.
    ///
    /// # Errors
    /// [`PartnerFailure`]; where it is `unclear`, the order has to be read to know.
    pub async fn cancel_order(&self, customer: &CustomerId, order: &OrderId) -> Result<(), PartnerFailure> {
        let call = Call::new(&CANCEL_ORDER).acting_for(customer).json(&CancelBody { order_id: order });
        Ok(self.call(call, |_| Ok(())).await?)
    }
}

/// A row without ids, status or type cannot be shown as an order, nor acted upon.
fn order(row: &Fields<'_>) -> Option<Order> {
    Some(Order {
        id: row.id::<OrderId>("order_id")?,
        customer: row.id::<CustomerId>("customer_id")?,
        status: OrderStatus::from(row.whole("status")?),
        kind: OrderType::from(row.whole("order_type")?),
        source: row.whole("source_type").map(OrderSource::from),
        service_code: row.text("service_type_code"),
        service_name: row.text("service_type_name"),
        amount: money(row, "amount_after_discount"),
        list_amount: money(row, "official_amount"),
        created_at: row.instant("create_time"),
        paid_at: row.instant("payment_time"),
        pay_until: row.instant("pending_payment_end_time"),
        paid_here: None,
    })
}

/// An amount with its currency. Orders are paid by it, so a currency is never assumed.
fn money(row: &Fields<'_>, name: &str) -> Option<Money> {
    let amount = row.exact(name).ok().flatten().filter(|_| row.in_main_unit())?;
    Some(Money::new(amount, row.currency("currency").ok().flatten()?))
}

fn details(fields: &Fields<'_>, id: &OrderId) -> Result<DetailsPage, Unreadable> {
    let header = fields.object("order_info").ok_or(Unreadable)?;
    let order = order(&header).ok_or(Unreadable)?;
    if !order.id.as_str().eq_ignore_ascii_case(id.as_str()) {
        return Err(Unreadable);
    }
    let rows = fields.items("order_line_items")?.len();
    let (lines, _) = fields.rows("order_line_items", |row| Some(line(row)))?;
    let details =
        OrderDetails { order, created_by: header.text("user_name"), discounts: discounts(&header), lines };
    Ok(DetailsPage { details, total: fields.count("total_count"), rows })
}

fn discounts(header: &Fields<'_>) -> Vec<Discount> {
    let Ok(Some(currency)) = header.currency("currency") else { return Vec::new() };
    if !header.in_main_unit() {
        return Vec::new();
    }
    let info = header.object("amount_info").unwrap_or_default();
    let read = |row: &Fields<'_>| {
        let amount = row.exact("discount_amount").ok().flatten()?;
        Some(Discount { kind: row.text("discount_type")?, amount: Money::new(amount, currency.clone()) })
    };
    info.rows("discounts", read).map(|(discounts, _)| discounts).unwrap_or_default()
}

fn line(row: &Fields<'_>) -> OrderLine {
    OrderLine {
        id: row.text("order_line_item_id"),
        service_name: row.text("service_type_name"),
        service_code: row.text("service_type_code"),
        product: row.text("product_id"),
        specification: row.text("product_spec_desc"),
        period: row.whole("period_type").map(LinePeriod::from),
        period_count: row.whole("period_num"),
        effective_at: row.instant("effective_time"),
        expires_at: row.instant("expire_time"),
        quantity: row.whole("subscription_num"),
        amount: money(row, "amount_after_discount"),
        list_amount: money(row, "official_amount"),
    }
}
