//! What was asked, what was shown and what had an effect, for the oracle.

use crate::bulk::BulkIs;
use crate::changes::ChangeIs;
use crate::ready::ActorId;
use crate::services::{Ask, Stands, Told};
use model::bulk::Target;
use model::changes::ChangeKind;
use model::ids::{BulkId, IntentId, OrderId};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody was shown how an intent stands.
pub struct Shown {
    pub id: IntentId,
    /// Who had confirmed the intent.
    pub by: String,
    pub order: OrderId,
    pub stands: Stands,
    /// Whether the ledger had the order as paid then.
    pub was_paid: bool,
}

/// The partner changed something at the word of a request.
pub struct Effect {
    /// When, seconds since the start of the run.
    pub at: i64,
    pub actor: ActorId,
    pub act: ChangeKind,
    /// The order or the resource.
    pub thing: String,
}

/// The partner set a budget at the word of a request.
pub struct Set {
    /// When, seconds since the start of the run.
    pub at: i64,
    pub actor: ActorId,
    pub customer: String,
    pub target: Target,
}

/// All of it.
#[derive(Default)]
pub struct Record {
    /// What each actor was asked to do.
    pub asked: BTreeMap<ActorId, Ask>,
    /// When, seconds since the start of the run.
    pub asked_at: BTreeMap<ActorId, i64>,
    /// Pages that told how a payment stands.
    pub shown: Vec<Shown>,
    /// Whose request paid an order, as the ledger grew.
    pub paid: Vec<(ActorId, String)>,
    /// Whose request made which renewal orders.
    pub made: Vec<(ActorId, Vec<String>)>,
    /// The expiry policy that went with each of them.
    pub renewed_with: BTreeMap<String, i64>,
    /// What the partner changed, as it happened.
    pub effects: Vec<Effect>,
    /// The orders by which it gave something back.
    pub refunds: Vec<String>,
    /// Pages of changes, and when they were shown, seconds since the start of the run.
    pub changes_shown: Vec<(i64, ChangeIs)>,
    /// The budgets that the partner set, as it happened.
    pub budgets: Vec<Set>,
    /// Jobs that were made.
    pub bulks: BTreeSet<BulkId>,
    /// Pages of jobs, and when they were shown, seconds since the start of the run.
    pub bulks_shown: Vec<(i64, BulkIs)>,
    /// Answers that no fault of the network excuses.
    pub broken: Vec<String>,
}

impl Record {
    /// A page came back.
    pub fn told(&mut self, told: &Told, at: i64, is_paid: impl Fn(&OrderId) -> bool) {
        if let Told::Refused(why) = told
            && told.is_broken()
        {
            self.broken.push(why.clone());
        }
        match told {
            Told::Bulk(id) => drop(self.bulks.insert(id.clone())),
            Told::BulkIs(job) => self.bulks_shown.push((at, job.clone())),
            _ => {}
        }
        if let Told::ChangeIs(change) = told {
            self.changes_shown.push((at, change.clone()));
        }
        if let Told::PaymentIs { id, by, order, stands } = told {
            let was_paid = is_paid(order);
            self.shown.push(Shown {
                id: id.clone(),
                by: by.clone(),
                order: order.clone(),
                stands: *stands,
                was_paid,
            });
        }
    }
}

/// The name under which an actor signs what it confirms.
pub fn name(person: &str, actor: ActorId) -> String {
    format!("{person}-{actor}")
}

/// The actor of such a name.
pub fn actor(name: &str) -> Option<ActorId> {
    name.rsplit_once('-')?.1.parse().ok()
}
