//! What can go wrong with a call. It stands here, and not with the wire where it happens, because
//! a customer of the tenant can stand for one of them.

/// What can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The call takes effect, then the connection is cut without an answer.
    ReplyLost,
    /// The call takes effect, the answer comes later than a client waits.
    LateReply,
    /// The call takes effect late, and its answer comes as late again; a caller that hangs up
    /// meanwhile does not keep it from taking effect.
    LateEffect,
    /// 500 CBC.0999 although the call took effect.
    ErrorWithEffect,
    /// 500 CBC.0999 and nothing happened.
    ErrorWithoutEffect,
    /// The connection is cut before anything happens.
    ConnectionReset,
    /// Nothing happens, and for a while nobody can connect. It hits everybody, so it has to be
    /// asked for.
    ConnectionRefused,
    /// The call takes effect, then the connection ends in the middle of the answer.
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
    /// Statuses and types that no page documents.
    UnknownEnum,
    /// Fields that no page documents.
    UnknownField,
    /// A page begins with the last row of the page before.
    DuplicateRows,
    /// A row goes to the page before after that was read: it is on neither.
    RowMoved,
    /// The total is another one at every call.
    ShiftingTotal,
    /// The gateway's clock is 16 minutes ahead: signatures are refused as too old.
    ClockSkew,
    /// A customer's temporary keys end in the middle of a batch: every fourth call is refused.
    KeysExpired,
    /// The customer has made no agency for the partner (403 from IAM).
    NoAgency,
    /// Freezing and unfreezing this customer fails inside an answer of 200.
    PartialFreeze,
    /// The used amount of the budget never moves.
    StaleUsedAmount,
}

impl FaultKind {
    /// As the control plane names it: in snake case.
    pub fn name(self) -> String {
        let name = serde_json::to_value(self).ok();
        name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
    }
}
