//! What a filter can be set to: the code of a value in an address, as the database has it, and
//! the key of its words.

use crate::audit::{AuditAction, AuditOutcome};
use crate::budgets::{BudgetLevel, BudgetType};
use crate::bulk::RowState;
use crate::customers::Frozen;
use crate::ids::{BulkId, CustomerId, ResellerId};
use crate::orders::{OrderStatus, OrderType};
use crate::readable::readable;
use crate::resources::ResourceStatus;

/// A value as a column of the database holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stored {
    /// Text.
    Text(String),
    /// A whole number; 1 and 0 for yes and no.
    Number(i64),
}

/// What a type needs so that a list can be filtered by it.
pub trait FilterValue: Clone + 'static {
    /// The beginning of the keys of its words, the same in every list: `badge-level-` for the
    /// word `badge-level-over75`. Empty where each list has words of its own, or none.
    const WORDS: &'static str = "";

    /// Every value of a closed set, in the order in which they are offered; empty where the
    /// values are not known before.
    fn offered() -> Vec<Self> {
        Vec::new()
    }

    /// Reads the form in an address. `None` when it is not understood, which is never the same
    /// as not given.
    fn read(code: &str) -> Option<Self>;

    /// The reverse of [`FilterValue::read`].
    fn code(&self) -> String;

    /// What the column is compared with.
    fn stored(&self) -> Stored {
        Stored::Text(self.code())
    }

    /// The end of the key of its text.
    fn word(&self) -> String {
        self.code()
    }
}

/// Closed sets: only the codes that this build knows are understood.
macro_rules! closed {
    ($($name:ident $words:literal $all:expr),+ $(,)?) => { $(
        impl $crate::lists::FilterValue for $name {
            const WORDS: &'static str = $words;
            fn offered() -> Vec<Self> {
                $all
            }
            fn read(code: &str) -> Option<Self> {
                Self::from_code(code)
            }
            fn code(&self) -> String {
                (*self).code().to_owned()
            }
        }
    )+ };
}
pub(super) use closed;

closed!(
    // The most urgent first.
    BudgetLevel "badge-level-" Self::ALL.into_iter().rev().collect(),
    RowState "bulk-row-" Self::ALL.to_vec(),
    AuditAction "activity-" Self::ALL.to_vec(),
    AuditOutcome "badge-outcome-" Self::ALL.to_vec(),
);

/// Numbers of the partner API, which may grow: every number is valid, and one that no row has
/// matches nothing. Anything else is not valid.
macro_rules! open_numbers {
    ($($name:ident $words:literal),+ $(,)?) => { $(
        impl FilterValue for $name {
            const WORDS: &'static str = $words;
            fn offered() -> Vec<Self> {
                Self::KNOWN.to_vec()
            }
            fn read(code: &str) -> Option<Self> {
                code.parse::<i64>().ok().map(Self::from)
            }
            fn code(&self) -> String {
                self.to_string()
            }
            fn stored(&self) -> Stored {
                Stored::Number((*self).code())
            }
            fn word(&self) -> String {
                (*self).word()
            }
        }
    )+ };
}
open_numbers!(
    Frozen "badge-frozen-",
    OrderStatus "badge-order-",
    OrderType "orders-type-",
    ResourceStatus "badge-resource-",
);

/// The vendor's words. A value that this build does not know is not valid: it may be a typing
/// error.
impl FilterValue for BudgetType {
    const WORDS: &'static str = "budgets-type-";
    fn offered() -> Vec<Self> {
        Self::KNOWN.to_vec()
    }
    fn read(code: &str) -> Option<Self> {
        Some(Self::from(code)).filter(Self::is_known)
    }
    fn code(&self) -> String {
        Self::code(self).to_owned()
    }
    fn word(&self) -> String {
        Self::word(self)
    }
}

macro_rules! ids {
    ($($name:ident),+) => { $(
        impl FilterValue for $name {
            fn read(code: &str) -> Option<Self> {
                Self::parse(code).ok()
            }
            fn code(&self) -> String {
                self.to_string()
            }
        }
    )+ };
}
ids!(BulkId, CustomerId, ResellerId);

/// Any text: every one is understood.
impl FilterValue for String {
    fn read(code: &str) -> Option<Self> {
        Some(readable(code).into_owned())
    }
    fn code(&self) -> String {
        self.clone()
    }
}

/// `on` or `off`, in words of the list.
impl FilterValue for bool {
    fn offered() -> Vec<Self> {
        vec![false, true]
    }
    fn read(code: &str) -> Option<Self> {
        match code {
            "on" => Some(true),
            "off" => Some(false),
            _ => None,
        }
    }
    fn code(&self) -> String {
        if *self { "on".to_owned() } else { "off".to_owned() }
    }
    fn stored(&self) -> Stored {
        Stored::Number(i64::from(*self))
    }
}
