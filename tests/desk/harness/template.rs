//! A database with all tables and no rows, made once and copied for each test, so that no test waits for
//! forty migrations.

use super::database::{on, run, server};
use partnerdesk::server::store::Store;
use sha2::{Digest, Sha256};
use sqlx::{Connection, PgConnection};
use std::path::Path;
use tokio::sync::OnceCell;

/// A file by its path, or a database on the server by its name. It stays for the next run, until a migration
/// changes.
pub async fn template() -> &'static str {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    TEMPLATE.get_or_init(made).await
}

async fn made() -> String {
    match server() {
        Some(server) => on_server(&server, &format!("desk_tables_{}", version("postgres"))).await,
        None => in_a_file(&format!("desk-tables-{}.db", version("sqlite"))).await,
    }
}

/// A name for the state of the migrations.
fn version(kind: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(kind);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(std::fs::read(&file).unwrap());
    }
    hex::encode(hash.finalize())[..16].to_owned()
}

async fn migrated(url: &str) {
    let store = Store::open(url).await.unwrap();
    store.migrate().await.unwrap();
    store.close().await;
}

/// Made under another name and renamed: what has the name is complete.
async fn in_a_file(name: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(name);
    if !file.exists() {
        let own = tempfile::tempdir_in(folder).unwrap();
        let half = own.path().join("desk.db");
        migrated(&format!("sqlite://{}", half.display())).await;
        std::fs::rename(half, &file).unwrap();
    }
    file.display().to_string()
}

async fn on_server(server: &str, name: &str) -> String {
    let mut connection = PgConnection::connect(server).await.unwrap();
    sqlx::query("SELECT pg_advisory_lock(4711)").execute(&mut connection).await.unwrap();
    let known = sqlx::query("SELECT 1 FROM pg_database WHERE datname = $1").bind(name);
    if known.fetch_optional(&mut connection).await.unwrap().is_none() {
        let half = format!("{name}_half");
        run(server, format!("DROP DATABASE IF EXISTS \"{half}\"")).await;
        run(server, format!("CREATE DATABASE \"{half}\"")).await;
        migrated(&on(server, &half)).await;
        run(server, format!("ALTER DATABASE \"{half}\" RENAME TO \"{name}\"")).await;
    }
    connection.close().await.unwrap();
    name.to_owned()
}
