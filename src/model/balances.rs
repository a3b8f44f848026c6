//! What a customer's own account holds (partner.yaml, showCustomerExpenditureQuota,
//! showCustomerAccountBalances). Only customers that pay the vendor themselves have it.

use super::money::Money;
use serde::{Deserialize, Serialize};

/// What a customer may spend before its monthly settlement. A resale customer has none. The used
/// share, which the partner API sends as well, is ignored: whether it is a ratio or percent is not
/// known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpenditureQuota {
    /// The ceiling.
    pub granted: Option<Money>,
    /// Used of it.
    pub used: Option<Money>,
}

open_int_enum!(
    /// Kind of account within a customer's account.
    BalanceKind {
        /// Cash.
        Balance = 1,
        /// Credit.
        Credit = 2,
        /// Bonus.
        Bonus = 5,
        /// Deposit.
        Deposit = 7,
    }
);

/// One account within a customer's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountBalance {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: BalanceKind,
    /// What is there. Of a credit account the whole limit, not what is left of it.
    pub amount: Money,
    /// The part of it that is earmarked.
    pub designated: Option<Money>,
    /// The whole credit limit, for a credit account only.
    pub credit_limit: Option<Money>,
}

/// All accounts within a customer's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balances {
    /// The accounts.
    pub accounts: Vec<AccountBalance>,
    /// What the customer owes, where the partner API reports it.
    pub debt: Option<Money>,
}
