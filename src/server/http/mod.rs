//! The router: the handler of each address, and the middleware of every request.

mod assets;
mod connection;
mod connections;
mod export;
mod metered;
mod pages;
mod reload;
mod serve;
mod upload;

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
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::limit::RequestBodyLimitLayer;

/// Largest body of a request but for uploads: forms of ours are far smaller.
const BODY_LIMIT: usize = 256 * 1024;

/// The whole desk as one service. Files and health come before sessions: they need none.
pub fn router(desk: Desk, options: LeptosOptions) -> Router {
    let site = assets::routes(&options);
    let pages = pages::routes(options)
        .merge(export::routes(desk.clone()))
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .merge(upload::routes(desk.clone()));
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
        .and(NotForContentType::const_new("text/csv"));
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

/// For Prometheus, with the age of the mirror as it is now.
async fn metrics(State(desk): State<Desk>) -> Response {
    let Some(handle) = telemetry::metrics() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    if let Ok(health) = service::health::check(&desk).await {
        for (part, mark) in health.mirror {
            if let Some(at) = mark.ok_at {
                let age = health.at.duration_since(at).as_secs_f64();
                metrics::gauge!("mirror_age_seconds", "part" => part.key()).set(age);
            }
        }
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], handle.render()).into_response()
}
