//! Makes a dry run of lines: looks everything up, decides row by row, adds up, stores.

use super::super::Result;
use super::before::{self, Seen};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::Known;
use model::budgets::{BadAmount, BudgetAmount, BudgetType, FreezeBehaviour};
use model::bulk::{Bulk, BulkKind, BulkRow, BulkState, LeftOut, RowState, Target, Total};
use model::customers::Frozen;
use model::error::AppError;
use model::ids::{BulkId, CustomerId};
use model::money::grouped;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap, HashSet};

/// How the amount of a row comes about.
#[derive(Clone, Debug)]
pub(super) enum Rule {
    /// This amount and type; `None` leaves the type as it is, and makes a first budget monthly.
    To(Result<BudgetAmount, BadAmount>, Option<BudgetType>),
    /// So much more.
    Raise(Decimal),
    /// So many percent more.
    Percent(Decimal),
    /// Back to what stood, where this still stands.
    Back { stands: Target, to: Target },
}

/// A row before anything was looked up.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub number: u32,
    pub given: String,
    pub given_amount: String,
    pub customer: Result<CustomerId, LeftOut>,
    pub rule: Rule,
    pub behaviour: Option<FreezeBehaviour>,
    pub lift_freeze: bool,
    /// What else is wrong with it.
    pub wrong: Option<LeftOut>,
}

/// What a dry run is of.
pub(super) struct Of {
    pub kind: BulkKind,
    pub operand: String,
    pub undoes: Option<BulkId>,
    /// Frozen accounts too: somebody looked at the very one.
    pub frozen_too: bool,
}

/// Looks everything up, decides row by row, and stores the dry run.
pub(super) async fn store(desk: &Desk, ctx: &Ctx, of: Of, lines: Vec<Line>) -> Result<BulkId> {
    let ids: Vec<CustomerId> = lines
        .iter()
        .filter_map(|line| line.customer.as_ref().ok().cloned())
        .collect::<HashSet<_>>()
        .into_iter()
        .collect();
    let known = desk.store.known_customers(&ctx.scope, &ids).await?;
    let resale: Vec<&Known> = known.iter().filter(|known| known.customer.is_resale()).collect();
    let seen = before::read(desk, &resale).await?;
    Ok(decided(desk, ctx, of, lines, &known, &seen).await?.id)
}

/// [`store`], of what was looked up already.
pub(super) async fn decided(
    desk: &Desk,
    ctx: &Ctx,
    of: Of,
    lines: Vec<Line>,
    known: &[Known],
    seen: &HashMap<CustomerId, Seen>,
) -> Result<Bulk> {
    let me = ctx.me().ok_or(AppError::SignedOut)?;
    let known: HashMap<&CustomerId, &Known> = known.iter().map(|known| (&known.customer.id, known)).collect();
    let twice = twice(&lines);
    let id = desk.ids.bulk_id();
    let rows: Vec<BulkRow> = lines
        .into_iter()
        .map(|line| {
            let again = line.customer.as_ref().is_ok_and(|customer| twice.contains(customer));
            row(&id, line, &known, seen, (again, of.frozen_too))
        })
        .collect();
    let used =
        rows.iter().filter(|row| row.state == RowState::Waiting).filter_map(|row| row.customer.as_ref());
    let used: Vec<&Seen> = used.filter_map(|customer| seen.get(customer)).collect();
    let job = Bulk {
        id,
        kind: of.kind,
        operand: of.operand,
        state: BulkState::Draft,
        rows: rows.len() as u64,
        from_mirror: used.iter().filter(|seen| !seen.live).count() as u64,
        seen_since: used.iter().map(|seen| seen.at).min(),
        totals: totals(&rows),
        undoes: of.undoes,
        user: me.id.clone(),
        created_by: me.name.clone(),
        created_at: desk.clock.now(),
        confirmed_at: None,
        confirmed_by: None,
        decided_at: None,
        decided_by: None,
        ended_at: None,
    };
    desk.store.add_bulk(&job, &rows).await?;
    Ok(job)
}

/// Customers that several lines are about. None of those lines is taken: nobody can tell which.
fn twice(lines: &[Line]) -> HashSet<CustomerId> {
    let mut met = HashSet::new();
    let named = lines.iter().filter_map(|line| line.customer.as_ref().ok());
    named.filter(|customer| !met.insert(*customer)).cloned().collect()
}

/// Why a customer's budget is not set in bulk.
fn unfit(known: &Known, frozen_too: bool) -> Option<LeftOut> {
    if !known.customer.is_resale() {
        return Some(LeftOut::NotResale);
    }
    let frozen = known.customer.frozen.is_some_and(|frozen| frozen != Frozen::No);
    (frozen && !frozen_too).then_some(LeftOut::Frozen)
}

