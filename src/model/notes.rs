//! Notes that people write on a customer and on what belongs to it, and follow-ups: notes with a person who is
//! to do something, until a day.

use crate::assignments::{Named, Person};
use crate::ids::{CustomerId, IntentId, NoteId, OrderId, ResourceId, UserId};
use crate::lists::Day;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Most characters of a note.
pub const LONGEST_NOTE: u16 = 4_000;
/// Notes on a page, until all are asked for.
pub const FIRST_NOTES: u32 = 20;
/// Most notes on a page.
pub const MOST_NOTES: u32 = 500;
/// Days from today on, today included, that count as near.
pub const NEAR_DAYS: i64 = 7;

closed_enum! {
    /// What a note is on. Its code is stored, and part of text keys.
    pub enum SubjectKind {
        /// A customer.
        Customer = "customer",
        /// An order.
        Order = "order",
        /// A resource.
        Resource = "resource",
        /// A payment made from this desk.
        Payment = "payment",
    }
}

/// What a note is on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NoteSubject {
    /// Of which kind.
    pub kind: SubjectKind,
    /// Its id, as its kind has it.
    pub id: String,
}

macro_rules! subjects {
    ($($id:ty => $kind:ident),+ $(,)?) => { $(
        impl From<&$id> for NoteSubject {
            fn from(id: &$id) -> Self {
                Self { kind: SubjectKind::$kind, id: id.to_string() }
            }
        }
    )+ };
}
subjects!(CustomerId => Customer, OrderId => Order, ResourceId => Resource, IntentId => Payment);

/// That a follow-up was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpEnd {
    /// Who did it, under the login name of that moment.
    pub by: Named<UserId>,
    /// When, UTC.
    pub at: Timestamp,
}

/// What a note asks a person to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Who.
    pub person: Person,
    /// Whether that person can sign in and sees the customer now.
    pub sees: bool,
    /// Until which day, that one included. A day of the calendar, in no zone.
    pub due: Day,
    /// By whom and when it was done; `None` while it is open.
    pub done: Option<FollowUpEnd>,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// What it is on.
    pub subject: NoteSubject,
    /// Of which customer that is.
    pub customer: CustomerId,
    /// What was written; empty once it was withdrawn.
    pub text: String,
    /// Who wrote it, under the login name of that moment.
    pub author: Named<UserId>,
    /// When, UTC.
    pub written_at: Timestamp,
    /// When its author withdrew it, UTC.
    pub withdrawn_at: Option<Timestamp>,
    /// Who was pointed to it.
    pub mention: Option<Named<UserId>>,
    /// Whether that person has not seen it yet.
    pub unseen: bool,
    /// What it asks for.
    pub follow_up: Option<FollowUp>,
}

impl Note {
    /// Whether somebody still has to do something about it.
    pub fn is_open(&self) -> bool {
        self.withdrawn_at.is_none() && self.follow_up.as_ref().is_some_and(|asked| asked.done.is_none())
    }

    /// The beginning of its text on one line, at most `most` characters.
    pub fn excerpt(&self, most: usize) -> String {
        excerpt(&self.text, most)
    }
}

/// The beginning of a text on one line, at most `most` characters and an ellipsis.
pub fn excerpt(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}\u{2026}", line.split_at(end).0.trim_end()),
        None => line,
    }
}

/// A note with what it is on, as the mirror knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteRow {
    /// The note.
    pub note: Note,
    /// Name of the customer; `None` when it left the mirror.
    pub customer_name: Option<String>,
    /// Name of the resource that it is on.
    pub resource_name: Option<String>,
    /// Whether the page of what it is on can be shown: the mirror still has it.
    pub subject_known: bool,
}

/// The notes on something, for its page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotesView {
    /// On what.
    pub subject: NoteSubject,
    /// Newest first. On a customer's page those on its orders, resources and payments too.
    pub rows: Vec<NoteRow>,
    /// How many there are.
    pub total: u64,
    /// Id that the next note gets: a form makes one note, however often it arrives.
    pub next: NoteId,
    /// Everybody who may see the customer, by name.
    pub people: Vec<Person>,
    /// Today in the viewer's time zone.
    pub today: Day,
}

closed_enum! {
    /// When a follow-up is due, seen from today in the viewer's time zone. Its code is used in query strings and
    /// text keys.
    pub enum DueWhen {
        /// Before today.
        Overdue = "overdue",
        /// Today.
        Today = "today",
        /// Today, or within the [`NEAR_DAYS`] that begin with it.
        Week = "week",
        /// After those.
        Later = "later",
    }
}

impl DueWhen {
    /// The closest description of a day.
    pub fn of(due: Day, today: Day) -> Self {
        if due < today {
            Self::Overdue
        } else if due == today {
            Self::Today
        } else if due < today.plus(NEAR_DAYS) {
            Self::Week
        } else {
            Self::Later
        }
    }
}

closed_enum! {
    /// Whether a follow-up was done. Its code is used in query strings and text keys.
    pub enum FollowUpState {
        /// Not yet.
        Open = "open",
        /// Done.
        Done = "done",
    }
}

/// Follow-ups and mentions that concern one person, for the overview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnNotes {
    /// Open follow-ups of the viewer that are overdue or near, the most urgent first; cut short.
    pub rows: Vec<NoteRow>,
    /// How many of the viewer's are overdue.
    pub overdue: u64,
    /// How many are due today or within the [`NEAR_DAYS`].
    pub near: u64,
    /// Notes that mention the viewer and were not seen, newest first; cut short.
    pub mentions: Vec<NoteRow>,
    /// Open follow-ups of people who cannot see them, which the viewer has to pass on: of every customer for
    /// administrators, of the customers that they own for managers.
    pub nobody: u64,
    /// Today in the viewer's time zone.
    pub today: Day,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::FilterValue;

    fn day(text: &str) -> Day {
        Day::read(text).unwrap()
    }

    #[test]
    fn a_day_is_overdue_only_after_it() {
        let today = day("2026-12-28");
        for (due, when) in [
            ("2026-12-27", DueWhen::Overdue),
            ("2026-12-28", DueWhen::Today),
            ("2026-12-29", DueWhen::Week),
            ("2027-01-03", DueWhen::Week),
            ("2027-01-04", DueWhen::Later),
            ("1999-01-01", DueWhen::Overdue),
            ("9999-12-31", DueWhen::Later),
        ] {
            assert_eq!(DueWhen::of(day(due), today), when, "{due}");
        }
        assert_eq!(day("9999-12-31").plus(7), day("9999-12-31"), "the calendar ends there");
    }

    #[test]
    fn an_excerpt_is_one_line_and_never_cuts_a_character() {
        assert_eq!(excerpt("Call\r\n  Ann\tback", 80), "Call Ann back");
        assert_eq!(excerpt("北京客户要求回电", 4), "北京客户\u{2026}");
        assert_eq!(excerpt("one two", 4), "one\u{2026}");
        assert_eq!(excerpt("", 4), "");
    }
}
