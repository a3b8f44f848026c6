//! Budgets in bulk: compares confirmations, calls, the final state at the partner API, and the rows
//! as shown and stored.

use super::{Evidence, Excused};
use crate::bulk::{BulkIs, Button, RowIs};
use crate::operation::Operation;
use crate::record::Set;
use crate::services::Ask;
use model::bulk::{BulkState, RowState, Target};

/// A user pauses a job and leaves: only a user resumes it.
pub const PAUSED: &str = "jobs of budgets that somebody left paused";
/// A row is reported as already set when its budget has the value, regardless of who set it (docs/bulk.md).
pub const BY_ANOTHER: &str = "rows of budgets that stood as wanted by another's hand";

/// The violations, and how often accepted deviations happened.
pub fn judge(evidence: &Evidence<'_>) -> (Vec<String>, Excused) {
    let record = evidence.record;
    let mut wrong = sent(evidence);
    wrong.extend(record.budgets.iter().filter_map(|set| unexplained(evidence, set)));
    wrong.extend(evidence.budgets.iter().filter_map(|(customer, live)| differs(evidence, customer, live)));
    let (mut paused, mut by_another) = (0, 0);
    for job in evidence.bulks.iter().filter(|job| !job.pays) {
        paused += u64::from(job.state == BulkState::Paused);
        for row in &job.rows {
            let is_kept = job.state == BulkState::Paused || job.state == BulkState::Draft;
            if row.state.is_open() && !(row.state == RowState::Waiting && is_kept) {
                wrong.push(format!("the row of {} in {} is still {:?}", row.customer, job.id, row.state));
            }
            by_another += u64::from(row.state == RowState::Done && !is_set(evidence, row, i64::MAX));
            wrong.extend(claim(evidence, row, i64::MAX).map(|why| format!("stored: {why}")));
        }
        if job.state == BulkState::Running {
            wrong.push(format!("the job {} still runs", job.id));
        }
    }
    for (at, job) in &record.bulks_shown {
        let claims = job.rows.iter().filter_map(|row| claim(evidence, row, *at));
        wrong.extend(claims.map(|why| format!("shown: {why}")));
    }
    wrong.sort();
    wrong.dedup();
    (wrong, [(PAUSED, paused), (BY_ANOTHER, by_another)].into())
}

fn is_of(row: &RowIs, customer: &str, target: &Target) -> bool {
    row.customer == customer && row.after.as_ref() == Some(target)
}

/// Rows of confirmed jobs.
fn confirmed<'a>(evidence: &'a Evidence<'_>) -> impl Iterator<Item = &'a RowIs> {
    let was_started = |job: &&BulkIs| {
        let start = Ask::Press(job.id.clone(), Button::Start);
        evidence.record.asked.values().any(|ask| *ask == start)
    };
    evidence.bulks.iter().filter(move |job| was_started(job)).flat_map(|job| &job.rows)
}

/// Only the runner sets budgets, only confirmed ones, and each row is sent once.
fn sent(evidence: &Evidence<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    let all: Vec<_> = evidence
        .sent
        .iter()
        .filter_map(|(by, operation)| match operation {
            Operation::Budget(customer, target) => Some((by, customer, target)),
            _ => None,
        })
        .collect();
    for (by, customer, target) in &all {
        if evidence.record.asked.get(by) != Some(&Ask::Runner) {
            wrong.push(format!("the budget of {customer} was set by actor {by}, who is no runner"));
        }
        let times = all.iter().filter(|(_, other, set)| other == customer && set == target).count();
        let is_it = |row: &&RowIs| row.was_sent && is_of(row, customer, target);
        let rows = confirmed(evidence).filter(is_it).count();
        if times > rows {
            wrong.push(format!("{customer} to {target:?} left {times} times, for {rows} confirmed rows"));
        }
    }
    wrong
}

/// Whether the budget of a row was set as wanted, up to `by`.
fn is_set(evidence: &Evidence<'_>, row: &RowIs, by: i64) -> bool {
    evidence.record.budgets.iter().any(|set| set.at <= by && is_of(row, &set.customer, &set.target))
}

/// A budget that was set although no row allows it (neither done, nor changed again when it was
/// read), or that replaced another value than the one compared.
fn unexplained(evidence: &Evidence<'_>, set: &Set) -> Option<String> {
    let mut rows = confirmed(evidence).filter(|row| is_of(row, &set.customer, &set.target)).peekable();
    rows.peek()?;
    let rows: Vec<&RowIs> = rows.collect();
    let words = format!("{} was set to {:?}", set.customer, set.target);
    let knows = |row: &&RowIs| row.was_sent && matches!(row.state, RowState::Done | RowState::Changed);
    if !rows.iter().any(knows) {
        let states: Vec<RowState> = rows.iter().map(|row| row.state).collect();
        return Some(format!("{words}, its row says {states:?}"));
    }
    let since = evidence.record.asked_at.get(&set.actor).copied().unwrap_or_default();
    let had = |row: &&RowIs| {
        let before = row.before.as_ref();
        before.is_some_and(|before| stood(evidence, &set.customer, before, since, set.at))
    };
    (!rows.iter().any(had)).then(|| format!("{words}, and what was seen before did not stand"))
}

/// The values of a budget at the partner API, with the time of each.
fn history<'a>(evidence: &'a Evidence<'_>, customer: &'a str) -> Vec<(i64, &'a Target)> {
    let first = evidence.first_budgets.get(customer).map(|first| (0, first));
    let later = evidence.record.budgets.iter().filter(|set| set.customer == customer);
    first.into_iter().chain(later.map(|set| (set.at, &set.target))).collect()
}

/// Whether a budget had this value at some time in the span.
fn stood(evidence: &Evidence<'_>, customer: &str, target: &Target, since: i64, by: i64) -> bool {
    let history = history(evidence, customer);
    let until = history.iter().skip(1).map(|(at, _)| *at).chain([i64::MAX]);
    history.iter().zip(until).any(|((from, was), until)| *was == target && *from <= by && until >= since)
}

/// What a row claims that the partner API contradicts.
fn claim(evidence: &Evidence<'_>, row: &RowIs, by: i64) -> Option<String> {
    let target = row.after.as_ref()?;
    let is_wrong = row.state == RowState::Done && !stood(evidence, &row.customer, target, 0, by);
    is_wrong.then(|| format!("the budget of {} as {target:?}, and it is not", row.customer))
}

/// Whether a budget differs from the confirmed one.
fn differs(evidence: &Evidence<'_>, customer: &str, live: &Target) -> Option<String> {
    let last = history(evidence, customer).last().map(|(_, target)| (*target).clone());
    (last.as_ref() != Some(live)).then(|| format!("{customer} has {live:?}, confirmed is {last:?}"))
}
