//! Readings of the used amount of a budget.

use crate::time::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A used amount as it was read at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// When, UTC.
    pub at: Timestamp,
    /// Used by then, in the currency of the budget.
    pub used: Decimal,
}

/// Readings of one budget on one day in GMT+8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetDay {
    /// The first of them since counting began anew.
    pub first: Reading,
    /// The last of them.
    pub last: Reading,
    /// How many there were.
    pub readings: u32,
    /// The budget at the last of them.
    pub amount: Option<Decimal>,
}
