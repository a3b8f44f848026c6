//! The server: services, and what they stand on.

pub mod clock;
pub mod config;
pub mod ctx;
pub mod http;
pub mod security;
pub mod service;
pub mod session;
pub mod state;
pub mod telemetry;
