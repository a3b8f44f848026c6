//! Changes: canceling an order, unsubscribing, auto-renewal, pay-per-use at the end.

use leptos::prelude::*;
use model::error::AppError;
use model::forms::Posted;
use model::forms::changes::{
    ApproveChangeForm, AutoRenewForm, ChangeResourcesForm, DecideChangeForm, DeclineChangeForm,
    PlanChangesForm,
};
use model::forms::orders::CancelOrderForm;
use model::ids::{IntentId, ResourceId};
use model::views::{ChangeReview, ChangeView};

/// What a change would do to a selection, read live: one review for each customer and for as
/// many resources as one change takes.
#[server(prefix = "/api", endpoint = "change_reviews")]
pub async fn change_reviews(
    #[server(default)] act: String,
    #[server(default)] ids: Vec<ResourceId>,
) -> Result<Vec<ChangeReview>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(
        &ctx,
        crate::server::service::changes::review::review(&desk, &ctx, &act, &ids).await,
    )
}

/// Changes resources of one customer. Redirects to the page of the change, whatever the outcome of
/// the calls.
#[server(prefix = "/api", endpoint = "change_resources")]
pub async fn change_resources(
    #[server(flatten)] posted: Posted<ChangeResourcesForm>,
) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::changes;
    reply::answer(posted, |desk, ctx, form| async move {
        changes::change(&desk, &ctx, &form).await.map(|intent| Next::Path(paths::intent(&intent)))
    })
    .await
}

/// Switches auto-renewal of a selection. Redirects to the page of the change; for switching it on to its
/// review; for a selection of several customers to the dry run of a job.
#[server(prefix = "/api", endpoint = "auto_renew")]
pub async fn auto_renew(#[server(flatten)] posted: Posted<AutoRenewForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::bulk;
    use crate::server::service::changes::{self, Switched};
    use model::changes::ChangeKind;
    reply::answer(posted, |desk, ctx, form| async move {
        let (on, all) = form.on.strip_suffix("-all").map_or((form.on.as_str(), false), |on| (on, true));
        let act = if on == "yes" { ChangeKind::AutoRenewOn } else { ChangeKind::AutoRenewOff };
        if all {
            let ids = bulk::changes::matching(&desk, &ctx, &form.filter).await?;
            return Ok(Next::Path(paths::bulk(&bulk::changes::plan(&desk, &ctx, act, &ids).await?)));
        }
        Ok(Next::Path(match changes::auto_renew(&desk, &ctx, &form.ids, act).await? {
            Switched::Done(intent) => paths::intent(&intent),
            Switched::ToReview => paths::change_review(act, &form.ids),
            Switched::ToPlan => paths::bulk(&bulk::changes::plan(&desk, &ctx, act, &form.ids).await?),
        }))
    })
    .await
}

/// A dry run of one change to resources of several customers. Redirects to the dry run.
#[server(prefix = "/api", endpoint = "plan_changes")]
pub async fn plan_changes(#[server(flatten)] posted: Posted<PlanChangesForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::bulk::changes;
    use model::changes::ChangeKind;
    use model::error::FieldProblem;
    reply::answer(posted, |desk, ctx, form| async move {
        let act = ChangeKind::on_resources(&form.act);
        let act = act.ok_or_else(|| AppError::field("act", FieldProblem::NotOffered))?;
        changes::plan(&desk, &ctx, act, &form.ids).await.map(|job| Next::Path(paths::bulk(&job)))
    })
    .await
}

/// Cancels an unpaid order. It cannot be undone. Redirects to the page of the change.
#[server(prefix = "/api", endpoint = "cancel_order")]
pub async fn cancel_order(#[server(flatten)] posted: Posted<CancelOrderForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::changes;
    reply::answer(posted, |desk, ctx, form| async move {
        changes::cancel::cancel(&desk, &ctx, &form.order)
            .await
            .map(|intent| Next::Path(paths::intent(&intent)))
    })
    .await
}

/// One change.
#[server(prefix = "/api", endpoint = "change")]
pub async fn change(id: IntentId) -> Result<ChangeView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::changes::reconcile::show(&desk, &ctx, &id).await)
}

/// Approves a change that another user requested. Redirects to its page.
#[server(prefix = "/api", endpoint = "approve_change")]
pub async fn approve_change(#[server(flatten)] posted: Posted<ApproveChangeForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::changes::approvals;
    reply::answer(posted, |desk, ctx, form| async move {
        approvals::approve(&desk, &ctx, &form.id, &form.password).await?;
        Ok(Next::Path(paths::change(&form.id)))
    })
    .await
}

/// Declines a change that another user requested, or withdraws one's own request. Redirects to its
/// page.
#[server(prefix = "/api", endpoint = "decline_change")]
pub async fn decline_change(#[server(flatten)] posted: Posted<DeclineChangeForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::changes::approvals;
    reply::answer(posted, |desk, ctx, form| async move {
        approvals::decline(&desk, &ctx, &form.id).await?;
        Ok(Next::Path(paths::change(&form.id)))
    })
    .await
}

/// Sets the outcome of a change by hand. Redirects to its page.
#[server(prefix = "/api", endpoint = "settle_change")]
pub async fn decide_change(#[server(flatten)] posted: Posted<DecideChangeForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::changes;
    reply::answer(posted, |desk, ctx, form| async move {
        changes::reconcile::decide(&desk, &ctx, &form.id, form.done == "yes").await?;
        Ok(Next::Path(paths::change(&form.id)))
    })
    .await
}
