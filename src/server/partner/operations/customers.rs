//! Operations of partner.yaml: customers, their budgets, the partner's quota and its resellers.

use http::Method;

use super::{Operation, READ, WRITE};

/// Customers of the partner or of one reseller.
pub static LIST_CUSTOMERS: Operation = Operation {
    id: "listSubCustomers",
    method: Method::POST,
    path: "/v2/partners/sub-customers/query",
    permission: &["BPC_ITEM_SUBCUSTSERV_010100", "BPC_ITEM_SUBCUSTSERV_010500"],
    since: Some("2020-05-20"),
    errors: &["CBC.0100", "CBC.99000037", "CBC.0154", "CBC.0151", "CBC.0999"],
    ..READ
};

/// Freezes up to 10 accounts.
pub static FREEZE: Operation = Operation {
    id: "freezeSubCustomers",
    path: "/v2/partners/sub-customers/freeze",
    permission: &["BPC_ITEM_SUBCUSTSERV_010501", "BPC_ITEM_SUBCUSTSERV_010115"],
    errors: &["CBC.0100", "CBC.70300007", "CBC.0151", "CBC.0999"],
    ..WRITE
};

/// Lifts the freeze of up to 10 accounts.
pub static UNFREEZE: Operation = Operation {
    id: "unfreezeSubCustomers",
    path: "/v2/partners/sub-customers/unfreeze",
    permission: &["BPC_ITEM_SUBCUSTSERV_010501", "BPC_ITEM_SUBCUSTSERV_010115"],
    errors: &["CBC.0100", "CBC.0151", "CBC.0999"],
    ..WRITE
};

/// Budget of one customer.
pub static SHOW_BUDGET: Operation = Operation {
    id: "showSubCustomerBudget",
    path: "/v2/partners/sub-customers/budget",
    permission: &["BPC_ITEM_SUBCUSTSERV_010111", "BPC_ITEM_SUBCUSTSERV_010503"],
    errors: &["CBC.0100", "CBC.99005024", "CBC.0151", "CBC.0999"],
    ..READ
};

/// Sets or replaces a budget.
pub static SET_BUDGET: Operation = Operation {
    id: "updateSubCustomerBudget",
    path: "/v2/partners/sub-customers/budget",
    permission: &["BPC_ITEM_SUBCUSTSERV_010111", "BPC_ITEM_SUBCUSTSERV_010503"],
    errors: &["CBC.0100", "CBC.99005024", "CBC.50000030", "CBC.50000033", "CBC.0151", "CBC.0999"],
    ..WRITE
};

/// Budgets of up to 100 customers.
pub static LIST_BUDGETS: Operation = Operation {
    id: "listSubCustomerBudget",
    method: Method::POST,
    path: "/v2/partners/sub-customers/budget/query",
    permission: &["BPC_ITEM_ACCOUNT_010500"],
    errors: &["CBC.0100", "CBC.0151", "CBC.0999"],
    ..READ
};

/// Past adjustments of a budget.
pub static LIST_BUDGET_RECORDS: Operation = Operation {
    id: "listSubCustomerBudgetRecords",
    path: "/v2/partners/sub-customers/budget/records",
    permission: &["BPC_ITEM_SUBCUSTSERV_010111", "BPC_ITEM_SUBCUSTSERV_010503"],
    errors: &["CBC.0100", "CBC.0151", "CBC.0999"],
    ..READ
};

/// The partner's own consumption quota. The sheet only presumes the day on which it came
/// (2024-07-29), so that none stands here.
pub static SHOW_QUOTA: Operation = Operation {
    id: "showPartnerConsumptionQuota",
    path: "/v2/partners/credit/consumption-quota",
    permission: &["BPC_ITEM_ACCOUNT_010500"],
    errors: &["CBC.0100", "CBC.0151", "CBC.0999"],
    ..READ
};

/// Resellers of a distributor.
pub static LIST_RESELLERS: Operation = Operation {
    id: "listIndirectPartners",
    method: Method::POST,
    path: "/v2/partners/indirect-partners/query",
    permission: &["BPC_ITEM_SALES_020100"],
    errors: &["CBC.0100", "CBC.0151", "CBC.0999"],
    ..READ
};

/// In the order of the sheet.
pub(super) static ALL: &[&Operation] = &[
    &LIST_CUSTOMERS,
    &FREEZE,
    &UNFREEZE,
    &SHOW_BUDGET,
    &SET_BUDGET,
    &LIST_BUDGETS,
    &LIST_BUDGET_RECORDS,
    &SHOW_QUOTA,
    &LIST_RESELLERS,
];
