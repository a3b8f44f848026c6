//! Refusals of gateway and service, with the documented codes and statuses.

use crate::wire::json::Object;
use crate::wire::reply::Reply;

/// A refusal: HTTP status, code, message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    pub status: u16,
    pub code: &'static str,
    pub message: String,
}

impl ApiError {
    pub fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    /// A refusal with HTTP 400.
    pub fn bad(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(400, code, message)
    }

    /// CBC.0100 with the name of the parameter.
    pub fn parameter(name: &str) -> Self {
        Self::bad("CBC.0100", format!("The parameter is incorrect. Parameter: {name}."))
    }

    pub fn access_denied() -> Self {
        Self::new(403, "CBC.0151", "Access denied.")
    }

    pub fn not_resale() -> Self {
        Self::bad("CBC.99005024", "The operation is not allowed for the association type of the customer.")
    }

    pub fn not_my_customer() -> Self {
        Self::bad("CBC.99000035", "The customer is not a customer of the partner.")
    }

    pub fn not_my_reseller() -> Self {
        Self::bad("CBC.99000037", "No permission to operate the indirect partner.")
    }

    pub fn no_such_order() -> Self {
        Self::bad("CBC.30000010", "The order is invalid or does not exist.")
    }

    pub fn no_such_resource() -> Self {
        Self::bad("CBC.99003012", "The resource ID does not exist.")
    }

    /// The same text on renewing, as in the change history.
    pub fn pay_per_use_package() -> Self {
        Self::bad("CBC.99003647", "Pay-per-use packages cannot be unsubscribed from.")
    }

    pub fn waits_for_payment() -> Self {
        Self::bad("CBC.99003100", "The resource is in an order that is pending payment.")
    }

    /// The refusal of a frozen account that buys, renews or pays. No page documents the code for
    /// these operations; CBC.99003626 ("account frozen") is the closest one.
    pub fn account_frozen() -> Self {
        Self::bad("CBC.99003626", "The account is frozen.")
    }

    pub fn insufficient() -> Self {
        Self::bad("CBC.99005003", "The account balance is insufficient.")
    }

    pub fn server() -> Self {
        Self::new(500, "CBC.0999", "Unknown error.")
    }

    pub fn service_busy() -> Self {
        Self::new(429, "CBC.0250", "The service is under flow control.")
    }

    pub fn throttled(per_second: u32) -> Self {
        Self::new(
            429,
            "APIG.0308",
            format!(
                "The throttling threshold has been reached: policy user over ratelimit,limit:{per_second},time:1 second"
            ),
        )
    }

    pub fn no_such_api() -> Self {
        Self::new(404, "APIG.0101", "The API does not exist or has not been published in the environment.")
    }

    pub fn unauthenticated(why: &str) -> Self {
        Self::new(401, "APIG.0301", format!("Incorrect IAM authentication information: {why}"))
    }

    /// A signature whose time differs more than the gateway allows.
    pub fn skewed() -> Self {
        Self::unauthenticated("x-sdk-date differs from the time of the gateway by more than 15 minutes")
    }

    /// Temporary keys that are expired or not from this service.
    pub fn keys_expired() -> Self {
        Self::unauthenticated("security token is invalid or expired")
    }

    /// The error body. Errors of the gateway contain the request id.
    pub fn body(&self, request_id: &str) -> String {
        let body = Object::new().text("error_code", self.code).text("error_msg", &self.message);
        if self.code.starts_with("APIG") {
            body.text("request_id", request_id).finish()
        } else {
            body.finish()
        }
    }

    /// The error as an answer.
    pub fn reply(&self, request_id: &str) -> Reply {
        Reply::json(self.status, self.body(request_id))
    }

    /// The error as a row of `fail_resource_infos`.
    pub fn resource_row(&self, resource_id: &str) -> String {
        Object::new()
            .text("resource_id", resource_id)
            .text("error_code", self.code)
            .text("error_msg", &self.message)
            .finish()
    }

    /// The error as a row of `error_details`.
    pub fn detail_row(&self, id: &str) -> String {
        Object::new().text("error_code", self.code).text("error_msg", &self.message).text("id", id).finish()
    }
}
