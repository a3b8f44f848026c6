//! The outside of the simulator: connections, the way of a request to its operation and back, the
//! faults on that way, and the control plane.

mod control;
mod dispatch;
pub mod embedded;
mod exchange;
mod faulty;
pub mod http;
pub mod service;
mod subject;
