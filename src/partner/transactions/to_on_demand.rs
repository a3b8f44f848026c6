//! Change to pay-per-use at expiry (transactions.yaml, UpdatePeriodToOnDemand).

use serde::Serialize;

use crate::client::Partner;
use crate::client::answer::{Answer, Refusal};
use crate::client::call::Call;
use crate::client::error::CallError;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::TO_ON_DEMAND;
use model::error::PartnerFailure;
use model::ids::{CustomerId, ResourceId};
use model::renewals::ResourceFailure;

/// Resources that one call takes.
const MOST_AT_ONCE: usize = 100;

#[derive(Serialize)]
struct Body<'a> {
    operation: &'static str,
    resource_ids: &'a [ResourceId],
}

impl Partner {
    /// Switches main resources to pay-per-use at their expiry (`on`), or withdraws that, with the
    /// customer's keys. Attached resources follow. Returns the resources that failed. Sent once.
    ///
    /// # Errors
    /// [`PartnerFailure`]; where it is `unclear`, the resources' expiry policies have to be read. With
    /// fault `Ours` and nothing sent for no resources or more than a hundred.
    pub async fn to_on_demand(
        &self,
        customer: &CustomerId,
        resources: &[ResourceId],
        on: bool,
    ) -> Result<Vec<ResourceFailure>, PartnerFailure> {
        if !(1..=MOST_AT_ONCE).contains(&resources.len()) {
            return Err(Refusal::unanswered(&TO_ON_DEMAND, CallError::Invalid).into());
        }
        let body = Body { operation: if on { "SET_UP" } else { "CANCEL" }, resource_ids: resources };
        let call = Call::new(&TO_ON_DEMAND).acting_for(customer).json(&body);
        Ok(self.call(call, failed_resources).await?)
    }
}

/// Without the id of a row it is not known which resource failed.
fn failed_resources(answer: &Answer) -> Result<Vec<ResourceFailure>, Unreadable> {
    let (rows, unread) = answer.fields()?.rows("error_details", |row| failure(answer, row))?;
    if unread > 0 { Err(Unreadable) } else { Ok(rows) }
}

fn failure(answer: &Answer, row: &Fields<'_>) -> Option<ResourceFailure> {
    let resource = row.id::<ResourceId>("id")?;
    Some(ResourceFailure { resource, failure: answer.item_failure(row) })
}
