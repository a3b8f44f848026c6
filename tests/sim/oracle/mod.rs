//! The oracle: compares confirmations, pages and stored data with the ledger of the simulated
//! partner API.

mod budgets;
mod changes;
mod jobs;
mod limits;

use crate::bulk::BulkIs;
use crate::changes::ChangeIs;
use crate::live::Live;
use crate::operation::Operation;
use crate::partner::Entry;
use crate::ready::ActorId;
use crate::record::{Record, actor};
use crate::services::{Ask, IntentState, Stored};
use model::bulk::Target;
use model::ids::IntentId;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Deviations that are accepted, for the reason given at their name, with their number.
pub type Excused = BTreeMap<&'static str, u64>;

/// Everything known at the end of a run.
pub struct Evidence<'a> {
    pub record: &'a Record,
    pub ledger: &'a [Entry],
    pub stored: &'a [Stored],
    pub changes: &'a [ChangeIs],
    /// Final resources at the partner API.
    pub live: &'a [Live],
    /// Their initial expiry policies.
    pub policies: &'a BTreeMap<String, i64>,
    /// The prices of a month of each.
    pub monthly: &'a BTreeMap<String, Decimal>,
    pub bulks: &'a [BulkIs],
    /// Final budgets at the partner API.
    pub budgets: &'a BTreeMap<String, Target>,
    /// The initial budgets.
    pub first_budgets: &'a BTreeMap<String, Target>,
    /// The limit of a person's day without another's approval.
    pub daily: Option<u32>,
    /// Requests sent by desks.
    pub sent: &'a [(ActorId, Operation)],
}

/// The violations (empty if there are none), and how often accepted deviations happened.
pub fn judge(evidence: &Evidence<'_>) -> (Vec<String>, Excused) {
    let mut wrong = Vec::new();
    wrong.extend(evidence.record.broken.iter().map(|why| format!("the desk broke: {why}")));
    wrong.extend(ledger(evidence));
    wrong.extend(writes(evidence));
    wrong.extend(payments(evidence));
    wrong.extend(renewals(evidence));
    wrong.extend(pages(evidence));
    wrong.extend(limits::judge(evidence));
    wrong.extend(jobs::judge(evidence));
    let (more, mut excused) = changes::judge(evidence);
    wrong.extend(more);
    let (more, of_budgets) = budgets::judge(evidence);
    wrong.extend(more);
    excused.extend(of_budgets);
    (wrong, excused)
}

/// No order is paid twice, nothing is paid without a confirmation of its amount, no resource is
/// renewed more often than confirmed.
fn ledger(evidence: &Evidence<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut paid: BTreeMap<&str, u32> = BTreeMap::new();
    for entry in evidence.ledger.iter().filter(|entry| entry.is_payment()) {
        *paid.entry(&entry.order_id).or_default() += 1;
        let (order, amount) = (entry.order_id.as_str(), entry.amount);
        if !is_confirmed(evidence.record, order, amount) && !jobs::is_confirmed(evidence, order, amount) {
            wrong.push(format!("{} paid with {:?}, which nobody confirmed", entry.order_id, entry.amount));
        }
    }
    wrong.extend(
        paid.iter()
            .filter(|(_, times)| **times > 1)
            .map(|(order, times)| format!("{order} paid {times} times")),
    );
    let mut renewed: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in evidence.ledger.iter().filter(|entry| entry.is_renewal()) {
        *renewed.entry(entry.resource_id.as_deref().unwrap_or_default()).or_default() += 1;
    }
    for (resource, times) in renewed {
        let confirmed = forms_for(evidence.record, resource);
        if times > confirmed {
            wrong.push(format!("{resource} renewed {times} times, confirmed {confirmed} times"));
        }
    }
    wrong
}

fn is_confirmed(record: &Record, order: &str, amount: Option<Decimal>) -> bool {
    record.asked.values().any(|ask| match ask {
        Ask::Pay(form) => form.order.as_str() == order && form.amount.parse().ok() == amount,
        _ => false,
    })
}

/// Number of forms that confirmed a renewal of a resource. A form posted twice counts once.
fn forms_for(record: &Record, resource: &str) -> usize {
    let forms: BTreeSet<u32> = record
        .asked
        .values()
        .filter_map(|ask| match ask {
            Ask::Renew(form) => Some(form),
            _ => None,
        })
        .filter(|form| form.resources.iter().any(|id| id.as_str() == resource))
        .map(|form| form.number)
        .collect();
    forms.len()
}

