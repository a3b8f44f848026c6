//! One row: the budget is read, compared with what was seen, set once, and the answer judged.

use super::super::Result;
use super::super::audit::{self, Facts, Verdict};
use crate::server::ctx::Ctx;
use crate::server::service::intents::send_time::promptly;
use crate::server::state::Desk;
use crate::server::store::{RowChange, RowEntry};
use model::audit::{ApiCall, AuditAction, AuditEntry, AuditOutcome};
use model::budgets::{Budget, BudgetAmount, BudgetType, FreezeBehaviour};
use model::bulk::{BulkRow, RowState, Target};
use model::customers::Customer;
use model::error::PartnerFailure;
use partner::SetBudget;
use partner::recording;

/// How often reading a budget before sending may fail. Nothing is sent meanwhile, and the other
/// rows go first; the client repeats each reading by itself as well.
const MOST_TRIES: u32 = 3;

/// Sends a row that waits. False when its job does not run any more.
pub async fn send(desk: &Desk, ctx: &Ctx, row: &BulkRow) -> Result<bool> {
    let found = match &row.customer {
        Some(id) => desk.store.customer(&ctx.scope, id).await?,
        None => None,
    };
    let (Some(customer), Some(after)) = (found, row.after.as_ref()) else {
        let change = RowChange::at(desk.clock.now());
        end(desk, ctx, row, RowState::Refused, change, Some("not-found".to_owned()), &[]).await?;
        return Ok(true);
    };
    let (read, calls) = recording(desk.partner.budget(&customer.id, customer.reseller.as_ref())).await;
    match read {
        Ok(budget) => compared(desk, ctx, row, &customer, after, &budget, calls).await,
        Err(failure) => {
            unread(desk, ctx, row, failure, &calls).await?;
            Ok(true)
        }
    }
}

/// The budget could not be read, so nothing was sent.
async fn unread(
    desk: &Desk,
    ctx: &Ctx,
    row: &BulkRow,
    failure: PartnerFailure,
    calls: &[ApiCall],
) -> Result<()> {
    if row.tries + 1 < MOST_TRIES {
        return Ok(desk.store.retry_row(row).await?);
    }
    let code = failure.code();
    let change = RowChange { failure: Some(failure), ..RowChange::at(desk.clock.now()) };
    end(desk, ctx, row, RowState::Refused, change, code, calls).await
}

/// Compare-and-set: only the value that was seen is replaced.
async fn compared(
    desk: &Desk,
    ctx: &Ctx,
    row: &BulkRow,
    customer: &Customer,
    after: &Target,
    now: &Budget,
    calls: Vec<ApiCall>,
) -> Result<bool> {
    let stands = Target::of(now);
    let same_money = row.currency.as_ref() == Some(&now.currency);
    let change = RowChange { stands: Some(stands.clone()), ..RowChange::at(desk.clock.now()) };
    if same_money && stands == *after && row.behaviour.is_none() && !row.lift_freeze {
        end(desk, ctx, row, RowState::Done, change, None, &calls).await?;
        return Ok(true);
    }
    let seen = row.before.as_ref() == Some(&stands);
    let amount = after.amount.and_then(|amount| BudgetAmount::try_from(amount).ok());
    let (Some(amount), true, true) = (amount, seen, same_money) else {
        end(desk, ctx, row, RowState::Changed, change, Some("changed".to_owned()), &calls).await?;
        return Ok(true);
    };
    let order = SetBudget {
        customer: customer.id.clone(),
        reseller: customer.reseller.clone(),
        amount,
        kind: after.kind.clone().unwrap_or(BudgetType::Monthly),
        freeze: row.behaviour,
        lift_freeze: row.lift_freeze,
    };
    let entry = entry(desk, ctx, row);
    if !desk.store.send_row(row, &entry).await? {
        return Ok(false);
    }
    let again = |at| async move { Ok(desk.store.row_leaves(row, at).await?) };
    if promptly(desk, entry.opened_at, again).await? {
        sent(desk, row, &order, after, now, &entry, calls).await?;
    }
    Ok(true)
}

