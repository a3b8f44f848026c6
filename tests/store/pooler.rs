//! The store through PgBouncer as Debian brings it (1.18), which lends a server to each transaction anew.
//! Left out where there is no `pgbouncer`, or no PostgreSQL server.

use crate::builders::{customer, now, user};
use crate::support::ALL;
use model::lists::CustomerFilter;
use partnerdesk::server::store::{Store, StoreError};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};

/// The program, where there is one.
fn program() -> Option<PathBuf> {
    let named = std::env::var("PARTNERDESK_TEST_PGBOUNCER").ok().map(PathBuf::from);
    let found = named.into_iter().chain([PathBuf::from("/usr/sbin/pgbouncer")]);
    found.into_iter().find(|path| path.is_file())
}

/// A pooler in front of a database; its address.
async fn start(program: &Path, folder: &Path, database: &reqwest::Url) -> (Child, String) {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let settings = format!(
        "[databases]\ndesk = host=127.0.0.1 port={} dbname={} user={} password={}\n[pgbouncer]\n\
         listen_addr=127.0.0.1\nlisten_port={port}\nunix_socket_dir=\nauth_type=any\npool_mode=transaction\n\
         default_pool_size=4\n",
        database.port().unwrap(),
        database.path().trim_start_matches('/'),
        database.username(),
        database.password().unwrap_or_default(),
    );
    let file = folder.join("pgbouncer.ini");
    std::fs::write(&file, settings).unwrap();
    let mut command = Command::new(program);
    // It refuses to run as root.
    if Command::new("id").arg("-u").output().await.unwrap().stdout == b"0\n" {
        command.args(["-u", "nobody"]);
        let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(folder, open).unwrap();
    }
    let child = command.arg(&file).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true).spawn();
    let address = format!("postgres://anybody@127.0.0.1:{port}/desk");
    for _ in 0..200 {
        if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return (child.unwrap(), address);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the pooler does not listen");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn works_without_named_statements_and_session_state() {
    let (Some(program), Ok(server)) = (program(), std::env::var("PARTNERDESK_TEST_POSTGRES")) else {
        println!("PgBouncer left out: not installed, or no PostgreSQL server");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let name = format!("pooled_{}", std::process::id());
    let mut admin = PgConnection::connect(&server).await.unwrap();
    sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut admin).await.unwrap();
    let mut direct: reqwest::Url = server.parse().unwrap();
    direct.set_path(&name);
    let (_pooler, address) = start(&program, folder.path(), &direct).await;

    let pooled = Store::open(&address).await.unwrap();
    let refused = pooled.migrate().await;
    assert!(matches!(refused, Err(StoreError::Pooled)), "{refused:?}");
    let store = Store::open(direct.as_str()).await.unwrap();
    store.migrate().await.unwrap();
    // Nothing is left to do.
    pooled.migrate().await.unwrap();
    assert_eq!(pooled.name(), store.name());
    store.close().await;

    // More clients than servers, all with statements of their own: names would be mixed up at once.
    let customers: Vec<_> = (0..300).map(|n| customer(&format!("c{n}"), &format!("Name {n}"))).collect();
    pooled.upsert_customers(&customers, now()).await.unwrap();
    let other = Store::open(&address).await.unwrap();
    let work = (0..200).map(|n: usize| {
        let store = if n.is_multiple_of(2) { pooled.clone() } else { other.clone() };
        tokio::spawn(async move {
            let filter = CustomerFilter { search: Some(format!("Name {n}")), ..CustomerFilter::default() };
            let found = store.list_customers(&ALL, &filter).await.unwrap();
            assert!(found.rows.iter().any(|row| row.customer.id.as_str() == format!("c{n}")), "{n}");
            store.add_user(&user(&format!("u{n}"), &format!("user-{n}")), "hash").await.unwrap();
            store.user_by_name(&format!("user-{n}")).await.unwrap().unwrap();
        })
    });
    for done in futures::future::join_all(work).await {
        done.unwrap();
    }
    assert_eq!(other.users().await.unwrap().len(), 200);
    pooled.close().await;
    other.close().await;
    sqlx::query(AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)")))
        .execute(&mut admin)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_server_that_is_down_is_named_at_once() {
    let began = tokio::time::Instant::now();
    let failed = Store::open("postgres://desk:a-password@127.0.0.1:9/desk").await.unwrap_err();
    assert!(matches!(failed, StoreError::NoServer { .. }));
    let words = failed.to_string();
    assert!(words.contains("127.0.0.1:9") && words.to_lowercase().contains("refused"), "{words}");
    assert!(!words.contains("a-password"), "{words}");
    assert!(began.elapsed() < Duration::from_secs(5));
}
