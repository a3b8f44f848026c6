//! Notes and follow-ups. A note belongs to a customer, which decides who sees it, and outlives the mirror's
//! memory of what it is on.

mod follow_ups;
mod own;
mod read;
mod write;

pub use write::{FollowUpChange, FollowUpChanged, NewNote, NoteWritten};

use super::db::Row;
use super::error::StoreError;
use model::assignments::{Named, Person};
use model::lists::{Day, FilterValue};
use model::notes::{FollowUp, FollowUpEnd, Note, NoteRow, NoteSubject, SubjectKind};
use model::resources::Resource;
use model::users::Role;

/// Whether the user `pu` can sign in and sees the customer of the note `n`.
const SEES: &str = "pu.active = 1 AND (pu.role <> 'manager' OR EXISTS (SELECT 1 FROM assignments pa
    WHERE pa.user_id = pu.id AND pa.customer_id = n.customer_id))";

/// What is read of a note, of `notes n` with [`JOINS`].
const COLUMNS: &str = "n.id, n.kind, n.subject_id, n.customer_id, n.text, n.author_id, n.author, n.written_at,
    n.withdrawn_at, n.mention_id, mu.name AS mention, n.mention_seen_at, n.person_id, n.due, n.done_at, n.done_by_id,
    n.done_by,
    pu.name AS person, pu.role AS person_role, pu.active AS person_active, c.display_name, r.body AS resource,
    CAST(CASE WHEN pu.active = 1 AND (pu.role <> 'manager' OR EXISTS (SELECT 1 FROM assignments pa
      WHERE pa.user_id = pu.id AND pa.customer_id = n.customer_id)) THEN 1 ELSE 0 END AS BIGINT) AS person_sees,
    CAST(CASE WHEN c.id IS NULL OR (n.kind = 'order' AND o.id IS NULL) OR (n.kind = 'resource' AND r.id IS NULL)
      THEN 0 ELSE 1 END AS BIGINT) AS subject_known";

/// They add and take away no note.
const JOINS: &str = " LEFT JOIN customers c ON c.id = n.customer_id
    LEFT JOIN users mu ON mu.id = n.mention_id
    LEFT JOIN users pu ON pu.id = n.person_id
    LEFT JOIN orders o ON n.kind = 'order' AND o.id = LOWER(n.subject_id)
    LEFT JOIN resources r ON n.kind = 'resource' AND r.id = n.subject_id";

/// A note of a row with [`COLUMNS`].
fn note_row(row: &Row) -> Result<NoteRow, StoreError> {
    let withdrawn_at = row.instant("withdrawn_at")?;
    let mention = match row.parse("mention_id")? {
        Some(id) => Some(Named { name: row.text("mention")?.unwrap_or_default(), id }),
        None => None,
    };
    let unseen = mention.is_some() && withdrawn_at.is_none() && row.int("mention_seen_at")?.is_none();
    let note = Note {
        id: row.need("id")?,
        subject: subject(row)?,
        customer: row.need("customer_id")?,
        text: row.need_text("text")?,
        author: Named { id: row.need("author_id")?, name: row.need_text("author")? },
        written_at: row.need_instant("written_at")?,
        withdrawn_at,
        mention,
        unseen,
        follow_up: follow_up(row)?,
    };
    let resource: Option<Resource> = row.maybe_json("resource")?;
    Ok(NoteRow {
        note,
        customer_name: row.text("display_name")?,
        resource_name: resource.map(|resource| resource.display_name().to_owned()),
        subject_known: row.yes("subject_known")?,
    })
}

fn subject(row: &Row) -> Result<NoteSubject, StoreError> {
    Ok(NoteSubject { kind: row.code("kind", SubjectKind::from_code)?, id: row.need_text("subject_id")? })
}

fn follow_up(row: &Row) -> Result<Option<FollowUp>, StoreError> {
    let Some(id) = row.parse("person_id")? else { return Ok(None) };
    let done = match row.instant("done_at")? {
        Some(at) => {
            let by = Named { id: row.need("done_by_id")?, name: row.need_text("done_by")? };
            Some(FollowUpEnd { by, at })
        }
        None => None,
    };
    // Users are never deleted; a name is missing only where somebody wrote into the database.
    let role = row.text("person_role")?.and_then(|code| Role::from_code(&code)).unwrap_or(Role::Manager);
    let person = Person {
        id,
        name: row.text("person")?.unwrap_or_default(),
        role,
        active: row.int("person_active")? == Some(1),
    };
    let due = row.code("due", <Day as FilterValue>::read)?;
    Ok(Some(FollowUp { person, sees: row.yes("person_sees")?, due, done }))
}
