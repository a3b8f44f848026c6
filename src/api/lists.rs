//! The lists of the desk. Pages are made on the server, which is where these answer; there is no
//! address for them, and a browser never asks.

use model::error::AppError;
use model::listing::Listing;
#[cfg(not(feature = "ssr"))]
use model::lists::List;
use model::lists::Offered;
use model::saved_views::ListSettings;

/// A list that this desk can show a page of.
#[cfg(feature = "ssr")]
pub trait Served: crate::server::service::export::Exported {}
#[cfg(feature = "ssr")]
impl<L: crate::server::service::export::Exported> Served for L {}

/// A list that this desk can show a page of.
#[cfg(not(feature = "ssr"))]
pub trait Served: List {}
#[cfg(not(feature = "ssr"))]
impl<L: List> Served for L {}

/// The page of rows in scope that match.
///
/// # Errors
/// [`AppError::NotAllowed`], or what the server says of a failure of its own.
#[cfg(feature = "ssr")]
pub async fn rows<L: Served>(filter: &L) -> Result<Listing<L::Row>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::lists::page(&desk, &ctx, filter).await)
}

/// The values that can be filtered by where they are not known before, and the names of those
/// that are filtered by.
///
/// # Errors
/// As [`rows`].
#[cfg(feature = "ssr")]
pub async fn offers<L: Served>(filter: &L) -> Result<Vec<Offered>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::lists::offers(&desk, &ctx, filter).await)
}

/// The views and columns that the user keeps of a list.
///
/// # Errors
/// What the server says of a failure of its own.
#[cfg(feature = "ssr")]
pub async fn settings(list: &'static str) -> Result<ListSettings, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::saved_views::of_list(&desk, &ctx, list).await)
}

/// In the browser there is nobody to ask.
///
/// # Errors
/// [`AppError::Unreachable`].
#[cfg(not(feature = "ssr"))]
pub async fn settings(_list: &'static str) -> Result<ListSettings, AppError> {
    Err(AppError::Unreachable)
}

/// In the browser there is nobody to ask.
///
/// # Errors
/// [`AppError::Unreachable`].
#[cfg(not(feature = "ssr"))]
pub async fn rows<L: Served>(_filter: &L) -> Result<Listing<L::Row>, AppError> {
    Err(AppError::Unreachable)
}

/// In the browser there is nobody to ask.
///
/// # Errors
/// [`AppError::Unreachable`].
#[cfg(not(feature = "ssr"))]
pub async fn offers<L: Served>(_filter: &L) -> Result<Vec<Offered>, AppError> {
    Err(AppError::Unreachable)
}
