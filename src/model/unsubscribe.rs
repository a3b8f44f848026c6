//! Giving yearly/monthly resources back (transactions.yaml, CancelResourcesSubscription).

use serde::{Deserialize, Serialize};

/// What is given back (`unsubscribe_type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GivingBack {
    /// The resource and all its terms. What does not go to a recycle bin is gone for good.
    Everything,
    /// Only terms that were renewed and have not begun; the resource stays.
    RenewedTerms,
}

impl GivingBack {
    /// `unsubscribe_type`: 1 or 2.
    pub fn code(self) -> i64 {
        match self {
            Self::Everything => 1,
            Self::RenewedTerms => 2,
        }
    }
}

/// Why (`unsubscribe_reason_type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GivingBackReason {
    /// The product is hard to use.
    HardToUse,
    /// It lacks functions.
    LacksFunctions,
    /// Operating it is too complex.
    TooComplex,
    /// The service disappoints.
    PoorService,
    /// Another reason.
    Other,
}

impl GivingBackReason {
    /// The reverse of [`GivingBackReason::code`].
    pub fn from_code(code: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// Every reason, in the order of the sheet.
    pub const ALL: [Self; 5] =
        [Self::HardToUse, Self::LacksFunctions, Self::TooComplex, Self::PoorService, Self::Other];

    /// `unsubscribe_reason_type`: 1 to 5.
    pub fn code(self) -> i64 {
        match self {
            Self::HardToUse => 1,
            Self::LacksFunctions => 2,
            Self::TooComplex => 3,
            Self::PoorService => 4,
            Self::Other => 5,
        }
    }
}
