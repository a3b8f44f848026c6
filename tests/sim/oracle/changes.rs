//! Changes: compares confirmations, calls, the final state at the partner API, and the outcomes as
//! shown and stored.

use super::{Evidence, Excused};
use crate::changes::{ChangeForm, ChangeIs};
use crate::live::Live;
use crate::operation::Operation;
use crate::ready::ActorId;
use crate::record::{Effect, Record, actor};
use crate::services::{Ask, IntentState};
use model::changes::{ChangeKind, PartOutcome};
use std::collections::{BTreeMap, BTreeSet};

/// The wanted expiry policy was found, although a late request of another user set it. This is
/// documented: the value read counts (docs/payments.md).
pub const BY_ANOTHER: &str = "changes that another's late request had made";

/// A renewal order contains the expiry policy of the time it was placed, because older servers
/// require one; paying it sets that policy, even if another one was chosen meanwhile.
pub const TAKEN_ALONG: &str = "expiry policies that paying a renewal order set back";

/// The expiry policy was switched, but the answer was lost, and something else reset it before it
/// could be read. The page says that it has another value.
pub const SET_BACK: &str = "changes that something had set back before they were read";

const AUTO_RENEWS: i64 = 3;
const GOES_ON: i64 = 1;
const NEITHER: i64 = 0;

/// The violations, and how often accepted deviations happened.
pub fn judge(evidence: &Evidence<'_>) -> (Vec<String>, Excused) {
    let record = evidence.record;
    let mut wrong = confirmed(evidence);
    wrong.extend(once(evidence));
    wrong.extend(stored(evidence));
    wrong.extend(evidence.live.iter().filter_map(|live| differs(evidence, live)));
    let mut excused = Excused::new();
    for change in evidence.changes {
        let (more, reasons) = claims(evidence, change, i64::MAX);
        wrong.extend(more.iter().map(|why| format!("stored: {why}")));
        reasons.into_iter().for_each(|reason| *excused.entry(reason).or_default() += 1);
    }
    for (at, change) in &record.changes_shown {
        let (more, _) = claims(evidence, change, *at);
        wrong.extend(more.iter().map(|why| format!("shown: {why}")));
    }
    wrong.sort();
    wrong.dedup();
    let taken_along = evidence.live.iter().map(|live| taken_along(evidence, &live.resource)).sum();
    excused.insert(TAKEN_ALONG, taken_along);
    (wrong, excused)
}

/// Only confirmed changes are sent.
fn confirmed(evidence: &Evidence<'_>) -> Vec<String> {
    let asked = &evidence.record.asked;
    let unasked = evidence.sent.iter().filter(|(by, operation)| match (operation, asked.get(by)) {
        (Operation::Change(act, objects), Some(Ask::Change(form))) => {
            let names = |object: &String| form.resources.iter().any(|id| id.as_str() == object);
            form.act != *act || !objects.iter().all(names)
        }
        (Operation::Change(act, objects), Some(Ask::ApproveChange(id))) => {
            let approved = evidence.changes.iter().find(|change| change.id == *id && change.act == *act);
            let names = |change: &ChangeIs, object: &String| change.parts.iter().any(|(id, _)| id == object);
            approved.is_none_or(|change| !objects.iter().all(|object| names(change, object)))
        }
        (Operation::Change(ChangeKind::Cancel, objects), Some(Ask::Cancel(order))) => {
            objects.iter().any(|object| object != order.as_str())
        }
        (Operation::Change(..), _) => true,
        _ => false,
    });
    unasked
        .map(|(by, operation)| format!("{operation:?} left for actor {by}, who had not confirmed it"))
        .collect()
}

/// Nothing is unsubscribed twice, no term is unsubscribed more often than confirmed, and the ledger
/// has exactly these refunds.
fn once(evidence: &Evidence<'_>) -> Vec<String> {
    let record = evidence.record;
    let mut times: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for effect in record.effects.iter().filter(|effect| effect.act.unsubscribe_type().is_some()) {
        *times.entry((effect.act.code(), &effect.object)).or_default() += 1;
    }
    let mut wrong = Vec::new();
    for ((act, object), times) in times {
        let most = if act == ChangeKind::Unsubscribe.code() { 1 } else { forms_for(record, act, object) };
        if times > most {
            wrong.push(format!("{act} of {object}: {times} times, {most} at most"));
        }
    }
    let mut refunds: Vec<&String> =
        evidence.ledger.iter().filter(|entry| entry.kind == "refund").map(|entry| &entry.order_id).collect();
    let mut made: Vec<&String> = record.refunds.iter().collect();
    refunds.sort();
    made.sort();
    if refunds != made {
        wrong.push(format!("the ledger has the refunds {refunds:?}, answers named {made:?}"));
    }
    wrong
}

