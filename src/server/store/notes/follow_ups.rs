//! The list of follow-ups.

use super::{COLUMNS, JOINS, note_row};
use crate::server::store::db::Row;
use crate::server::store::db::dialect::Searched;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use crate::server::store::lists::{Condition, Label, ListContext, Stored, Table};
use crate::server::store::scope::Where;
use model::ids::UserId;
use model::lists::{Day, FollowUpFilter, ForWhom};
use model::notes::{DueWhen, FollowUpState, NEAR_DAYS, NoteRow};

/// What makes a note a follow-up. One whose text was withdrawn is none any more.
const IS_ONE: &str = "n.person_id IS NOT NULL AND n.withdrawn_at IS NULL";

impl Stored for FollowUpFilter {
    const TABLE: Table<Self> = Table {
        columns: COLUMNS,
        from: |_| Sql::new("notes n"),
        id: "n.key",
        joins: JOINS,
        scope: |asked| Where::new(asked.scope, "n.customer_id").and(Sql::new(IS_ONE)),
        search: Some(|db, scope, typed| db.holds_in(scope, Searched::NOTES, typed)),
        filters: &[
            ("person", Condition::Beside(whose, people)),
            ("state", Condition::When(|filter, _| filter.state.map(in_state))),
            ("due", Condition::For(due)),
            ("customer", Condition::OneOf("n.customer_id", Some(Label::Customer))),
        ],
        // Open ones first, in each direction of the one column that says it.
        sorts: &[("due", &["n.ended", "n.due", "n.key"]), ("written", &["n.key"])],
        blanks: &[],
    };

    fn row(row: &Row) -> Result<NoteRow, StoreError> {
        note_row(row)
    }
}

fn in_state(state: FollowUpState) -> Sql {
    Sql::new("n.ended = ?").with(state == FollowUpState::Done)
}

/// That nobody who can sign in and sees the customer is to do it.
pub(super) fn for_nobody() -> Sql {
    Sql::new("NOT EXISTS (SELECT 1 FROM users pu WHERE pu.id = n.person_id AND ").push(super::SEES).push(")")
}

fn whose(filter: &FollowUpFilter, asked: &ListContext<'_>) -> Option<Sql> {
    let of = |user: Option<&UserId>| Sql::new("n.person_id = ?").with(user);
    Some(match filter.person.as_ref()? {
        ForWhom::Me => of(asked.own.map(|own| own.id)),
        ForWhom::User(user) => of(Some(user)),
        ForWhom::Nobody => for_nobody(),
    })
}

/// The people of the follow-ups in scope, by name.
fn people(asked: &ListContext<'_>) -> Sql {
    let theirs =
        Where::new(asked.scope, "n.customer_id").and(Sql::new(IS_ONE)).and(Sql::new("n.person_id = u.id"));
    Sql::new("SELECT u.id AS value, u.name AS label FROM users u WHERE EXISTS (SELECT 1 FROM notes n")
        .append(theirs.sql())
        .push(") ORDER BY u.name_key, u.id")
}

fn due(filter: &FollowUpFilter, asked: &ListContext<'_>) -> Option<Sql> {
    let today = Day::of(asked.now, asked.zone);
    let (begin, end) = (today.to_string(), today.plus(NEAR_DAYS).to_string());
    Some(match filter.due? {
        DueWhen::Overdue => Sql::new("n.due < ?").with(begin),
        DueWhen::Today => Sql::new("n.due = ?").with(begin),
        DueWhen::Week => Sql::new("n.due >= ? AND n.due < ?").with(begin).with(end),
        DueWhen::Later => Sql::new("n.due >= ?").with(end),
    })
}
