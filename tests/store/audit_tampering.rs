//! What can be done to the audit log in the database by who may drop its triggers, and that each of it is found.

use crate::audit_seals::{act, seal, verified};
use crate::builders::{audit_id, entry, later, now};
use crate::support::{Desk, both};
use chain::{Line, Misfit, Noted, Place, Problem, Row, Table};
use model::audit::{AuditAction, AuditOutcome};
use partnerdesk::server::service::audit_proof;

const TABLES: [&str; 6] = [
    "audit_entries",
    "audit_completions",
    "audit_calls",
    "audit_seals",
    "audit_checkpoints",
    "audit_retirements",
];

/// Of SQLite; those of PostgreSQL are switched off by table.
const TRIGGERS: [&str; 15] = [
    "audit_entries_stay",
    "audit_entries_remain",
    "audit_entries_wait",
    "audit_completions_stay",
    "audit_completions_remain",
    "audit_completions_wait",
    "audit_calls_stay",
    "audit_calls_remain",
    "audit_calls_wait",
    "audit_seals_stay",
    "audit_seals_remain",
    "audit_checkpoints_stay",
    "audit_checkpoints_remain",
    "audit_retirements_remain",
    "audit_search_added",
];

/// A table, the key of a row in it and its position, and the columns, with whether they hold numbers.
type Columns = (Table, i64, u64, &'static [(&'static str, bool)]);

const COLUMNS: [Columns; 3] = [
    (
        Table::Entries,
        1,
        1,
        &[
            ("key", true),
            ("id", false),
            ("actor", false),
            ("deed", false),
            ("customer_id", false),
            ("subject", false),
            ("facts", false),
            ("request", false),
            ("opened_at", true),
            ("search", false),
            ("actor_id", false),
        ],
    ),
    (
        Table::Completions,
        1,
        3,
        &[
            ("key", true),
            ("entry_id", false),
            ("outcome", false),
            ("code", false),
            ("facts", false),
            ("completed_at", true),
        ],
    ),
    (
        Table::Calls,
        1,
        2,
        &[
            ("key", true),
            ("entry_id", false),
            ("operation", false),
            ("method", false),
            ("path", false),
            ("status", true),
            ("request_id", false),
            ("code", false),
            ("millis", true),
            ("at", true),
        ],
    ),
];

/// Positions 1 to 4, 5 to 7, 8 to 9 in three checkpoints, and an entry that waits.
async fn filled(desk: &Desk) {
    let store = &desk.store;
    let open = async |id: &str| store.open_entry(&entry(id, AuditAction::Pay, Some("c1"))).await.unwrap();
    act(store, "a1").await;
    open("a2").await;
    seal(store).await;
    let calls = [crate::builders::call("PayOrders", Some(204))];
    let (done, two) = (AuditOutcome::Done, audit_id("a2"));
    store.complete_entry(&two, done, None, &[], &calls, later(3)).await.unwrap();
    open("a3").await;
    seal(store).await;
    store.complete_entry(&audit_id("a3"), done, Some("CBC.0999"), &[], &[], later(4)).await.unwrap();
    open("a4").await;
    seal(store).await;
    open("a5").await;
}

impl Desk {
    /// Takes away what protects the log, and keeps a copy of it.
    async fn unprotect(&self) {
        let mut sql = String::new();
        if self.is_sqlite() {
            sql.extend(TRIGGERS.map(|trigger| format!("DROP TRIGGER {trigger};")));
            sql.push_str("DROP TRIGGER audit_search_removed; DROP TRIGGER audit_retirements_stay;");
        } else {
            sql.extend(TABLES.map(|table| format!("ALTER TABLE {table} DISABLE TRIGGER ALL;")));
            let keyed = &TABLES[..3];
            sql.extend(keyed.iter().map(|table| format!("ALTER TABLE {table} ALTER key DROP IDENTITY;")));
        }
        sql.extend(TABLES.map(|table| format!("CREATE TABLE keep_{table} AS SELECT * FROM {table};")));
        self.script(&sql).await;
    }

    /// Puts the log back as it was.
    async fn put_back(&self) {
        let overriding = if self.is_sqlite() { "" } else { "OVERRIDING SYSTEM VALUE" };
        let mut sql = String::new();
        for table in TABLES {
            sql.push_str(&format!(
                "DELETE FROM {table}; INSERT INTO {table} {overriding} SELECT * FROM keep_{table};"
            ));
        }
        self.script(&sql).await;
    }

