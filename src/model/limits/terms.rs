//! What limits are about, and the limit that an amount passes.

use crate::money::{Currency, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

closed_enum! {
    /// What a limit is about. Its code is stored in the database.
    pub enum Pool {
        /// Paying, and switching auto-renewal on.
        Spend = "spend",
        /// Raising budgets: it permits to spend, and spends nothing.
        Raise = "raise",
    }
}

closed_enum! {
    /// What is asked for above a limit. Its code is stored in the database.
    pub enum Asks {
        /// The password, again.
        Password = "password",
        /// Another person's approval.
        Approval = "approval",
    }
}

closed_enum! {
    /// What is compared with a limit. Its code is stored in the database.
    pub enum Span {
        /// One action.
        Action = "action",
        /// The sum of a person's calendar day.
        Day = "day",
    }
}

/// Who set a limit that applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LimitFrom {
    /// The environment of the server.
    #[default]
    Environment,
    /// Administrators, for the role.
    Role,
    /// Administrators, for the person.
    Person,
}

/// The limit that an amount passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassedLimit {
    /// For one action, or for the day.
    pub span: Span,
    /// Who set it.
    pub from: LimitFrom,
    amount: Decimal,
    // The letters of the currency, so that this can be copied like the demands that it explains.
    currency: [u8; 4],
}

impl PassedLimit {
    /// Of that amount.
    pub(super) fn new(span: Span, (amount, from): (Decimal, LimitFrom), currency: &Currency) -> Self {
        let mut letters = [0; 4];
        for (letter, byte) in letters.iter_mut().zip(currency.code().bytes()) {
            *letter = byte;
        }
        Self { span, from, amount, currency: letters }
    }

    /// The limit.
    pub fn money(&self) -> Money {
        let code: String =
            self.currency.iter().filter(|byte| **byte > 0).map(|byte| char::from(*byte)).collect();
        Money::new(self.amount, Currency::parse(&code).unwrap_or_else(|_| Currency::usd()))
    }
}
