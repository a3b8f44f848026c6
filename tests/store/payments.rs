//! At most one payment of an order at a time, and its steps.

use crate::make::{audit_id, call, entry, failure, later, now, order_id, payment, payment_id};
use crate::support::{ALL, both};
use partnerdesk::model::audit::{Deed, Outcome};
use partnerdesk::model::order::OrderStatus;
use partnerdesk::model::payment::PaymentState;
use partnerdesk::server::store::{Completion, Opened, PaymentChange};

fn change(seconds: i64) -> PaymentChange {
    PaymentChange { failure: None, order_status: None, at: later(seconds) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_at_once_one_is_opened() {
    both(async |desk| {
        let tasks = (0..20).map(|number| {
            let store = desk.store.clone();
            tokio::spawn(async move {
                // The case of an order id does not make another order.
                let order = if number % 2 == 0 { "CS100" } else { "cs100" };
                let payment = payment(&format!("p{number}"), order, "c1");
                let entry = entry(&format!("a{number}"), Deed::Pay, Some("c1"));
                store.open_payment(&payment, &entry).await.unwrap()
            })
        });
        let mut opened = Vec::new();
        for (number, task) in tasks.collect::<Vec<_>>().into_iter().enumerate() {
            opened.push((number, task.await.unwrap()));
        }
        let done: Vec<_> = opened.iter().filter(|(_, opened)| *opened == Opened::Done).collect();
        assert_eq!(done.len(), 1, "{opened:?}");
        let winner = payment_id(&format!("p{}", done[0].0));
        for (number, opened) in &opened {
            assert!(*number == done[0].0 || *opened == Opened::UnderWay(winner.clone()), "{opened:?}");
        }
        assert_eq!(desk.store.payments_of_order(&ALL, &order_id("CS100")).await.unwrap().len(), 1);
        let entries = desk.store.list_entries(&ALL, None, &Default::default()).await.unwrap();
        assert_eq!(entries.total, 1, "the ones that were not opened left nothing in the log");
        assert_eq!(entries.rows[0].entry.id, audit_id(&format!("a{}", done[0].0)));
    })
    .await;
}

#[tokio::test]
async fn an_order_can_be_paid_anew_when_no_payment_lives_or_has_paid_it() {
    both(async |desk| {
        let ends = [
            (PaymentState::Rejected, true),
            (PaymentState::NotPaid, true),
            (PaymentState::Paid, false),
            (PaymentState::Unknown, false),
            (PaymentState::Sent, false),
        ];
        for (number, (end, free)) in ends.into_iter().enumerate() {
            let order = format!("CS{number}");
            let (first, second) =
                (payment(&format!("f{number}"), &order, "c1"), payment(&format!("s{number}"), &order, "c1"));
            let entries =
                [format!("af{number}"), format!("as{number}")].map(|id| entry(&id, Deed::Pay, None));
            assert_eq!(desk.store.open_payment(&first, &entries[0]).await.unwrap(), Opened::Done);
            let from = [PaymentState::Confirmed];
            assert!(desk.store.move_payment(&first.id, &from, end, &change(1), None).await.unwrap());
            let again = desk.store.open_payment(&second, &entries[1]).await.unwrap();
            let expected = if free { Opened::Done } else { Opened::UnderWay(first.id.clone()) };
            assert_eq!(again, expected, "{end:?}");
            let live = desk.store.live_payment(&first.order).await.unwrap().map(|payment| payment.id);
            let standing = if free { second.id } else { first.id };
            assert_eq!(live, Some(standing).filter(|_| end != PaymentState::Paid));
        }
    })
    .await;
}

#[tokio::test]
async fn a_payment_reads_back_digit_for_digit_through_its_life() {
    both(async |desk| {
        let store = &desk.store;
        let mut known = payment("p1", "CS1", "c1");
        store.open_payment(&known, &entry("a1", Deed::Pay, Some("c1"))).await.unwrap();
        let id = known.id.clone();
        assert_eq!(store.payment(&ALL, &id).await.unwrap(), Some(known.clone()));
        assert_eq!(known.amount.amount.to_string(), "312.4000");

        assert!(
            store
                .move_payment(&id, &[PaymentState::Confirmed], PaymentState::Sent, &change(1), None)
                .await
                .unwrap()
        );
        (known.state, known.sent_at) = (PaymentState::Sent, Some(later(1)));
        assert_eq!(store.payment(&ALL, &id).await.unwrap(), Some(known.clone()));

        let unclear = PaymentChange { failure: Some(failure("CBC.0999")), ..change(2) };
        let calls = [call("PayOrders", None)];
        let end = Completion {
            id: &audit_id("a1"),
            outcome: Outcome::Unknown,
            code: Some("CBC.0999"),
            facts: &[("after".into(), "unknown".into())],
            calls: &calls,
        };
        assert!(
            store
                .move_payment(&id, &[PaymentState::Sent], PaymentState::Unknown, &unclear, Some(end))
                .await
                .unwrap()
        );
        (known.state, known.failure) = (PaymentState::Unknown, Some(failure("CBC.0999")));
        assert_eq!(store.payment(&ALL, &id).await.unwrap(), Some(known.clone()));
        assert_eq!(store.unknown_payments(&ALL, 10).await.unwrap(), [known.clone()]);
        assert_eq!(store.entry_of_payment(&id).await.unwrap(), Some(audit_id("a1")));
        assert_eq!(store.calls_of(&audit_id("a1")).await.unwrap(), calls);

        store.checked_payment(&id, OrderStatus::PendingPayment, later(60)).await.unwrap();
        (known.order_status, known.checked_at) = (Some(OrderStatus::PendingPayment), Some(later(60)));
        assert_eq!(store.open_payments(10).await.unwrap(), [(known.clone(), audit_id("a1"))]);

        let read = PaymentChange { order_status: Some(OrderStatus::Completed), ..change(90) };
        assert!(
            store.move_payment(&id, &[PaymentState::Unknown], PaymentState::Paid, &read, None).await.unwrap()
        );
        known = partnerdesk::model::payment::Payment {
            state: PaymentState::Paid,
            order_status: Some(OrderStatus::Completed),
            checked_at: Some(later(90)),
            settled_at: Some(later(90)),
            ..known
        };
        assert_eq!(store.payment(&ALL, &id).await.unwrap(), Some(known));
        assert!(store.open_payments(10).await.unwrap().is_empty());
        assert!(store.unknown_payments(&ALL, 10).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_ten_moves_from_one_state_one_counts() {
    both(async |desk| {
        let first = payment("p1", "CS1", "c1");
        desk.store.open_payment(&first, &entry("a1", Deed::Pay, None)).await.unwrap();
        let tasks = (0..10).map(|_| {
            let store = desk.store.clone();
            tokio::spawn(async move {
                let id = payment_id("p1");
                let audit = audit_id("a1");
                let end = Completion {
                    id: &audit,
                    outcome: Outcome::Done,
                    code: None,
                    facts: &[],
                    calls: &[call("PayOrders", Some(204))],
                };
                let from = [PaymentState::Confirmed];
                store.move_payment(&id, &from, PaymentState::Sent, &change(1), Some(end)).await.unwrap()
            })
        });
        let mut moved = 0;
        for task in tasks.collect::<Vec<_>>() {
            moved += u32::from(task.await.unwrap());
        }
        assert_eq!(moved, 1);
        assert_eq!(desk.store.calls_of(&audit_id("a1")).await.unwrap().len(), 1, "the losers wrote nothing");
        let id = payment_id("p1");
        let gone = desk.store.move_payment(&id, &[], PaymentState::Paid, &change(1), None).await.unwrap();
        assert!(!gone, "from no state nothing moves");
    })
    .await;
}

#[tokio::test]
async fn when_the_log_cannot_be_written_nothing_is() {
    both(async |desk| {
        let taken = entry("a1", Deed::SignIn, None);
        desk.store.open_entry(&taken).await.unwrap();
        let refused = desk.store.open_payment(&payment("p1", "CS1", "c1"), &taken).await;
        assert!(refused.is_err());
        assert_eq!(desk.store.live_payment(&order_id("CS1")).await.unwrap(), None);

        let opened =
            desk.store.open_payment(&payment("p2", "CS1", "c1"), &entry("a2", Deed::Pay, None)).await;
        assert_eq!(opened.unwrap(), Opened::Done);
        let nobody = audit_id("nobody");
        let end = Completion { id: &nobody, outcome: Outcome::Done, code: None, facts: &[], calls: &[] };
        let from = [PaymentState::Confirmed];
        let moved = desk
            .store
            .move_payment(&payment_id("p2"), &from, PaymentState::Paid, &change(1), Some(end))
            .await;
        assert!(moved.is_err());
        let still = desk.store.payment(&ALL, &payment_id("p2")).await.unwrap().unwrap();
        assert_eq!((still.state, still.created_at), (PaymentState::Confirmed, now()));
    })
    .await;
}

#[tokio::test]
async fn payments_of_an_order_stand_newest_first() {
    both(async |desk| {
        for number in 0..3 {
            let payment = payment(&format!("p{number}"), "CS1", "c1");
            desk.store.open_payment(&payment, &entry(&format!("a{number}"), Deed::Pay, None)).await.unwrap();
            let from = [PaymentState::Confirmed];
            desk.store
                .move_payment(&payment.id, &from, PaymentState::Rejected, &change(1), None)
                .await
                .unwrap();
        }
        let ids: Vec<_> = desk.store.payments_of_order(&ALL, &order_id("cs1")).await.unwrap();
        let ids: Vec<_> = ids.iter().map(|payment| payment.id.as_str()).collect();
        assert_eq!(ids, ["p2", "p1", "p0"]);
    })
    .await;
}
