//! File uploads. They are larger than forms, so they have a route of their own with a limit of its
//! own; a file beyond it is read completely and discarded, because a browser whose upload is
//! interrupted shows its own error instead of our message.

use super::file_route::FileRoute;
use crate::context::forms::{self, RequestForms, SignInAgain};
use crate::paths;
use crate::server::ctx::Ctx;
use crate::server::middleware::plain::{RefusalContext, accepts_html};
use crate::server::service;
use crate::server::session::{self, Session};
use crate::server::state::Desk;
use axum::Extension;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use model::bulk::MOST_MEGABYTES;
use model::error::AppError;
use model::forms::assignments::UploadAssignmentsForm;
use model::forms::bulk::UploadBudgetsForm;
use model::forms::{BACK, Field as FormField, Form, FormState};
use std::convert::Infallible;
use tower_http::limit::RequestBodyLimitLayer;

/// What is kept of a part: enough to see that it is too much.
const KEPT: usize = MOST_MEGABYTES as usize * 1024 * 1024 + 1;
/// Largest body that is read at all.
const BODY_LIMIT: usize = 64 * 1024 * 1024;

/// A form with a file, which is posted to its own page.
trait Upload: Form {
    /// The field of the file.
    const FILE: FormField;
    /// The field of a text in its place.
    const TEXT: FormField;

    /// What can be shown again.
    fn of(file: String, text: String) -> Self;

    /// Does what the file is for, and says which page shows it.
    fn take(
        desk: &Desk,
        ctx: &Ctx,
        field: &'static str,
        bytes: &[u8],
    ) -> impl Future<Output = service::Result<String>> + Send;
}

impl Upload for UploadBudgetsForm {
    const FILE: FormField = Self::FILE;
    const TEXT: FormField = Self::TEXT;

    fn of(file: String, text: String) -> Self {
        Self { file, text }
    }

    /// A dry run of a file of budgets.
    async fn take(desk: &Desk, ctx: &Ctx, field: &'static str, bytes: &[u8]) -> service::Result<String> {
        Ok(paths::bulk(&service::bulk::plan::file(desk, ctx, field, bytes).await?))
    }
}

impl Upload for UploadAssignmentsForm {
    const FILE: FormField = Self::FILE;
    const TEXT: FormField = Self::TEXT;

    fn of(file: String, text: String) -> Self {
        Self { file, text }
    }

    /// A preview of a file of assignments.
    async fn take(desk: &Desk, ctx: &Ctx, field: &'static str, bytes: &[u8]) -> service::Result<String> {
        Ok(paths::assignment_plan(&service::assignments::plan::file(desk, ctx, field, bytes).await?))
    }
}

/// The addresses of the forms.
pub fn routes() -> [FileRoute; 2] {
    [route::<UploadBudgetsForm>(), route::<UploadAssignmentsForm>()]
}

fn route<F: Upload + 'static>() -> FileRoute {
    let own = post(upload::<F>).layer::<_, Infallible>(DefaultBodyLimit::disable());
    let handler = own.layer(RequestBodyLimitLayer::new(BODY_LIMIT));
    FileRoute { method: Method::POST, path: F::SPEC.action.to_owned(), handler }
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
    fn form<F: Upload>(&self) -> F {
        F::of(self.file_name.clone(), String::from_utf8(self.text.clone()).unwrap_or_default())
    }
}

/// Takes a file. Redirects to what was made of it, or back to the form with the errors.
async fn upload<F: Upload>(
    State(desk): State<Desk>,
    ctx: Option<Extension<Ctx>>,
    Extension(request_forms): Extension<RequestForms>,
    session: Session,
    request: Request,
) -> Response {
    let refusal = RefusalContext::of(&request);
    let for_page = accepts_html(request.headers());
    let posted = match read::<F>(request).await {
        Ok(posted) => posted,
        Err(error) => {
            tracing::info!(%error, "an upload could not be read");
            return refusal.refuse(StatusCode::BAD_REQUEST, &AppError::BadRequest, "plain-unreadable");
        }
    };
    let back = if posted.back.is_empty() { F::SPEC.action.to_owned() } else { paths::inside(&posted.back) };
    let Some(Extension(ctx)) = ctx else {
        request_forms.sign_in_again(SignInAgain {
            error: AppError::SignedOut,
            values: Vec::new(),
            unsent: Some(forms::pack(forms::unsent(&posted.form::<F>(), back.clone()))),
            next: back,
            form: Some(F::SPEC.name),
        });
        return refusal.refuse(StatusCode::UNAUTHORIZED, &AppError::SignedOut, "plain-broken");
    };
    let (field, bytes) =
        if posted.file.is_empty() { (F::TEXT, &posted.text) } else { (F::FILE, &posted.file) };
    let error = match F::take(&desk, &ctx, field.name, bytes).await {
        Ok(path) => return Redirect::to(&path).into_response(),
        Err(error) => error.into_app_error(&ctx.request),
    };
    if error == AppError::Busy {
        return refusal.refuse_busy();
    }
    if !for_page {
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        return refusal.refuse(status, &error, "plain-broken");
    }
    let form = posted.form::<F>();
    let values = F::SPEC.keepable(form.values());
    let state = FormState { values, error: Some(error), notice: None };
    session::keep_form_state(&session, form.key(&back), state).await;
    Redirect::to(&back).into_response()
}

async fn read<F: Upload>(request: Request) -> Result<Posted, MultipartError> {
    let mut posted = Posted::default();
    let Ok(mut parts) = Multipart::from_request(request, &()).await else { return Ok(posted) };
    while let Some(part) = parts.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == F::FILE.name {
            posted.file_name = part.file_name().unwrap_or_default().to_owned();
            posted.file = kept(part).await?;
        } else if name == F::TEXT.name {
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
