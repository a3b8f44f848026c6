//! A fresh database for each test and each kind of database.

use model::audit::AuditAction;
use model::lists::RenewalFilter;
use partnerdesk::server::store::{ListContext, Scope, Store, StoreError};
use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqlSafeStr, SqliteConnection};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::task::JoinHandle;

/// A database for one run of one test.
pub struct Desk {
    /// The tested store.
    pub store: Store,
    /// Its address, to access it without the store.
    pub url: String,
}

pub const ALL: Scope = Scope::All;

/// Runs a test on every kind of database.
pub async fn both(test: impl AsyncFn(Desk)) {
    bare(async |desk| {
        desk.store.migrate().await.unwrap();
        test(desk).await;
    })
    .await;
}

/// The same with an empty database, before any migration.
pub async fn bare(test: impl AsyncFn(Desk)) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/new/desk.db", folder.path().display());
    run(&url, &test).await;
    println!("ran on SQLite");

    let Ok(server) = std::env::var("PARTNERDESK_TEST_POSTGRES") else {
        println!("PostgreSQL left out: PARTNERDESK_TEST_POSTGRES is not set");
        return;
    };
    let name = format!("desk_{}_{}", std::process::id(), next());
    admin(&server, format!("CREATE DATABASE {name}")).await;
    let mut url: reqwest::Url = server.parse().unwrap();
    url.set_path(&name);
    run(url.as_str(), &test).await;
    admin(&server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
    println!("ran on PostgreSQL");
}

/// Codes and names of the services in the filter of resources.
pub async fn services(store: &Store, scope: &Scope) -> Result<Vec<(String, String)>, StoreError> {
    let offers = store.offers(&ListContext::of(scope), &RenewalFilter::default()).await?;
    Ok(offers.into_iter().find(|(filter, _)| *filter == "service").unwrap().1)
}

/// The results of concurrent tasks, in order.
pub async fn all<T>(tasks: impl Iterator<Item = JoinHandle<T>>) -> Vec<T> {
    let mut come_to = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        come_to.push(task.await.unwrap());
    }
    come_to
}

async fn run(url: &str, test: &impl AsyncFn(Desk)) {
    let store = Store::open(url).await.unwrap();
    test(Desk { store: store.clone(), url: url.to_owned() }).await;
    store.close().await;
}

fn next() -> u32 {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    COUNT.fetch_add(1, Ordering::Relaxed)
}

async fn admin(server: &str, sql: String) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
}

impl Desk {
    pub fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    /// Migrates up to a version.
    pub async fn migrate_to(&self, version: i64) {
        if self.is_sqlite() {
            let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
            Migrator::new(Path::new("migrations/sqlite"))
                .await
                .unwrap()
                .run_to(version, &mut connection)
                .await
                .unwrap();
        } else {
            let mut connection = PgConnection::connect(&self.url).await.unwrap();
            Migrator::new(Path::new("migrations/postgres"))
                .await
                .unwrap()
                .run_to(version, &mut connection)
                .await
                .unwrap();
        }
    }

    /// An entry of the audit log as it was written before entries bore ids of users.
    pub async fn old_entry(&self, id: &str, action: AuditAction, subject: Option<&str>) {
        self.old_entry_about(id, action, subject, None).await;
    }

    /// [`Self::old_entry`] about a customer.
    pub async fn old_entry_about(
        &self,
        id: &str,
        action: AuditAction,
        subject: Option<&str>,
        customer: Option<&str>,
    ) {
        let quoted = |text: Option<&str>| text.map_or("NULL".to_owned(), |text| format!("'{text}'"));
        let (subject, customer) = (quoted(subject), quoted(customer));
        let search = format!("manager {}", customer.trim_matches('\''));
        let values = format!(
            "('{id}', 'manager', '{}', {customer}, {subject}, '[[\"amount\",\"USD 312.40\"]]', 'req-{id}', 1795420800, '{search}')",
            action.code()
        );
        let sql = "INSERT INTO audit_entries (id, actor, deed, customer_id, subject, facts, request, opened_at, search) VALUES ";
        self.at_the_prompt(AssertSqlSafe(format!("{sql}{values}"))).await.unwrap();
    }

    /// Runs an SQL statement without the store.
    pub async fn at_the_prompt(&self, sql: impl SqlSafeStr) -> Result<u64, sqlx::Error> {
        if self.is_sqlite() {
            let mut connection = SqliteConnection::connect(&self.url).await?;
            Ok(sqlx::query(sql).execute(&mut connection).await?.rows_affected())
        } else {
            let mut connection = PgConnection::connect(&self.url).await?;
            Ok(sqlx::query(sql).execute(&mut connection).await?.rows_affected())
        }
    }

    /// Runs SQL statements without the store, and without the references between tables.
    pub async fn script(&self, sql: &str) {
        if self.is_sqlite() {
            let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
            let sql = format!("PRAGMA foreign_keys = OFF; {sql}");
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
        } else {
            let mut connection = PgConnection::connect(&self.url).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
        }
    }
}
