//! The audit log. Every write is recorded twice: opened before it is done, completed after. An
//! entry that cannot be opened stops the write; one that was opened and never completed stays
//! visible as such.

use super::{Error, Result};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::{Completion, Own};
use model::audit::{ApiCall, AuditAction, AuditEntry, AuditOutcome};
use model::error::{AppError, PartnerFailure};
use model::ids::{AuditId, CustomerId};
use model::readable::readable;
use model::users::Permission;
use model::views::ActivityView;

/// One entry with its calls of the partner API.
///
/// # Errors
/// [`AppError::NotFound`] when there is none or it is out of scope, [`AppError::NotAllowed`], or a
/// failure of the database.
pub async fn show(desk: &Desk, ctx: &Ctx, id: &AuditId) -> Result<ActivityView> {
    ctx.allow(Permission::ReadAudit)?;
    Ok(desk.store.entry(&ctx.scope, own(ctx), id).await?.ok_or(AppError::NotFound)?)
}

/// The user whose own entries are always included.
pub(super) fn own(ctx: &Ctx) -> Option<Own<'_>> {
    ctx.me().map(|me| Own { id: &me.id, name: &me.name })
}

/// Facts of an entry: `name: value` pairs, never secrets.
pub type Facts = Vec<(String, String)>;

/// An entry as it is before the action, not stored yet: for writes that store it together with
/// their intent in one transaction.
pub fn draft(
    desk: &Desk,
    ctx: &Ctx,
    action: AuditAction,
    customer: Option<&CustomerId>,
    subject: Option<&str>,
    facts: Facts,
) -> AuditEntry {
    AuditEntry {
        id: desk.ids.audit_id(),
        actor: ctx.actor().to_owned(),
        actor_id: ctx.user().cloned(),
        action,
        customer: customer.cloned(),
        subject: subject.map(ToOwned::to_owned),
        facts: facts.into_iter().map(|(name, value)| (name, readable(&value).into_owned())).collect(),
        outcome: AuditOutcome::Open,
        code: None,
        request: ctx.request.clone(),
        opened_at: desk.clock.now(),
        completed_at: None,
    }
}

/// Opens an entry. What follows must complete it.
///
/// # Errors
/// A failure of the database: then the action must not be done.
pub async fn open(
    desk: &Desk,
    ctx: &Ctx,
    action: AuditAction,
    customer: Option<&CustomerId>,
    subject: Option<&str>,
    facts: Facts,
) -> Result<Opened> {
    let entry = draft(desk, ctx, action, customer, subject, facts);
    desk.store.open_entry(&entry).await?;
    Ok(Opened { id: entry.id })
}

/// An entry that waits for its completion.
#[derive(Debug)]
#[must_use = "an entry that is not completed is shown as abandoned"]
pub struct Opened {
    id: AuditId,
}

impl Opened {
    /// Its id.
    pub fn id(&self) -> &AuditId {
        &self.id
    }

    /// Completes it with how the action ended, further facts, and the calls made. The action has happened
    /// by now, so a failure to write is logged, and the entry stays open.
    pub async fn complete<T, E: Verdict>(
        self,
        desk: &Desk,
        result: &Result<T, E>,
        facts: &[(String, String)],
        calls: &[ApiCall],
    ) {
        let (ended, code) = match result {
            Ok(_) => (AuditOutcome::Done, None),
            Err(error) => (error.ended(), error.code()),
        };
        let now = desk.clock.now();
        let written = desk.store.complete_entry(&self.id, ended, code.as_deref(), facts, calls, now).await;
        if let Err(error) = written {
            tracing::error!(%error, audit = %self.id, outcome = ended.code(), "audit entry stays open");
        }
    }
}

/// Runs `work` between opening and completing an entry, and stores the calls of the partner API
/// that it made.
///
/// # Errors
/// A failure to open the entry (then nothing was done), else what the work itself answers.
pub async fn around<T>(
    desk: &Desk,
    ctx: &Ctx,
    action: AuditAction,
    customer: Option<&CustomerId>,
    subject: Option<&str>,
    facts: Facts,
    work: impl Future<Output = Result<T>>,
) -> Result<T> {
    let opened = open(desk, ctx, action, customer, subject, facts).await?;
    let (result, calls) = partner::recording(work).await;
    opened.complete(desk, &result, &[], &calls).await;
    result
}

/// How an entry is completed, for writes that complete it in one transaction with what changed.
#[derive(Clone, Debug)]
pub struct Closing {
    /// Of which entry.
    pub entry: AuditId,
    /// How the action ended.
    pub outcome: AuditOutcome,
    /// Code of the failure.
    pub code: Option<String>,
    /// Facts to add to the ones it was opened with.
    pub facts: Facts,
    /// The calls made.
    pub calls: Vec<ApiCall>,
}

impl Closing {
    /// The same, as the store takes it.
    pub fn completion(&self) -> Completion<'_> {
        Completion {
            id: &self.entry,
            outcome: self.outcome,
            code: self.code.as_deref(),
            facts: &self.facts,
            calls: &self.calls,
        }
    }
}

/// What a failure means for the entry of the action that failed.
pub trait Verdict {
    /// Failed, or not known.
    fn ended(&self) -> AuditOutcome;
    /// A short code: of the partner API, or our own.
    fn code(&self) -> Option<String>;
}

impl Verdict for PartnerFailure {
    fn ended(&self) -> AuditOutcome {
        if self.unclear { AuditOutcome::Unknown } else { AuditOutcome::Failed }
    }

    fn code(&self) -> Option<String> {
        self.short_code()
    }
}

impl Verdict for AppError {
    fn ended(&self) -> AuditOutcome {
        match self {
            Self::Partner(failure) => failure.ended(),
            _ => AuditOutcome::Failed,
        }
    }

    fn code(&self) -> Option<String> {
        let word = match self {
            Self::Partner(failure) => return failure.code(),
            Self::SignedOut => "signed-out",
            Self::WrongSignIn => "wrong-sign-in",
            Self::RateLimited(_) => "slow-down",
            Self::NotAllowed(_) => "not-allowed",
            Self::NotFound => "not-found",
            Self::Invalid(_) => "invalid",
            Self::NotUnderstood(_) => "not-understood",
            Self::Stale { .. } | Self::ChangedMeanwhile => "changed",
            Self::WrongOrderStatus(_) => "wrong-order-status",
            Self::UnderWay(_) => "under-way",
            Self::TwoCurrencies => "two-currencies",
            Self::LimitCurrency { .. } => "limit-currency",
            Self::NoPrice(_) => "no-price",
            Self::Internal(_) => "internal",
            Self::Busy => "busy",
            Self::BadRequest => "bad-request",
            Self::Unreachable => "unreachable",
        };
        Some(word.to_owned())
    }
}

impl Verdict for Error {
    fn ended(&self) -> AuditOutcome {
        match self {
            Self::Refused(error) => error.ended(),
            // The partner API may have been called before our own database failed.
            Self::Broken(_) => AuditOutcome::Unknown,
        }
    }

    fn code(&self) -> Option<String> {
        match self {
            Self::Refused(error) => error.code(),
            Self::Broken(_) => Some("internal".to_owned()),
        }
    }
}
