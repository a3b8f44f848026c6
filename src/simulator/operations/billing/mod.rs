//! Operations of billing.yaml. Pay-per-use resources are in `transactions`: transactions.yaml
//! documents them too.

mod costs;
mod invoices;
mod monthly_sum;
mod old_monthly_sum;
mod old_records;
mod packages;
mod postpaid_bill;
mod products;
mod records;
mod resource_fees;
mod units;
mod usage_details;

use crate::operations::operation::{Operation, operations};

pub const TABLE: &[Operation] = operations! {
    "ListPostpaidBillSum" "GET" "/v2/bills/partner-bills/postpaid-bill-summary" Partner 10 false => postpaid_bill::show;
    "OldListPostpaidBillSum" "GET" "/v1.0/{id}/partner/account-mgr/postpaid-bill-summary" Partner 10 false => postpaid_bill::show_old;
    "ShowCustomerMonthlySum" "GET" "/v2/bills/customer-bills/monthly-sum" Customer 10 false => monthly_sum::show;
    "OldListMonthlyExpenditures" "GET" "/v1.0/{id}/customer/account-mgr/bill/monthly-sum" Customer 10 false => old_monthly_sum::show;
    "ListCustomerselfResourceRecords" "GET" "/v2/bills/customer-bills/res-fee-records" Customer 30 false => resource_fees::list;
    "OldListResFeeRecords" "GET" "/v1.0/{id}/customer/account-mgr/bill/res-fee-records" Customer 10 false => old_records::fees;
    "ListCustomerselfResourceRecordDetails" "POST" "/v2/bills/customer-bills/res-records/query" Customer 30 false => usage_details::query;
    "OldListResRecords" "GET" "/v1.0/{id}/customer/account-mgr/bill/res-records" Customer 10 false => old_records::usage;
    "ListInvoices" "GET" "/v1.0/{id}/payments/intl-invoices" Either 10 false => invoices::list;
    "ListServiceTypes" "GET" "/v2/products/service-types" Either 10 false => products::services;
    "ListResourceTypes" "GET" "/v2/products/resource-types" Either 10 false => products::resources;
    "ListServiceResources" "GET" "/v2/products/service-resources" Either 10 false => products::of_service;
    "ListUsageTypes" "GET" "/v2/products/usage-types" Either 10 false => products::usages;
    "ListMeasureUnits" "GET" "/v2/bases/measurements" Either 10 false => units::list;
    "ListConversions" "GET" "/v2/bases/conversions" Either 10 false => units::conversions;
    "ListCosts" "POST" "/v4/costs/cost-analysed-bills/query" Customer 10 false => costs::query;
    "ListFreeResourceInfos" "POST" "/v3/payments/free-resources/query" Customer 10 false => packages::list;
    "OldListFreeResourceInfos" "POST" "/v2/payments/free-resources/query" Customer 10 false => packages::list;
    "ListFreeResourceUsages" "POST" "/v2/payments/free-resources/usages/details/query" Customer 10 false => packages::usages;
    "ListFreeResourcesUsageRecords" "GET" "/v2/bills/customer-bills/free-resources-usage-records" Customer 10 false => packages::records;
};
