//! The wire format: requests with signatures, tokens and fields; answers as JSON; rate limits,
//! faults and the request log. It uses times and amounts of [`world`](crate::world) and knows no
//! operation.

pub mod authentication;
pub mod call;
pub mod credentials;
pub mod errors;
pub mod exchange;
pub mod faults;
pub mod fields;
pub mod json;
pub mod limits;
pub mod outcome;
pub mod principal;
mod redact;
pub mod reply;
pub mod request;
pub mod request_log;
pub mod signature;
pub mod tokens;
