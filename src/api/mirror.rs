//! Reading anew what a page shows.

use leptos::prelude::*;
use model::error::AppError;
use model::forms::Posted;
use model::forms::mirror::RefreshForm;

/// Reads from HUAWEI CLOUD what a page shows. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "refresh")]
pub async fn refresh(#[server(flatten)] posted: Posted<RefreshForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::refresh;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        let whole = refresh::refresh(&desk, &ctx, &form).await?;
        Ok(Next::Back(if whole { Notice::Refreshed } else { Notice::Refreshing }))
    })
    .await
}
