//! The forms about notes and follow-ups.

use super::field::{ID, Lines, SHORT};
use super::form::form;
use crate::error::{AppError, FieldProblem};
use crate::ids::{NoteId, UserId};
use crate::lists::{Day, FilterValue};
use crate::notes::{LONGEST_NOTE, NoteSubject, SubjectKind};
use crate::readable::readable_lines;
use crate::search::folded;
use serde::{Deserialize, Serialize};

/// Writes a note.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteNoteForm {
    /// The id that the note gets: a form makes one note at most.
    pub id: NoteId,
    /// The code of a [`SubjectKind`].
    #[serde(default)]
    pub kind: String,
    /// Id of what it is on.
    #[serde(default)]
    pub subject: String,
    /// What is written.
    #[serde(default)]
    pub text: Lines,
    /// Id of a person to point to it; empty for nobody.
    #[serde(default)]
    pub mention: String,
    /// Id of the person who is to do something; empty for nobody.
    #[serde(default)]
    pub person: String,
    /// Until which day, such as `2026-12-31`; empty without a person.
    #[serde(default)]
    pub due: String,
}

form! {
    WriteNoteForm is "write-note" at "/api/write_note" about |form, _| format!("{}/{}", form.kind, form.subject);
    id: ID, Hidden, ID;
    kind: KIND, Hidden, SHORT;
    subject: SUBJECT, Hidden, ID;
    text: TEXT, Typed, LONGEST_NOTE as usize;
    mention: MENTION, Typed, ID;
    person: PERSON, Typed, ID;
    due: DUE, Typed, SHORT;
}

/// What a form says, understood; whether its people may be chosen is decided where the note is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedNote {
    /// What it is on.
    pub subject: NoteSubject,
    /// What is written, never empty.
    pub text: String,
    /// Whom to point to it.
    pub mention: Option<UserId>,
    /// Who is to do something, until which day.
    pub follow_up: Option<(UserId, Day)>,
}

impl WriteNoteForm {
    /// An empty form on something.
    pub fn about(id: NoteId, subject: &NoteSubject) -> Self {
        let (mention, person, due) = Default::default();
        let (kind, subject) = (subject.kind.code().to_owned(), subject.id.clone());
        Self { id, kind, subject, text: Lines::default(), mention, person, due }
    }

    /// What it says. Today is that of the person who writes.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a subject of no known kind; [`AppError::Invalid`] with the fields `text`,
    /// `mention`, `person` or `due`.
    pub fn check(&self, today: Day) -> Result<CheckedNote, AppError> {
        let kind = SubjectKind::from_code(&self.kind).ok_or(AppError::NotFound)?;
        let text = readable_lines(self.text.as_str());
        if folded(&text).is_empty() {
            return Err(AppError::field(Self::TEXT.name, FieldProblem::Missing));
        }
        if text.chars().count() > usize::from(LONGEST_NOTE) {
            return Err(AppError::field(Self::TEXT.name, FieldProblem::TooLong(LONGEST_NOTE)));
        }
        let mention = person(&self.mention, Self::MENTION.name)?;
        let asked = person(&self.person, Self::PERSON.name)?;
        let follow_up = match (asked, self.due.trim()) {
            (None, "") => None,
            (None, _) => return Err(AppError::field(Self::PERSON.name, FieldProblem::Missing)),
            (Some(_), "") => return Err(AppError::field(Self::DUE.name, FieldProblem::Missing)),
            (Some(person), due) => {
                let due = Day::read(due).filter(|due| *due >= today);
                let due = due.ok_or_else(|| AppError::field(Self::DUE.name, FieldProblem::NotADay))?;
                Some((person, due))
            }
        };
        let subject = NoteSubject { kind, id: self.subject.clone() };
        Ok(CheckedNote { subject, text, mention, follow_up })
    }
}

/// The person whom a field chose; nobody where it is empty.
fn person(id: &str, field: &'static str) -> Result<Option<UserId>, AppError> {
    match id {
        "" => Ok(None),
        id => {
            let refused = |_| AppError::field(field, FieldProblem::NotOffered);
            UserId::parse(id).map(Some).map_err(refused)
        }
    }
}

/// Withdraws a note of one's own. What becomes of it is said once on the page, whichever note it was.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawNoteForm {
    /// Which note.
    #[serde(default)]
    pub note: String,
}

form! {
    WithdrawNoteForm is "withdraw-note" at "/api/withdraw_note" about |_, page| page.to_owned();
    note: NOTE, Hidden, ID;
}

