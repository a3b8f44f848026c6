//! Renewals: what expires, what renewing costs, renewing.

use leptos::prelude::*;
use model::error::AppError;
use model::forms::Posted;
use model::forms::renewals::{ChooseOrdersForm, DecideRenewalForm, RenewForm};
use model::ids::{IntentId, ResourceId};
use model::renewals::Period;
use model::views::{PriceGrid, RenewalView};

/// How many resources in scope need a renewal in each of the next twelve weeks.
#[server(prefix = "/api", endpoint = "expiring_weeks")]
pub async fn expiring_weeks() -> Result<Vec<u64>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::renewals::weeks(&desk, &ctx).await)
}

/// Live prices of a selection, a grid per customer, a column per period.
#[server(prefix = "/api", endpoint = "price_grids")]
pub async fn price_grids(
    #[server(default)] ids: Vec<ResourceId>,
    #[server(default)] periods: Vec<Period>,
) -> Result<Vec<PriceGrid>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(
        &ctx,
        crate::server::service::renewals::prices::prices(&desk, &ctx, &ids, &periods).await,
    )
}

/// Makes the renewal orders for one customer's selection, without paying. Redirects to the page of
/// the renewal, whatever the outcome of the call.
#[server(prefix = "/api", endpoint = "renew")]
pub async fn renew(#[server(flatten)] posted: Posted<RenewForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::renewals;
    reply::answer(posted, |desk, ctx, form| async move {
        renewals::renew(&desk, &ctx, &form).await.map(|intent| Next::Path(paths::intent(&intent)))
    })
    .await
}

/// One renewal with its orders.
#[server(prefix = "/api", endpoint = "renewal")]
pub async fn renewal(id: IntentId) -> Result<RenewalView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(
        &ctx,
        crate::server::service::renewals::renewal_orders::show(&desk, &ctx, &id).await,
    )
}

/// Sets by hand which of the candidate orders a renewal made. Redirects to its page.
#[server(prefix = "/api", endpoint = "choose_renewal_orders")]
pub async fn choose_renewal_orders(
    #[server(flatten)] posted: Posted<ChooseOrdersForm>,
) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::renewals::renewal_orders;
    reply::answer(posted, |desk, ctx, form| async move {
        renewal_orders::choose(&desk, &ctx, &form.id, &form.orders).await?;
        Ok(Next::Path(paths::renewal(&form.id)))
    })
    .await
}

/// Sets by hand that a renewal made no order. Redirects to its page.
#[server(prefix = "/api", endpoint = "settle_renewal")]
pub async fn decide_renewal(#[server(flatten)] posted: Posted<DecideRenewalForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::renewals::renewal_orders;
    reply::answer(posted, |desk, ctx, form| async move {
        renewal_orders::decide(&desk, &ctx, &form.id).await?;
        Ok(Next::Path(paths::renewal(&form.id)))
    })
    .await
}
