//! Which origins may post changes.

use crate::harness::{PASSWORD, TestDesk};
use model::users::Role;
use reqwest::Method;
use std::io;
use std::sync::{Arc, Mutex};

#[tokio::test]
async fn changes_from_other_sites_are_refused() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Administrator).await;
    let own = desk.base.clone();
    for (headers, status) in [
        (vec![("origin", own.as_str())], 200),
        (vec![("origin", own.as_str()), ("sec-fetch-site", "same-origin")], 200),
        (vec![("sec-fetch-site", "same-origin")], 200),
        (vec![], 403),
        (vec![("origin", "https://evil.example")], 403),
        (vec![("origin", "null")], 403),
        (vec![("origin", own.as_str()), ("sec-fetch-site", "cross-site")], 403),
        (vec![("sec-fetch-site", "cross-site")], 403),
        (vec![("sec-fetch-site", "same-site")], 403),
    ] {
        let mut post = client.request(Method::POST, "/api/overview").header("accept", "application/json");
        for (name, value) in &headers {
            post = post.header(*name, *value);
        }
        assert_eq!(client.send(post).await.status, status, "{headers:?}");
    }
}

/// What is logged while it lives, by tasks of this thread: the desk of a test has all of its tasks there.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_names_both_origins_and_the_setting() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Administrator).await;
    let post = client.request(Method::POST, "/api/overview").header("origin", "https://desk.example:8443");
    assert_eq!(client.send(post).await.status, 403);
    let written = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let line = written
        .lines()
        .find(|line| line.contains("from another origin"))
        .unwrap_or_else(|| panic!("{written}"));
    for named in ["WARN", "https://desk.example:8443", desk.base.as_str(), "PARTNERDESK_ORIGIN"] {
        assert!(line.contains(named), "{named} is not in {line}");
    }
}

#[tokio::test]
async fn another_site_cannot_sign_anybody_in() {
    let desk = TestDesk::start().await;
    let client = desk.anonymous();
    let post = client
        .post("/api/sign_in", &[("name", "support"), ("password", PASSWORD)])
        .header("accept", "text/html");
    let post = post.header("origin", "https://evil.example");
    let page = client.send(post).await;
    assert_eq!(page.status, 403);
    assert_eq!(client.session(), None);
    assert!(page.header("content-type").starts_with("text/html"), "people get a page: {page:?}");
}

#[tokio::test]
async fn nothing_changes_by_reading() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Administrator).await;
    for call in [
        "set_budget",
        "freeze_customer",
        "pay_order",
        "cancel_order",
        "renew",
        "auto_renew",
        "change_resources",
        "write_note",
        "withdraw_note",
        "end_follow_up",
        "pass_on_follow_up",
        "dismiss_mention",
        "sign_out",
    ] {
        let status = client.get(&format!("/api/{call}")).await.status;
        assert!(status == 404 || status == 405, "{call}: {status}");
    }
    assert_eq!(client.get("/").await.status, 200, "still signed in");
}
