//! The kinds that a percentage of calls draws from.

use crate::world::fault_kind::FaultKind;

/// Kinds that a percentage draws from, for operations that change something.
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

/// And for operations that only look.
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
