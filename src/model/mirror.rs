//! What is known of the mirror: never read, read at, or failed with what; per part, and per customer.

use crate::error::PartnerFailure;
use crate::time::{Freshness, Timestamp};
use serde::{Deserialize, Serialize};

closed_enum! {
    /// The part of the mirror a list comes from. Its code is the key of its sync mark.
    pub enum Part {
        /// Customers and resellers.
        Customers = "customers",
        /// Budgets.
        Budgets = "budgets",
        /// Orders.
        Orders = "orders",
        /// Yearly/monthly resources.
        Resources = "resources",
    }
}

/// How the reading of something went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reading {
    /// It was never read: what is there is not known, which is not nothing.
    Never,
    /// It was read then, UTC.
    At(Timestamp),
    /// The last try failed.
    Failed {
        /// What the partner API answered; `None` where this desk itself failed.
        failure: Option<Box<PartnerFailure>>,
        /// When it was tried, UTC.
        at: Timestamp,
        /// When it was read before that, UTC: what is shown is as of then. `None`: never.
        last: Option<Timestamp>,
    },
}

impl Reading {
    /// When what is shown was read, UTC; `None` when it is not known at all.
    pub fn read_at(&self) -> Option<Timestamp> {
        match self {
            Self::Never => None,
            Self::At(at) => Some(*at),
            Self::Failed { last, .. } => *last,
        }
    }

    /// Why it could not be read the last time.
    pub fn failure(&self) -> Option<&PartnerFailure> {
        match self {
            Self::Failed { failure, .. } => failure.as_deref(),
            Self::Never | Self::At(_) => None,
        }
    }

    /// Whether the last try failed.
    pub fn is_failed(&self) -> bool {
        matches!(self, Self::Failed { .. })
    }

    /// Its age at `now`.
    pub fn freshness(&self, now: Timestamp) -> Freshness {
        Freshness { read_at: self.read_at(), failing: self.is_failed(), now }
    }
}

/// Customers of whom a part could not be read the last time, all with the same code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailingCustomers {
    /// The answer to one of them.
    pub failure: PartnerFailure,
    /// How many customers.
    pub customers: u64,
}

/// How much is known of one part of the mirror, over the customers in a scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Which part.
    pub part: Part,
    /// The part as a whole. What is read customer by customer is as old as the oldest reading that did not
    /// fail.
    pub reading: Reading,
    /// Whether the customers themselves are known: without them nothing is.
    pub listed: bool,
    /// Customers that the part can be read of.
    pub customers: u64,
    /// Those of them whom it was never read of, whether it was tried or not.
    pub unread: u64,
    /// Whom the last try failed for, most first.
    pub failing: Vec<FailingCustomers>,
}

impl Coverage {
    /// True when a figure made of it counts everything.
    pub fn is_complete(&self) -> bool {
        self.listed && self.unread == 0
    }

    /// True when there is nothing that a figure could be made of.
    pub fn is_unknown(&self) -> bool {
        !self.listed || (self.unread > 0 && self.unread >= self.customers)
    }

    /// For how many customers the last try failed.
    pub fn failed(&self) -> u64 {
        self.failing.iter().map(|group| group.customers).sum()
    }

    /// True when there is something to say about it besides its age.
    pub fn has_gaps(&self) -> bool {
        !self.is_complete() || self.failed() > 0 || self.reading.is_failed()
    }

    /// The failure of most customers, where no customer at all could be read: then it is hardly the customers.
    pub fn common_failure(&self) -> Option<&FailingCustomers> {
        let most = self.failing.first()?;
        let all = self.customers > 1 && self.failed() >= self.customers;
        (all && most.customers > self.customers / 2).then_some(most)
    }

    /// The age of the part at `now`; that some customers fail is said apart.
    pub fn freshness(&self, now: Timestamp) -> Freshness {
        self.reading.freshness(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coverage(listed: bool, customers: u64, unread: u64) -> Coverage {
        Coverage { part: Part::Orders, reading: Reading::Never, listed, customers, unread, failing: vec![] }
    }

    #[test]
    fn what_is_not_known_is_never_nothing() {
        assert!(coverage(false, 0, 0).is_unknown(), "no customer was ever read");
        assert!(coverage(true, 4, 4).is_unknown());
        let partly = coverage(true, 4, 3);
        assert!(!partly.is_unknown() && !partly.is_complete());
        assert!(coverage(true, 0, 0).is_complete(), "a person without customers has no orders");
        assert!(coverage(true, 4, 0).is_complete());
    }

    #[test]
    fn a_failed_reading_keeps_the_age_of_the_last_good_one() {
        let (at, now) = (Timestamp::UNIX_EPOCH, Timestamp::MAX);
        let failed = |last| Reading::Failed { failure: None, at: now, last };
        assert_eq!(failed(Some(at)).freshness(now), Freshness { read_at: Some(at), failing: true, now });
        assert_eq!(failed(None).read_at(), None);
        assert_eq!(Reading::At(at).freshness(now), Freshness { read_at: Some(at), failing: false, now });
    }
}
