//! What every intent has in common: it is stored before anything is sent, it is sent once, the
//! answer is stored, and an open outcome is reconciled by reading (`model/stage.rs` has the picture
//! and the table).

pub(crate) mod send_time;

mod common;
mod reconcile;

pub use reconcile::{
    Reconciled, decide, ignore_unreadable, is_due, is_old, may_decide, postpone_check, reconcile,
    still_in_doubt,
};

use super::audit::{self, Facts, Verdict};
use super::limits::{self, Asking, Given, Granted};
use super::{Error, Result, users};
use crate::server::ctx::Ctx;
use crate::server::service::intents::send_time::{after, refresh_send_time};
use crate::server::state::Desk;
use crate::server::store::{Completion, Move, Opened, StoreError};
use common::{audit_outcome, next_check_for, person_entry};
use model::audit::{ApiCall, AuditAction, AuditOutcome};
use model::error::{AppError, PartnerFailure};
use model::ids::{AuditId, CustomerId, IntentId, UserId};
use model::intents::{Actor, Intent, IntentPayload, IntentRef, Stage, Step};
use model::limits::{Demands, Pool};
use model::money::Money;
use model::time::Timestamp;
use partner::recording;
use std::time::Duration;

/// A request that nobody approved in this time is abandoned.
pub(super) const APPROVAL_LASTS: Duration = Duration::from_secs(24 * 60 * 60);

/// The result of starting an intent.
pub enum BeginResult<T> {
    /// It was stored, and its locks were acquired.
    Started(Box<IntentGuard<T>>),
    /// Another intent has a lock, or the form was already used.
    UnderWay(IntentRef),
}

/// An intent that this request began, with the audit entry it was opened with and the calls made
/// for it so far.
pub struct IntentGuard<T> {
    /// As it was last stored.
    pub intent: Intent<T>,
    /// What the limits of the user who began it ask for.
    pub demands: Demands,
    entry: AuditId,
    calls: Vec<ApiCall>,
    by: Actor,
    actor: String,
    actor_id: Option<UserId>,
}

/// Who answers for the money of an intent.
#[derive(Clone, Copy)]
pub enum Funding<'a> {
    /// The caller, whose limits ask for what was given.
    Caller(Given<'a>),
    /// The job that the intent belongs to: its whole sum passed the limits when it was confirmed, and stays
    /// committed until the job has ended.
    Job,
}

impl<'a> From<Given<'a>> for Funding<'a> {
    fn from(given: Given<'a>) -> Self {
        Self::Caller(given)
    }
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
    let mut intent = Intent::draft(id.clone(), customer.clone(), what, (ctx.actor(), ctx.user()), now);
    intent.next_check_at = Some(after(now, desk.settings.abandoned_after));
    intent
}

/// Stores a draft with its audit entry; `subject` names what it is about. What commits money passes
/// the limits of the caller first, in [`limits`], and no other way: they ask for what was given. What a job
/// does passed them with the job.
/// `UnderWay` is an intent that has one of its locks, or the one that the same form made before.
pub async fn begin<T: IntentPayload>(
    desk: &Desk,
    ctx: &Ctx,
    action: AuditAction,
    intent: Intent<T>,
    (subject, facts): (Option<&str>, Facts),
    funding: impl Into<Funding<'_>>,
) -> Result<BeginResult<T>> {
    let funding = funding.into();
    let own = intent.id.to_string();
    let subject = subject.unwrap_or(&own);
    let mut asked = match (intent.what.commits(intent.stage), funding) {
        (None, _) | (_, Funding::Job) => None,
        (Some(money), Funding::Caller(given)) => Some((money, given.into())),
    };
    for _ in 0..limits::TRIES {
        let granted = match &mut asked {
            None => Granted::default(),
            Some((money, asking)) => match ask(desk, ctx, &intent, (money, asking), subject).await? {
                Ok(granted) => granted,
                Err(held) => return Ok(BeginResult::UnderWay(held)),
            },
        };
        let entry = audit::draft(desk, ctx, action, Some(&intent.customer), Some(subject), facts.clone());
        match desk.store.open_intent_within(&intent, &entry, granted.commitment.as_ref()).await? {
            Opened::UnderWay(held) => return Ok(BeginResult::UnderWay(held)),
            Opened::Done => {
                let (calls, by) = (Vec::new(), Actor::Service);
                let (actor, actor_id) = (ctx.actor().to_owned(), ctx.user().cloned());
                let (demands, entry) = (granted.demands, entry.id);
                let guard = IntentGuard { intent, demands, entry, calls, by, actor, actor_id };
                return Ok(BeginResult::Started(Box::new(guard)));
            }
            // The same user committed something else meanwhile: their limits ask again.
            Opened::OverLimit => {}
        }
    }
    Err(StoreError::Contended.into())
}

