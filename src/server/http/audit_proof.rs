//! The audit log with its proof as a file, for administrators.

use super::export::{MediaType, on_purpose, sent};
use super::file_route::FileRoute;
use crate::paths;
use crate::server::ctx::Ctx;
use crate::server::middleware::plain::RefusalContext;
use crate::server::service::export::audit_log;
use crate::server::state::Desk;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::from_fn;
use axum::response::Response;
use axum::routing::get;

/// Its address.
pub fn route() -> FileRoute {
    let handler =
        get(send).route_layer(from_fn(on_purpose)).layer(Extension(MediaType(audit_log::CONTENT_TYPE)));
    FileRoute { method: Method::GET, path: paths::audit_proof(), handler }
}

async fn send(State(desk): State<Desk>, Extension(ctx): Extension<Ctx>, request: Request) -> Response {
    let refusal = RefusalContext::of(&request);
    let begun = audit_log::begin(&desk, &ctx).await;
    sent(begun.map_err(|error| error.into_app_error(&ctx.request)), ctx, &refusal)
}
