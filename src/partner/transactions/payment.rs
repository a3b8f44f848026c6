//! Paying an order (transactions.yaml, PayOrders, PayOrdersV2 and x-never-pay-twice).

use serde::Serialize;

use crate::client::Partner;
use crate::client::call::Call;
use crate::operations::{PAY_ORDER, PAY_ORDER_V2};
use model::error::PartnerFailure;
use model::ids::{CustomerId, OrderId};

/// The body carries no amount: the vendor takes what the order costs at that moment. With `NO` the
/// lists of coupons and discounts must be omitted.
#[derive(Serialize)]
struct Body<'a> {
    order_id: &'a OrderId,
    use_coupon: &'static str,
    use_discount: &'static str,
}

/// Coupons and discounts are not sent, so none are used.
#[derive(Serialize)]
struct BodyV2<'a> {
    order_id: &'a OrderId,
}

impl Partner {
    /// Pays an order, with the customer's credentials, without coupons and discounts. Sent once and never
    /// repeated: there is no idempotency key. Success means accepted; the order may still read "pending
    /// payment" for a while.
    ///
    /// # Errors
    /// [`PartnerFailure`]; where it is `unclear`, money may have been taken, and only the order's details
    /// tell.
    pub async fn pay(&self, customer: &CustomerId, order: &OrderId) -> Result<(), PartnerFailure> {
        let body = Body { order_id: order, use_coupon: "NO", use_discount: "NO" };
        let call = Call::new(&PAY_ORDER).acting_for(customer).json(&body);
        Ok(self.call(call, |_| Ok(())).await?)
    }

    /// Pays an order with the previous version, whose end was announced on 2022-09-27. Superseded by
    /// [`Partner::pay`]: it cannot distinguish a pending payment from a completed one. Sent once and
    /// never repeated.
    ///
    /// # Errors
    /// As [`Partner::pay`].
    pub async fn pay_v2(&self, customer: &CustomerId, order: &OrderId) -> Result<(), PartnerFailure> {
        let call = Call::new(&PAY_ORDER_V2).acting_for(customer).json(&BodyV2 { order_id: order });
        Ok(self.call(call, |_| Ok(())).await?)
    }
}
