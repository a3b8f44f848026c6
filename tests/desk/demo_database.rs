//! Databases of a demo and of a real desk, tested with the real program: which one is refused, and
//! that nothing is written to it before.

use crate::harness::{Database, TableSize, fresh_database, run_sql, stored_in};
use argon2::password_hash::{PasswordHasher, SaltString};
use model::users::{Role, User};
use partner::clock::Clock;
use partner::{Partner, PartnerConfig};
use partnerdesk::server::config::Settings;
use partnerdesk::server::service::database_kind::DEMO_PASSWORD;
use partnerdesk::server::state::{Desk, Ids};
use partnerdesk::server::store::Store;
use sqlx::migrate::Migrator;
use sqlx::{Connection, PgConnection, SqliteConnection};
use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// The last migration before databases were marked as demo or real.
const BEFORE_MARKS: i64 = 17;
/// Required settings of `serve`; no partner API is listening there.
const PARTNER: [(&str, &str); 5] = [
    ("PARTNERDESK_BSS_URL", "http://127.0.0.1:9"),
    ("PARTNERDESK_IAM_URL", "http://127.0.0.1:9"),
    ("PARTNERDESK_AK", "AK"),
    ("PARTNERDESK_SK", "SK"),
    ("PARTNERDESK_AGENCY", "agency"),
];
const DEMO: [&str; 4] = ["serve", "--demo", "--demo-customers", "10"];
const REAL: [&str; 1] = ["serve"];
const OF_A_DEMO: &str = "this database was made by `serve --demo`";
const IN_USE: &str = "this is the database of a desk in use, not a demo's";

/// A working folder for the program, and a database.
struct Place {
    folder: TempDir,
    database: Database,
}

impl Place {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = fresh_database(folder.path()).await;
        Self { folder, database }
    }

    /// A database as the previous version created it, with users added in this order.
    async fn before_marks(users: &[(&str, Role, &str)]) -> Self {
        let place = Self::new().await;
        place.migrate_to(BEFORE_MARKS).await;
        let desk = place.desk().await;
        for (name, role, password) in users {
            place.add_as_before(&desk, name, *role, password).await;
        }
        desk.store.close().await;
        place
    }

    /// Adds a user as the desk of that time did: its log had no ids of users.
    async fn add_as_before(&self, desk: &Desk, name: &str, role: Role, password: &str) {
        let salt = SaltString::encode_b64(&desk.ids.bytes::<16>()).unwrap();
        let hash = argon2::Argon2::default().hash_password(password.as_bytes(), &salt).unwrap();
        let user = User {
            id: desk.ids.user_id(),
            name: name.to_owned(),
            role,
            active: true,
            created_at: desk.clock.now(),
            signed_in_at: None,
        };
        desk.store.add_user(&user, &hash.to_string()).await.unwrap();
        let entry = format!(
            "INSERT INTO audit_entries (id, actor, deed, subject, facts, request, opened_at, search)
             VALUES ('a-{name}', 'system', 'add-user', '{name}', '[]', 'r-{name}', 1795420800, '{name}')"
        );
        run_sql(&self.database.url, &entry).await;
    }

    async fn migrate_to(&self, version: i64) {
        if self.database.url.starts_with("sqlite:") {
            let url = format!("{}?mode=rwc", self.database.url);
            let mut connection = SqliteConnection::connect(&url).await.unwrap();
            Migrator::new(Path::new("migrations/sqlite"))
                .await
                .unwrap()
                .run_to(version, &mut connection)
                .await
                .unwrap();
        } else {
            let mut connection = PgConnection::connect(&self.database.url).await.unwrap();
            Migrator::new(Path::new("migrations/postgres"))
                .await
                .unwrap()
                .run_to(version, &mut connection)
                .await
                .unwrap();
        }
    }

    async fn desk(&self) -> Desk {
        let (nobody, clock) = ("http://127.0.0.1:9", Clock::system());
        let partner = PartnerConfig::new(nobody, nobody, "-", "-".into(), "-");
        let partner = Partner::new(partner, clock.clone()).unwrap();
        let store = Store::open(&self.database.url).await.unwrap();
        Desk::new(store, partner, clock, Ids::random(), Settings::default())
    }

    async fn stored(&self) -> BTreeMap<String, TableSize> {
        stored_in(&self.database.url).await
    }

    /// Names of the users who may sign in.
    async fn active_users(&self) -> Vec<String> {
        let desk = self.desk().await;
        let users = desk.store.users().await.unwrap();
        desk.store.close().await;
        users.into_iter().filter(|user| user.active).map(|user| user.name).collect()
    }

    fn command(&self, args: &[&str], address: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_partnerdesk"));
        command.args(args).env_clear().current_dir(self.folder.path()).kill_on_drop(true);
        command.envs(PARTNER).env("PARTNERDESK_ADDR", address).env("PARTNERDESK_LOG", "error");
        command.env("DATABASE_URL", &self.database.url).stdin(Stdio::null());
        command
    }

    /// Starts the program and returns its output up to the line that says it is ready.
    async fn start(&self, args: &[&str]) -> (Child, String) {
        let mut command = self.command(args, "127.0.0.1:0");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut printed = String::new();
        while let Some(line) = lines.next_line().await.unwrap() {
            printed.push_str(&line);
            if line.starts_with("Partnerdesk is ready") {
                return (child, printed);
            }
        }
        panic!("never ready: {printed}");
    }

    /// Starts it and kills it when it is ready.
    async fn starts(&self, args: &[&str]) -> String {
        let (mut child, printed) = self.start(args).await;
        child.kill().await.unwrap();
        printed
    }

    /// Runs it where it must refuse to start; returns its output.
    async fn refuses(&self, args: &[&str], address: &str) -> String {
        let run = self.command(args, address).output();
        let ended: Output = tokio::time::timeout(Duration::from_secs(60), run).await.unwrap().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(!ended.status.success(), "{said}");
        assert_eq!(String::from_utf8(ended.stdout).unwrap(), "", "{said}");
        said
    }

    async fn refuses_and_writes_nothing(&self, args: &[&str]) -> String {
        let before = self.stored().await;
        let said = self.refuses(args, "127.0.0.1:0").await;
        assert_eq!(self.stored().await, before);
        assert!(!self.folder.path().join("data").exists(), "nothing beside the database either");
        said
    }
}

