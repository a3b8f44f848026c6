//! Several orders paid as one job: each row says what the ledger says, and runners send no order more often
//! than it was confirmed.

use super::Evidence;
use crate::bulk::{BulkIs, Button, Paying};
use crate::operation::Operation;
use crate::services::{Ask, IntentState};
use model::bulk::{BulkState, RowState};
use model::ids::IntentId;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The violations.
pub fn judge(evidence: &Evidence<'_>) -> Vec<String> {
    let mut wrong = sent(evidence);
    for job in evidence.bulks.iter().filter(|job| job.pays) {
        wrong.extend(ended(evidence, job));
        wrong.extend(claims(evidence, job, i64::MAX).into_iter().map(|why| format!("stored: {why}")));
    }
    for (at, job) in evidence.record.bulks_shown.iter().filter(|(_, job)| job.pays) {
        wrong.extend(claims(evidence, job, *at).into_iter().map(|why| format!("shown: {why}")));
    }
    wrong.sort();
    wrong.dedup();
    wrong
}

/// The rows of jobs that somebody confirmed.
fn confirmed<'a>(evidence: &'a Evidence<'_>) -> impl Iterator<Item = &'a Paying> {
    let was_started = move |job: &&BulkIs| {
        let start = Ask::Press(job.id.clone(), Button::Start);
        job.pays && evidence.record.asked.values().any(|ask| *ask == start)
    };
    let jobs = evidence.bulks.iter().filter(was_started);
    jobs.flat_map(|job| &job.rows)
        .filter(|row| row.state != RowState::Skipped)
        .filter_map(|row| row.pays.as_ref())
}

/// Whether a job that was confirmed pays an order with that amount.
pub fn is_confirmed(evidence: &Evidence<'_>, order: &str, amount: Option<Decimal>) -> bool {
    confirmed(evidence).any(|row| row.order == order && row.amount == amount)
}

/// Whether a second person agreed to the job of an intent.
pub fn is_approved(evidence: &Evidence<'_>, intent: &IntentId) -> bool {
    let has =
        |job: &&BulkIs| job.rows.iter().filter_map(|row| row.pays.as_ref()).any(|row| row.intent == *intent);
    evidence.bulks.iter().find(has).is_some_and(|job| {
        let approve = Ask::Press(job.id.clone(), Button::Approve);
        evidence.record.asked.values().any(|ask| *ask == approve)
    })
}

/// An order leaves at most once for each row that confirmed it: a row that was sent is never sent again.
fn sent(evidence: &Evidence<'_>) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for (by, operation) in evidence.sent {
        if let (Operation::Pay(order), Some(Ask::Runner)) = (operation, evidence.record.asked.get(by)) {
            *times.entry(order).or_default() += 1;
        }
    }
    let most = |order: &str| confirmed(evidence).filter(|row| row.order == order).count();
    let beyond = times.into_iter().filter(|(order, times)| *times > most(order));
    beyond.map(|(order, times)| format!("{order} left {times} times for {} rows", most(order))).collect()
}

/// A job runs on only where a person has to say what became of a payment.
fn ended(evidence: &Evidence<'_>, job: &BulkIs) -> Vec<String> {
    let is_kept = matches!(job.state, BulkState::Paused | BulkState::Draft | BulkState::Waiting);
    let asks = |intent: &IntentId| {
        evidence.stored.iter().any(|one| one.id == *intent && one.state == IntentState::Asking)
    };
    let (mut wrong, mut asking) = (Vec::new(), false);
    for (row, pays) in job.rows.iter().filter_map(|row| Some((row, row.pays.as_ref()?))) {
        let excused = match row.state {
            RowState::Waiting => is_kept,
            RowState::Unknown => asks(&pays.intent),
            state => !state.is_open(),
        };
        asking |= row.state == RowState::Unknown && excused;
        if !excused {
            wrong.push(format!("the row of {} in {} is still {:?}", pays.order, job.id, row.state));
        }
    }
    if job.state == BulkState::Running && !asking {
        wrong.push(format!("the job {} still runs", job.id));
    }
    wrong
}

/// What rows claim that the ledger contradicts.
fn claims(evidence: &Evidence<'_>, job: &BulkIs, by: i64) -> Vec<String> {
    let mut wrong = Vec::new();
    for (row, pays) in job.rows.iter().filter_map(|row| Some((row, row.pays.as_ref()?))) {
        let order = pays.order.as_str();
        let is_paid = evidence
            .ledger
            .iter()
            .any(|entry| entry.is_payment() && entry.order_id == order && entry.seconds() <= by);
        let is_mine =
            evidence.stored.iter().any(|one| one.id == pays.intent && one.state == IntentState::Done);
        let fails = matches!(row.state, RowState::Refused | RowState::Changed | RowState::NotDone);
        if row.state == RowState::Done && !is_paid {
            wrong.push(format!("{order} as paid by {}, and it is not", job.id));
        }
        if fails && is_mine {
            wrong.push(format!("{order} as {:?} by {}, whose payment is done", row.state, job.id));
        }
    }
    wrong
}
