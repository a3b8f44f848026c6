//! From a failed call to [`PartnerFailure`]: whose move it is, and whether the effect is known.

use super::operations::{Caller, Operation};
use crate::model::error::{Fault, PartnerFailure};

use Fault::{Customer, Ours, Partner, Unclear, Vendor};

/// Codes whose owner is known, each with whose move it is. From the catalogues of the sheets;
/// the gateway's `APIGW.` codes are listed under their older prefix `APIG.`.
static CODES: &[(&str, Fault)] = &[
    ("CBC.0100", Ours),
    ("CBC.0101", Ours),
    ("CBC.0150", Partner),
    ("CBC.0151", Partner),
    ("CBC.0154", Partner),
    ("CBC.0155", Partner),
    ("CBC.0156", Partner),
    ("CBC.0250", Vendor),
    ("CBC.0999", Vendor),
    ("CBC.3002", Vendor),
    ("CBC.3006", Ours),
    ("CBC.3016", Ours),
    ("CBC.5001", Partner),
    ("CBC.5002", Partner),
    ("CBC.18000016", Partner),
    ("CBC.30000010", Ours),
    ("CBC.30010036", Ours),
    ("CBC.30010069", Ours),
    ("CBC.30050006", Unclear),
    ("CBC.30050007", Ours),
    ("CBC.30050008", Ours),
    ("CBC.30050009", Ours),
    ("CBC.30050010", Ours),
    ("CBC.30050011", Customer),
    ("CBC.30050012", Ours),
    ("CBC.30050013", Ours),
    ("CBC.50000030", Partner),
    ("CBC.50000033", Partner),
    ("CBC.70300007", Ours),
    ("CBC.99000000", Partner),
    ("CBC.99000035", Partner),
    ("CBC.99000037", Partner),
    ("CBC.99000049", Ours),
    ("CBC.99000088", Unclear),
    ("CBC.99000089", Ours),
    ("CBC.99000092", Ours),
    ("CBC.99003012", Ours),
    ("CBC.99003016", Ours),
    ("CBC.99003100", Ours),
    ("CBC.99003106", Unclear),
    ("CBC.99003108", Ours),
    ("CBC.99003110", Customer),
    ("CBC.99003112", Customer),
    ("CBC.99003116", Ours),
    ("CBC.99003117", Ours),
    ("CBC.99003141", Customer),
    ("CBC.99003144", Vendor),
    ("CBC.99003147", Ours),
    ("CBC.99003154", Ours),
    ("CBC.99003155", Customer),
    ("CBC.99003156", Ours),
    ("CBC.99003162", Customer),
    ("CBC.99003198", Customer),
    ("CBC.99003602", Customer),
    ("CBC.99003605", Ours),
    ("CBC.99003634", Ours),
    ("CBC.99003647", Ours),
    // Balance too small. A resale customer spends within its budget, and the partner sets that.
    ("CBC.99005003", Partner),
    ("CBC.99005010", Ours),
    ("CBC.99005024", Partner),
    ("CBC.99006006", Vendor),
    ("CBC.99006016", Vendor),
    ("CBC.99006017", Vendor),
    ("CBC.99006024", Vendor),
    ("CBC.99006050", Ours),
    ("CBC.99006055", Ours),
    ("CBC.99006066", Vendor),
    ("CBC.99006073", Ours),
    ("CBC.99006093", Vendor),
    ("CBC.99007197", Vendor),
    ("CBC.99008040", Vendor),
    ("CBC.99008056", Customer),
    ("APIG.0101", Ours),
    ("APIG.0103", Vendor),
    ("APIG.0104", Vendor),
    ("APIG.0105", Vendor),
    ("APIG.0106", Vendor),
    ("APIG.0201", Vendor),
    ("APIG.0301", Partner),
    ("APIG.0302", Partner),
    ("APIG.0303", Partner),
    ("APIG.0304", Partner),
    ("APIG.0305", Partner),
    ("APIG.0306", Partner),
    ("APIG.0307", Partner),
    ("APIG.0308", Vendor),
    ("APIG.0310", Partner),
    ("APIG.0401", Partner),
    ("APIG.0402", Partner),
    ("APIG.0404", Vendor),
    ("APIG.0601", Vendor),
    ("APIG.0602", Ours),
    ("APIG.0607", Ours),
    ("APIG.0610", Vendor),
    ("APIG.0613", Vendor),
    ("APIG.0802", Partner),
];

