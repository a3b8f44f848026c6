//! The result of a request, and what was found out about it.

use crate::wire::errors::ApiError;
use crate::wire::reply::Reply;
use crate::world::fault_kind::FaultKind;

/// The content type of all answers.
pub const JSON: &str = "application/json;charset=UTF-8";

/// What was found out about a request, for the log.
#[derive(Default)]
pub struct Trace {
    /// Operation id; empty for an unknown path.
    pub operation: String,
    /// Account id; empty when the caller is not authenticated.
    pub account: String,
    pub fault: Option<FaultKind>,
}

/// The result: an answer, possibly late or slow, or a closed connection.
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

/// How the body of an answer is sent.
#[derive(Clone, Copy, Debug)]
pub enum Pace {
    AtOnce,
    /// A few bytes at a time, with pauses of this many milliseconds.
    Drip(u64),
    /// The first half, then the connection is closed.
    Half,
}

impl Outcome {
    /// An answer without a fault.
    pub fn plain(reply: Reply) -> Self {
        Self::Answer { reply, content_type: JSON, delay: 0, pace: Pace::AtOnce }
    }

    /// A refusal without a fault.
    pub fn refusal(error: &ApiError, request_id: &str) -> Self {
        Self::plain(error.reply(request_id))
    }
}
