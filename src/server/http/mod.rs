//! The router: the handler of each address, and the middleware of every request.

mod assets;
mod audit_proof;
mod connection;
mod connections;
mod export;
mod file_route;
mod metered;
mod pages;
mod reload;
mod serve;
mod upload;

pub use file_route::FileRoute;
pub use pages::leptos_options;
pub use reload::reloading;
pub use serve::{listen, serve};

use crate::server::middleware::{address, origin, panic, plain, request_id, session, timeout};
use crate::server::{security, service, state::Desk, telemetry};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::config::LeptosOptions;
use model::mirror::Coverage;
use model::time::Timestamp;
use service::audit_proof::SealFigures;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::limit::RequestBodyLimitLayer;

/// Largest body of a request but for uploads: forms of ours are far smaller.
const BODY_LIMIT: usize = 256 * 1024;

/// The whole desk as one service. Files and health come before sessions: they need none.
pub fn router(desk: Desk, options: LeptosOptions) -> Router {
    let site = assets::routes(&options);
    let pages = pages::routes(options)
        .merge(file_route::router(downloads(), &desk))
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .merge(file_route::router(upload::routes().into(), &desk));
    // Around the routes and not on them: the sign-in page may replace any of them.
    let app = Router::new()
        .fallback_service(pages)
        .layer(from_fn(plain::dress))
        .layer(from_fn_with_state(desk.clone(), session::load))
        .layer(from_fn(origin::check))
        .layer(crate::server::session::layer(&desk))
        .layer(from_fn(session::leave_no_blank))
        .layer(axum::Extension(desk.clone()));
    // Fonts are compressed in themselves; pictures are not compressed by default. Lists keep their length,
    // by which everybody sees that one was cut.
    let worth_it = DefaultPredicate::new()
        .and(NotForContentType::const_new("font/"))
        .and(NotForContentType::const_new("text/csv"))
        .and(NotForContentType::const_new(service::export::audit_log::CONTENT_TYPE));
    Router::new()
        .route("/healthz", get(health))
        .route("/metrics", get(metrics))
        .merge(site)
        .fallback_service(app.layer(from_fn(address::check)))
        .layer(CompressionLayer::new().compress_when(worth_it))
        .layer(from_fn_with_state(desk.clone(), timeout::limit_time))
        .layer(from_fn(panic::catch_panic))
        .layer(from_fn_with_state(desk.clone(), security::headers))
        .layer(from_fn_with_state(desk.clone(), request_id::assign))
        .with_state(desk)
}

fn downloads() -> Vec<FileRoute> {
    export::routes().chain([audit_proof::route()]).collect()
}

/// Every address where a file leaves the desk or comes in.
pub fn file_routes() -> Vec<FileRoute> {
    downloads().into_iter().chain(upload::routes()).collect()
}

/// For load balancers: whether the database answers. It reveals nothing else.
async fn health(State(desk): State<Desk>) -> (StatusCode, &'static str) {
    match service::health::check(&desk).await {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::error!(?error, "health check failed");
            (StatusCode::SERVICE_UNAVAILABLE, "database does not answer\n")
        }
    }
}

/// The numbers of one part of the mirror, as its pages show them.
#[expect(clippy::cast_precision_loss, reason = "customers are fewer than 2^52")]
fn gauge(coverage: &Coverage, now: Timestamp) {
    let part = coverage.part.code();
    if let Some(at) = coverage.reading.read_at() {
        metrics::gauge!("mirror_age_seconds", "part" => part).set(now.duration_since(at).as_secs_f64());
    }
    let failing = u8::from(coverage.reading.is_failed());
    metrics::gauge!("mirror_part_failing", "part" => part).set(f64::from(failing));
    metrics::gauge!("mirror_customers", "part" => part).set(coverage.customers as f64);
    metrics::gauge!("mirror_customers_unread", "part" => part).set(coverage.unread as f64);
    metrics::gauge!("mirror_customers_failing", "part" => part).set(coverage.failed() as f64);
}

/// For Prometheus, with the state of the mirror as it is now.
async fn metrics(State(desk): State<Desk>) -> Response {
    let Some(handle) = telemetry::metrics() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    if let Ok(health) = service::health::mirror(&desk).await {
        health.mirror.iter().for_each(|coverage| gauge(coverage, health.at));
    }
    let mut text = String::new();
    if let Ok(figures) = service::audit_proof::figures(&desk).await {
        seal_gauges(&figures);
        text = noted_checkpoint(&figures);
    }
    text.insert_str(0, &handle.render());
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}

/// How far the audit log is sealed.
#[expect(clippy::cast_precision_loss, reason = "rows are fewer than 2^52")]
fn seal_gauges(figures: &SealFigures) {
    metrics::gauge!("audit_unsealed_rows").set(figures.waiting as f64);
    metrics::gauge!("audit_unsealed_seconds").set(figures.waited.as_secs_f64());
    metrics::gauge!("audit_seal_behind").set(f64::from(u8::from(figures.is_behind)));
}

/// The hash of a checkpoint, for the system that keeps these metrics: with it a log that was cut off is recognised later. The
/// collector would keep each hash as a series of its own for as long as this process runs.
fn noted_checkpoint(figures: &SealFigures) -> String {
    let Some((number, hash)) = &figures.noted else { return String::new() };
    format!("# TYPE audit_checkpoint gauge\naudit_checkpoint{{hash=\"{hash}\"}} {number}\n")
}
