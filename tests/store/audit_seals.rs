//! The chain of hashes over the audit log: every row is sealed once, whoever writes and whoever seals.

use crate::builders::{at, audit_id, call, entry, later, now};
use crate::support::{ALL, Desk, all, bare, both};
use chain::{Checkpoint, Counts, Report};
use model::audit::{AuditAction, AuditOutcome};
use model::lists::ActivityFilter;
use partnerdesk::server::service::audit_proof;
use partnerdesk::server::store::{Sealing, Store};
use sqlx::{Connection, Executor, PgConnection};
use std::io::{BufReader, BufWriter};
use std::time::{Duration, Instant};

/// The last migration before the chain.
const BEFORE: i64 = 34;

/// Seals all that waits; the checkpoints.
pub async fn seal(store: &Store) -> Vec<Checkpoint> {
    let mut checkpoints = Vec::new();
    while let Sealing::Sealed(checkpoint) = store.seal_rows(now(), 1_000).await.unwrap() {
        checkpoints.push(checkpoint);
    }
    checkpoints
}

pub async fn verified(store: &Store) -> Report {
    audit_proof::verify(store, None, now()).await.unwrap().unwrap()
}

/// An entry that is opened, and completed with a call.
pub async fn act(store: &Store, id: &str) {
    store.open_entry(&entry(id, AuditAction::Pay, Some("c1"))).await.unwrap();
    let calls = [call("PayOrders", Some(204))];
    store
        .complete_entry(
            &audit_id(id),
            AuditOutcome::Done,
            None,
            &[("b".into(), "2".into())],
            &calls,
            later(2),
        )
        .await
        .unwrap();
}

fn counts(entries: u64, completions: u64, calls: u64) -> Counts {
    Counts { entries, completions, calls }
}

#[tokio::test]
async fn rows_wait_until_they_are_sealed() {
    both(async |desk| {
        let store = &desk.store;
        let state = store.seal_state().await.unwrap();
        assert_eq!((state.checkpoint, state.waiting, state.waiting_since), (None, 0, None));
        assert_eq!(store.seal_rows(now(), 10).await.unwrap(), Sealing::Nothing);
        act(store, "a1").await;
        store.open_entry(&entry("a2", AuditAction::Pay, None)).await.unwrap();
        let state = store.seal_state().await.unwrap();
        assert_eq!((state.waiting, state.waiting_since), (4, Some(now())));
        let tail = verified(store).await.tail;
        assert_eq!((tail.counts, tail.since), (counts(2, 1, 1), Some(now().as_second())));

        let Sealing::Sealed(first) = store.seal_rows(later(5), 3).await.unwrap() else { panic!("sealed") };
        assert_eq!((first.number, first.first, first.last, first.proven), (1, 1, 3, true));
        assert_eq!(first.counts, counts(1, 1, 1), "in the order in which they were written");
        let checkpoints = seal(store).await;
        assert_eq!(checkpoints.len(), 1);
        let state = store.seal_state().await.unwrap();
        assert_eq!((state.checkpoint.as_ref(), state.waiting), (checkpoints.last(), 0));
        assert_eq!(store.checkpoint_before(later(6)).await.unwrap(), Some(first));
        assert_eq!(store.checkpoint_before(now()).await.unwrap(), None);

        let report = verified(store).await;
        assert_eq!((report.sealed, report.unproven, report.tail.since), (counts(2, 1, 1), 0, None));
    })
    .await;
}

#[tokio::test]
async fn a_file_of_the_log_fits_without_the_database() {
    both(async |desk| {
        let store = &desk.store;
        // More than what is read at a time, in more than one checkpoint.
        for number in 0..600 {
            act(store, &format!("a{number}")).await;
        }
        let checkpoints = seal(store).await;
        assert_eq!(checkpoints.len(), 2);
        store.open_entry(&entry("waits", AuditAction::SignIn, None)).await.unwrap();
        let mut file = Vec::new();
        assert_eq!(audit_proof::write(store, None, now(), &mut file).await.unwrap(), 1_801);
        let written = chain::verify_file(file.as_slice(), None).unwrap().unwrap();
        assert_eq!(written.report, verified(store).await);
        assert_eq!(written.report.last.as_ref(), checkpoints.last());
        assert_eq!(written.report.tail.counts, counts(1, 0, 0));
        let mut part = Vec::new();
        audit_proof::write(store, checkpoints.first(), now(), &mut part).await.unwrap();
        let report = chain::verify_file(part.as_slice(), None).unwrap().unwrap().report;
        assert_eq!((report.is_range, report.last.as_ref()), (true, checkpoints.first()));
    })
    .await;
}

