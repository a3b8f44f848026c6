//! Reading notes.

use super::{COLUMNS, JOINS, SEES, note_row};
use crate::server::store::Store;
use crate::server::store::db::Row;
use crate::server::store::db::dialect::Searched;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use crate::server::store::lists::{ListContext, count_some};
use crate::server::store::scope::{Scope, Where};
use model::assignments::Person;
use model::ids::{CustomerId, NoteId};
use model::notes::{NoteRow, NoteSubject};
use model::users::Role;
use model::views::{Hit, HitKind, Matches};

/// Characters of a note that a hit of the search shows.
const HIT: usize = 90;

fn select(filter: &Where) -> Sql {
    Sql::new("SELECT ").push(COLUMNS).push(" FROM notes n").push(JOINS).append(filter.sql())
}

/// The notes on something; on a customer those on what belongs to it too.
fn about(scope: &Scope, subject: &NoteSubject) -> Where {
    let whole = Where::new(scope, "n.customer_id");
    match subject.kind {
        model::notes::SubjectKind::Customer => {
            whole.and(Sql::new("n.customer_id = ?").with(subject.id.as_str()))
        }
        kind => {
            whole.and(Sql::new("n.subject_id = ? AND n.kind = ?").with(subject.id.as_str()).with(kind.code()))
        }
    }
}

impl Store {
    /// The latest notes in scope on something, newest first, and how many there are.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn notes_about(
        &self,
        scope: &Scope,
        subject: &NoteSubject,
        limit: u32,
    ) -> Result<(Vec<NoteRow>, u64), StoreError> {
        let filter = about(scope, subject);
        let rows = self.db.all(&select(&filter).push(" ORDER BY n.key DESC LIMIT ?").with(limit)).await?;
        let rows = rows.iter().map(note_row).collect::<Result<_, _>>()?;
        let count = Sql::new("SELECT COUNT(*) AS n FROM notes n").append(filter.sql());
        Ok((rows, self.db.count(&count).await?))
    }

    /// One note in scope.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn note(&self, scope: &Scope, id: &NoteId) -> Result<Option<NoteRow>, StoreError> {
        let filter = Where::new(scope, "n.customer_id").and(Sql::new("n.id = ?").with(id));
        self.db.one(&select(&filter)).await?.as_ref().map(note_row).transpose()
    }

    /// Everybody who can sign in and may see a customer, by name.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn people_who_see(&self, customer: &CustomerId) -> Result<Vec<Person>, StoreError> {
        let sql =
            Sql::new("SELECT pu.id, pu.name, pu.role FROM users pu, (SELECT ? AS customer_id) n WHERE ")
                .with(customer)
                .push(SEES)
                .push(" ORDER BY pu.name_key, pu.id");
        let person = |row: &Row| {
            let role = row.code("role", Role::from_code)?;
            Ok(Person { id: row.need("id")?, name: row.need_text("name")?, role, active: true })
        };
        self.db.all(&sql).await?.iter().map(person).collect()
    }

    /// The newest notes in scope whose text holds what was typed, its words in any order.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn find_notes(&self, asked: &ListContext<'_>, typed: &str) -> Result<Matches, StoreError> {
        let nothing = Matches { kind: HitKind::Note, hits: Vec::new(), total: 0, listed: 0 };
        let Some(holds) = self.db.holds_in(asked.scope, Searched::NOTES, typed) else { return Ok(nothing) };
        let filter = Where::new(asked.scope, "n.customer_id").and(holds);
        let rows = self.db.all(&select(&filter).push(" ORDER BY n.key DESC LIMIT 8")).await?;
        let hits = rows.iter().map(|row| note_row(row).map(hit)).collect::<Result<_, _>>()?;
        let total = count_some(&self.db, &Sql::new("notes n"), &filter).await?;
        Ok(Matches { hits, total, ..nothing })
    }
}

fn hit(row: NoteRow) -> Hit {
    let NoteRow { note, customer_name, .. } = row;
    Hit {
        kind: HitKind::Note,
        id: note.id.to_string(),
        name: note.excerpt(HIT),
        beside: customer_name.unwrap_or_else(|| note.customer.to_string()),
        customer: Some(note.customer),
        status: None,
        exact: false,
    }
}
