//! The state of a form after it was posted: what was typed and the error, or the notice that it was
//! carried out. It is kept in the session under the form and its subject, for one view of the page
//! with that form for that subject; never in the address, so that no link can make the desk show a
//! text.

use super::field::Field;
use crate::budgets::BudgetType;
use crate::error::{AppError, FieldProblem};
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// What was done, in a form that becomes a sentence on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// A budget was set.
    BudgetSet(Box<BudgetChange>),
    /// A customer was frozen.
    Frozen,
    /// A freeze was lifted.
    Unfrozen,
    /// What a page shows was read anew.
    Refreshed,
    /// It is being read anew, and takes longer.
    Refreshing,
    /// A view of a list was saved.
    ViewSaved,
    /// A link was made by which a user sets a password.
    Invited,
    /// A user got another role.
    RoleChanged,
    /// A user was switched off; so many of their jobs were paused.
    SwitchedOff(u64),
    /// A user was switched on.
    SwitchedOn,
    /// So many sessions were ended.
    SessionsEnded(u64),
    /// A new password counts, and so many other sessions were ended.
    PasswordChanged(u64),
    /// A role got a permission, or lost it.
    RightChanged,
    /// A second factor counts from now on.
    SecondFactorOn,
    /// The second factor was turned off, one's own or a user's.
    SecondFactorOff,
    /// It was decided whether a role has to have a second factor.
    SecondFactorRule,
    /// Other limits wait for another administrator.
    LimitsProposed,
    /// Other limits apply.
    LimitsChanged,
    /// Other limits apply; there was no other administrator to agree to them.
    LimitsChangedAlone,
    /// The limits in the form were those that are set.
    LimitsSame,
    /// A change of limits was refused.
    LimitsRefused,
    /// A change of limits was withdrawn.
    LimitsWithdrawn,
    /// It was set who looks after a customer.
    TeamSet,
    /// A rule was added or changed.
    RuleAdded,
    /// A rule was removed.
    RuleRemoved,
    /// A note was written; with a follow-up where there is one.
    NoteWritten(bool),
    /// A note was withdrawn.
    NoteWithdrawn,
    /// A follow-up was marked as done.
    FollowUpDone,
    /// A follow-up was opened again.
    FollowUpReopened,
    /// A follow-up was passed on to this person.
    FollowUpPassedOn(String),
}

/// A budget before and after it was set, so that it can be said and undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetChange {
    /// The amount before; `None` when none was set. It cannot be undone then.
    pub before: Option<Money>,
    /// The type before.
    pub kind_before: Option<BudgetType>,
    /// The amount set.
    pub after: Money,
    /// The type set.
    pub kind_after: BudgetType,
    /// What happened before when the budget ran out, where that was changed: the code.
    pub behaviour_before: Option<i64>,
}

/// The state of one form after it was posted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormState {
    /// What was typed, under the names that are posted; without secrets.
    pub values: Vec<(String, String)>,
    /// What was wrong. [`AppError::SignedOut`]: it was posted after the session ended, and
    /// nothing was sent.
    pub error: Option<AppError>,
    /// What was done.
    pub notice: Option<Notice>,
}

impl FormState {
    /// What was typed into a field.
    pub fn value(&self, field: &Field) -> Option<&str> {
        self.values.iter().find(|(name, _)| field.owns(name)).map(|(_, value)| value.as_str())
    }

    /// Whether a field that takes several values was sent with this one.
    pub fn has(&self, field: &Field, value: &str) -> bool {
        self.values.iter().any(|(name, sent)| field.owns(name) && sent == value)
    }

    /// Why a field was refused.
    pub fn problem(&self, field: &Field) -> Option<&FieldProblem> {
        match &self.error {
            Some(AppError::Invalid(fields)) => {
                fields.iter().find(|refused| refused.field == field.name).map(|refused| &refused.problem)
            }
            _ => None,
        }
    }

