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
    errors: &["CBC.0100", "CBC.0101", "CBC.99000037", "CBC.0155", "CBC.0999", "CBC.0151"],
    ..READ
};

/// One order with a page of its lines. The reading that settles every doubtful payment.
pub static SHOW_ORDER: Operation = Operation {
    id: "ShowCustomerOrderDetails",
    path: "/v2/orders/customer-orders/details/{order_id}",
    caller: Caller::Either,
    localised: true,
    permission: &["BPC_ITEM_SUBCUSTSERV_060100", "BPC_ITEM_SUBCUSTSERV_060200"],
    errors: &["CBC.0100", "CBC.0101", "CBC.99000037", "CBC.30000010", "CBC.0155", "CBC.0999"],
    ..READ
};

/// Cancels an unpaid order.
pub static CANCEL_ORDER: Operation = Operation {
    id: "CancelCustomerOrder",
    method: Method::PUT,
    path: "/v2/orders/customer-orders/cancel",
    caller: Caller::Customer,
    errors: &["CBC.0100", "CBC.99005010", "CBC.99000089", "CBC.0151", "CBC.0999"],
    ..WRITE
};

/// Pays an order. It has no idempotency key: the order id is the only guard.
pub static PAY_ORDER: Operation = Operation {
    id: "PayOrders",
    path: "/v3/orders/customer-orders/pay",
    caller: Caller::Customer,
    // "Being paid right now" and "status has changed": an earlier call may have done it.
    unclear_codes: &["CBC.99000088", "CBC.99003106"],
    since: Some("2022-09-27"),
    errors: &[
        "CBC.30000010",
        "CBC.99000088",
        "CBC.99000089",
        "CBC.99003106",
        "CBC.99003108",
        "CBC.99003110",
        "CBC.99003112",
        "CBC.99003116",
        "CBC.99003117",
        "CBC.99003141",
        "CBC.99003147",
        "CBC.99003155",
        "CBC.99003156",
        "CBC.99003162",
        "CBC.99003198",
        "CBC.99005003",
        "CBC.99006093",
        "CBC.99008040",
        "CBC.99008056",
        "CBC.0999",
        "CBC.0100",
        "CBC.0151",
    ],
    ..WRITE
};

/// Yearly/monthly resources of a customer. Id and path are the vendor's, misspelling included.
pub static LIST_RESOURCES: Operation = Operation {
    id: "ListPayPerUseCustomerResources",
    method: Method::POST,
    path: "/v2/orders/suscriptions/resources/query",
    caller: Caller::Customer,
    localised: true,
    errors: &["CBC.0100", "CBC.0151", "CBC.0999"],
    ..READ
};

/// Price of renewing up to 10 resources.
pub static PRICE_RENEWAL: Operation = Operation {
    id: "ListRenewRateOnPeriod",
    method: Method::POST,
    path: "/v2/bills/ratings/period-resources/renew-rate",
    caller: Caller::Customer,
    localised: true,
    since: Some("2023-03-30"),
    errors: &[
        "CBC.30050007",
        "CBC.30050008",
        "CBC.30050009",
        "CBC.30050010",
        "CBC.30050011",
        "CBC.30050013",
        "CBC.0100",
        "CBC.30050012",
        "CBC.99006006",
        "CBC.99006016",
        "CBC.99006017",
        "CBC.99006024",
        "CBC.99006050",
        "CBC.99006055",
        "CBC.99006066",
        "CBC.99006073",
        "CBC.0151",
        "CBC.0154",
        "CBC.0999",
    ],
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
    errors: &[
        "CBC.0100",
        "CBC.30010036",
        "CBC.30010069",
        "CBC.30050006",
        "CBC.99000092",
        "CBC.99003016",
        "CBC.99003100",
        "CBC.99003144",
        "CBC.99003154",
        "CBC.99003634",
        "CBC.99003647",
        "CBC.0151",
        "CBC.0999",
    ],
    ..WRITE
};

/// Switches auto-renewal on.
pub static AUTO_RENEW_ON: Operation = Operation {
    id: "AutoRenewalResources",
    path: "/v2/orders/subscriptions/resources/autorenew/{resource_id}",
    caller: Caller::Customer,
    errors: &["CBC.0100", "CBC.99003012", "CBC.99003602", "CBC.0151", "CBC.0999"],
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
    errors: &["CBC.0100", "CBC.99003012", "CBC.99003605", "CBC.0151", "CBC.0999"],
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
