//! Strangers flood the server: connections that are idle or slow, refused sign-ins, hostile searches. It
//! stays quick for everybody else, and keeps nothing of it.

use crate::browser::Client;
use crate::desk::{Desk, Server};
use crate::partner::{self, Partner};
use crate::programs;
use futures::future::join_all;
use reqwest::Method;
use sqlx::{Connection, SqliteConnection};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

const IDLE: usize = 300;
const SLOW: usize = 100;
const SIGN_INS: u64 = 10_000;
/// Strangers who try to sign in at the same time.
const AT_ONCE: u64 = 20;
/// Longest answer of the health check, of a release. A debug build beside other tests gets more.
const HEALTHY: Duration = Duration::from_millis(100);
const HEALTHY_IN_DEBUG: Duration = Duration::from_secs(1);
/// What the flood may leave behind, in bytes: the log of the tries that were judged.
const LEFT: u64 = 1 << 20;
/// What the server may need more while it lasts, in bytes.
const MEMORY: u64 = 64 << 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "floods a real server: make kill"]
async fn a_flood_of_strangers_slows_nobody_down_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("desk.db");
    let desk = Desk::new(folder.path(), format!("sqlite://{}", file.display()));
    let partner = Partner::start(desk.folder(), partner::STOCKED).await;
    let desk = desk.of(&partner);
    let server = desk.start().await;
    let client = desk.sign_in(&server).await;
    let address = server.base.strip_prefix("http://").unwrap().to_owned();
    for _ in 0..20 {
        assert_eq!(client.get("/customers").await.status, 200);
    }
    let (memory, stored) = (server.memory(), stored(&file).await);
    let over = Arc::new(AtomicBool::new(false));
    let mut held = Vec::new();
    for number in 0..IDLE + SLOW {
        held.push(tokio::spawn(hold(address.clone(), number % 4, number >= IDLE, Arc::clone(&over))));
    }
    let began = Instant::now();
    let (slowest, refused, ()) =
        futures::join!(probe(&address, Arc::clone(&over)), sign_ins(&server, &over), searches(&client));
    println!(
        "{refused} sign-ins refused in {:?}; the slowest health check took {slowest:?}",
        began.elapsed()
    );
    join_all(held).await;
    let more = server.memory().saturating_sub(memory);
    let left = self::stored(&file).await.saturating_sub(stored);
    println!("{} kB of memory more, {} kB stored", more >> 10, left >> 10);
    assert_eq!(refused, SIGN_INS);
    assert!(slowest < if programs::is_release() { HEALTHY } else { HEALTHY_IN_DEBUG }, "{slowest:?}");
    assert!(left < LEFT, "{left} bytes are left");
    assert!(more < MEMORY, "{more} bytes of memory more");
    assert_eq!(client.get("/customers").await.status, 200, "who was signed in goes on");
    server.kill().await;
}

/// Bytes of the database, with its journal brought into it.
async fn stored(file: &Path) -> u64 {
    let mut connection = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_all(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    std::fs::metadata(file).unwrap().len()
}

/// Opens a connection again and again, and asks for nothing, or for something very slowly.
async fn hold(address: String, kind: usize, slow: bool, over: Arc<AtomicBool>) {
    let begin: &[u8] = match (slow, kind) {
        (false, _) => b"",
        (true, 0 | 1) => b"GET / HTTP/1.1\r\nX-A: ",
        (true, _) => {
            b"POST /sign-in HTTP/1.1\r\nHost: d\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 99999\r\n\r\n"
        }
    };
    while !over.load(Ordering::Relaxed) {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let Ok(mut socket) = TcpStream::connect(&address).await else { continue };
        let mut alive = socket.write_all(begin).await.is_ok();
        let mut byte = [0; 512];
        while alive && !over.load(Ordering::Relaxed) {
            let read = tokio::time::timeout(Duration::from_secs(1), socket.read(&mut byte)).await;
            alive = match read {
                Ok(Ok(0) | Err(_)) => false,
                Ok(Ok(_)) => true,
                Err(_) => !slow || socket.write_all(b"b").await.is_ok(),
            };
        }
    }
}

/// The slowest health check, each on a connection of its own.
async fn probe(address: &str, over: Arc<AtomicBool>) -> Duration {
    let mut slowest = Duration::ZERO;
    while !over.load(Ordering::Relaxed) {
        let began = Instant::now();
        let mut socket = TcpStream::connect(address).await.unwrap();
        socket.write_all(b"GET /healthz HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n").await.unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        slowest = slowest.max(began.elapsed());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    slowest
}

/// Tries to sign in until enough were refused; how many.
async fn sign_ins(server: &Server, over: &AtomicBool) -> u64 {
    let (begun, refused) = (AtomicU64::new(0), AtomicU64::new(0));
    let strangers = (0..AT_ONCE).map(|_| async {
        let client = Client::new(&server.base);
        loop {
            let number = begun.fetch_add(1, Ordering::Relaxed);
            if number >= SIGN_INS {
                return;
            }
            let name = if number % 2 == 0 { "admin".to_owned() } else { format!("nobody-{number}") };
            let page = client.call("sign_in", &[("name", &name), ("password", "guess")]).await;
            assert!(page.status == 401 || page.status == 429, "{}", page.status);
            refused.fetch_add(1, Ordering::Relaxed);
        }
    });
    join_all(strangers).await;
    over.store(true, Ordering::Relaxed);
    refused.into_inner()
}

/// Searches that cost much where their length is not bounded.
async fn searches(client: &Client) {
    for text in ["e".repeat(60_000), "%25".repeat(20_000), "%22".repeat(20_000), "%E4%BA%AC".repeat(6_000)] {
        for list in ["customers", "budgets", "orders", "renewals", "activity", "search"] {
            let request = client.request(Method::GET, &format!("/{list}?q={text}"));
            let page = client.send(request.header("accept", "text/html")).await;
            assert!(page.status < 500, "/{list}: {}", page.status);
        }
    }
}
