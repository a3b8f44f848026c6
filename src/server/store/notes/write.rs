//! Writing notes, and what becomes of them. Who may see the customer is asked in the transaction of the
//! change, of the person who makes it and of everybody who is chosen.

use crate::server::store::Store;
use crate::server::store::customers::BATCH;
use crate::server::store::db::Tx;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use crate::server::store::sort_keys::folded;
use jiff::Timestamp;
use model::audit::AuditEntry;
use model::ids::{CustomerId, NoteId, UserId};
use model::lists::Day;
use model::notes::NoteSubject;
use model::users::Role;

/// A note to be stored.
#[derive(Clone, Debug)]
pub struct NewNote<'a> {
    /// Its id, from the form.
    pub id: &'a NoteId,
    /// What it is on.
    pub subject: &'a NoteSubject,
    /// Of which customer that is.
    pub customer: &'a CustomerId,
    /// What is written.
    pub text: &'a str,
    /// Who writes, by id and login name.
    pub author: (&'a UserId, &'a str),
    /// Whom to point to it.
    pub mention: Option<&'a UserId>,
    /// Who is to do something, until which day.
    pub follow_up: Option<(&'a UserId, Day)>,
    /// When, UTC.
    pub at: Timestamp,
}

/// What became of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteWritten {
    /// It is stored.
    Done,
    /// The same form stored it before.
    Again,
    /// The same form stored another text before, or the note was withdrawn meanwhile.
    Changed,
    /// Its author does not see the customer any more, or another note has that id.
    Refused,
    /// Who is mentioned cannot sign in, or does not see the customer.
    MentionRefused,
    /// The same of who is to do something.
    PersonRefused,
}

/// A change of a follow-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowUpChange<'a> {
    /// It is done.
    Done,
    /// It is open again.
    Reopened,
    /// It is another person's: whose it was when the page was shown, and whose it is to be.
    PassedOn(&'a UserId, &'a UserId),
}

/// What became of such a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowUpChanged {
    /// It was made.
    Done,
    /// The follow-up is not what the page showed any more; nothing was changed.
    Stale,
    /// Who asked for it does not see the customer any more.
    Refused,
    /// The other person cannot sign in, or does not see the customer.
    PersonRefused,
}

impl Tx {
    /// Whether a user can sign in and may see a customer; neither changes before this transaction ends.
    async fn may_see(&mut self, user: &UserId, customer: &CustomerId) -> Result<bool, StoreError> {
        let sql = Sql::new("SELECT role FROM users WHERE id = ? AND active = 1").with(user);
        let rows = self.all(&self.shared(sql)).await?;
        let Some(row) = rows.first() else { return Ok(false) };
        if !row.code("role", Role::from_code)?.is_bound() {
            return Ok(true);
        }
        let sql = Sql::new("SELECT user_id FROM assignments WHERE user_id = ? AND customer_id = ?");
        let sql = self.shared(sql.with(user).with(customer));
        Ok(!self.all(&sql).await?.is_empty())
    }

    /// Gives the open follow-ups of a person on customers to another; how many.
    pub(in crate::server::store) async fn hand_over_follow_ups(
        &mut self,
        from: &UserId,
        to: &UserId,
        customers: &[CustomerId],
    ) -> Result<u64, StoreError> {
        let mut moved = 0;
        for batch in customers.chunks(BATCH) {
            let sql = Sql::new(
                "UPDATE notes SET person_id = ? WHERE person_id = ? AND ended = 0 AND withdrawn_at IS NULL
                 AND customer_id IN ",
            );
            moved += self.run(&sql.with(to).with(from).list(batch)).await?;
        }
        Ok(moved)
    }
}

fn insert(note: &NewNote<'_>) -> Sql {
    let (person, due) = note.follow_up.unzip();
    Sql::new(
        "INSERT INTO notes (id, kind, subject_id, customer_id, text, search, author_id, author, written_at,
         mention_id, person_id, due, ended) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
         ON CONFLICT (id) DO NOTHING",
    )
    .with(note.id)
    .with(note.subject.kind.code())
    .with(note.subject.id.as_str())
    .with(note.customer)
    .with(note.text)
    .with(folded(note.text))
    .with(note.author.0)
    .with(note.author.1)
    .with(note.at)
    .with(note.mention)
    .with(person)
    .with(due.map(|due| due.to_string()))
}