    /// Its size where it is kept, in bytes.
    fn size(&self) -> usize {
        serde_json::to_vec(self).map_or(0, |text| text.len())
    }
}

/// A form and what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormKey {
    /// The form's name.
    pub form: String,
    /// What it is about; see [`super::Form::subject`].
    pub subject: String,
}

/// The form states of one session that no page has shown yet, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormStates(Vec<(FormKey, FormState)>);

impl FormStates {
    /// Most forms that are kept.
    pub const MOST: usize = 8;
    /// Most bytes of one form's values; more is not kept.
    pub const MOST_BYTES_OF_ONE: usize = 128 * 1024;
    /// Most bytes of all of them.
    pub const MOST_BYTES: usize = 256 * 1024;

    /// Keeps the state of a form, replacing its earlier one. The oldest state is dropped when there are
    /// too many.
    pub fn keep(&mut self, key: FormKey, mut state: FormState) {
        if state.size() > Self::MOST_BYTES_OF_ONE {
            state.values.clear();
        }
        self.remove(&key);
        self.0.push((key, state));
        while self.0.len() > 1 && (self.0.len() > Self::MOST || self.size() > Self::MOST_BYTES) {
            self.0.remove(0);
        }
    }

    /// The state of a posted form.
    pub fn get(&self, key: &FormKey) -> Option<&FormState> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, state)| state)
    }

    /// Forgets it; true when there was something.
    pub fn remove(&mut self, key: &FormKey) -> bool {
        let before = self.0.len();
        self.0.retain(|(known, _)| known != key);
        self.0.len() < before
    }

    fn size(&self) -> usize {
        self.0.iter().map(|(key, state)| key.form.len() + key.subject.len() + state.size()).sum()
    }
}

/// A form that arrived after the session had ended. It goes back to the browser inside the
/// sign-in form and comes again with the right password: until then nothing of it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsent {
    /// The form's name.
    pub form: String,
    /// What it is about.
    pub subject: String,
    /// Path and query of its page.
    pub back: String,
    /// What was typed, without secrets.
    pub values: Vec<(String, String)>,
    /// True when it is too long to be carried: `values` is empty then.
    pub too_long: bool,
    /// True when a file was chosen, which cannot be carried.
    pub had_file: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(subject: &str) -> FormKey {
        FormKey { form: "set-budget".into(), subject: subject.into() }
    }

    fn typed(text: &str) -> FormState {
        FormState { values: vec![("amount".into(), text.into())], ..FormState::default() }
    }

    #[test]
    fn each_subject_has_its_own() {
        let mut states = FormStates::default();
        states.keep(key("a"), typed("1"));
        states.keep(key("b"), typed("2"));
        states.keep(key("a"), typed("3"));
        assert_eq!(states.get(&key("a")), Some(&typed("3")));
        assert_eq!(states.get(&key("b")), Some(&typed("2")));
        assert!(states.remove(&key("a")) && !states.remove(&key("a")));
        assert_eq!(states.get(&key("a")), None);
    }

    #[test]
    fn the_oldest_makes_room() {
        let mut states = FormStates::default();
        for number in 0..20 {
            states.keep(key(&number.to_string()), typed("1"));
        }
        assert_eq!(states.0.len(), FormStates::MOST);
        assert!(states.get(&key("11")).is_none() && states.get(&key("12")).is_some());
        for number in 20..25 {
            states.keep(key(&number.to_string()), typed(&"x".repeat(100_000)));
        }
        assert!(states.size() <= FormStates::MOST_BYTES);
        assert!(states.get(&key("24")).is_some() && states.get(&key("22")).is_none());
    }

    #[test]
    fn what_is_too_large_leaves_its_error_alone() {
        let mut states = FormStates::default();
        let error = Some(AppError::NotFound);
        states.keep(key("a"), FormState { error: error.clone(), ..typed(&"x".repeat(200_000)) });
        assert_eq!(states.get(&key("a")), Some(&FormState { error, ..FormState::default() }));
    }
}
