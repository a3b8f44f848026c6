//! The fixed customers at the beginning of every tenant: three demo customers with plenty of data,
//! then the sentinels, each of which has one fault.

use crate::world::fault_kind::FaultKind;

/// Number of fixed demo customers.
pub const DEMO_CUSTOMERS: u32 = 3;

/// Their company names, account names, dialing prefixes and labels.
pub const DEMO_NAMES: [(&str, &str, &str, &str); 3] = [
    ("Aurora Freight Lines Pte. Ltd.", "aurora-freight", "0065", "key account"),
    ("Música Café Società Cooperativa", "musica-cafe", "0039", "EMEA"),
    ("晨曦云数据有限公司", "chenxi-cloud-data", "0852", "重点客户"),
];

/// A customer whose calls always have the same fault, which its name says.
pub struct Sentinel {
    pub kind: FaultKind,
    pub title: &'static str,
    pub account: &'static str,
}

/// In order of their customer numbers, after the three demo customers.
pub const SENTINELS: &[Sentinel] = &[
    Sentinel { kind: FaultKind::ReplyLost, title: "reply lost after effect", account: "fault-reply-lost" },
    Sentinel { kind: FaultKind::LateReply, title: "very late reply", account: "fault-late-reply" },
    Sentinel {
        kind: FaultKind::ErrorWithEffect,
        title: "error 500 with effect",
        account: "fault-error-with-effect",
    },
    Sentinel {
        kind: FaultKind::ErrorWithoutEffect,
        title: "error 500 without effect",
        account: "fault-error-without-effect",
    },
    Sentinel { kind: FaultKind::Throttled, title: "burst of 429", account: "fault-throttled" },
    Sentinel {
        kind: FaultKind::ServiceBusy,
        title: "service busy on changes",
        account: "fault-service-busy",
    },
    Sentinel { kind: FaultKind::Truncated, title: "truncated answer", account: "fault-truncated" },
    Sentinel { kind: FaultKind::WrongContentType, title: "wrong content type", account: "fault-wrong-type" },
    Sentinel { kind: FaultKind::EmptyBody, title: "empty body", account: "fault-empty-body" },
    Sentinel { kind: FaultKind::UnknownEnum, title: "unknown values", account: "fault-unknown-enum" },
    Sentinel { kind: FaultKind::UnknownField, title: "unknown fields", account: "fault-unknown-field" },
    Sentinel { kind: FaultKind::NoAgency, title: "no agency", account: "fault-no-agency" },
    Sentinel { kind: FaultKind::PartialFreeze, title: "freezing fails", account: "fault-partial-freeze" },
    Sentinel { kind: FaultKind::StaleUsedAmount, title: "stale used amount", account: "fault-stale-budget" },
    Sentinel { kind: FaultKind::SlowDrip, title: "slow answer", account: "fault-slow-drip" },
    Sentinel { kind: FaultKind::DuplicateRows, title: "duplicate rows", account: "fault-duplicate-rows" },
    Sentinel { kind: FaultKind::ShiftingTotal, title: "total that changes", account: "fault-shifting-total" },
    Sentinel { kind: FaultKind::HalfClosed, title: "connection ends half-way", account: "fault-half-closed" },
    Sentinel { kind: FaultKind::RowMoved, title: "row that moves", account: "fault-row-moved" },
    Sentinel { kind: FaultKind::ClockSkew, title: "clock 16 minutes off", account: "fault-clock-skew" },
    Sentinel { kind: FaultKind::KeysExpired, title: "keys that end early", account: "fault-keys-expired" },
];

/// Number of all fixtures; all further customers are generated from the seed.
pub fn count() -> u32 {
    DEMO_CUSTOMERS + SENTINELS.len() as u32
}

/// The sentinel with a customer's number.
pub fn sentinel(index: u32) -> Option<&'static Sentinel> {
    SENTINELS.get(index.checked_sub(DEMO_CUSTOMERS)? as usize)
}

/// The fault of a customer, if it is a sentinel.
pub fn fault_of(index: u32) -> Option<FaultKind> {
    sentinel(index).map(|sentinel| sentinel.kind)
}
