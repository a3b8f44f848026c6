//! Connections that only hold on are ended, and hold nobody up.

use crate::harness::TestDesk;
use model::users::Role;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

/// The longest that a connection may hold on, and some time for a busy machine.
const LONGEST: Duration = Duration::from_secs(40);

async fn connect(desk: &TestDesk) -> TcpStream {
    TcpStream::connect(desk.base.strip_prefix("http://").unwrap()).await.unwrap()
}

/// How long until the desk ends a connection on which a byte is sent each second.
async fn lasts(mut socket: TcpStream, begin: &str, drip: &[u8]) -> Duration {
    let began = Instant::now();
    socket.write_all(begin.as_bytes()).await.unwrap();
    let (mut reading, mut writing) = socket.split();
    let ended = async {
        let mut all = Vec::new();
        // Reset or closed: both end it.
        reading.read_to_end(&mut all).await.ok();
    };
    let dripping = async {
        loop {
            tokio::time::sleep(Duration::from_secs(1)).await;
            if !drip.is_empty() && writing.write_all(drip).await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        () = ended => {}
        () = dripping => {}
        () = tokio::time::sleep(LONGEST) => {}
    }
    began.elapsed()
}

#[tokio::test]
async fn who_holds_on_is_ended() {
    let desk = TestDesk::start().await;
    let body = "POST /sign-in HTTP/1.1\r\nHost: desk\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                Content-Length: 100000\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\n\r\nname=a";
    let (idle, head, body, silent) = tokio::join!(
        lasts(connect(&desk).await, "", b""),
        lasts(connect(&desk).await, "GET / HTTP/1.1\r\nX-A: ", b"b"),
        lasts(connect(&desk).await, body, b"b"),
        lasts(connect(&desk).await, body, b""),
    );
    for (what, lasted) in [("idle", idle), ("slow head", head), ("slow body", body), ("no body", silent)] {
        assert!(lasted < LONGEST, "{what}: {lasted:?}");
        assert!(lasted > Duration::from_secs(5), "who is merely slow is served: {what}: {lasted:?}");
    }
}

#[tokio::test]
async fn an_answer_that_nobody_takes_is_ended() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let like = desk.customer().await;
    let many: Vec<_> =
        (0..60_000).map(|n| crate::harness::named(&like, &format!("m{n}"), &"Many".repeat(20))).collect();
    desk.desk.store.upsert_customers(&many, desk.desk.clock.now()).await.unwrap();
    let client = desk.signed_in(Role::Support).await;
    let cookie = format!("{}={}", client.session_cookie().unwrap(), client.session().unwrap());
    let mut socket = connect(&desk).await;
    let request = format!("GET /export/customers HTTP/1.1\r\nHost: desk\r\nCookie: {cookie}\r\n\r\n");
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut head = [0; 1_000];
    socket.read_exact(&mut head).await.unwrap();
    let length = String::from_utf8_lossy(&head).to_lowercase();
    let length = length.split("content-length: ").nth(1).unwrap().split('\r').next().unwrap();
    let length: usize = length.parse().unwrap();
    assert!(length > 12_000_000, "more than the system keeps for a socket: {length}");
    tokio::time::sleep(LONGEST).await;
    let mut rest = Vec::new();
    let ended = socket.read_to_end(&mut rest).await;
    assert!(ended.is_err() || rest.len() < length - 1_000, "{} of {length}", rest.len());
}

#[tokio::test]
async fn who_opens_many_connections_loses_the_idle_ones() {
    let desk = TestDesk::start().await;
    let mut held = Vec::new();
    for _ in 0..480 {
        held.push(connect(&desk).await);
    }
    let began = Instant::now();
    assert_eq!(desk.anonymous().get("/healthz").await.status, 200);
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    // The oldest made room before they were late.
    let mut byte = [0];
    let ended = tokio::time::timeout(Duration::from_secs(4), held[0].read(&mut byte)).await;
    assert!(matches!(ended, Ok(Ok(0) | Err(_))), "{ended:?}");
}