/// Marks a follow-up as done, or opens it again. What becomes of it is said once on the page.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndFollowUpForm {
    /// Which note.
    #[serde(default)]
    pub note: String,
    /// `yes` for done, `no` to open it again.
    #[serde(default)]
    pub done: String,
}

form! {
    EndFollowUpForm is "end-follow-up" at "/api/end_follow_up" about |_, page| page.to_owned();
    note: NOTE, Hidden, ID;
    done: DONE, Hidden, SHORT;
}

/// Passes a follow-up on to another person.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassOnForm {
    /// Which note.
    #[serde(default)]
    pub note: String,
    /// Id of the person whose it was when the page was shown.
    #[serde(default)]
    pub seen: String,
    /// Id of the other person.
    #[serde(default)]
    pub person: String,
}

form! {
    PassOnForm is "pass-on-follow-up" at "/api/pass_on_follow_up" about |form, _| form.note.clone();
    note: NOTE, Hidden, ID;
    seen: SEEN, Hidden, ID;
    person: PERSON, Typed, ID;
}

/// Takes a note that mentions the viewer from their overview.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DismissMentionForm {
    /// Which note.
    #[serde(default)]
    pub note: String,
}

form! {
    DismissMentionForm is "dismiss-mention" at "/api/dismiss_mention" about |_, page| page.to_owned();
    note: NOTE, Hidden, ID;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Form;
    use crate::ids::CustomerId;

    fn form() -> WriteNoteForm {
        let subject = NoteSubject::from(&CustomerId::parse("c1").unwrap());
        WriteNoteForm {
            text: Lines::from("Call\r\nback ".to_owned()),
            ..WriteNoteForm::about(NoteId::parse("n1").unwrap(), &subject)
        }
    }

    fn today() -> Day {
        Day::read("2026-12-01").unwrap()
    }

    fn refused(form: &WriteNoteForm) -> (String, FieldProblem) {
        match form.check(today()) {
            Err(AppError::Invalid(mut wrong)) => {
                let wrong = wrong.remove(0);
                (wrong.field, wrong.problem)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn lines_stay_and_a_follow_up_needs_a_person_and_a_day() {
        let said = form().check(today()).unwrap();
        assert_eq!((said.text.as_str(), said.follow_up), ("Call\nback", None));
        let whole = WriteNoteForm { person: "u1".into(), due: "2026-12-01".into(), ..form() };
        let due = whole.check(today()).unwrap().follow_up.unwrap().1;
        assert_eq!(due, today(), "today is no past day");
        let no_person = WriteNoteForm { person: String::new(), ..whole.clone() };
        assert_eq!(refused(&no_person), ("person".into(), FieldProblem::Missing));
        let no_day = WriteNoteForm { due: " ".into(), ..whole.clone() };
        assert_eq!(refused(&no_day), ("due".into(), FieldProblem::Missing));
        for due in ["2026-11-30", "tomorrow", "2026-12-32", "01.12.2026", "2026-12-1"] {
            let form = WriteNoteForm { due: due.into(), ..whole.clone() };
            assert_eq!(refused(&form), ("due".into(), FieldProblem::NotADay), "{due}");
        }
    }

    #[test]
    fn a_text_that_nobody_can_see_is_none_and_a_long_one_is_refused() {
        let with = |text: String| WriteNoteForm { text: Lines::from(text), ..form() };
        for text in ["", " \r\n\t", "\u{200b}\u{ad}", "\u{2028}"] {
            assert_eq!(refused(&with(text.into())), ("text".into(), FieldProblem::Missing), "{text:?}");
        }
        let longest = "京\r\n".repeat(usize::from(LONGEST_NOTE) / 2);
        assert_eq!(with(longest.clone()).check_lengths(), Ok(()), "a line's end counts once");
        assert!(with(longest).check(today()).is_ok());
        let long = "京".repeat(usize::from(LONGEST_NOTE) + 1);
        assert_eq!(refused(&with(long)), ("text".into(), FieldProblem::TooLong(LONGEST_NOTE)));
    }

    #[test]
    fn people_and_kinds_that_cannot_be_are_refused() {
        let mention = WriteNoteForm { mention: "a b".into(), ..form() };
        assert_eq!(refused(&mention), ("mention".into(), FieldProblem::NotOffered));
        let kind = WriteNoteForm { kind: "audit".into(), ..form() };
        assert_eq!(kind.check(today()), Err(AppError::NotFound));
    }
}
