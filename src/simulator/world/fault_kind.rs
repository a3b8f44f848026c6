//! The kinds of faults. They are defined in `world` because a sentinel customer of the tenant has
//! one.

/// A kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The call takes effect, then the connection is cut without an answer.
    ReplyLost,
    /// The call takes effect, the answer comes after the client's timeout.
    LateReply,
    /// The call takes effect late, and the answer comes with the same delay after it. It takes
    /// effect even if the caller hangs up.
    LateEffect,
    /// 500 CBC.0999 although the call took effect.
    ErrorWithEffect,
    /// 500 CBC.0999, and the call has no effect.
    ErrorWithoutEffect,
    /// The connection is cut before the call takes effect.
    ConnectionReset,
    /// The call has no effect, and connections are refused for a while. It affects all callers, so
    /// it is never drawn.
    ConnectionRefused,
    /// The call takes effect, then the connection is closed in the middle of the answer.
    HalfClosed,
    /// 429 APIG.0308 of the gateway, three times out of four for a sentinel.
    Throttled,
    /// 429 CBC.0250 of the service.
    ServiceBusy,
    /// The answer ends in the middle of the JSON text.
    Truncated,
    /// An HTML page with status 200.
    WrongContentType,
    /// Status 200 and no body where one is documented.
    EmptyBody,
    /// The answer arrives a few bytes at a time.
    SlowDrip,
    /// Statuses and types that are not documented.
    UnknownEnum,
    /// Fields that are not documented.
    UnknownField,
    /// A page starts with the last row of the previous page.
    DuplicateRows,
    /// A row moves to the previous page after that was read: it is on neither.
    RowMoved,
    /// The total differs at every call.
    ShiftingTotal,
    /// The gateway's clock is 16 minutes ahead: signatures are refused as too old.
    ClockSkew,
    /// A customer's temporary keys end in the middle of a batch: every fourth call is refused.
    KeysExpired,
    /// The customer has no agency for the partner (403 from IAM).
    NoAgency,
    /// Freezing and unfreezing this customer fails inside an answer of 200.
    PartialFreeze,
    /// The used amount of the budget never changes.
    StaleUsedAmount,
}

impl FaultKind {
    /// The name on the control plane, in snake case.
    pub fn name(self) -> String {
        let name = serde_json::to_value(self).ok();
        name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
    }
}
