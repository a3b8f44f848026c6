//! How far something had come when its server was killed.

use crate::partner::{PAY, Partner, RENEW};
use model::ids::{OrderId, ResourceId};
use model::intents::{Intent, IntentPayload, ResourceLock, Stage};
use model::payments::PayOrder;
use model::renewals::Renew;
use partnerdesk::server::store::{Scope, Store};
use std::fmt;

/// What a form is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Paying this order.
    Order(OrderId),
    /// Renewing this resource.
    Resource(ResourceId),
}

/// An intent as far as the oracle needs it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Where it stands.
    pub stage: Stage,
    /// Its page.
    pub page: String,
    /// The orders that a renewal made.
    pub orders: Vec<OrderId>,
}

fn kept<T: IntentPayload>(intent: &Intent<T>, pages: &str, orders: &[OrderId]) -> Kept {
    Kept { stage: intent.stage, page: format!("/{pages}/{}", intent.id), orders: orders.to_vec() }
}

impl About {
    /// Its id.
    pub fn id(&self) -> &str {
        match self {
            Self::Order(id) => id.as_str(),
            Self::Resource(id) => id.as_str(),
        }
    }

    /// The call that does it.
    pub fn operation(&self) -> &'static str {
        match self {
            Self::Order(_) => PAY,
            Self::Resource(_) => RENEW,
        }
    }

    /// What the desk has stored of it, newest first.
    pub async fn kept(&self, store: &Store) -> Vec<Kept> {
        match self {
            Self::Order(id) => {
                let thing = ResourceLock::Order(id.clone());
                let found = store.intents_about::<PayOrder>(&Scope::All, &thing).await.unwrap();
                found.iter().map(|payment| kept(payment, "payments", &[])).collect()
            }
            Self::Resource(id) => {
                let thing = ResourceLock::Resource(id.clone());
                let found = store.intents_about::<Renew>(&Scope::All, &thing).await.unwrap();
                found.iter().map(|renewal| kept(renewal, "renewals", &renewal.what.orders)).collect()
            }
        }
    }

    /// True when the partner has carried it out.
    pub fn took_effect(&self, partner: &Partner) -> bool {
        let calls = partner.calls(self.operation(), self.id());
        calls.iter().any(|call| call.status.is_some_and(|status| status < 300))
    }
}

/// The place where a kill struck, in the order of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The request had not arrived, or nothing was stored of it.
    Before,
    /// The draft was stored and the price was being read.
    Reading,
    /// Everything was read and agreed to; nothing had left.
    Confirmed,
    /// Stored as sent, but the call never left.
    BeforeLeaving,
    /// The call was out; its effect came after the kill.
    Out,
    /// The effect had come, its answer had not.
    Unanswered,
    /// The answer was stored; the browser had none.
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

/// What could be seen at the moment of a kill.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// What was stored.
    pub stage: Option<Stage>,
    /// The partner had carried it out.
    pub effect: bool,
    /// A server that was killed had answered.
    pub answered: bool,
}

impl Seen {
    /// Where it struck; `later` says whether the partner carried it out after all.
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
