//! File uploads. They are larger than forms, so they have a route of their own with a limit of its
//! own; a file beyond it is read completely and discarded, because a browser whose upload is
//! interrupted shows its own error instead of our message.

use crate::context::forms::{self, RequestForms, SignInAgain};
use crate::paths;
use crate::server::ctx::Ctx;
use crate::server::middleware::plain::{RefusalContext, accepts_html};
use crate::server::service::bulk::plan;
use crate::server::session::{self, Session};
use crate::server::state::Desk;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Extension, Router};
use model::bulk::MOST_MEGABYTES;
use model::error::AppError;
use model::forms::bulk::UploadBudgetsForm;
use model::forms::{BACK, Form, FormState};
use tower_http::limit::RequestBodyLimitLayer;

/// What is kept of a part: enough to see that it is too much.
const KEPT: usize = MOST_MEGABYTES as usize * 1024 * 1024 + 1;
/// Largest body that is read at all.
const BODY_LIMIT: usize = 64 * 1024 * 1024;

/// The form is posted to its own page.
pub fn path() -> &'static str {
    UploadBudgetsForm::SPEC.action
}

/// The route of the form.
pub fn routes(desk: Desk) -> Router {
    Router::new()
        .route(path(), post(budgets))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .with_state(desk)
}

/// What the form holds: a file, or a text.
#[derive(Default)]
struct Posted {
    file_name: String,
    file: Vec<u8>,
    text: Vec<u8>,
    back: String,
}

impl Posted {
    /// What can be shown again.
    fn form(&self) -> UploadBudgetsForm {
        let text = String::from_utf8(self.text.clone()).unwrap_or_default();
        UploadBudgetsForm { file: self.file_name.clone(), text }
    }
}

/// A dry run of a file of budgets. Redirects to the dry run, or back to the form with the errors.
async fn budgets(
    State(desk): State<Desk>,
    ctx: Option<Extension<Ctx>>,
    Extension(request_forms): Extension<RequestForms>,
    session: Session,
    request: Request,
) -> Response {
    let refusal = RefusalContext::of(&request);
    let for_page = accepts_html(request.headers());
    let posted = match read(request).await {
        Ok(posted) => posted,
        Err(error) => {
            tracing::info!(%error, "an upload could not be read");
            return refusal.refuse(StatusCode::BAD_REQUEST, &AppError::BadRequest, "plain-unreadable");
        }
    };
    let back = if posted.back.is_empty() { paths::bulks() } else { paths::inside(&posted.back) };
    let Some(Extension(ctx)) = ctx else {
        request_forms.sign_in_again(SignInAgain {
            error: AppError::SignedOut,
            values: Vec::new(),
            unsent: Some(forms::pack(forms::unsent(&posted.form(), back.clone()))),
            next: back,
            form: Some(UploadBudgetsForm::SPEC.name),
        });
        return refusal.refuse(StatusCode::UNAUTHORIZED, &AppError::SignedOut, "plain-broken");
    };
    let (field, bytes) = if posted.file.is_empty() {
        (UploadBudgetsForm::TEXT, &posted.text)
    } else {
        (UploadBudgetsForm::FILE, &posted.file)
    };
    let error = match plan::file(&desk, &ctx, field.name, bytes).await {
        Ok(job) => return Redirect::to(&paths::bulk(&job)).into_response(),
        Err(error) => error.into_app_error(&ctx.request),
    };
    if error == AppError::Busy {
        return refusal.refuse_busy();
    }
    if !for_page {
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        return refusal.refuse(status, &error, "plain-broken");
    }
    let form = posted.form();
    let values = UploadBudgetsForm::SPEC.keepable(form.values());
    let state = FormState { values, error: Some(error), notice: None };
    session::keep_form_state(&session, form.key(&back), state).await;
    Redirect::to(&back).into_response()
}

async fn read(request: Request) -> Result<Posted, MultipartError> {
    let mut posted = Posted::default();
    let Ok(mut parts) = Multipart::from_request(request, &()).await else { return Ok(posted) };
    while let Some(part) = parts.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == UploadBudgetsForm::FILE.name {
            posted.file_name = part.file_name().unwrap_or_default().to_owned();
            posted.file = kept(part).await?;
        } else if name == UploadBudgetsForm::TEXT.name {
            posted.text = kept(part).await?;
        } else if name == BACK {
            posted.back = String::from_utf8(kept(part).await?).unwrap_or_default();
        }
    }
    Ok(posted)
}

async fn kept(mut part: Field<'_>) -> Result<Vec<u8>, MultipartError> {
    let mut kept = Vec::new();
    while let Some(bytes) = part.chunk().await? {
        let room = KEPT.saturating_sub(kept.len()).min(bytes.len());
        kept.extend(bytes.iter().take(room));
    }
    Ok(kept)
}
