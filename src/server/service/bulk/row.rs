//! One row: the budget is read, compared with the one shown, set once, and the answer classified.

use super::super::Result;
use super::super::audit::{self, Facts, Verdict};
use crate::server::ctx::Ctx;
use crate::server::service::intents::send_time::refresh_send_time;
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

/// Sends a waiting row. False when its job is no longer running.
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
        Ok(budget) => compare_and_set(desk, ctx, row, &customer, after, &budget, calls).await,
        // Not asked at all: that is no try of this row.
        Err(failure) if failure.was_not_asked() => Ok(false),
        Err(failure) => {
            record_failed_read(desk, ctx, row, failure, &calls).await?;
            Ok(true)
        }
    }
}

/// The budget could not be read, so nothing was sent.
async fn record_failed_read(
    desk: &Desk,
    ctx: &Ctx,
    row: &BulkRow,
    failure: PartnerFailure,
    calls: &[ApiCall],
) -> Result<()> {
    if row.tries + 1 < MOST_TRIES {
        return Ok(desk.store.count_failed_read(row).await?);
    }
    let code = failure.code();
    let change = RowChange { failure: Some(failure), ..RowChange::at(desk.clock.now()) };
    end(desk, ctx, row, RowState::Refused, change, code, calls).await
}

/// Compare-and-set: only the value that was seen is replaced.
async fn compare_and_set(
    desk: &Desk,
    ctx: &Ctx,
    row: &BulkRow,
    customer: &Customer,
    after: &Target,
    now: &Budget,
    calls: Vec<ApiCall>,
) -> Result<bool> {
    let current = Target::of(now);
    let same_money = row.currency.as_ref() == Some(&now.currency);
    let change = RowChange { actual: Some(current.clone()), ..RowChange::at(desk.clock.now()) };
    if same_money && current == *after && row.behaviour.is_none() && !row.lift_freeze {
        end(desk, ctx, row, RowState::Done, change, None, &calls).await?;
        return Ok(true);
    }
    let is_as_shown = row.before.as_ref() == Some(&current);
    let amount = after.amount.and_then(|amount| BudgetAmount::try_from(amount).ok());
    let (Some(amount), true, true) = (amount, is_as_shown, same_money) else {
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
    let store_again = |at| async move { Ok(desk.store.update_row_sent_at(row, at).await?) };
    if refresh_send_time(desk, entry.opened_at, store_again).await? {
        set_budget(desk, row, &order, after, now, &entry, calls).await?;
    }
    Ok(true)
}

/// Makes the only call that changes the budget, and stores its outcome.
async fn set_budget(
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
        // A new type resets the used amount: it has to be read for the mirror.
        let must_read = unclear || (answer.is_ok() && before.kind.as_ref() != after.kind.as_ref());
        let read = if must_read {
            desk.partner.budget(&order.customer, order.reseller.as_ref()).await.ok()
        } else {
            answer.is_ok().then(|| Budget { amount: after.amount, ..before.clone() })
        };
        (answer, read)
    };
    let ((answer, read), more) = recording(work).await;
    calls.extend(more);
    let is_set = read.as_ref().is_some_and(|budget| Target::of(budget) == *after);
    let (state, failure) = match answer {
        Ok(()) => (RowState::Done, None),
        Err(failure) if failure.unclear && is_set => (RowState::Done, None),
        Err(failure) if failure.unclear => (RowState::Unknown, Some(failure)),
        Err(failure) => (RowState::Refused, Some(failure)),
    };
    let at = desk.clock.now();
    let closing = audit::Closing {
        entry: entry.id.clone(),
        outcome: audit_outcome(state),
        code: failure.as_ref().and_then(Verdict::code),
        facts: Vec::new(),
        calls,
    };
    let change = RowChange { failure, ..RowChange::at(at) };
    // Even if the row was marked as orphaned meanwhile, this answer counts.
    let from = [RowState::Sent, RowState::Unknown];
    desk.store.move_row(row, &from, state, &change, RowEntry::Completed(closing.completion())).await?;
    if state == RowState::Done {
        store_behaviour(desk, row).await?;
    }
    if let Some(budget) = read {
        desk.store.upsert_budgets(std::slice::from_ref(&budget), at).await?;
    }
    Ok(())
}

/// Keeps what a row that is done set to happen when the budget runs out.
pub(super) async fn store_behaviour(desk: &Desk, row: &BulkRow) -> Result<()> {
    if let (Some(customer), Some(behaviour)) = (&row.customer, row.behaviour) {
        desk.store.set_freeze_behaviour(customer, behaviour).await?;
    }
    Ok(())
}

/// The audit outcome of a row's state.
pub(super) fn audit_outcome(state: RowState) -> AuditOutcome {
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
    (entry.outcome, entry.code) = (audit_outcome(state), code);
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
