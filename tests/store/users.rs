//! Users, their customers, and failed sign-ins.

use crate::builders::{customer, customer_id, later, now, user, user_id};
use crate::support::{bare, both};
use model::users::{Role, User};
use partnerdesk::server::store::StoreError;
use sqlx::AssertSqlSafe;

#[tokio::test]
async fn a_name_is_used_once_in_whatever_case() {
    both(async |desk| {
        let store = &desk.store;
        let mia = user("u1", "Mia");
        store.add_user(&mia, "hash-1").await.unwrap();
        let again = store.add_user(&user("u2", "mIA"), "hash-2").await;
        assert!(matches!(again, Err(StoreError::Taken)), "{again:?}");
        let zoe = User { role: Role::Administrator, ..user("u3", "Zoë") };
        store.add_user(&zoe, "hash-3").await.unwrap();
        assert_eq!(store.user_by_name(" mia ").await.unwrap(), Some((mia.clone(), "hash-1".into())));
        assert_eq!(store.user_by_name("ZOË").await.unwrap().unwrap().0, zoe);
        assert_eq!(store.user_by_name("nobody").await.unwrap(), None);
        store.record_sign_in(&mia.id, later(5)).await.unwrap();
        store.set_active(&mia.id, false).await.unwrap();
        let mia = User { signed_in_at: Some(later(5)), active: false, ..mia };
        assert_eq!(store.user(&mia.id).await.unwrap(), Some(mia.clone()));
        assert_eq!(store.users().await.unwrap(), [mia, zoe]);
        store.set_password(&user_id("u3"), "hash-4", None, later(6)).await.unwrap();
        assert_eq!(store.user_by_name("zoë").await.unwrap().unwrap().1, "hash-4");
    })
    .await;
}

#[tokio::test]
async fn shares_split_all_customers_without_overlap() {
    both(async |desk| {
        let store = &desk.store;
        let customers: Vec<_> = (0..2_500).map(|n| customer(&format!("c{n:05}"), "Some")).collect();
        store.upsert_customers(&customers, now()).await.unwrap();
        let mut sum = 0;
        for nth in 0..3 {
            let id = user_id(&format!("u{nth}"));
            store.add_user(&user(id.as_str(), id.as_str()), "hash").await.unwrap();
            let added = store.assign_every(&id, nth, 3).await.unwrap();
            assert!((700..=1_000).contains(&added), "{added}");
            assert_eq!(store.assigned_count(&id).await.unwrap(), added);
            assert_eq!(store.assign_every(&id, nth, 3).await.unwrap(), 0, "the same share again");
            sum += added;
        }
        assert_eq!(sum, 2_500);
        let id = user_id("nobody");
        assert!(store.assign(&id, &[customer_id("c00001")]).await.is_err(), "there is no such user");
    })
    .await;
}

#[tokio::test]
async fn attempts_are_counted_per_key_and_forgotten() {
    both(async |desk| {
        let store = &desk.store;
        for second in 0..5 {
            store.record_attempt("mia", later(second)).await.unwrap();
        }
        store.record_attempt("192.0.2.1", later(9)).await.unwrap();
        assert_eq!(store.attempts_since("mia", later(2)).await.unwrap(), 3);
        assert_eq!(store.attempts_since("192.0.2.1", now()).await.unwrap(), 1);
        assert_eq!(store.delete_attempts_before(later(2)).await.unwrap(), 2);
        store.clear_attempts("mia").await.unwrap();
        assert_eq!(store.attempts_since("mia", now()).await.unwrap(), 0);
        assert_eq!(store.attempts_since("192.0.2.1", now()).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn names_that_look_the_same_are_the_same() {
    both(async |desk| {
        let store = &desk.store;
        let rene = user("u1", "Ren\u{e9}");
        store.add_user(&rene, "hash").await.unwrap();
        for name in ["ren\u{e9}", "RENE\u{301}", "\u{ff32}en\u{e9}", "re\u{200b}n\u{e9}"] {
            assert_eq!(store.user_by_name(name).await.unwrap().unwrap().0, rene, "{name:?}");
            let again = store.add_user(&user("u2", name), "hash").await;
            assert!(matches!(again, Err(StoreError::Taken)), "{name:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn users_from_before_names_were_normalized_still_sign_in() {
    bare(async |desk| {
        desk.migrate_to(19).await;
        let former = [
            ("u1", "Stra\u{df}e", "stra\u{df}e"),
            ("u2", "strasse", "strasse"),
            ("u3", "\u{ff21}nn", "\u{ff41}nn"),
            ("u4", "STRASSE-2", "strasse-2"),
            ("u5", "kim", "kim"),
            ("u6", "\u{ff4b}im", "\u{ff4b}im"),
        ];
        for (id, name, key) in former {
            let sql = format!(
                "INSERT INTO users (id, name, name_key, role, active, password_hash, created_at)
                 VALUES ('{id}', '{name}', '{key}', 'support', 1, 'hash', 1)"
            );
            desk.at_the_prompt(AssertSqlSafe(sql)).await.unwrap();
        }
        let store = &desk.store;
        // The second time nothing changes.
        for _ in 0..2 {
            store.migrate().await.unwrap();
            for (id, name, key) in former {
                for typed in [name, key] {
                    let found = store.user_by_name(typed).await.unwrap().unwrap().0;
                    assert_eq!(found.id, user_id(id), "{typed}");
                }
            }
            let found = store.user_by_name("ANN").await.unwrap().unwrap().0;
            assert_eq!(found.id, user_id("u3"), "who collides with nobody is known however it is written");
            let found = store.user_by_name("STRA\u{1e9e}E").await.unwrap().unwrap().0;
            assert!(found.id == user_id("u1") || found.id == user_id("u2"));
        }
        let again = store.add_user(&user("u7", "Kim"), "hash").await;
        assert!(matches!(again, Err(StoreError::Taken)));
    })
    .await;
}

#[tokio::test]
async fn a_browser_is_known_for_the_user_who_signed_in_from_it() {
    both(async |desk| {
        let store = &desk.store;
        for id in ["u1", "u2"] {
            store.add_user(&user(id, id), "hash").await.unwrap();
        }
        let (one, other) = (user_id("u1"), user_id("u2"));
        store.remember_browser("a", &one, now()).await.unwrap();
        assert!(store.is_known_browser("a", &one).await.unwrap());
        assert!(!store.is_known_browser("a", &other).await.unwrap());
        assert!(store.is_anybodys_browser("a").await.unwrap());
        store.remember_browser("a", &other, later(1)).await.unwrap();
        assert!(store.is_known_browser("a", &one).await.unwrap(), "people may share one");
        for number in 0..25 {
            store.remember_browser(&format!("b{number}"), &one, later(10 + number)).await.unwrap();
        }
        assert!(!store.is_known_browser("a", &one).await.unwrap(), "the oldest are forgotten");
        assert!(!store.is_known_browser("b4", &one).await.unwrap());
        assert!(store.is_known_browser("b5", &one).await.unwrap());
        assert!(store.is_known_browser("a", &other).await.unwrap(), "of one user only");
        store.set_password(&other, "hash-2", None, now()).await.unwrap();
        assert!(!store.is_known_browser("a", &other).await.unwrap());
        assert_eq!(store.delete_browsers_before(later(16)).await.unwrap(), 1);
    })
    .await;
}
