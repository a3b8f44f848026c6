//! The calls of a change to resources: one for all, or one for each where an operation takes one at
//! a time. Each is sent once.

use super::parts::of_part;
use crate::server::service::intents::{Classified, IntentGuard};
use crate::server::service::{Result, mirror};
use crate::server::state::Desk;
use model::changes::{Change, ChangeKind, PartOutcome};
use model::error::PartnerFailure;
use model::ids::{CustomerId, ResourceId};
use model::intents::Stage;
use model::renewals::ResourceFailure;
use model::resources::Resource;
use partner::{Unsubscribe, Unsubscribed};

/// "Deleted or not managed", "no renewed term that has not begun": of a request that arrived twice,
/// the second copy gets this answer because of the first.
const MAY_BE_ITS_OWN: [&str; 2] = ["CBC.30000067", "CBC.99003128"];

/// Sends a change that is confirmed.
pub(super) async fn send(desk: &Desk, mut guard: IntentGuard<Change>) -> Result<()> {
    let what = guard.intent.what.clone();
    let customer = guard.intent.customer.clone();
    if let ChangeKind::AutoRenewOn | ChangeKind::AutoRenewOff = what.act {
        let call = |id| switch(desk, customer.clone(), id, what.act == ChangeKind::AutoRenewOn);
        return guard
            .send_each(
                desk,
                mark_next_sent,
                call,
                |what, id, answer| apply_answer(what, &id, answer),
                classify,
            )
            .await;
    }
    let ids = mark_all_sent(&mut guard.intent.what);
    match what.act.unsubscribe_type() {
        Some(kind) => {
            let wanted =
                Unsubscribe { customer, resources: ids, what: kind, reason: what.reason, words: None };
            guard.send(desk, unsubscribe(desk, &wanted, &what), classify_unsubscribed).await
        }
        None => {
            let on = what.act == ChangeKind::ToOnDemand;
            guard.send(desk, desk.partner.to_on_demand(&customer, &ids, on), classify_switched).await
        }
    }
}

async fn switch(desk: &Desk, customer: CustomerId, id: ResourceId, on: bool) -> Result<(), PartnerFailure> {
    if on {
        desk.partner.auto_renew_on(&customer, &id).await
    } else {
        desk.partner.auto_renew_off(&customer, &id).await
    }
}

/// Makes the call, then reads the resource after a refusal that may be caused by the first copy of
/// this request. For several resources the answer has one reason only, and another resource may
/// still be in progress: the outcome is unclear and reconciled by reading.
async fn unsubscribe(
    desk: &Desk,
    wanted: &Unsubscribe,
    what: &Change,
) -> Result<Unsubscribed, PartnerFailure> {
    let failure = match desk.partner.unsubscribe(wanted).await {
        Err(failure) if failure.code.as_deref().is_some_and(|code| MAY_BE_ITS_OWN.contains(&code)) => failure,
        answer => return answer,
    };
    let [_] = wanted.resources.as_slice() else { return Err(PartnerFailure { unclear: true, ..failure }) };
    let found = mirror::read_resources(desk, &wanted.customer, &wanted.resources).await;
    let is_in_effect = |found: Vec<Resource>| {
        what.parts.iter().any(|part| what.act.is_in_effect_on(of_part(&found, part), part.end))
    };
    Err(PartnerFailure { unclear: found.map_or(true, is_in_effect), ..failure })
}

/// Marks everything that is to be sent, for one call.
fn mark_all_sent(what: &mut Change) -> Vec<ResourceId> {
    std::iter::from_fn(|| mark_next_sent(what)).collect()
}

/// Marks the next part that is to be sent.
fn mark_next_sent(what: &mut Change) -> Option<ResourceId> {
    let part = what.parts.iter_mut().find(|part| part.outcome == PartOutcome::NotSent)?;
    part.outcome = PartOutcome::Sent;
    part.resource().cloned()
}

/// Applies the answer for one resource to its part.
fn apply_answer(what: &mut Change, id: &ResourceId, answer: Result<(), PartnerFailure>) {
    if let Some(part) = what.parts.iter_mut().find(|part| part.resource() == Some(id)) {
        part.outcome = outcome(&answer);
        part.failure = answer.err();
    }
}

/// The outcome that an answer means.
pub(super) fn outcome<A>(answer: &Result<A, PartnerFailure>) -> PartOutcome {
    match answer {
        Ok(_) => PartOutcome::Done,
        Err(failure) if failure.unclear => PartOutcome::Unknown,
        Err(_) => PartOutcome::Refused,
    }
}

fn classify_unsubscribed(what: &Change, answer: Result<Unsubscribed, PartnerFailure>) -> Classified<Change> {
    let mut what = what.clone();
    let made = answer.map(|made| {
        what.orders = made.orders;
        made.failures
    });
    classify_all(what, made)
}

fn classify_switched(
    what: &Change,
    answer: Result<Vec<ResourceFailure>, PartnerFailure>,
) -> Classified<Change> {
    classify_all(what.clone(), answer)
}

/// Applies one answer to all parts that were sent: the whole call failed, or some of them.
fn classify_all(
    mut what: Change,
    answer: Result<Vec<ResourceFailure>, PartnerFailure>,
) -> Classified<Change> {
    let sent: Vec<ResourceId> = what
        .parts
        .iter()
        .filter(|part| part.outcome.is_open())
        .filter_map(|part| part.resource().cloned())
        .collect();
    for id in sent {
        let of_it = match &answer {
            Ok(failures) => match failures.iter().find(|row| row.resource == id) {
                Some(row) => Err(row.failure.clone()),
                None => Ok(()),
            },
            Err(failure) => Err(failure.clone()),
        };
        apply_answer(&mut what, &id, of_it);
    }
    classify(&what)
}

/// The stage of a change, given the answers for its parts.
pub(super) fn classify(what: &Change) -> Classified<Change> {
    let stage = what.stage();
    let explains = |outcome: PartOutcome| match stage {
        Stage::Unknown => outcome.is_open(),
        Stage::Rejected => outcome == PartOutcome::Refused,
        _ => false,
    };
    let failure = what.parts.iter().find(|part| explains(part.outcome)).and_then(|part| part.failure.clone());
    let mut facts: Vec<_> = what.orders.iter().map(|order| ("order".to_owned(), order.to_string())).collect();
    if what.parts.len() > 1 {
        facts.push(("done".to_owned(), format!("{} / {}", what.as_wanted(), what.parts.len())));
    }
    Classified { stage, what: what.clone(), failure, facts }
}
