//! Migration 0004 moves payments and renewals to the common state machine. The old rows are written
//! here as the desk of that time wrote them.

use crate::builders::*;
use crate::support::{ALL, Desk, bare};
use model::audit::{AuditAction, AuditOutcome};
use model::error::{Fault, PartnerFailure};
use model::intents::{Actor, IntentKind, IntentRef, ResourceLock, Stage, Step};
use model::money::{Currency, Money};
use model::orders::OrderStatus;
use model::payments::{PayOrder, Payment};
use model::renewals::{Period, Renew, Renewal, ResourceFailure};
use partnerdesk::server::store::{Move, Opened};

/// The last migration before intents.
const BEFORE: i64 = 3;

/// 2026-11-23 08:00:00 UTC, as the rows below have it.
const BEGUN: i64 = 1_795_420_800;

/// Three payments of CS1, the last of which paid; the others are one per state.
const PAYMENTS: &str = r#"
INSERT INTO payments (id, order_id, order_key, customer_id, amount, currency, state, order_status, failure,
  created_by, created_at, sent_at, checked_at, settled_at, audit_id) VALUES
('p1', 'CS1', 'cs1', 'c1', '312.4000', 'USD', 'rejected', NULL,
  '{"operation":"PayOrders","code":"CBC.99003105","message":"no money","status":400,"request_id":"r-7","fault":"Ours","unclear":false}',
  'mia', 1795420801, 1795420802, NULL, 1795420803, 'a-p1'),
('p2', 'cs1', 'cs1', 'c1', '312.4000', 'USD', 'not-paid', 6, NULL,
  'manager', 1795420810, 1795420811, 1795420812, 1795420812, 'a-p2'),
('p3', 'CS1', 'cs1', 'c1', '0.10', 'EUR', 'paid', 5, NULL,
  'manager', 1795420820, 1795420821, 1795420822, 1795420822, 'a-p3'),
('p4', 'CS4', 'cs4', 'c1', '1', 'USD', 'confirmed', NULL, NULL,
  'manager', 1795420830, NULL, NULL, NULL, 'a-p4'),
('p5', 'CS5', 'cs5', 'c2', '99999999999999.99999999', 'USD', 'sent', NULL, NULL,
  'manager', 1795420840, 1795420841, NULL, NULL, 'a-p5'),
('p6', 'CS6', 'cs6', 'c2', '7.00', 'USD', 'unknown', 6,
  '{"operation":"PayOrders","code":"CBC.0999","message":"it said \"so\", 再试","status":500,"request_id":null,"fault":"Unclear","unclear":true}',
  'manager', 1795420850, 1795420851, 1795420852, NULL, 'a-p6')"#;

/// One per state; open ones lock their resources.
const RENEWALS: &str = r#"
INSERT INTO renewals (id, customer_id, resources, period, amount, currency, state, orders, failures, failure,
  created_by, created_at, changed_at, audit_id) VALUES
('n1', 'c1', '["r1","r2","r3"]', '{"Years":1}', '1200.50', 'USD', 'ordered', '["CS7","CS8"]',
  '[{"resource":"r3","failure":{"operation":"RenewalResources","code":"CBC.30000010","message":null,"status":400,"request_id":null,"fault":"Ours","unclear":false}}]',
  NULL, 'mia', 1795420860, 1795420861, 'a-n1'),
('n2', 'c1', '["r4"]', '{"Months":3}', '30.000', 'USD', 'rejected', '[]', '[]',
  '{"operation":"RenewalResources","code":"CBC.99003105","message":"no money","status":400,"request_id":"r-7","fault":"Ours","unclear":false}',
  'manager', 1795420870, 1795420871, 'a-n2'),
('n3', 'c1', '["r5","r6"]', '{"Months":9}', '0.01', 'EUR', 'unknown', '[]', '[]',
  '{"operation":"RenewalResources","code":null,"message":null,"status":null,"request_id":null,"fault":"Unclear","unclear":true}',
  'manager', 1795420880, 1795420881, 'a-n3'),
