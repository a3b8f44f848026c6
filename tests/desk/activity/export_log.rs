//! Exports are audited, never made by prefetching, and complete or visibly broken.

use crate::harness::{Client, Table, TestDesk, named};
use model::audit::{AuditAction, AuditOutcome};
use model::error::AppError;
use model::lists::CustomerFilter;
use model::users::Role;
use partnerdesk::server::ctx::Ctx;
use partnerdesk::server::service::Error;
use partnerdesk::server::service::export::{self, FileKind};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[tokio::test]
async fn data_that_leaves_the_house_stands_in_the_log() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let support = desk.signed_in(Role::Support).await;
    let page = support.get("/export/customers?frozen=0&q=a&page=2").await;
    let rows = Table::of(&page).rows.len().to_string();
    let (entry, calls) = desk.newest(AuditAction::Export).await;
    assert_eq!((entry.actor.as_str(), entry.outcome), ("support", AuditOutcome::Done));
    assert_eq!(entry.subject.as_deref(), Some("customers"));
    assert_eq!(entry.facts, [("filter".into(), "q=a, frozen=0".into()), ("rows".into(), rows)]);
    assert_eq!(entry.request.as_str(), page.header("x-request-id"));
    assert!(entry.completed_at.is_some() && calls.is_empty());
    let listed = support.get("/activity?deed=export").await;
    listed.says("Export list");
    assert_eq!(support.shown("/activity?deed=export").await, [entry.id.to_string()]);
    let log = support.file("/activity?deed=export").await;
    assert_eq!(log.column("entry_id"), [entry.id.as_str()], "the export under way is not in it");
    assert_eq!(log.column("facts"), [format!("filter: q=a, frozen=0\nrows: {}", entry.facts[1].1)]);
}

#[tokio::test]
async fn an_export_is_made_on_purpose() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let ahead = admin.request(reqwest::Method::GET, "/export/customers").header("sec-purpose", "prefetch");
    assert_eq!(admin.send(ahead).await.status, 503);
    let posted = admin.request(reqwest::Method::POST, "/export/customers").header("origin", &desk.base);
    assert_eq!(admin.send(posted).await.status, 405);
    let asked = admin.send(admin.request(reqwest::Method::HEAD, "/export/customers")).await;
    assert_eq!((asked.status, asked.header("content-type")), (200, "text/csv; charset=utf-8"));
    assert_eq!(desk.entries(AuditAction::Export).await, 0);
    assert_eq!(admin.get("/export/users").await.status, 404);
    let empty = admin.get("/customers?q=zzzz").await;
    assert!(!empty.body.contains("/export"), "nothing to take away");
}

/// A desk with more customers than two batches, and its administrator's context.
async fn crowded() -> (TestDesk, Ctx) {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let like = desk.customer().await;
    let many: Vec<_> = (0..2_000).map(|index| named(&like, &format!("m{index}"), "Many")).collect();
    desk.desk.store.upsert_customers(&many, desk.desk.clock.now()).await.unwrap();
    let ctx = Ctx::system("test", desk.desk.ids.request_id());
    (desk, ctx)
}

#[tokio::test]
async fn an_export_that_is_broken_off_says_so() {
    let (desk, ctx) = crowded().await;
    let file = export::begin(&desk.desk, &ctx, CustomerFilter::default(), FileKind::Csv).await.unwrap();
    assert_eq!(
        desk.newest(AuditAction::Export).await.0.outcome,
        AuditOutcome::Open,
        "opened before the rows leave"
    );
    drop(file);
    for _ in 0..100 {
        let (entry, _) = desk.newest(AuditAction::Export).await;
        if entry.outcome != AuditOutcome::Open {
            assert_eq!((entry.outcome, entry.code.as_deref()), (AuditOutcome::Failed, Some("broken-off")));
            let rows: u32 = entry.facts.last().unwrap().1.parse().unwrap();
            assert!(rows < 2_000, "{rows}");
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the entry stays open");
}

#[tokio::test]
async fn a_database_that_fails_in_the_middle_leaves_no_whole_file() {
    let (desk, ctx) = crowded().await;
    // A row of the last batch that cannot be read.
    desk.run_sql("UPDATE customers SET body = '{' WHERE id = 'm1999'").await;
    let failed = export::begin(&desk.desk, &ctx, CustomerFilter::default(), FileKind::Csv).await;
    assert!(matches!(failed, Err(Error::Broken(_))), "nothing of it leaves");
    assert_eq!(desk.newest(AuditAction::Export).await.0.outcome, AuditOutcome::Failed);
    let client = desk.signed_in(Role::Support).await;
    assert_eq!(client.get("/export/customers").await.status, 500);
    desk.desk.store.close().await;
    let ended = export::begin(&desk.desk, &ctx, CustomerFilter::default(), FileKind::Csv).await;
    assert!(matches!(ended, Err(Error::Broken(_))), "what cannot be recorded does not leave");
}

/// An answer as it comes over the socket.
async fn raw(desk: &TestDesk, client: &Client, version: &str) -> (String, Vec<u8>) {
    let cookie = format!("{}={}", client.session_cookie().unwrap(), client.session().unwrap());
    let mut socket = TcpStream::connect(desk.base.strip_prefix("http://").unwrap()).await.unwrap();
    let request = format!(
        "GET /export/customers {version}\r\nHost: desk\r\nCookie: {cookie}\r\nConnection: close\r\n\
         Accept-Encoding: gzip, br\r\n\r\n"
    );
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).await.unwrap();
    let end = answer.windows(4).position(|part| part == b"\r\n\r\n").unwrap();
    let body = answer.split_off(end + 4);
    (String::from_utf8(answer).unwrap().to_lowercase(), body)
}

#[tokio::test]
async fn a_file_tells_its_length_to_every_client_and_proxy() {
    let (desk, _) = crowded().await;
    let client = desk.signed_in(Role::Support).await;
    for version in ["HTTP/1.0", "HTTP/1.1"] {
        let (head, body) = raw(&desk, &client, version).await;
        assert!(head.contains(" 200 "), "{head}");
        assert!(head.contains(&format!("content-length: {}\r\n", body.len())), "{head}");
        assert!(!head.contains("content-encoding") && !head.contains("transfer-encoding"), "{head}");
        assert!(body.len() > 100_000);
    }
}

#[tokio::test]
async fn a_database_that_is_gone_is_told_without_its_words() {
    let desk = TestDesk::start().await;
    let client = desk.signed_in(Role::Support).await;
    desk.desk.store.close().await;
    for accept in ["text/html", "application/json"] {
        let ask = client.request(reqwest::Method::GET, "/export/customers").header("accept", accept);
        let page = client.send(ask).await;
        assert!(page.status == 500 || page.status == 303, "{}", page.status);
        assert!(!page.body.to_lowercase().contains("sqlx") && !page.body.contains("pool"), "{}", page.body);
        if accept == "application/json" && page.status == 500 {
            assert!(matches!(page.error(), AppError::Internal(_)));
        }
    }
}
