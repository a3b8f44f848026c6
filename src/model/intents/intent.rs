//! The intent itself.

use super::kind::IntentKind;
use super::lock::ResourceLock;
use super::stage::{Actor, Stage};
use crate::error::PartnerFailure;
use crate::ids::{CustomerId, IntentId, UserId};
use crate::money::Money;
use crate::time::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What an intent does, and what it locks.
pub trait IntentPayload: Clone + Serialize + DeserializeOwned + Send + Sync {
    /// The kinds it can be of.
    const KINDS: &'static [IntentKind];
    /// True when the locks that it keeps after its end are released later, once its orders have ended.
    const RELEASES_LATER: bool = false;

    /// True when it may commit money ([`IntentPayload::commits`]).
    const MAY_COMMIT: bool = false;

    /// Its kind, one of [`IntentPayload::KINDS`].
    fn kind(&self) -> IntentKind;

    /// What it locks from its draft until its end; [`IntentPayload::keeps`] says what stays locked.
    fn locks(&self) -> Vec<ResourceLock>;

    /// What stays locked after it ended in this stage: an order can be paid only once.
    fn keeps(&self, stage: Stage) -> Vec<ResourceLock> {
        let _ = stage;
        Vec::new()
    }

    /// What it locks when it ends in this stage. If another intent has one of these locks, neither the
    /// janitor nor a person can end it so; the answer of the partner API is stored in any case.
    fn takes(&self, stage: Stage) -> Vec<ResourceLock> {
        let _ = stage;
        Vec::new()
    }

    /// The money that it commits in this stage and that counts towards the limits of the user who
    /// started it. Whatever is not known to have failed counts, an unknown outcome too.
    fn commits(&self, stage: Stage) -> Option<Money> {
        let _ = stage;
        None
    }
}

/// An intent: what is to be done, for which customer, by which user, and its stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intent<T> {
    /// Its id; its page has it in its address.
    pub id: IntentId,
    /// Id of the customer.
    pub customer: CustomerId,
    /// What is to be done, and what is known of its outcome.
    pub what: T,
    /// Its state.
    pub stage: Stage,
    /// The error of the partner API, when it refused the call or the outcome is open.
    pub failure: Option<PartnerFailure>,
    /// Login name of the user who started it.
    pub created_by: String,
    /// Id of that user; `None` for the desk itself, and where an intent is older than this was stored and
    /// nobody has that name.
    #[serde(default)]
    pub created_by_id: Option<UserId>,
    /// When it was started, UTC.
    pub created_at: Timestamp,
    /// When the price was read, UTC.
    pub quoted_at: Option<Timestamp>,
    /// When its latest call was about to be sent, UTC.
    pub sent_at: Option<Timestamp>,
    /// When its outcome was last read from the partner API, UTC.
    pub checked_at: Option<Timestamp>,
    /// How often its outcome was read.
    pub checks: u32,
    /// When its outcome is read next, UTC; `None` when there is nothing to read.
    pub next_check_at: Option<Timestamp>,
    /// When a final stage was reached, UTC.
    pub settled_at: Option<Timestamp>,
    /// Number of changes to the stored row, for optimistic locking: a decision that is based on a reading
    /// applies only to the revision that was read.
    pub revision: u32,
}

impl<T: IntentPayload> Intent<T> {
    /// A draft.
    pub fn draft(
        id: IntentId,
        customer: CustomerId,
        what: T,
        (by, by_id): (&str, Option<&UserId>),
        at: Timestamp,
    ) -> Self {
        Self {
            id,
            customer,
            what,
            stage: Stage::Drafted,
            failure: None,
            created_by: by.to_owned(),
            created_by_id: by_id.cloned(),
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

    /// Whether this user started it, and so cannot agree to it. Where it is not known who did, it is nobody's
    /// to agree to: no user can be shown to be another one.
    pub fn is_asked_by(&self, user: &UserId) -> bool {
        self.created_by_id.as_ref().is_none_or(|by| by == user)
    }
}

/// One line of an intent's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The stage that was reached.
    pub stage: Stage,
    /// Who changed it.
    pub by: Actor,
    /// Login name, or "janitor".
    pub actor: String,
    /// When, UTC.
    pub at: Timestamp,
}
