//! What people commit on one day: the sum and the new amount are decided in one transaction.

use crate::builders::{bring, entry, later, now, payment, usd, user_id};
use crate::support::{Desk, all, both};
use model::audit::AuditAction;
use model::intents::Stage;
use model::limits::Pool;
use model::money::{Currency, Money};
use partnerdesk::server::store::{Commitment, Committed, Opened};
use rust_decimal::Decimal;

fn commitment(user: &str, amount: &str, most: Option<&str>) -> Commitment {
    Commitment {
        user: user_id(user),
        pool: Pool::Spend,
        amounts: vec![usd(amount)],
        at: now(),
        day: now(),
        most: most.map(usd),
        limits: None,
    }
}

async fn sum(desk: &Desk, user: &str) -> Decimal {
    desk.store.committed(&user_id(user), Pool::Spend, &Currency::usd(), now()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_race_passes_a_limit() {
    both(async |desk| {
        let tasks = (0..20).map(|number| {
            let store = desk.store.clone();
            tokio::spawn(async move {
                store.commit(&format!("c{number}"), &commitment("u1", "30", Some("100"))).await.unwrap()
            })
        });
        let done = all(tasks).await.into_iter().filter(|committed| *committed == Committed::Done).count();
        assert_eq!((done, sum(&desk, "u1").await), (3, Decimal::from(90)));
        // Neither another person nor another pool has a part in it.
        assert_eq!(
            desk.store.commit("o", &commitment("u2", "100", Some("100"))).await.unwrap(),
            Committed::Done
        );
        let raise = Commitment { pool: Pool::Raise, ..commitment("u1", "100", Some("100")) };
        assert_eq!(desk.store.commit("r", &raise).await.unwrap(), Committed::Done);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn intents_of_one_person_that_are_stored_at_once_pass_no_limit() {
    both(async |desk| {
        let tasks = (0..8).map(|number| {
            let store = desk.store.clone();
            tokio::spawn(async move {
                let payment = payment(&format!("p{number}"), &format!("CS{number}"), "c1");
                let entry = entry(&format!("a{number}"), AuditAction::Pay, None);
                let own = commitment("u1", "312.4", Some("1000"));
                store.open_intent_within(&payment, &entry, Some(&own)).await.unwrap()
            })
        });
        let opened = all(tasks).await;
        let count = |wanted: Opened| opened.iter().filter(|opened| **opened == wanted).count();
        assert_eq!((count(Opened::Done), count(Opened::OverLimit)), (3, 5));
        assert_eq!(sum(&desk, "u1").await.to_string(), "937.2");
    })
    .await;
}

#[tokio::test]
async fn only_what_is_known_to_have_failed_is_not_counted() {
    both(async |desk| {
        for (number, (stage, amount)) in [
            (Stage::Waiting, "312.4000"),
            (Stage::Unknown, "312.4000"),
            (Stage::NoEffect, "312.4000"),
            (Stage::Done, "312.4000"),
            (Stage::Rejected, "0"),
            (Stage::Void, "0"),
        ]
        .into_iter()
        .enumerate()
        {
            let user = format!("u{number}");
            let payment = payment(&format!("p{number}"), &format!("CS{number}"), "c1");
            let entry = entry(&format!("a{number}"), AuditAction::Pay, None);
            let own = commitment(&user, "312.4000", None);
            desk.store.open_intent_within(&payment, &entry, Some(&own)).await.unwrap();
            bring(&desk.store, &payment, stage).await;
            assert_eq!(sum(&desk, &user).await, amount.parse().unwrap(), "{stage:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_twin_is_led_to_the_first_and_counts_once() {
    both(async |desk| {
        let own = commitment("u1", "60", Some("100"));
        let (first, twin) = (payment("p1", "CS1", "c1"), payment("p2", "CS1", "c1"));
        for (draft, wanted) in [(&first, None), (&twin, Some(&first.id))] {
            let entry = entry(&format!("a-{}", draft.id), AuditAction::Pay, None);
            let opened = desk.store.open_intent_within(draft, &entry, Some(&own)).await.unwrap();
            match (opened, wanted) {
                (Opened::Done, None) => {}
                (Opened::UnderWay(held), Some(id)) => assert_eq!(held.id, *id),
                (opened, _) => panic!("{opened:?}"),
            }
        }
        assert_eq!(sum(&desk, "u1").await, Decimal::from(60));
    })
    .await;
}

#[tokio::test]
async fn a_day_and_a_currency_are_counted_apart() {
    both(async |desk| {
        let euro = Money::new(Decimal::from(500), Currency::parse("EUR").unwrap());
        let before = Commitment { at: later(-1), ..commitment("u1", "90", None) };
        let two = Commitment { amounts: vec![usd("7"), euro], ..commitment("u1", "7", Some("10")) };
        assert_eq!(desk.store.commit("c1", &before).await.unwrap(), Committed::Done);
        assert_eq!(desk.store.commit("c2", &two).await.unwrap(), Committed::Done);
        assert_eq!(sum(&desk, "u1").await, Decimal::from(7));
        desk.store.take_back("c2").await.unwrap();
        assert_eq!(sum(&desk, "u1").await, Decimal::ZERO);
    })
    .await;
}
