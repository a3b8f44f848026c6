//! States and reasons, each with a code that stands in the database, in addresses and in files.

use crate::budgets::BadAmount;

closed_enum! {
    /// Where the amounts of a job come from.
    pub enum BulkKind {
        /// The same amount for every customer.
        Set = "set",
        /// So much more for each.
        Raise = "raise",
        /// So many percent more for each.
        Percent = "percent",
        /// An amount per line of a file.
        File = "file",
        /// What stood before another job.
        Undo = "undo",
    }
}

closed_enum! {
    /// Where a job stands.
    pub enum BulkState {
        /// A dry run: nothing is sent.
        Draft = "draft",
        /// Confirmed by a person, and waits for another one to agree: nothing is sent.
        Waiting = "waiting",
        /// Confirmed by a person; its rows are sent one after the other.
        Running = "running",
        /// No further row is sent until somebody goes on with it.
        Paused = "paused",
        /// The other person refused, it was taken back, or nobody agreed in time: nothing was
        /// ever sent.
        Declined = "declined",
        /// The rows that had not been sent never will be.
        Cancelled = "cancelled",
        /// Every row has ended.
        Done = "done",
    }
}

impl BulkState {
    /// True while rows may be sent, now, after a pause, or after another person's word.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Waiting | Self::Running | Self::Paused)
    }

    /// True before the first row may be sent.
    pub fn is_planned(self) -> bool {
        matches!(self, Self::Draft | Self::Waiting)
    }
}

closed_enum! {
    /// Where a row stands. Each change is stored before or after the call it belongs to.
    pub enum RowState {
        /// To be sent.
        Waiting = "waiting",
        /// The call may have left; no answer is stored.
        Sent = "sent",
        /// It is not known whether the partner did it. Settled by reading the budget.
        Unknown = "unknown",
        /// The budget stands as wanted.
        Done = "done",
        /// Refused, by the partner or by a rule of this desk: nothing changed.
        Refused = "refused",
        /// Another value stood than the one seen: left alone.
        Changed = "changed",
        /// The outcome was open, and the old value still stands long after.
        NotDone = "not-done",
        /// Cancelled before it was sent.
        Cancelled = "cancelled",
        /// Not part of the job: the dry run says why.
        LeftOut = "left-out",
    }
}

impl RowState {
    /// True until the row has ended.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Sent | Self::Unknown)
    }
}

closed_enum! {
    /// Why a row is not part of a job.
    pub enum LeftOut {
        /// No such customer, or not one of the caller's.
        NotFound = "not-found",
        /// Several customers are called so.
        Ambiguous = "ambiguous",
        /// No resale customer: it has no budget.
        NotResale = "not-resale",
        /// The account is frozen.
        Frozen = "frozen",
        /// The budget stands so already.
        Same = "same",
        /// No amount was given.
        AmountEmpty = "amount-empty",
        /// The amount is no number.
        AmountNotANumber = "amount-not-a-number",
        /// The amount is not above zero.
        AmountNotPositive = "amount-not-positive",
        /// The amount has more than two decimals; nothing is rounded.
        AmountTooPrecise = "amount-too-precise",
        /// The amount is larger than the partner takes.
        AmountTooLarge = "amount-too-large",
        /// Neither monthly nor one-time.
        WrongType = "wrong-type",
        /// No freeze behaviour.
        WrongFreeze = "wrong-freeze",
        /// A cell is longer than any name or amount ([`LONGEST_SEARCH`](crate::search::LONGEST_SEARCH)).
        CellTooLong = "cell-too-long",
        /// Another row is about the same customer, and nobody can tell which of them is meant.
        Twice = "twice",
        /// There is no budget to raise, or none stood before: a budget cannot be taken away.
        NoBudget = "no-budget",
        /// What was set by the job no longer stands, so that it is not undone.
        Moved = "moved",
        /// The budget could not be read, live or from the mirror.
        Unread = "unread",
    }
}

impl From<BadAmount> for LeftOut {
    fn from(why: BadAmount) -> Self {
        match why {
            BadAmount::Empty => Self::AmountEmpty,
            BadAmount::NotANumber => Self::AmountNotANumber,
            BadAmount::NotPositive => Self::AmountNotPositive,
            BadAmount::TooPrecise => Self::AmountTooPrecise,
            BadAmount::TooLarge => Self::AmountTooLarge,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_and_differ() {
        for state in RowState::ALL {
            assert_eq!(RowState::from_code(state.code()), Some(state));
        }
        for why in LeftOut::ALL {
            assert_eq!(LeftOut::from_code(why.code()), Some(why));
        }
        for state in BulkState::ALL {
            assert_eq!(BulkState::from_code(state.code()), Some(state));
        }
        for kind in BulkKind::ALL {
            assert_eq!(BulkKind::from_code(kind.code()), Some(kind));
        }
    }
}
