//! The list of customers.

use super::macros::list;
use super::value::FilterValue;
use crate::budgets::{Budget, BudgetLevel};
use crate::customers::{Customer, Frozen};
use crate::ids::{ResellerId, UserId};
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
            /// Who is its owner at this desk.
            owner: OwnedBy = "owner" Lookup,
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
    /// Login name of its owner at this desk.
    pub owner: Option<String>,
}

/// Who owns the customers that a list is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OwnedBy {
    /// The person who looks at the list.
    Me,
    /// Nobody.
    Nobody,
    /// This user.
    User(UserId),
}

/// `me` and `nobody` are no ids of users: those are 32 hex digits.
impl FilterValue for OwnedBy {
    fn offered() -> Vec<Self> {
        vec![Self::Me, Self::Nobody]
    }
    fn read(code: &str) -> Option<Self> {
        match code {
            "me" => Some(Self::Me),
            "nobody" => Some(Self::Nobody),
            id => UserId::parse(id).ok().map(Self::User),
        }
    }
    fn code(&self) -> String {
        match self {
            Self::Me => "me".to_owned(),
            Self::Nobody => "nobody".to_owned(),
            Self::User(id) => id.to_string(),
        }
    }
}
