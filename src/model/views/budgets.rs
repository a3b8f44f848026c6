//! What the page of a budget shows.

use super::read::Read;
use crate::budgets::{Budget, BudgetRecord};
use crate::customers::Customer;
use crate::forecast::{BudgetDay, Forecast, NoForecast};
use crate::limits::Allowance;
use crate::money::Money;
use crate::raise::RaiseFor;
use serde::{Deserialize, Serialize};

/// A customer's budget with its history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetView {
    /// The customer.
    pub customer: Customer,
    /// Read live.
    pub budget: Read<Budget>,
    /// When it will run out at the pace so far, or why nothing can be said; `None` where the budget was
    /// never read.
    pub forecast: Option<Result<Forecast, NoForecast>>,
    /// The readings of the counting that runs now, a day each, oldest first.
    pub days: Vec<BudgetDay>,
    /// Past adjustments, newest first.
    pub records: Read<Vec<BudgetRecord>>,
    /// By how much the viewer may raise budgets today without the password or an approval.
    pub allowance: Allowance,
    /// The purchase that the budget is raised for, if the page was opened for one.
    pub purchase: Option<Purchase>,
}

/// A purchase that waits for a budget that covers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purchase {
    /// What it is.
    pub what: RaiseFor,
    /// What it costs, read live; `None` where it cannot be bought now, or its price could not be read.
    pub cost: Option<Money>,
}
