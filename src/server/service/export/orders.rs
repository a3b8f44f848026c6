//! The list of orders as a file.

use super::Exported;
use super::cells::{Cell, Column, amount, currency};
use crate::server::service::mirror::Part;
use model::lists::{OrderFilter, OrderRow};
use model::money::Money;
use model::orders::OrderSource;
use model::time::Timestamp;

const COLUMNS: &[Column<OrderRow>] = &[
    ("order_id", |row| row.order.id.as_str().into()),
    ("customer_id", |row| row.order.customer.as_str().into()),
    ("customer_name", |row| row.customer_name.as_str().into()),
    ("status", |row| row.order.status.word().into()),
    ("type", |row| row.order.kind.word().into()),
    ("source", |row| row.order.source.map(OrderSource::word).into()),
    ("service_code", |row| row.order.service_code.as_deref().into()),
    ("service_name", |row| row.order.service_name.as_deref().into()),
    ("net_amount", |row| amount(row.order.amount.as_ref())),
    ("net_currency", |row| currency(row.order.amount.as_ref())),
    ("list_amount", |row| amount(row.order.list_amount.as_ref())),
    ("list_currency", |row| currency(row.order.list_amount.as_ref())),
    ("created_at", |row| row.order.created_at.into()),
    ("paid_at", |row| row.order.paid_at.into()),
    ("pay_until", |row| deadline(row).map(|(at, _)| at).into()),
    // The partner API returns few deadlines; the others are estimated from the creation.
    ("pay_until_is", |row| {
        deadline(row).map_or(Cell::Empty, |(_, told)| if told { "told".into() } else { "usual".into() })
    }),
    ("details_read_at", |row| row.details_read_at.into()),
    ("payment", |row| row.pay.as_ref().map_or(Cell::Empty, |pay| Cell::Word(pay.state.code()))),
    ("short_by", |row| amount(short_by(row))),
    ("short_currency", |row| currency(short_by(row))),
];

/// Until when it can be paid, while it can.
fn deadline(row: &OrderRow) -> Option<(Timestamp, bool)> {
    row.order.deadline().filter(|_| row.order.is_waiting_for_payment())
}

/// By how much the customer's budget is short.
fn short_by(row: &OrderRow) -> Option<&Money> {
    row.pay.as_ref()?.short_by.as_ref()
}

impl Exported for OrderFilter {
    const PART: Option<Part> = Some(Part::Orders);

    fn columns() -> &'static [Column<OrderRow>] {
        COLUMNS
    }
}
