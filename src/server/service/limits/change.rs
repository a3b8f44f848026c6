//! Changing limits. Every change needs the password, and a second administrator where there is one: what one
//! proposes, another agrees to.

use super::show::{Known, currency};
use crate::server::ctx::Ctx;
use crate::server::service::assignments::common::done_entry;
use crate::server::service::audit::Facts;
use crate::server::service::{Result, users};
use crate::server::state::Desk;
use crate::server::store::{Decided, LimitDecision, Proposed};
use model::audit::{AuditAction, AuditEntry};
use model::error::AppError;
use model::forms::limits::{AgreeLimitsForm, SetLimitsForm};
use model::ids::LimitProposalId;
use model::limits::own::{LimitChange, LimitHolder, LimitProposal, ProposalState};
use model::money::{Currency, Money};
use model::users::Permission;
use rust_decimal::Decimal;

/// What became of limits that were typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// They are those that are set: nothing was done.
    Same,
    /// They wait for another administrator.
    Proposed,
    /// They apply, since there is no other administrator.
    Applied,
}

/// Proposes other limits for a role or a person; with a single administrator they apply at once.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`] where there is nobody whose limits they could be;
/// [`AppError::BadRequest`] for another currency than the account's; [`AppError::Invalid`] with every amount that
/// is refused; [`AppError::ChangedMeanwhile`] when the limits are not those that the page showed, or another
/// change of them waits; those of [`users::password_again`].
pub async fn propose(desk: &Desk, ctx: &Ctx, form: &SetLimitsForm) -> Result<Changed> {
    ctx.allow(Permission::Administer)?;
    // The desk itself changes no limits: a person answers for each.
    let me = ctx.me().ok_or(AppError::NotAllowed(Permission::Administer))?;
    let holder = LimitHolder::parse(&form.kind, &form.holder).ok_or(AppError::NotFound)?;
    let found = Known::read(desk).await?.of(desk, &holder).ok_or(AppError::NotFound)?;
    if form.currency != currency(desk).code() {
        return Err(AppError::BadRequest.into());
    }
    let bound = |key| found.rows.iter().find(|row| row.key == key).and_then(|row| row.bound);
    let after = form.limits(currency(desk), bound)?;
    if form.seen != found.own.text() {
        return Err(AppError::ChangedMeanwhile.into());
    }
    if found.own.is_same(&after) {
        return Ok(Changed::Same);
    }
    users::password_again(desk, ctx, &form.password, &found.name).await?;
    let proposal = LimitProposal {
        id: desk.ids.limit_proposal_id(),
        holder,
        name: found.name,
        before: found.own,
        after,
        proposed_by: me.name.clone(),
        proposed_by_id: me.id.clone(),
        proposed_at: desk.clock.now(),
        state: ProposalState::Waiting,
        decided_by: None,
        decided_at: None,
    };
    let entry = entry(desk, ctx, AuditAction::ProposeLimits, &proposal);
    match desk.store.propose_limits(&proposal, &entry).await? {
        Proposed::Waiting => Ok(Changed::Proposed),
        Proposed::Applied => Ok(Changed::Applied),
        Proposed::Moved | Proposed::UnderWay => Err(AppError::ChangedMeanwhile.into()),
        Proposed::NotAllowed => Err(AppError::NotAllowed(Permission::Administer).into()),
        Proposed::NoPerson => Err(AppError::NotFound.into()),
    }
}

/// Agrees to what another administrator proposed: it applies from now on.
///
/// # Errors
/// [`AppError::NotAllowed`], also for one's own; [`AppError::NotFound`]; [`AppError::ChangedMeanwhile`] when it
/// does not wait any more, or cannot be done any more: then it has ended, and its state says why; those of
/// [`users::password_again`].
pub async fn agree(desk: &Desk, ctx: &Ctx, form: &AgreeLimitsForm) -> Result<()> {
    ctx.allow(Permission::Administer)?;
    let proposal = found(desk, &form.id).await?;
    if ctx.user().is_none_or(|me| *me == proposal.proposed_by_id) {
        return Err(AppError::NotAllowed(Permission::Administer).into());
    }
    users::password_again(desk, ctx, &form.password, &proposal.name).await?;
    decide(desk, ctx, &proposal, (LimitDecision::Agree, AuditAction::AgreeLimits)).await
}

/// Refuses what another administrator proposed.
///
/// # Errors
/// As [`agree`], without the password.
pub async fn refuse(desk: &Desk, ctx: &Ctx, id: &LimitProposalId) -> Result<()> {
    ctx.allow(Permission::Administer)?;
    let proposal = found(desk, id).await?;
    decide(desk, ctx, &proposal, (LimitDecision::Refuse, AuditAction::RefuseLimits)).await
}

/// Withdraws one's own proposal.
///
/// # Errors
/// As [`agree`], without the password; [`AppError::NotAllowed`] for what somebody else proposed.
pub async fn withdraw(desk: &Desk, ctx: &Ctx, id: &LimitProposalId) -> Result<()> {
    ctx.allow(Permission::Administer)?;
    let proposal = found(desk, id).await?;
    decide(desk, ctx, &proposal, (LimitDecision::Withdraw, AuditAction::WithdrawLimits)).await
}

async fn found(desk: &Desk, id: &LimitProposalId) -> Result<LimitProposal> {
    Ok(desk.store.limit_proposal(id).await?.ok_or(AppError::NotFound)?)
}

async fn decide(
    desk: &Desk,
    ctx: &Ctx,
    proposal: &LimitProposal,
    (decision, action): (LimitDecision, AuditAction),
) -> Result<()> {
    let entry = entry(desk, ctx, action, proposal);
    match desk.store.decide_limits(&proposal.id, decision, &entry, desk.clock.now()).await? {
        Decided::Done(state) if decision != LimitDecision::Agree || state.applies() => Ok(()),
        Decided::Done(_) | Decided::Before(_) => Err(AppError::ChangedMeanwhile.into()),
        Decided::NotAllowed => Err(AppError::NotAllowed(Permission::Administer).into()),
        Decided::NotFound => Err(AppError::NotFound.into()),
    }
}

/// The entry in the audit log, with each limit that changes before and after.
fn entry(desk: &Desk, ctx: &Ctx, action: AuditAction, proposal: &LimitProposal) -> AuditEntry {
    let (before, after) = (&proposal.before, &proposal.after);
    let amount = |amount: Option<Decimal>, currency: &Currency| {
        amount
            .map_or_else(|| "\u{2013}".to_owned(), |amount| Money::new(amount, currency.clone()).to_string())
    };
    let fact = |(key, was, is): LimitChange| {
        let (was, is) = (amount(was, &before.currency), amount(is, &after.currency));
        (format!("limit-{}", key.code()), format!("{was} \u{2192} {is}"))
    };
    let mut facts: Facts = before.changes(after).into_iter().map(fact).collect();
    if action != AuditAction::ProposeLimits {
        facts.push(("proposed-by".to_owned(), proposal.proposed_by.clone()));
    }
    done_entry(desk, ctx, action, (None, Some(&proposal.name)), facts)
}