    /// What is found after a script, which is then undone.
    async fn tampered(&self, sql: &str) -> Misfit {
        self.script(sql).await;
        let verified = audit_proof::verify(&self.store, None, now()).await.unwrap();
        let misfit = verified.err().unwrap_or_else(|| panic!("not found: {sql}"));
        // A file that is exported now says the same, or is not written.
        let mut file = Vec::new();
        if audit_proof::write(&self.store, None, now(), &mut file).await.is_ok() {
            let in_file = chain::verify_file(file.as_slice(), None).unwrap().unwrap_err();
            assert_eq!((in_file.place, &in_file.problem), (misfit.place, &misfit.problem), "{sql}");
        }
        self.put_back().await;
        misfit
    }
}

/// Each column of each table: the row that was changed is named.
#[tokio::test]
async fn another_value_in_any_column_is_found() {
    both(async |desk| {
        filled(&desk).await;
        desk.unprotect().await;
        let mut kinds = 0;
        for (table, key, position, columns) in COLUMNS {
            for (column, is_number) in columns {
                let name = table.name();
                let value = if *is_number {
                    format!("COALESCE({column}, 0) + 1000")
                } else {
                    format!("COALESCE({column}, '') || 'x'")
                };
                let sql = format!("UPDATE {name} SET {column} = {value} WHERE key = {key}");
                let misfit = desk.tampered(&sql).await;
                let problem = if *column == "key" { Problem::Gone } else { Problem::Hash };
                assert_eq!(
                    (misfit.place, misfit.problem),
                    (Place::Row { table, key, position }, problem),
                    "{sql}"
                );
                kinds += 1;
            }
        }
        assert_eq!(kinds, 27);
        assert_eq!(verified(&desk.store).await.sealed.all(), 9, "and as it was, it fits");
    })
    .await;
}

