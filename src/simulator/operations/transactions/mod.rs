//! Operations of transactions.yaml.

mod auto_renewal;
mod batch;
mod cancel_order;
mod coupons;
mod on_demand;
mod order_lookup;
mod orders;
mod pay_order;
mod pay_order_v2;
mod product_prices;
mod refunds;
mod renew;
mod renewal_price;
mod resources;
mod to_on_demand;
mod unsubscribe;

use crate::operations::operation::{Operation, operations};

pub const TABLE: &[Operation] = operations! {
    "ListCustomerOrders" "GET" "/v2/orders/customer-orders" Either 10 false => orders::list;
    "ShowCustomerOrderDetails" "GET" "/v2/orders/customer-orders/details/" Either 10 false => orders::details;
    "ShowRefundOrderDetails" "GET" "/v2/orders/customer-orders/refund-orders" Either 10 false => refunds::show;
    "CancelCustomerOrder" "PUT" "/v2/orders/customer-orders/cancel" Customer 10 true => cancel_order::cancel;
    "PayOrders" "POST" "/v3/orders/customer-orders/pay" Customer 10 true => pay_order::pay;
    "PayOrdersV2" "POST" "/v2/orders/customer-orders/pay" Customer 10 true => pay_order_v2::pay;
    "ListPayPerUseCustomerResources" "POST" "/v2/orders/suscriptions/resources/query" Customer 10 false => resources::query;
    "ListRenewRateOnPeriod" "POST" "/v2/bills/ratings/period-resources/renew-rate" Customer 10 false => renewal_price::quote;
    "RenewalResources" "POST" "/v2/orders/subscriptions/resources/renew" Customer 10 true => renew::renew;
    "CancelResourcesSubscription" "POST" "/v2/orders/subscriptions/resources/unsubscribe" Customer 10 true => unsubscribe::unsubscribe;
    "AutoRenewalResources" "POST" "/v2/orders/subscriptions/resources/autorenew/" Customer 10 true => auto_renewal::enable;
    "CancelAutoRenewalResources" "DELETE" "/v2/orders/subscriptions/resources/autorenew/" Customer 10 true => auto_renewal::disable;
    "UpdatePeriodToOnDemand" "POST" "/v2/orders/subscriptions/resources/to-on-demand" Customer 10 true => to_on_demand::change;
    "ListRateOnPeriodDetail" "POST" "/v2/bills/ratings/period-resources/subscribe-rate" Customer 30 false => product_prices::periods::quote;
    "ListOnDemandResourceRatings" "POST" "/v2/bills/ratings/on-demand-resources" Customer 20 false => product_prices::usage::quote;
    "ListCustomerOnDemandResources" "POST" "/v2/partners/sub-customers/on-demand-resources/query" Partner 10 false => on_demand::query;
};
