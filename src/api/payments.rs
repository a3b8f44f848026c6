//! Payments.

use leptos::prelude::*;
use model::error::AppError;
use model::forms::Posted;
use model::forms::payments::{ApprovePaymentForm, DecidePaymentForm, DeclinePaymentForm, PayForm};
use model::ids::{IntentId, OrderId};
use model::views::{OrderView, PaymentView};

/// What paying an order would do: the order and the customer's budget, both read live.
#[server(prefix = "/api", endpoint = "payment_review")]
pub async fn payment_review(order: OrderId) -> Result<OrderView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::payments::review(&desk, &ctx, &order).await)
}

/// Pays an order once. Redirects to the page of the payment, whatever the outcome of the call.
#[server(prefix = "/api", endpoint = "pay_order")]
pub async fn pay_order(#[server(flatten)] posted: Posted<PayForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::payments;
    reply::answer(posted, |desk, ctx, form| async move {
        payments::pay(&desk, &ctx, &form).await.map(|intent| Next::Path(paths::intent(&intent)))
    })
    .await
}

/// One payment. While its outcome is not known, this may read the order.
#[server(prefix = "/api", endpoint = "payment")]
pub async fn payment(id: IntentId) -> Result<PaymentView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::payments::show(&desk, &ctx, &id).await)
}

/// Sets the outcome of a payment by hand. Redirects to its page.
#[server(prefix = "/api", endpoint = "settle_payment")]
pub async fn decide_payment(#[server(flatten)] posted: Posted<DecidePaymentForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::payments;
    reply::answer(posted, |desk, ctx, form| async move {
        payments::decide(&desk, &ctx, &form.id, form.paid == "yes").await?;
        Ok(Next::Path(paths::payment(&form.id)))
    })
    .await
}

/// Approves a payment that another user requested. Redirects to its page.
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

/// Declines a payment that another user requested, or withdraws one's own request. Redirects to its
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
