//! At most one intent holds a lock at a time; and the steps of intents.

use crate::builders::{
    audit_id, bring, call, customer_id, entry, failure, intent_id, later, now, order_id, payment, renewal,
    resource_id, step,
};
use crate::support::{ALL, all, both};
use model::audit::{AuditAction, AuditOutcome};
use model::intents::{Actor, IntentKind, IntentRef, ResourceLock, Stage};
use model::orders::OrderStatus;
use model::payments::{PayOrder, Payment};
use model::renewals::{Renew, ResourceFailure};
use partnerdesk::server::store::{Completion, Move, Opened};

fn lock_held_by(id: &str, kind: IntentKind, stage: Stage) -> Opened {
    Opened::UnderWay(IntentRef { id: intent_id(id), kind, stage })
}

fn order(id: &str) -> ResourceLock {
    ResourceLock::Order(order_id(id))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_at_once_one_is_opened() {
    both(async |desk| {
        let tasks = (0..20).map(|number| {
            let store = desk.store.clone();
            tokio::spawn(async move {
                // Order ids are case-insensitive.
                let order = if number % 2 == 0 { "CS100" } else { "cs100" };
                let payment = payment(&format!("p{number}"), order, "c1");
                let entry = entry(&format!("a{number}"), AuditAction::Pay, Some("c1"));
                store.open_intent(&payment, &entry).await.unwrap()
            })
        });
        let opened = all(tasks).await;
        let winner = opened.iter().position(|opened| *opened == Opened::Done).unwrap();
        let other = lock_held_by(&format!("p{winner}"), IntentKind::Pay, Stage::Drafted);
        for (number, opened) in opened.iter().enumerate() {
            assert_eq!(*opened, if number == winner { Opened::Done } else { other.clone() });
        }
        let about: Vec<Payment> = desk.store.intents_about(&ALL, &order("CS100")).await.unwrap();
        assert_eq!(about.len(), 1);
        let entries = desk.store.list_entries(&ALL, None, &Default::default()).await.unwrap();
        assert_eq!(entries.total, 1, "the ones that were not opened left nothing in the log");
        assert_eq!(entries.rows[0].entry.id, audit_id(&format!("a{winner}")));
    })
    .await;
}

#[tokio::test]
async fn an_order_can_be_paid_anew_when_nothing_lives_or_has_paid_it() {
    both(async |desk| {
        let ends = [
            (Stage::Void, true),
            (Stage::Rejected, true),
            (Stage::ConfirmedNotDone, true),
            (Stage::Drafted, false),
            (Stage::Sent, false),
            (Stage::Unknown, false),
            (Stage::Done, false),
        ];
        for (number, (end, free)) in ends.into_iter().enumerate() {
            let cs = format!("CS{number}");
            let [first, second] = ["f", "s"].map(|which| payment(&format!("{which}{number}"), &cs, "c1"));
            let [a, b] = ["af", "as"].map(|which| entry(&format!("{which}{number}"), AuditAction::Pay, None));
            assert_eq!(desk.store.open_intent(&first, &a).await.unwrap(), Opened::Done);
            bring(&desk.store, &first, end).await;
            let again = desk.store.open_intent(&second, &b).await.unwrap();
            let standing = lock_held_by(first.id.as_str(), IntentKind::Pay, end);
            assert_eq!(again, if free { Opened::Done } else { standing }, "{end:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_payment_reads_back_digit_for_digit_through_its_life() {
    both(async |desk| {
        let store = &desk.store;
        let mut known = payment("p1", "CS1", "c1");
        known.next_check_at = Some(later(120));
        store.open_intent(&known, &entry("a1", AuditAction::Pay, Some("c1"))).await.unwrap();
        let id = known.id.clone();
        assert_eq!(store.intent(&ALL, &id).await.unwrap(), Some(known.clone()));
        assert_eq!(known.what.amount.amount.to_string(), "312.4000");

        let through = [Stage::Quoted, Stage::Confirmed, Stage::Sent];
        let sending = Move {
            next_check_at: Some(later(121)),
            ..step::<PayOrder>(&id, &[Stage::Drafted], &through, Actor::Service)
        };
        assert!(store.move_intent(&sending).await.unwrap());
        known = Payment {
            stage: Stage::Sent,
            quoted_at: Some(later(1)),
            sent_at: Some(later(1)),
            next_check_at: Some(later(121)),
            revision: 1,
            ..known
        };
        assert_eq!(store.intent(&ALL, &id).await.unwrap(), Some(known.clone()));

        let calls = [call("PayOrders", None)];
        let end = [Completion {
            id: &audit_id("a1"),
            outcome: AuditOutcome::Unknown,
            code: Some("CBC.0999"),
            facts: &[("after".into(), "unknown".into())],
            calls: &calls,
        }];
        let said = failure("CBC.0999");
        let unclear = Move {
            at: later(2),
            failure: Some(&said),
            next_check_at: Some(later(12)),
            completions: &end,
            ..step::<PayOrder>(&id, &[Stage::Sent], &[Stage::Unknown], Actor::Service)
        };
        assert!(store.move_intent(&unclear).await.unwrap());
        known = Payment {
            stage: Stage::Unknown,
            failure: Some(failure("CBC.0999")),
            next_check_at: Some(later(12)),
            revision: 2,
            ..known
        };
        assert_eq!(store.intent(&ALL, &id).await.unwrap(), Some(known.clone()));
        assert_eq!(store.intents_in(&ALL, &[Stage::Unknown], 10).await.unwrap(), [known.clone()]);
        assert_eq!(store.entry_of_intent(&id).await.unwrap(), Some(audit_id("a1")));
        assert_eq!(store.calls_of(&audit_id("a1")).await.unwrap(), calls);
        assert!(store.due_intents(later(11), 10).await.unwrap().is_empty());
        let due = IntentRef { id: id.clone(), kind: IntentKind::Pay, stage: Stage::Unknown };
        assert_eq!(store.due_intents(later(12), 10).await.unwrap(), [due]);

        let what = PayOrder { order_status: Some(OrderStatus::PendingPayment), ..known.what.clone() };
        store.record_check(&known, &what, later(60), later(80)).await.unwrap();
        known = Payment {
            what,
            checks: 1,
            checked_at: Some(later(60)),
            next_check_at: Some(later(80)),
            revision: 3,
            ..known
        };
        assert_eq!(store.intent(&ALL, &id).await.unwrap(), Some(known.clone()));

        let what = PayOrder { order_status: Some(OrderStatus::Completed), ..known.what.clone() };
        let settlement = entry("a2", AuditAction::ReconcilePayment, Some("c1"));
        let read = Move {
            actor: "janitor",
            at: later(90),
            what: Some(&what),
            checked: true,
            entry: Some(&settlement),
            ..step(&id, &[Stage::Unknown], &[Stage::Done], Actor::Janitor)
        };
        assert!(store.move_intent(&read).await.unwrap());
        known = Payment {
            what,
            stage: Stage::Done,
            checks: 2,
            checked_at: Some(later(90)),
            next_check_at: None,
            settled_at: Some(later(90)),
            revision: 4,
            ..known
        };
        assert_eq!(store.intent(&ALL, &id).await.unwrap(), Some(known));
        assert!(store.due_intents(later(9_000), 10).await.unwrap().is_empty());
        assert!(store.entry(&ALL, None, &audit_id("a2")).await.unwrap().is_some());
        let history = store.steps_of(&id).await.unwrap();
        let stages: Vec<_> = history.iter().map(|step| (step.stage, step.by)).collect();
        let service = [Stage::Drafted, Stage::Quoted, Stage::Confirmed, Stage::Sent, Stage::Unknown];
        let expected = service.map(|stage| (stage, Actor::Service)).into_iter();
        assert_eq!(stages, expected.chain([(Stage::Done, Actor::Janitor)]).collect::<Vec<_>>());
        assert_eq!((history[5].actor.as_str(), history[5].at), ("janitor", later(90)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_ten_moves_from_one_stage_one_counts() {
    both(async |desk| {
        let first = payment("p1", "CS1", "c1");
        desk.store.open_intent(&first, &entry("a1", AuditAction::Pay, None)).await.unwrap();
        let tasks = (0..10).map(|_| {
            let store = desk.store.clone();
            tokio::spawn(async move {
                let (id, audit, calls) =
                    (intent_id("p1"), audit_id("a1"), [call("ShowCustomerOrderDetails", Some(200))]);
                let end = [Completion {
                    id: &audit,
                    outcome: AuditOutcome::Done,
                    code: None,
                    facts: &[],
                    calls: &calls,
                }];
                let step = Move {
                    completions: &end,
                    ..step::<PayOrder>(&id, &[Stage::Drafted], &[Stage::Quoted], Actor::Service)
                };
                store.move_intent(&step).await.unwrap()
            })
        });
        let moved = all(tasks).await.into_iter().filter(|moved| *moved).count();
        assert_eq!(moved, 1);
        assert_eq!(desk.store.calls_of(&audit_id("a1")).await.unwrap().len(), 1, "the losers wrote nothing");
        assert_eq!(desk.store.steps_of(&first.id).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn nobody_moves_what_is_not_theirs_to_move() {
    both(async |desk| {
        let store = &desk.store;
        let first = payment("p1", "CS1", "c1");
        store.open_intent(&first, &entry("a1", AuditAction::Pay, None)).await.unwrap();
        let refused: [(&[Stage], &[Stage], Actor); 6] = [
            (&[Stage::Drafted], &[Stage::Sent], Actor::Service),
            (&[Stage::Drafted], &[Stage::Confirmed, Stage::Sent], Actor::Service),
            (&[Stage::Drafted], &[Stage::Quoted, Stage::Sent], Actor::Service),
            (&[Stage::Drafted], &[Stage::Quoted], Actor::Janitor),
            (&[Stage::Drafted], &[Stage::ConfirmedDone], Actor::Person),
            (&[], &[Stage::Quoted], Actor::Service),
        ];
        for (from, through, by) in refused {
            let step = step::<PayOrder>(&first.id, from, through, by);
            assert!(!store.move_intent(&step).await.unwrap(), "{by:?} {through:?}");
        }
        let renewals = step::<Renew>(&first.id, &[Stage::Drafted], &[Stage::Quoted], Actor::Service);
        assert!(!store.move_intent(&renewals).await.unwrap(), "a payment is no renewal");
        bring(store, &first, Stage::Rejected).await;
        let back = step::<PayOrder>(&first.id, &[Stage::Rejected], &[Stage::Sent], Actor::Service);
        assert!(!store.move_intent(&back).await.unwrap(), "what ended never lives again");
        assert_eq!(store.intent::<PayOrder>(&ALL, &first.id).await.unwrap().unwrap().stage, Stage::Rejected);
    })
    .await;
}

#[tokio::test]
async fn when_the_log_cannot_be_written_nothing_is() {
    both(async |desk| {
        let store = &desk.store;
        let taken = entry("a1", AuditAction::SignIn, None);
        store.open_entry(&taken).await.unwrap();
        assert!(store.open_intent(&payment("p1", "CS1", "c1"), &taken).await.is_err());
        assert_eq!(store.holder([&order("CS1")]).await.unwrap(), None);

        let second = payment("p2", "CS1", "c1");
        let opened = store.open_intent(&second, &entry("a2", AuditAction::Pay, None)).await;
        assert_eq!(opened.unwrap(), Opened::Done);
        let nobody = audit_id("nobody");
        let end =
            [Completion { id: &nobody, outcome: AuditOutcome::Done, code: None, facts: &[], calls: &[] }];
        let from = [Stage::Drafted];
        let step = Move {
            completions: &end,
            ..step::<PayOrder>(&second.id, &from, &[Stage::Quoted], Actor::Service)
        };
        assert!(store.move_intent(&step).await.is_err());
        let still: Payment = store.intent(&ALL, &second.id).await.unwrap().unwrap();
        assert_eq!((still.stage, still.created_at), (Stage::Drafted, now()));
        assert_eq!(store.steps_of(&second.id).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn payments_of_an_order_stand_newest_first() {
    both(async |desk| {
        for number in 0..3 {
            let payment = payment(&format!("p{number}"), "CS1", "c1");
            desk.store
                .open_intent(&payment, &entry(&format!("a{number}"), AuditAction::Pay, None))
                .await
                .unwrap();
            bring(&desk.store, &payment, Stage::Rejected).await;
        }
        let found: Vec<Payment> = desk.store.intents_about(&ALL, &order("cs1")).await.unwrap();
        let ids: Vec<_> = found.iter().map(|payment| payment.id.as_str()).collect();
        assert_eq!(ids, ["p2", "p1", "p0"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn renewals_that_share_a_resource_exclude_each_other() {
    both(async |desk| {
        let tasks = (0..12).map(|number| {
            let store = desk.store.clone();
            tokio::spawn(async move {
                let own = format!("own-{number}");
                // Orders that would deadlock if locks were taken in the given order.
                let resources = if number % 2 == 0 { ["a", "b", &own] } else { [own.as_str(), "b", "a"] };
                let renewal = renewal(&format!("n{number}"), "c1", &resources);
                let entry = entry(&format!("a{number}"), AuditAction::Renew, Some("c1"));
                store.open_intent(&renewal, &entry).await.unwrap()
            })
        });
        let opened = all(tasks).await;
        let winner = opened.iter().position(|opened| *opened == Opened::Done).unwrap();
        assert_eq!(opened.iter().filter(|opened| **opened == Opened::Done).count(), 1, "{opened:?}");
        let other = lock_held_by(&format!("n{winner}"), IntentKind::Renew, Stage::Drafted);
        assert!(opened.iter().enumerate().all(|(number, opened)| number == winner || *opened == other));
        assert_eq!(desk.store.intents_of::<Renew>(&ALL, &customer_id("c1"), 50).await.unwrap().len(), 1);

        let apart = renewal("apart", "c1", &["own-free", "own-free"]);
        let opened = desk.store.open_intent(&apart, &entry("apart", AuditAction::Renew, None)).await.unwrap();
        assert_eq!(opened, Opened::Done, "named twice is held once");
    })
    .await;
}

#[tokio::test]
async fn a_renewal_holds_what_it_renewed_until_it_is_let_go() {
    both(async |desk| {
        let store = &desk.store;
        let mut first = renewal("n1", "c1", &["a", "b"]);
        store.open_intent(&first, &entry("a1", AuditAction::Renew, None)).await.unwrap();
        bring(store, &first, Stage::Unknown).await;
        let second = renewal("n2", "c1", &["a", "c"]);
        let again =
            async |id: &str| store.open_intent(&second, &entry(id, AuditAction::Renew, None)).await.unwrap();
        assert_eq!(again("a2").await, lock_held_by("n1", IntentKind::Renew, Stage::Unknown));

        first.what.orders = vec![order_id("CS7"), order_id("CS8")];
        first.what.failures =
            vec![ResourceFailure { resource: resource_id("b"), failure: failure("CBC.30000010") }];
        let found = Move {
            what: Some(&first.what),
            ..step(&first.id, &[Stage::Unknown], &[Stage::Done], Actor::Janitor)
        };
        assert!(store.move_intent(&found).await.unwrap());
        let read = store.intent::<Renew>(&ALL, &first.id).await.unwrap().unwrap();
        assert_eq!((read.what, read.stage), (first.what.clone(), Stage::Done));
        assert_eq!(
            again("a3").await,
            lock_held_by("n1", IntentKind::Renew, Stage::Done),
            "its order is not paid yet"
        );
        let left_out = renewal("n3", "c1", &["b"]);
        let opened = store.open_intent(&left_out, &entry("a4", AuditAction::Renew, None)).await.unwrap();
        assert_eq!(opened, Opened::Done, "what the partner left out is free at once");

        store.release_intent(&first.id).await.unwrap();
        assert_eq!(again("a5").await, Opened::Done);
    })
    .await;
}
