//! The progress of a request when its server was killed.

use crate::partner::{PAY, Partner, RENEW};
use model::ids::{OrderId, ResourceId};
use model::intents::{Intent, IntentPayload, ResourceLock, Stage};
use model::payments::PayOrder;
use model::renewals::Renew;
use partnerdesk::server::store::{Scope, Store};
use std::fmt;

/// The object of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Paying this order.
    Order(OrderId),
    /// Renewing this resource.
    Resource(ResourceId),
}

/// The part of an intent that the checks need.
#[derive(Clone, Debug)]
pub struct StoredIntent {
    pub stage: Stage,
    /// Path of its page.
    pub page: String,
    /// The orders of a renewal.
    pub orders: Vec<OrderId>,
}

fn stored<T: IntentPayload>(intent: &Intent<T>, pages: &str, orders: &[OrderId]) -> StoredIntent {
    StoredIntent { stage: intent.stage, page: format!("/{pages}/{}", intent.id), orders: orders.to_vec() }
}

impl About {
    pub fn id(&self) -> &str {
        match self {
            Self::Order(id) => id.as_str(),
            Self::Resource(id) => id.as_str(),
        }
    }

    /// The operation.
    pub fn operation(&self) -> &'static str {
        match self {
            Self::Order(_) => PAY,
            Self::Resource(_) => RENEW,
        }
    }

    /// The stored intents for it, newest first.
    pub async fn stored(&self, store: &Store) -> Vec<StoredIntent> {
        match self {
            Self::Order(id) => {
                let lock = ResourceLock::Order(id.clone());
                let found = store.intents_about::<PayOrder>(&Scope::All, &lock).await.unwrap();
                found.iter().map(|payment| stored(payment, "payments", &[])).collect()
            }
            Self::Resource(id) => {
                let lock = ResourceLock::Resource(id.clone());
                let found = store.intents_about::<Renew>(&Scope::All, &lock).await.unwrap();
                found.iter().map(|renewal| stored(renewal, "renewals", &renewal.what.orders)).collect()
            }
        }
    }

    /// Whether the partner API has executed it.
    pub fn took_effect(&self, partner: &Partner) -> bool {
        let calls = partner.calls(self.operation(), self.id());
        calls.iter().any(|call| call.status.is_some_and(|status| status < 300))
    }
}

/// How far a request was when its server was killed, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The request had not arrived, or nothing was stored.
    Before,
    /// The draft was stored and the price was being read.
    Reading,
    /// Everything was read and confirmed, nothing was sent.
    Confirmed,
    /// Stored as sent, but the call was not made.
    BeforeLeaving,
    /// The call was made; it took effect after the kill.
    Out,
    /// The call had taken effect, its answer had not arrived.
    Unanswered,
    /// The answer was stored, the browser had none.
    Stored,
    /// The browser had its answer.
    Answered,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Before => "before anything was stored",
            Self::Reading => "while the price was read",
            Self::Confirmed => "confirmed, not sent",
            Self::BeforeLeaving => "stored as sent, the call never left",
            Self::Out => "the call out, its effect to come",
            Self::Unanswered => "after the effect, before its answer",
            Self::Stored => "the answer stored, the page not shown",
            Self::Answered => "after the answer",
        })
    }
}

/// The facts at the moment of a kill.
#[derive(Clone, Copy, Debug)]
pub struct AtKill {
    /// Stage of the stored intent.
    pub stage: Option<Stage>,
    /// The partner API had executed the call.
    pub effect: bool,
    /// A killed server had answered the browser.
    pub answered: bool,
}

impl AtKill {
    /// How far it was; `later` says whether the call took effect after the kill.
    pub fn place(self, later: bool) -> Place {
        match self.stage {
            None => Place::Before,
            Some(Stage::Drafted | Stage::Quoted) => Place::Reading,
            Some(Stage::Waiting | Stage::Confirmed) => Place::Confirmed,
            Some(Stage::Sent) if self.effect => Place::Unanswered,
            Some(Stage::Sent) if later => Place::Out,
            Some(Stage::Sent) => Place::BeforeLeaving,
            Some(_) if self.answered => Place::Answered,
            Some(_) => Place::Stored,
        }
    }
}