/// What is done to rows, seals and checkpoints, and what is said of it.
const KINDS: [(&str, &str); 36] = [
    ("UPDATE audit_completions SET code = '' WHERE key = 1", "audit_completions key 1, position 3"),
    ("UPDATE audit_entries SET customer_id = NULL WHERE key = 2", "audit_entries key 2, position 4"),
    ("UPDATE audit_calls SET status = NULL WHERE key = 2", "audit_calls key 2, position 5"),
    ("UPDATE audit_entries SET facts = '[[\"amount\", \"USD 312.40\"]]' WHERE key = 1", "audit_entries key 1"),
    ("UPDATE audit_entries SET actor = 'zoe'", "audit_entries key 1, position 1"),
    ("DELETE FROM audit_calls WHERE key = 1", "audit_calls key 1, position 2: this row was sealed and is gone"),
    ("DELETE FROM audit_completions WHERE key = 2", "audit_completions key 2, position 6: this row was sealed"),
    ("DELETE FROM audit_entries WHERE key = 4", "audit_entries key 4, position 9: this row was sealed"),
    ("DELETE FROM audit_calls WHERE key = 1; DELETE FROM audit_seals WHERE position = 2", "position 2 is missing"),
    (
        "DELETE FROM audit_seals WHERE position = 9; DELETE FROM audit_entries WHERE key = 4",
        "checkpoint 3: it closes other rows",
    ),
    ("DELETE FROM audit_seals WHERE position = 4", "checkpoint 1: it closes other rows"),
    (
        "DELETE FROM audit_seals WHERE position = 5;
         UPDATE audit_seals SET position = position - 1 WHERE position = 6;
         UPDATE audit_seals SET position = position - 1 WHERE position = 7;
         UPDATE audit_seals SET position = position - 1 WHERE position = 8;
         UPDATE audit_seals SET position = position - 1 WHERE position = 9",
        "audit_completions key 2, position 5",
    ),
    (
        "DELETE FROM audit_seals WHERE position BETWEEN 5 AND 7; DELETE FROM audit_checkpoints WHERE number = 2;
         DELETE FROM audit_calls WHERE key = 2; DELETE FROM audit_completions WHERE key = 2;
         DELETE FROM audit_entries WHERE key = 3",
        "audit_completions key 3, position 8: position 5 is missing",
    ),
    (
        "DELETE FROM audit_seals WHERE position <= 4; DELETE FROM audit_checkpoints WHERE number = 1;
         DELETE FROM audit_calls WHERE key = 1; DELETE FROM audit_completions WHERE key = 1;
         DELETE FROM audit_entries WHERE key <= 2",
        "position 1 is missing",
    ),
    ("DELETE FROM audit_checkpoints WHERE number = 1", "audit_calls key 2, position 5: its hash"),
    ("DELETE FROM audit_checkpoints WHERE number = 2", "audit_completions key 3, position 8: its hash"),
    ("DELETE FROM audit_checkpoints WHERE number = 3", "no checkpoint closes them"),
    ("DELETE FROM audit_checkpoints", "audit_calls key 2, position 5: its hash"),
    ("DELETE FROM audit_seals", "checkpoint 1: it closes other rows"),
    (
        "UPDATE audit_seals SET row_key = 99 WHERE position = 1; UPDATE audit_seals SET row_key = 1 WHERE position = 4;
         UPDATE audit_seals SET row_key = 2 WHERE position = 1",
        "audit_entries key 2, position 1: its hash",
    ),
    (
        "UPDATE audit_seals SET position = 99 WHERE position = 1; UPDATE audit_seals SET position = 1 WHERE position = 2;
         UPDATE audit_seals SET position = 2 WHERE position = 99",
        "audit_calls key 1, position 1: its hash",
    ),
    ("UPDATE audit_seals SET part = 2, row_key = 77 WHERE position = 1", "audit_completions key 77, position 1"),
    (
        "UPDATE audit_seals SET hash = '0000000000000000000000000000000000000000000000000000000000000000'
         WHERE position = 6",
        "audit_completions key 2, position 6: its hash",
    ),
    (
        "UPDATE audit_entries SET actor = 'x' WHERE key = 1; UPDATE audit_entries SET actor = 'manager' WHERE key = 1;
         UPDATE audit_entries SET id = 'x1' WHERE key = 1; UPDATE audit_entries SET id = 'a1' WHERE key = 2",
        "audit_entries key 1, position 1: its hash",
    ),
    ("UPDATE audit_checkpoints SET number = 9 WHERE number = 3", "checkpoint 9: checkpoint 3 is missing"),
    ("UPDATE audit_checkpoints SET first_position = 6 WHERE number = 2", "checkpoint 2: it closes other rows"),
    ("UPDATE audit_checkpoints SET last_position = 3 WHERE number = 1", "checkpoint 1: it closes other rows"),
    ("UPDATE audit_checkpoints SET entries = 1 WHERE number = 1", "checkpoint 1: it closes other rows"),
    ("UPDATE audit_checkpoints SET completions = 2 WHERE number = 1", "checkpoint 1: it closes other rows"),
    ("UPDATE audit_checkpoints SET calls = 0 WHERE number = 1", "checkpoint 1: it closes other rows"),
    ("UPDATE audit_checkpoints SET proven = 0 WHERE number = 1", "checkpoint 1: its hash"),
    ("UPDATE audit_checkpoints SET made_at = made_at + 1 WHERE number = 2", "checkpoint 2: its hash"),
    ("UPDATE audit_checkpoints SET previous = hash WHERE number = 2", "checkpoint 2: it does not follow"),
    ("UPDATE audit_checkpoints SET head = previous WHERE number = 2", "checkpoint 2: it closes other rows"),
    ("UPDATE audit_checkpoints SET hash = head WHERE number = 3", "checkpoint 3: its hash"),
    (
        "INSERT INTO audit_retirements (checkpoint, last_position, hash, file, row_count, retired_at, entry_id)
         SELECT number, last_position, hash, hash, 4, made_at, 'a5' FROM audit_checkpoints WHERE number = 1;
         DELETE FROM audit_calls WHERE key = 1; DELETE FROM audit_completions WHERE key = 1;
         DELETE FROM audit_entries WHERE key <= 2; DELETE FROM audit_seals WHERE position <= 4",
        "the retirement through checkpoint 1: the audit log holds no entry that records it",
    ),
];

#[tokio::test]
async fn what_is_changed_cut_out_swapped_or_forged_is_found() {
    both(async |desk| {
        filled(&desk).await;
        desk.unprotect().await;
        for (sql, expected) in KINDS {
            let misfit = desk.tampered(sql).await.to_string();
            assert!(misfit.contains(expected), "{sql}:\n{misfit}");
        }
        verified(&desk.store).await;
    })
    .await;
}