/// Access refused: with a customer's keys it is the customer who has not granted enough.
const REFUSED_ACCESS: [&str; 3] = ["CBC.0151", "CBC.0155", "APIG.0302"];

/// Every code that this build can tell the owner of.
pub fn known_codes() -> impl Iterator<Item = &'static str> {
    CODES.iter().map(|(code, _)| *code)
}

/// A code under the name that it is listed with.
fn listed(code: &str) -> String {
    match code.strip_prefix("APIGW.") {
        Some(number) => format!("APIG.{number}"),
        None => code.to_owned(),
    }
}

/// True when a code is one of `codes`, whichever prefix the gateway used.
pub(super) fn is_one_of(code: Option<&str>, codes: &[&str]) -> bool {
    code.is_some_and(|code| codes.contains(&listed(code).as_str()))
}

/// How a call ended that did not bring what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Refused by this client before anything was sent: the request could not be valid.
    Invalid,
    /// The rate limit left no room before the deadline; nothing was sent.
    NoRoom,
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

impl Ending {
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

    /// One word for metrics.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::NoRoom => "no-room",
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
pub(super) fn is_unclear(operation: &Operation, ending: &Ending) -> bool {
    if operation.is_repeatable() {
        return false;
    }
    match ending {
        Ending::Invalid | Ending::NoRoom | Ending::NotConnected => false,
        Ending::TimedOut | Ending::Lost => true,
        Ending::Unreadable { status } => leaves_open(*status, None),
        Ending::Refused { status, code } => {
            let code = code.as_deref();
            is_one_of(code, operation.unclear_codes) || code == Some("CBC.0999") || leaves_open(*status, code)
        }
    }
}

/// True when a status alone does not say that nothing was done.
fn leaves_open(status: u16, code: Option<&str>) -> bool {
    match status {
        // A body that names a failure says so under any of these.
        200..=299 => code.is_none(),
        // Turned away at the door: keys, rights, address, size, pace.
        401 | 403 | 404 | 405 | 411 | 413 | 414 | 415 | 429 | 431 | 494 => false,
        400..=499 => code.is_none(),
        _ => true,
    }
}

/// Whose move it is.
pub(super) fn fault(operation: &Operation, ending: &Ending) -> Fault {
    let code = ending.code();
    if operation.caller == Caller::Customer && is_one_of(code, &REFUSED_ACCESS) {
        return Customer;
    }
    let listed = code.map(listed);
    let known = CODES.iter().find(|(known, _)| Some(*known) == listed.as_deref());
    match known {
        Some((_, fault)) => *fault,
        None => fault_of_ending(operation, ending),
    }
}

fn fault_of_ending(operation: &Operation, ending: &Ending) -> Fault {
    // The agency stands in the customer's account: when there is none, or it does not name the
    // partner, only the customer can mend it.
    let by_agency = operation.id == super::operations::ASSUME_AGENCY.id;
    match ending {
        Ending::Invalid | Ending::NoRoom => Ours,
        Ending::NotConnected | Ending::TimedOut | Ending::Lost | Ending::Unreadable { .. } => Vendor,
        Ending::Refused { status: 403 | 404, .. } if by_agency => Customer,
        Ending::Refused { status: 401, .. } => Partner,
        Ending::Refused { status: 403, .. } if operation.caller == Caller::Customer => Customer,
        Ending::Refused { status: 403, .. } => Partner,
        Ending::Refused { status: 404 | 405 | 411..=415 | 431 | 494, .. } => Ours,
        Ending::Refused { status: 429 | 500.., .. } => Vendor,
        Ending::Refused { .. } => Unclear,
    }
}

/// The failure that services and pages see.
pub(super) fn failure(operation: &Operation, ending: &Ending, said: Said) -> PartnerFailure {
    PartnerFailure {
        operation: operation.id.to_owned(),
        code: ending.code().map(str::to_owned),
        message: said.message,
        status: ending.status(),
        request_id: said.request_id,
        fault: fault(operation, ending),
        unclear: is_unclear(operation, ending),
    }
}

/// The partner's own words, secrets already taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// Text beside the code.
    pub message: Option<String>,
    /// Request id, for a ticket.
    pub request_id: Option<String>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::server::partner::operations::*;
    use std::collections::HashSet;

