//! The state file: an SQLite database with the changes only. One task writes; callers send it their
//! changes and can wait until they are stored.

use std::path::Path;

use anyhow::{Context, bail};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, Row, SqliteConnection};
use tokio::sync::{mpsc, oneshot};

use crate::world::account::changes::{Changes, LedgerEntry};
use crate::world::created_customers::CreatedCustomer;
use crate::world::mailboxes::Mailbox;

const SCHEMA: &str = "
create table if not exists meta (name text primary key, value text not null) strict;
create table if not exists account (customer integer primary key, changes text not null) strict;
create table if not exists made (customer integer primary key, content text not null) strict;
create table if not exists mailbox (email text primary key, content text not null) strict;
create table if not exists ledger (entry integer primary key autoincrement, content text not null) strict;
";

enum Job {
    Meta(String, String),
    Account(u32, String),
    Created(u32, String),
    Mailbox(String, String),
    Ledger(String),
    Barrier(oneshot::Sender<bool>),
}

/// The sender to the task that writes an open state file.
pub struct StateFile {
    jobs: mpsc::UnboundedSender<Job>,
}

/// The content of a state file when it was opened.
#[derive(Default)]
pub struct StoredState {
    pub changes: Vec<(u32, Changes)>,
    pub ledger: Vec<LedgerEntry>,
    pub created: Vec<CreatedCustomer>,
    pub mailboxes: Vec<(String, Mailbox)>,
    /// First second of the start day, offset of the simulated clock in seconds, and epoch of
    /// tokens.
    pub day: Option<i64>,
    pub offset: Option<i64>,
    pub epoch: u64,
}

impl StateFile {
    /// Opens or creates the file; refuses one of another seed.
    pub async fn open(path: &Path, seed: u64) -> anyhow::Result<(Self, StoredState)> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal);
        let mut connection = SqliteConnection::connect_with(&options)
            .await
            .with_context(|| format!("state file {}", path.display()))?;
        sqlx::raw_sql(SCHEMA).execute(&mut connection).await?;
        let kept = load(&mut connection, seed).await?;
        let (jobs, inbox) = mpsc::unbounded_channel();
        tokio::spawn(write(connection, inbox));
        let file = Self { jobs };
        file.save_meta("seed", &seed.to_string());
        Ok((file, kept))
    }

    pub fn save_meta(&self, name: &str, value: &str) {
        let _ = self.jobs.send(Job::Meta(name.to_owned(), value.to_owned()));
    }

    pub fn save_account(&self, customer: u32, changes: &Changes) {
        self.save(changes, |json| Job::Account(customer, json));
    }

    pub fn save_created(&self, customer: u32, created: &CreatedCustomer) {
        self.save(created, |json| Job::Created(customer, json));
    }

    pub fn save_mailbox(&self, email: &str, mailbox: &Mailbox) {
        self.save(mailbox, |json| Job::Mailbox(email.to_owned(), json));
    }

    pub fn append_ledger(&self, entry: &LedgerEntry) {
        self.save(entry, Job::Ledger);
    }

    fn save(&self, content: &impl serde::Serialize, job: impl FnOnce(String) -> Job) {
        match serde_json::to_string(content) {
            Ok(json) => {
                let _ = self.jobs.send(job(json));
            }
            Err(error) => tracing::error!(%error, "state not stored"),
        }
    }

    /// Waits until everything sent before is stored.
    pub async fn flush(&self) -> anyhow::Result<()> {
        let (done, wait) = oneshot::channel();
        self.jobs.send(Job::Barrier(done)).map_err(|_| anyhow::anyhow!("the state file is closed"))?;
        match wait.await {
            Ok(true) => Ok(()),
            _ => bail!("the state file could not be written"),
        }
    }
}

async fn load(connection: &mut SqliteConnection, seed: u64) -> anyhow::Result<StoredState> {
    let mut kept = StoredState::default();
    for row in sqlx::query("select name, value from meta").fetch_all(&mut *connection).await? {
        let (name, value): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        match name.as_str() {
            "seed" if value != seed.to_string() => {
                bail!("the state file belongs to seed {value}, not to seed {seed}")
            }
            "day" => kept.day = Some(value.parse()?),
            "offset" => kept.offset = Some(value.parse()?),
            "epoch" => kept.epoch = value.parse()?,
            _ => {}
        }
    }
    for row in sqlx::query("select customer, changes from account").fetch_all(&mut *connection).await? {
        let (customer, json): (i64, String) = (row.try_get(0)?, row.try_get(1)?);
        kept.changes.push((u32::try_from(customer)?, serde_json::from_str(&json)?));
    }
    for row in sqlx::query("select content from made order by customer").fetch_all(&mut *connection).await? {
        let json: String = row.try_get(0)?;
        kept.created.push(serde_json::from_str(&json)?);
    }
    for row in sqlx::query("select email, content from mailbox").fetch_all(&mut *connection).await? {
        let (email, json): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        kept.mailboxes.push((email, serde_json::from_str(&json)?));
    }
    for row in sqlx::query("select content from ledger order by entry").fetch_all(&mut *connection).await? {
        let json: String = row.try_get(0)?;
        kept.ledger.push(serde_json::from_str(&json)?);
    }
    Ok(kept)
}

/// Writes all pending changes in one transaction, then answers those that wait.
async fn write(mut connection: SqliteConnection, mut inbox: mpsc::UnboundedReceiver<Job>) {
    let mut batch = Vec::new();
    while inbox.recv_many(&mut batch, 256).await > 0 {
        let mut waiting = Vec::new();
        let stored = store(&mut connection, batch.drain(..), &mut waiting).await;
        if let Err(error) = &stored {
            tracing::error!(%error, "state file");
        }
        for done in waiting {
            let _ = done.send(stored.is_ok());
        }
    }
    let _ = connection.close().await;
}

async fn store(
    connection: &mut SqliteConnection,
    batch: impl Iterator<Item = Job>,
    waiting: &mut Vec<oneshot::Sender<bool>>,
) -> sqlx::Result<()> {
    let mut transaction = connection.begin().await?;
    for job in batch {
        let query = match job {
            Job::Meta(name, value) => {
                sqlx::query("insert into meta values ($1, $2) on conflict (name) do update set value = excluded.value")
                    .bind(name)
                    .bind(value)
            }
            Job::Account(customer, json) => sqlx::query(
                "insert into account values ($1, $2) on conflict (customer) do update set changes = excluded.changes",
            )
            .bind(i64::from(customer))
            .bind(json),
            Job::Created(customer, json) => {
                sqlx::query("insert into made values ($1, $2)").bind(i64::from(customer)).bind(json)
            }
            Job::Mailbox(email, json) => sqlx::query(
                "insert into mailbox values ($1, $2) on conflict (email) do update set content = excluded.content",
            )
            .bind(email)
            .bind(json),
            Job::Ledger(json) => sqlx::query("insert into ledger (content) values ($1)").bind(json),
            Job::Barrier(done) => {
                waiting.push(done);
                continue;
            }
        };
        query.execute(&mut *transaction).await?;
    }
    transaction.commit().await
}
