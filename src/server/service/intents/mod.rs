//! What every intent has in common: it is stored before anything leaves, it leaves once, what
//! came back is stored, and what stayed open is settled by reading (`model/stage.rs` has the
//! picture and the table).

pub(crate) mod send_time;

mod common;
mod reconcile;

pub use reconcile::{
    Reconciled, decide, ignore_unreadable, is_due, is_old, may_decide, postpone_check, settle, still_in_doubt,
};

use super::audit::{self, Facts, Verdict};
use super::{Error, Result};
use crate::server::ctx::Ctx;
use crate::server::service::intents::send_time::{after, promptly};
use crate::server::state::Desk;
use crate::server::store::{Completion, Move, Opened};
use common::{audit_outcome, next_check_for, person_entry};
use model::audit::{ApiCall, AuditAction, AuditOutcome};
use model::error::{AppError, PartnerFailure};
use model::ids::{AuditId, CustomerId, IntentId};
use model::intents::{Actor, Intent, IntentPayload, IntentRef, Stage, Step};
use model::time::Timestamp;
use partner::recording;
use std::time::Duration;

/// An approval that nobody gives is given up after this long.
pub(super) const APPROVAL_LASTS: Duration = Duration::from_secs(24 * 60 * 60);

/// What came of beginning an intent.
pub enum BeginResult<T> {
    /// It is this one; its things are held.
    Started(Box<IntentGuard<T>>),
    /// Another one is under way, or its form has been used.
    UnderWay(IntentRef),
}

/// An intent that this request began, with the audit entry it was opened with and the calls made
/// for it so far.
pub struct IntentGuard<T> {
    /// As it was last stored.
    pub intent: Intent<T>,
    entry: AuditId,
    calls: Vec<ApiCall>,
    by: Actor,
    actor: String,
}

/// A draft under an id: a new one, or the one that a form came with.
pub fn draft<T: IntentPayload>(
    desk: &Desk,
    ctx: &Ctx,
    id: &IntentId,
    customer: &CustomerId,
    what: T,
) -> Intent<T> {
    let now = desk.clock.now();
    let mut intent = Intent::draft(id.clone(), customer.clone(), what, ctx.actor(), now);
    intent.next_check_at = Some(after(now, desk.settings.abandoned_after));
    intent
}

/// Stores a draft with its audit entry; `subject` names what it is about. Under way are what holds
/// one of its things, and what its form made when it arrived before.
pub async fn begin<T: IntentPayload>(
    desk: &Desk,
    ctx: &Ctx,
    action: AuditAction,
    intent: Intent<T>,
    (subject, facts): (Option<&str>, Facts),
) -> Result<BeginResult<T>> {
    let own = intent.id.to_string();
    let subject = Some(subject.unwrap_or(&own));
    let entry = audit::draft(desk, ctx, action, Some(&intent.customer), subject, facts);
    match desk.store.open_intent(&intent, &entry).await? {
        Opened::UnderWay(held) => Ok(BeginResult::UnderWay(held)),
        Opened::Done => {
            let (calls, by, actor) = (Vec::new(), Actor::Service, ctx.actor().to_owned());
            Ok(BeginResult::Started(Box::new(IntentGuard { intent, entry: entry.id, calls, by, actor })))
        }
    }
}

/// What a clear or unclear answer makes of an intent.
pub struct Classified<T> {
    /// Done, rejected or unknown.
    pub stage: Stage,
    /// What is known now.
    pub what: T,
    /// What the partner said.
    pub failure: Option<PartnerFailure>,
    /// Facts for the audit entry.
    pub facts: Facts,
}

impl<T: IntentPayload> IntentGuard<T> {
    /// Reads something for this intent; the calls go with its audit entry.
    pub async fn read<R>(&mut self, work: impl Future<Output = R>) -> R {
        let (answer, calls) = recording(work).await;
        self.calls.extend(calls);
        answer
    }

