//! Operations of transactions.yaml: orders, payment, yearly/monthly resources, prices, renewing.

use http::Method;

use super::operation::{Content, Operation, READ, WRITE};
use model::status::{Caller, Lifecycle};

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

/// One order with a page of its lines. Used to reconcile payments whose outcome is unknown.
pub static SHOW_ORDER: Operation = Operation {
    id: "ShowCustomerOrderDetails",
    path: "/v2/orders/customer-orders/details/{order_id}",
    caller: Caller::Either,
    localised: true,
    permission: &["BPC_ITEM_SUBCUSTSERV_060100", "BPC_ITEM_SUBCUSTSERV_060200"],
    errors: &["CBC.0100", "CBC.0101", "CBC.99000037", "CBC.30000010", "CBC.0155", "CBC.0999"],
    ..READ
};

/// Amounts of an unsubscription order. At the time of the change history with the customer's keys;
/// later also with the partner's, and then with the customer named.
pub static SHOW_REFUNDS: Operation = Operation {
    id: "ShowRefundOrderDetails",
    path: "/v2/orders/customer-orders/refund-orders",
    caller: Caller::Either,
    errors: &["CBC.99005026", "CBC.0151", "CBC.0999", "CBC.0100"],
    ..READ
};

/// Cancels an unpaid order.
pub static CANCEL_ORDER: Operation = Operation {
    id: "CancelCustomerOrder",
    method: Method::PUT,
    path: "/v2/orders/customer-orders/cancel",
    caller: Caller::Customer,
    errors: &["CBC.0100", "CBC.99005010", "CBC.99000089", "CBC.0151", "CBC.0999"],
    again_with_new_keys: true,
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
    again_with_new_keys: true,
    ..WRITE
};

/// Pays an order with the previous version, which does not know "being paid right now".
pub static PAY_ORDER_V2: Operation = Operation {
    id: "PayOrdersV2",
    path: "/v2/orders/customer-orders/pay",
    caller: Caller::Customer,
    lifecycle: Lifecycle::ToBeOffline,
    end_announced: Some("2022-09-27"),
    // "Status has changed": an earlier call may have done it.
    unclear_codes: &["CBC.99003106"],
    errors: &[
        "CBC.30000010",
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
    again_with_new_keys: true,
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
    // "Automatic payment failed": an unpaid renewal order is likely to exist. "In an order that waits
    // for payment": the price query a moment before showed none, so it may be the order of this very
    // request, which arrived twice.
    unclear_codes: &["CBC.30050006", "CBC.99003100"],
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

/// Unsubscribes up to 10 resources, or their renewed terms. Each success makes new orders.
///
/// "Already unsubscribed" (CBC.30000067) is no done code: it says so of one resource of several,
/// and for renewed terms it is a failure. The method classifies it. Sent twice it would unsubscribe
/// two renewed terms.
pub static UNSUBSCRIBE: Operation = Operation {
    id: "CancelResourcesSubscription",
    path: "/v2/orders/subscriptions/resources/unsubscribe",
    caller: Caller::Customer,
    content: Content::Needed,
    // "A transaction is in progress": it may be this one, sent before.
    unclear_codes: &["CBC.99003651"],
    errors: &[
        "CBC.0100",
        "CBC.30000053",
        "CBC.30000067",
        "CBC.99003012",
        "CBC.99003100",
        "CBC.99003128",
        "CBC.99003185",
        "CBC.99003643",
        "CBC.99003647",
        "CBC.99003649",
        "CBC.99003650",
        "CBC.99003651",
        "CBC.99003652",
        "CBC.99003654",
        "CBC.99003656",
        "CBC.99006066",
        "CBC.0151",
        "CBC.0999",
    ],
    ..WRITE
};

/// Switches auto-renewal on. Where it is on already, it stays on.
pub static AUTO_RENEW_ON: Operation = Operation {
    id: "AutoRenewalResources",
    path: "/v2/orders/subscriptions/resources/autorenew/{resource_id}",
    caller: Caller::Customer,
    errors: &["CBC.0100", "CBC.99003012", "CBC.99003602", "CBC.0151", "CBC.0999"],
    again_with_new_keys: true,
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
    again_with_new_keys: true,
    ..WRITE
};

/// Switches up to 100 resources to pay-per-use at their expiry, or withdraws that. A resource that
/// is already set so is no failure, and a refusal says that nothing was changed.
pub static TO_ON_DEMAND: Operation = Operation {
    id: "UpdatePeriodToOnDemand",
    path: "/v2/orders/subscriptions/resources/to-on-demand",
    caller: Caller::Customer,
    errors: &[
        "CBC.0100",
        "CBC.99003012",
        "CBC.99003608",
        "CBC.99003609",
        "CBC.99003610",
        "CBC.99003611",
        "CBC.99003622",
        "CBC.99003623",
        "CBC.99003624",
        "CBC.99003625",
        "CBC.99003626",
        "CBC.0151",
        "CBC.0999",
    ],
    again_with_new_keys: true,
    ..WRITE
};

/// Price of up to 100 products for a term.
pub static PRICE_TERMS: Operation = Operation {
    id: "ListRateOnPeriodDetail",
    method: Method::POST,
    path: "/v2/bills/ratings/period-resources/subscribe-rate",
    caller: Caller::Customer,
    per_second: 30,
    since: Some("2020-03-25"),
    errors: &["CBC.0100", "CBC.99006006", "CBC.99006055", "CBC.0151", "CBC.0250", "CBC.0999"],
    ..READ
};

/// Price of up to 100 products by usage.
pub static PRICE_USAGE: Operation = Operation {
    id: "ListOnDemandResourceRatings",
    method: Method::POST,
    path: "/v2/bills/ratings/on-demand-resources",
    caller: Caller::Customer,
    per_second: 20,
    since: Some("2020-03-25"),
    errors: &[
        "CBC.0100",
        "CBC.99006006",
        "CBC.99006055",
        "CBC.0151",
        "CBC.0250",
        "CBC.0999",
        "CBC.6006",
        "CBC.6050",
        "CBC.6055",
    ],
    ..READ
};

/// Pay-per-use resources of a customer, for the partner. Two sheets have it; the codes are those
/// of both.
pub static LIST_ON_DEMAND: Operation = Operation {
    id: "ListCustomerOnDemandResources",
    method: Method::POST,
    path: "/v2/partners/sub-customers/on-demand-resources/query",
    localised: true,
    permission: &["BPC_ITEM_SUBCUSTSERV_010105"],
    errors: &["CBC.0100", "CBC.99000037", "CBC.0151", "CBC.0999", "CBC.99000035"],
    ..READ
};

/// In the order of the sheet.
pub(super) static ALL: &[&Operation] = &[
    &LIST_ORDERS,
    &SHOW_ORDER,
    &SHOW_REFUNDS,
    &CANCEL_ORDER,
    &PAY_ORDER,
    &PAY_ORDER_V2,
    &LIST_RESOURCES,
    &PRICE_RENEWAL,
    &RENEW,
    &UNSUBSCRIBE,
    &AUTO_RENEW_ON,
    &AUTO_RENEW_OFF,
    &TO_ON_DEMAND,
    &PRICE_TERMS,
    &PRICE_USAGE,
    &LIST_ON_DEMAND,
];
