//! What was requested, shown and executed, for the oracle.

use crate::bulk::BulkIs;
use crate::changes::ChangeIs;
use crate::ready::ActorId;
use crate::services::{Ask, IntentState, Reply};
use model::bulk::Target;
use model::changes::ChangeKind;
use model::ids::{BulkId, IntentId, OrderId};
use std::collections::{BTreeMap, BTreeSet};

/// A user saw the state of an intent.
pub struct Shown {
    pub id: IntentId,
    /// Who had confirmed the intent.
    pub by: String,
    pub order: OrderId,
    pub state: IntentState,
    /// Whether the ledger had the order as paid at that time.
    pub was_paid: bool,
}

/// A request changed something at the partner API.
pub struct Effect {
    /// Seconds since the start of the run.
    pub at: i64,
    pub actor: ActorId,
    pub act: ChangeKind,
    /// The order or resource.
    pub object: String,
}

/// A request set a budget at the partner API.
pub struct Set {
    /// Seconds since the start of the run.
    pub at: i64,
    pub actor: ActorId,
    pub customer: String,
    pub target: Target,
}

/// The record of a run.
#[derive(Default)]
pub struct Record {
    /// The request of each actor.
    pub asked: BTreeMap<ActorId, Ask>,
    /// Its time, seconds since the start of the run.
    pub asked_at: BTreeMap<ActorId, i64>,
    /// Pages that showed the state of a payment.
    pub shown: Vec<Shown>,
    /// Which request paid an order, in the order of the ledger.
    pub paid: Vec<(ActorId, String)>,
    /// Which request created which renewal orders.
    pub made: Vec<(ActorId, Vec<String>)>,
    /// The expiry policy of each of them.
    pub renewed_with: BTreeMap<String, i64>,
    /// Changes at the partner API, in order.
    pub effects: Vec<Effect>,
    /// Orders of refunds.
    pub refunds: Vec<String>,
    /// Pages of changes with their time, seconds since the start of the run.
    pub changes_shown: Vec<(i64, ChangeIs)>,
    /// Budgets set at the partner API, in order.
    pub budgets: Vec<Set>,
    /// Jobs created.
    pub bulks: BTreeSet<BulkId>,
    /// Pages of jobs with their time, seconds since the start of the run.
    pub bulks_shown: Vec<(i64, BulkIs)>,
    /// Failures that no network fault explains.
    pub broken: Vec<String>,
}

impl Record {
    /// Records the reply to a request.
    pub fn add_reply(&mut self, reply: &Reply, at: i64, is_paid: impl Fn(&OrderId) -> bool) {
        if let Reply::Refused(why) = reply
            && reply.is_broken()
        {
            self.broken.push(why.clone());
        }
        match reply {
            Reply::Bulk(id) => drop(self.bulks.insert(id.clone())),
            Reply::BulkIs(job) => self.bulks_shown.push((at, job.clone())),
            _ => {}
        }
        if let Reply::ChangeIs(change) = reply {
            self.changes_shown.push((at, change.clone()));
        }
        if let Reply::PaymentIs { id, by, order, state } = reply {
            let was_paid = is_paid(order);
            self.shown.push(Shown {
                id: id.clone(),
                by: by.clone(),
                order: order.clone(),
                state: *state,
                was_paid,
            });
        }
    }
}

/// The user name of an actor.
pub fn name(person: &str, actor: ActorId) -> String {
    format!("{person}-{actor}")
}

/// The actor of a user name.
pub fn actor(name: &str) -> Option<ActorId> {
    name.rsplit_once('-')?.1.parse().ok()
}
