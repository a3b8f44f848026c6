//! Partnerdesk: the desk that a HUAWEI CLOUD reseller keeps open all day.
//!
//! `model`, `api` and `ui` are compiled for the server and for the browser; `server` and
//! `simulator` for the server only. Only islands reach the browser.

pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod simulator;
pub mod ui;