('n4', 'c2', '["r7"]', '{"Years":3}', '9.99', 'USD', 'sent', '[]', '[]', NULL,
  'manager', 1795420890, 1795420891, 'a-n4'),
('n5', 'c2', '["r8"]', '{"Months":1}', '9.99', 'USD', 'confirmed', '[]', '[]', NULL,
  'manager', 1795420900, 1795420900, 'a-n5')"#;

const LOCKS: &str = "INSERT INTO renewal_locks (resource_id, renewal_id) VALUES
('r5', 'n3'), ('r6', 'n3'), ('r7', 'n4'), ('r8', 'n5')";

const OLD_IDS: [&str; 11] = ["p1", "p2", "p3", "p4", "p5", "p6", "n1", "n2", "n3", "n4", "n5"];

/// Migrates a database of that time.
async fn migrate_all(desk: &Desk) {
    desk.migrate_to(BEFORE).await;
    for id in OLD_IDS {
        let action = if id.starts_with('p') { AuditAction::Pay } else { AuditAction::Renew };
        desk.old_entry(&format!("a-{id}"), action, Some(id)).await;
    }
    let call = [call("PayOrders", None)];
    desk.store
        .complete_entry(&audit_id("a-p6"), AuditOutcome::Unknown, None, &[], &call, now())
        .await
        .unwrap();
    for rows in [PAYMENTS, RENEWALS, LOCKS] {
        desk.at_the_prompt(rows).await.unwrap();
    }
    desk.store.migrate().await.unwrap();
}

fn second(count: i64) -> Option<jiff::Timestamp> {
    Some(jiff::Timestamp::from_second(BEGUN + count).unwrap())
}

fn failure_of(
    operation: &str,
    code: Option<&str>,
    status: Option<u16>,
    message: Option<&str>,
) -> PartnerFailure {
    let unclear = status.is_none_or(|status| status >= 500);
    PartnerFailure {
        operation: operation.into(),
        code: code.map(Into::into),
        message: message.map(Into::into),
        status,
        request_id: (message == Some("no money")).then(|| "r-7".into()),
        fault: if unclear { Fault::Unclear } else { Fault::Ours },
        unclear,
        paused_until: None,
    }
}

/// A payment, with empty fields where the old one has no data.
fn paying(id: &str, order: &str, customer: &str, amount: &str, begun: i64) -> Payment {
    let draft = payment(id, order, customer);
    let what = PayOrder { amount: usd(amount), ..draft.what };
    Payment { what, created_at: second(begun).unwrap(), ..draft }
}

fn renewing(id: &str, customer: &str, resources: &[&str], agreed: &str, begun: i64) -> Renewal {
    let mut renewal = renewal(id, customer, resources);
    renewal.what.agreed = usd(agreed);
    renewal.created_at = second(begun).unwrap();
    renewal
}

fn eur(text: &str) -> Money {
    Money { currency: Currency::parse("EUR").unwrap(), ..usd(text) }
}

