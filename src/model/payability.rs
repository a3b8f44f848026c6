//! Whether an order that waits for payment can be paid now, and if not, why.

use super::intents::IntentRef;
use super::money::Money;
use serde::{Deserialize, Serialize};

closed_enum! {
    /// Whether an order can be paid: the one thing that stands in its way first. Its code is used in
    /// query strings and files. The place of a value in [`PayState::ALL`] is its rank: what lists are
    /// sorted by and what the database computes.
    pub enum PayState {
        /// No known reason keeps it from being paid.
        Payable = "payable",
        /// The customer's budget has less left than the order costs.
        Short = "short",
        /// A resale customer without a budget.
        NoBudget = "no-budget",
        /// The customer's account is frozen: it can neither buy nor renew.
        Frozen = "frozen",
        /// The customer has no agency for us, so that nothing can be done for it.
        NoAgency = "no-agency",
        /// A payment of it waits for a second person.
        AwaitingApproval = "awaiting-approval",
        /// A payment or a cancellation made here is open, or was done and is not visible yet.
        InProgress = "in-progress",
        /// Something that decides about it was never read.
        Unknown = "unknown",
    }
}

/// The rank of an order that does not wait for payment: after all others.
pub const NOT_WAITING: i64 = i64::MAX;

impl PayState {
    /// Its place in [`PayState::ALL`].
    pub fn rank(self) -> i64 {
        self as i64
    }

    /// The reverse of [`PayState::rank`]; `None` for [`NOT_WAITING`] and everything else.
    pub fn from_rank(rank: i64) -> Option<Self> {
        Self::ALL.get(usize::try_from(rank).ok()?).copied()
    }

    /// Whether trying to pay may succeed. What is not known is tried: the page that pays reads it live.
    pub fn may_be_tried(self) -> bool {
        matches!(self, Self::Payable | Self::Unknown)
    }
}

/// Whether an order can be paid, with what its next step needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payability {
    /// The first reason why it cannot be paid.
    pub state: PayState,
    /// [`PayState::Short`]: by how much, in the currency of the order.
    pub short_by: Option<Money>,
    /// [`PayState::AwaitingApproval`] and [`PayState::InProgress`]: the payment or cancellation.
    pub intent: Option<IntentRef>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_read_back() {
        for state in PayState::ALL {
            assert_eq!(PayState::from_rank(state.rank()), Some(state));
        }
        assert_eq!((PayState::from_rank(NOT_WAITING), PayState::from_rank(-1)), (None, None));
    }
}
