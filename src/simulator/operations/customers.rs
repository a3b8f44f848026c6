//! Operations of partner.yaml.

use super::{Operation, operations};
use crate::simulator::{budgets, customers, freezing, quota, resellers};

pub const TABLE: &[Operation] = operations! {
    "listSubCustomers" "POST" "/v2/partners/sub-customers/query" Partner 10 false => customers::query;
    "showSubCustomerBudget" "GET" "/v2/partners/sub-customers/budget" Partner 10 false => budgets::show;
    "updateSubCustomerBudget" "POST" "/v2/partners/sub-customers/budget" Partner 10 true => budgets::set;
    "listSubCustomerBudget" "POST" "/v2/partners/sub-customers/budget/query" Partner 10 false => budgets::query;
    "listSubCustomerBudgetRecords" "GET" "/v2/partners/sub-customers/budget/records" Partner 10 false => budgets::records;
    "freezeSubCustomers" "POST" "/v2/partners/sub-customers/freeze" Partner 10 true => freezing::freeze;
    "unfreezeSubCustomers" "POST" "/v2/partners/sub-customers/unfreeze" Partner 10 true => freezing::unfreeze;
    "showPartnerConsumptionQuota" "GET" "/v2/partners/credit/consumption-quota" Partner 10 false => quota::show;
    "listIndirectPartners" "POST" "/v2/partners/indirect-partners/query" Partner 10 false => resellers::query;
};
