//! The calls of a change to resources: one for all, or one for each where the partner takes one
//! at a time. Each leaves once.

use super::parts::of_part;
use crate::server::service::Result;
use crate::server::service::intents::{Classified, IntentGuard};
use crate::server::state::Desk;
use model::changes::{Change, ChangeKind, PartOutcome};
use model::error::PartnerFailure;
use model::ids::{CustomerId, ResourceId};
use model::intents::Stage;
use model::renewals::ResourceFailure;
use model::resources::Resource;
use partner::{Unsubscribe, Unsubscribed};

/// "Deleted or not managed", "no renewed term that has not begun": of a request that arrived twice,
/// the second copy is told so because of the first.
const MAY_BE_ITS_OWN: [&str; 2] = ["CBC.30000067", "CBC.99003128"];

/// Sends a change that is confirmed.
pub(super) async fn send(desk: &Desk, mut mine: IntentGuard<Change>) -> Result<()> {
    let what = mine.intent.what.clone();
    let customer = mine.intent.customer.clone();
    if let ChangeKind::AutoRenewOn | ChangeKind::AutoRenewOff = what.act {
        let call = |id| switch(desk, customer.clone(), id, what.act == ChangeKind::AutoRenewOn);
        return mine.send_each(desk, next, call, |what, id, answer| note(what, &id, answer), judged).await;
    }
    let ids = leaving(&mut mine.intent.what);
    match what.act.gives_back() {
        Some(kind) => {
            let wanted =
                Unsubscribe { customer, resources: ids, what: kind, reason: what.reason, words: None };
            mine.send(desk, give_back(desk, &wanted, &what), given_back).await
        }
        None => {
            let on = what.act == ChangeKind::ToOnDemand;
            mine.send(desk, desk.partner.to_on_demand(&customer, &ids, on), switched).await
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

/// The call, and a look at the resource after a refusal that may be its own doing. Of several
/// resources the partner names one reason only, and what it is working on for another does not
/// show yet: they are left to be settled by reading.
async fn give_back(desk: &Desk, wanted: &Unsubscribe, what: &Change) -> Result<Unsubscribed, PartnerFailure> {
    let failure = match desk.partner.unsubscribe(wanted).await {
        Err(failure) if failure.code.as_deref().is_some_and(|code| MAY_BE_ITS_OWN.contains(&code)) => failure,
        answer => return answer,
    };
    let [_] = wanted.resources.as_slice() else { return Err(PartnerFailure { unclear: true, ..failure }) };
    let found = desk.partner.resources_by_id(&wanted.customer, &wanted.resources).await;
    let seen = |found: Vec<Resource>| {
        what.parts.iter().any(|part| what.act.is_seen_on(of_part(&found, part), part.end))
    };
    Err(PartnerFailure { unclear: found.map_or(true, seen), ..failure })
}

/// Marks everything that is to be sent, for one call.
fn leaving(what: &mut Change) -> Vec<ResourceId> {
    std::iter::from_fn(|| next(what)).collect()
}

/// Marks the next part that is to be sent.
fn next(what: &mut Change) -> Option<ResourceId> {
    let part = what.parts.iter_mut().find(|part| part.outcome == PartOutcome::NotSent)?;
    part.outcome = PartOutcome::Sent;
    part.resource().cloned()
}

/// What an answer about one resource makes of its part.
fn note(what: &mut Change, id: &ResourceId, answer: Result<(), PartnerFailure>) {
    if let Some(part) = what.parts.iter_mut().find(|part| part.resource() == Some(id)) {
        part.outcome = outcome(&answer);
        part.failure = answer.err();
    }
}

/// What an answer makes of an outcome.
pub(super) fn outcome<A>(answer: &Result<A, PartnerFailure>) -> PartOutcome {
    match answer {
        Ok(_) => PartOutcome::Done,
        Err(failure) if failure.unclear => PartOutcome::Unknown,
        Err(_) => PartOutcome::Refused,
    }
}

fn given_back(what: &Change, answer: Result<Unsubscribed, PartnerFailure>) -> Classified<Change> {
    let mut what = what.clone();
    let made = answer.map(|made| {
        what.orders = made.orders;
        made.failures
    });
    all(what, made)
}

fn switched(what: &Change, answer: Result<Vec<ResourceFailure>, PartnerFailure>) -> Classified<Change> {
    all(what.clone(), answer)
}

/// One answer about all parts that were sent: the whole failed, or some were left out.
fn all(mut what: Change, answer: Result<Vec<ResourceFailure>, PartnerFailure>) -> Classified<Change> {
    let sent: Vec<ResourceId> = what
        .parts
        .iter()
        .filter(|part| part.outcome.is_open())
        .filter_map(|part| part.resource().cloned())
        .collect();
    for id in sent {
        let of_it = match &answer {
            Ok(left_out) => match left_out.iter().find(|row| row.resource == id) {
                Some(row) => Err(row.failure.clone()),
                None => Ok(()),
            },
            Err(failure) => Err(failure.clone()),
        };
        note(&mut what, &id, of_it);
    }
    judged(&what)
}

/// Where a change stands with the answers that its parts have.
pub(super) fn judged(what: &Change) -> Classified<Change> {
    let stage = what.stage();
    let told = |outcome: PartOutcome| match stage {
        Stage::Unknown => outcome.is_open(),
        Stage::Rejected => outcome == PartOutcome::Refused,
        _ => false,
    };
    let failure = what.parts.iter().find(|part| told(part.outcome)).and_then(|part| part.failure.clone());
    let mut facts: Vec<_> = what.orders.iter().map(|order| ("order".to_owned(), order.to_string())).collect();
    if what.parts.len() > 1 {
        facts.push(("done".to_owned(), format!("{} / {}", what.as_wanted(), what.parts.len())));
    }
    Classified { stage, what: what.clone(), failure, facts }
}
