//! Hand-overs of customers. Pages are made on the server, which is where the readings answer; there is no
//! address for them.

use leptos::prelude::*;
use model::error::AppError;
use model::forms::Posted;
use model::forms::assignments::{DismissHandOverForm, HandOverForm};
use model::hand_overs::{HandOverDraft, HandOverView};
use model::ids::{HandOverId, UserId};

page_data! {
    /// What can be handed over.
    fn hand_over_draft(from: Option<UserId>) -> HandOverDraft {
        let (desk, ctx) = super::reply::caller()?;
        super::reply::respond(&ctx, crate::server::service::hand_overs::draft(&desk, &ctx, from.as_ref()).await)
    }
}

page_data! {
    /// One hand-over.
    fn hand_over_record(id: HandOverId) -> HandOverView {
        let (desk, ctx) = super::reply::caller()?;
        super::reply::respond(&ctx, crate::server::service::hand_overs::show(&desk, &ctx, &id).await)
    }
}

/// Hands customers over. Redirects to the page of the hand-over.
#[server(prefix = "/api", endpoint = "hand_over")]
pub async fn make_hand_over(#[server(flatten)] posted: Posted<HandOverForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::hand_overs;
    reply::answer(posted, |desk, ctx, form| async move {
        hand_overs::hand_over(&desk, &ctx, &form).await.map(|id| Next::Path(paths::hand_over(&id)))
    })
    .await
}

/// Takes a hand-over from the overview. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "dismiss_hand_over")]
pub async fn dismiss_hand_over(
    #[server(flatten)] posted: Posted<DismissHandOverForm>,
) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::hand_overs;
    let back = reply::checked(&posted.back);
    reply::answer(posted, |desk, ctx, form| async move {
        hand_overs::dismiss(&desk, &ctx, &form).await.map(|()| Next::Path(back))
    })
    .await
}
