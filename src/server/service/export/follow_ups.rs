//! The list of follow-ups as a file.

use super::Exported;
use super::cells::Column;
use crate::server::service::mirror::Part;
use model::lists::FollowUpFilter;
use model::notes::{FollowUp, NoteRow};

const COLUMNS: &[Column<NoteRow>] = &[
    ("note_id", |row| row.note.id.as_str().into()),
    ("customer_id", |row| row.note.customer.as_str().into()),
    ("customer_name", |row| row.customer_name.as_deref().into()),
    ("object", |row| row.note.subject.kind.code().into()),
    ("object_id", |row| row.note.subject.id.as_str().into()),
    ("text", |row| row.note.text.as_str().into()),
    ("written_by", |row| row.note.author.name.as_str().into()),
    ("written_at", |row| row.note.written_at.into()),
    ("person", |row| asked(row).map(|asked| asked.person.name.as_str()).into()),
    // A day of the calendar, in no time zone.
    ("due", |row| asked(row).map(|asked| asked.due.to_string()).into()),
    ("person_sees_customer", |row| asked(row).map(|asked| asked.sees).into()),
    ("done_at", |row| asked(row).and_then(|asked| asked.done.as_ref()).map(|end| end.at).into()),
    ("done_by", |row| {
        asked(row).and_then(|asked| asked.done.as_ref()).map(|end| end.by.name.as_str()).into()
    }),
];

fn asked(row: &NoteRow) -> Option<&FollowUp> {
    row.note.follow_up.as_ref()
}

impl Exported for FollowUpFilter {
    const PART: Option<Part> = None;

    fn columns() -> &'static [Column<NoteRow>] {
        COLUMNS
    }
}