/// A row in the middle that never was: with the seals behind it moved on, and without.
#[tokio::test]
async fn a_row_that_is_put_between_is_found() {
    both(async |desk| {
        filled(&desk).await;
        desk.unprotect().await;
        let overriding = if desk.is_sqlite() { "" } else { "OVERRIDING SYSTEM VALUE" };
        let row = format!(
            "INSERT INTO audit_entries (key, id, actor, deed, facts, request, opened_at, search) {overriding}
             VALUES (50, 'never', 'zoe', 'approve', '[]', 'r', 1795420800, 'zoe');"
        );
        let moved: String = (6..=9)
            .rev()
            .map(|position| {
                format!("UPDATE audit_seals SET position = {} WHERE position = {position};", position + 1)
            })
            .collect();
        let seal = "INSERT INTO audit_seals (position, part, row_key, hash)
            SELECT 6, 1, 50, hash FROM audit_seals WHERE position = 5";
        let misfit = desk.tampered(&format!("{row}{moved}{seal}")).await;
        assert_eq!(misfit.place, Place::Row { table: Table::Entries, key: 50, position: 6 });
        let old = row.replace("1795420800", "1790000000");
        desk.script(&old).await;
        let (count, misfit) = verified(&desk.store).await.back_dated.unwrap();
        assert_eq!((count, misfit.place), (1, Place::Unsealed { table: Table::Entries, key: 50 }));
        assert!(matches!(misfit.problem, Problem::BackDated { .. }), "{misfit}");
    })
    .await;
}

/// A row that gets the hash that fits it, alone or with the checkpoint that closes it.
#[tokio::test]
async fn hashes_that_are_made_anew_are_found_by_what_follows() {
    both(async |desk| {
        filled(&desk).await;
        desk.unprotect().await;
        let mut file = Vec::new();
        audit_proof::write(&desk.store, None, now(), &mut file).await.unwrap();
        let lines = String::from_utf8(file).unwrap();
        let lines: Vec<Line> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let sealed = |position: u64| {
            let found = lines.iter().find_map(|line| match line {
                Line::Sealed(sealed) if sealed.position == position => Some(sealed.clone()),
                _ => None,
            });
            found.unwrap()
        };
        let second = lines.iter().find_map(|line| match line {
            Line::Checkpoint(checkpoint) if checkpoint.number == 2 => Some(checkpoint.clone()),
            _ => None,
        });
        let mut second = second.unwrap();
        let seven = sealed(7);
        let Row::Entry(mut forged) = seven.row else { panic!("an entry") };
        forged.actor = "zoe".into();
        let hash = Row::Entry(forged).hash(&sealed(6).hash, 7);
        let row = format!(
            "UPDATE audit_entries SET actor = 'zoe' WHERE key = 3;
             UPDATE audit_seals SET hash = '{hash}' WHERE position = 7;"
        );
        let misfit = desk.tampered(&row).await;
        assert_eq!(misfit.place, Place::Checkpoint(2));
        second.head = hash;
        let second = second.sealed();
        let misfit = desk
            .tampered(&format!(
                "{row} UPDATE audit_checkpoints SET head = '{}', hash = '{}' WHERE number = 2",
                second.head, second.hash
            ))
            .await;
        assert_eq!(misfit.place, Place::Row { table: Table::Completions, key: 3, position: 8 });
    })
    .await;
}

/// What the log itself does not tell: its end, cut off together with its checkpoint. Who noted the checkpoint knows.
#[tokio::test]
async fn a_cut_end_is_found_by_who_noted_its_checkpoint() {
    both(async |desk| {
        filled(&desk).await;
        let noted = desk.store.seal_state().await.unwrap().checkpoint.unwrap().hash.to_string();
        let noted: Noted = noted.parse().unwrap();
        let verify = async || audit_proof::verify(&desk.store, Some(noted.clone()), now()).await.unwrap();
        verify().await.unwrap();
        desk.unprotect().await;
        desk.script(
            "DELETE FROM audit_checkpoints WHERE number = 3; DELETE FROM audit_seals WHERE position >= 8;
             DELETE FROM audit_completions WHERE key = 3; DELETE FROM audit_entries WHERE key >= 4",
        )
        .await;
        verified(&desk.store).await;
        let misfit = verify().await.unwrap_err();
        assert_eq!(misfit.problem, Problem::NotNoted(noted.clone()));
    })
    .await;
}
