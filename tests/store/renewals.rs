//! At most one renewal of a resource at a time.

use crate::make::{audit_id, customer_id, entry, failure, later, order_id, renewal, renewal_id, resource_id};
use crate::support::{ALL, both};
use partnerdesk::model::audit::{Deed, Outcome};
use partnerdesk::model::renewal::{RenewalState, ResourceFailure};
use partnerdesk::server::store::{Completion, Opened, RenewalChange};

fn change(seconds: i64) -> RenewalChange {
    RenewalChange { orders: Vec::new(), failures: Vec::new(), failure: None, at: later(seconds) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn renewals_that_share_a_resource_exclude_each_other() {
    both(async |desk| {
        let tasks = (0..12).map(|number| {
            let store = desk.store.clone();
            tokio::spawn(async move {
                let own = format!("own-{number}");
                // Orders of naming that would deadlock if locks were taken as named.
                let resources = if number % 2 == 0 { ["a", "b", &own] } else { [own.as_str(), "b", "a"] };
                let renewal = renewal(&format!("n{number}"), "c1", &resources);
                let entry = entry(&format!("a{number}"), Deed::Renew, Some("c1"));
                store.open_renewal(&renewal, &entry).await.unwrap()
            })
        });
        let mut opened = Vec::new();
        for task in tasks.collect::<Vec<_>>() {
            opened.push(task.await.unwrap());
        }
        let winner = opened.iter().position(|opened| *opened == Opened::Done).unwrap();
        assert_eq!(opened.iter().filter(|opened| **opened == Opened::Done).count(), 1, "{opened:?}");
        let held = Opened::UnderWay(renewal_id(&format!("n{winner}")));
        assert!(opened.iter().enumerate().all(|(number, opened)| number == winner || *opened == held));
        assert_eq!(desk.store.renewals_of(&ALL, &customer_id("c1"), 50).await.unwrap().len(), 1);

        let apart = renewal("apart", "c1", &["own-free", "own-free"]);
        let opened = desk.store.open_renewal(&apart, &entry("apart", Deed::Renew, None)).await.unwrap();
        assert_eq!(opened, Opened::Done, "named twice is locked once");
    })
    .await;
}

#[tokio::test]
async fn an_end_frees_the_resources_and_an_unknown_outcome_does_not() {
    both(async |desk| {
        let store = &desk.store;
        let first = renewal("n1", "c1", &["a", "b"]);
        store.open_renewal(&first, &entry("a1", Deed::Renew, None)).await.unwrap();
        let unknown = RenewalChange { failure: Some(failure("CBC.99000088")), ..change(5) };
        let from = [RenewalState::Confirmed, RenewalState::Sent];
        assert!(store.move_renewal(&first.id, &from, RenewalState::Unknown, &unknown, None).await.unwrap());
        let second = renewal("n2", "c1", &["b", "c"]);
        let opened = store.open_renewal(&second, &entry("a2", Deed::Renew, None)).await.unwrap();
        assert_eq!(opened, Opened::UnderWay(first.id.clone()));
        assert_eq!(store.open_renewals(9).await.unwrap()[0].1, audit_id("a1"));
        assert_eq!(store.unknown_renewals(&ALL, 9).await.unwrap().len(), 1);

        let settled = RenewalChange {
            orders: vec![order_id("CS7"), order_id("CS8")],
            failures: vec![ResourceFailure { resource: resource_id("b"), failure: failure("CBC.30000010") }],
            ..change(9)
        };
        let id = audit_id("a1");
        let end = Completion { id: &id, outcome: Outcome::Done, code: None, facts: &[], calls: &[] };
        let moved = store.move_renewal(
            &first.id,
            &[RenewalState::Unknown],
            RenewalState::Ordered,
            &settled,
            Some(end),
        );
        assert!(moved.await.unwrap());
        let read = store.renewal(&ALL, &first.id).await.unwrap().unwrap();
        let known = partnerdesk::model::renewal::Renewal {
            state: RenewalState::Ordered,
            orders: settled.orders.clone(),
            failures: settled.failures.clone(),
            failure: unknown.failure.clone(),
            changed_at: later(9),
            ..first.clone()
        };
        assert_eq!(read, known);
        assert_eq!(store.entry_of_renewal(&first.id).await.unwrap(), Some(audit_id("a1")));
        assert_eq!(store.open_renewal(&second, &entry("a2", Deed::Renew, None)).await.unwrap(), Opened::Done);
    })
    .await;
}

#[tokio::test]
async fn what_ended_never_lives_again() {
    both(async |desk| {
        let store = &desk.store;
        let first = renewal("n1", "c1", &["a"]);
        store.open_renewal(&first, &entry("a1", Deed::Renew, None)).await.unwrap();
        let from = [RenewalState::Confirmed];
        assert!(
            store.move_renewal(&first.id, &from, RenewalState::Rejected, &change(1), None).await.unwrap()
        );
        let back = [RenewalState::Rejected];
        assert!(!store.move_renewal(&first.id, &back, RenewalState::Sent, &change(2), None).await.unwrap());
        assert!(
            !store.move_renewal(&first.id, &from, RenewalState::Ordered, &change(2), None).await.unwrap()
        );
        assert_eq!(store.renewal(&ALL, &first.id).await.unwrap().unwrap().state, RenewalState::Rejected);
    })
    .await;
}
