//! Reconciles open outcomes: by reading, or by a person's decision.

use super::common::{audit_outcome, next_check, next_check_for, person_entry};
use super::send_time::is_long_ago;
use crate::server::ctx::Ctx;
use crate::server::service::audit::{self, Facts};
use crate::server::service::{Error, Result};
use crate::server::state::Desk;
use crate::server::store::{Completion, Move};
use model::audit::{AuditAction, AuditOutcome};
use model::error::AppError;
use model::ids::AuditId;
use model::intents::{Actor, Intent, IntentPayload, Stage};
use model::time::Timestamp;
use model::users::Permission;
use partner::recording;

/// Actor of the janitor in the audit log.
const JANITOR: &str = "janitor";

/// The result of reading an intent whose outcome is open.
pub struct Reconciled<T> {
    /// The new stage; `None`: nothing new.
    pub stage: Option<Stage>,
    /// What is known now.
    pub what: T,
    /// Facts for the audit entry.
    pub facts: Facts,
}

/// True when it is time to check the outcome of an intent.
pub fn is_due<T>(intent: &Intent<T>, now: Timestamp) -> bool {
    intent.next_check_at.is_some_and(|at| at <= now)
}

/// True when an intent was sent so long ago that an effect would be visible by now.
pub fn is_old<T>(desk: &Desk, intent: &Intent<T>) -> bool {
    is_long_ago(desk, intent.sent_at.unwrap_or(intent.created_at))
}

/// Whether the caller may set its outcome by hand: `NoEffect` with the permission for such an
/// intent, `Unknown` long after the call and as an administrator.
pub fn may_decide<T>(desk: &Desk, ctx: &Ctx, intent: &Intent<T>, doing: Permission) -> bool {
    match intent.stage {
        Stage::NoEffect => ctx.allow(doing).is_ok(),
        Stage::Unknown => ctx.allow(Permission::Administer).is_ok() && is_old(desk, intent),
        _ => false,
    }
}

/// The intent that a person may decide about, after `read`, its last reading. `None`: its outcome
/// is known by now. `NoEffect` is confirmed only if the last reading succeeded.
///
/// # Errors
/// Why the outcome could not be read again; [`AppError::NotAllowed`]; a failure of the database.
pub async fn still_in_doubt<T: IntentPayload>(
    desk: &Desk,
    ctx: &Ctx,
    intent: Intent<T>,
    read: Result<()>,
    doing: Permission,
) -> Result<Option<Intent<T>>> {
    if intent.stage == Stage::NoEffect { read } else { ignore_unreadable(read) }?;
    let intent: Intent<T> = desk.store.intent(&ctx.scope, &intent.id).await?.ok_or(AppError::NotFound)?;
    if may_decide(desk, ctx, &intent, doing) {
        return Ok(Some(intent));
    }
    let needed = if intent.stage == Stage::Unknown { Permission::Administer } else { doing };
    if intent.stage.is_live() { Err(AppError::NotAllowed(needed).into()) } else { Ok(None) }
}

/// Reconciles an intent, by reading. An intent that was never sent is abandoned when it is due; one
/// that was sent by a process that is gone becomes unknown unless the reading shows its outcome.
///
/// # Errors
/// Why it could not be read (the time of the next check is stored); or a failure of the database.
pub async fn reconcile<T: IntentPayload>(
    desk: &Desk,
    intent: &Intent<T>,
    action: AuditAction,
    subject: Option<&str>,
    reading: impl Future<Output = Result<Reconciled<T>>>,
) -> Result<()> {
    if intent.stage.is_before_sending() {
        return abandon(desk, intent).await;
    }
    if !intent.stage.is_live() {
        // It ended between being found due and being read: storing a reading would open it again.
        return Ok(());
    }
    let (found, calls) = recording(reading).await;
    desk.store.add_intent_calls(&intent.id, &calls).await?;
    let now = desk.clock.now();
    let next = next_check(now, intent.checks);
    let (what, read) = match found {
        Ok(Reconciled { stage: Some(stage), what, facts }) if stage != intent.stage => {
            let own = intent.id.to_string();
            return conclude(desk, intent, (stage, what), (action, subject.unwrap_or(&own), facts)).await;
        }
        Ok(found) => (found.what, Ok(())),
        Err(error) => (intent.what.clone(), Err(error)),
    };
    if intent.stage == Stage::Sent {
        unanswered(desk, intent, &what).await?;
    } else {
        desk.store.record_check(intent, &what, now, next).await?;
    }
    read
}

/// The result of reconciling for a page, which is shown even when the partner API cannot be read, or
/// our database is too busy to write.
pub fn ignore_unreadable(settled: Result<()>) -> Result<()> {
    match settled {
        Err(Error::Refused(AppError::Partner(failure))) => {
            tracing::info!(?failure, "an open outcome could not be read");
            Ok(())
        }
        Err(Error::Broken(cause)) if cause.is_busy() => {
            tracing::warn!(error = %cause, "an open outcome could not be looked after");
            Ok(())
        }
        settled => settled,
    }
}

