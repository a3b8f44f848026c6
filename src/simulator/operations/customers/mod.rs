//! Operations of partner.yaml.

mod balances;
mod budgets;
mod consumption_quota;
mod coupons;
mod email;
mod freeze;
mod list;
mod realname;
mod registration;
mod resellers;
mod verification_codes;

use crate::operations::operation::{Operation, operations};

pub const TABLE: &[Operation] = operations! {
    "listSubCustomers" "POST" "/v2/partners/sub-customers/query" Partner 10 false => list::query;
    "createSubCustomer" "POST" "/v2/partners/sub-customers" Partner 10 true => registration::create;
    "checkUserIdentity" "POST" "/v2/partners/sub-customers/users/check-identity" Partner 5 false => registration::check;
    "sendVerificationMessageCode" "POST" "/v2/bases/verificationcode/send" Partner 10 true => verification_codes::send;
    "createPersonalRealnameAuth" "POST" "/v2/customers/realname-auths/individual" Partner 10 true => realname::apply_as_person;
    "createEnterpriseRealnameAuthentication" "POST" "/v2/customers/realname-auths/enterprise" Partner 10 true => realname::apply_as_company;
    "changeEnterpriseRealnameAuthentication" "PUT" "/v2/customers/realname-auths/enterprise" Partner 10 true => realname::change_to_company;
    "showRealnameAuthenticationReviewResult" "GET" "/v2/customers/realname-auths/result" Partner 10 false => realname::result;
    "freezeSubCustomers" "POST" "/v2/partners/sub-customers/freeze" Partner 10 true => freeze::freeze;
    "unfreezeSubCustomers" "POST" "/v2/partners/sub-customers/unfreeze" Partner 10 true => freeze::unfreeze;
    "showSubCustomerBudget" "GET" "/v2/partners/sub-customers/budget" Partner 10 false => budgets::show;
    "updateSubCustomerBudget" "POST" "/v2/partners/sub-customers/budget" Partner 10 true => budgets::set;
    "listSubCustomerBudget" "POST" "/v2/partners/sub-customers/budget/query" Partner 10 false => budgets::query;
    "listSubCustomerBudgetRecords" "GET" "/v2/partners/sub-customers/budget/records" Partner 10 false => budgets::records;
    "showPartnerConsumptionQuota" "GET" "/v2/partners/credit/consumption-quota" Partner 10 false => consumption_quota::show;
    "showCustomerExpenditureQuota" "GET" "/v2/accounts/customer-accounts/expenditure-quota" Customer 10 false => balances::quota;
    "showCustomerAccountBalances" "GET" "/v2/accounts/customer-accounts/balances" Customer 20 false => balances::balances;
    "listIndirectPartners" "POST" "/v2/partners/indirect-partners/query" Partner 10 false => resellers::query;
    "listSubCustomerCoupons" "GET" "/v2/promotions/benefits/coupons" Either 10 false => coupons::list;
};