fn row(
    job: &BulkId,
    line: Line,
    known: &HashMap<&CustomerId, &Known>,
    seen: &HashMap<CustomerId, Seen>,
    (twice, frozen_too): (bool, bool),
) -> BulkRow {
    let customer = line.customer.and_then(|id| known.get(&id).copied().ok_or(LeftOut::NotFound));
    let found = customer.ok();
    let seen = found.and_then(|known| seen.get(&known.customer.id));
    let before = seen.map(|seen| Target::of(&seen.budget));
    let mut given_amount = line.given_amount;
    let decided = customer
        .and_then(|known| unfit(known, frozen_too).map_or(Ok(()), Err))
        .and_then(|()| if twice { Err(LeftOut::Twice) } else { line.wrong.map_or(Ok(()), Err) })
        .and_then(|()| {
            let before = before.as_ref().ok_or(LeftOut::Unread)?;
            decide(&line.rule, before, &mut given_amount)
        })
        .and_then(|after| {
            let same = before.as_ref() == Some(&after) && line.behaviour.is_none() && !line.lift_freeze;
            if same { Err(LeftOut::Same) } else { Ok(after) }
        });
    BulkRow {
        job: job.clone(),
        line: line.number,
        given: line.given,
        given_amount,
        customer: found.map(|known| known.customer.id.clone()),
        name: found.map(|known| known.customer.display_name().to_owned()),
        currency: seen.map(|seen| seen.budget.currency.clone()),
        before,
        state: if decided.is_ok() { RowState::Waiting } else { RowState::LeftOut },
        left_out: decided.as_ref().err().copied(),
        after: decided.ok(),
        behaviour: line.behaviour,
        lift_freeze: line.lift_freeze,
        failure: None,
        stands: None,
        audit: None,
        tries: 0,
        sent_at: None,
        checked_at: None,
        ended_at: None,
    }
}

/// What shall stand. An amount that was computed and cannot be a budget is told exactly; nothing
/// is rounded.
fn decide(rule: &Rule, before: &Target, told: &mut String) -> Result<Target, LeftOut> {
    let kept = || before.kind.clone().unwrap_or(BudgetType::Monthly);
    let target = |amount: BudgetAmount, kind| Target { amount: Some(amount.get()), kind: Some(kind) };
    let mut computed = |amount: Option<Decimal>| {
        let amount = amount.ok_or(LeftOut::AmountTooLarge)?;
        let fits = BudgetAmount::try_from(amount);
        if fits.is_err() {
            *told = grouped(amount);
        }
        Ok(target(fits?, kept()))
    };
    match rule {
        Rule::To(amount, kind) => Ok(target((*amount)?, kind.clone().unwrap_or_else(kept))),
        Rule::Raise(more) => computed(before.amount.ok_or(LeftOut::NoBudget)?.checked_add(*more)),
        Rule::Percent(percent) => {
            let standing = before.amount.ok_or(LeftOut::NoBudget)?;
            computed(raised(standing, *percent))
        }
        Rule::Back { stands, to } => {
            if before != stands {
                return Err(LeftOut::Moved);
            }
            let amount = BudgetAmount::try_from(to.amount.ok_or(LeftOut::NoBudget)?)?;
            Ok(target(amount, to.kind.clone().unwrap_or(BudgetType::Monthly)))
        }
    }
}

/// Exactly so many percent more; `None` where the exact result does not fit into a decimal.
fn raised(amount: Decimal, percent: Decimal) -> Option<Decimal> {
    let (amount, factor) = (amount.normalize(), Decimal::ONE_HUNDRED.checked_add(percent)?.normalize());
    // Dividing by a hundred moves the point; the scale says that no digit was lost.
    let hundredfold = amount.checked_mul(factor)?;
    let exact = hundredfold.scale() == amount.scale() + factor.scale();
    let mut result = hundredfold;
    (exact && result.set_scale(hundredfold.scale() + 2).is_ok()).then(|| result.normalize())
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
        });
        // At most 5,000 amounts below 2^31: far within a decimal.
        let amount =
            |target: &Option<Target>| target.as_ref().and_then(|target| target.amount).unwrap_or_default();
        total.count += 1;
        total.before += amount(&row.before);
        total.after += amount(&row.after);
        if let (Some(before), Some(after), Some(raised)) = (&row.before, &row.after, &mut total.raised) {
            *raised += after.raise_from(before);
        }
    }
    totals.into_values().collect()
}
