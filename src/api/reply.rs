//! Shared by the server functions: the caller, the response, and forms posted without script.

use crate::context::extension;
use crate::context::forms::{self, RefusedHere, RequestForms, SignInAgain};
use crate::paths;
use crate::server::{
    ctx::{Ctx, Newcomer, Visitor},
    service::Result,
    service::users::{self, Leading, SignedIn},
    session::{self, Session},
    state::Desk,
};
use axum::extract::Query;
use http::request::Parts;
use http::{HeaderName, HeaderValue, StatusCode, header};
use leptos::context::use_context;
use leptos::reactive::owner::with_context;
use leptos::server_fn::redirect::REDIRECT_HEADER;
use leptos_axum::ResponseOptions;
use model::error::AppError;
use model::forms::session::SignInForm;
use model::forms::users::AcceptInvitationForm;
use model::forms::{BACK, Form, FormKey, FormState, Notice, Posted, Unsent};
use model::ids::RequestId;
use model::viewer::{AUTOMATIC_ZONE, Density, Language, Theme, ViewChoices, cookies as view};

/// The desk, and the context of the signed-in user.
pub(super) fn caller() -> Result<(Desk, Ctx), AppError> {
    let desk = desk()?;
    match extension::<Ctx>() {
        Some(ctx) => Ok((desk, ctx)),
        None => Err(signed_out(paths::overview(), None, None)),
    }
}

/// The same for what also answers somebody who has to set up a second factor first.
pub(super) fn caller_or_newcomer() -> Result<(Desk, Ctx), AppError> {
    match newcomer() {
        Some(ctx) => Ok((desk()?, ctx)),
        None => caller(),
    }
}

fn newcomer() -> Option<Ctx> {
    extension::<Newcomer>().map(|Newcomer(ctx)| ctx)
}

/// Nobody is signed in. A caller that waits for a page gets the sign-in page instead, with the form
/// that arrived too late.
fn signed_out(next: String, form: Option<&'static str>, unsent: Option<Unsent>) -> AppError {
    let error = AppError::SignedOut;
    sign_in_again(SignInAgain {
        error: error.clone(),
        values: Vec::new(),
        next,
        form,
        unsent: unsent.map(forms::pack),
    });
    with_status(error)
}

fn sign_in_again(again: SignInAgain) {
    if let (true, Some(request)) = (is_for_page(), extension::<RequestForms>()) {
        request.sign_in_again(again);
    }
}

/// The desk, for those who are not signed in yet.
pub(super) fn desk() -> Result<Desk, AppError> {
    extension::<Desk>().ok_or_else(|| with_status(AppError::Unreachable))
}

/// Somebody who may not be signed in.
pub(super) fn visitor() -> Result<Visitor, AppError> {
    extension::<Visitor>().ok_or_else(|| with_status(AppError::Unreachable))
}

/// Turns the result of a service into the response, with its HTTP status.
pub(super) fn respond<T>(ctx: &Ctx, done: Result<T>) -> Result<T, AppError> {
    respond_to(&ctx.request, done)
}

pub(super) fn respond_to<T>(request: &RequestId, done: Result<T>) -> Result<T, AppError> {
    done.map_err(|error| with_status(error.into_app_error(request)))
}

/// Sets the HTTP status for scripts. A page keeps its own: another status than a redirect's
/// would break forms posted without script.
fn with_status(error: AppError) -> AppError {
    if !is_for_page()
        && let (Some(response), Ok(status)) =
            (use_context::<ResponseOptions>(), StatusCode::from_u16(error.status()))
    {
        response.set_status(status);
    }
    error
}

/// Whether a browser waits for a page: it renders one, or posted a form without script.
fn is_for_page() -> bool {
    let accepts = |parts: &Parts| {
        let accepted = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
        accepted.is_some_and(|types| types.contains("text/html"))
    };
    with_context(accepts).unwrap_or(false)
}

/// Where the browser goes after a form was carried out.
pub(super) enum Next {
    /// Back to the page of the form, which shows this notice.
    Back(Notice),
    /// To this path.
    Path(String),
    /// To this path, whose page shows this notice under this key.
    There(String, FormKey, Notice),
}

/// Carries out a posted form and redirects; on an error redirects to the form's page, which shows
/// it. A form that arrives when nobody is signed in is kept in the sign-in page and posted after
/// it.
///
/// # Errors
/// The error, when the caller does not wait for a page; [`AppError::SignedOut`].
pub(super) async fn answer<F, D>(
    posted: Posted<F>,
    act: impl FnOnce(Desk, Ctx, F) -> D,
) -> Result<(), AppError>
where
    F: Form,
    D: Future<Output = Result<Next>>,
{
    answer_for(extension::<Ctx>(), posted, act).await
}

/// The same for a form that also answers somebody who has to set up a second factor first.
///
/// # Errors
/// As [`answer`].
pub(super) async fn answer_newcomer<F, D>(
    posted: Posted<F>,
    act: impl FnOnce(Desk, Ctx, F) -> D,
) -> Result<(), AppError>
where
    F: Form,
    D: Future<Output = Result<Next>>,
{
    answer_for(newcomer().or_else(extension::<Ctx>), posted, act).await
}

