//! Rows of jobs that are done by intents: claimed once, and begun again only with another intent.

use crate::builders::{bulk_id, intent_id, later, order_id, usd};
use crate::bulk::{begun, job, read, row, to};
use crate::support::{Desk, both};
use model::audit::AuditAction;
use model::bulk::{Bulk, BulkKind, BulkRow, BulkState, RowState, Task};
use model::intents::ResourceLock;
use partnerdesk::server::store::{Counted, RowChange, RowEntry, Started};

fn task(intent: &str) -> Task {
    let target = ResourceLock::Order(order_id("CS1"));
    Task { price: Some(usd("312.4000")), ..Task::new(target, intent_id(intent)) }
}

fn paying(id: &str) -> BulkRow {
    BulkRow { before: None, after: None, task: Some(task("i1")), ..row(id, 1) }
}

/// A running job that pays one order.
async fn running(desk: &Desk, id: &str) {
    let pay = Bulk { kind: BulkKind::Pay, totals: Vec::new(), chosen: Some(1), ..job(id, "u1") };
    desk.store.add_bulk(&pay, &[paying(id)]).await.unwrap();
    let entry = begun(&format!("a-{id}"), AuditAction::BulkPayments);
    let started = desk.store.start_bulk(&bulk_id(id), to(BulkState::Running), &entry, later(1)).await;
    assert_eq!(started.unwrap(), Started::Done);
}

#[tokio::test]
async fn a_row_is_claimed_once_and_only_while_its_job_runs() {
    both(async |desk| {
        running(&desk, "j1").await;
        let row = read(&desk, "j1", 1).await;
        assert_eq!((row.task.clone(), row.commits()), (Some(task("i1")), Some(usd("312.4000"))));
        let move_job = async |from: BulkState, to: BulkState| {
            assert!(desk.store.move_bulk(&bulk_id("j1"), &[from], to, None, later(2)).await.unwrap());
        };
        move_job(BulkState::Running, BulkState::Paused).await;
        assert!(!desk.store.claim_row(&row, later(3)).await.unwrap(), "a paused job sends nothing");
        move_job(BulkState::Paused, BulkState::Running).await;
        assert!(desk.store.claim_row(&row, later(4)).await.unwrap());
        assert!(!desk.store.claim_row(&row, later(4)).await.unwrap());
        assert_eq!(read(&desk, "j1", 1).await.state, RowState::Sent);
        assert!(!desk.store.complete_bulk(&bulk_id("j1"), later(5)).await.unwrap());
        let change = RowChange::at(later(6));
        let done =
            desk.store.move_row(&row, &[RowState::Sent], RowState::Done, &change, RowEntry::OfIntent(None));
        assert!(done.await.unwrap());
        assert!(desk.store.complete_bulk(&bulk_id("j1"), later(7)).await.unwrap());
        assert_eq!(desk.store.undoable_count(&bulk_id("j1")).await.unwrap(), 0, "nobody takes it back");
    })
    .await;
}

#[tokio::test]
async fn a_row_waits_again_with_another_intent_and_never_after_its_job_was_canceled() {
    both(async |desk| {
        running(&desk, "j1").await;
        let row = read(&desk, "j1", 1).await;
        assert!(
            !desk.store.retry_row(&row, &task("i2"), Counted::Yes, later(2)).await.unwrap(),
            "it was not begun"
        );
        assert!(desk.store.claim_row(&row, later(3)).await.unwrap());
        assert!(desk.store.retry_row(&row, &task("i2"), Counted::Yes, later(4)).await.unwrap());
        let again = read(&desk, "j1", 1).await;
        assert_eq!((again.state, again.tries, again.sent_at), (RowState::Waiting, 1, None));
        assert_eq!(again.task, Some(task("i2")));
        // Nothing was asked: that is no try.
        assert!(desk.store.claim_row(&again, later(5)).await.unwrap());
        assert!(desk.store.retry_row(&again, &task("i4"), Counted::No, later(5)).await.unwrap());
        let again = read(&desk, "j1", 1).await;
        assert_eq!((again.state, again.tries), (RowState::Waiting, 1));
        assert!(desk.store.claim_row(&again, later(5)).await.unwrap());
        assert!(
            !desk.store.retry_row(&row, &task("i3"), Counted::Yes, later(6)).await.unwrap(),
            "it has another intent"
        );
        let canceled = BulkState::Cancelled;
        let from = [BulkState::Running];
        assert!(desk.store.move_bulk(&bulk_id("j1"), &from, canceled, None, later(7)).await.unwrap());
        assert!(desk.store.retry_row(&again, &task("i3"), Counted::Yes, later(8)).await.unwrap());
        assert_eq!(read(&desk, "j1", 1).await.state, RowState::Cancelled);
    })
    .await;
}
