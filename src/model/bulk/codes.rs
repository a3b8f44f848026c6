//! States and reasons, each with a code that is used in the database, in addresses and in exports.

use crate::amounts::BadAmount;
use crate::changes::ChangeKind;
use crate::limits::Pool;
use crate::users::Permission;

closed_enum! {
    /// What a job does; for budgets, where their amounts come from.
    pub enum BulkKind {
        /// The same amount for every customer.
        Set = "set",
        /// So much more for each.
        Raise = "raise",
        /// So many percent more for each.
        Percent = "percent",
        /// An amount per line of a file.
        File = "file",
        /// The budgets from before another job.
        Undo = "undo",
        /// Pays orders.
        Pay = "pay",
        /// Switches auto-renewal of resources on.
        AutoRenewOn = "auto-renew-on",
        /// Switches auto-renewal of resources off.
        AutoRenewOff = "auto-renew-off",
        /// Switches resources to pay-per-use at their expiry.
        ToOnDemand = "to-on-demand",
        /// Withdraws that.
        NotToOnDemand = "not-to-on-demand",
    }
}

impl BulkKind {
    /// The job that makes a change to resources; `None` for those that are made one by one.
    pub fn of_change(act: ChangeKind) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.change() == Some(act))
    }

    /// The change that it makes to resources.
    pub fn change(self) -> Option<ChangeKind> {
        match self {
            Self::AutoRenewOn => Some(ChangeKind::AutoRenewOn),
            Self::AutoRenewOff => Some(ChangeKind::AutoRenewOff),
            Self::ToOnDemand => Some(ChangeKind::ToOnDemand),
            Self::NotToOnDemand => Some(ChangeKind::NotToOnDemand),
            _ => None,
        }
    }

    /// True when it sets budgets.
    pub fn is_about_budgets(self) -> bool {
        self != Self::Pay && self.change().is_none()
    }

    /// Which permission it needs.
    pub fn permission(self) -> Permission {
        match self {
            Self::Pay => Permission::Pay,
            kind if kind.change().is_some() => Permission::Order,
            _ => Permission::SetBudget,
        }
    }

    /// Which limits it counts towards.
    pub fn pool(self) -> Pool {
        if self.is_about_budgets() { Pool::Raise } else { Pool::Spend }
    }
}

closed_enum! {
    /// The state of a job.
    pub enum BulkState {
        /// A dry run: nothing is sent.
        Draft = "draft",
        /// Confirmed by a person, and waits for another one to agree: nothing is sent.
        Waiting = "waiting",
        /// Confirmed by a person; its rows are sent one after the other.
        Running = "running",
        /// No further row is sent until somebody resumes it.
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
    /// True while rows may be sent: now, after a pause, or after an approval.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Waiting | Self::Running | Self::Paused)
    }

    /// True before the first row may be sent.
    pub fn is_planned(self) -> bool {
        matches!(self, Self::Draft | Self::Waiting)
    }
}

closed_enum! {
    /// The state of a row. Each change is stored before or after the call it belongs to.
    pub enum RowState {
        /// To be sent.
        Waiting = "waiting",
        /// The call may have been sent; no answer is stored.
        Sent = "sent",
        /// It is not known whether the call took effect. Reconciled by reading the budget.
        Unknown = "unknown",
        /// The budget has the wanted value.
        Done = "done",
        /// Refused, by the partner API or by a rule of this desk: nothing changed.
        Refused = "refused",
        /// The current value was not the one shown: nothing was changed.
        Changed = "changed",
        /// The outcome was open, and long after the call the old value is still in effect.
        NotDone = "not-done",
        /// Cancelled before it was sent.
        Cancelled = "cancelled",
        /// Not part of the job: the dry run says why.
        #[serde(rename = "LeftOut")]
        Skipped = "left-out",
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
    pub enum SkipReason {
        /// No such customer, or not one of the caller's.
        NotFound = "not-found",
        /// Several customers have this name.
        Ambiguous = "ambiguous",
        /// No resale customer: it has no budget.
        NotResale = "not-resale",
        /// The account is frozen.
        Frozen = "frozen",
        /// The budget already has this value.
        Same = "same",
        /// No amount was given.
        AmountEmpty = "amount-empty",
        /// The amount is no number.
        AmountNotANumber = "amount-not-a-number",
        /// The amount may be thousands or decimals.
        AmountAmbiguous = "amount-ambiguous",
        /// The amount is not above zero.
        AmountNotPositive = "amount-not-positive",
        /// The amount has more decimals than its currency, or than two.
        AmountTooPrecise = "amount-too-precise",
        /// The amount is larger than the partner API accepts.
        AmountTooLarge = "amount-too-large",
        /// Neither monthly nor one-time.
        WrongType = "wrong-type",
        /// Not a valid freeze setting.
        WrongFreeze = "wrong-freeze",
        /// A cell is longer than any name or amount ([`LONGEST_SEARCH`](crate::search::LONGEST_SEARCH)).
        CellTooLong = "cell-too-long",
        /// The row has more cells than the line with the names of the columns.
        RowTooLong = "row-too-long",
        /// A cell goes on in the next line of a text: a quotation mark may not be closed.
        LineBreak = "line-break",
        /// The name in the file is not the name of the customer with this id.
        OtherName = "other-name",
        /// The account name in the file is not that of the customer.
        OtherAccount = "other-account",
        /// The currency in the file is not that of the budget.
        OtherCurrency = "other-currency",
        /// A spreadsheet has turned the id into a number and lost its last digits.
        IdRounded = "id-rounded",
        /// The amount or the customer is a formula of a spreadsheet.
        Formula = "formula",
        /// Another row is about the same customer, and it is not known which one is meant.
        Twice = "twice",
        /// There is no budget to raise, or there was none before the job: a budget cannot be removed.
        NoBudget = "no-budget",
        /// The budget is no longer the one that the job set, so it is not undone.
        Moved = "moved",
        /// The budget could not be read, live or from the mirror.
        Unread = "unread",
        /// The order or the resource could not be read live.
        NotLive = "not-live",
        /// The order does not wait for payment.
        NotPayable = "not-payable",
        /// Another payment or change of the same is under way.
        UnderWay = "under-way",
        /// What the budget has left, after the rows before, does not cover the order.
        OverBudget = "over-budget",
        /// HUAWEI CLOUD reports no price, so that nobody can agree to it.
        NoPrice = "no-price",
        /// The resource sits in an order that waits for payment.
        UnpaidOrder = "unpaid-order",
        /// HUAWEI CLOUD no longer lists the resource.
        Gone = "gone",
        /// Past its end; this can only be decided before.
        PastItsEnd = "past-its-end",
        /// It is set so already.
        AlreadySo = "already-so",
    }
}

impl From<BadAmount> for SkipReason {
    fn from(why: BadAmount) -> Self {
        match why {
            BadAmount::Empty => Self::AmountEmpty,
            BadAmount::NotANumber => Self::AmountNotANumber,
            BadAmount::Ambiguous => Self::AmountAmbiguous,
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
        for why in SkipReason::ALL {
            assert_eq!(SkipReason::from_code(why.code()), Some(why));
        }
        for state in BulkState::ALL {
            assert_eq!(BulkState::from_code(state.code()), Some(state));
        }
        for kind in BulkKind::ALL {
            assert_eq!(BulkKind::from_code(kind.code()), Some(kind));
        }
    }
}
