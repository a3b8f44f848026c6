//! Connections that break while they are in the pool.

use crate::support::both;
use partnerdesk::server::store::StoreError;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

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

#[tokio::test]
async fn a_database_of_a_later_version_is_refused_with_words() {
    both(async |desk| {
        let checksum = if desk.is_sqlite() { "x'00'" } else { "'\\x00'::bytea" };
        let sql = format!(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9999, 'later', true, {checksum}, 1)"
        );
        desk.at_the_prompt(AssertSqlSafe(sql)).await.unwrap();
        let refused = desk.store.migrate().await.unwrap_err();
        assert!(matches!(refused, StoreError::Newer { database: 9999, .. }), "{refused:?}");
        assert!(refused.to_string().contains("newer version of Partnerdesk"), "{refused}");
    })
    .await;
}
