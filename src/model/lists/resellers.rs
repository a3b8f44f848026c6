//! The list of resellers.

use super::macros::list;
use crate::ids::ResellerId;
use crate::money::Money;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

list! {
    /// Which resellers: those with a customer in the viewer's scope.
    ResellerFilter of ResellerRow {
        name: "resellers" at "/resellers", for Read,
        search:
            /// Part of a name, account name, or id.
            search,
        filters: {},
        sorts: {
            "name" Ascending,
            "customers" Descending,
            "associated" Descending,
        },
    }
}

/// A reseller in the list. Counts and sums cover the customers in the viewer's scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResellerRow {
    /// Its id.
    pub id: ResellerId,
    /// Company name; absent too where only its customers were read so far.
    pub name: Option<String>,
    /// Login name, absent as `name`.
    pub account_name: Option<String>,
    /// When it was associated with the partner, UTC.
    pub associated_at: Option<Timestamp>,
    /// Its customers.
    pub customers: u32,
    /// The budgets that are set, exact, one sum per currency in the order of their codes. One-time
    /// and monthly budgets count alike.
    pub budgets: Vec<Money>,
    /// Resale customers whose budget was never read: the sums lack theirs.
    pub unread_budgets: u32,
}

impl ResellerRow {
    /// What to call it: its name, else its account name, else its id.
    pub fn display_name(&self) -> &str {
        let named = [&self.name, &self.account_name].into_iter().flatten().find(|name| !name.is_empty());
        named.map_or(self.id.as_str(), String::as_str)
    }
}
