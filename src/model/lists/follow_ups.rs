//! The list of follow-ups.

use super::macros::list;
use super::value::{FilterValue, closed};
use crate::ids::{CustomerId, UserId};
use crate::notes::{DueWhen, FollowUpState, NoteRow};
use serde::{Deserialize, Serialize};

list! {
    /// Which follow-ups: those on customers in the viewer's scope. Open ones come first.
    FollowUpFilter of NoteRow {
        name: "follow-ups" at "/follow-ups", for Read,
        search:
            /// Words of the note.
            search,
        filters: {
            /// Whose.
            person: ForWhom = "person" Lookup,
            /// Open or done.
            state: FollowUpState = "state" Select,
            /// When it is due, in the viewer's time zone.
            due: DueWhen = "due" Select,
            /// On one customer, or on what belongs to it.
            customer: CustomerId = "customer" Kept,
        },
        sorts: {
            "due" Ascending,
            "written" Descending,
        },
    }
}

closed!(
    DueWhen "notes-due-" Self::ALL.to_vec(),
    FollowUpState "notes-state-" Self::ALL.to_vec(),
);

/// Whose follow-ups a list is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ForWhom {
    /// Those of the person who looks at the list.
    Me,
    /// Those whose person cannot sign in any more, or does not see the customer.
    Nobody,
    /// Those of this user.
    User(UserId),
}

/// `me` and `nobody` are no ids of users: those are 32 hex digits.
impl FilterValue for ForWhom {
    fn offered() -> Vec<Self> {
        vec![Self::Me, Self::Nobody]
    }
    fn read(code: &str) -> Option<Self> {
        match code {
            "me" => Some(Self::Me),
            "nobody" => Some(Self::Nobody),
            id => UserId::parse(id).ok().map(Self::User),
        }
    }
    fn code(&self) -> String {
        match self {
            Self::Me => "me".to_owned(),
            Self::Nobody => "nobody".to_owned(),
            Self::User(id) => id.to_string(),
        }
    }
}
