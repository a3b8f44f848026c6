//! The search box: any name, account, telephone number, id of a customer, order, resource or request, and
//! error codes.

use leptos::prelude::*;
use model::error::AppError;
use model::views::{Found, Suggestions};

/// What the search box shows: exact hits first, the first eight of each kind.
#[server(prefix = "/api", endpoint = "search")]
pub async fn search(text: String) -> Result<Suggestions, AppError> {
    found(text.clone()).await.map(|found| suggestions(&found, &text))
}

/// What is found in scope, for the page of results, which is made on the server.
///
/// # Errors
/// What the server says of a failure of its own.
#[cfg(feature = "ssr")]
pub async fn found(text: String) -> Result<Found, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::search::find(&desk, &ctx, &text).await)
}

/// In the browser there is nobody to ask.
///
/// # Errors
/// [`AppError::Unreachable`].
#[cfg(not(feature = "ssr"))]
pub async fn found(_text: String) -> Result<Found, AppError> {
    Err(AppError::Unreachable)
}

#[cfg(feature = "ssr")]
fn suggestions(found: &Found, text: &str) -> Suggestions {
    use crate::paths;
    use model::views::{HitKind, MOST_COUNTED, Suggestion};
    let code = found.code.as_ref().map(|known| Suggestion {
        kind: 4,
        name: known.code.clone(),
        beside: String::new(),
        id: String::new(),
        href: paths::search(text),
    });
    let hits = found.matches.iter().flat_map(|kind| &kind.hits).map(|hit| Suggestion {
        kind: hit.kind as u8,
        name: hit.name.clone(),
        // The action of an entry is a code: its page says it in words.
        beside: if hit.beside == hit.name || hit.kind == HitKind::Entry {
            String::new()
        } else {
            hit.beside.clone()
        },
        // Nobody knows a note by its id.
        id: if hit.kind == HitKind::Note { String::new() } else { hit.id.clone() },
        href: paths::hit(hit),
    });
    let (total, more) = found.total();
    let number = if more { format!("{MOST_COUNTED}+") } else { total.to_string() };
    Suggestions {
        lines: code.into_iter().chain(hits).collect(),
        total: (total > found.shown()).then_some(number),
        only: found.only().is_some(),
    }
}
