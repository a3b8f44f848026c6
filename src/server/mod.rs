//! The server: services, store, jobs and HTTP.

pub mod config;
pub mod ctx;
pub mod failpoints;
pub mod http;
pub mod jobs;
pub mod middleware;
pub mod security;
pub mod service;
pub mod session;
pub mod state;
pub mod store;
pub mod telemetry;
