//! Makes a dry run of lines: looks up customers and budgets, decides each row, sums up, stores.

use super::super::Result;
use super::current_budgets::{self, ReadBudget};
use super::decide::{contradiction, decide};
use super::line::Line;
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::CustomerAndBudget;
use model::bulk::{
    Bulk, BulkKind, BulkRow, BulkState, FileFormat, RoundUp, RowState, SkipReason, Target, Task, Total,
};
use model::customers::{Customer, Frozen};
use model::error::AppError;
use model::ids::{BulkId, CustomerId};
use model::raise::RaiseFor;
use model::time::Timestamp;
use model::users::Me;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a dry run is made from.
pub(super) struct DraftSpec {
    pub kind: BulkKind,
    pub operand: String,
    pub rounding: Option<RoundUp>,
    pub file: Option<FileFormat>,
    pub undoes: Option<BulkId>,
    /// Frozen accounts too: the user set the budget of this one customer.
    pub frozen_too: bool,
    /// The purchase that it is raised for.
    pub raise_for: Option<RaiseFor>,
}

impl DraftSpec {
    /// One of a kind, with nothing else.
    pub fn of(kind: BulkKind) -> Self {
        Self {
            kind,
            operand: String::new(),
            rounding: None,
            file: None,
            undoes: None,
            frozen_too: false,
            raise_for: None,
        }
    }
}

/// Looks everything up, decides row by row, and stores the dry run.
pub(super) async fn store(desk: &Desk, ctx: &Ctx, spec: DraftSpec, lines: Vec<Line>) -> Result<BulkId> {
    let ids: Vec<CustomerId> = lines
        .iter()
        .filter_map(|line| line.customer.as_ref().ok().cloned())
        .collect::<HashSet<_>>()
        .into_iter()
        .collect();
    let known = desk.store.known_customers(&ctx.scope, &ids).await?;
    let resale: Vec<&CustomerAndBudget> =
        known.iter().filter(|known| known.customer.may_be_resale()).collect();
    let seen = current_budgets::read(desk, &resale).await?;
    Ok(store_with(desk, ctx, spec, lines, &known, &seen).await?.id)
}

/// [`store`], with customers and budgets that were already read.
pub(super) async fn store_with(
    desk: &Desk,
    ctx: &Ctx,
    spec: DraftSpec,
    lines: Vec<Line>,
    known: &[CustomerAndBudget],
    seen: &HashMap<CustomerId, ReadBudget>,
) -> Result<Bulk> {
    let me = ctx.me().ok_or(AppError::SignedOut)?;
    let known: HashMap<&CustomerId, &CustomerAndBudget> =
        known.iter().map(|known| (&known.customer.id, known)).collect();
    let repeated = repeated_customers(&lines);
    let id = desk.ids.bulk_id();
    let rows: Vec<BulkRow> = lines
        .into_iter()
        .map(|line| {
            let again = line.customer.as_ref().is_ok_and(|customer| repeated.contains(customer));
            row(&id, line, &known, seen, (again, spec.frozen_too))
        })
        .collect();
    let used =
        rows.iter().filter(|row| row.state == RowState::Waiting).filter_map(|row| row.customer.as_ref());
    let used: Vec<&ReadBudget> = used.filter_map(|customer| seen.get(customer)).collect();
    let from_mirror = used.iter().filter(|seen| !seen.live).count() as u64;
    let seen_since = used.iter().map(|seen| seen.at).min();
    add(desk, me, (id, spec), rows, (from_mirror, seen_since)).await
}

/// Stores a dry run of rows that were decided, with how many of them come from the mirror, and when the
/// oldest was read.
pub(super) async fn add(
    desk: &Desk,
    me: &Me,
    (id, spec): (BulkId, DraftSpec),
    rows: Vec<BulkRow>,
    (from_mirror, seen_since): (u64, Option<Timestamp>),
) -> Result<Bulk> {
    let job = Bulk {
        id,
        kind: spec.kind,
        operand: spec.operand,
        rounding: spec.rounding,
        file: spec.file,
        state: BulkState::Draft,
        rows: rows.len() as u64,
        chosen: Some(rows.iter().filter(|row| row.state == RowState::Waiting).count() as u64),
        from_mirror,
        seen_since,
        totals: totals(&rows),
        undoes: spec.undoes,
        user: me.id.clone(),
        created_by: me.name.clone(),
        created_at: desk.clock.now(),
        confirmed_at: None,
        confirmed_by: None,
        confirmed_by_id: None,
        decided_at: None,
        decided_by: None,
        decided_by_id: None,
        ended_at: None,
        reason: None,
        raise_for: spec.raise_for,
    };
    desk.store.add_bulk(&job, &rows).await?;
    Ok(job)
}

/// Customers that occur in several lines. All those lines are skipped: it is not known which one is
/// meant.
fn repeated_customers(lines: &[Line]) -> HashSet<CustomerId> {
    let mut met = HashSet::new();
    let named = lines.iter().filter_map(|line| line.customer.as_ref().ok());
    named.filter(|customer| !met.insert(*customer)).cloned().collect()
}

/// Why a customer's budget is not set in bulk.
fn customer_skip_reason(known: &CustomerAndBudget, frozen_too: bool) -> Option<SkipReason> {
    if !known.customer.may_be_resale() {
        return Some(SkipReason::NotResale);
    }
    let frozen = known.customer.frozen.is_some_and(|frozen| frozen != Frozen::No);
    (frozen && !frozen_too).then_some(SkipReason::Frozen)
}

