//! How a page gets its data: asked for once while the page is rendered, and never again in the browser.

use crate::api::lists::{Served, offers, rows};
use crate::ui::components::{Empty, ErrorPage, ListData, Nothing, PageHead};
use leptos::prelude::*;
use model::error::AppError;
use model::lists::{List, Misread};
use model::page::{Pairs, Unreadable};
use std::future::Future;

/// Waits for the data and shows it, or shows what went wrong in place of the page.
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

/// The same for a list. A role that does not include it learns so where the rows would be.
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
            <Empty nothing=Nothing::NotAllowed(action) />
        }
        .into_any(),
        error => view! { <ErrorPage error=error /> }.into_any(),
    }
}

/// The HTTP status of the page under way.
#[cfg(feature = "ssr")]
pub fn answer_with(status: u16) {
    use leptos_axum::ResponseOptions;
    if let (Some(response), Ok(status)) =
        (use_context::<ResponseOptions>(), http::StatusCode::from_u16(status))
    {
        response.set_status(status);
    }
}

/// The HTTP status of the page under way; in the browser there is none to set.
#[cfg(not(feature = "ssr"))]
pub fn answer_with(_status: u16) {}

/// The state of a list as it stands in the address of this page, or what was not understood.
pub fn state<L: List>() -> Result<L, Misread<L>> {
    L::read(&pairs())
}

/// The part of an address that was understood, and what was not; the answer is 400 then.
pub fn understood<L: List>(state: Result<L, Misread<L>>) -> (L, Vec<Unreadable>) {
    match state {
        Ok(filter) => (filter, Vec::new()),
        Err(Misread { rest, wrong }) => {
            answer_with(AppError::NotUnderstood(Vec::new()).status());
            (rest, wrong)
        }
    }
}

/// A page of a list with what can be filtered by. Nothing is read, and the answer is 400, when
/// the address was not understood: no filter is ever left out in silence.
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
    Ok(ListData { filter, wrong, listing, offers })
}

/// The pairs of this page's address, decoded.
pub fn pairs() -> Pairs {
    let query = leptos_router::hooks::use_query_map().get_untracked();
    Pairs::new(query.into_iter().map(|(name, value)| (name.into_owned(), value)))
}

/// An id in the address of this page. What cannot be an id leads to the same answer as an id
/// that nothing has.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn id<T: std::str::FromStr>() -> Result<T, AppError> {
    let params = leptos_router::hooks::use_params_map().get_untracked();
    params.get("id").and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)
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
