//! The lists of the desk, each declared once ([`List`]): its filters, what it can be sorted
//! by, and its rows. Address, select, chip, hidden input, file, and "all that match" follow.
//!
//! A filter more: a line here, its condition in the list's table (`server/store`), and its words
//! `{list}-filter-{name}` and `{list}-any-{name}` in both languages. Values that are not known
//! before (`Lookup`) are those that occur in the viewer's scope. `Text` and `Day` are typed; two days are the
//! ends of a range, both of them part of it.

mod activity;
mod address;
mod budgets;
mod bulk;
mod customers;
mod day;
mod declare;
mod follow_ups;
mod macros;
mod orders;
mod renewals;
mod resellers;
mod status;
mod value;

pub use activity::{ActivityFilter, ActivityRow};
pub use address::{Misread, ORDER, order_code};
pub use budgets::{BudgetFilter, BudgetRow};
pub use bulk::{BulkFilter, BulkJobFilter};
pub use customers::{CustomerFilter, CustomerRow, OwnedBy};
pub use day::Day;
pub use declare::{Filter, FilterSetting, List, Shown, Sort};
pub use follow_ups::{FollowUpFilter, ForWhom};
pub(crate) use macros::list;
pub use orders::{OrderFilter, OrderRow};
pub use renewals::{ExpiryWindow, RenewalFilter, ResourceRow};
pub use resellers::{ResellerFilter, ResellerRow};
pub use status::{HistoryPage, HistoryPart, StatusFilter};
pub use value::{FilterValue, Stored};

use super::audit::AuditAction;
use super::time::Timestamp;
use crate::intents::IntentRef;
use serde::{Deserialize, Serialize};

/// The values that a filter of a list offers, or the name of the value that it is set to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// Name of the filter.
    pub filter: String,
    /// Code and name of each value, by name.
    pub values: Vec<(String, String)>,
}

/// Hands every list that is kept in the database, and can be taken away as a file, to a macro:
/// what has to be there for each of them is made from here.
#[macro_export]
macro_rules! every_list {
    ($then:ident) => {
        $then! {
            $crate::lists::ActivityFilter,
            $crate::lists::BudgetFilter,
            $crate::lists::BulkFilter,
            $crate::lists::CustomerFilter,
            $crate::lists::FollowUpFilter,
            $crate::lists::OrderFilter,
            $crate::lists::RenewalFilter,
            $crate::lists::ResellerFilter,
        }
    };
}

/// A payment, renewal or change in a list of all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntentRow {
    /// Its reference: id, kind and stage.
    pub held: IntentRef,
    /// What is done.
    pub action: AuditAction,
    /// The one order or resource that it is about; `None` for several.
    pub subject: Option<String>,
    /// Login name of the user who started it.
    pub created_by: String,
    /// When it was started, UTC.
    pub created_at: Timestamp,
}

#[cfg(test)]
mod tests;
