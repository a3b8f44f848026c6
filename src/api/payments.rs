//! Payments.

use leptos::prelude::*;
use model::error::AppError;
use model::forms::Posted;
use model::forms::payments::{ApprovePaymentForm, DeclinePaymentForm, PayForm, SettlePaymentForm};
use model::ids::{IntentId, OrderId};
use model::views::{OrderView, PaymentView};

/// What paying an order would do: the order and the customer's budget, both read live.
#[server(prefix = "/api", endpoint = "payment_review")]
pub async fn payment_review(order: OrderId) -> Result<OrderView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::payments::review(&desk, &ctx, &order).await)
}

/// Pays an order once. Leads to the payment's own page, whatever the outcome of the call.
#[server(prefix = "/api", endpoint = "pay_order")]
pub async fn pay_order(#[server(flatten)] posted: Posted<PayForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::payments;
    reply::answer(posted, |desk, ctx, form| async move {
        payments::pay(&desk, &ctx, &form).await.map(|held| Next::Path(paths::intent(&held)))
    })
    .await
}

/// One payment. While its outcome is not known, asking may read the order.
#[server(prefix = "/api", endpoint = "payment")]
pub async fn payment(id: IntentId) -> Result<PaymentView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::payments::show(&desk, &ctx, &id).await)
}

/// Settles a payment by hand. Leads back to its page.
#[server(prefix = "/api", endpoint = "settle_payment")]
pub async fn settle_payment(#[server(flatten)] posted: Posted<SettlePaymentForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::payments;
    reply::answer(posted, |desk, ctx, form| async move {
        payments::decide(&desk, &ctx, &form.id, form.paid == "yes").await?;
        Ok(Next::Path(paths::payment(&form.id)))
    })
    .await
}

/// Agrees to what another person wants to pay. Leads back to its page.
#[server(prefix = "/api", endpoint = "approve_payment")]
pub async fn approve_payment(#[server(flatten)] posted: Posted<ApprovePaymentForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::payments::approvals;
    reply::answer(posted, |desk, ctx, form| async move {
        approvals::approve(&desk, &ctx, &form.id, &form.password).await?;
        Ok(Next::Path(paths::payment(&form.id)))
    })
    .await
}

/// Refuses what another person wants to pay, or withdraws one's own request. Leads back to its
/// page.
#[server(prefix = "/api", endpoint = "decline_payment")]
pub async fn decline_payment(#[server(flatten)] posted: Posted<DeclinePaymentForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::payments::approvals;
    reply::answer(posted, |desk, ctx, form| async move {
        approvals::decline(&desk, &ctx, &form.id).await?;
        Ok(Next::Path(paths::payment(&form.id)))
    })
    .await
}
