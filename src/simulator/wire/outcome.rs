//! What leaves for a request, and what was found out on the way.

use crate::wire::errors::ApiError;
use crate::wire::reply::Reply;
use crate::world::fault_kind::FaultKind;

/// The content type of the API's answers.
pub const JSON: &str = "application/json;charset=UTF-8";

/// What was found out of a request, for the log.
#[derive(Default)]
pub struct Trace {
    /// Operation id; empty for a path that is none.
    pub operation: String,
    /// Account id; empty for a caller that did not prove who it is.
    pub account: String,
    pub fault: Option<FaultKind>,
}

/// What leaves: an answer, perhaps late or slow, or nothing but a closed connection.
pub enum Outcome {
    /// `delay` in milliseconds.
    Answer {
        reply: Reply,
        content_type: &'static str,
        delay: u64,
        pace: Pace,
    },
    Cut,
}

/// How the body of an answer leaves.
#[derive(Clone, Copy, Debug)]
pub enum Pace {
    AtOnce,
    /// A few bytes, so many milliseconds, a few bytes.
    Drip(u64),
    /// One half, then the connection ends.
    Half,
}

impl Outcome {
    /// An answer as it usually leaves.
    pub fn plain(reply: Reply) -> Self {
        Self::Answer { reply, content_type: JSON, delay: 0, pace: Pace::AtOnce }
    }

    /// A refusal as it usually leaves.
    pub fn refusal(error: &ApiError, request_id: &str) -> Self {
        Self::plain(error.reply(request_id))
    }
}
