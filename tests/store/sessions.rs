//! Sessions: expiry, and ending all sessions of a user.

use crate::builders::{later, now, user, user_id};
use crate::support::{Desk, both};
use partnerdesk::server::store::{SESSION_USER, Sessions};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use time::OffsetDateTime;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};

fn record(user: Option<&str>) -> Record {
    let mut data: std::collections::HashMap<String, serde_json::Value> = Default::default();
    data.insert("note".into(), json!({"amount": "312.4000"}));
    if let Some(user) = user {
        data.insert(SESSION_USER.into(), json!(user));
    }
    let expires = later(3_600).as_second();
    Record { id: Id::default(), data, expiry_date: OffsetDateTime::from_unix_timestamp(expires).unwrap() }
}

/// Sessions with a clock that the test sets, in seconds from the usual current time.
fn sessions(desk: &Desk) -> (Sessions, Arc<AtomicI64>) {
    let clock = Arc::new(AtomicI64::new(0));
    let hand = clock.clone();
    (Sessions::new(desk.store.clone(), Arc::new(move || later(hand.load(Ordering::Relaxed)))), clock)
}

#[tokio::test]
async fn a_session_lives_until_it_expires() {
    both(async |desk| {
        let (sessions, clock) = sessions(&desk);
        let mut known = record(Some("u1"));
        sessions.create(&mut known).await.unwrap();
        assert_eq!(sessions.load(&known.id).await.unwrap(), Some(known.clone()));
        let plain = sqlx::AssertSqlSafe(format!("DELETE FROM sessions WHERE id = '{}'", known.id));
        assert_eq!(desk.at_the_prompt(plain).await.unwrap(), 0, "the id itself is nowhere in the table");
        known.data.insert("more".into(), json!(1));
        sessions.save(&known).await.unwrap();
        assert_eq!(sessions.load(&known.id).await.unwrap(), Some(known.clone()));
        clock.store(3_599, Ordering::Relaxed);
        assert!(sessions.load(&known.id).await.unwrap().is_some());
        clock.store(3_600, Ordering::Relaxed);
        assert_eq!(sessions.load(&known.id).await.unwrap(), None);
        assert_eq!(desk.store.delete_expired(later(3_599)).await.unwrap(), 0);
        assert_eq!(desk.store.delete_expired(later(3_600)).await.unwrap(), 1);
        assert_eq!(sessions.load(&Id::default()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn an_id_in_use_is_not_taken_over() {
    both(async |desk| {
        let (sessions, _) = sessions(&desk);
        let mut first = record(Some("u1"));
        sessions.create(&mut first).await.unwrap();
        let mut second = Record { id: first.id, ..record(Some("u2")) };
        sessions.create(&mut second).await.unwrap();
        assert_ne!(first.id, second.id);
        assert_eq!(sessions.load(&first.id).await.unwrap(), Some(first));
    })
    .await;
}

#[tokio::test]
async fn ended_everywhere_stays_ended() {
    both(async |desk| {
        let (sessions, _) = sessions(&desk);
        let mut all = [record(Some("u1")), record(Some("u1")), record(Some("u2")), record(None)];
        for record in &mut all {
            sessions.create(record).await.unwrap();
        }
        let here = all[0].id.to_string();
        assert_eq!(desk.store.end_sessions_of(&user_id("u1"), Some(&here)).await.unwrap(), 1);
        assert!(sessions.load(&all[0].id).await.unwrap().is_some());
        // A request that loaded the session before it ended saves it afterwards.
        sessions.save(&all[1]).await.unwrap();
        assert_eq!(sessions.load(&all[1].id).await.unwrap(), None);
        assert!(sessions.load(&all[2].id).await.unwrap().is_some());
        assert!(sessions.load(&all[3].id).await.unwrap().is_some());
        assert_eq!(desk.store.end_sessions_of(&user_id("u1"), None).await.unwrap(), 1);
        assert_eq!(sessions.load(&all[0].id).await.unwrap(), None);
        sessions.delete(&all[3].id).await.unwrap();
        assert_eq!(sessions.load(&all[3].id).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn an_anonymous_session_becomes_a_user_s_and_dies_with_the_account() {
    both(async |desk| {
        let (sessions, _) = sessions(&desk);
        desk.store.add_user(&user("u1", "mia"), "hash").await.unwrap();
        let mut session = record(None);
        sessions.create(&mut session).await.unwrap();
        session.data.insert(SESSION_USER.into(), json!("u1"));
        sessions.save(&session).await.unwrap();
        desk.store.set_active(&user_id("u1"), false).await.unwrap();
        assert_eq!(sessions.load(&session.id).await.unwrap(), None);
        assert!(!format!("{sessions:?}").contains("hash"), "{}", now());
    })
    .await;
}

#[tokio::test]
async fn a_session_is_bounded_and_one_that_grows_too_large_keeps_what_it_had() {
    both(async |desk| {
        let (sessions, _) = sessions(&desk);
        let mut known = record(Some("u1"));
        // With quotes and names around it, this is just below 512 kB.
        known.data.insert("form".into(), json!("x".repeat(512 * 1024 - 100)));
        sessions.create(&mut known).await.unwrap();
        let mut grown = known.clone();
        grown.data.insert("form".into(), json!("x".repeat(512 * 1024)));
        let refused = sessions.save(&grown).await.unwrap_err();
        assert!(refused.to_string().contains("too many for a session"), "{refused}");
        assert_eq!(sessions.load(&known.id).await.unwrap(), Some(known));
        let mut other = Record { id: Id::default(), ..grown };
        assert!(sessions.create(&mut other).await.is_err());
        assert_eq!(sessions.load(&other.id).await.unwrap(), None);
    })
    .await;
}
