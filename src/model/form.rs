//! What a form leaves behind when it is posted without script: the page is redirected to,
//! and finds here what was typed, what was wrong, or what was done. It is kept in the
//! session for one page view, never in the address, so that no link can make the desk say things.

use super::error::{AppError, FieldProblem};
use serde::{Deserialize, Serialize};

/// What was done, in a form that becomes a sentence on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// A budget was set.
    BudgetSet,
    /// A customer was frozen.
    Frozen,
    /// A freeze was lifted.
    Unfrozen,
    /// Signed out.
    SignedOut,
    /// A user was added.
    UserAdded,
    /// Assignments were saved.
    Assigned,
    /// A setting was saved.
    Saved,
}

/// One form's trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// Which form, such as `set-budget`.
    pub form: String,
    /// What was typed; secrets are left out.
    pub values: Vec<(String, String)>,
    /// What was wrong.
    pub error: Option<AppError>,
    /// What was done.
    pub notice: Option<Notice>,
}

impl Flash {
    /// What was typed into a field.
    pub fn value(&self, field: &str) -> Option<&str> {
        self.values.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// Whether a field that takes several values was sent with this one.
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.values.iter().any(|(name, sent)| name == field && sent == value)
    }

    /// Why a field was refused.
    pub fn problem(&self, field: &str) -> Option<&FieldProblem> {
        match &self.error {
            Some(AppError::Invalid(fields)) => {
                fields.iter().find(|refused| refused.field == field).map(|refused| &refused.problem)
            }
            _ => None,
        }
    }
}
