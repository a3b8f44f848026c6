//! State of the jobs: marks, cursors, leases.

use crate::builders::{later, now};
use crate::support::{all, both};
use partnerdesk::server::store::{Mark, Store, StoreError};

#[tokio::test]
async fn a_lease_is_held_by_one_at_a_time() {
    both(async |desk| {
        let store = &desk.store;
        assert!(store.take_lease("sync", "a", now(), 30).await.unwrap());
        assert!(!store.take_lease("sync", "b", later(29), 30).await.unwrap());
        assert!(store.take_lease("janitor", "b", now(), 30).await.unwrap(), "another job");
        assert!(store.take_lease("sync", "a", later(20), 30).await.unwrap(), "extended by its holder");
        assert!(!store.take_lease("sync", "b", later(49), 30).await.unwrap());
        assert!(store.take_lease("sync", "b", later(50), 30).await.unwrap(), "run out");
        store.release_lease("sync", "a").await.unwrap();
        assert!(!store.take_lease("sync", "a", later(51), 30).await.unwrap(), "not a's to give back");
        store.release_lease("sync", "b").await.unwrap();
        assert!(store.take_lease("sync", "a", later(52), 30).await.unwrap());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_ten_desks_one_takes_the_lease() {
    both(async |desk| {
        let tasks = (0..10).map(|number| {
            let store = desk.store.clone();
            tokio::spawn(async move {
                store.take_lease("sync", &format!("desk-{number}"), now(), 30).await.unwrap()
            })
        });
        let taken = all(tasks).await.into_iter().filter(|taken| *taken).count();
        assert_eq!(taken, 1);
    })
    .await;
}

#[tokio::test]
async fn marks_tell_age_and_failure() {
    both(async |desk| {
        let store = &desk.store;
        assert_eq!(store.mark("customers").await.unwrap(), Mark::default());
        store.mark_failed("customers", later(1), "CBC.0250", None).await.unwrap();
        let failed = Mark {
            tried_at: Some(later(1)),
            failing: true,
            code: Some("CBC.0250".into()),
            times: 1,
            ..Mark::default()
        };
        assert_eq!(store.mark("customers").await.unwrap(), failed);
        store.mark_ok("customers", later(2)).await.unwrap();
        let ok = Mark { ok_at: Some(later(2)), tried_at: Some(later(2)), ..Mark::default() };
        assert_eq!(store.mark("customers").await.unwrap(), ok);
        store.mark_failed("customers", later(3), "timeout", None).await.unwrap();
        assert_eq!(store.mark("customers").await.unwrap().ok_at, Some(later(2)), "the age stays known");
        assert_eq!(store.mark("orders").await.unwrap(), Mark::default());

        assert_eq!(store.cursor("orders").await.unwrap(), None);
        store.set_cursor("orders", "page 3").await.unwrap();
        store.set_cursor("orders", "page 4").await.unwrap();
        assert_eq!(store.cursor("orders").await.unwrap().as_deref(), Some("page 4"));
    })
    .await;
}

#[tokio::test]
async fn opens_what_it_can_and_refuses_the_rest() {
    both(async |desk| {
        desk.store.ping().await.unwrap();
        desk.store.migrate().await.expect("a second time changes nothing");
        let again = Store::open(&desk.url).await.unwrap();
        again.ping().await.unwrap();
        again.close().await;
        assert!(again.ping().await.is_err());
        #[cfg(unix)]
        if let Some(file) = desk.url.strip_prefix("sqlite://") {
            use std::os::unix::fs::PermissionsExt;
            for name in [file.to_owned(), format!("{file}-wal")] {
                let mode = std::fs::metadata(&name).unwrap().permissions().mode();
                assert_eq!(mode & 0o077, 0, "{name}: {mode:o}");
            }
        }
    })
    .await;
    for url in [
        "",
        "mysql://root@localhost/x",
        "sqlite::memory:",
        "sqlite://:memory:",
        "sqlite://x?mode=memory",
        "sqlite://",
    ] {
        assert!(matches!(Store::open(url).await, Err(StoreError::Address)), "{url}");
    }
    assert!(matches!(Store::open("sqlite:///proc/none/desk.db").await, Err(StoreError::Folder(_))));
}