async fn answer_for<F, D>(
    ctx: Option<Ctx>,
    posted: Posted<F>,
    act: impl FnOnce(Desk, Ctx, F) -> D,
) -> Result<(), AppError>
where
    F: Form,
    D: Future<Output = Result<Next>>,
{
    let Posted { form, back } = posted;
    let (desk, back) = (desk()?, checked(&back));
    let Some(ctx) = ctx else {
        let unsent = forms::unsent(&form, back.clone());
        return Err(signed_out(back, Some(F::SPEC.name), Some(unsent)));
    };
    let (key, values) = (form.key(&back), F::SPEC.keepable(form.values()));
    let request = ctx.request.clone();
    let done = match form.check_lengths() {
        Ok(()) => act(desk, ctx, form).await,
        Err(error) => Err(error.into()),
    };
    let noticed = |notice| FormState { notice: Some(notice), ..FormState::default() };
    let (path, left) = match respond_to(&request, done) {
        Ok(Next::Path(path)) => (path, None),
        Ok(Next::Back(notice)) => (back, Some((key, noticed(notice)))),
        Ok(Next::There(path, key, notice)) => (path, Some((key, noticed(notice)))),
        // What cannot be kept for the page is said at once.
        Err(error) if !is_for_page() || error == AppError::Busy => return Err(error),
        Err(error) => (back, Some((key, FormState { values, error: Some(error), notice: None }))),
    };
    match left {
        Some(_) if !is_for_page() => return Ok(()),
        Some((key, state)) => keep(key, state).await,
        None => {}
    }
    redirect(&path);
    Ok(())
}

async fn keep(key: FormKey, state: FormState) {
    if let Some(session) = extension::<Session>() {
        session::keep_form_state(&session, key, state).await;
    }
}

/// Answers a sign-in that was refused with the form again, and with the form that it carries.
pub(super) fn refuse_sign_in<T>(
    form: &SignInForm,
    request: &RequestId,
    done: Result<T>,
) -> Result<T, AppError> {
    respond_to(request, done).inspect_err(|error| {
        sign_in_again(SignInAgain {
            error: error.clone(),
            values: vec![(SignInForm::NAME.name.to_owned(), form.name.clone())],
            next: paths::inside(&form.next),
            form: Some(SignInForm::SPEC.name),
            unsent: Some(carried(&form.unsent)).filter(|unsent| !unsent.is_empty()),
        });
    })
}

/// The form that a sign-in form carries, read and written anew: what somebody made up does not come back. Empty
/// where there is none.
pub(super) fn carried(unsent: &str) -> String {
    forms::unpack(unsent).map(forms::pack).unwrap_or_default()
}

/// Keeps the form that was kept during the sign-in for its page; returns the path to redirect to.
pub(super) async fn after_sign_in(leading: &Leading) -> String {
    let Some(unsent) = forms::unpack(&leading.unsent) else { return paths::inside(&leading.next) };
    let Unsent { form, subject, back, values, .. } = unsent;
    let state = FormState { values, error: Some(AppError::SignedOut), notice: None };
    keep(FormKey { form, subject }, state).await;
    paths::inside(&back)
}

/// Begins the session of somebody who just proved who they are, whose browser is known from now on, and whose
/// pages look as they chose before.
pub(super) async fn start_session(signed_in: SignedIn) -> Result<(), AppError> {
    let (desk, session) = (desk()?, here_session()?);
    session::begin(&desk, &session, &signed_in.me, &visitor()?).await.map_err(session_failed)?;
    session.save().await.map_err(session_failed)?;
    let still = users::is_still_let_in(&desk, &signed_in).await;
    if !respond_to(&visitor()?.request, still)? {
        session.flush().await.map_err(session_failed)?;
        return Err(AppError::WrongSignIn);
    }
    remember_browser(&signed_in.browser);
    show_as_before(signed_in.view);
    Ok(())
}

/// The id of the session, as in its cookie.
pub(super) fn present_session() -> Option<String> {
    session::id(&extension::<Session>()?)
}

/// Goes on with the session under a new id.
pub(super) async fn renew_session() -> Result<(), AppError> {
    session::renew(&here_session()?).await.map_err(session_failed)
}

/// Answers an invitation that was refused with its page again.
pub(super) fn refuse_invitation<T>(
    form: &AcceptInvitationForm,
    request: &RequestId,
    done: Result<T>,
) -> Result<T, AppError> {
    refuse_here(form, paths::invitation(&form.token), request, done)
}

/// Answers a form of a visitor that was refused with its page again. What was typed is secret: nothing of it is
/// shown.
pub(super) fn refuse_here<T, F: Form>(
    form: &F,
    here: String,
    request: &RequestId,
    done: Result<T>,
) -> Result<T, AppError> {
    respond_to(request, done).inspect_err(|error| {
        let Some(forms) = extension::<RequestForms>().filter(|_| is_for_page()) else { return };
        let state = FormState { error: Some(error.clone()), ..FormState::default() };
        forms.refuse_here(RefusedHere { key: form.key(&here), here, state });
    })
}

