//! Operations of transactions.yaml: orders, payment, yearly/monthly resources, prices, renewing.

use http::Method;

use super::{Caller, Content, Operation, READ, WRITE};

/// Orders of all customers of the partner, or of one.
pub static LIST_ORDERS: Operation = Operation {
    id: "ListCustomerOrders",
    path: "/v2/orders/customer-orders",
    caller: Caller::Either,
    localised: true,
    permission: &["BPC_ITEM_SUBCUSTSERV_060100", "BPC_ITEM_SUBCUSTSERV_060200"],
    ..READ
};

/// One order with a page of its lines. The reading that settles every doubtful payment.
pub static SHOW_ORDER: Operation = Operation {
    id: "ShowCustomerOrderDetails",
    path: "/v2/orders/customer-orders/details/{order_id}",
    caller: Caller::Either,
    localised: true,
    permission: &["BPC_ITEM_SUBCUSTSERV_060100", "BPC_ITEM_SUBCUSTSERV_060200"],
    ..READ
};

/// Cancels an unpaid order.
pub static CANCEL_ORDER: Operation = Operation {
    id: "CancelCustomerOrder",
    method: Method::PUT,
    path: "/v2/orders/customer-orders/cancel",
    caller: Caller::Customer,
    ..WRITE
};

/// Pays an order. It has no idempotency key: the order id is the only guard.
pub static PAY_ORDER: Operation = Operation {
    id: "PayOrders",
    path: "/v3/orders/customer-orders/pay",
    caller: Caller::Customer,
    // "Being paid right now" and "status has changed": an earlier call may have done it.
    unclear_codes: &["CBC.99000088", "CBC.99003106"],
    ..WRITE
};

/// Yearly/monthly resources of a customer. Id and path are the vendor's, misspelling included.
pub static LIST_RESOURCES: Operation = Operation {
    id: "ListPayPerUseCustomerResources",
    method: Method::POST,
    path: "/v2/orders/suscriptions/resources/query",
    caller: Caller::Customer,
    localised: true,
    ..READ
};

/// Price of renewing up to 10 resources.
pub static PRICE_RENEWAL: Operation = Operation {
    id: "ListRenewRateOnPeriod",
    method: Method::POST,
    path: "/v2/bills/ratings/period-resources/renew-rate",
    caller: Caller::Customer,
    localised: true,
    ..READ
};

/// Makes renewal orders for up to 10 resources. Each success makes new orders.
pub static RENEW: Operation = Operation {
    id: "RenewalResources",
    path: "/v2/orders/subscriptions/resources/renew",
    caller: Caller::Customer,
    content: Content::Needed,
    // "Automatic payment failed": an unpaid renewal order is likely to stand.
    unclear_codes: &["CBC.30050006"],
    ..WRITE
};

/// Switches auto-renewal on.
pub static AUTO_RENEW_ON: Operation = Operation {
    id: "AutoRenewalResources",
    path: "/v2/orders/subscriptions/resources/autorenew/{resource_id}",
    caller: Caller::Customer,
    ..WRITE
};

/// Switches auto-renewal off.
pub static AUTO_RENEW_OFF: Operation = Operation {
    id: "CancelAutoRenewalResources",
    method: Method::DELETE,
    path: "/v2/orders/subscriptions/resources/autorenew/{resource_id}",
    caller: Caller::Customer,
    // "Already off".
    done_codes: &["CBC.99003605"],
    ..WRITE
};

/// In the order of the sheet.
pub(super) static ALL: &[&Operation] = &[
    &LIST_ORDERS,
    &SHOW_ORDER,
    &CANCEL_ORDER,
    &PAY_ORDER,
    &LIST_RESOURCES,
    &PRICE_RENEWAL,
    &RENEW,
    &AUTO_RENEW_ON,
    &AUTO_RENEW_OFF,
];
