//! Operations of the identity service (calling.md 3).

use http::Method;

use super::operation::{Operation, READ, Service};

/// Short-lived keys of a customer, by the agency it gave to the partner. Making another pair
/// does not end the first, so a repeat does no harm.
pub static ASSUME_AGENCY: Operation = Operation {
    id: "CreateTemporaryAccessKeyByAgency",
    service: Service::Identity,
    method: Method::POST,
    path: "/v3.0/OS-CREDENTIAL/securitytokens",
    // By HTTP status: the identity service publishes no codes of this call.
    errors: &["IAM.400", "IAM.401", "IAM.403", "IAM.404", "IAM.500", "IAM.503"],
    ..READ
};

/// In the order of the sheet.
pub(super) static ALL: &[&Operation] = &[&ASSUME_AGENCY];
