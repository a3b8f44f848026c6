//! Exports are audited, never made by prefetching, and complete or visibly broken.

use crate::harness::{Table, TestDesk, named};
use model::audit::{AuditAction, AuditOutcome};
use model::error::AppError;
use model::lists::CustomerFilter;
use model::users::Role;
use partnerdesk::server::ctx::Ctx;
use partnerdesk::server::service::Error;
use partnerdesk::server::service::export::{self, FileKind};
use std::time::Duration;

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
    for method in [reqwest::Method::HEAD, reqwest::Method::POST] {
        let request = admin.request(method, "/export/customers").header("origin", &desk.base);
        assert_eq!(admin.send(request).await.status, 405);
    }
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
    let mut file = export::begin(&desk.desk, &ctx, CustomerFilter::default(), FileKind::Csv).await.unwrap();
    desk.desk.store.close().await;
    let mut last = None;
    while let Some(part) = file.next().await {
        last = Some(part);
    }
    assert!(matches!(last, Some(Err(Error::Broken(_)))));
    let ended = export::begin(&desk.desk, &ctx, CustomerFilter::default(), FileKind::Csv).await;
    assert!(matches!(ended, Err(Error::Broken(_))), "what cannot be recorded does not leave");
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
