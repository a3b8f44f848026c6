//! Lists as files: the address of a list below `/export`, with the same query.

use super::file_route::FileRoute;
use crate::paths;
use crate::server::ctx::Ctx;
use crate::server::middleware::plain::RefusalContext;
use crate::server::middleware::session::is_prefetch;
use crate::server::service::export::{self, Export, Exported, FileKind};
use crate::server::state::Desk;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures::{StreamExt, stream};
use model::error::AppError;
use model::every_list;
use model::page::Pairs;

/// The routes of lists.
macro_rules! routes_of {
    ($($list:path),+ $(,)?) => { [$(list::<$list>()),+] };
}

/// Two addresses for each list: CSV and a workbook.
pub fn routes() -> impl Iterator<Item = FileRoute> {
    every_list!(routes_of).into_iter().flatten()
}

fn list<L: Exported>() -> [FileRoute; 2] {
    let list = format!("/{}", L::NAME);
    let file = |kind: FileKind| {
        let media_type = Extension(MediaType(kind.content_type()));
        get(send::<L>).route_layer(from_fn(on_purpose)).layer((media_type, Extension(kind)))
    };
    let route = |path, kind| FileRoute { method: Method::GET, path, handler: file(kind) };
    [route(paths::export(&list), FileKind::Csv), route(paths::export_workbook(&list), FileKind::Workbook)]
}

/// The media type of a file, known before it is made.
#[derive(Clone, Copy)]
pub struct MediaType(pub &'static str);

/// An export is recorded in the audit log, so neither a prefetch nor a question for its headers runs it.
pub async fn on_purpose(
    Extension(MediaType(media_type)): Extension<MediaType>,
    request: Request,
    next: Next,
) -> Response {
    if *request.method() == Method::HEAD {
        return [(header::CONTENT_TYPE, media_type)].into_response();
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
    let begun = match L::read_strictly(&Pairs::new(pairs)) {
        Ok(list) => {
            export::begin(&desk, &ctx, list, kind).await.map_err(|error| error.into_app_error(&ctx.request))
        }
        Err(misread) => Err(AppError::NotUnderstood(misread.wrong)),
    };
    sent(begun, ctx, &refusal)
}

/// The file, or why there is none.
pub fn sent(begun: Result<Export, AppError>, ctx: Ctx, refusal: &RefusalContext) -> Response {
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
    let content_type = file.content_type;
    let parts = stream::unfold((file, ctx), |(mut file, ctx)| async move {
        let part = file.next().await?.map_err(|error| error.into_app_error(&ctx.request));
        Some((part, (file, ctx)))
    });
    // A body may be polled once more after its end: a fused stream stays at its end.
    let parts = parts.fuse();
    let headers = [
        (header::CONTENT_TYPE, content_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_LENGTH, length),
    ];
    (headers, Body::from_stream(parts)).into_response()
}
