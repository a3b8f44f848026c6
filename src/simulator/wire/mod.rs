//! What goes over the wire: requests with their signatures, tokens and fields; answers as JSON; rate
//! limits, faults and the log of requests. It stands on [`world`](crate::world), whose times and
//! amounts it writes, and knows no operation.

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
