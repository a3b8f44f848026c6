//! What was asked, what was shown and what had an effect, for the oracle.

use crate::services::{Ask, Stands, Told};
use crate::stage::ActorId;
use partnerdesk::model::ids::{IntentId, OrderId};
use std::collections::BTreeMap;

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

/// All of it.
#[derive(Default)]
pub struct Record {
    /// What each actor was asked to do.
    pub asked: BTreeMap<ActorId, Ask>,
    /// Pages that told how a payment stands.
    pub shown: Vec<Shown>,
    /// Whose request paid an order, as the ledger grew.
    pub paid: Vec<(ActorId, String)>,
    /// Whose request made which renewal orders.
    pub made: Vec<(ActorId, Vec<String>)>,
    /// Answers that no fault of the network excuses.
    pub broken: Vec<String>,
}

impl Record {
    /// A page came back.
    pub fn told(&mut self, told: &Told, is_paid: impl Fn(&OrderId) -> bool) {
        if let Told::Refused(why) = told
            && told.is_broken()
        {
            self.broken.push(why.clone());
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
