//! An error on a page: what happened, who can fix it, what to do next, and the ids for a support
//! ticket.

use crate::paths;
use crate::tr;
use crate::ui::components::error_text::{self, Explained};
use crate::ui::components::{Icon, Id, LinkButton, PageHead, Symbol};
use leptos::prelude::*;
use model::error::{AppError, PartnerFailure};

/// An error as part of a page.
#[component]
pub fn ErrorPanel(error: AppError) -> impl IntoView {
    let (icon, class) = match &error {
        _ if error.is_unclear() => (Icon::Question, "error unclear"),
        AppError::Partner(_) | AppError::Internal(_) | AppError::TwoCurrencies => {
            (Icon::Stop, "error refused")
        }
        AppError::Stale { .. } | AppError::UnderWay(_) => (Icon::Warning, "error unclear"),
        _ => (Icon::Warning, "error"),
    };
    let explained = match &error {
        // The page was rendered with a session, so the error comes from a form that was posted
        // without one.
        AppError::SignedOut => error_text::not_sent(),
        error => error_text::explain(error),
    };
    let other = match &error {
        AppError::UnderWay(held) => Some(paths::intent(held)),
        _ => None,
    };
    let other = other.map(|href| view! { <LinkButton href=href label=tr!("error-under-way-open") /> });
    view! {
        <div class=class role="alert">
            <Symbol icon=icon />
            <h2>{explained.heading.clone()}</h2>
            <Explanation explained=explained />
            {other}
        </div>
    }
    .into_any()
}

/// An error in place of a whole page.
#[component]
pub fn ErrorPage(error: AppError) -> impl IntoView {
    let explained = error_text::explain(&error);
    let here = crate::context::viewer().here;
    let (href, label) = match error {
        AppError::SignedOut => (paths::sign_in_then(&here), tr!("error-sign-in")),
        _ => (here, tr!("error-try-again")),
    };
    view! {
        <PageHead title=explained.heading.clone() />
        <div class="error" role="alert">
            <Symbol icon=Icon::Warning />
            <Explanation explained=explained />
            <div class="actions">
                <LinkButton href=href label=label />
                <LinkButton href=paths::overview() label=tr!("error-to-overview") quiet=true />
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Explanation(explained: Explained) -> impl IntoView {
    let Explained { what, quote, who, next, code, operation, request, .. } = explained;
    let quote = quote.map(|words| {
        view! {
            <dt>{tr!("error-words")}</dt>
            <dd>
                <blockquote>{format!("\u{201c}{words}\u{201d}")}</blockquote>
            </dd>
        }
    });
    let who = who.map(|who| view! { <dt>{tr!("error-who")}</dt> <dd>{who}</dd> });
    let next = next.map(|next| view! { <dt>{tr!("error-next")}</dt> <dd>{next}</dd> });
    let listed = quote.is_some() || who.is_some() || next.is_some();
    let ticket = (code.is_some() || request.is_some()).then(|| {
        view! {
            <div class="ticket">
                <span>{tr!("error-ticket")}</span>
                {code.map(|code| view! { <Id id=code /> })}
                {operation.map(|operation| view! { <code>{operation}</code> })}
                {request.map(|request| view! { <Id id=request /> })}
            </div>
        }
    });
    view! {
        <p>{what}</p>
        {listed.then(|| view! { <dl>{quote} {who} {next}</dl> })}
        {ticket}
    }
    .into_any()
}

/// One line for a value that could not be read now, next to its cached value.
#[component]
pub fn Stale(
    /// Why it could not be read live.
    failure: Option<PartnerFailure>,
    /// Whether a cached value is shown.
    #[prop(default = true)]
    shown: bool,
) -> impl IntoView {
    failure.map(|failure| {
        let explained = error_text::explain_failure(&failure);
        let lead = if shown { tr!("error-stale") } else { tr!("error-missing") };
        let code = failure.code.clone().map(|code| view! { " " <code>{code}</code> });
        let quote = explained.quote.map(|words| format!(" \u{201c}{words}\u{201d}"));
        view! {
            <div class="stale" role="note">
                <Symbol icon=Icon::Warning />
                <p>{lead} " " {explained.what} {quote} {code}</p>
            </div>
        }
    })
}