/// A database that was in use before: its rows are sealed as they are, and marked as not proven before.
#[tokio::test]
async fn what_was_there_before_the_chain_is_sealed_as_not_proven() {
    bare(async |desk| {
        desk.migrate_to(BEFORE).await;
        let store = &desk.store;
        for id in ["a1", "a2"] {
            desk.old_entry_about(id, AuditAction::Pay, Some("CS1"), Some("c1")).await;
            let call = call("PayOrders", Some(204));
            store
                .complete_entry(&audit_id(id), AuditOutcome::Done, None, &[], &[call], later(1))
                .await
                .unwrap();
        }
        store.migrate().await.unwrap();
        let before = store.entry(&ALL, None, &audit_id("a1")).await.unwrap().unwrap();
        assert_eq!((before.entry.actor.as_str(), before.calls.len()), ("manager", 1));
        act(store, "a3").await;
        let checkpoints = seal(store).await;
        assert_eq!(
            checkpoints.iter().map(|it| (it.counts, it.proven)).collect::<Vec<_>>(),
            [(counts(2, 2, 2), false), (counts(1, 1, 1), true)]
        );
        let report = verified(store).await;
        assert_eq!((report.sealed, report.unproven), (counts(3, 3, 3), 6));
        assert_eq!(store.entry(&ALL, None, &audit_id("a1")).await.unwrap().unwrap(), before);
        let filter = ActivityFilter { search: Some("c1".into()), ..ActivityFilter::default() };
        assert_eq!(store.list_entries(&ALL, None, &filter).await.unwrap().total, 3);
        // A second start changes nothing.
        store.migrate().await.unwrap();
        assert!(seal(store).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_empty_database_has_an_empty_chain() {
    bare(async |desk| {
        desk.migrate_to(BEFORE).await;
        desk.store.migrate().await.unwrap();
        assert!(seal(&desk.store).await.is_empty());
        assert_eq!(verified(&desk.store).await.sealed, Counts::default());
    })
    .await;
}

/// A server that is killed between writing and sealing: another one seals what it wrote.
#[tokio::test]
async fn what_a_killed_server_wrote_is_sealed_by_the_next() {
    both(async |desk| {
        let killed = Store::open(&desk.url).await.unwrap();
        act(&killed, "a1").await;
        drop(killed);
        let next = Store::open(&desk.url).await.unwrap();
        assert_eq!(seal(&next).await.len(), 1);
        assert_eq!(verified(&next).await.sealed, counts(1, 1, 1));
        next.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_servers_that_seal_at_once_one_does() {
    both(async |desk| {
        for round in 0..10 {
            act(&desk.store, &format!("a{round}")).await;
            let other = Store::open(&desk.url).await.unwrap();
            let tasks = [desk.store.clone(), other.clone(), desk.store.clone(), other.clone()];
            let tasks = tasks
                .into_iter()
                .map(|store| tokio::spawn(async move { store.seal_rows(now(), 1_000).await.unwrap() }));
            let sealed = all(tasks).await;
            let sealed = sealed.iter().filter(|it| matches!(it, Sealing::Sealed(_))).count();
            assert_eq!(sealed, 1, "round {round}");
            other.close().await;
        }
        let report = verified(&desk.store).await;
        assert_eq!((report.sealed.all(), report.checkpoints, report.tail.since), (30, 10, None));
    })
    .await;
}

/// PostgreSQL gives keys before transactions are committed: the later key may be there first.
#[tokio::test]
async fn a_row_that_is_committed_late_is_sealed_late() {
    both(async |desk| {
        if desk.is_sqlite() {
            return;
        }
        let mut slow = PgConnection::connect(&desk.url).await.unwrap();
        slow.execute("BEGIN").await.unwrap();
        let slow_entry = "INSERT INTO audit_entries (id, actor, deed, facts, request, opened_at, search)
            VALUES ('slow', 'mia', 'pay', '[]', 'r', 1795420800, 'mia')";
        slow.execute(slow_entry).await.unwrap();
        act(&desk.store, "quick").await;
        let first = seal(&desk.store).await;
        assert_eq!(first[0].counts, counts(1, 1, 1), "it waits for nobody");
        slow.execute("COMMIT").await.unwrap();
        let second = seal(&desk.store).await;
        assert_eq!((second.len(), second[0].counts), (1, counts(1, 0, 0)));
        assert_eq!(verified(&desk.store).await.sealed.all(), 4);
    })
    .await;
}

/// Nothing of the chain is changed or deleted by a statement that somebody types.
#[tokio::test]
async fn seals_and_checkpoints_stay() {
    both(async |desk| {
        act(&desk.store, "a1").await;
        seal(&desk.store).await;
        for sql in [
            "UPDATE audit_seals SET hash = 'x'",
            "DELETE FROM audit_seals",
            "UPDATE audit_checkpoints SET proven = 0",
            "DELETE FROM audit_checkpoints",
            "DELETE FROM audit_calls",
            "DELETE FROM audit_entries",
        ] {
            let refused = desk.at_the_prompt(sql).await.expect_err(sql);
            assert!(refused.to_string().contains("append-only"), "{sql}: {refused}");
        }
        assert_eq!(verified(&desk.store).await.sealed, counts(1, 1, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn four_writers_and_two_servers_that_seal_leave_a_whole_chain() {
    both(async |desk| many(&desk, 625).await).await;
}

/// 100,000 entries: by hand (`make audit`), as writing them takes minutes.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "minutes: make audit"]
async fn hundred_thousand_entries_of_four_writers_are_verified_within_seconds() {
    both(async |desk| many(&desk, 25_000).await).await;
}

/// Four writers with so many entries each, while two servers seal.
#[expect(clippy::disallowed_methods, reason = "it measures the machine's time")]
async fn many(desk: &Desk, each: u32) {
    let began = Instant::now();
    let other = Store::open(&desk.url).await.unwrap();
    let sealers = [desk.store.clone(), other.clone()].map(|store| {
        tokio::spawn(async move {
            loop {
                store.seal_rows(now(), 1_000).await.unwrap();
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        })
    });
    let writers = (0..4_u32).map(|writer| {
        let store = if writer % 2 == 0 { desk.store.clone() } else { other.clone() };
        tokio::spawn(async move {
            for number in 0..each {
                let id = format!("w{writer}-{number}");
                let opened = entry(&id, AuditAction::SetBudget, Some("c1"));
                store.open_entry(&opened).await.unwrap();
                store.complete_entry(&opened.id, AuditOutcome::Done, None, &[], &[], later(1)).await.unwrap();
            }
        })
    });
    all(writers.collect::<Vec<_>>().into_iter()).await;
    sealers.iter().for_each(tokio::task::JoinHandle::abort);
    for sealer in sealers {
        assert!(sealer.await.unwrap_err().is_cancelled(), "sealing never failed");
    }
    seal(&desk.store).await;
    let (wrote, began) = (began.elapsed(), Instant::now());
    let report = verified(&desk.store).await;
    let in_database = began.elapsed();
    let entries = u64::from(each) * 4;
    assert_eq!((report.sealed, report.tail.since), (counts(entries, entries, 0), None));

    let began = Instant::now();
    let file = tempfile::tempfile().unwrap();
    audit_proof::write(&desk.store, None, now(), BufWriter::new(&file)).await.unwrap();
    let (exported, began) = (began.elapsed(), Instant::now());
    std::io::Seek::rewind(&mut &file).unwrap();
    let written = chain::verify_file(BufReader::new(&file), None).unwrap().unwrap();
    let in_file = began.elapsed();
    assert_eq!(written.report, report);
    println!(
        "{entries} entries, {} rows: written and sealed in {wrote:.1?}, exported in {exported:.1?} ({} MB), \
         verified in {in_file:.1?}, in the database in {in_database:.1?}",
        report.sealed.all(),
        written.length / 1_000_000,
    );
    assert!(in_file < Duration::from_secs(10), "{in_file:?}");
    other.close().await;
}

#[tokio::test]
async fn dates_before_the_last_seal_are_reported() {
    both(async |desk| {
        act(&desk.store, "a1").await;
        seal(&desk.store).await;
        let mut forged = entry("forged", AuditAction::Approve, None);
        forged.opened_at = at("2026-11-01T00:00:00Z");
        desk.store.open_entry(&forged).await.unwrap();
        let (_, misfit) = verified(&desk.store).await.back_dated.unwrap();
        assert!(misfit.to_string().contains("audit_entries key 2, not sealed yet"), "{misfit}");
        seal(&desk.store).await;
        let (_, misfit) = verified(&desk.store).await.back_dated.unwrap();
        assert!(misfit.to_string().contains("audit_entries key 2, position 4"), "{misfit}");
    })
    .await;
}