/// The one call that changes a budget, and what came of it.
async fn sent(
    desk: &Desk,
    row: &BulkRow,
    order: &SetBudget,
    after: &Target,
    before: &Budget,
    entry: &AuditEntry,
    mut calls: Vec<ApiCall>,
) -> Result<()> {
    let work = async {
        let answer = desk.partner.set_budget(order).await;
        let unclear = answer.as_ref().is_err_and(|failure| failure.unclear);
        // A new type counts the used amount anew: the mirror needs the partner's word for it.
        let look = unclear || (answer.is_ok() && before.kind.as_ref() != after.kind.as_ref());
        let read = if look {
            desk.partner.budget(&order.customer, order.reseller.as_ref()).await.ok()
        } else {
            answer.is_ok().then(|| Budget { amount: after.amount, ..before.clone() })
        };
        (answer, read)
    };
    let ((answer, read), more) = recording(work).await;
    calls.extend(more);
    let stands = read.as_ref().is_some_and(|budget| Target::of(budget) == *after);
    let (state, failure) = match answer {
        Ok(()) => (RowState::Done, None),
        Err(failure) if failure.unclear && stands => (RowState::Done, None),
        Err(failure) if failure.unclear => (RowState::Unknown, Some(failure)),
        Err(failure) => (RowState::Refused, Some(failure)),
    };
    let at = desk.clock.now();
    let closing = audit::Closing {
        entry: entry.id.clone(),
        outcome: ended(state),
        code: failure.as_ref().and_then(Verdict::code),
        facts: Vec::new(),
        calls,
    };
    let change = RowChange { failure, ..RowChange::at(at) };
    // Given up as orphaned meanwhile, it is still this answer that counts.
    let from = [RowState::Sent, RowState::Unknown];
    desk.store.move_row(row, &from, state, &change, RowEntry::Completed(closing.completion())).await?;
    if let Some(budget) = read {
        desk.store.upsert_budgets(std::slice::from_ref(&budget), at).await?;
    }
    Ok(())
}

/// How the audit log calls the end of a row.
pub(super) fn ended(state: RowState) -> AuditOutcome {
    match state {
        RowState::Done => AuditOutcome::Done,
        RowState::Unknown | RowState::Sent => AuditOutcome::Unknown,
        _ => AuditOutcome::Failed,
    }
}

/// Ends a row of which nothing was sent, with an entry of its own.
async fn end(
    desk: &Desk,
    ctx: &Ctx,
    row: &BulkRow,
    state: RowState,
    change: RowChange,
    code: Option<String>,
    calls: &[ApiCall],
) -> Result<()> {
    let mut entry = entry(desk, ctx, row);
    entry.facts.push(("nothing-sent".to_owned(), "yes".to_owned()));
    (entry.outcome, entry.code) = (ended(state), code);
    desk.store.move_row(row, &[RowState::Waiting], state, &change, RowEntry::Ended(&entry, calls)).await?;
    Ok(())
}

/// The row's entry, not stored yet.
fn entry(desk: &Desk, ctx: &Ctx, row: &BulkRow) -> AuditEntry {
    audit::draft(desk, ctx, AuditAction::SetBudget, row.customer.as_ref(), None, facts(row))
}

fn facts(row: &BulkRow) -> Facts {
    let amount =
        |target: Option<&Target>| row.money(target).map(|money| money.to_string()).unwrap_or_default();
    let kind = |target: Option<&Target>| {
        target.and_then(|target| target.kind.as_ref()).map(BudgetType::code).unwrap_or_default().to_owned()
    };
    let (before, after) = (row.before.as_ref(), row.after.as_ref());
    let mut facts = vec![
        ("bulk-job".to_owned(), row.job.to_string()),
        ("amount-before".to_owned(), amount(before)),
        ("amount-after".to_owned(), amount(after)),
        ("type-before".to_owned(), kind(before)),
        ("type-after".to_owned(), kind(after)),
    ];
    if let Some(behaviour) = row.behaviour.map(FreezeBehaviour::code) {
        facts.push(("freeze-behaviour".to_owned(), behaviour.to_string()));
    }
    if row.lift_freeze {
        facts.push(("lift-freeze".to_owned(), "yes".to_owned()));
    }
    facts
}
