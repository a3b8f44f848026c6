//! The amounts of an unsubscription order (transactions.yaml, ShowRefundOrderDetails).

use crate::client::Partner;
use crate::client::call::Call;
use crate::client::wire::{Fields, Unreadable};
use crate::operations::SHOW_REFUNDS;
use model::error::PartnerFailure;
use model::ids::{CustomerId, OrderId};
use model::refunds::Refund;

impl Partner {
    /// Every amount of an unsubscription or downgrade order, with the customer's keys: those are taken by
    /// servers of every age. Another kind of order answers CBC.99005026.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached, or when an amount
    /// cannot be read: the others alone would add up to a wrong sum.
    pub async fn refunds(
        &self,
        customer: &CustomerId,
        order: &OrderId,
    ) -> Result<Vec<Refund>, PartnerFailure> {
        let call = Call::new(&SHOW_REFUNDS).acting_for(customer).query("order_id", Some(order));
        let refunds = self.call(call, |answer| {
            let (refunds, unread) = answer.fields()?.rows("refund_infos", refund)?;
            if unread > 0 { Err(Unreadable) } else { Ok(refunds) }
        });
        Ok(refunds.await?)
    }
}

fn refund(row: &Fields<'_>) -> Option<Refund> {
    Some(Refund {
        id: row.text("id")?,
        customer: row.id::<CustomerId>("customer_id")?,
        amount: row.exact("amount").ok().flatten().filter(|_| row.in_main_unit())?,
        service_code: row.text("service_type_code"),
        service_name: row.text("service_type_name"),
        type_code: row.text("resource_type_code"),
        type_name: row.text("resource_type_name"),
        region: row.text("region_code"),
        base_order: row.id::<OrderId>("base_order_id"),
    })
}
