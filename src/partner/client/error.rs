//! From a failed call to [`PartnerFailure`]: who has to act, and whether the effect is known.

use super::codes::{is_one_of, owner};
use crate::operations::{ASSUME_AGENCY, Caller, Operation};
use model::error::{Fault, PartnerFailure};
use model::status::Ended;

/// Access refused: with a customer's keys it is the customer who has not granted enough.
const REFUSED_ACCESS: [&str; 3] = ["CBC.0151", "CBC.0155", "APIG.0302"];

/// How a call ended that did not bring what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CallError {
    /// Refused by this client before anything was sent: the request could not be valid.
    Invalid,
    /// The rate limit left no room before the deadline; nothing was sent.
    OverLimit,
    /// The service has not answered many calls in a row; nothing was sent.
    Paused,
    /// No connection was made; nothing was sent.
    NotConnected,
    /// Sent; no answer came in time.
    TimedOut,
    /// Sent; the connection broke before the whole answer was there.
    Lost,
    /// An answer came that cannot be read.
    Unreadable {
        /// Its HTTP status.
        status: u16,
    },
    /// An answer came that says no.
    Refused {
        /// Its HTTP status.
        status: u16,
        /// Its code.
        code: Option<String>,
    },
}

impl CallError {
    /// HTTP status, where an answer came.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Unreadable { status } | Self::Refused { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// Error code, where the answer had one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused { code, .. } => code.as_deref(),
            _ => None,
        }
    }

    /// Label for metrics.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::OverLimit => "no-room",
            Self::Paused => "paused",
            Self::NotConnected => "not-connected",
            Self::TimedOut => "timed-out",
            Self::Lost => "lost",
            Self::Unreadable { .. } => "unreadable",
            Self::Refused { status: 429, .. } => "throttled",
            Self::Refused { status: 500.., .. } => "server-error",
            Self::Refused { .. } => "refused",
        }
    }
}

/// True when it is not known whether a write took effect. A read has no effect.
pub(crate) fn is_unclear(operation: &Operation, ending: &CallError) -> bool {
    if operation.is_repeatable() {
        return false;
    }
    match ending {
        CallError::Invalid | CallError::OverLimit | CallError::Paused | CallError::NotConnected => false,
        CallError::TimedOut | CallError::Lost => true,
        CallError::Unreadable { status } => is_unclear_status(*status, None),
        CallError::Refused { status, code } => {
            let code = code.as_deref();
            is_one_of(code, operation.unclear_codes)
                || code == Some("CBC.0999")
                || is_unclear_status(*status, code)
        }
    }
}

/// True when a write may have taken effect, judged by the HTTP status and by whether the answer has
/// an error code.
fn is_unclear_status(status: u16, code: Option<&str>) -> bool {
    match status {
        // With an error code the answer is a clear refusal.
        200..=299 => code.is_none(),
        // Rejected before processing: keys, permissions, address, size, rate.
        401 | 403 | 404 | 405 | 411 | 413 | 414 | 415 | 429 | 431 | 494 => false,
        400..=499 => code.is_none(),
        _ => true,
    }
}

/// Whether the operation works, judged by how a call ended. What only one customer can fix says
/// nothing about the call.
pub(crate) fn ended(operation: &Operation, ending: &CallError) -> Ended {
    match ending {
        CallError::Refused { status: 401 | 403 | 429 | 500.., .. }
            if fault(operation, ending) != Fault::Customer =>
        {
            Ended::Broken
        }
        CallError::Refused { .. } => Ended::Refused,
        CallError::Invalid
        | CallError::OverLimit
        | CallError::Paused
        | CallError::NotConnected
        | CallError::TimedOut
        | CallError::Lost
        | CallError::Unreadable { .. } => Ended::Broken,
    }
}

/// Who has to act when an operation answers with a code; `None` where that is unknown.
pub fn fault_of_code(operation: &Operation, code: &str) -> Option<Fault> {
    if operation.caller == Caller::Customer && is_one_of(Some(code), &REFUSED_ACCESS) {
        return Some(Fault::Customer);
    }
    owner(code)
}

/// Who has to act.
pub(crate) fn fault(operation: &Operation, ending: &CallError) -> Fault {
    let known = ending.code().and_then(|code| fault_of_code(operation, code));
    known.unwrap_or_else(|| fault_of_ending(operation, ending))
}

fn fault_of_ending(operation: &Operation, ending: &CallError) -> Fault {
    // The agency is in the customer's account: when there is none, or it does not name the partner,
    // only the customer can fix it.
    let by_agency = operation.id == ASSUME_AGENCY.id;
    match ending {
        CallError::Invalid | CallError::OverLimit => Fault::Ours,
        CallError::Paused
        | CallError::NotConnected
        | CallError::TimedOut
        | CallError::Lost
        | CallError::Unreadable { .. } => Fault::Vendor,
        CallError::Refused { status: 403 | 404, .. } if by_agency => Fault::Customer,
        CallError::Refused { status: 400, .. } if by_agency => Fault::Ours,
        CallError::Refused { status: 401, .. } => Fault::Partner,
        CallError::Refused { status: 403, .. } if operation.caller == Caller::Customer => Fault::Customer,
        CallError::Refused { status: 403, .. } => Fault::Partner,
        CallError::Refused { status: 404 | 405 | 411..=415 | 431 | 494, .. } => Fault::Ours,
        CallError::Refused { status: 429 | 500.., .. } => Fault::Vendor,
        CallError::Refused { .. } => Fault::Unclear,
    }
}