#[tokio::test]
async fn every_payment_stands_where_it_stood_digit_for_digit() {
    bare(async |desk| {
        migrate_all(&desk).await;
        let refused = failure_of("PayOrders", Some("CBC.99003105"), Some(400), Some("no money"));
        let unclear = failure_of("PayOrders", Some("CBC.0999"), Some(500), Some("it said \"so\", 再试"));
        let mut expected = [
            Payment {
                stage: Stage::Rejected,
                failure: Some(refused),
                created_by: "mia".into(),
                sent_at: second(2),
                settled_at: second(3),
                ..paying("p1", "CS1", "c1", "312.4000", 1)
            },
            Payment {
                stage: Stage::ConfirmedNotDone,
                sent_at: second(11),
                checked_at: second(12),
                settled_at: second(12),
                ..paying("p2", "cs1", "c1", "312.4000", 10)
            },
            Payment {
                stage: Stage::Done,
                sent_at: second(21),
                checked_at: second(22),
                settled_at: second(22),
                ..paying("p3", "CS1", "c1", "0.10", 20)
            },
            Payment {
                stage: Stage::Confirmed,
                next_check_at: second(30),
                ..paying("p4", "CS4", "c1", "1", 30)
            },
            Payment {
                stage: Stage::Sent,
                sent_at: second(41),
                next_check_at: second(40),
                ..paying("p5", "CS5", "c2", "99999999999999.99999999", 40)
            },
            Payment {
                stage: Stage::Unknown,
                failure: Some(unclear),
                sent_at: second(51),
                checked_at: second(52),
                next_check_at: second(50),
                ..paying("p6", "CS6", "c2", "7.00", 50)
            },
        ];
        expected[1].what.order_status = Some(OrderStatus::PendingPayment);
        expected[2].what.order_status = Some(OrderStatus::Completed);
        expected[2].what.amount = eur("0.10");
        expected[5].what.order_status = Some(OrderStatus::PendingPayment);
        for known in expected {
            let stands: Payment = desk.store.intent(&ALL, &known.id).await.unwrap().unwrap();
            assert_eq!(stands, known);
            // Decimals compare by value, whatever their number of digits: compare the text.
            assert_eq!(stands.what.amount.amount.to_string(), known.what.amount.amount.to_string());
        }
    })
    .await;
}

