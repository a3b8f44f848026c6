//! Giving resources back (transactions.yaml, CancelResourcesSubscription).

use serde::Serialize;

use super::renewals::{order_ids, resource_failure};
use crate::client::Partner;
use crate::client::answer::{Answer, Refusal};
use crate::client::call::Call;
use crate::client::error::Ending;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::UNSUBSCRIBE;
use model::error::PartnerFailure;
use model::ids::{CustomerId, OrderId, ResourceId};
use model::renewals::ResourceFailure;
use model::unsubscribe::{GivingBack, GivingBackReason};

/// Resources that one call takes.
const MOST_AT_ONCE: usize = 10;

/// "Deleted or not managed": it was given back before.
const GONE: &str = "CBC.30000067";

/// What to give back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsubscribe {
    /// Whose resources.
    pub customer: CustomerId,
    /// Main resources, 1 to 10; attached ones go with them.
    pub resources: Vec<ResourceId>,
    /// All of them, or only renewed terms that have not begun.
    pub what: GivingBack,
    /// Why.
    pub reason: Option<GivingBackReason>,
    /// Why, in the customer's words.
    pub words: Option<String>,
}

/// What an unsubscription made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsubscribed {
    /// Orders of type 4; there may be several for one call.
    pub orders: Vec<OrderId>,
    /// Resources that were gone before.
    pub gone: Vec<ResourceId>,
    /// Resources that the partner left out, and why.
    pub failures: Vec<ResourceFailure>,
}

#[derive(Serialize)]
struct Body<'a> {
    resource_ids: &'a [ResourceId],
    unsubscribe_type: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    unsubscribe_reason_type: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unsubscribe_reason: Option<&'a str>,
}

impl Partner {
    /// Gives main resources back, with the customer's keys. Sent once and never again by itself.
    /// What is gone already counts as done where the resource itself was to go.
    ///
    /// # Errors
    /// [`PartnerFailure`]; where it is `unclear`, the resources may be gone, and only the lists of
    /// resources and of orders (type 4) tell. With fault `Ours` and nothing sent for no resources
    /// or more than ten.
    pub async fn unsubscribe(&self, wanted: &Unsubscribe) -> Result<Unsubscribed, PartnerFailure> {
        if !(1..=MOST_AT_ONCE).contains(&wanted.resources.len()) {
            return Err(Refusal::unanswered(&UNSUBSCRIBE, Ending::Invalid).into());
        }
        let body = Body {
            resource_ids: &wanted.resources,
            unsubscribe_type: wanted.what.code(),
            unsubscribe_reason_type: wanted.reason.map(GivingBackReason::code),
            unsubscribe_reason: wanted.words.as_deref(),
        };
        let call = Call::new(&UNSUBSCRIBE).acting_for(&wanted.customer).json(&body);
        match self.call(call, |answer| unsubscribed(answer, wanted.what)).await {
            Ok(unsubscribed) => Ok(unsubscribed),
            Err(refusal) => in_spite(*refusal, wanted),
        }
    }
}

/// A yes that names nothing leaves open what was made.
fn unsubscribed(answer: &Answer, what: GivingBack) -> Result<Unsubscribed, Unreadable> {
    let fields = answer.fields()?;
    let orders = order_ids(&fields)?;
    let (rows, _) = fields.rows("fail_resource_infos", |row| resource_failure(answer, row))?;
    if orders.is_empty() && rows.is_empty() {
        return Err(Unreadable);
    }
    let is_done = |row: &ResourceFailure| is_gone(&row.failure, what);
    let (gone, failures): (Vec<_>, Vec<_>) = rows.into_iter().partition(is_done);
    Ok(Unsubscribed { orders, gone: gone.into_iter().map(|row| row.resource).collect(), failures })
}

fn is_gone(failure: &PartnerFailure, what: GivingBack) -> bool {
    what == GivingBack::Everything && failure.code.as_deref() == Some(GONE)
}

/// A refusal that is good news all the same: it names orders, which must not get lost, or says of
/// the only resource that it is gone. Of several it does not say which.
fn in_spite(refusal: Refusal, wanted: &Unsubscribe) -> Result<Unsubscribed, PartnerFailure> {
    let orders = Fields::parse(&refusal.body).and_then(|fields| order_ids(&fields)).unwrap_or_default();
    let gone = match wanted.resources.as_slice() {
        [only] if is_gone(&refusal.failure, wanted.what) => vec![only.clone()],
        _ => Vec::new(),
    };
    if orders.is_empty() && gone.is_empty() {
        return Err(refusal.failure);
    }
    Ok(Unsubscribed { orders, gone, failures: Vec::new() })
}
