//! Lists as files: the address of a list below `/export`, with the same query.

use crate::paths;
use crate::server::ctx::Ctx;
use crate::server::middleware::plain::RefusalContext;
use crate::server::middleware::session::is_prefetch;
use crate::server::service::export::{self, Export, Exported, FileKind};
use crate::server::state::Desk;
use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use futures::{StreamExt, stream};
use model::error::AppError;
use model::every_list;
use model::page::Pairs;

/// The routes of lists.
macro_rules! addresses {
    ($($list:path),+ $(,)?) => { Router::new()$(.merge(list::<$list>()))+ };
}

/// Two addresses for each list: CSV and a workbook.
pub fn routes(desk: Desk) -> Router {
    every_list!(addresses).route_layer(from_fn(on_purpose)).with_state(desk)
}

fn list<L: Exported>() -> Router<Desk> {
    let list = format!("/{}", L::NAME);
    let (csv, workbook) = (Extension(FileKind::Csv), Extension(FileKind::Workbook));
    Router::new()
        .route(&paths::export(&list), get(send::<L>).layer(csv))
        .route(&paths::export_workbook(&list), get(send::<L>).layer(workbook))
}

/// An export is recorded in the audit log, so a prefetch must not run it.
async fn on_purpose(request: Request, next: Next) -> Response {
    if *request.method() != Method::GET {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET")]).into_response();
    }
    if is_prefetch(request.headers()) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    next.run(request).await
}

async fn send<L: Exported>(
    State(desk): State<Desk>,
    Extension(ctx): Extension<Ctx>,
    Extension(kind): Extension<FileKind>,
    Query(pairs): Query<Vec<(String, String)>>,
    request: Request,
) -> Response {
    let refusal = RefusalContext::of(&request);
    let begun = match L::read(&Pairs::new(pairs)) {
        Ok(list) => {
            export::begin(&desk, &ctx, list, kind).await.map_err(|error| error.into_app_error(&ctx.request))
        }
        Err(misread) => Err(AppError::NotUnderstood(misread.wrong)),
    };
    match begun {
        Ok(file) => answer(file, ctx),
        Err(error) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let sentence = match error {
                AppError::NotAllowed(_) => "plain-not-allowed",
                AppError::NotUnderstood(_) => "plain-not-understood",
                _ => "plain-broken",
            };
            refusal.refuse(status, &error, sentence)
        }
    }
}

/// The file, sent while it is written. An error in the middle breaks the connection off, which
/// browsers show as a failed download.
fn answer(file: Export, ctx: Ctx) -> Response {
    let disposition = format!("attachment; filename=\"{}\"", file.name);
    let content_type = file.kind.content_type();
    let parts = stream::unfold((file, ctx), |(mut file, ctx)| async move {
        let part = file.next().await?.map_err(|error| error.into_app_error(&ctx.request));
        Some((part, (file, ctx)))
    });
    // Compression asks once more after the end.
    let parts = parts.fuse();
    let headers = [(header::CONTENT_TYPE, content_type), (header::CONTENT_DISPOSITION, &disposition)];
    (headers, Body::from_stream(parts)).into_response()
}