    /// Ends it before anything left, because of an error that goes on to the person.
    pub async fn void(self, desk: &Desk, error: Error) -> Error {
        let code = error.code();
        let ended = AuditOutcome::Failed;
        let (facts, calls) = (&[], &self.calls[..]);
        let completion = Completion { id: &self.entry, outcome: ended, code: code.as_deref(), facts, calls };
        let from = [Stage::Drafted, Stage::Quoted, Stage::Waiting];
        let failure = match &error {
            Error::Refused(AppError::Partner(failure)) => Some(&**failure),
            _ => None,
        };
        let step = Move { failure, completions: &[completion], ..self.step(desk, &from, &[Stage::Void]) };
        match desk.store.move_intent(&step).await {
            // Given up meanwhile by the janitor: void as well.
            Ok(_) => error,
            Err(broken) => broken.into(),
        }
    }

    /// Notes that the price was read and agrees with what was seen, and that it may leave.
    /// False when it was given up meanwhile.
    pub async fn confirm(&mut self, desk: &Desk) -> Result<bool> {
        let through = [Stage::Quoted, Stage::Confirmed];
        let step = Move {
            next_check_at: Some(after(desk.clock.now(), desk.settings.abandoned_after)),
            ..self.step(desk, &[Stage::Drafted], &through)
        };
        Ok(desk.store.move_intent(&step).await?)
    }

    /// The same, but a second person has to agree before it may leave.
    pub async fn wait(&mut self, desk: &Desk) -> Result<bool> {
        let through = [Stage::Quoted, Stage::Waiting];
        let step = Move {
            next_check_at: Some(after(desk.clock.now(), APPROVAL_LASTS)),
            ..self.step(desk, &[Stage::Drafted], &through)
        };
        let moved = desk.store.move_intent(&step).await?;
        // Whoever takes it up makes calls of their own; these would be lost with this request.
        desk.store.add_calls(&self.entry, &std::mem::take(&mut self.calls)).await?;
        Ok(moved)
    }

    /// An intent that waits, taken up by a second person.
    pub async fn take_over(desk: &Desk, ctx: &Ctx, intent: Intent<T>) -> Result<Self> {
        let entry = desk.store.entry_of_intent(&intent.id).await?.ok_or(AppError::NotFound)?;
        let (calls, by, actor) = (Vec::new(), Actor::Person, ctx.actor().to_owned());
        Ok(Self { intent, entry, calls, by, actor })
    }

    /// The second person agrees. False when somebody else was quicker.
    pub async fn approve(&mut self, desk: &Desk, ctx: &Ctx, subject: &str) -> Result<bool> {
        let entry = person_entry(desk, ctx, AuditAction::Approve, &self.intent, subject);
        let step = Move {
            next_check_at: Some(after(desk.clock.now(), desk.settings.abandoned_after)),
            entry: Some(&entry),
            ..self.step(desk, &[Stage::Waiting], &[Stage::Confirmed])
        };
        let moved = desk.store.move_intent(&step).await?;
        // What follows is again the service's.
        self.by = Actor::Service;
        Ok(moved)
    }

    /// The second person refuses, or the first one takes it back.
    pub async fn decline(self, desk: &Desk, ctx: &Ctx, subject: &str) -> Result<bool> {
        let entry = person_entry(desk, ctx, AuditAction::Decline, &self.intent, subject);
        let code = Some("declined");
        let end = Completion { id: &self.entry, outcome: AuditOutcome::Failed, code, facts: &[], calls: &[] };
        let step = Move {
            entry: Some(&entry),
            completions: &[end],
            ..self.step(desk, &[Stage::Waiting], &[Stage::Void])
        };
        Ok(desk.store.move_intent(&step).await?)
    }

    /// The one place from which anything leaves. The stage is stored before and after the call,
    /// which is made once.
    pub async fn send<A>(
        mut self,
        desk: &Desk,
        call: impl Future<Output = Result<A, PartnerFailure>>,
        judge: impl FnOnce(&T, Result<A, PartnerFailure>) -> Classified<T>,
    ) -> Result<()> {
        if !self.leave(desk).await? {
            return Ok(());
        }
        let answer = self.read(call).await;
        let judged = judge(&self.intent.what, answer);
        self.answered(desk, judged).await
    }