/// Seconds for which the browser that made a link may show it.
const LINK_SHOWN: u32 = 600;

/// Lets the browser that made an invitation show its link for a while: nobody else can read it again.
pub(super) fn keep_link(token: &str) {
    if let Ok(desk) = desk() {
        set_cookie(&session::link_cookie(&desk), &format!("{token}; HttpOnly; Max-Age={LINK_SHOWN}"));
    }
}

/// What that browser keeps of it.
pub(super) fn kept_link() -> Option<String> {
    extension::<Visitor>()?.link
}

/// The address of this desk as browsers see it, such as `https://desk.example`.
pub(super) fn origin() -> Option<String> {
    let settings = desk().ok()?.settings;
    if let Some(origin) = &settings.origin {
        return Some(origin.clone());
    }
    let scheme = if settings.https { "https" } else { "http" };
    let host = |parts: &Parts| parts.headers.get(header::HOST)?.to_str().ok().map(str::to_owned);
    with_context(host).flatten().map(|host| format!("{scheme}://{host}"))
}

/// Ends the session, in the database too.
pub(super) async fn end_session() -> Result<(), AppError> {
    session::end(&here_session()?).await.map_err(session_failed)
}

fn here_session() -> Result<Session, AppError> {
    extension::<Session>().ok_or_else(|| with_status(AppError::Unreachable))
}

fn session_failed(failure: session::Failure) -> AppError {
    if session::is_busy(&failure) {
        return with_status(AppError::Busy);
    }
    tracing::error!(error = ?failure, "a session could not be written");
    let request = extension::<Visitor>().map(|visitor| visitor.request);
    with_status(request.map_or(AppError::Unreachable, AppError::Internal))
}

/// Sends the browser to a path of this desk: by status when it waits for a page, else by the
/// header that scripts of ours follow.
pub(super) fn redirect(path: &str) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    let location = HeaderValue::from_str(&paths::inside(path));
    response.insert_header(header::LOCATION, location.unwrap_or(HeaderValue::from_static("/")));
    if is_for_page() {
        response.set_status(StatusCode::SEE_OTHER);
    } else {
        response.insert_header(HeaderName::from_static(REDIRECT_HEADER), HeaderValue::from_static(""));
    }
}

/// The return path of a form, if it is a path of this desk, else the overview. A form with both a
/// GET and a POST button has it in the address of the POST button.
pub(super) fn checked(back: &str) -> String {
    if !back.is_empty() {
        return paths::inside(back);
    }
    let of_address = |parts: &Parts| {
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri).ok()?;
        pairs.into_iter().find_map(|(name, value)| (name == BACK).then_some(value))
    };
    paths::inside(&with_context(of_address).flatten().unwrap_or_default())
}

/// Lets this browser show its pages as the viewer chose. What was not chosen is left alone.
pub(super) fn show_as(chosen: &ViewChoices) {
    let pairs = [
        (view::LANGUAGE, chosen.language.map(Language::tag)),
        (view::THEME, chosen.theme.map(Theme::code)),
        (view::DENSITY, chosen.density.map(Density::code)),
        (view::ZONE, chosen.zone.as_deref().filter(|zone| *zone != AUTOMATIC_ZONE)),
    ];
    for (name, value) in pairs {
        if let Some(value) = value {
            set_cookie(name, value);
        }
    }
    if chosen.zone.as_deref() == Some(AUTOMATIC_ZONE) {
        set_cookie(view::ZONE, "; Max-Age=0");
    }
}

/// The same for somebody who just signed in, perhaps after somebody else at the same browser: a zone that
/// they did not choose is not theirs.
fn show_as_before(kept: ViewChoices) {
    let zone = kept.zone.or_else(|| Some(AUTOMATIC_ZONE.to_owned()));
    show_as(&ViewChoices { zone, ..kept });
}

/// Remembers the zone that the browser told.
pub(super) fn remember_zone(zone: &str) {
    set_cookie(view::BROWSER_ZONE, zone);
}

/// The caller where somebody is signed in.
pub(super) fn caller_if_any() -> Option<(Desk, Ctx)> {
    extension::<Desk>().zip(extension::<Ctx>())
}

/// Lets the browser be known the next time; scripts cannot read it.
fn remember_browser(token: &str) {
    if let Ok(desk) = desk() {
        set_cookie(&session::browser_cookie(&desk), &format!("{token}; HttpOnly"));
    }
}

pub(super) fn set_cookie(name: &str, value: &str) {
    let secure = desk().is_ok_and(|desk| desk.settings.https);
    let secure = if secure { "; Secure" } else { "" };
    let age = if value.contains("Max-Age") { String::new() } else { format!("; Max-Age={}", view::YEAR) };
    let cookie = format!("{name}={value}; Path=/{age}; SameSite=Lax{secure}");
    if let (Some(response), Ok(cookie)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
        response.append_header(header::SET_COOKIE, cookie);
    }
}
