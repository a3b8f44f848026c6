//! Operations of transactions.yaml.

use super::{Operation, operations};
use crate::simulator::{autorenew, cancel, orders, pay, refunds, renew, renew_rate, resources};

pub const TABLE: &[Operation] = operations! {
    "ListCustomerOrders" "GET" "/v2/orders/customer-orders" Either 10 false => orders::list;
    "ShowCustomerOrderDetails" "GET" "/v2/orders/customer-orders/details/" Either 10 false => orders::details;
    "ShowRefundOrderDetails" "GET" "/v2/orders/customer-orders/refund-orders" Either 10 false => refunds::show;
    "CancelCustomerOrder" "PUT" "/v2/orders/customer-orders/cancel" Customer 10 true => cancel::cancel;
    "PayOrders" "POST" "/v3/orders/customer-orders/pay" Customer 10 true => pay::pay;
    "ListPayPerUseCustomerResources" "POST" "/v2/orders/suscriptions/resources/query" Customer 10 false => resources::query;
    "ListRenewRateOnPeriod" "POST" "/v2/bills/ratings/period-resources/renew-rate" Customer 10 false => renew_rate::quote;
    "RenewalResources" "POST" "/v2/orders/subscriptions/resources/renew" Customer 10 true => renew::renew;
    "AutoRenewalResources" "POST" "/v2/orders/subscriptions/resources/autorenew/" Customer 10 true => autorenew::enable;
    "CancelAutoRenewalResources" "DELETE" "/v2/orders/subscriptions/resources/autorenew/" Customer 10 true => autorenew::disable;
};
