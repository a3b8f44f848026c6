//! The list of budgets.

use super::macros::list;
use crate::budgets::{Budget, BudgetLevel, BudgetType};
use crate::customers::Customer;
use crate::forecast::Outlook;
use crate::ids::ResellerId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

list! {
    /// Which budgets.
    BudgetFilter of BudgetRow {
        name: "budgets" at "/budgets", for Read,
        search:
            /// As in [`super::CustomerFilter::search`].
            search,
        filters: {
            /// How near the end.
            level: BudgetLevel = "level" Select,
            /// Monthly or one-time.
            kind: BudgetType = "type" Select,
            /// Of which reseller.
            reseller: ResellerId = "reseller" Lookup,
            /// Login name of the account manager at HUAWEI CLOUD, in lower case.
            account_manager: String = "manager" Lookup,
        },
        sorts: {
            "used-percent" Descending,
            "name" Ascending,
            "amount" Descending,
            "used" Descending,
            "left" Ascending,
            "runs-out" Ascending,
        },
    }
}

/// A budget in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetRow {
    /// The customer.
    pub customer: Customer,
    /// The budget.
    pub budget: Budget,
    /// What is expected of it at the pace so far: an estimate, as of `read_at`.
    pub outlook: Option<Outlook>,
    /// When the partner API returned it, UTC.
    pub read_at: Timestamp,
}