/// The failure that services and pages see.
pub(crate) fn failure(operation: &Operation, ending: &CallError, body: ErrorBody) -> PartnerFailure {
    PartnerFailure {
        operation: operation.id.to_owned(),
        code: ending.code().map(str::to_owned),
        message: body.message,
        status: ending.status(),
        request_id: body.request_id,
        fault: fault(operation, ending),
        unclear: is_unclear(operation, ending),
        paused_until: None,
    }
}

/// Error text and request id of an answer, with secrets already removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ErrorBody {
    /// The error message.
    pub message: Option<String>,
    /// Request id, for a ticket.
    pub request_id: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::*;

    fn refused(status: u16, code: &str) -> CallError {
        CallError::Refused { status, code: Some(code.to_owned()) }
    }

    #[test]
    fn an_unsent_write_is_clear_and_an_unanswered_one_is_not() {
        for (ending, unclear) in [
            (CallError::Invalid, false),
            (CallError::OverLimit, false),
            (CallError::Paused, false),
            (CallError::NotConnected, false),
            (CallError::TimedOut, true),
            (CallError::Lost, true),
            (CallError::Unreadable { status: 200 }, true),
            (CallError::Unreadable { status: 204 }, true),
            (CallError::Unreadable { status: 302 }, true),
            (CallError::Unreadable { status: 400 }, true),
            (CallError::Unreadable { status: 404 }, false),
            (CallError::Unreadable { status: 502 }, true),
            (refused(500, "CBC.0999"), true),
            (refused(200, "CBC.0999"), true),
            (refused(503, "APIG.0613"), true),
            (CallError::Refused { status: 408, code: None }, true),
            (refused(400, "CBC.99000088"), true),
            (refused(200, "CBC.99003106"), true),
            (refused(400, "CBC.99005003"), false),
            (refused(200, "CBC.3002"), false),
            (refused(429, "APIG.0308"), false),
            (CallError::Refused { status: 429, code: None }, false),
            (refused(401, "APIGW.0301"), false),
            (CallError::Refused { status: 403, code: None }, false),
        ] {
            assert_eq!(is_unclear(&PAY_ORDER, &ending), unclear, "{ending:?}");
            assert!(!is_unclear(&SHOW_ORDER, &ending), "a read is never unclear: {ending:?}");
        }
    }

    #[test]
    fn codes_about_paying_leave_only_a_payment_open() {
        assert!(!is_unclear(&CANCEL_ORDER, &refused(400, "CBC.99003106")));
        assert!(is_unclear(&RENEW, &refused(200, "CBC.30050006")));
        // Of a request that arrived twice, the second copy meets the order of the first.
        assert!(is_unclear(&RENEW, &refused(400, "CBC.99003100")));
    }

    #[test]
    fn a_refusal_of_the_business_does_not_break_a_call() {
        for (operation, ending, expected) in [
            (&PAY_ORDER, refused(400, "CBC.99005003"), Ended::Refused),
            (&PAY_ORDER, refused(200, "CBC.3002"), Ended::Refused),
            (&PAY_ORDER, refused(403, "CBC.0151"), Ended::Refused),
            (&ASSUME_AGENCY, refused(403, "IAM.0002"), Ended::Refused),
            (&ASSUME_AGENCY, refused(401, "IAM.0061"), Ended::Broken),
            (&SET_BUDGET, refused(403, "CBC.0151"), Ended::Broken),
            (&SET_BUDGET, refused(429, "APIG.0308"), Ended::Broken),
            (&SET_BUDGET, refused(500, "CBC.0999"), Ended::Broken),
            (&SET_BUDGET, CallError::Unreadable { status: 200 }, Ended::Broken),
            (&SET_BUDGET, CallError::Lost, Ended::Broken),
        ] {
            assert_eq!(ended(operation, &ending), expected, "{} {ending:?}", operation.id);
        }
    }

    #[test]
    fn says_whose_move_it_is() {
        for (operation, ending, owner) in [
            (&SET_BUDGET, refused(400, "CBC.50000030"), Fault::Partner),
            (&SET_BUDGET, refused(400, "CBC.0100"), Fault::Ours),
            (&PAY_ORDER, refused(400, "CBC.99005003"), Fault::Partner),
            (&PAY_ORDER, refused(403, "CBC.0151"), Fault::Customer),
            (&LIST_CUSTOMERS, refused(403, "CBC.0151"), Fault::Partner),
            (&LIST_CUSTOMERS, refused(401, "APIGW.0301"), Fault::Partner),
            (&LIST_CUSTOMERS, refused(429, "APIGW.0308"), Fault::Vendor),
            (&LIST_CUSTOMERS, refused(400, "CBC.77777777"), Fault::Unclear),
            (&LIST_CUSTOMERS, refused(500, "CBC.77777777"), Fault::Vendor),
            (&LIST_CUSTOMERS, CallError::TimedOut, Fault::Vendor),
            (&LIST_CUSTOMERS, CallError::OverLimit, Fault::Ours),
            (&ASSUME_AGENCY, CallError::Refused { status: 403, code: None }, Fault::Customer),
            (&ASSUME_AGENCY, CallError::Refused { status: 404, code: None }, Fault::Customer),
            (&ASSUME_AGENCY, CallError::Refused { status: 401, code: None }, Fault::Partner),
            (&ASSUME_AGENCY, refused(400, "IAM.0011"), Fault::Ours),
        ] {
            assert_eq!(fault(operation, &ending), owner, "{} {ending:?}", operation.id);
        }
    }
}
