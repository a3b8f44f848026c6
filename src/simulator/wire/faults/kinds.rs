//! The faults that are drawn when a percentage of calls fails.

use crate::world::fault_kind::FaultKind;

/// For operations that change data.
pub const ON_WRITES: &[FaultKind] = &[
    FaultKind::ReplyLost,
    FaultKind::LateReply,
    FaultKind::ErrorWithEffect,
    FaultKind::ErrorWithoutEffect,
    FaultKind::ConnectionReset,
    FaultKind::HalfClosed,
    FaultKind::Throttled,
    FaultKind::ServiceBusy,
];

/// For operations that only read.
pub const ON_READS: &[FaultKind] = &[
    FaultKind::ErrorWithoutEffect,
    FaultKind::ConnectionReset,
    FaultKind::HalfClosed,
    FaultKind::Throttled,
    FaultKind::ServiceBusy,
    FaultKind::Truncated,
    FaultKind::WrongContentType,
    FaultKind::EmptyBody,
    FaultKind::SlowDrip,
    FaultKind::UnknownEnum,
    FaultKind::UnknownField,
    FaultKind::DuplicateRows,
    FaultKind::RowMoved,
    FaultKind::ShiftingTotal,
];