    /// [`IntentGuard::send`] for what takes a call for each of its parts, one after the other. `next`
    /// marks the part whose turn it is; that is stored before its call leaves, together with
    /// what `note` made of the answer before. So after a crash one part at most is in doubt, and
    /// of those behind it nothing has left.
    pub async fn send_each<K: Clone, A, C: Future<Output = Result<A, PartnerFailure>>>(
        mut self,
        desk: &Desk,
        next: impl Fn(&mut T) -> Option<K>,
        call: impl Fn(K) -> C,
        note: impl Fn(&mut T, K, Result<A, PartnerFailure>),
        judge: impl FnOnce(&T) -> Classified<T>,
    ) -> Result<()> {
        let mut turn = next(&mut self.intent.what);
        if !self.leave(desk).await? {
            return Ok(());
        }
        while let Some(part) = turn {
            let answer = self.read(call(part.clone())).await;
            note(&mut self.intent.what, part, answer);
            turn = next(&mut self.intent.what);
            if turn.is_some() && !self.goes_on(desk).await? {
                // The janitor took it for abandoned: what has left stays on record, the rest stays here.
                desk.store.add_calls(&self.entry, &self.calls).await?;
                return Ok(());
            }
        }
        let judged = judge(&self.intent.what);
        self.answered(desk, judged).await
    }

    /// Notes that it is about to leave. False when it was given up meanwhile as abandoned: then
    /// it is not ours to send.
    async fn leave(&self, desk: &Desk) -> Result<bool> {
        let from = [Stage::Confirmed];
        let leaving = self.step(desk, &from, &[Stage::Sent]);
        let next_check_at = Some(after(leaving.at, desk.settings.abandoned_after));
        let leaving = Move { next_check_at, ..leaving };
        Ok(desk.store.move_intent(&leaving).await?
            && promptly(desk, leaving.at, |at| self.note(desk, at)).await?)
    }

    /// The same before a further call.
    async fn goes_on(&self, desk: &Desk) -> Result<bool> {
        let at = desk.clock.now();
        Ok(self.note(desk, at).await? && promptly(desk, at, |at| self.note(desk, at)).await?)
    }

    async fn note(&self, desk: &Desk, at: Timestamp) -> Result<bool> {
        let given_up = after(at, desk.settings.abandoned_after);
        Ok(desk.store.note_intent(&self.intent, at, given_up).await?)
    }

    /// Stores what the answer made of it.
    async fn answered(self, desk: &Desk, judged: Classified<T>) -> Result<()> {
        let code = judged.failure.as_ref().and_then(Verdict::code);
        let completion = Completion {
            id: &self.entry,
            outcome: audit_outcome(judged.stage),
            code: code.as_deref(),
            facts: &judged.facts,
            calls: &self.calls,
        };
        let step = Move {
            what: Some(&judged.what),
            failure: judged.failure.as_ref(),
            next_check_at: next_check_for::<T>(judged.stage, desk.clock.now(), 0),
            completions: &[completion],
            ..self.step(desk, &[Stage::Sent], std::slice::from_ref(&judged.stage))
        };
        if !desk.store.move_intent(&step).await? {
            // The janitor was quicker and settles it by reading; the answer stays on record.
            desk.store.add_calls(&self.entry, &self.calls).await?;
        }
        Ok(())
    }

    fn step<'a>(&'a self, desk: &Desk, from: &'a [Stage], through: &'a [Stage]) -> Move<'a, T> {
        Move {
            id: &self.intent.id,
            from,
            revision: None,
            through,
            by: self.by,
            actor: &self.actor,
            at: desk.clock.now(),
            what: Some(&self.intent.what),
            failure: None,
            checked: false,
            next_check_at: None,
            entry: None,
            completions: &[],
        }
    }
}

/// The intent with everything that its page shows beside it.
pub async fn calls_and_steps(desk: &Desk, id: &IntentId) -> Result<(Vec<ApiCall>, Vec<Step>)> {
    let calls = match desk.store.entry_of_intent(id).await? {
        Some(entry) => desk.store.calls_of(&entry).await?,
        None => Vec::new(),
    };
    Ok((calls, desk.store.steps_of(id).await?))
}
