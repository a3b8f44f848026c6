//! Partnerdesk: the desk that a HUAWEI CLOUD reseller keeps open all day.
//!
//! `api` and `ui` are compiled for the server and for the browser, `server` for the server only.
//! Only islands reach the browser. Plain data (`model`), the partner client (`partner`), the
//! simulated partner (`simulator`) and the tool that packs the browser's half (`bundle`) are
//! crates of their own below `src/`.

pub mod api;
pub mod app;
#[cfg(feature = "ssr")]
pub mod cli;
pub mod context;
pub mod escape;
pub mod paths;
#[cfg(feature = "ssr")]
pub mod server;
pub mod texts;
pub mod ui;

/// Wakes the islands. Called by the page's script once the code is there.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
