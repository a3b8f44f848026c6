//! The outside of the simulator: connections, processing of requests, faults, and the control
//! plane.

mod control;
mod dispatch;
pub mod embedded;
mod exchange;
mod faulty;
pub mod http;
pub mod service;
mod subject;
