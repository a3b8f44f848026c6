//! Views and columns that users keep of the lists.

use leptos::prelude::*;
use model::error::AppError;
use model::forms::Posted;
use model::forms::saved_views::{ColumnsForm, DeleteViewForm, SaveViewForm};
use model::ids::ViewId;
use model::saved_views::{Opened, SavedView};

/// A view, and where it leads today, for its page, which is made on the server.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::NotAllowed`], or what the server says of a failure of its own.
#[cfg(feature = "ssr")]
pub async fn open_view(id: ViewId) -> Result<(SavedView, Opened), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::saved_views::open(&desk, &ctx, &id).await)
}

/// In the browser there is nobody to ask.
///
/// # Errors
/// [`AppError::Unreachable`].
#[cfg(not(feature = "ssr"))]
pub async fn open_view(_id: ViewId) -> Result<(SavedView, Opened), AppError> {
    Err(AppError::Unreachable)
}

/// Saves the address of a list under a name. Redirects to the list.
#[server(prefix = "/api", endpoint = "save_view")]
pub async fn save_view(#[server(flatten)] posted: Posted<SaveViewForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::saved_views;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        saved_views::save(&desk, &ctx, &form).await.map(|()| Next::Back(Notice::ViewSaved))
    })
    .await
}

/// Deletes a view of one's own. Redirects to the page of the form, or to the overview from the view's own.
#[server(prefix = "/api", endpoint = "delete_view")]
pub async fn delete_view(#[server(flatten)] posted: Posted<DeleteViewForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::saved_views;
    let back = reply::checked(&posted.back);
    let back = if back.starts_with("/views/") { crate::paths::overview() } else { back };
    reply::answer(posted, |desk, ctx, form| async move {
        saved_views::delete(&desk, &ctx, &form).await.map(|()| Next::Path(back))
    })
    .await
}

/// Chooses which columns of a list are shown. Redirects to the list.
#[server(prefix = "/api", endpoint = "choose_columns")]
pub async fn choose_columns(#[server(flatten)] posted: Posted<ColumnsForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::saved_views;
    let back = reply::checked(&posted.back);
    reply::answer(posted, |desk, ctx, form| async move {
        saved_views::choose_columns(&desk, &ctx, &form).await.map(|()| Next::Path(back))
    })
    .await
}