/// A write is sent once per confirmation. Runners have rows of several jobs to send: those are
/// counted by rows ([`jobs`], [`budgets`]).
fn writes(evidence: &Evidence<'_>) -> Vec<String> {
    let mut times: BTreeMap<(ActorId, String), u32> = BTreeMap::new();
    for (actor, operation) in evidence.sent {
        let by_runner = evidence.record.asked.get(actor) == Some(&Ask::Runner);
        let by_rows = matches!(operation, Operation::Budget(..))
            || (by_runner && matches!(operation, Operation::Pay(_)));
        if operation.is_write() && !by_rows {
            *times.entry((*actor, format!("{operation:?}"))).or_default() += 1;
        }
    }
    times
        .into_iter()
        .filter(|(_, times)| *times > 1)
        .map(|((actor, operation), times)| format!("{operation} left {times} times for actor {actor}"))
        .collect()
}

/// Stored payments agree with the ledger, and none is open.
fn payments(evidence: &Evidence<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    let intents: Vec<&Stored> = evidence.stored.iter().filter(|intent| !intent.is_renewal).collect();
    let order = |intent: &Stored| intent.orders.first().cloned().unwrap_or_default();
    for entry in evidence.ledger.iter().filter(|entry| entry.is_payment()) {
        let done = intents
            .iter()
            .filter(|intent| intent.state == IntentState::Done && order(intent) == entry.order_id)
            .count();
        if done != 1 {
            wrong.push(format!("{} is paid; {done} intents say so", entry.order_id));
        }
    }
    for intent in intents {
        let order = order(intent);
        let by = &intent.by;
        let is_paid = evidence.ledger.iter().any(|entry| entry.is_payment() && entry.order_id == order);
        let own = paid_by(evidence.record, (&intent.id, by), &order);
        match intent.state {
            IntentState::Open => wrong.push(format!("the payment of {order} by {by} is still open")),
            IntentState::Done if !is_paid => {
                wrong.push(format!("{order} is stored as paid by {by}, and is not"))
            }
            IntentState::Nothing | IntentState::Asking | IntentState::Waiting if own => {
                wrong.push(format!("{order} was paid by {by}, stored as {:?}", intent.state));
            }
            _ => {}
        }
    }
    wrong
}

/// Whether the request of an intent paid an order: that of the user who confirmed or approved it.
fn paid_by(record: &Record, (id, by): (&IntentId, &str), order: &str) -> bool {
    let own = |payer: &ActorId| {
        actor(by) == Some(*payer) || record.asked.get(payer) == Some(&Ask::Approve(id.clone()))
    };
    record.paid.iter().any(|(payer, paid)| own(payer) && paid == order)
}

/// Stored renewals have the orders they created, and none is open.
fn renewals(evidence: &Evidence<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    for intent in evidence.stored.iter().filter(|intent| intent.is_renewal) {
        if intent.state == IntentState::Open {
            wrong.push(format!("the renewal by {} is still open", intent.by));
        }
    }
    for (maker, orders) in &evidence.record.made {
        let own =
            evidence.stored.iter().filter(|intent| intent.is_renewal && actor(&intent.by) == Some(*maker));
        let known: BTreeSet<&String> = own.clone().flat_map(|intent| &intent.orders).collect();
        if own.clone().count() == 0 {
            wrong.push(format!("{orders:?} made by actor {maker}, of whom no renewal is stored"));
        } else if own.clone().all(|intent| intent.state != IntentState::Done) {
            wrong
                .push(format!("{orders:?} made by actor {maker}, whose renewal is stored as without effect"));
        } else if !orders.iter().all(|order| known.contains(order)) {
            wrong.push(format!("{orders:?} made by actor {maker}, stored are {known:?}"));
        }
    }
    wrong
}

/// No page contradicted the ledger.
fn pages(evidence: &Evidence<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    for shown in &evidence.record.shown {
        let (by, order) = (&shown.by, shown.order.as_str());
        match shown.state {
            IntentState::Done if !shown.was_paid => {
                wrong.push(format!("{order} shown as paid before it was"))
            }
            IntentState::Nothing if paid_by(evidence.record, (&shown.id, by), order) => {
                wrong.push(format!("{order} shown as not paid by {by}, who paid it"));
            }
            _ => {}
        }
    }
    wrong.sort();
    wrong.dedup();
    wrong
}
