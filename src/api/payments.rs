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
/// them, `password` where it was asked for. Leads to the payment's own page, whatever the outcome of the call.
#[server(prefix = "/api", endpoint = "pay_order")]
pub async fn pay_order(
    order: OrderId,
    #[server(default)] seen_amount: String,
    #[server(default)] seen_currency: String,
    #[server(default)] password: String,
) -> Result<(), AppError> {
    use crate::server::service::payments::{self, Wanted};
    let (desk, ctx) = super::reply::caller()?;
    let form = super::reply::Form::new("pay-order");
    let wanted = Wanted { seen_amount: &seen_amount, seen_currency: &seen_currency, password: &password };
    let done = payments::pay(&desk, &ctx, &order, wanted).await;
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

/// Agrees to what another person wants to pay. Form `approve-payment`: `password` where it was
/// asked for. Leads back to its page.
#[server(prefix = "/api", endpoint = "approve_payment")]
pub async fn approve_payment(id: IntentId, #[server(default)] password: String) -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let form = super::reply::Form::new("approve-payment");
    let done = crate::server::service::approvals::approve(&desk, &ctx, &id, &password).await;
    form.go(&ctx, done.map(|()| crate::ui::paths::payment(&id))).await
}

/// Refuses what another person wants to pay, or takes one's own back. Form `decline-payment`.
/// Leads back to its page.
#[server(prefix = "/api", endpoint = "decline_payment")]
pub async fn decline_payment(id: IntentId) -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let form = super::reply::Form::new("decline-payment");
    let done = crate::server::service::approvals::decline(&desk, &ctx, &id).await;
    form.go(&ctx, done.map(|()| crate::ui::paths::payment(&id))).await
}
