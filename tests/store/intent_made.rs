//! An order belongs to one renewal: the first that finds or reports it.

use crate::builders::{bring, entry, later, order_id, renewal, step};
use crate::support::{ALL, both};
use model::audit::AuditAction;
use model::intents::{Actor, ResourceLock, Stage};
use model::renewals::{Renew, Renewal};
use partnerdesk::server::store::{Move, Opened, Store};

/// A renewal with a lost answer.
async fn lost(store: &Store, id: &str, resource: &str) -> Renewal {
    let lost = renewal(id, "c1", &[resource]);
    let opened = store.open_intent(&lost, &entry(&format!("a-{id}"), AuditAction::Renew, Some("c1"))).await;
    assert_eq!(opened.unwrap(), Opened::Done);
    bring(store, &lost, Stage::Unknown).await;
    lost
}

/// Ends a renewal with an order.
async fn made(store: &Store, renewal: &Renewal, order: &str, by: Actor) -> bool {
    let end = if by == Actor::Person { Stage::ConfirmedDone } else { Stage::Done };
    let from = if by == Actor::Service { Stage::Sent } else { Stage::Unknown };
    let what = Renew { orders: vec![order_id(order)], ..renewal.what.clone() };
    let (from, through) = ([from], [end]);
    let ends = Move { what: Some(&what), at: later(9), ..step(&renewal.id, &from, &through, by) };
    store.move_intent(&ends).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_ten_renewals_one_has_made_an_order() {
    both(async |desk| {
        let mut tasks = Vec::new();
        for number in 0..10 {
            let lost = lost(&desk.store, &format!("n{number}"), &format!("r{number}")).await;
            let by = if number % 2 == 0 { Actor::Janitor } else { Actor::Person };
            // Order ids are case-insensitive.
            let order = if number % 3 == 0 { "CS100" } else { "cs100" };
            let store = desk.store.clone();
            tasks.push(tokio::spawn(async move { made(&store, &lost, order, by).await }));
        }
        let mut won = 0;
        for task in tasks {
            won += usize::from(task.await.unwrap());
        }
        assert_eq!(won, 1);
        let stages = [Stage::Unknown, Stage::Done, Stage::ConfirmedDone];
        let all: Vec<Renewal> = desk.store.intents_in(&ALL, &stages, 100).await.unwrap();
        let open: Vec<_> = all.iter().filter(|renewal| renewal.stage == Stage::Unknown).collect();
        assert_eq!(open.len(), 9);
        assert!(open.iter().all(|renewal| renewal.what.orders.is_empty()), "{open:?}");
        let about = ResourceLock::Made(order_id("Cs100"));
        let maker: Vec<Renewal> = desk.store.intents_about(&ALL, &about).await.unwrap();
        assert_eq!(maker.len(), 1, "only the one that ended so is about it");
        assert!(made(&desk.store, open[0], "CS200", Actor::Janitor).await, "another order is free");
    })
    .await;
}

#[tokio::test]
async fn what_the_partner_answered_stands_whoever_took_the_order_before() {
    both(async |desk| {
        let first = lost(&desk.store, "n1", "r1").await;
        assert!(made(&desk.store, &first, "CS100", Actor::Janitor).await);
        let second = renewal("n2", "c1", &["r2"]);
        desk.store.open_intent(&second, &entry("a-n2", AuditAction::Renew, Some("c1"))).await.unwrap();
        bring(&desk.store, &second, Stage::Sent).await;
        assert!(made(&desk.store, &second, "CS100", Actor::Service).await);
    })
    .await;
}
