//! Signing in and out, and what every page needs to know of its viewer.

use crate::model::{
    error::AppError,
    form::Flash,
    viewer::{Language, Viewer},
};
use leptos::prelude::*;

/// Signs in. Form `sign-in`: `name`, `password`, `next` (a path of this desk).
#[server(prefix = "/api", endpoint = "sign_in")]
pub async fn sign_in(
    #[server(default)] name: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    use crate::server::service::users;
    let desk = super::reply::desk()?;
    let visitor = super::reply::visitor()?;
    // Whatever a stranger sent beyond what a name or a password may be is let go of here.
    let (name, password) = users::bounded(name, password);
    let form = super::reply::Form::new("sign-in").value("name", &name);
    let done = users::sign_in(&desk, &visitor, &name, &password).await;
    if let Ok(me) = &done {
        super::reply::start_session(me).await?;
    }
    form.go_as_visitor(&visitor, done.map(|_| crate::ui::paths::inside(&next))).await
}

/// Signs out: the session ends in the database, not only in the browser.
#[server(prefix = "/api", endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    let (desk, ctx) = super::reply::caller()?;
    crate::server::service::users::sign_out(&desk, &ctx).await.ok();
    super::reply::end_session().await?;
    super::reply::redirect(&crate::ui::paths::sign_in());
    Ok(())
}

/// Sets the viewer's language, theme, density or time zone (cookies). Form `view`: each empty when not meant.
#[server(prefix = "/api", endpoint = "view")]
pub async fn set_view(
    #[server(default)] language: String,
    #[server(default)] theme: String,
    #[server(default)] density: String,
    #[server(default)] zone: String,
) -> Result<(), AppError> {
    super::reply::set_view(&language, &theme, &density, &zone);
    super::reply::redirect(&super::reply::back());
    Ok(())
}

/// For whom this page is made. On the server only; islands take what they need as properties.
#[cfg(feature = "ssr")]
pub fn viewer() -> Option<Viewer> {
    super::reply::viewer()
}

/// For whom this page is made. On the server only; islands take what they need as properties.
#[cfg(not(feature = "ssr"))]
pub fn viewer() -> Option<Viewer> {
    None
}

/// The viewer's language, without the rest: it is asked for with every sentence.
#[cfg(feature = "ssr")]
pub fn language() -> Language {
    super::reply::language()
}

/// The viewer's language. In the browser no sentence is rendered.
#[cfg(not(feature = "ssr"))]
pub fn language() -> Language {
    Language::default()
}

/// What a form left behind for this page view.
#[cfg(feature = "ssr")]
pub fn flash(form: &str) -> Option<Flash> {
    super::reply::flash(form)
}

/// What a form left behind for this page view.
#[cfg(not(feature = "ssr"))]
pub fn flash(_form: &str) -> Option<Flash> {
    None
}