fn forms_for(record: &Record, act: &str, object: &str) -> usize {
    let forms = record.asked.values().filter_map(|ask| match ask {
        Ask::Change(form) if form.act.code() == act => Some(form),
        _ => None,
    });
    let naming = forms.filter(|form| form.resources.iter().any(|id| id.as_str() == object));
    naming.map(|form: &ChangeForm| form.number).collect::<BTreeSet<_>>().len()
}

/// Each effect belongs to a stored change that reports it, and none is open.
fn stored(evidence: &Evidence<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    for effect in &evidence.record.effects {
        let own = |change: &&ChangeIs| is_of(evidence, effect, change) && change.act == effect.act;
        if !evidence.changes.iter().any(|change| own(&change)) {
            wrong.push(format!("{} by actor {}, of whom no change is stored", words(effect), effect.actor));
        }
    }
    for change in evidence.changes {
        let is_open = |(_, outcome): &(String, PartOutcome)| outcome.is_open();
        if change.state == IntentState::Open || change.parts.iter().any(is_open) {
            wrong.push(format!("{} by {} is still open: {:?}", change.act.code(), change.by, change.parts));
        }
        let made = change.parts.iter().any(|(_, outcome)| outcome.is_as_wanted());
        if change.state == IntentState::Done && !made {
            wrong.push(format!("{} by {} is stored as done, no part of it is", change.act.code(), change.by));
        }
    }
    wrong
}

/// Whether an effect is of a change: made by the request of the user who confirmed or approved it.
fn is_of(evidence: &Evidence<'_>, effect: &Effect, change: &ChangeIs) -> bool {
    let asked = evidence.record.asked.get(&effect.actor);
    actor(&change.by) == Some(effect.actor) || asked == Some(&Ask::ApproveChange(change.id.clone()))
}

fn words(effect: &Effect) -> String {
    format!("{} of {}", effect.act.code(), effect.object)
}

/// What a page or the database claims about the parts of a change, compared with what had been done
/// by then; and the reasons of accepted deviations.
fn claims(evidence: &Evidence<'_>, change: &ChangeIs, by: i64) -> (Vec<String>, Vec<&'static str>) {
    let record = evidence.record;
    let Some(own) = actor(&change.by) else { return Default::default() };
    let is_over = matches!(change.state, IntentState::Done | IntentState::Nothing);
    let (mut wrong, mut reasons) = (Vec::new(), Vec::new());
    for (object, outcome) in &change.parts {
        let effects = || {
            record
                .effects
                .iter()
                .filter(|effect| is_of(evidence, effect, change))
                .filter(|effect| effect.act == change.act && effect.object == *object)
        };
        let says = || format!("{} of {object} by {} as {outcome:?}", change.act.code(), change.by);
        match outcome {
            PartOutcome::Done | PartOutcome::Already if effects().any(|effect| effect.at <= by) => {}
            PartOutcome::Done | PartOutcome::Already if stood(evidence, own, change.act, object, by) => {
                reasons.extend((*outcome == PartOutcome::Done).then_some(BY_ANOTHER));
            }
            PartOutcome::Done | PartOutcome::Already => wrong.push(format!("{}, and it is not", says())),
            PartOutcome::Refused if effects().next().is_some() => {
                wrong.push(format!("{}, and it is", says()))
            }
            PartOutcome::NoEffect if effects().any(|effect| is_set_back(evidence, effect, by)) => {
                reasons.push(SET_BACK);
            }
            PartOutcome::NoEffect | PartOutcome::NotSent if is_over && effects().next().is_some() => {
                wrong.push(format!("{} at its end, and it is", says()));
            }
            _ => {}
        }
    }
    (wrong, reasons)
}

/// Whether the effect of a change on an expiry policy was reset, up to `by`.
fn is_set_back(evidence: &Evidence<'_>, effect: &Effect, by: i64) -> bool {
    let later =
        |(from, policy): &(i64, i64)| (effect.at..=by).contains(from) && !is_wanted(effect.act, *policy);
    effect.act.is_about_the_end() && policies(evidence, &effect.object).iter().any(later)
}

