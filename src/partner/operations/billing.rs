//! Operations of billing.yaml: bills, records, invoices, products, units, costs, packages. Those on
//! pay-per-use resources are with transactions.yaml. No page says when the end of the old ones was
//! announced; the days in the sheet are those of the pages that mention it.

use http::Method;

use super::operation::{Operation, READ};
use model::status::{Caller, Lifecycle};

/// What every page of this sheet lists.
const ERRORS: &[&str] = &["CBC.0100", "CBC.0151", "CBC.0999"];

/// The partner's bill of a month.
pub static SHOW_PARTNER_BILL: Operation = Operation {
    id: "ListPostpaidBillSum",
    path: "/v2/bills/partner-bills/postpaid-bill-summary",
    permission: &["BPC_ITEM_FINANCE_090100"],
    errors: ERRORS,
    ..READ
};

/// The same with its lines, in its old form.
pub static OLD_SHOW_PARTNER_BILL: Operation = Operation {
    id: "OldListPostpaidBillSum",
    path: "/v1.0/{partner_id}/partner/account-mgr/postpaid-bill-summary",
    lifecycle: Lifecycle::ToBeOffline,
    errors: ERRORS,
    ..READ
};

/// A month of a customer.
pub static SHOW_MONTHLY_SUM: Operation = Operation {
    id: "ShowCustomerMonthlySum",
    path: "/v2/bills/customer-bills/monthly-sum",
    caller: Caller::Customer,
    errors: ERRORS,
    ..READ
};

/// The same in its old form; amounts in cents.
pub static OLD_SHOW_MONTHLY_SUM: Operation = Operation {
    id: "OldListMonthlyExpenditures",
    path: "/v1.0/{domain_id}/customer/account-mgr/bill/monthly-sum",
    caller: Caller::Customer,
    lifecycle: Lifecycle::ToBeOffline,
    errors: ERRORS,
    ..READ
};

/// What each resource of a customer cost in a month.
pub static LIST_FEES: Operation = Operation {
    id: "ListCustomerselfResourceRecords",
    path: "/v2/bills/customer-bills/res-fee-records",
    caller: Caller::Customer,
    per_second: 30,
    localised: true,
    errors: &["CBC.0100", "CBC.0151", "CBC.0999", "CBC.0000", "CBC.0154"],
    ..READ
};

/// The same in its old form.
pub static OLD_LIST_FEES: Operation = Operation {
    id: "OldListResFeeRecords",
    path: "/v1.0/{domain_id}/customer/account-mgr/bill/res-fee-records",
    caller: Caller::Customer,
    lifecycle: Lifecycle::ToBeOffline,
    errors: ERRORS,
    ..READ
};

/// Usage details of a customer's month.
pub static LIST_USAGE_DETAILS: Operation = Operation {
    id: "ListCustomerselfResourceRecordDetails",
    method: Method::POST,
    path: "/v2/bills/customer-bills/res-records/query",
    caller: Caller::Customer,
    per_second: 30,
    localised: true,
    errors: ERRORS,
    ..READ
};

/// The same in its old form.
pub static OLD_LIST_USAGE_DETAILS: Operation = Operation {
    id: "OldListResRecords",
    path: "/v1.0/{domain_id}/customer/account-mgr/bill/res-records",
    caller: Caller::Customer,
    lifecycle: Lifecycle::ToBeOffline,
    errors: ERRORS,
    ..READ
};

/// Invoices of the caller.
pub static LIST_INVOICES: Operation = Operation {
    id: "ListInvoices",
    path: "/v1.0/{domain_id}/payments/intl-invoices",
    caller: Caller::Either,
    since: Some("2020-01-15"),
    permission: &["BPC_ITEM_FINANCE_060100"],
    errors: ERRORS,
    ..READ
};

/// Cloud services.
pub static LIST_SERVICE_TYPES: Operation = Operation {
    id: "ListServiceTypes",
    path: "/v2/products/service-types",
    caller: Caller::Either,
    localised: true,
    errors: ERRORS,
    ..READ
};

