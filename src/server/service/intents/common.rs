//! Shared by sending and reconciling: the time of the next check, and audit outcomes.

use super::super::audit::{self, Facts};
use super::send_time::after;
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use model::audit::{AuditAction, AuditEntry, AuditOutcome};
use model::intents::{Intent, IntentPayload, Stage};
use model::time::Timestamp;
use std::time::Duration;

/// Pause before the first check of an unknown outcome; each further one is twice as long.
const FIRST_CHECK: Duration = Duration::from_secs(10);
/// The longest pause between two checks.
const SLOWEST_CHECK: Duration = Duration::from_secs(300);

/// When an outcome that was checked `checks` times is checked again, UTC.
pub(super) fn next_check(at: Timestamp, checks: u32) -> Timestamp {
    after(at, FIRST_CHECK.saturating_mul(1 << checks.min(8)).min(SLOWEST_CHECK))
}

/// When an intent is checked after it moved to `stage`, UTC; `None`: never.
pub(super) fn next_check_for<T: IntentPayload>(
    stage: Stage,
    now: Timestamp,
    checks: u32,
) -> Option<Timestamp> {
    match stage {
        Stage::Unknown | Stage::NoEffect => Some(next_check(now, checks)),
        Stage::Done | Stage::ConfirmedDone if T::RELEASES_LATER => Some(next_check(now, checks)),
        _ => None,
    }
}

/// The audit outcome of a stage.
pub(super) fn audit_outcome(stage: Stage) -> AuditOutcome {
    match stage {
        Stage::Done | Stage::ConfirmedDone => AuditOutcome::Done,
        Stage::Unknown | Stage::NoEffect => AuditOutcome::Unknown,
        _ => AuditOutcome::Failed,
    }
}

/// A completed audit entry of a person's decision about an intent.
pub(super) fn person_entry<T>(
    desk: &Desk,
    ctx: &Ctx,
    action: AuditAction,
    intent: &Intent<T>,
    subject: &str,
) -> AuditEntry {
    let mut entry = audit::draft(desk, ctx, action, Some(&intent.customer), Some(subject), Facts::new());
    entry.outcome = AuditOutcome::Done;
    entry.completed_at = Some(desk.clock.now());
    entry
}
