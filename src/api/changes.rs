//! Changes: cancelling an order, unsubscribing, auto-renewal, pay-per-use at the end.

use crate::model::{
    error::AppError,
    ids::{CustomerId, IntentId, OrderId, ResourceId},
    views::{ChangeReview, ChangeView},
};
use leptos::prelude::*;

/// What a change would do to a selection, read live: one review for each customer and for as
/// many resources as one change takes.
#[server(prefix = "/api", endpoint = "change_reviews")]
pub async fn change_reviews(
    #[server(default)] act: String,
    #[server(default)] ids: Vec<ResourceId>,
) -> Result<Vec<ChangeReview>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::changes::review::review(&desk, &ctx, &act, &ids).await)
}

/// Changes resources of one customer. Form `change`: `intent` as the page gave it, `act`, `ids[]`,
/// `understood` "yes" where something is lost, `reason` 1 to 5 or nothing, and `seen_ends` as the
/// page showed them. Leads to the change's own page, whatever the outcome of the calls.
#[server(prefix = "/api", endpoint = "change_resources")]
pub async fn change_resources(
    intent: IntentId,
    customer: CustomerId,
    #[server(default)] act: String,
    #[server(default)] ids: Vec<ResourceId>,
    #[server(default)] understood: String,
    #[server(default)] reason: String,
    #[server(default)] seen_ends: String,
) -> Result<(), AppError> {
    use crate::server::service::changes::{self, Wanted};
    let (desk, ctx) = super::reply::caller()?;
    let form = super::reply::Form::new("change")
        .value("first", ids.first().map_or("", |id| id.as_str()))
        .value("reason", &reason);
    let understood = understood == "yes";
    let (intent, act, ids, reason, seen_ends) = (&intent, &*act, &ids[..], &*reason, &*seen_ends);
    let wanted = Wanted { intent, act, ids, understood, reason, seen_ends };
    let done = changes::change(&desk, &ctx, &customer, wanted).await;
    form.go(&ctx, done.map(|held| crate::ui::paths::intent(&held))).await
}

/// Switches auto-renewal of a selection. Form `auto-renew`: `ids[]`, `on` "yes" or "no". Leads
/// to the change's own page; to the page that shows what it would do when the selection is of
/// several customers.
#[server(prefix = "/api", endpoint = "auto_renew")]
pub async fn auto_renew(
    #[server(default)] ids: Vec<ResourceId>,
    #[server(default)] on: String,
) -> Result<(), AppError> {
    use crate::model::change::Act;
    use crate::ui::paths;
    let (desk, ctx) = super::reply::caller()?;
    let form = super::reply::Form::new("auto-renew").value("on", &on);
    let act = if on == "yes" { Act::AutoRenewOn } else { Act::AutoRenewOff };
    let done = crate::server::service::changes::auto_renew(&desk, &ctx, &ids, act).await;
    let next =
        done.map(|held| held.map_or_else(|| paths::change_review(act, &ids), |held| paths::intent(&held)));
    form.go(&ctx, next).await
}

/// Cancels an unpaid order. Form `cancel-order`. It cannot be undone. Leads to the change's own
/// page.
#[server(prefix = "/api", endpoint = "cancel_order")]
pub async fn cancel_order(order: OrderId) -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let form = super::reply::Form::new("cancel-order");
    let done = crate::server::service::changes::cancel::cancel(&desk, &ctx, &order).await;
    form.go(&ctx, done.map(|held| crate::ui::paths::intent(&held))).await
}

/// One change.
#[server(prefix = "/api", endpoint = "change")]
pub async fn change(id: IntentId) -> Result<ChangeView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::changes::settle::show(&desk, &ctx, &id).await)
}

/// Says what became of a change. Form `settle-change`: `done` "yes" or "no". Leads back to its
/// page.
#[server(prefix = "/api", endpoint = "settle_change")]
pub async fn settle_change(id: IntentId, #[server(default)] done: String) -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let form = super::reply::Form::new("settle-change");
    let settled = crate::server::service::changes::settle::decide(&desk, &ctx, &id, done == "yes").await;
    form.go(&ctx, settled.map(|()| crate::ui::paths::change(&id))).await
}