/// Resource types.
pub static LIST_RESOURCE_TYPES: Operation = Operation {
    id: "ListResourceTypes",
    path: "/v2/products/resource-types",
    caller: Caller::Either,
    localised: true,
    errors: ERRORS,
    ..READ
};

/// Resource types of one service.
pub static LIST_SERVICE_RESOURCES: Operation = Operation {
    id: "ListServiceResources",
    path: "/v2/products/service-resources",
    caller: Caller::Either,
    since: Some("2020-11-04"),
    localised: true,
    errors: ERRORS,
    ..READ
};

/// Kinds of usage.
pub static LIST_USAGE_TYPES: Operation = Operation {
    id: "ListUsageTypes",
    path: "/v2/products/usage-types",
    caller: Caller::Either,
    localised: true,
    errors: ERRORS,
    ..READ
};

/// Units of measurement.
pub static LIST_UNITS: Operation = Operation {
    id: "ListMeasureUnits",
    path: "/v2/bases/measurements",
    caller: Caller::Either,
    since: Some("2020-12-30"),
    localised: true,
    errors: ERRORS,
    ..READ
};

/// How one unit is turned into another.
pub static LIST_CONVERSIONS: Operation = Operation {
    id: "ListConversions",
    path: "/v2/bases/conversions",
    caller: Caller::Either,
    since: Some("2020-12-30"),
    localised: true,
    errors: ERRORS,
    ..READ
};

/// Costs of a customer by dimension.
pub static LIST_COSTS: Operation = Operation {
    id: "ListCosts",
    method: Method::POST,
    path: "/v4/costs/cost-analysed-bills/query",
    caller: Caller::Customer,
    localised: true,
    errors: &["CBC.0100", "CBC.0151", "CBC.0999", "CBC.18000048"],
    ..READ
};

/// Resource packages of a customer.
pub static LIST_PACKAGES: Operation = Operation {
    id: "ListFreeResourceInfos",
    method: Method::POST,
    path: "/v3/payments/free-resources/query",
    caller: Caller::Customer,
    localised: true,
    errors: ERRORS,
    ..READ
};

/// The same in its old form.
pub static OLD_LIST_PACKAGES: Operation = Operation {
    id: "OldListFreeResourceInfos",
    method: Method::POST,
    path: "/v2/payments/free-resources/query",
    caller: Caller::Customer,
    lifecycle: Lifecycle::ToBeOffline,
    localised: true,
    errors: ERRORS,
    ..READ
};

/// What is left in items of packages.
pub static LIST_PACKAGE_USAGES: Operation = Operation {
    id: "ListFreeResourceUsages",
    method: Method::POST,
    path: "/v2/payments/free-resources/usages/details/query",
    caller: Caller::Customer,
    localised: true,
    errors: ERRORS,
    ..READ
};

/// What was taken from packages.
pub static LIST_DEDUCTIONS: Operation = Operation {
    id: "ListFreeResourcesUsageRecords",
    path: "/v2/bills/customer-bills/free-resources-usage-records",
    caller: Caller::Customer,
    errors: ERRORS,
    ..READ
};

/// In the order of the sheet.
pub(super) static ALL: &[&Operation] = &[
    &SHOW_PARTNER_BILL,
    &OLD_SHOW_PARTNER_BILL,
    &SHOW_MONTHLY_SUM,
    &OLD_SHOW_MONTHLY_SUM,
    &LIST_FEES,
    &OLD_LIST_FEES,
    &LIST_USAGE_DETAILS,
    &OLD_LIST_USAGE_DETAILS,
    &LIST_INVOICES,
    &LIST_SERVICE_TYPES,
    &LIST_RESOURCE_TYPES,
    &LIST_SERVICE_RESOURCES,
    &LIST_USAGE_TYPES,
    &LIST_UNITS,
    &LIST_CONVERSIONS,
    &LIST_COSTS,
    &LIST_PACKAGES,
    &OLD_LIST_PACKAGES,
    &LIST_PACKAGE_USAGES,
    &LIST_DEDUCTIONS,
];
