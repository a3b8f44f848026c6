//! Reads are repeated where that may help, and only then.

use std::sync::atomic::Ordering;

use super::peer::{Peer, Reply, dripping, dropping, json};
use super::*;
use crate::CustomersQuery;
use model::error::{Fault, PartnerFailure};

const PATH: &str = "/v2/partners/sub-customers/query";
const EMPTY: &str = r#"{"count":0,"customer_infos":[]}"#;

async fn ask(partner: &Partner) -> Result<Option<u64>, PartnerFailure> {
    partner.customers(&CustomersQuery::default()).await.map(|page| page.total)
}

fn refused(status: u16, code: &str) -> Reply {
    json(status, &format!(r#"{{"error_code":"{code}","error_msg":"x"}}"#))
}

#[tokio::test]
async fn a_read_comes_back_after_what_may_pass() {
    for trouble in [
        refused(500, "CBC.0999"),
        refused(200, "CBC.0999"),
        refused(429, "APIG.0308"),
        refused(200, "CBC.0250"),
        refused(502, "APIG.0201"),
        Reply::Plain(503, vec![("content-type", "text/html")], b"<p>busy</p>".to_vec()),
        Reply::Plain(504, vec![], Vec::new()),
        Reply::Silence,
    ] {
        let mut config = config("");
        if matches!(trouble, Reply::Silence) {
            config.timeouts.read = Duration::from_millis(300);
        }
        let peer = Peer::start().await.on(PATH, vec![trouble, json(200, EMPTY)]);
        let (partner, _) =
            client_with(PartnerConfig { bss_url: peer.url.clone(), iam_url: peer.url.clone(), ..config });
        assert_eq!(ask(&partner).await.unwrap(), Some(0));
        let seen = peer.seen(PATH);
        assert_eq!(seen.len(), 2);
        seen.iter().for_each(super::peer::Seen::verify);
    }
}

#[tokio::test]
async fn a_read_gives_up_after_four_attempts() {
    let peer = Peer::start().await.on(PATH, vec![refused(500, "CBC.0999")]);
    let (partner, _) = client(&peer);
    let failure = ask(&partner).await.unwrap_err();
    assert_eq!((failure.code.as_deref(), failure.unclear), (Some("CBC.0999"), false));
    assert_eq!(peer.count(PATH), 4);
}

#[tokio::test]
async fn a_read_does_not_come_back_from_a_clear_no() {
    for no in [
        refused(400, "CBC.0100"),
        refused(403, "CBC.0151"),
        refused(404, "APIG.0101"),
        refused(500, "CBC.5002"),
    ] {
        let peer = Peer::start().await.on(PATH, vec![no]);
        let (partner, _) = client(&peer);
        assert!(ask(&partner).await.is_err());
        assert_eq!(peer.count(PATH), 1);
    }
}

#[tokio::test]
async fn a_read_survives_lost_connections_and_reports_them() {
    let cut_short =
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"count\":";
    for answer in [&b""[..], &cut_short[..]] {
        let (url, count) = dropping(answer).await;
        let (partner, _) = client_with(config(&url));
        let failure = ask(&partner).await.unwrap_err();
        assert_eq!((failure.status, failure.fault, failure.unclear), (None, Fault::Vendor, false));
        assert_eq!(count.load(Ordering::SeqCst), 4);
    }
}

#[tokio::test]
async fn a_slow_drip_ends_with_the_deadline() {
    let mut config = config(&dripping().await);
    config.timeouts.total = Duration::from_millis(900);
    let (partner, _) = client_with(config);
    let begun = tokio::time::Instant::now();
    let failure = ask(&partner).await.unwrap_err();
    assert_eq!((failure.status, failure.unclear), (None, false));
    assert!(begun.elapsed() < Duration::from_millis(1_500), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn nobody_at_home_is_reported() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let (partner, _) = client_with(config(&url));
    let failure = ask(&partner).await.unwrap_err();
    assert_eq!((failure.status, failure.fault, failure.unclear), (None, Fault::Vendor, false));
    let health = partner.health();
    let entry = health.iter().find(|entry| entry.operation.id == "listSubCustomers").unwrap();
    assert_eq!(entry.health.calls, 4);
}

#[tokio::test]
async fn retry_after_is_obeyed() {
    let headers = vec![("retry-after", "1"), ("content-type", "application/json")];
    let throttled = Reply::Plain(429, headers, br#"{"error_code":"APIG.0308"}"#.to_vec());
    let peer = Peer::start().await.on(PATH, vec![throttled, json(200, EMPTY)]);
    let (partner, _) = client(&peer);
    let begun = tokio::time::Instant::now();
    assert!(ask(&partner).await.is_ok());
    assert!(begun.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn the_deadline_holds_whatever_happens() {
    let peer = Peer::start().await.on(PATH, vec![Reply::Silence]);
    let mut config = config(&peer.url);
    config.timeouts.read = Duration::from_millis(400);
    config.timeouts.total = Duration::from_millis(600);
    let (partner, _) = client_with(config);
    let begun = tokio::time::Instant::now();
    assert!(ask(&partner).await.is_err());
    assert!(begun.elapsed() < Duration::from_millis(1_500), "{:?}", begun.elapsed());
    assert_eq!(peer.count(PATH), 2);
}

#[tokio::test]
async fn a_crowd_waits_for_its_turn() {
    let peer = Peer::start().await.on(PATH, vec![json(200, EMPTY)]);
    let (partner, _) = client(&peer);
    let begun = tokio::time::Instant::now();
    let calls = (0..12).map(|_| ask(&partner));
    let outcomes = futures::future::join_all(calls).await;
    assert!(outcomes.iter().all(Result::is_ok));
    // Two at once, ten more at seven a second.
    assert!(begun.elapsed() >= Duration::from_millis(1_400), "{:?}", begun.elapsed());
    assert_eq!(peer.count(PATH), 12);
}

#[tokio::test]
async fn who_cannot_be_served_in_time_is_told_so() {
    let peer = Peer::start().await.on(PATH, vec![json(200, EMPTY)]);
    let mut config = config(&peer.url);
    config.timeouts.total = Duration::from_millis(800);
    // One at once and one a second.
    config.rate_percent = 20;
    let (partner, _) = client_with(config);
    let outcomes = futures::future::join_all((0..5).map(|_| ask(&partner))).await;
    let failures: Vec<_> = outcomes.into_iter().filter_map(Result::err).collect();
    assert_eq!(failures.len(), 4);
    assert!(failures.iter().all(|failure| failure.status.is_none() && failure.fault == Fault::Ours));
    assert_eq!(peer.count(PATH), 1);
}