/// Stores when to check again whether an ended intent can release its locks.
pub async fn postpone_check<T: IntentPayload>(desk: &Desk, intent: &Intent<T>) -> Result<()> {
    let now = desk.clock.now();
    let next = next_check(now, intent.checks);
    Ok(desk.store.record_check(intent, &intent.what, now, next).await?)
}

/// The answer to a call never came back, and nothing else is known yet.
async fn unanswered<T: IntentPayload>(desk: &Desk, intent: &Intent<T>, what: &T) -> Result<()> {
    let opened = desk.store.entry_of_intent(&intent.id).await?;
    let step = Move {
        what: Some(what),
        checked: true,
        next_check_at: Some(next_check(desk.clock.now(), intent.checks)),
        completions: &ends(&opened, Stage::Unknown, None),
        ..janitor_move(desk, intent, &[Stage::Unknown])
    };
    desk.store.move_intent(&step).await?;
    Ok(())
}

/// Abandons an intent that was never sent, when the process that made it must be gone.
async fn abandon<T: IntentPayload>(desk: &Desk, intent: &Intent<T>) -> Result<()> {
    if !is_due(intent, desk.clock.now()) {
        return Ok(());
    }
    let opened = desk.store.entry_of_intent(&intent.id).await?;
    let completions = &ends(&opened, Stage::Void, Some("abandoned"));
    let step = Move { completions, ..janitor_move(desk, intent, &[Stage::Void]) };
    desk.store.move_intent(&step).await?;
    Ok(())
}

/// Stores the result of a reading, with an audit entry of its own, and completes the entry that the
/// intent was opened with.
async fn conclude<T: IntentPayload>(
    desk: &Desk,
    intent: &Intent<T>,
    (stage, what): (Stage, T),
    (action, subject, facts): (AuditAction, &str, Facts),
) -> Result<()> {
    let ctx = Ctx::system(JANITOR, desk.ids.request_id());
    let mut entry = audit::draft(desk, &ctx, action, Some(&intent.customer), Some(subject), facts);
    entry.outcome = AuditOutcome::Done;
    entry.completed_at = Some(desk.clock.now());
    let opened = desk.store.entry_of_intent(&intent.id).await?;
    let step = Move {
        what: Some(&what),
        checked: true,
        next_check_at: next_check_for::<T>(stage, desk.clock.now(), intent.checks),
        entry: Some(&entry),
        completions: &ends(&opened, stage, None),
        ..janitor_move(desk, intent, std::slice::from_ref(&stage))
    };
    desk.store.move_intent(&step).await?;
    Ok(())
}

/// How the audit entry that an intent was opened with ends.
fn ends<'a>(opened: &'a Option<AuditId>, stage: Stage, code: Option<&'a str>) -> Vec<Completion<'a>> {
    let end = |id| Completion { id, outcome: audit_outcome(stage), code, facts: &[], calls: &[] };
    opened.iter().map(end).collect()
}

fn janitor_move<'a, T>(desk: &Desk, intent: &'a Intent<T>, through: &'a [Stage]) -> Move<'a, T> {
    Move {
        id: &intent.id,
        from: std::slice::from_ref(&intent.stage),
        revision: Some(intent.revision),
        through,
        by: Actor::Janitor,
        actor: JANITOR,
        actor_id: None,
        at: desk.clock.now(),
        what: None,
        failure: None,
        checked: false,
        next_check_at: None,
        entry: None,
        completions: &[],
    }
}

/// A person sets the outcome that the janitor could not determine: that it happened, or that it did
/// not. False when the stage has changed meanwhile.
pub async fn decide<T: IntentPayload>(
    desk: &Desk,
    ctx: &Ctx,
    intent: &Intent<T>,
    stage: Stage,
    (subject, facts): (&str, Facts),
) -> Result<bool> {
    let mut entry = person_entry(desk, ctx, AuditAction::SetOutcomeByHand, intent, subject);
    entry.facts.extend(facts);
    entry.facts.push(("stage".to_owned(), stage.code().to_owned()));
    let opened = desk.store.entry_of_intent(&intent.id).await?;
    let step = Move {
        by: Actor::Person,
        actor: ctx.actor(),
        actor_id: ctx.user(),
        what: Some(&intent.what),
        next_check_at: next_check_for::<T>(stage, desk.clock.now(), 0),
        entry: Some(&entry),
        completions: &ends(&opened, stage, None),
        ..janitor_move(desk, intent, std::slice::from_ref(&stage))
    };
    Ok(desk.store.move_intent(&step).await?)
}
