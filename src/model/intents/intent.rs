//! The intent itself: what is wanted, for whom, by whom, and how far it is.

use super::kind::IntentKind;
use super::lock::ResourceLock;
use super::stage::{Actor, Stage};
use crate::error::PartnerFailure;
use crate::ids::{CustomerId, IntentId};
use crate::time::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What an intent is about.
pub trait IntentPayload: Clone + Serialize + DeserializeOwned + Send + Sync {
    /// The kinds it can be of.
    const KINDS: &'static [IntentKind];
    /// True when what it keeps beyond its end is let go later, once its orders have ended.
    const RELEASES_LATER: bool = false;

    /// Its kind, one of [`IntentPayload::KINDS`].
    fn kind(&self) -> IntentKind;

    /// What it holds from its draft until its end, and [`IntentPayload::keeps`] beyond.
    fn things(&self) -> Vec<ResourceLock>;

    /// What an intent that has ended this way goes on holding: an order is paid once for good.
    fn keeps(&self, stage: Stage) -> Vec<ResourceLock> {
        let _ = stage;
        Vec::new()
    }

    /// What it takes hold of by ending this way. Where another one holds that already, neither
    /// the janitor nor a person can end it so; what the partner answered stands in any case.
    fn takes(&self, stage: Stage) -> Vec<ResourceLock> {
        let _ = stage;
        Vec::new()
    }
}

/// An intent: what is wanted, for whom, by whom, and how far it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intent<T> {
    /// Its id; its page has it in its address.
    pub id: IntentId,
    /// Whose.
    pub customer: CustomerId,
    /// What is wanted, and what is known of its outcome.
    pub what: T,
    /// Where it stands.
    pub stage: Stage,
    /// What the partner said when it refused or when the outcome stayed open.
    pub failure: Option<PartnerFailure>,
    /// Login name of who began it.
    pub created_by: String,
    /// Begun, UTC.
    pub created_at: Timestamp,
    /// The price was read, UTC.
    pub quoted_at: Option<Timestamp>,
    /// Its latest call was about to leave, UTC.
    pub sent_at: Option<Timestamp>,
    /// The partner was last asked what became of it, UTC.
    pub checked_at: Option<Timestamp>,
    /// How often it was asked.
    pub checks: u32,
    /// When it is asked next, UTC; absent when nothing is left to ask.
    pub next_check_at: Option<Timestamp>,
    /// A final stage was reached, UTC.
    pub settled_at: Option<Timestamp>,
    /// How often what is stored of it was changed: who decides by a reading changes only what
    /// stood when it read.
    pub revision: u32,
}

impl<T: IntentPayload> Intent<T> {
    /// A draft.
    pub fn draft(id: IntentId, customer: CustomerId, what: T, by: &str, at: Timestamp) -> Self {
        Self {
            id,
            customer,
            what,
            stage: Stage::Drafted,
            failure: None,
            created_by: by.to_owned(),
            created_at: at,
            quoted_at: None,
            sent_at: None,
            checked_at: None,
            checks: 0,
            next_check_at: None,
            settled_at: None,
            revision: 0,
        }
    }
}

/// One line of an intent's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What it became.
    pub stage: Stage,
    /// Who moved it.
    pub by: Actor,
    /// Login name, or "janitor".
    pub actor: String,
    /// When, UTC.
    pub at: Timestamp,
}
