//! The list of operations of the partner API, with the state of the change history below it.

use super::macros::list;
use super::value::{FilterValue, closed};
use crate::status::{Area, Condition, Lifecycle, OperationRow};
use serde::{Deserialize, Serialize};

closed!(
    Area "status-area-" Self::ALL.to_vec(),
    Lifecycle "status-lifecycle-" Self::ALL.to_vec(),
    Condition "status-health-" Self::ALL.to_vec(),
);

list! {
    /// Which operations, and which part of the history below them.
    StatusFilter of OperationRow {
        name: "status" at "/status", for Read,
        search:
            /// Part of an operation id, a path, a permission or an error code.
            search,
        filters: {
            /// What about.
            area: Area = "area" Select,
            /// Still on offer?
            lifecycle: Lifecycle = "lifecycle" Select,
            /// How it is doing.
            condition: Condition = "health" Select,
            /// Which part of the history; all of it without one.
            history: HistoryPart = "history" Apart,
            /// Page of the history; the first one without one.
            history_page: HistoryPage = "history-page" Apart,
        },
        sorts: {
            "health" Ascending,
            "call" Ascending,
            "failures" Descending,
            "time" Descending,
            "left" Ascending,
            "caller" Ascending,
            "lifecycle" Descending,
        },
    }
}

/// A part of the change history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HistoryPart {
    /// Only the changes that touch an operation of the registry.
    Ours,
}

impl FilterValue for HistoryPart {
    fn offered() -> Vec<Self> {
        vec![Self::Ours]
    }
    fn read(code: &str) -> Option<Self> {
        (code == "ours").then_some(Self::Ours)
    }
    fn code(&self) -> String {
        "ours".to_owned()
    }
}

/// A page of the history, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPage(pub u32);

impl FilterValue for HistoryPage {
    fn read(code: &str) -> Option<Self> {
        let number = code.parse::<u32>().ok().filter(|number| *number > 0)?;
        Some(Self(number.min(1_000_000)))
    }
    fn code(&self) -> String {
        self.0.to_string()
    }
}

impl StatusFilter {
    /// Show only history entries that affect this desk.
    pub fn is_ours(&self) -> bool {
        self.history == Some(HistoryPart::Ours)
    }

    /// The page of the history, from 1.
    pub fn history_number(&self) -> u32 {
        self.history_page.map_or(1, |page| page.0)
    }
}
