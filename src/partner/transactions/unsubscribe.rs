//! Unsubscribing yearly/monthly resources (transactions.yaml, CancelResourcesSubscription).

use serde::Serialize;

use super::renewals::{order_ids, resource_failure};
use crate::client::Partner;
use crate::client::answer::{Answer, Refusal};
use crate::client::call::Call;
use crate::client::error::CallError;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::UNSUBSCRIBE;
use model::error::PartnerFailure;
use model::ids::{CustomerId, OrderId, ResourceId};
use model::renewals::ResourceFailure;
use model::unsubscribe::{UnsubscribeReason, UnsubscribeType};

/// Resources that one call takes.
const MOST_AT_ONCE: usize = 10;

/// "Deleted or not managed": it was unsubscribed before.
const GONE: &str = "CBC.30000067";

/// An unsubscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsubscribe {
    /// Id of the customer.
    pub customer: CustomerId,
    /// Main resources, 1 to 10; attached ones go with them.
    pub resources: Vec<ResourceId>,
    /// All of them, or only renewed terms that have not begun.
    pub what: UnsubscribeType,
    /// Why.
    pub reason: Option<UnsubscribeReason>,
    /// Why, in the customer's words.
    pub words: Option<String>,
}

/// What an unsubscription made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsubscribed {
    /// Orders of type 4; there may be several for one call.
    pub orders: Vec<OrderId>,
    /// Resources that had been unsubscribed before.
    pub gone: Vec<ResourceId>,
    /// Resources that the partner API rejected, and why.
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
    /// Unsubscribes main resources, with the customer's keys. Sent once and never repeated. Where the
    /// whole resource is unsubscribed, one that was unsubscribed before counts as done.
    ///
    /// # Errors
    /// [`PartnerFailure`]; where it is `unclear`, the resources may be unsubscribed: read the lists of
    /// resources and of orders (type 4). With fault `Ours` and nothing sent for no resources or more than
    /// ten.
    pub async fn unsubscribe(&self, wanted: &Unsubscribe) -> Result<Unsubscribed, PartnerFailure> {
        if !(1..=MOST_AT_ONCE).contains(&wanted.resources.len()) {
            return Err(Refusal::unanswered(&UNSUBSCRIBE, CallError::Invalid).into());
        }
        let body = Body {
            resource_ids: &wanted.resources,
            unsubscribe_type: wanted.what.code(),
            unsubscribe_reason_type: wanted.reason.map(UnsubscribeReason::code),
            unsubscribe_reason: wanted.words.as_deref(),
        };
        let call = Call::new(&UNSUBSCRIBE).acting_for(&wanted.customer).json(&body);
        match self.call(call, |answer| unsubscribed(answer, wanted.what)).await {
            Ok(unsubscribed) => Ok(unsubscribed),
            Err(refusal) => made_despite_refusal(*refusal, wanted),
        }
    }
}

/// A success that names no order and no failure is unclear.
fn unsubscribed(answer: &Answer, what: UnsubscribeType) -> Result<Unsubscribed, Unreadable> {
    let fields = answer.fields()?;
    let orders = order_ids(&fields)?;
    let (rows, _) = fields.rows("fail_resource_infos", |row| resource_failure(answer, row))?;
    if orders.is_empty() && rows.is_empty() {
        return Err(Unreadable);
    }
    let is_done = |row: &ResourceFailure| is_already_unsubscribed(&row.failure, what);
    let (gone, failures): (Vec<_>, Vec<_>) = rows.into_iter().partition(is_done);
    Ok(Unsubscribed { orders, gone: gone.into_iter().map(|row| row.resource).collect(), failures })
}

fn is_already_unsubscribed(failure: &PartnerFailure, what: UnsubscribeType) -> bool {
    what == UnsubscribeType::Everything && failure.code.as_deref() == Some(GONE)
}

/// A refusal that reports a success: it names orders, which must not get lost, or says of the only
/// resource that it was unsubscribed before. Of several resources it does not say which.
fn made_despite_refusal(refusal: Refusal, wanted: &Unsubscribe) -> Result<Unsubscribed, PartnerFailure> {
    let orders = Fields::parse(&refusal.body).and_then(|fields| order_ids(&fields)).unwrap_or_default();
    let gone = match wanted.resources.as_slice() {
        [only] if is_already_unsubscribed(&refusal.failure, wanted.what) => vec![only.clone()],
        _ => Vec::new(),
    };
    if orders.is_empty() && gone.is_empty() {
        return Err(refusal.failure);
    }
    Ok(Unsubscribed { orders, gone, failures: Vec::new() })
}
