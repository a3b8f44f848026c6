//! The middleware of every request: request id, panics, time limits, address, origin, session.

pub(crate) mod address;
pub(crate) mod origin;
pub(crate) mod panic;
pub(crate) mod plain;
pub(crate) mod request_id;
pub(crate) mod second_factor;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod timeout;
