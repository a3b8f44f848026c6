//! The desk's server as a separate process, started again and again on one database.

use crate::browser::{Client, Table};
use crate::partner::{AK, Partner, SK};
use crate::programs::{self, Program};
use partnerdesk::paths;
use partnerdesk::server::store::Store;
use sqlx::{Connection, SqliteConnection};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Seconds after which the janitor may report that an order was probably not paid.
pub const UNPAID_AFTER: u64 = 60;
const PASSWORD: &str = "a password for tests";

/// How to start the servers of one desk.
pub struct Desk {
    folder: PathBuf,
    database: String,
    settings: Vec<(String, String)>,
    started: AtomicU32,
}

/// One running server.
pub struct Server {
    /// Its address.
    pub base: String,
    program: Program,
}

impl Server {
    /// The memory that it has just now, in bytes.
    pub fn memory(&self) -> u64 {
        self.program.memory()
    }

    /// SIGKILL.
    pub async fn kill(self) {
        self.program.kill().await;
    }
}

impl Desk {
    /// With that database; files are stored in `folder`.
    pub fn new(folder: &Path, database: String) -> Self {
        Self { folder: folder.to_owned(), database, settings: Vec::new(), started: AtomicU32::new(0) }
    }

    /// Folder of its files.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Connected to a partner API, with short intervals of the janitor.
    pub fn of(mut self, partner: &Partner) -> Self {
        let settings = [
            ("PARTNERDESK_ADDR", "127.0.0.1:0"),
            ("DATABASE_URL", &self.database),
            ("PARTNERDESK_BSS_URL", &partner.url),
            ("PARTNERDESK_IAM_URL", &partner.url),
            ("PARTNERDESK_AK", AK),
            ("PARTNERDESK_SK", SK),
            ("PARTNERDESK_AGENCY", simulator::AGENCY),
            ("PARTNERDESK_JANITOR_SECONDS", "1"),
            ("PARTNERDESK_ABANDONED_AFTER_SECONDS", "3"),
            ("PARTNERDESK_UNPAID_AFTER_MINUTES", "1"),
            ("PARTNERDESK_LOG", "warn"),
        ];
        self.settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        self
    }

    /// Adds a setting.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.settings.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Starts a server.
    pub async fn start(&self) -> Server {
        let number = self.started.fetch_add(1, Ordering::Relaxed);
        let name = format!("server-{number}");
        let mut program = Program::start(&self.folder, &name, &["serve"], &self.settings);
        Server { base: program.address().await, program }
    }

    /// Number of servers started.
    pub fn started(&self) -> u32 {
        self.started.load(Ordering::Relaxed)
    }

    /// The store, accessed without the servers.
    pub async fn store(&self) -> Store {
        Store::open(&self.database).await.unwrap()
    }

    /// Runs an SQL statement without the servers.
    pub async fn at_the_prompt(&self, sql: &'static str) {
        let mut connection = SqliteConnection::connect(&self.database).await.unwrap();
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    }

    /// Takes the audit log away and verifies the file, which needs neither database nor settings. A file that was
    /// changed is refused.
    pub async fn verify_audit_log(&self) {
        let file = self.folder.join(format!("audit-{}.jsonl", self.started()));
        let path = file.to_str().unwrap();
        assert!(programs::succeeds(&["audit", "export", "--out", path], &self.settings).await);
        assert!(programs::succeeds(&["audit", "verify", path], &[]).await, "the chain is whole");
        assert!(programs::succeeds(&["audit", "verify"], &self.settings).await, "in the database too");
        let log = std::fs::read_to_string(&file).unwrap();
        assert!(log.contains("\"checkpoint\":"), "nothing was sealed");
        std::fs::write(&file, log.replacen("\"actor\":\"", "\"actor\":\"x", 1)).unwrap();
        assert!(!programs::succeeds(&["audit", "verify", path], &[]).await, "an entry was changed");
    }

    /// Adds an administrator and signs in.
    pub async fn sign_in(&self, server: &Server) -> Client {
        let add = ["user", "add", "admin", "--role", "administrator"];
        programs::run(&add, &self.settings, &format!("{PASSWORD}\n")).await;
        let client = Client::new(&server.base);
        client.sign_in("admin", PASSWORD).await;
        client
    }

    /// Waits until customers and resources are mirrored; returns the active resources without
    /// auto-renewal, each with its customer.
    pub async fn resources(&self, client: &Client) -> Vec<(String, String)> {
        for _ in 0..300 {
            let list = Table::of(&client.get(&paths::export("/renewals")).await);
            let rows = list.column("resource_id").into_iter().zip(list.column("customer_id"));
            let states = list.column("status").into_iter().zip(list.column("auto_renewal"));
            let usable = rows.zip(states).filter(|(_, state)| *state == ("in-use", "no"));
            let found: Vec<_> = usable.map(|((id, owner), _)| (id.to_owned(), owner.to_owned())).collect();
            let owners: std::collections::BTreeSet<_> = found.iter().map(|(_, owner)| owner).collect();
            if owners.len() == 3 {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the mirror is never filled");
    }
}
