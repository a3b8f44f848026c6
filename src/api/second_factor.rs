//! The second factor: its code at sign-in, setting it up, its recovery codes, and for which roles it is required.

use leptos::prelude::*;
use model::error::AppError;
use model::forms::Posted;
use model::forms::second_factor::{
    BeginSetUpForm, CancelSetUpForm, ConfirmSetUpForm, KeptCodesForm, NewCodesForm, RequireForm,
    SignInCodeForm, TurnOffForm,
};
use model::second_factor::{PendingView, SecondFactorView};

/// Seconds for which a browser may show the recovery codes that it made.
#[cfg(feature = "ssr")]
const CODES_SHOWN: u32 = 600;
/// Seconds for which a browser keeps a sign-in that waits: a little longer than it waits, so that a code that
/// comes late is told apart.
#[cfg(feature = "ssr")]
const PENDING_KEPT: u32 = 900;

page_data! {
    /// The caller's second factor, also for who has to set one up.
    fn second_factor() -> SecondFactorView {
        use super::reply;
        let (desk, ctx) = reply::caller_or_newcomer()?;
        let (visitor, session) = (reply::visitor()?, reply::present_session());
        let shown = crate::server::service::users::second_factor::show(&desk, &ctx, &visitor, session.as_deref());
        reply::respond(&ctx, shown.await)
    }
}

page_data! {
    /// The sign-in that this browser has begun and that waits for a code.
    fn pending_sign_in() -> PendingView {
        let (desk, visitor) = (super::reply::desk()?, super::reply::visitor()?);
        let found = crate::server::service::users::pending_sign_in(&desk, &visitor).await;
        super::reply::respond_to(&visitor.request, found)
    }
}

/// Leads to the page that asks for a code; what the browser keeps of the sign-in is out of reach of scripts.
#[cfg(feature = "ssr")]
pub(super) fn ask_for_code(token: &str) {
    keep(crate::server::session::pending_cookie, token, PENDING_KEPT);
    super::reply::redirect(&crate::paths::sign_in_code());
}

/// Lets the browser keep something for so many seconds, out of reach of scripts; 0 forgets it.
#[cfg(feature = "ssr")]
fn keep(cookie: fn(&crate::server::state::Desk) -> String, value: &str, seconds: u32) {
    if let Ok(desk) = super::reply::desk() {
        super::reply::set_cookie(&cookie(&desk), &format!("{value}; HttpOnly; Max-Age={seconds}"));
    }
}

/// Ends a sign-in with a code. Redirects to where it leads; on a refusal its page is shown again.
#[server(prefix = "/api", endpoint = "sign_in_code")]
pub async fn sign_in_code(#[server(flatten)] posted: Posted<SignInCodeForm>) -> Result<(), AppError> {
    use super::reply;
    use crate::server::{service::users, session};
    use model::forms::Form;
    let (desk, visitor) = (reply::desk()?, reply::visitor()?);
    let form = posted.form;
    let done = match form.check_lengths() {
        Ok(()) => users::sign_in_code(&desk, &visitor, &form.code).await,
        Err(error) => Err(error.into()),
    };
    let (signed_in, leading) =
        reply::refuse_here(&form, crate::paths::sign_in_code(), &visitor.request, done)?;
    reply::start_session(signed_in).await?;
    keep(session::pending_cookie, "", 0);
    reply::redirect(&reply::after_sign_in(&leading).await);
    Ok(())
}

/// Begins to set up the caller's second factor. Redirects to its page.
#[server(prefix = "/api", endpoint = "begin_second_factor")]
pub async fn begin_set_up(#[server(flatten)] posted: Posted<BeginSetUpForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::users::second_factor;
    reply::answer_newcomer(posted, |desk, ctx, form| async move {
        let session = reply::present_session();
        second_factor::begin(&desk, &ctx, &form.password, session.as_deref()).await?;
        Ok(Next::Path(crate::paths::second_factor_then(&form.then)))
    })
    .await
}

/// Ends the set-up with the first code. Redirects to its page, which shows the recovery codes.
#[server(prefix = "/api", endpoint = "confirm_second_factor")]
pub async fn confirm_set_up(#[server(flatten)] posted: Posted<ConfirmSetUpForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::{service::users::second_factor, session};
    let back = reply::checked(&posted.back);
    reply::answer_newcomer(posted, |desk, ctx, form| async move {
        let present = reply::present_session();
        let codes = second_factor::confirm(&desk, &ctx, &form, present.as_deref()).await?;
        keep(session::codes_cookie, &codes, CODES_SHOWN);
        Ok(Next::Path(back))
    })
    .await
}

/// Forgets a set-up that was begun. Redirects to the settings.
#[server(prefix = "/api", endpoint = "cancel_second_factor")]
pub async fn cancel_set_up(#[server(flatten)] posted: Posted<CancelSetUpForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::users::second_factor;
    reply::answer_newcomer(posted, |desk, ctx, _| async move {
        second_factor::cancel(&desk, &ctx).await?;
        Ok(Next::Path(crate::paths::settings()))
    })
    .await
}

/// Forgets the recovery codes that this browser made: they are kept. Redirects to where the set-up led, or to the
/// settings.
#[server(prefix = "/api", endpoint = "kept_recovery_codes")]
pub async fn kept_codes(#[server(flatten)] posted: Posted<KeptCodesForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::session;
    use model::forms::{Form, Notice};
    reply::answer(posted, |_, _, form| async move {
        keep(session::codes_cookie, "", 0);
        if !form.then.is_empty() {
            return Ok(Next::Path(paths::inside(&form.then)));
        }
        let page = paths::settings();
        let key = TurnOffForm::default().key(&page);
        Ok(Next::There(page, key, Notice::SecondFactorOn))
    })
    .await
}

/// Makes new recovery codes. Redirects to the page that shows them.
#[server(prefix = "/api", endpoint = "new_recovery_codes")]
pub async fn new_codes(#[server(flatten)] posted: Posted<NewCodesForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::{service::users::second_factor, session};
    reply::answer(posted, |desk, ctx, form| async move {
        let codes = second_factor::new_codes(&desk, &ctx, &form).await?;
        keep(session::codes_cookie, &codes, CODES_SHOWN);
        Ok(Next::Path(crate::paths::second_factor()))
    })
    .await
}

/// Turns the caller's second factor off. Redirects to the settings.
#[server(prefix = "/api", endpoint = "turn_off_second_factor")]
pub async fn turn_off(#[server(flatten)] posted: Posted<TurnOffForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::users::second_factor;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        second_factor::turn_off(&desk, &ctx, &form).await.map(|()| Next::Back(Notice::SecondFactorOff))
    })
    .await
}

/// Decides whether a role has to have a second factor. Redirects to the page about rights.
#[server(prefix = "/api", endpoint = "require_second_factor")]
pub async fn require(#[server(flatten)] posted: Posted<RequireForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::users::rights;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        rights::require_second_factor(&desk, &ctx, &form).await.map(|()| Next::Back(Notice::SecondFactorRule))
    })
    .await
}
