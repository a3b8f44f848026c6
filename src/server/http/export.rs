//! Lists as files: the address of a list below `/export`, with the same query.

use crate::paths;
use crate::server::ctx::Ctx;
use crate::server::middleware::plain::RefusalContext;
use crate::server::middleware::session::is_prefetch;
use crate::server::service::export::{self, Export, Exported};
use crate::server::state::Desk;
use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use axum::{Extension, Router};
use futures::{StreamExt, stream};
use model::error::AppError;
use model::every_list;
use model::page::Pairs;

/// The routes of lists.
macro_rules! addresses {
    ($($list:path),+ $(,)?) => { Router::new()$(.route(&at::<$list>(), list::<$list>()))+ };
}

/// The type of the files.
pub const CSV: &str = "text/csv; charset=utf-8";

/// One address for each list.
pub fn routes(desk: Desk) -> Router {
    every_list!(addresses).route_layer(from_fn(on_purpose)).with_state(desk)
}

fn at<L: Exported>() -> String {
    paths::export(&format!("/{}", L::NAME))
}

fn list<L: Exported>() -> MethodRouter<Desk> {
    get(send::<L>)
}

/// An export is recorded in the audit log, so neither a prefetch nor a question for its headers runs it.
async fn on_purpose(request: Request, next: Next) -> Response {
    if *request.method() == Method::HEAD {
        return [(header::CONTENT_TYPE, CSV)].into_response();
    }
    if is_prefetch(request.headers()) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    next.run(request).await
}

async fn send<L: Exported>(
    State(desk): State<Desk>,
    Extension(ctx): Extension<Ctx>,
    Query(pairs): Query<Vec<(String, String)>>,
    request: Request,
) -> Response {
    let refusal = RefusalContext::of(&request);
    let begun = match L::read(&Pairs::new(pairs)) {
        Ok(list) => {
            export::begin(&desk, &ctx, list).await.map_err(|error| error.into_app_error(&ctx.request))
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
                AppError::Busy => "plain-busy",
                _ => "plain-broken",
            };
            refusal.refuse(status, &error, sentence)
        }
    }
}

/// The file, with its length: where it ends early, the download has failed for everybody.
fn answer(file: Export, ctx: Ctx) -> Response {
    let length = file.length.to_string();
    let disposition = format!("attachment; filename=\"{}\"", file.name);
    let parts = stream::unfold((file, ctx), |(mut file, ctx)| async move {
        let part = file.next().await?.map_err(|error| error.into_app_error(&ctx.request));
        Some((part, (file, ctx)))
    });
    // Whoever asks once more after the end is told so again.
    let parts = parts.fuse();
    let headers = [
        (header::CONTENT_TYPE, CSV.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_LENGTH, length),
    ];
    (headers, Body::from_stream(parts)).into_response()
}
