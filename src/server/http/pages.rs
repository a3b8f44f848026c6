//! The pages and the server functions, as the app's own list of routes gives them.

use crate::app::{App, shell};
use crate::server::security;
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use leptos::config::LeptosOptions;
use leptos::context::use_context;
use leptos::nonce::use_nonce;
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list, render_app_async_with_context};
use std::path::Path;

/// Where the app finds its scripts and styles.
pub fn leptos_options(site_dir: &Path) -> LeptosOptions {
    let hashes = site_dir.join("hash.txt");
    LeptosOptions::builder()
        .output_name("partnerdesk")
        .site_root(site_dir.to_string_lossy().into_owned())
        .site_pkg_dir("pkg")
        // Leptos searches next to the executable, unless the path is absolute.
        .hash_file(std::path::absolute(&hashes).unwrap_or_else(|_| hashes.clone()).to_string_lossy().into())
        .hash_files(hashes.is_file())
        .build()
}

/// Pages, server functions, and the page for unknown addresses.
pub fn routes(options: LeptosOptions) -> Router {
    let (for_pages, for_nowhere) = (options.clone(), options.clone());
    let nowhere = render_app_async_with_context(send_policy, move || shell(for_nowhere.clone()));
    let not_found = move |request: Request| async move {
        let mut response = nowhere(request).await;
        if response.status() == StatusCode::OK {
            *response.status_mut() = StatusCode::NOT_FOUND;
        }
        response
    };
    Router::new()
        .leptos_routes_with_context(&options, generate_route_list(App), send_policy, move || {
            shell(for_pages.clone())
        })
        .fallback(not_found)
        .with_state(options)
}

/// Sends the policy that names this page's nonce. Server functions have none.
fn send_policy() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else { return };
    if let Ok(policy) = HeaderValue::from_str(&security::page_policy(&nonce.to_string())) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}
