//! What of the notes concerns one person: mentions, what they have to pass on, and what they hand over.

use super::follow_ups::for_nobody;
use super::{COLUMNS, JOINS, note_row, subject};
use crate::server::store::Store;
use crate::server::store::db::Row;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use crate::server::store::scope::{Scope, Where};
use jiff::Timestamp;
use model::assignments::Named;
use model::hand_overs::{Open, OpenFollowUp};
use model::ids::{NoteId, UserId};
use model::lists::{Day, FilterValue};
use model::notes::NoteRow;

const OPEN: &str = "n.person_id IS NOT NULL AND n.ended = 0 AND n.withdrawn_at IS NULL";

impl Store {
    /// Notes in scope that mention a user and that the user has not seen, newest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn unseen_mentions(
        &self,
        scope: &Scope,
        user: &UserId,
        limit: u32,
    ) -> Result<Vec<NoteRow>, StoreError> {
        let of_user = Sql::new("n.mention_id = ? AND n.mention_seen_at IS NULL AND n.withdrawn_at IS NULL");
        let filter = Where::new(scope, "n.customer_id").and(of_user.with(user));
        let sql = Sql::new("SELECT ").push(COLUMNS).push(" FROM notes n").push(JOINS).append(filter.sql());
        let rows = self.db.all(&sql.push(" ORDER BY n.key DESC LIMIT ?").with(limit)).await?;
        rows.iter().map(note_row).collect()
    }

    /// Notes that a user was mentioned in are seen by that user; how many were not before. Those that mention
    /// somebody else stay as they are.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn see_mentions(
        &self,
        user: &UserId,
        notes: &[NoteId],
        at: Timestamp,
    ) -> Result<u64, StoreError> {
        let sql = Sql::new(
            "UPDATE notes SET mention_seen_at = ? WHERE mention_id = ? AND mention_seen_at IS NULL AND id IN ",
        );
        self.db.run(&sql.with(at).with(user).list(notes)).await
    }

    /// How many open follow-ups in scope have a person who cannot sign in or does not see the customer.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn follow_ups_of_nobody(&self, scope: &Scope) -> Result<u64, StoreError> {
        let filter = Where::new(scope, "n.customer_id").and(Sql::new(OPEN)).and(for_nobody());
        self.db.count(&Sql::new("SELECT COUNT(*) AS n FROM notes n").append(filter.sql())).await
    }

    /// The open follow-ups of a user on the customers in a scope, the most urgent first, at most `most`.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn open_follow_ups_of(
        &self,
        user: &UserId,
        scope: &Scope,
        most: u32,
    ) -> Result<Open<OpenFollowUp>, StoreError> {
        let filter = Where::new(scope, "n.customer_id")
            .and(Sql::new(OPEN))
            .and(Sql::new("n.person_id = ?").with(user));
        let sql = Sql::new(
            "SELECT n.id, n.kind, n.subject_id, n.customer_id, n.author, n.due, c.display_name FROM notes n
             LEFT JOIN customers c ON c.id = n.customer_id",
        );
        let sql = sql.append(filter.sql()).push(" ORDER BY n.due, n.key LIMIT ?").with(most);
        let rows = self.db.all(&sql).await?.iter().map(open).collect::<Result<_, _>>()?;
        let total =
            self.db.count(&Sql::new("SELECT COUNT(*) AS n FROM notes n").append(filter.sql())).await?;
        Ok(Open { total, rows })
    }
}

fn open(row: &Row) -> Result<OpenFollowUp, StoreError> {
    let customer = row.need_text("customer_id")?;
    Ok(OpenFollowUp {
        id: row.need("id")?,
        subject: subject(row)?,
        customer: Named { id: row.need("customer_id")?, name: row.text("display_name")?.unwrap_or(customer) },
        author: row.need_text("author")?,
        due: row.code("due", <Day as FilterValue>::read)?,
    })
}
