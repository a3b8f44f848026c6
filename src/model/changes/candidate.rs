//! A resource that a change may concern, and why it cannot be changed now.

use crate::auto_renewal::Charge;
use crate::error::PartnerFailure;
use crate::intents::{IntentKind, IntentRef};
use crate::resources::Resource;
use serde::{Deserialize, Serialize};

/// Why a resource cannot be changed now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangeBlocker {
    /// Another intent holds it.
    Intent(IntentRef),
    /// An order with it waits for payment.
    UnpaidOrder,
    /// The partner API no longer lists it.
    Gone,
    /// Frozen: in retention.
    Frozen,
    /// Past its end; this can only be decided before.
    PastItsEnd,
    /// It is so already.
    Already,
    /// HUAWEI CLOUD returns no price for what auto-renewal would buy, so nobody can agree to it; why,
    /// where it says so.
    NoPrice(Option<Box<PartnerFailure>>),
}

impl ChangeBlocker {
    /// True when paying or canceling an order may set the resource free.
    pub fn may_wait_for_payment(&self) -> bool {
        match self {
            Self::UnpaidOrder => true,
            Self::Intent(held) => held.kind == IntentKind::Renew && held.stage.had_effect(),
            _ => false,
        }
    }
}

/// One resource on the page that shows what a change would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Read live where the partner API answered.
    pub resource: Resource,
    /// What goes with it, from the mirror.
    pub attached: Vec<Resource>,
    /// Why it cannot be changed.
    #[serde(rename = "hold")]
    pub blocker: Option<ChangeBlocker>,
    /// What auto-renewal will buy for it, where it is to be switched on.
    pub charge: Option<Charge>,
    /// The renewal from here whose orders are not carried out yet. Each order has the expiry policy of
    /// the time when it was made (RenewalResourcesReq, expire_policy), and paying it may set that policy
    /// again.
    pub renewing: Option<IntentRef>,
}
