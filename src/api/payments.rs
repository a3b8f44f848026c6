//! Payments.

use crate::model::{
    error::AppError,
    ids::{IntentId, OrderId},
    views::{OrderView, PaymentView},
};
use leptos::prelude::*;

/// What paying an order would do: the order and the customer's budget, both read live.
#[server(prefix = "/api", endpoint = "payment_review")]
pub async fn payment_review(order: OrderId) -> Result<OrderView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::payments::review(&desk, &ctx, &order).await)
}

/// Pays an order once. Form `pay-order`: `seen_amount` and `seen_currency` as the page showed
/// them. Leads to the payment's own page, whatever the outcome of the call.
#[server(prefix = "/api", endpoint = "pay_order")]
pub async fn pay_order(
    order: OrderId,
    #[server(default)] seen_amount: String,
    #[server(default)] seen_currency: String,
) -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let form = super::reply::Form::new("pay-order");
    let done = crate::server::service::payments::pay(&desk, &ctx, &order, &seen_amount, &seen_currency).await;
    form.go(&ctx, done.map(|held| crate::ui::paths::intent(&held))).await
}

/// One payment. While its outcome is not known, asking may read the order.
#[server(prefix = "/api", endpoint = "payment")]
pub async fn payment(id: IntentId) -> Result<PaymentView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::payments::show(&desk, &ctx, &id).await)
}

/// Settles a payment by hand. Form `settle-payment`: `paid` "yes" or "no". Leads back to its page.
#[server(prefix = "/api", endpoint = "settle_payment")]
pub async fn settle_payment(id: IntentId, #[server(default)] paid: String) -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let form = super::reply::Form::new("settle-payment");
    let done = crate::server::service::payments::decide(&desk, &ctx, &id, paid == "yes").await;
    form.go(&ctx, done.map(|()| crate::ui::paths::payment(&id))).await
}
