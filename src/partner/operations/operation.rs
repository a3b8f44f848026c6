//! What the registry says of one operation.

use http::Method;
pub use model::status::Service;
use model::status::{Caller, Lifecycle};

/// Whether a call changes data at HUAWEI CLOUD.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A read: it may be repeated.
    Read,
    /// A write: sent once, and never repeated after a failure.
    Write,
}

/// What a successful answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A JSON object that is needed.
    Needed,
    /// Nothing, or an object with details (freezing: `error_details`).
    Optional,
}

/// One operation of the partner API.
#[derive(Debug)]
pub struct Operation {
    /// Operation id of the sheets.
    pub id: &'static str,
    /// Which endpoint.
    pub service: Service,
    /// HTTP method.
    pub method: Method,
    /// Path; one `{name}` may stand for an id.
    pub path: &'static str,
    /// Whose credentials.
    pub caller: Caller,
    /// Read or write.
    pub effect: Effect,
    /// What a successful answer holds.
    pub content: Content,
    /// Documented calls per second, account and operation; 10 where no row of the table was seen.
    pub per_second: u32,
    /// Still on offer?
    pub lifecycle: Lifecycle,
    /// The day on which the sheets or the change history first have it (`2023-03-30`), where they tell.
    pub since: Option<&'static str>,
    /// The day on which its end was announced, where the history has it.
    pub end_announced: Option<&'static str>,
    /// True when names in the answer follow `X-Language`.
    pub localised: bool,
    /// Permissions that a partner's IAM user needs, one of them; empty when none is documented.
    pub permission: &'static [&'static str],
    /// Error codes that its page documents (`x-errors`), in the order of the sheet.
    pub errors: &'static [&'static str],
    /// Error codes that mean that the wanted state is already in effect.
    pub done_codes: &'static [&'static str],
    /// Error codes of a write after which its outcome is unknown.
    pub unclear_codes: &'static [&'static str],
    /// True when a call may be sent once more after a customer's keys were refused: a read, or a write
    /// that is idempotent even if the refused request had arrived a first time before its keys expired.
    pub again_with_new_keys: bool,
}

impl Operation {
    /// True when a failed call may be sent again.
    pub fn is_repeatable(&self) -> bool {
        self.effect == Effect::Read
    }

    /// The version that its path begins with: `v2`.
    pub fn version(&self) -> &'static str {
        self.path.trim_start_matches('/').split('/').next().unwrap_or_default()
    }
}

/// What most rows have in common; a row names what is different.
pub(super) const READ: Operation = Operation {
    id: "",
    service: Service::Billing,
    method: Method::GET,
    path: "",
    caller: Caller::Partner,
    effect: Effect::Read,
    content: Content::Needed,
    per_second: 10,
    lifecycle: Lifecycle::Current,
    since: None,
    end_announced: None,
    localised: false,
    permission: &[],
    errors: &[],
    done_codes: &[],
    unclear_codes: &[],
    again_with_new_keys: true,
};

pub(super) const WRITE: Operation = Operation {
    method: Method::POST,
    effect: Effect::Write,
    content: Content::Optional,
    again_with_new_keys: false,
    ..READ
};