impl Store {
    /// Stores a note with its entry of the audit log, once: the same form twice makes one.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn write_note(
        &self,
        note: &NewNote<'_>,
        entry: &AuditEntry,
    ) -> Result<NoteWritten, StoreError> {
        let mut tx = self.db.begin().await?;
        let written = written(&mut tx, note).await?;
        if written != NoteWritten::Done {
            tx.rollback().await?;
            return Ok(written);
        }
        tx.open_entry(entry).await?;
        tx.commit().await?;
        Ok(NoteWritten::Done)
    }

    /// Takes the text of a note away on behalf of its author, with the entry of the audit log. A follow-up
    /// ends with it. `false`, and nothing is changed, when it is not theirs, they do not see its customer any
    /// more, or it was withdrawn before.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn withdraw_note(
        &self,
        id: &NoteId,
        (author, customer): (&UserId, &CustomerId),
        entry: &AuditEntry,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin().await?;
        let sql = Sql::new(
            "UPDATE notes SET text = '', search = '', withdrawn_at = ?
             WHERE id = ? AND author_id = ? AND customer_id = ? AND withdrawn_at IS NULL",
        );
        let sql = sql.with(at).with(id).with(author).with(customer);
        if tx.run(&sql).await? == 0 || !tx.may_see(author, customer).await? {
            tx.rollback().await?;
            return Ok(false);
        }
        tx.open_entry(entry).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Changes a follow-up on behalf of a user, with the entry of the audit log. Of two people who do the same
    /// at once one does it.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn change_follow_up(
        &self,
        (id, customer): (&NoteId, &CustomerId),
        change: FollowUpChange<'_>,
        (user, name): (&UserId, &str),
        entry: &AuditEntry,
        at: Timestamp,
    ) -> Result<FollowUpChanged, StoreError> {
        let mut tx = self.db.begin().await?;
        let sql = match change {
            FollowUpChange::Done => Sql::new(
                "UPDATE notes SET ended = 1, done_at = ?, done_by_id = ?, done_by = ? WHERE ended = 0",
            )
            .with(at)
            .with(user)
            .with(name),
            FollowUpChange::Reopened => Sql::new(
                "UPDATE notes SET ended = 0, done_at = NULL, done_by_id = NULL, done_by = NULL WHERE ended = 1",
            ),
            FollowUpChange::PassedOn(from, to) => {
                Sql::new("UPDATE notes SET person_id = ? WHERE ended = 0 AND person_id = ?")
                    .with(to)
                    .with(from)
            }
        };
        let own = " AND id = ? AND customer_id = ? AND person_id IS NOT NULL AND withdrawn_at IS NULL";
        let changed = tx.run(&sql.push(own).with(id).with(customer)).await?;
        let refused = if changed == 0 {
            Some(FollowUpChanged::Stale)
        } else {
            refused(&mut tx, change, user, customer).await?
        };
        if let Some(refused) = refused {
            tx.rollback().await?;
            return Ok(refused);
        }
        tx.open_entry(entry).await?;
        tx.commit().await?;
        Ok(FollowUpChanged::Done)
    }
}

/// Why people may not change a follow-up so.
async fn refused(
    tx: &mut Tx,
    change: FollowUpChange<'_>,
    user: &UserId,
    customer: &CustomerId,
) -> Result<Option<FollowUpChanged>, StoreError> {
    if !tx.may_see(user, customer).await? {
        return Ok(Some(FollowUpChanged::Refused));
    }
    if let FollowUpChange::PassedOn(_, to) = change
        && !tx.may_see(to, customer).await?
    {
        return Ok(Some(FollowUpChanged::PersonRefused));
    }
    Ok(None)
}

async fn written(tx: &mut Tx, note: &NewNote<'_>) -> Result<NoteWritten, StoreError> {
    if tx.run(&insert(note)).await? == 0 {
        let sql = Sql::new(
            "SELECT text, withdrawn_at FROM notes WHERE id = ? AND author_id = ? AND kind = ? AND subject_id = ?",
        );
        let sql = sql.with(note.id).with(note.author.0).with(note.subject.kind.code());
        let before = tx.all(&sql.with(note.subject.id.as_str())).await?;
        let Some(before) = before.first() else { return Ok(NoteWritten::Refused) };
        // The same form with another text is another note, which must not get lost.
        let same = before.need_text("text")? == note.text && before.instant("withdrawn_at")?.is_none();
        return Ok(if same { NoteWritten::Again } else { NoteWritten::Changed });
    }
    if !tx.may_see(note.author.0, note.customer).await? {
        return Ok(NoteWritten::Refused);
    }
    if let Some(mention) = note.mention
        && !tx.may_see(mention, note.customer).await?
    {
        return Ok(NoteWritten::MentionRefused);
    }
    if let Some((person, _)) = note.follow_up
        && !tx.may_see(person, note.customer).await?
    {
        return Ok(NoteWritten::PersonRefused);
    }
    Ok(NoteWritten::Done)
}
