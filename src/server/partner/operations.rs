//! The registry: every operation of the partner API that this desk calls, as one row of facts.
//!
//! [`Partner::call`](super::Partner) knows these rows and nothing else, so that an operation is
//! added by adding its row. Facts are from the sheets partner.yaml, transactions.yaml and calling.md.

use http::Method;

/// Which of the two endpoints answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// The billing service (BSS).
    Billing,
    /// Identity and access management (IAM).
    Identity,
}

/// Whose credentials an operation takes (`x-caller`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// The partner's own.
    Partner,
    /// The customer's, got by an agency.
    Customer,
    /// Either, each with its own view.
    Either,
}

/// What a call does to the partner's records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing, so that it may be repeated.
    Read,
    /// It changes something: it leaves once, and no failure sends it again.
    Write,
}

/// Whether an operation is still on offer (`x-lifecycle`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifecycle {
    /// On offer.
    Current,
    /// On offer, with its end announced.
    ToBeOffline,
    /// Gone.
    Offline,
}

/// What a successful answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A JSON object that is needed.
    Needed,
    /// Nothing, or an object that may be looked at (freezing: `error_details`).
    Optional,
}

/// One operation of the partner API.
#[derive(Debug)]
pub struct Operation {
    /// Operation id of the sheets.
    pub id: &'static str,
    /// Which endpoint.
    pub service: Service,
    /// HTTP method.
    pub method: Method,
    /// Path; one `{name}` may stand for an id.
    pub path: &'static str,
    /// Whose credentials.
    pub caller: Caller,
    /// Read or write.
    pub effect: Effect,
    /// What a successful answer holds.
    pub content: Content,
    /// Documented calls per second, account and operation; 10 where no row of the table was seen.
    pub per_second: u32,
    /// Still on offer?
    pub lifecycle: Lifecycle,
    /// True when names in the answer follow `X-Language`.
    pub localised: bool,
    /// Permissions that a partner's IAM user needs, one of them; empty when none is documented.
    pub permission: &'static [&'static str],
    /// Error codes that mean the wanted state stands already.
    pub done_codes: &'static [&'static str],
    /// Error codes of a write that leave open what happened.
    pub unclear_codes: &'static [&'static str],
}

impl Operation {
    /// True when a failed call may be sent again.
    pub fn is_repeatable(&self) -> bool {
        self.effect == Effect::Read
    }
}

/// What most rows have in common; a row names what is different.
const READ: Operation = Operation {
    id: "",
    service: Service::Billing,
    method: Method::GET,
    path: "",
    caller: Caller::Partner,
    effect: Effect::Read,
    content: Content::Needed,
    per_second: 10,
    lifecycle: Lifecycle::Current,
    localised: false,
    permission: &[],
    done_codes: &[],
    unclear_codes: &[],
};

const WRITE: Operation =
    Operation { method: Method::POST, effect: Effect::Write, content: Content::Optional, ..READ };

/// Customers of the partner or of one reseller.
pub static LIST_CUSTOMERS: Operation = Operation {
    id: "listSubCustomers",
    method: Method::POST,
    path: "/v2/partners/sub-customers/query",
    permission: &["BPC_ITEM_SUBCUSTSERV_010100", "BPC_ITEM_SUBCUSTSERV_010500"],
    ..READ
};

/// Resellers of a distributor.
pub static LIST_RESELLERS: Operation = Operation {
    id: "listIndirectPartners",
    method: Method::POST,
    path: "/v2/partners/indirect-partners/query",
    permission: &["BPC_ITEM_SALES_020100"],
    ..READ
};

/// Budget of one customer.
pub static SHOW_BUDGET: Operation = Operation {
    id: "showSubCustomerBudget",
    path: "/v2/partners/sub-customers/budget",
    permission: &["BPC_ITEM_SUBCUSTSERV_010111", "BPC_ITEM_SUBCUSTSERV_010503"],
    ..READ
};

/// Budgets of up to 100 customers.
pub static LIST_BUDGETS: Operation = Operation {
    id: "listSubCustomerBudget",
    method: Method::POST,
    path: "/v2/partners/sub-customers/budget/query",
    permission: &["BPC_ITEM_ACCOUNT_010500"],
    ..READ
};

