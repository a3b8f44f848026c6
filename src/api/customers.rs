//! Customers.

use leptos::prelude::*;
use model::error::AppError;
use model::forms::Posted;
use model::forms::customers::{FreezeForm, UnfreezeForm};
use model::ids::CustomerId;
use model::views::CustomerView;

/// Everything on one customer; its account and budget are read live.
#[server(prefix = "/api", endpoint = "customer")]
pub async fn customer(id: CustomerId) -> Result<CustomerView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::customers::show(&desk, &ctx, &id).await)
}

/// Freezes a customer's account. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "freeze_customer")]
pub async fn freeze_customer(#[server(flatten)] posted: Posted<FreezeForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::customers;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        customers::freeze(&desk, &ctx, &form).await.map(|()| Next::Back(Notice::Frozen))
    })
    .await
}

/// Unfreezes an account. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "unfreeze_customer")]
pub async fn unfreeze_customer(#[server(flatten)] posted: Posted<UnfreezeForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::customers;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        customers::unfreeze(&desk, &ctx, &form).await.map(|()| Next::Back(Notice::Unfrozen))
    })
    .await
}
