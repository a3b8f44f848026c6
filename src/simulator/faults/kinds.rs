//! What can go wrong, and the sentinel customers for whom it always does.

/// What can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
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

/// Kinds that a percentage draws from, for operations that change something.
pub(super) const ON_WRITES: &[Kind] = &[
    Kind::ReplyLost,
    Kind::LateReply,
    Kind::ErrorWithEffect,
    Kind::ErrorWithoutEffect,
    Kind::ConnectionReset,
    Kind::HalfClosed,
    Kind::Throttled,
    Kind::ServiceBusy,
];

/// And for operations that only look.
pub(super) const ON_READS: &[Kind] = &[
    Kind::ErrorWithoutEffect,
    Kind::ConnectionReset,
    Kind::HalfClosed,
    Kind::Throttled,
    Kind::ServiceBusy,
    Kind::Truncated,
    Kind::WrongContentType,
    Kind::EmptyBody,
    Kind::SlowDrip,
    Kind::UnknownEnum,
    Kind::UnknownField,
    Kind::DuplicateRows,
    Kind::RowMoved,
    Kind::ShiftingTotal,
];

/// A customer whose calls always fail in one way; its name says so.
pub struct Sentinel {
    pub kind: Kind,
    pub title: &'static str,
    pub account: &'static str,
}

/// In the order of their customer numbers, after the three demo customers.
pub const SENTINELS: &[Sentinel] = &[
    Sentinel { kind: Kind::ReplyLost, title: "reply lost after effect", account: "fault-reply-lost" },
    Sentinel { kind: Kind::LateReply, title: "very late reply", account: "fault-late-reply" },
    Sentinel {
        kind: Kind::ErrorWithEffect,
        title: "error 500 with effect",
        account: "fault-error-with-effect",
    },
    Sentinel {
        kind: Kind::ErrorWithoutEffect,
        title: "error 500 without effect",
        account: "fault-error-without-effect",
    },
    Sentinel { kind: Kind::Throttled, title: "burst of 429", account: "fault-throttled" },
    Sentinel { kind: Kind::ServiceBusy, title: "service busy on changes", account: "fault-service-busy" },
    Sentinel { kind: Kind::Truncated, title: "truncated answer", account: "fault-truncated" },
    Sentinel { kind: Kind::WrongContentType, title: "wrong content type", account: "fault-wrong-type" },
    Sentinel { kind: Kind::EmptyBody, title: "empty body", account: "fault-empty-body" },
    Sentinel { kind: Kind::UnknownEnum, title: "unknown values", account: "fault-unknown-enum" },
    Sentinel { kind: Kind::UnknownField, title: "unknown fields", account: "fault-unknown-field" },
    Sentinel { kind: Kind::NoAgency, title: "no agency", account: "fault-no-agency" },
    Sentinel { kind: Kind::PartialFreeze, title: "freezing fails", account: "fault-partial-freeze" },
    Sentinel { kind: Kind::StaleUsedAmount, title: "stale used amount", account: "fault-stale-budget" },
    Sentinel { kind: Kind::SlowDrip, title: "slow answer", account: "fault-slow-drip" },
    Sentinel { kind: Kind::DuplicateRows, title: "duplicate rows", account: "fault-duplicate-rows" },
    Sentinel { kind: Kind::ShiftingTotal, title: "total that changes", account: "fault-shifting-total" },
    Sentinel { kind: Kind::HalfClosed, title: "connection ends half-way", account: "fault-half-closed" },
    Sentinel { kind: Kind::RowMoved, title: "row that moves", account: "fault-row-moved" },
    Sentinel { kind: Kind::ClockSkew, title: "clock 16 minutes off", account: "fault-clock-skew" },
    Sentinel { kind: Kind::KeysExpired, title: "keys that end early", account: "fault-keys-expired" },
];

/// The fault of a sentinel customer.
pub fn sentinel(index: u32) -> Option<Kind> {
    let place = index.checked_sub(super::super::tenant::customers::HEROES)?;
    SENTINELS.get(place as usize).map(|sentinel| sentinel.kind)
}
