//! A row of a dry run before anything is looked up.

use super::file::Claims;
use model::amounts::BadAmount;
use model::budgets::{BudgetAmount, BudgetType, FreezeBehaviour};
use model::bulk::{RoundUp, SkipReason, Target};
use model::ids::CustomerId;
use rust_decimal::Decimal;

/// How the amount of a row comes about.
#[derive(Clone, Debug)]
pub(super) enum Rule {
    /// This amount and type; `None` leaves the type as it is, and makes a first budget monthly.
    To(Result<BudgetAmount, BadAmount>, Option<BudgetType>),
    /// So much more.
    Raise(Decimal),
    /// So many percent more, rounded up.
    Percent(Decimal, RoundUp),
    /// Restore an earlier budget, if the current one is still the expected one.
    Restore { expected: Target, to: Target },
}

/// A row before anything was looked up.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub number: u32,
    pub given: String,
    pub given_amount: String,
    pub customer: Result<CustomerId, SkipReason>,
    pub rule: Rule,
    pub behaviour: Option<FreezeBehaviour>,
    pub lift_freeze: bool,
    /// What a file says of the customer besides.
    pub claims: Claims,
    /// Another reason to skip it.
    pub wrong: Option<SkipReason>,
}

impl Line {
    /// A row about a customer that is known by its id.
    pub fn about(number: u32, customer: CustomerId, rule: Rule) -> Self {
        Self {
            number,
            given: customer.to_string(),
            given_amount: String::new(),
            customer: Ok(customer),
            rule,
            behaviour: None,
            lift_freeze: false,
            claims: Claims::default(),
            wrong: None,
        }
    }
}
