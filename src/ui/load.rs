//! Loading of page data: fetched once while the server renders the page, never again in the
//! browser.

use crate::api::lists::{Served, offers, rows, settings};
use crate::ui::components::{Empty, EmptyReason, ErrorPage, ListData, PEEK, PageHead};
use leptos::prelude::*;
use model::error::AppError;
use model::lists::{List, Misread};
use model::page::{Pairs, Unreadable};
use std::future::Future;

/// Waits for the data and renders it, or an error page.
pub fn load<T, V>(
    data: impl Future<Output = Result<T, AppError>> + Send + 'static,
    show: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    load_or(data, show, |error| view! { <ErrorPage error=error /> }.into_any())
}

/// The same for a list. Without permission the error replaces the rows, below the heading.
pub fn load_list<T, V>(
    title: String,
    data: impl Future<Output = Result<T, AppError>> + Send + 'static,
    show: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    load_or(data, show, |error| no_list(title, error))
}

fn load_or<T, V>(
    data: impl Future<Output = Result<T, AppError>> + Send + 'static,
    show: impl FnOnce(T) -> V + Send + 'static,
    refuse: impl FnOnce(AppError) -> AnyView + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    Suspend::new(async move {
        match data.await {
            Ok(data) => show(data).into_any(),
            Err(error) => {
                answer_with(error.status());
                refuse(error)
            }
        }
    })
}

fn no_list(title: String, error: AppError) -> AnyView {
    match error {
        AppError::NotAllowed(action) => view! {
            <PageHead title=title />
            <Empty reason=EmptyReason::NotAllowed(action) />
        }
        .into_any(),
        error => view! { <ErrorPage error=error /> }.into_any(),
    }
}

/// Sets the HTTP status of the page.
#[cfg(feature = "ssr")]
pub fn answer_with(status: u16) {
    use leptos_axum::ResponseOptions;
    if let (Some(response), Ok(status)) =
        (use_context::<ResponseOptions>(), http::StatusCode::from_u16(status))
    {
        response.set_status(status);
    }
}

/// In the browser there is no status to set.
#[cfg(not(feature = "ssr"))]
pub fn answer_with(_status: u16) {}

/// Answers with another page in place of this one.
#[cfg(feature = "ssr")]
pub fn redirect(path: &str) {
    use leptos_axum::ResponseOptions;
    if let (Some(response), Ok(path)) = (use_context::<ResponseOptions>(), http::HeaderValue::from_str(path))
    {
        response.set_status(http::StatusCode::SEE_OTHER);
        response.insert_header(http::header::LOCATION, path);
    }
}

/// In the browser no page is answered with.
#[cfg(not(feature = "ssr"))]
pub fn redirect(_path: &str) {}

/// The list state from the query string of this page, or the parts that were not understood.
pub fn state<L: List>() -> Result<L, Misread<L>> {
    L::read(&pairs())
}

/// Splits the state into its valid part and the parts that were not understood; these set status
/// 400.
pub fn understood<L: List>(state: Result<L, Misread<L>>) -> (L, Vec<Unreadable>) {
    match state {
        Ok(filter) => (filter, Vec::new()),
        Err(Misread { rest, wrong }) => {
            answer_with(AppError::NotUnderstood(Vec::new()).status());
            (rest, wrong)
        }
    }
}

/// A page of a list with its filter options. When the query string was not understood, nothing is
/// read and the status is 400: a filter is never ignored silently.
///
/// # Errors
/// As [`rows`].
pub async fn list<L: Served>(state: Result<L, Misread<L>>) -> Result<ListData<L>, AppError> {
    let (filter, wrong) = understood(state);
    let offers = offers(&filter).await?;
    if !wrong.is_empty() {
        return Ok(ListData::misread(filter, wrong, offers));
    }
    let listing = rows(&filter).await?;
    Ok(ListData { filter, wrong, listing, offers, settings: settings(L::NAME).await? })
}

/// The decoded query parameters of this page.
pub fn pairs() -> Pairs {
    let query = leptos_router::hooks::use_query_map().get_untracked();
    Pairs::new(query.into_iter().map(|(name, value)| (name.into_owned(), value)))
}

/// The row that the address opens beside its list, if it does and is an id.
pub fn peeked<T: std::str::FromStr>() -> Option<T> {
    pairs().text(PEEK)?.parse().ok()
}

/// Reads what is opened beside a list. A failure is shown there, and leaves the list as it is.
pub async fn beside<I: Clone, T, F>(
    open: Option<I>,
    read: impl FnOnce(I) -> F,
) -> Option<(I, Result<T, AppError>)>
where
    F: Future<Output = Result<T, AppError>>,
{
    let id = open?;
    let read = read(id.clone()).await;
    Some((id, read))
}

/// An id from the path of this page. A malformed id gets the same answer as an unknown one.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn id<T: std::str::FromStr>() -> Result<T, AppError> {
    path_part("id").and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)
}

/// A part of the path of this page, by the name that the route has for it.
pub fn path_part(name: &str) -> Option<String> {
    leptos_router::hooks::use_params_map().get_untracked().get(name)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use model::users::Permission;

    fn shown(error: AppError) -> String {
        Owner::new().with(|| {
            leptos_meta::provide_meta_context();
            no_list("Orders".to_owned(), error).to_html()
        })
    }

    #[test]
    fn a_list_that_is_not_for_a_role_is_not_an_empty_one() {
        let refused = shown(AppError::NotAllowed(Permission::ReadAudit));
        assert!(
            refused.contains("<h1>Orders</h1>") && refused.contains("Not allowed for your role"),
            "{refused}"
        );
        assert!(!refused.contains("role=\"alert\""), "{refused}");
        let broken = shown(AppError::Unreachable);
        assert!(
            broken.contains("role=\"alert\"") && !broken.contains("Not allowed for your role"),
            "{broken}"
        );
    }
}