const DEMO_USERS: [(&str, Role, &str); 3] = [
    ("admin", Role::Administrator, DEMO_PASSWORD),
    ("manager", Role::Manager, DEMO_PASSWORD),
    ("support", Role::Support, DEMO_PASSWORD),
];

#[tokio::test]
async fn a_demo_is_not_shown_on_a_database_in_use() {
    let place = Place::new().await;
    place.starts(&REAL).await;
    let said = place.refuses_and_writes_nothing(&DEMO).await;
    assert!(said.contains(IN_USE) && said.contains("Nothing was changed"), "{said}");
    assert!(place.active_users().await.is_empty());
    place.starts(&REAL).await;
}

#[tokio::test]
async fn adding_a_user_makes_it_a_database_in_use() {
    let place = Place::new().await;
    let mut add = place.command(&["user", "add", "admin", "--role", "administrator"], "127.0.0.1:0");
    let mut child = add.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    tokio::io::AsyncWriteExt::write_all(&mut input, DEMO_PASSWORD.as_bytes()).await.unwrap();
    drop(input);
    assert!(child.wait().await.unwrap().success());
    assert!(place.refuses_and_writes_nothing(&DEMO).await.contains(IN_USE));
}

#[tokio::test]
async fn a_demos_database_needs_the_switch() {
    let place = Place::new().await;
    place.starts(&DEMO).await;
    std::fs::remove_dir_all(place.folder.path().join("data")).ok();
    let said = place.refuses_and_writes_nothing(&REAL).await;
    assert!(said.contains(OF_A_DEMO) && said.contains("add --demo"), "{said}");
    place.starts(&DEMO).await;
    assert_eq!(place.active_users().await, ["admin", "manager", "support"]);
}

#[tokio::test]
async fn a_database_in_use_is_known_though_it_bears_no_mark_yet() {
    for users in [
        &[("ann", Role::Administrator, "long enough words")][..],
        // The names of a demo's users are good names.
        &[("admin", Role::Administrator, "long enough words"), ("manager", Role::Manager, DEMO_PASSWORD)],
    ] {
        let place = Place::before_marks(users).await;
        assert!(place.refuses_and_writes_nothing(&DEMO).await.contains(IN_USE));
        place.starts(&REAL).await;
        let held = place.stored().await;
        assert_eq!(held["database_kind"].rows, 1);
        assert!(place.refuses_and_writes_nothing(&DEMO).await.contains(IN_USE));
    }
}

#[tokio::test]
async fn a_database_whose_lists_were_read_is_in_use_without_a_single_user() {
    let place = Place::before_marks(&[]).await;
    let desk = place.desk().await;
    desk.store.close().await;
    // As the version of that time did before it read a list.
    run_sql(&place.database.url, "INSERT INTO sync_marks (key, tried_at) VALUES ('customers', 1)").await;
    assert!(place.refuses_and_writes_nothing(&DEMO).await.contains(IN_USE));
}

#[tokio::test]
async fn a_demos_database_is_known_though_it_bears_no_mark_yet() {
    let place = Place::before_marks(&DEMO_USERS).await;
    assert!(place.refuses_and_writes_nothing(&REAL).await.contains(OF_A_DEMO));
    // Somebody who tries the demo adds a user of their own.
    let desk = place.desk().await;
    place.add_as_before(&desk, "ann", Role::Support, "long enough words").await;
    desk.store.close().await;
    assert!(place.refuses_and_writes_nothing(&REAL).await.contains(OF_A_DEMO));
    place.starts(&DEMO).await;
    assert_eq!(place.stored().await["database_kind"].rows, 1);
    assert_eq!(place.active_users().await, ["admin", "ann", "manager", "support"]);
}

#[tokio::test]
async fn a_database_that_nobody_used_serves_either() {
    for (first, other) in [(&DEMO[..], &REAL[..]), (&REAL[..], &DEMO[..])] {
        let place = Place::before_marks(&[]).await;
        place.starts(first).await;
        place.refuses(other, "127.0.0.1:0").await;
    }
}

#[tokio::test]
async fn users_whom_a_demo_added_to_a_database_in_use_are_switched_off() {
    let [_, manager, support] = DEMO_USERS;
    let users = [
        ("ann", Role::Administrator, "long enough words"),
        ("Admin", Role::Manager, "their own"),
        manager,
        support,
    ];
    let place = Place::before_marks(&users).await;
    let printed = place.starts(&REAL).await;
    assert!(printed.contains("Switched off") && printed.contains("manager, support"), "{printed}");
    assert_eq!(place.active_users().await, ["Admin", "ann"]);
    assert!(!place.starts(&REAL).await.contains("Switched off"));
}

#[tokio::test]
async fn nothing_is_written_while_the_port_is_taken() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let place = Place::new().await;
    for args in [&DEMO[..], &REAL[..]] {
        let said = place.refuses(args, &address).await;
        assert!(said.contains("cannot listen on"), "{said}");
    }
    let left: Vec<_> = std::fs::read_dir(place.folder.path()).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
    if !place.database.url.starts_with("sqlite:") {
        assert_eq!(place.stored().await, BTreeMap::new());
    }
}
