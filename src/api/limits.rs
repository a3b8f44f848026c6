//! Limits that administrators set. Pages are made on the server, which is where the readings answer; there is no
//! address for them.

use leptos::prelude::*;
use model::error::AppError;
use model::forms::Posted;
use model::forms::limits::{AgreeLimitsForm, RefuseLimitsForm, SetLimitsForm, WithdrawLimitsForm};
use model::limits::own::LimitHolder;
use model::views::{LimitsOfView, LimitsView};

page_data! {
    /// Every limit.
    fn limits() -> LimitsView {
        let (desk, ctx) = super::reply::caller()?;
        super::reply::respond(&ctx, crate::server::service::limits::show::all(&desk, &ctx).await)
    }
}

page_data! {
    /// The limits of a role or a person.
    fn limits_of(holder: LimitHolder) -> LimitsOfView {
        let (desk, ctx) = super::reply::caller()?;
        super::reply::respond(&ctx, crate::server::service::limits::show::one(&desk, &ctx, &holder).await)
    }
}

/// Proposes other limits, or sets them where there is no other administrator. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "set_limits")]
pub async fn set_limits(#[server(flatten)] posted: Posted<SetLimitsForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::limits::change::{self, Changed};
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        Ok(Next::Back(match change::propose(&desk, &ctx, &form).await? {
            Changed::Same => Notice::LimitsSame,
            Changed::Proposed => Notice::LimitsProposed,
            Changed::Applied => Notice::LimitsChangedAlone,
        }))
    })
    .await
}

/// Agrees to a proposed change. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "agree_limits")]
pub async fn agree_limits(#[server(flatten)] posted: Posted<AgreeLimitsForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::limits::change;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        change::agree(&desk, &ctx, &form).await.map(|()| Next::Back(Notice::LimitsChanged))
    })
    .await
}

/// Refuses a proposed change. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "refuse_limits")]
pub async fn refuse_limits(#[server(flatten)] posted: Posted<RefuseLimitsForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::limits::change;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        change::refuse(&desk, &ctx, &form.id).await.map(|()| Next::Back(Notice::LimitsRefused))
    })
    .await
}

/// Withdraws one's own proposal. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "withdraw_limits")]
pub async fn withdraw_limits(#[server(flatten)] posted: Posted<WithdrawLimitsForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::limits::change;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        change::withdraw(&desk, &ctx, &form.id).await.map(|()| Next::Back(Notice::LimitsWithdrawn))
    })
    .await
}
