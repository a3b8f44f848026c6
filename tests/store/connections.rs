//! Connections that break while they are in the pool.

use crate::support::both;
use sqlx::{Connection, PgConnection};

/// Like a restart of the server: every connection of the pool is closed.
const CUT: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()";

#[tokio::test]
async fn a_restart_of_the_database_server_is_not_noticed() {
    both(async |desk| {
        desk.store.ping().await.unwrap();
        if desk.url.starts_with("sqlite:") {
            return;
        }
        let mut other = PgConnection::connect(&desk.url).await.unwrap();
        let cut: i64 = sqlx::query_scalar(CUT).fetch_one(&mut other).await.unwrap();
        assert!(cut > 0, "the pool held no connection");
        desk.store.ping().await.unwrap();
        desk.store.users().await.unwrap();
    })
    .await;
}