/// Asks the caller for what their limits demand. The twin of a form is asked for nothing, it leads to the page of
/// the first: `Err`, also where the first used the code of both and is about to be stored.
async fn ask<T: IntentPayload>(
    desk: &Desk,
    ctx: &Ctx,
    draft: &Intent<T>,
    (money, asking): (&Money, &mut Asking<'_>),
    subject: &str,
) -> Result<Result<Granted, IntentRef>> {
    if let Some(held) = holder(desk, draft).await? {
        return Ok(Err(held));
    }
    match limits::ask(desk, ctx, Pool::Spend, vec![money.clone()], asking, subject).await {
        Ok(granted) => Ok(Ok(granted)),
        Err(refused) => Ok(Err(users::of_twin(desk, ctx, subject, refused, || holder(desk, draft)).await?)),
    }
}

/// The intent that has one of the locks of a draft, or its id.
async fn holder<T: IntentPayload>(desk: &Desk, draft: &Intent<T>) -> Result<Option<IntentRef>> {
    match desk.store.holder(&draft.what.locks()).await? {
        Some(held) => Ok(Some(held)),
        None => Ok(desk.store.stored_as(&draft.id).await?),
    }
}

/// An answer, classified: the stage that it means and what to store.
pub struct Classified<T> {
    /// Done, rejected or unknown.
    pub stage: Stage,
    /// What is known now.
    pub what: T,
    /// The error of the partner API.
    pub failure: Option<PartnerFailure>,
    /// Facts for the audit entry.
    pub facts: Facts,
}

impl<T: IntentPayload> IntentGuard<T> {
    /// Reads something for this intent; its calls are added to the audit entry.
    pub async fn read<R>(&mut self, work: impl Future<Output = R>) -> R {
        let (answer, calls) = recording(work).await;
        self.calls.extend(calls);
        answer
    }

    /// Ends it before anything was sent, because of an error, which it returns for the user.
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
            // Abandoned meanwhile by the janitor: void as well.
            Ok(_) => error,
            Err(broken) => broken.into(),
        }
    }

    /// Stores that the price was read and is the one that was shown, and that it may be sent. False when
    /// it was abandoned meanwhile.
    pub async fn confirm(&mut self, desk: &Desk) -> Result<bool> {
        let through = [Stage::Quoted, Stage::Confirmed];
        let step = Move {
            next_check_at: Some(after(desk.clock.now(), desk.settings.abandoned_after)),
            ..self.step(desk, &[Stage::Drafted], &through)
        };
        Ok(desk.store.move_intent(&step).await?)
    }

    /// The same, but a second person has to agree before it may be sent.
    pub async fn wait(&mut self, desk: &Desk) -> Result<bool> {
        let through = [Stage::Quoted, Stage::Waiting];
        let step = Move {
            next_check_at: Some(after(desk.clock.now(), APPROVAL_LASTS)),
            ..self.step(desk, &[Stage::Drafted], &through)
        };
        let moved = desk.store.move_intent(&step).await?;
        // The approval makes calls of its own; these would be lost with this request.
        desk.store.add_calls(&self.entry, &std::mem::take(&mut self.calls)).await?;
        Ok(moved)
    }

    /// A waiting intent, for a second person's decision.
    pub async fn take_up(desk: &Desk, ctx: &Ctx, intent: Intent<T>) -> Result<Self> {
        let entry = desk.store.entry_of_intent(&intent.id).await?.ok_or(AppError::NotFound)?;
        let (calls, by) = (Vec::new(), Actor::Person);
        let (actor, actor_id) = (ctx.actor().to_owned(), ctx.user().cloned());
        Ok(Self { intent, demands: Demands::default(), entry, calls, by, actor, actor_id })
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
        // The following moves are by the service again.
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

    /// The only function that sends an intent. The stage is stored before and after the call, which is
    /// made once.
    pub async fn send<A>(
        mut self,
        desk: &Desk,
        call: impl Future<Output = Result<A, PartnerFailure>>,
        classify: impl FnOnce(&T, Result<A, PartnerFailure>) -> Classified<T>,
    ) -> Result<()> {
        if !self.mark_sent(desk).await? {
            return Ok(());
        }
        let answer = self.read(call).await;
        let classified = classify(&self.intent.what, answer);
        self.store_answer(desk, classified).await
    }

    /// [`IntentGuard::send`] for what takes a call for each of its parts, one after the other. `next`
    /// marks the next part, which is stored before its call is sent, together with what `apply` made of
    /// the previous answer. So after a crash at most one part is in doubt, and the parts after it were
    /// not sent.
    pub async fn send_each<K: Clone, A, C: Future<Output = Result<A, PartnerFailure>>>(
        mut self,
        desk: &Desk,
        next: impl Fn(&mut T) -> Option<K>,
        call: impl Fn(K) -> C,
        apply: impl Fn(&mut T, K, Result<A, PartnerFailure>),
        classify: impl FnOnce(&T) -> Classified<T>,
    ) -> Result<()> {
        let mut turn = next(&mut self.intent.what);
        if !self.mark_sent(desk).await? {
            return Ok(());
        }
        while let Some(part) = turn {
            let answer = self.read(call(part.clone())).await;
            apply(&mut self.intent.what, part, answer);
            turn = next(&mut self.intent.what);
            if turn.is_some() && !self.mark_next_sent(desk).await? {
                // The janitor abandoned it: the calls made so far are recorded, the other parts are not
                // sent.
                desk.store.add_calls(&self.entry, &self.calls).await?;
                return Ok(());
            }
        }
        let classified = classify(&self.intent.what);
        self.store_answer(desk, classified).await
    }

    /// Stores that it is about to be sent. False when it was abandoned meanwhile: then it must not be
    /// sent.
    async fn mark_sent(&self, desk: &Desk) -> Result<bool> {
        let from = [Stage::Confirmed];
        let to_sent = self.step(desk, &from, &[Stage::Sent]);
        let next_check_at = Some(after(to_sent.at, desk.settings.abandoned_after));
        let to_sent = Move { next_check_at, ..to_sent };
        Ok(desk.store.move_intent(&to_sent).await?
            && refresh_send_time(desk, to_sent.at, |at| self.save(desk, at)).await?)
    }

    /// Stores that the next call is about to be sent. False as in `mark_sent`.
    async fn mark_next_sent(&self, desk: &Desk) -> Result<bool> {
        let at = desk.clock.now();
        Ok(self.save(desk, at).await? && refresh_send_time(desk, at, |at| self.save(desk, at)).await?)
    }

    async fn save(&self, desk: &Desk, at: Timestamp) -> Result<bool> {
        let abandoned_at = after(at, desk.settings.abandoned_after);
        Ok(desk.store.save_sent_intent(&self.intent, at, abandoned_at).await?)
    }

    /// Stores the classified answer.
    async fn store_answer(self, desk: &Desk, classified: Classified<T>) -> Result<()> {
        let code = classified.failure.as_ref().and_then(Verdict::code);
        let completion = Completion {
            id: &self.entry,
            outcome: audit_outcome(classified.stage),
            code: code.as_deref(),
            facts: &classified.facts,
            calls: &self.calls,
        };
        let step = Move {
            what: Some(&classified.what),
            failure: classified.failure.as_ref(),
            next_check_at: next_check_for::<T>(classified.stage, desk.clock.now(), 0),
            completions: &[completion],
            ..self.step(desk, &[Stage::Sent], std::slice::from_ref(&classified.stage))
        };
        if !desk.store.move_intent(&step).await? {
            // The janitor was quicker and reconciles it by reading; the calls are still recorded.
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
            actor_id: self.actor_id.as_ref(),
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

/// The calls and the history of an intent, for its page.
pub async fn calls_and_steps(desk: &Desk, id: &IntentId) -> Result<(Vec<ApiCall>, Vec<Step>)> {
    let calls = match desk.store.entry_of_intent(id).await? {
        Some(entry) => desk.store.calls_of(&entry).await?,
        None => Vec::new(),
    };
    Ok((calls, desk.store.steps_of(id).await?))
}
