//! Limits per person and day: no run is longer than a day, so all that a person had carried out in it
//! without another's approval stays within the limit.

use super::Evidence;
use crate::changes::ChangeIs;
use crate::services::{Ask, IntentState};
use model::changes::{ChangeKind, PartOutcome};
use model::ids::IntentId;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The people who passed their limit.
pub fn judge(evidence: &Evidence<'_>) -> Vec<String> {
    let Some(limit) = evidence.daily.map(Decimal::from) else { return Vec::new() };
    let mut sums: BTreeMap<String, Decimal> = BTreeMap::new();
    let mut add = |(id, by, amount): (&IntentId, String, Decimal)| {
        let asked = |ask: &Ask| matches!(ask, Ask::Approve(other) | Ask::ApproveChange(other) if other == id);
        if !evidence.record.asked.values().any(asked) && !super::jobs::is_approved(evidence, id) {
            *sums.entry(person(&by)).or_default() += amount;
        }
    };
    paid(evidence).for_each(&mut add);
    switched_on(evidence).for_each(&mut add);
    let beyond = sums.into_iter().filter(|(_, sum)| *sum > limit);
    beyond.map(|(person, sum)| format!("{person} committed {sum} on one day, above {limit}")).collect()
}

/// Payments in the ledger, with the intent that paid them.
fn paid<'a>(evidence: &'a Evidence<'_>) -> impl Iterator<Item = (&'a IntentId, String, Decimal)> {
    let payments = evidence.ledger.iter().filter(|entry| entry.is_payment());
    payments.filter_map(|entry| {
        let is_it = |state, orders: &[String]| state == IntentState::Done && orders.contains(&entry.order_id);
        let by = evidence
            .stored
            .iter()
            .find(|intent| !intent.is_renewal && is_it(intent.state, &intent.orders))?;
        Some((&by.id, by.by.clone(), entry.amount?))
    })
}

/// Auto-renewals that are on. What they commit is what the desk says, but at least the price of a month of each
/// resource, which the partner API says.
fn switched_on<'a>(evidence: &'a Evidence<'_>) -> impl Iterator<Item = (&'a IntentId, String, Decimal)> {
    let switched =
        |change: &&ChangeIs| change.state == IntentState::Done && change.act == ChangeKind::AutoRenewOn;
    evidence.changes.iter().filter(switched).map(|change| {
        let on = change.parts.iter().filter(|(_, outcome)| *outcome == PartOutcome::Done);
        let least: Decimal = on.filter_map(|(resource, _)| evidence.monthly.get(resource)).sum();
        (&change.id, change.by.clone(), change.committed.unwrap_or_default().max(least))
    })
}

/// The person who made a request, by its user name.
fn person(by: &str) -> String {
    by.rsplit_once('-').map_or(by, |(person, _)| person).to_owned()
}
