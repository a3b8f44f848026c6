//! Customers.

use crate::model::{
    error::AppError,
    ids::{CustomerId, ResellerId},
    lists::{CustomerFilter, CustomerRow},
    page::Listing,
    views::CustomerView,
};
use leptos::prelude::*;

/// The customers in scope that match, from the mirror.
#[server(prefix = "/api", endpoint = "customers")]
pub async fn customers(filter: CustomerFilter) -> Result<Listing<CustomerRow>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::customers::list(&desk, &ctx, &filter).await)
}

/// The resellers to filter by: id and name.
#[server(prefix = "/api", endpoint = "resellers")]
pub async fn resellers() -> Result<Vec<(ResellerId, String)>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::customers::resellers(&desk, &ctx).await)
}

/// Everything on one customer; its account and budget are read live.
#[server(prefix = "/api", endpoint = "customer")]
pub async fn customer(id: CustomerId) -> Result<CustomerView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::customers::show(&desk, &ctx, &id).await)
}

/// Freezes a customer's account. Form `freeze`: `reason`, `with_resources` ("yes" or absent).
#[server(prefix = "/api", endpoint = "freeze_customer")]
pub async fn freeze_customer(
    id: CustomerId,
    reason: String,
    #[server(default)] with_resources: String,
) -> Result<(), AppError> {
    use crate::model::form::Notice;
    let (desk, ctx) = super::reply::caller()?;
    let form =
        super::reply::Form::new("freeze").value("reason", &reason).value("with_resources", &with_resources);
    let done =
        crate::server::service::customers::freeze(&desk, &ctx, &id, &reason, with_resources == "yes").await;
    form.stay(&ctx, done.map(|()| Notice::Frozen)).await
}

/// Lifts a freeze. Form `unfreeze`: `reason`.
#[server(prefix = "/api", endpoint = "unfreeze_customer")]
pub async fn unfreeze_customer(id: CustomerId, reason: String) -> Result<(), AppError> {
    use crate::model::form::Notice;
    let (desk, ctx) = super::reply::caller()?;
    let form = super::reply::Form::new("unfreeze").value("reason", &reason);
    let done = crate::server::service::customers::unfreeze(&desk, &ctx, &id, &reason).await;
    form.stay(&ctx, done.map(|()| Notice::Unfrozen)).await
}