/// Sets or replaces a budget.
pub static SET_BUDGET: Operation = Operation {
    id: "updateSubCustomerBudget",
    path: "/v2/partners/sub-customers/budget",
    permission: &["BPC_ITEM_SUBCUSTSERV_010111", "BPC_ITEM_SUBCUSTSERV_010503"],
    ..WRITE
};

/// Past adjustments of a budget.
pub static LIST_BUDGET_RECORDS: Operation = Operation {
    id: "listSubCustomerBudgetRecords",
    path: "/v2/partners/sub-customers/budget/records",
    permission: &["BPC_ITEM_SUBCUSTSERV_010111", "BPC_ITEM_SUBCUSTSERV_010503"],
    ..READ
};

/// Freezes up to 10 accounts.
pub static FREEZE: Operation = Operation {
    id: "freezeSubCustomers",
    path: "/v2/partners/sub-customers/freeze",
    permission: &["BPC_ITEM_SUBCUSTSERV_010501", "BPC_ITEM_SUBCUSTSERV_010115"],
    ..WRITE
};

/// Lifts the freeze of up to 10 accounts.
pub static UNFREEZE: Operation = Operation {
    id: "unfreezeSubCustomers",
    path: "/v2/partners/sub-customers/unfreeze",
    permission: &["BPC_ITEM_SUBCUSTSERV_010501", "BPC_ITEM_SUBCUSTSERV_010115"],
    ..WRITE
};

/// The partner's own consumption quota.
pub static SHOW_QUOTA: Operation = Operation {
    id: "showPartnerConsumptionQuota",
    path: "/v2/partners/credit/consumption-quota",
    permission: &["BPC_ITEM_ACCOUNT_010500"],
    ..READ
};

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

/// Short-lived keys of a customer, by the agency it gave to the partner. Making another pair
/// does not end the first, so a repeat does no harm.
pub static ASSUME_AGENCY: Operation = Operation {
    id: "CreateTemporaryAccessKeyByAgency",
    service: Service::Identity,
    method: Method::POST,
    path: "/v3.0/OS-CREDENTIAL/securitytokens",
    ..READ
};

/// Every operation, in the order of the sheets.
pub static OPERATIONS: [&Operation; 19] = [
    &LIST_CUSTOMERS,
    &FREEZE,
    &UNFREEZE,
    &SHOW_BUDGET,
    &SET_BUDGET,
    &LIST_BUDGETS,
    &LIST_BUDGET_RECORDS,
    &SHOW_QUOTA,
    &LIST_RESELLERS,
    &LIST_ORDERS,
    &SHOW_ORDER,
    &CANCEL_ORDER,
    &PAY_ORDER,
    &LIST_RESOURCES,
    &PRICE_RENEWAL,
    &RENEW,
    &AUTO_RENEW_ON,
    &AUTO_RENEW_OFF,
    &ASSUME_AGENCY,
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_row_is_whole_and_named_once() {
        let ids: HashSet<_> = OPERATIONS.iter().map(|operation| operation.id).collect();
        assert_eq!(ids.len(), OPERATIONS.len());
        for operation in OPERATIONS {
            assert!(!operation.id.is_empty());
            assert!(operation.path.starts_with("/v"), "{}", operation.id);
            assert!(operation.per_second >= 1, "{}", operation.id);
            assert!(operation.path.matches('{').count() <= 1, "{}", operation.id);
        }
    }

    #[test]
    fn reads_declare_nothing_that_only_writes_can_mean() {
        for operation in OPERATIONS.iter().filter(|operation| operation.is_repeatable()) {
            assert!(operation.unclear_codes.is_empty(), "{}", operation.id);
            assert!(operation.done_codes.is_empty(), "{}", operation.id);
            assert_eq!(operation.content, Content::Needed, "{}", operation.id);
        }
    }

    #[test]
    fn only_reads_use_get_and_money_is_never_repeatable() {
        for operation in OPERATIONS.iter().filter(|operation| operation.method == Method::GET) {
            assert!(operation.is_repeatable(), "{}", operation.id);
        }
        for operation in [&PAY_ORDER, &RENEW, &SET_BUDGET, &CANCEL_ORDER, &FREEZE, &AUTO_RENEW_ON] {
            assert!(!operation.is_repeatable(), "{}", operation.id);
        }
    }
}
