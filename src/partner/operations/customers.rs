//! Operations of partner.yaml: customers and their registration, real-name authentication, budgets,
//! the partner's quota, customers' balances, resellers and coupons.

use http::Method;

use super::operation::{Content, Operation, READ, WRITE};
use model::status::Caller;

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

/// Makes a customer account.
pub static CREATE_CUSTOMER: Operation = Operation {
    id: "createSubCustomer",
    path: "/v2/partners/sub-customers",
    content: Content::Needed,
    since: Some("2020-04-22"),
    permission: &["BPC_ITEM_SUBCUSTSERV_010118"],
    errors: &[
        "CBC.0100",
        "CBC.0101",
        "CBC.5017",
        "CBC.50010059",
        "CBC.50010065",
        "CBC.50010085",
        "CBC.50010086",
        "CBC.99000004",
        "CBC.99000029",
        "CBC.99000030",
        "CBC.99000031",
        "CBC.99000036",
        "CBC.99000037",
        "CBC.99000038",
        "CBC.99000039",
        "CBC.99000050",
        "CBC.99000051",
        "CBC.99004008",
        "CBC.99004009",
        "CBC.99004010",
        "CBC.99005035",
        "CBC.0154",
        "CBC.0151",
        "CBC.0999",
    ],
    // "Waiting for the association took too long": the account was created.
    unclear_codes: &["CBC.99000050"],
    ..WRITE
};

/// Whether a name, an e-mail address or a mobile number is free.
pub static CHECK_IDENTITY: Operation = Operation {
    id: "checkUserIdentity",
    method: Method::POST,
    path: "/v2/partners/sub-customers/users/check-identity",
    per_second: 5,
    since: Some("2020-06-03"),
    permission: &["BPC_ITEM_SUBCUSTSERV_010118"],
    errors: GENERAL,
    ..READ
};

/// Sends a code to an e-mail address. Each success is a message, and there are 15 an hour.
pub static SEND_CODE: Operation = Operation {
    id: "sendVerificationMessageCode",
    path: "/v2/bases/verificationcode/send",
    since: Some("2020-06-03"),
    permission: &["BPC_ITEM_SUBCUSTSERV_010118"],
    errors: &["CBC.0100", "CBC.99004015", "CBC.0154", "CBC.0151", "CBC.0999"],
    ..WRITE
};

/// Applies for authentication as a person.
pub static AUTHENTICATE_PERSON: Operation = Operation {
    id: "createPersonalRealnameAuth",
    path: "/v2/customers/realname-auths/individual",
    since: Some("2020-05-20"),
    permission: &["BPC_ITEM_SUBCUSTSERV_010119"],
    errors: &[
        "CBC.0100",
        "CBC.99000027",
        "CBC.99000035",
        "CBC.99000099",
        "CBC.99000100",
        "CBC.99005030",
        "CBC.99007188",
        "CBC.99007189",
        "CBC.99007191",
        "CBC.99007193",
        "CBC.99007202",
        "CBC.70600026",
        "CBC.0151",
        "CBC.0999",
    ],
    ..WRITE
};

/// Applies for authentication as a company.
pub static AUTHENTICATE_COMPANY: Operation = Operation {
    id: "createEnterpriseRealnameAuthentication",
    path: "/v2/customers/realname-auths/enterprise",
    since: Some("2020-05-20"),
    permission: &["BPC_ITEM_SUBCUSTSERV_010119"],
    errors: &[
        "CBC.0100",
        "CBC.99000035",
        "CBC.99000099",
        "CBC.99000100",
        "CBC.99005030",
        "CBC.99007004",
        "CBC.99007188",
        "CBC.99007191",
        "CBC.70600026",
        "CBC.0151",
        "CBC.0999",
    ],
    ..WRITE
};

/// Applies for a company in place of a person. Its permission is taken from its siblings.
pub static CHANGE_TO_COMPANY: Operation = Operation {
    id: "changeEnterpriseRealnameAuthentication",
    method: Method::PUT,
    path: "/v2/customers/realname-auths/enterprise",
    since: Some("2020-05-20"),
    permission: &["BPC_ITEM_SUBCUSTSERV_010119"],
    errors: &["CBC.0100", "CBC.70600026", "CBC.0151", "CBC.0999"],
    ..WRITE
};

/// The result of an application.
pub static SHOW_REVIEW: Operation = Operation {
    id: "showRealnameAuthenticationReviewResult",
    path: "/v2/customers/realname-auths/result",
    since: Some("2020-05-20"),
    permission: &["BPC_ITEM_SUBCUSTSERV_010119"],
    errors: GENERAL,
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

/// The partner's own consumption quota. The sheet only presumes the day on which it was added
/// (2024-07-29), so it is not given here.
pub static SHOW_QUOTA: Operation = Operation {
    id: "showPartnerConsumptionQuota",
    path: "/v2/partners/credit/consumption-quota",
    permission: &["BPC_ITEM_ACCOUNT_010500"],
    errors: &["CBC.0100", "CBC.0151", "CBC.0999"],
    ..READ
};

/// What a customer may spend before its settlement.
pub static SHOW_EXPENDITURE_QUOTA: Operation = Operation {
    id: "showCustomerExpenditureQuota",
    path: "/v2/accounts/customer-accounts/expenditure-quota",
    caller: Caller::Customer,
    permission: &["billing:balance:view"],
    errors: &["CBC.0151", "CBC.0999"],
    ..READ
};

/// The accounts within a customer's account.
pub static SHOW_BALANCES: Operation = Operation {
    id: "showCustomerAccountBalances",
    path: "/v2/accounts/customer-accounts/balances",
    caller: Caller::Customer,
    per_second: 20,
    errors: &["CBC.0100", "CBC.99000049", "CBC.0151", "CBC.0999"],
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

/// Coupons of a customer, or of the partner and its resellers.
pub static LIST_COUPONS: Operation = Operation {
    id: "listSubCustomerCoupons",
    path: "/v2/promotions/benefits/coupons",
    caller: Caller::Either,
    permission: &["BPC_MENU_FINANCE_100100", "BPC_ITEM_SUBCUSTSERV_050101", "billing:coupon:view"],
    errors: GENERAL,
    ..READ
};

/// What nearly every operation may answer.
const GENERAL: &[&str] = &["CBC.0100", "CBC.0151", "CBC.0999"];

/// In the order of the sheet.
pub(super) static ALL: &[&Operation] = &[
    &LIST_CUSTOMERS,
    &CREATE_CUSTOMER,
    &CHECK_IDENTITY,
    &SEND_CODE,
    &AUTHENTICATE_PERSON,
    &AUTHENTICATE_COMPANY,
    &CHANGE_TO_COMPANY,
    &SHOW_REVIEW,
    &FREEZE,
    &UNFREEZE,
    &SHOW_BUDGET,
    &SET_BUDGET,
    &LIST_BUDGETS,
    &LIST_BUDGET_RECORDS,
    &SHOW_QUOTA,
    &SHOW_EXPENDITURE_QUOTA,
    &SHOW_BALANCES,
    &LIST_RESELLERS,
    &LIST_COUPONS,
];
