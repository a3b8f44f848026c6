//! Retiring the oldest part of the audit log.

use crate::audit_seals::{act, seal, verified};
use crate::builders::*;
use crate::support::{ALL, Desk, both};
use chain::{Checkpoint, Hash, Retirement};
use model::audit::{AuditAction, AuditEntry, AuditOutcome};
use model::intents::Stage;
use model::lists::ActivityFilter;
use partnerdesk::server::service::audit_proof;
use partnerdesk::server::store::Opened;

/// Everything in the builders is dated at `now`.
fn tomorrow() -> jiff::Timestamp {
    days(1)
}

fn record(id: &str, through: &Checkpoint, rows: u64) -> (Retirement, AuditEntry) {
    let retirement = Retirement {
        checkpoint: through.number,
        hash: through.hash,
        file: Hash::of([7; 32]),
        rows,
        retired_at: days(2).as_second(),
        entry_id: id.to_owned(),
    };
    let entry = AuditEntry {
        facts: retirement.facts(),
        outcome: AuditOutcome::Done,
        opened_at: days(2),
        ..entry(id, AuditAction::RetireAudit, None)
    };
    (retirement, entry)
}

async fn retire(desk: &Desk, id: &str, through: &Checkpoint) -> bool {
    let (retirement, entry) = record(id, through, through.counts.all());
    desk.store.retire(through, &retirement, &entry, tomorrow()).await.unwrap()
}

#[test]
fn the_log_and_the_chain_call_a_retirement_the_same() {
    assert_eq!(AuditAction::RetireAudit.code(), Retirement::DEED);
}

#[tokio::test]
async fn a_retired_part_is_gone_and_its_checkpoint_stands_for_it() {
    both(async |desk| {
        let store = &desk.store;
        act(store, "a1").await;
        act(store, "a2").await;
        let first = seal(store).await.remove(0);
        let young = AuditEntry { opened_at: days(2), ..entry("young", AuditAction::SignIn, None) };
        store.open_entry(&young).await.unwrap();
        seal(store).await;
        assert_eq!(store.retirable(now(), 100).await.unwrap(), None, "nothing is older");
        let through = store.retirable(tomorrow(), 100).await.unwrap().unwrap();
        assert_eq!(through, first, "the young row stays");
        let mut file = Vec::new();
        audit_proof::write(store, Some(&through), now(), &mut file).await.unwrap();

        assert!(retire(&desk, "retired", &through).await);
        let report = verified(store).await;
        assert_eq!((report.base.as_ref(), report.sealed.all()), (Some(&through), 1));
        assert_eq!(report.retirements.len(), 1);
        seal(store).await;
        assert_eq!(
            verified(store).await.sealed.all(),
            3,
            "the young row, and the record with its completion"
        );
        let listed = store.list_entries(&ALL, None, &ActivityFilter::default()).await.unwrap();
        let mut ids: Vec<_> = listed.rows.iter().map(|row| row.entry.id.to_string()).collect();
        ids.sort();
        assert_eq!(ids, ["retired", "young"]);
        let found = ActivityFilter { search: Some("c1".into()), ..ActivityFilter::default() };
        assert_eq!(store.list_entries(&ALL, None, &found).await.unwrap().total, 0, "nor is it found");
        let report = chain::verify_file(file.as_slice(), None).unwrap().unwrap().report;
        assert_eq!((report.sealed.all(), report.last), (6, Some(through.clone())));
        assert!(!retire(&desk, "again", &through).await, "a part is retired once");
        assert_eq!(store.retirable(tomorrow(), 100).await.unwrap(), None);

        for sql in ["DELETE FROM audit_entries", "DELETE FROM audit_seals", "DELETE FROM audit_retirements"] {
            assert!(desk.at_the_prompt(sql).await.is_err(), "{sql}: what is not retired stays");
        }
    })
    .await;
}

#[tokio::test]
async fn parts_are_retired_one_after_the_other() {
    both(async |desk| {
        let store = &desk.store;
        let mut parts = Vec::new();
        for id in ["a1", "a2", "a3"] {
            act(store, id).await;
            parts.extend(seal(store).await);
        }
        let through = store.retirable(tomorrow(), 4).await.unwrap().unwrap();
        assert_eq!(through, parts[0], "no more rows at a time than was asked for");
        assert!(retire(&desk, "r1", &through).await);
        let through = store.retirable(tomorrow(), 100).await.unwrap().unwrap();
        assert_eq!(through, parts[2]);
        let mut file = Vec::new();
        audit_proof::write(store, Some(&through), now(), &mut file).await.unwrap();
        let report = chain::verify_file(file.as_slice(), None).unwrap().unwrap().report;
        assert_eq!((report.base.as_ref(), report.sealed.all()), (Some(&parts[0]), 6));
        assert!(retire(&desk, "r2", &through).await);
        seal(store).await;
        let report = verified(store).await;
        assert_eq!((report.base, report.retirements.len()), (Some(through), 2));
    })
    .await;
}

/// An entry to which something may still be added keeps everything from its checkpoint on.
#[tokio::test]
async fn what_is_still_open_stays() {
    both(async |desk| {
        let store = &desk.store;
        act(store, "a1").await;
        let first = seal(store).await.remove(0);
        let (intent, opened) = (payment("p1", "CS1", "c1"), entry("a-p1", AuditAction::Pay, Some("c1")));
        assert_eq!(store.open_intent(&intent, &opened).await.unwrap(), Opened::Done);
        act(store, "a2").await;
        let second = seal(store).await.remove(0);
        assert_eq!(
            store.retirable(tomorrow(), 100).await.unwrap(),
            Some(first.clone()),
            "the payment is open"
        );
        assert!(!retire(&desk, "too-much", &second).await);
        bring(store, &intent, Stage::Done).await;
        assert_eq!(store.retirable(tomorrow(), 100).await.unwrap(), Some(second.clone()));
        let done = AuditOutcome::Done;
        store.complete_entry(&audit_id("a-p1"), done, None, &[], &[], later(9)).await.unwrap();
        assert_eq!(store.retirable(tomorrow(), 100).await.unwrap(), Some(first), "a row waits to be sealed");
        let third = seal(store).await.remove(0);
        assert_eq!(
            store.retirable(tomorrow(), 100).await.unwrap(),
            Some(third.clone()),
            "whole entries only"
        );
        assert!(
            !desk
                .store
                .retire(&second, &record("r", &second, 1).0, &record("r", &second, 1).1, tomorrow())
                .await
                .unwrap()
        );
        assert!(retire(&desk, "r3", &third).await);
        verified(store).await;
        let listed = store.all_intents_of(&ALL, &customer_id("c1"), 10).await.unwrap();
        let listed: Vec<_> = listed.iter().map(|row| (row.action, row.subject.as_deref())).collect();
        assert_eq!(listed, [(AuditAction::Pay, Some("CS1"))], "the payment is still listed");
    })
    .await;
}