fn row(
    job: &BulkId,
    mut line: Line,
    known: &HashMap<&CustomerId, &CustomerAndBudget>,
    seen: &HashMap<CustomerId, ReadBudget>,
    (twice, frozen_too): (bool, bool),
) -> BulkRow {
    let customer = line.customer.clone();
    let customer = customer.and_then(|id| known.get(&id).copied().ok_or(SkipReason::NotFound));
    let found = customer.ok();
    let seen = found.and_then(|known| seen.get(&known.customer.id));
    let before = seen.map(|seen| Target::of(&seen.budget));
    let decided = customer
        .and_then(|known| customer_skip_reason(known, frozen_too).map_or(Ok(known), Err))
        .and_then(|known| if twice { Err(SkipReason::Twice) } else { line.wrong.map_or(Ok(known), Err) })
        .and_then(|known| contradiction(&mut line, known, seen).map_or(Ok(()), Err))
        .and_then(|()| {
            let seen = seen.ok_or(SkipReason::Unread)?;
            decide(&mut line, &Target::of(&seen.budget), &seen.budget.currency)
        })
        .and_then(|after| {
            let same = before.as_ref() == Some(&after) && line.behaviour.is_none() && !line.lift_freeze;
            if same { Err(SkipReason::Same) } else { Ok(after) }
        });
    BulkRow {
        job: job.clone(),
        line: line.number,
        given: line.given,
        given_amount: line.given_amount,
        customer: found.map(|known| known.customer.id.clone()),
        name: found.map(|known| known.customer.display_name().to_owned()),
        currency: seen.map(|seen| seen.budget.currency.clone()),
        before,
        used: seen.and_then(|seen| seen.budget.used),
        state: if decided.is_ok() { RowState::Waiting } else { RowState::Skipped },
        skip_reason: decided.as_ref().err().copied(),
        after: decided.ok(),
        behaviour_before: found.and_then(|known| known.freeze_behaviour),
        behaviour: line.behaviour,
        lift_freeze: line.lift_freeze,
        failure: None,
        actual: None,
        audit: None,
        tries: 0,
        sent_at: None,
        checked_at: None,
        ended_at: None,
        task: None,
    }
}

/// A row of a job that pays or changes resources: what it is about, and why it is skipped.
pub(super) fn task_row(
    (job, line): (&BulkId, u32),
    customer: Option<&Customer>,
    given: String,
    task: Task,
    skip_reason: Option<SkipReason>,
) -> BulkRow {
    BulkRow {
        job: job.clone(),
        line,
        given,
        given_amount: String::new(),
        customer: customer.map(|customer| customer.id.clone()),
        name: customer.map(|customer| customer.display_name().to_owned()),
        currency: task.price.as_ref().map(|price| price.currency.clone()),
        before: None,
        used: None,
        after: None,
        behaviour_before: None,
        behaviour: None,
        lift_freeze: false,
        state: if skip_reason.is_some() { RowState::Skipped } else { RowState::Waiting },
        skip_reason,
        failure: None,
        actual: None,
        audit: None,
        tries: 0,
        sent_at: None,
        checked_at: None,
        ended_at: None,
        task: Some(task),
    }
}

fn totals(rows: &[BulkRow]) -> Vec<Total> {
    let mut totals = BTreeMap::new();
    for row in rows.iter().filter(|row| row.state == RowState::Waiting) {
        let Some(currency) = &row.currency else { continue };
        let total = totals.entry(currency.clone()).or_insert_with(|| Total {
            currency: currency.clone(),
            count: 0,
            before: Decimal::ZERO,
            after: Decimal::ZERO,
            raised: Some(Decimal::ZERO),
            cuts: 0,
            freezes: 0,
        });
        // At most 5,000 amounts below 2^31: far within a decimal.
        let amount =
            |target: &Option<Target>| target.as_ref().and_then(|target| target.amount).unwrap_or_default();
        total.count += 1;
        total.cuts += u64::from(row.cut().is_some());
        total.freezes += u64::from(row.behaviour.is_some());
        total.before += amount(&row.before);
        total.after += amount(&row.after);
        let price = row.task.as_ref().and_then(|task| task.price.as_ref());
        total.after += price.map_or(Decimal::ZERO, |price| price.amount);
        if let (Some(committed), Some(raised)) = (row.commits(), &mut total.raised) {
            *raised += committed.amount;
        }
    }
    totals.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::intents::ResourceLock;
    use model::money::{Currency, Money};

    fn paying(line: u32, amount: &str, currency: &str, skip: Option<SkipReason>) -> BulkRow {
        let price = Money::new(amount.parse().unwrap(), Currency::parse(currency).unwrap());
        let order = ResourceLock::Order(format!("CS{line}").parse().unwrap());
        let task = Task { price: Some(price), ..Task::new(order, format!("{line:032x}").parse().unwrap()) };
        task_row((&"00".repeat(16).parse().unwrap(), line), None, String::new(), task, skip)
    }

    #[test]
    fn amounts_are_added_per_currency_and_skipped_rows_left_out() {
        let rows = [
            paying(1, "10.10", "USD", None),
            paying(2, "7000", "CNY", None),
            paying(3, "0.02", "USD", None),
            paying(4, "99", "USD", Some(SkipReason::NotResale)),
        ];
        let sums: Vec<_> = totals(&rows)
            .into_iter()
            .map(|total| (total.currency.to_string(), total.count, total.after.to_string()))
            .collect();
        let of = |currency: &str, count, sum: &str| (currency.to_owned(), count, sum.to_owned());
        assert_eq!(sums, [of("CNY", 1, "7000"), of("USD", 2, "10.12")]);
    }
}