#[tokio::test]
async fn every_renewal_stands_where_it_stood_with_its_orders() {
    bare(async |desk| {
        migrate_all(&desk).await;
        let refused = failure_of("RenewalResources", Some("CBC.99003105"), Some(400), Some("no money"));
        let mut expected = [
            Renewal {
                stage: Stage::Done,
                created_by: "mia".into(),
                settled_at: second(61),
                ..renewing("n1", "c1", &["r1", "r2", "r3"], "1200.50", 60)
            },
            Renewal {
                stage: Stage::Rejected,
                failure: Some(refused),
                settled_at: second(71),
                ..renewing("n2", "c1", &["r4"], "30.000", 70)
            },
            Renewal {
                stage: Stage::Unknown,
                failure: Some(failure_of("RenewalResources", None, None, None)),
                next_check_at: second(80),
                ..renewing("n3", "c1", &["r5", "r6"], "0.01", 80)
            },
            Renewal {
                stage: Stage::Sent,
                next_check_at: second(90),
                ..renewing("n4", "c2", &["r7"], "9.99", 90)
            },
            Renewal {
                stage: Stage::Confirmed,
                next_check_at: second(100),
                ..renewing("n5", "c2", &["r8"], "9.99", 100)
            },
        ];
        expected[0].what.orders = vec![order_id("CS7"), order_id("CS8")];
        expected[0].what.failures = vec![ResourceFailure {
            resource: resource_id("r3"),
            failure: failure_of("RenewalResources", Some("CBC.30000010"), Some(400), None),
        }];
        expected[2].what.agreed = eur("0.01");
        let periods =
            [Period::Years(1), Period::Months(3), Period::Months(9), Period::Years(3), Period::Months(1)];
        for (mut known, period) in expected.into_iter().zip(periods) {
            known.what.period = period;
            let stands: Renewal = desk.store.intent(&ALL, &known.id).await.unwrap().unwrap();
            assert_eq!(stands, known);
            assert_eq!(stands.what.agreed.amount.to_string(), known.what.agreed.amount.to_string());
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_paid_or_is_in_doubt_is_held_and_nothing_else() {
    bare(async |desk| {
        migrate_all(&desk).await;
        let store = &desk.store;
        let order = |id: &str| ResourceLock::Order(order_id(id));
        let resource = |id: &str| ResourceLock::Resource(resource_id(id));
        let held = |id: &str, kind, stage| Some(IntentRef { id: intent_id(id), kind, stage });
        for (thing, holder) in [
            (order("CS1"), held("p3", IntentKind::Pay, Stage::Done)),
            (order("CS4"), held("p4", IntentKind::Pay, Stage::Confirmed)),
            (order("CS5"), held("p5", IntentKind::Pay, Stage::Sent)),
            (order("CS6"), held("p6", IntentKind::Pay, Stage::Unknown)),
            (resource("r4"), None),
            (resource("r5"), held("n3", IntentKind::Renew, Stage::Unknown)),
            (resource("r6"), held("n3", IntentKind::Renew, Stage::Unknown)),
            (resource("r7"), held("n4", IntentKind::Renew, Stage::Sent)),
            (resource("r8"), held("n5", IntentKind::Renew, Stage::Confirmed)),
        ] {
            assert_eq!(store.holder([&thing]).await.unwrap(), holder, "{thing:?}");
        }
        for id in ["r4", "r5", "r6", "r7", "r8"] {
            let end = store.holder([&ResourceLock::End(resource_id(id))]).await.unwrap();
            assert_eq!(end, store.holder([&resource(id)]).await.unwrap(), "the end of {id}");
        }
        let about: Vec<Payment> = store.intents_about(&ALL, &order("CS1")).await.unwrap();
        let ids: Vec<_> = about.iter().map(|payment| payment.id.as_str()).collect();
        assert_eq!(ids, ["p3", "p2", "p1"], "each payment of an order is found under it");

        // A paid order stays paid; a refused one is free.
        let again = payment("p7", "cs1", "c1");
        let opened = store.open_intent(&again, &entry("a-p7", AuditAction::Pay, None)).await.unwrap();
        assert_eq!(opened, Opened::UnderWay(held("p3", IntentKind::Pay, Stage::Done).unwrap()));
        let anew = renewal("n6", "c1", &["r4"]);
        let opened = store.open_intent(&anew, &entry("a-n6", AuditAction::Renew, None)).await.unwrap();
        assert_eq!(opened, Opened::Done);
    })
    .await;
}

#[tokio::test]
async fn what_was_open_is_looked_at_and_goes_on_from_there() {
    bare(async |desk| {
        migrate_all(&desk).await;
        let store = &desk.store;
        let due = store.due_intents(second(500).unwrap(), 50).await.unwrap();
        let ids: Vec<_> = due.iter().map(|held| held.id.as_str()).collect();
        assert_eq!(ids, ["p4", "p5", "p6", "n3", "n4", "n5"], "longest waiting first");
        for id in OLD_IDS {
            let steps = store.steps_of(&intent_id(id)).await.unwrap();
            let [Step { stage: Stage::Confirmed, by: Actor::Service, actor, .. }] = steps.as_slice() else {
                panic!("{id}: {steps:?}");
            };
            assert_eq!(actor, if ["p1", "n1"].contains(&id) { "mia" } else { "manager" });
            let linked = store.entry_of_intent(&intent_id(id)).await.unwrap();
            assert_eq!(linked, Some(audit_id(&format!("a-{id}"))));
        }
        assert_eq!(store.steps_of(&intent_id("p6")).await.unwrap()[0].at, second(50).unwrap());
        assert_eq!(store.calls_of(&audit_id("a-p6")).await.unwrap(), [call("PayOrders", None)]);

        let p6 = intent_id("p6");
        let found = Move {
            at: later(900),
            ..step::<PayOrder>(&p6, &[Stage::Unknown], &[Stage::Done], Actor::Janitor)
        };
        assert!(store.move_intent(&found).await.unwrap());
        let n3 = intent_id("n3");
        let undone = step::<Renew>(&n3, &[Stage::Unknown], &[Stage::ConfirmedNotDone], Actor::Person);
        assert!(store.move_intent(&undone).await.unwrap());
        let freed = [ResourceLock::Resource(resource_id("r5")), ResourceLock::Resource(resource_id("r6"))];
        assert_eq!(store.holder(&freed).await.unwrap(), None);
        assert_eq!(store.steps_of(&n3).await.unwrap().len(), 2);
    })
    .await;
}
