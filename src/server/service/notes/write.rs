//! Writing notes and withdrawing them.

use super::{in_scope, subject, today};
use crate::server::ctx::Ctx;
use crate::server::service::Result;
use crate::server::service::assignments::common::done_entry;
use crate::server::service::audit::Facts;
use crate::server::state::Desk;
use crate::server::store::{NewNote, NoteWritten};
use model::audit::AuditAction;
use model::error::{AppError, FieldProblem};
use model::forms::notes::{WithdrawNoteForm, WriteNoteForm};
use model::ids::{NoteId, UserId};
use model::notes::NoteSubject;
use model::users::Permission;

/// What the audit log says of every change of a note: which, and on what. Never what is written.
pub(super) fn facts(id: &NoteId, on: &NoteSubject) -> Facts {
    vec![("note".to_owned(), id.to_string()), ("note-on".to_owned(), on.kind.code().to_owned())]
}

/// Writes a note, perhaps with a follow-up; whether it has one. A form that arrives twice makes one note.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`] when what it is on is out of scope;
/// [`AppError::Invalid`] with the fields `text`, `mention`, `person` or `due`; or a failure of the database.
pub async fn write(desk: &Desk, ctx: &Ctx, form: &WriteNoteForm) -> Result<bool> {
    ctx.allow(Permission::WriteNotes)?;
    let me = ctx.me().ok_or(AppError::NotFound)?;
    let said = form.check(today(desk, ctx))?;
    let (subject, customer) = subject(desk, ctx, &said.subject).await?;
    let mut facts = facts(&form.id, &subject);
    if let Some(mention) = &said.mention {
        facts.push(("mention".to_owned(), name(desk, mention).await?));
    }
    if let Some((person, due)) = &said.follow_up {
        facts.push(("person".to_owned(), name(desk, person).await?));
        facts.push(("due".to_owned(), due.to_string()));
    }
    let about = (Some(&customer), Some(subject.id.as_str()));
    let entry = done_entry(desk, ctx, AuditAction::WriteNote, about, facts);
    let note = NewNote {
        id: &form.id,
        subject: &subject,
        customer: &customer,
        text: &said.text,
        author: (&me.id, me.name.as_str()),
        mention: said.mention.as_ref(),
        follow_up: said.follow_up.as_ref().map(|(person, due)| (person, *due)),
        at: desk.clock.now(),
    };
    let refused = |field: &str| Err(AppError::field(field, FieldProblem::NotOffered).into());
    match desk.store.write_note(&note, &entry).await? {
        NoteWritten::Done | NoteWritten::Again => Ok(said.follow_up.is_some()),
        NoteWritten::Changed => Err(AppError::ChangedMeanwhile.into()),
        NoteWritten::Refused => Err(AppError::NotFound.into()),
        NoteWritten::MentionRefused => refused(WriteNoteForm::MENTION.name),
        NoteWritten::PersonRefused => refused(WriteNoteForm::PERSON.name),
    }
}

/// The login name of a user, for the audit log; whether they may be chosen is decided with the change.
pub(super) async fn name(desk: &Desk, user: &UserId) -> Result<String> {
    Ok(desk.store.user(user).await?.map_or_else(|| user.to_string(), |user| user.name))
}

/// Withdraws a note of the caller's own: its text is gone, and its follow-up ends.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`] when it is out of scope or another's; or a failure of the
/// database.
pub async fn withdraw(desk: &Desk, ctx: &Ctx, form: &WithdrawNoteForm) -> Result<()> {
    ctx.allow(Permission::WriteNotes)?;
    let me = ctx.user().ok_or(AppError::NotFound)?;
    let note = in_scope(desk, ctx, &form.note).await?.note;
    if note.author.id != *me {
        return Err(AppError::NotFound.into());
    }
    if note.withdrawn_at.is_some() {
        // The same button twice.
        return Ok(());
    }
    let about = (Some(&note.customer), Some(note.subject.id.as_str()));
    let entry = done_entry(desk, ctx, AuditAction::WithdrawNote, about, facts(&note.id, &note.subject));
    let by = (me, &note.customer);
    if desk.store.withdraw_note(&note.id, by, &entry, desk.clock.now()).await? {
        return Ok(());
    }
    // It was withdrawn at the same moment, or the customer was taken away.
    let now = in_scope(desk, ctx, &form.note).await?.note;
    if now.withdrawn_at.is_some() { Ok(()) } else { Err(AppError::NotFound.into()) }
}
