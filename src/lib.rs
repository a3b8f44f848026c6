//! Partnerdesk: the desk that a HUAWEI CLOUD reseller keeps open all day.
//!
//! `model`, `api` and `ui` are compiled for the server and for the browser; `server` for the
//! server only. Only islands reach the browser. The bundler needs none of them and is built
//! without either half.

#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod api;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod app;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod model;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod ui;

/// Wakes the islands. Called by the page's script once the code is there.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
