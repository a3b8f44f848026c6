//! Signing in and out, and what every page needs to know of its viewer.

use leptos::prelude::*;
use model::error::AppError;
use model::forms::Posted;
use model::forms::session::{ChangePasswordForm, EndOtherSessionsForm, EndSessionForm, SignInForm, ViewForm};

/// Signs in. Redirects to `next`, or to the page of the form that was kept during the sign-in; who has a second
/// factor is asked for a code first. On a refusal the sign-in form is shown again.
#[server(prefix = "/api", endpoint = "sign_in")]
pub async fn sign_in(#[server(flatten)] posted: Posted<SignInForm>) -> Result<(), AppError> {
    use crate::server::service::users::{self, Entered, Leading};
    let (desk, visitor) = (super::reply::desk()?, super::reply::visitor()?);
    // Characters beyond the longest name or password are dropped here.
    let (name, password) = users::bounded(posted.form.name, posted.form.password);
    let form = SignInForm { name, password, ..posted.form };
    let leading = Leading { next: form.next.clone(), unsent: super::reply::carried(&form.unsent) };
    let done = users::sign_in(&desk, &visitor, (&form.name, &form.password), leading.clone()).await;
    match super::reply::refuse_sign_in(&form, &visitor.request, done)? {
        Entered::In(signed_in) => {
            super::reply::start_session(*signed_in).await?;
            super::reply::redirect(&super::reply::after_sign_in(&leading).await);
        }
        Entered::Code(token) => super::second_factor::ask_for_code(&token),
    }
    Ok(())
}

/// Changes one's own password. Other sessions end, and this one goes on under a new id. Redirects to the settings.
#[server(prefix = "/api", endpoint = "change_password")]
pub async fn change_password(#[server(flatten)] posted: Posted<ChangePasswordForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::users::own;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        let present = reply::present_session();
        let ended = own::change_password(&desk, &ctx, &form, present.as_deref()).await?;
        reply::renew_session().await?;
        Ok(Next::Back(Notice::PasswordChanged(ended)))
    })
    .await
}

/// Ends one of one's own sessions. Redirects to the settings.
#[server(prefix = "/api", endpoint = "end_session")]
pub async fn end_session(#[server(flatten)] posted: Posted<EndSessionForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::users::own;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        own::end_session(&desk, &ctx, &form).await.map(|()| Next::Back(Notice::SessionsEnded(1)))
    })
    .await
}

/// Ends one's own sessions but this one. Redirects to the settings.
#[server(prefix = "/api", endpoint = "end_other_sessions")]
pub async fn end_other_sessions(
    #[server(flatten)] posted: Posted<EndOtherSessionsForm>,
) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::users::own;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, _| async move {
        let present = reply::present_session();
        let ended = own::end_other_sessions(&desk, &ctx, present.as_deref()).await?;
        Ok(Next::Back(Notice::SessionsEnded(ended)))
    })
    .await
}

/// Signs out: the session ends in the database, not only in the browser.
#[server(prefix = "/api", endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller_or_newcomer()?;
    crate::server::service::users::sign_out(&desk, &ctx).await.ok();
    super::reply::end_session().await?;
    super::reply::redirect(&crate::paths::sign_in());
    Ok(())
}

/// Sets the viewer's language, theme, density or time zone: at once for this browser (cookies), and for
/// their next sign-in anywhere, if somebody is signed in.
#[server(prefix = "/api", endpoint = "view")]
pub async fn set_view(#[server(flatten)] posted: Posted<ViewForm>) -> Result<(), AppError> {
    use crate::server::service::users;
    let chosen = posted.form.choices();
    super::reply::show_as(&chosen);
    if let Some(zone) = posted.form.told_zone() {
        super::reply::remember_zone(zone);
    }
    if let Some((desk, ctx)) = super::reply::caller_if_any() {
        super::reply::respond(&ctx, users::keep_view(&desk, &ctx, &chosen).await)?;
    }
    super::reply::redirect(&super::reply::checked(&posted.back));
    Ok(())
}
