//! Partnerdesk: the desk that a HUAWEI CLOUD reseller keeps open all day.
//!
//! `model`, `api` and `ui` are compiled for the server and for the browser; `server` and
//! `simulator` for the server only. Only islands reach the browser.

pub mod api;
pub mod app;
pub mod model;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod simulator;
pub mod ui;

/// Wakes the islands. Called by the page's script once the code is there.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
