//! Freezing accounts and lifting the freeze (partner.yaml, freezeSubCustomers, unfreezeSubCustomers).

use serde::Serialize;

use crate::client::Partner;
use crate::client::answer::{Answer, Refusal};
use crate::client::call::Call;
use crate::client::error::CallError;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::{FREEZE, Operation, UNFREEZE};
use model::error::PartnerFailure;
use model::ids::{CustomerId, ResellerId};

/// Customers that one call takes.
const MOST_AT_ONCE: usize = 10;

/// What is frozen. Lifting needs the same kind that was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FreezeKind {
    /// The account: no purchases, no renewals.
    Account,
    /// The account and its resources, whose data is deleted after about 15 days.
    AccountAndResources,
}

impl FreezeKind {
    /// The wire form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Account => "ACCOUNT",
            Self::AccountAndResources => "ACCOUNT_AND_RESOURCE",
        }
    }
}

#[derive(Serialize)]
struct Body<'a> {
    customer_ids: &'a [CustomerId],
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    indirect_partner_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    freeze_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unfreeze_type: Option<&'static str>,
}

impl Partner {
    /// Freezes up to 10 resale customers of the partner or of one reseller. Returns the ones that were
    /// not frozen, and why; `reason` has at most 256 characters.
    ///
    /// # Errors
    /// [`PartnerFailure`] when nothing was done, or, where it is `unclear`, it is not known for which
    /// customers.
    pub async fn freeze(
        &self,
        customers: &[CustomerId],
        reseller: Option<&ResellerId>,
        reason: &str,
        kind: FreezeKind,
    ) -> Result<Vec<(CustomerId, PartnerFailure)>, PartnerFailure> {
        let body = body(customers, reseller, reason);
        self.change(&FREEZE, &Body { freeze_type: Some(kind.code()), ..body }).await
    }

    /// Lifts the freeze, under the same terms. `kind` has to be the one that was set.
    ///
    /// # Errors
    /// As [`Partner::freeze`].
    pub async fn unfreeze(
        &self,
        customers: &[CustomerId],
        reseller: Option<&ResellerId>,
        reason: &str,
        kind: FreezeKind,
    ) -> Result<Vec<(CustomerId, PartnerFailure)>, PartnerFailure> {
        let body = body(customers, reseller, reason);
        self.change(&UNFREEZE, &Body { unfreeze_type: Some(kind.code()), ..body }).await
    }

    async fn change(
        &self,
        operation: &'static Operation,
        body: &Body<'_>,
    ) -> Result<Vec<(CustomerId, PartnerFailure)>, PartnerFailure> {
        if !(1..=MOST_AT_ONCE).contains(&body.customer_ids.len()) {
            return Err(Refusal::unanswered(operation, CallError::Invalid).into());
        }
        let call = Call::new(operation).json(body);
        Ok(self.call(call, |answer| failed_customers(answer, body.customer_ids)).await?)
    }
}

fn body<'a>(customers: &'a [CustomerId], reseller: Option<&'a ResellerId>, reason: &'a str) -> Body<'a> {
    Body {
        customer_ids: customers,
        reason,
        indirect_partner_id: reseller.map(ResellerId::as_str),
        freeze_type: None,
        unfreeze_type: None,
    }
}

/// The customers that the answer names as failed. When it names one that was not asked for, or
/// none at all, it is not known which of them failed.
fn failed_customers(
    answer: &Answer,
    asked: &[CustomerId],
) -> Result<Vec<(CustomerId, PartnerFailure)>, Unreadable> {
    let read = |item: &Fields<'_>| {
        let id = item.text("id")?;
        let customer = asked.iter().find(|customer| customer.as_str() == id)?;
        Some((customer.clone(), answer.item_failure(item)))
    };
    let (failed, unknown) = answer.fields()?.rows("error_details", read)?;
    if unknown == 0 { Ok(failed) } else { Err(Unreadable) }
}