/// Whether a policy is the one that a change wants.
fn is_wanted(act: ChangeKind, policy: i64) -> bool {
    match act {
        ChangeKind::AutoRenewOn => policy == AUTO_RENEWS,
        ChangeKind::AutoRenewOff => policy != AUTO_RENEWS,
        ChangeKind::ToOnDemand => policy == GOES_ON,
        _ => policy != GOES_ON,
    }
}

/// Whether the wanted state existed at some time after an actor started, up to `by`.
fn stood(evidence: &Evidence<'_>, began: ActorId, act: ChangeKind, object: &str, by: i64) -> bool {
    let since = evidence.record.asked_at.get(&began).copied().unwrap_or_default();
    if !act.is_about_the_end() {
        let mut effects = evidence.record.effects.iter();
        return effects.any(|effect| effect.act == act && effect.object == object && effect.at <= by);
    }
    let policies = policies(evidence, object);
    let until = policies.iter().skip(1).map(|(at, _)| *at).chain([i64::MAX]);
    policies
        .iter()
        .zip(until)
        .any(|((from, policy), until)| is_wanted(act, *policy) && *from <= by && until >= since)
}

/// Events for the expiry policy of a resource: the time, and either the change or the policy
/// contained in a renewal order (transactions.yaml, `expire_policy`).
fn events(evidence: &Evidence<'_>, resource: &str) -> Vec<(i64, Option<ChangeKind>, Option<i64>)> {
    let record = evidence.record;
    let renewed = evidence.ledger.iter().filter(|entry| entry.resource_id.as_deref() == Some(resource));
    let renewed = renewed
        .filter_map(|entry| Some((entry.seconds(), None, Some(*record.renewed_with.get(&entry.order_id)?))));
    let switched = record.effects.iter().filter(|effect| effect.object == resource);
    let switched = switched.map(|effect| (effect.at, Some(effect.act), None));
    let mut events: Vec<_> = renewed.chain(switched).collect();
    events.sort_by_key(|(at, ..)| *at);
    events
}

/// How often a renewal order replaced the current policy by another one.
fn taken_along(evidence: &Evidence<'_>, resource: &str) -> u64 {
    let policies = policies(evidence, resource);
    let orders = events(evidence, resource).into_iter().filter_map(|(at, _, policy)| Some((at, policy?)));
    let stood = |at: i64| policies.iter().rev().find(|(since, _)| *since < at).map(|(_, policy)| *policy);
    orders.filter(|(at, policy)| stood(*at).is_some_and(|stood| stood != *policy)).count() as u64
}

/// The expiry policies of a resource with the time of each: initial, switched, and set by renewal
/// orders.
fn policies(evidence: &Evidence<'_>, resource: &str) -> Vec<(i64, i64)> {
    let mut policies = vec![(0, evidence.policies.get(resource).copied().unwrap_or_default())];
    for (at, act, renewed) in events(evidence, resource) {
        let current = policies.last().map(|(_, policy)| *policy);
        let next = match act {
            Some(ChangeKind::AutoRenewOn) => Some(AUTO_RENEWS),
            Some(ChangeKind::ToOnDemand) => Some(GOES_ON),
            Some(ChangeKind::AutoRenewOff) => Some(NEITHER),
            Some(ChangeKind::NotToOnDemand) if current == Some(GOES_ON) => Some(NEITHER),
            _ => renewed,
        };
        policies.extend(next.map(|policy| (at, policy)));
    }
    policies
}

/// Whether a resource differs from the confirmed state.
fn differs(evidence: &Evidence<'_>, live: &Live) -> Option<String> {
    let gone = |effect: &&Effect| effect.act == ChangeKind::Unsubscribe && effect.object == live.resource;
    let is_gone = evidence.record.effects.iter().any(|effect| gone(&effect));
    let policy = policies(evidence, &live.resource).last().map(|(_, policy)| *policy);
    if is_gone != live.is_gone {
        return Some(format!("{} is gone: {}, confirmed: {is_gone}", live.resource, live.is_gone));
    }
    (!is_gone && live.policy != policy)
        .then(|| format!("{} has policy {:?}, confirmed is {policy:?}", live.resource, live.policy))
}