    fn refused(status: u16, code: &str) -> Ending {
        Ending::Refused { status, code: Some(code.to_owned()) }
    }

    #[test]
    fn each_code_has_one_owner_and_operations_name_listed_codes() {
        let codes: HashSet<_> = known_codes().collect();
        assert_eq!(codes.len(), CODES.len());
        for operation in OPERATIONS {
            for code in operation.unclear_codes.iter().chain(operation.done_codes) {
                assert!(codes.contains(code), "{code} of {}", operation.id);
            }
        }
    }

    #[test]
    fn an_unsent_write_is_clear_and_an_unanswered_one_is_not() {
        for (ending, unclear) in [
            (Ending::Invalid, false),
            (Ending::NoRoom, false),
            (Ending::NotConnected, false),
            (Ending::TimedOut, true),
            (Ending::Lost, true),
            (Ending::Unreadable { status: 200 }, true),
            (Ending::Unreadable { status: 204 }, true),
            (Ending::Unreadable { status: 302 }, true),
            (Ending::Unreadable { status: 400 }, true),
            (Ending::Unreadable { status: 404 }, false),
            (Ending::Unreadable { status: 502 }, true),
            (refused(500, "CBC.0999"), true),
            (refused(200, "CBC.0999"), true),
            (refused(503, "APIG.0613"), true),
            (Ending::Refused { status: 408, code: None }, true),
            (refused(400, "CBC.99000088"), true),
            (refused(200, "CBC.99003106"), true),
            (refused(400, "CBC.99005003"), false),
            (refused(200, "CBC.3002"), false),
            (refused(429, "APIG.0308"), false),
            (Ending::Refused { status: 429, code: None }, false),
            (refused(401, "APIGW.0301"), false),
            (Ending::Refused { status: 403, code: None }, false),
        ] {
            assert_eq!(is_unclear(&PAY_ORDER, &ending), unclear, "{ending:?}");
            assert!(!is_unclear(&SHOW_ORDER, &ending), "a read is never unclear: {ending:?}");
        }
    }

    #[test]
    fn codes_about_paying_leave_only_a_payment_open() {
        assert!(!is_unclear(&CANCEL_ORDER, &refused(400, "CBC.99003106")));
        assert!(is_unclear(&RENEW, &refused(200, "CBC.30050006")));
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
            (&LIST_CUSTOMERS, Ending::TimedOut, Fault::Vendor),
            (&LIST_CUSTOMERS, Ending::NoRoom, Fault::Ours),
            (&ASSUME_AGENCY, Ending::Refused { status: 403, code: None }, Fault::Customer),
            (&ASSUME_AGENCY, Ending::Refused { status: 404, code: None }, Fault::Customer),
            (&ASSUME_AGENCY, Ending::Refused { status: 401, code: None }, Fault::Partner),
        ] {
            assert_eq!(fault(operation, &ending), owner, "{} {ending:?}", operation.id);
        }
    }
}
