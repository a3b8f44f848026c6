//! The fields of a form: their names, how long they may be, which are secret, and what a browser
//! posts for them.

use crate::ids::{
    BulkId, CustomerId, HandOverId, IntentId, LimitProposalId, NoteId, OrderId, PlanId, ResourceId, UserId,
};
use serde::{Deserialize, Serialize};

/// Most characters of an id, as [`super::ids`] reads them.
pub(super) const ID: usize = 64;
/// Most characters of a password.
pub(super) const PASSWORD: usize = 128;
/// Most characters of a code or of an amount as it is typed.
pub(super) const SHORT: usize = 64;
/// Most characters of the filter of a list, and of the name of a file.
pub(super) const SEARCH: usize = 4 * 1024;
/// Most characters of a reason in a person's own words.
pub(super) const WORDS: usize = 500;

/// Who fills a field in, and whether it may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// The page: the subject of the form, or values that the page showed.
    Hidden,
    /// The person.
    Typed,
    /// The person, and it is never stored: neither in the session nor during the sign-in.
    Secret,
}

/// One field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, in the form and in a [`FieldError`](crate::error::FieldError).
    pub name: &'static str,
    /// The name under which each of several values is posted.
    pub list: &'static str,
    /// Most characters of a value.
    pub max: usize,
    /// Who fills it in.
    pub kind: FieldKind,
}

impl Field {
    /// Whether a posted name is this field's: `seen[amount]` and `ids[]` are parts of `seen` and
    /// of `ids`.
    pub fn owns(&self, posted: &str) -> bool {
        posted.strip_prefix(self.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
    }
}

/// What is the same for every copy of a form.
#[derive(Clone, Copy, Debug)]
pub struct FormSpec {
    /// Its name, such as `set-budget`: its id on the page, and where it is kept.
    pub name: &'static str,
    /// The path that it is posted to.
    pub action: &'static str,
    /// Its fields, in the order of the page.
    pub fields: &'static [Field],
}

impl FormSpec {
    /// The field that a posted name belongs to.
    pub fn field(&self, posted: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.owns(posted))
    }

    /// Those of the pairs that may be kept: of fields of this form, never secret. A value that is too
    /// long for its field is kept, so that it can be shortened.
    pub fn keepable(&self, values: Vec<(String, String)>) -> Vec<(String, String)> {
        let is_secret = |field: &Field| field.kind == FieldKind::Secret;
        let may_be_kept = |name: &str| self.field(name).is_some_and(|field| !is_secret(field));
        values.into_iter().filter(|(name, _)| may_be_kept(name)).collect()
    }
}

/// Types that can be a field of a form.
pub trait FieldValue {
    /// The pairs that a browser posts for it.
    fn pairs(&self, name: &str) -> Vec<(String, String)>;
}

impl FieldValue for String {
    fn pairs(&self, name: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), self.clone())]
    }
}

macro_rules! id_values {
    ($($id:ty),+) => { $(
        impl FieldValue for $id {
            fn pairs(&self, name: &str) -> Vec<(String, String)> {
                vec![(name.to_owned(), self.to_string())]
            }
        }
    )+ };
}
id_values!(
    BulkId,
    CustomerId,
    HandOverId,
    IntentId,
    LimitProposalId,
    NoteId,
    OrderId,
    PlanId,
    ResourceId,
    UserId
);

/// A text of several lines. Browsers count an end of a line as one character and post it as two: here it is
/// one, so that lengths are those that the person saw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Lines(String);

impl Lines {
    /// The text; its lines end with line feeds.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Lines {
    fn from(text: String) -> Self {
        Self(if text.contains('\r') { text.replace("\r\n", "\n") } else { text })
    }
}

impl From<Lines> for String {
    fn from(text: Lines) -> Self {
        text.0
    }
}

impl FieldValue for Lines {
    fn pairs(&self, name: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), self.0.clone())]
    }
}

impl<T: std::fmt::Display> FieldValue for Vec<T> {
    fn pairs(&self, name: &str) -> Vec<(String, String)> {
        self.iter().map(|one| (format!("{name}[]"), one.to_string())).collect()
    }
}
