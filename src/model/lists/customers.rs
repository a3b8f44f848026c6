//! The list of customers.

use super::macros::list;
use crate::budgets::{Budget, BudgetLevel};
use crate::customers::{Customer, Frozen};
use crate::ids::ResellerId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

list! {
    /// Which customers.
    CustomerFilter of CustomerRow {
        name: "customers" at "/customers", for Read,
        search:
            /// Part of a name, account name, label, manager, e-mail, telephone; or an exact id of a customer.
            search,
        filters: {
            /// How near the budget is to its end.
            budget: BudgetLevel = "budget" Select,
            /// Frozen state.
            frozen: Frozen = "frozen" Select,
            /// Of which reseller.
            reseller: ResellerId = "reseller" Lookup,
            /// Login name of the account manager at HUAWEI CLOUD, in lower case.
            account_manager: String = "manager" Lookup,
        },
        sorts: {
            "name" Ascending,
            "associated" Descending,
            "used" Descending,
            "left" Ascending,
            "waiting" Descending,
            "expires" Ascending,
        },
    }
}

/// A customer in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRow {
    /// The customer.
    pub customer: Customer,
    /// Its budget, where the mirror has one.
    pub budget: Option<Budget>,
    /// Orders that wait for payment.
    pub waiting_orders: u32,
    /// The next expiry among its main resources that are not renewed by themselves, UTC.
    pub next_expiry: Option<Timestamp>,
}
