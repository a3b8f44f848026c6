//! A dry run becomes a job once, with one or two confirmations, and a job is undone by one job at a
//! time.

use crate::builders::{audit_id, bulk_id, later, user_id};
use crate::bulk::{begun, job, read, row, rows, running, to};
use crate::support::{ALL, Desk, all, both};
use model::audit::{AuditAction, AuditEntry, AuditOutcome};
use model::bulk::{Bulk, BulkKind, BulkState, RowState};
use model::lists::BulkJobFilter;
use partnerdesk::server::store::{Scope, Started};
use sqlx::{Connection, PgConnection};
use std::time::Duration;

#[tokio::test]
async fn a_job_is_started_once_and_undone_by_one_at_a_time() {
    both(async |desk| {
        running(&desk, "j1").await;
        let again = desk
            .store
            .start_bulk(
                &bulk_id("j1"),
                to(BulkState::Running),
                &begun("x1", AuditAction::BulkBudgets),
                later(2),
            )
            .await;
        assert_eq!(again.unwrap(), Started::Before);
        assert_eq!(desk.store.entry(&ALL, None, &audit_id("x1")).await.unwrap(), None);
        for (id, expected) in [("u1", Started::Done), ("u2", Started::UnderWay(bulk_id("u1")))] {
            let undo = Bulk { kind: BulkKind::Undo, undoes: Some(bulk_id("j1")), ..job(id, "u1") };
            desk.store.add_bulk(&undo, &[row(id, 2)]).await.unwrap();
            let entry = begun(&format!("a-{id}"), AuditAction::BulkBudgets);
            assert_eq!(
                desk.store.start_bulk(&bulk_id(id), to(BulkState::Running), &entry, later(3)).await.unwrap(),
                expected
            );
        }
        let undoing = desk.store.undoing(&ALL, &bulk_id("j1")).await.unwrap();
        assert_eq!(undoing.iter().map(|job| job.id.as_str()).collect::<Vec<_>>(), ["u1"]);
        let listed = desk.store.list_bulks(&ALL, &BulkJobFilter::default()).await.unwrap();
        assert_eq!(
            listed.rows.iter().map(|job| job.id.as_str()).collect::<Vec<_>>(),
            ["u1", "j1"],
            "newest first"
        );
        let cancelled = desk
            .store
            .move_bulk(&bulk_id("u1"), &[BulkState::Running], BulkState::Cancelled, None, later(4))
            .await;
        assert!(cancelled.unwrap());
        let entry = begun("a-u2", AuditAction::BulkBudgets);
        assert_eq!(
            desk.store.start_bulk(&bulk_id("u2"), to(BulkState::Running), &entry, later(5)).await.unwrap(),
            Started::Done
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_ten_who_undo_a_job_at_once_one_does_and_the_others_are_led_to_it() {
    both(async |desk| {
        running(&desk, "j1").await;
        for number in 0..10 {
            let id = format!("u{number}");
            let undo = Bulk { kind: BulkKind::Undo, undoes: Some(bulk_id("j1")), ..job(&id, "u1") };
            desk.store.add_bulk(&undo, &[row(&id, 2)]).await.unwrap();
        }
        let tasks = (0..10).map(|number| {
            let store = desk.store.clone();
            tokio::spawn(async move {
                let entry = begun(&format!("a-u{number}"), AuditAction::BulkBudgets);
                store
                    .start_bulk(&bulk_id(&format!("u{number}")), to(BulkState::Running), &entry, later(2))
                    .await
            })
        });
        let (mut started, mut led) = (Vec::new(), Vec::new());
        for (number, opened) in all(tasks).await.into_iter().enumerate() {
            match opened.unwrap() {
                Started::Done => started.push(bulk_id(&format!("u{number}"))),
                Started::UnderWay(other) => led.push(other),
                other => panic!("u{number}: {other:?}"),
            }
        }
        assert_eq!(started.len(), 1, "{started:?}");
        assert_eq!(led, vec![started[0].clone(); 9]);
    })
    .await;
}

/// On PostgreSQL a second server does not see uncommitted data of the first, so only the index can
/// prevent both. SQLite allows one writer at a time.
#[tokio::test]
async fn an_undo_that_another_server_starts_at_the_same_instant_is_led_to() {
    both(async |desk| {
        if desk.is_sqlite() {
            return;
        }
        running(&desk, "j1").await;
        for id in ["u1", "u2"] {
            let undo = Bulk { kind: BulkKind::Undo, undoes: Some(bulk_id("j1")), ..job(id, "u1") };
            desk.store.add_bulk(&undo, &[row(id, 2)]).await.unwrap();
        }
        let mut first = PgConnection::connect(&desk.url).await.unwrap();
        let mut started = first.begin().await.unwrap();
        let sql = "UPDATE bulk_jobs SET state = 'running' WHERE id = 'u1'";
        sqlx::query(sql).execute(&mut *started).await.unwrap();
        let store = desk.store.clone();
        let second = tokio::spawn(async move {
            store
                .start_bulk(
                    &bulk_id("u2"),
                    to(BulkState::Running),
                    &begun("a-u2", AuditAction::BulkBudgets),
                    later(2),
                )
                .await
        });
        waits_for_a_lock(&desk).await;
        started.commit().await.unwrap();
        assert_eq!(second.await.unwrap().unwrap(), Started::UnderWay(bulk_id("u1")));
        assert_eq!(desk.store.bulk(&ALL, &bulk_id("u2")).await.unwrap().unwrap().state, BulkState::Draft);
        assert_eq!(desk.store.entry(&ALL, None, &audit_id("a-u2")).await.unwrap(), None);
    })
    .await;
}

/// Returns once a statement waits for another transaction.
async fn waits_for_a_lock(desk: &Desk) {
    let mut prompt = PgConnection::connect(&desk.url).await.unwrap();
    let sql = "SELECT COUNT(*) FROM pg_stat_activity
               WHERE datname = current_database() AND wait_event_type = 'Lock'";
    for _ in 0..500 {
        let waiting: i64 = sqlx::query_scalar(sql).fetch_one(&mut prompt).await.unwrap();
        if waiting > 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("nobody waits");
}

#[tokio::test]
async fn a_job_that_waits_runs_or_ends_by_another_word() {
    both(async |desk| {
        let said =
            |id: &str, action, actor: &str| AuditEntry { actor: actor.to_owned(), ..begun(id, action) };
        for id in ["j1", "j2", "j3"] {
            desk.store.add_bulk(&job(id, "u1"), &rows(id)).await.unwrap();
            let entry = said(&format!("a-{id}"), AuditAction::BulkBudgets, "ann");
            let started = desk.store.start_bulk(&bulk_id(id), to(BulkState::Waiting), &entry, later(1)).await;
            assert_eq!(started.unwrap(), Started::Done);
        }
        let waiting = desk.store.waiting_bulks(&Scope::Assigned(user_id("u1")), 10).await.unwrap();
        assert_eq!(waiting.iter().map(|job| job.id.as_str()).collect::<Vec<_>>(), ["j1", "j2", "j3"]);
        assert_eq!(waiting[0].confirmed_by.as_deref(), Some("ann"));
        assert!(desk.store.waiting_bulks(&Scope::Assigned(user_id("u2")), 10).await.unwrap().is_empty());
        assert!(desk.store.running_bulks().await.unwrap().is_empty());
        assert!(!desk.store.send_row(&row("j1", 2), &begun("b1", AuditAction::SetBudget)).await.unwrap());
        assert!(!desk.store.complete_bulk(&bulk_id("j1"), later(2)).await.unwrap());

        let agreed = said("y1", AuditAction::Approve, "bob");
        assert!(desk.store.approve_bulk(&bulk_id("j1"), &agreed, later(3)).await.unwrap());
        let again = said("y2", AuditAction::Approve, "eve");
        assert!(!desk.store.approve_bulk(&bulk_id("j1"), &again, later(4)).await.unwrap());
        assert!(!desk.store.decline_bulk(&bulk_id("j1"), Some(&again), later(4)).await.unwrap());
        assert_eq!(
            desk.store.entry(&ALL, None, &audit_id("y2")).await.unwrap(),
            None,
            "no entry of what was not"
        );
        let found = desk.store.bulk(&ALL, &bulk_id("j1")).await.unwrap().unwrap();
        assert_eq!((found.state, found.decided_by.as_deref()), (BulkState::Running, Some("bob")));
        assert_eq!(found.decided_at, Some(later(3)));
        assert!(desk.store.send_row(&row("j1", 2), &begun("b1", AuditAction::SetBudget)).await.unwrap());

        let refused = said("n1", AuditAction::Decline, "bob");
        assert!(desk.store.decline_bulk(&bulk_id("j2"), Some(&refused), later(5)).await.unwrap());
        assert!(desk.store.decline_bulk(&bulk_id("j3"), None, later(6)).await.unwrap());
        for (id, by, code) in [("j2", Some("bob"), "declined"), ("j3", None, "abandoned")] {
            let found = desk.store.bulk(&ALL, &bulk_id(id)).await.unwrap().unwrap();
            assert_eq!((found.state, found.decided_by.as_deref()), (BulkState::Declined, by));
            assert!(found.ended_at.is_some());
            assert_eq!(read(&desk, id, 2).await.state, RowState::Cancelled);
            let entry =
                desk.store.entry(&ALL, None, &audit_id(&format!("a-{id}"))).await.unwrap().unwrap().entry;
            assert_eq!((entry.outcome, entry.code.as_deref()), (AuditOutcome::Failed, Some(code)));
        }
    })
    .await;
}
