//! The audit log with its proof: who takes it away, what pages and figures say of it, and how its oldest part goes.

use crate::harness::TestDesk;
use chain::{Noted, Place, Written};
use jiff::Timestamp;
use model::audit::{AuditAction, AuditOutcome};
use model::users::Role;
use partnerdesk::server::ctx::Ctx;
use partnerdesk::server::service::audit_proof::{self, NotRetired};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::time::Duration;

const FILE: &str = "/activity/proof";
const DAY: Duration = Duration::from_secs(86_400);

fn verified(file: &[u8], noted: Option<Noted>) -> Written {
    chain::verify_file(file, noted).unwrap().unwrap()
}

#[tokio::test]
async fn administrators_take_the_log_away_and_anybody_can_verify_it() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let page = admin.get(FILE).await;
    assert_eq!((page.status, page.header("content-type")), (200, "application/x-ndjson"));
    assert!(
        page.header("content-disposition").contains(".jsonl\""),
        "{}",
        page.header("content-disposition")
    );
    assert_eq!(page.header("content-length"), page.body.len().to_string());
    let report = verified(page.body.as_bytes(), None).report;
    assert!(report.sealed.entries >= 2, "users were added, and somebody signed in: {report:?}");
    let (entry, _) = desk.newest(AuditAction::Export).await;
    assert_eq!((entry.outcome, entry.subject.as_deref()), (AuditOutcome::Done, Some("audit-log")));
    let rows = report.sealed.all() + report.tail.counts.all();
    assert_eq!(entry.facts, [("rows".to_owned(), rows.to_string())]);

    let changed = page.body.replacen("\"actor\":\"", "\"actor\":\"x", 1);
    let misfit = chain::verify_file(changed.as_bytes(), None).unwrap().unwrap_err();
    assert!(matches!(misfit.place, Place::Row { position: 1, .. }), "{misfit}");
}

#[tokio::test]
async fn nobody_else_takes_it_away() {
    let desk = TestDesk::start().await;
    for role in [Role::Manager, Role::Support] {
        let client = desk.signed_in(role).await;
        assert_eq!(client.get(FILE).await.status, 403, "{role:?}");
        assert!(!client.get("/activity").await.body.contains(FILE), "{role:?} is offered it");
    }
    assert!(!desk.anonymous().get(FILE).await.body.contains("\"sealed\""));
    let admin = desk.signed_in(Role::Administrator).await;
    let ahead = admin.request(reqwest::Method::GET, FILE).header("sec-purpose", "prefetch");
    assert_eq!(admin.send(ahead).await.status, 503);
    assert_eq!(desk.entries(AuditAction::Export).await, 0);
    assert!(admin.get("/activity").await.body.contains(FILE));
}

#[tokio::test]
async fn pages_and_figures_say_how_far_the_log_is_sealed() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let page = admin.get("/activity").await;
    page.says("Nothing sealed yet");
    page.says("rows wait");
    audit_proof::seal(&desk.desk).await.unwrap();
    let state = desk.desk.store.seal_state().await.unwrap();
    let hash = state.checkpoint.unwrap().hash.to_string();
    let page = admin.get("/activity").await;
    page.says("Sealed until");
    page.says("no row waits");
    page.says(&hash);
    assert!(!admin.get("/status").await.body.contains("has not been sealed"));
    let figures = desk.anonymous().get("/metrics").await;
    assert!(figures.body.contains("audit_unsealed_rows 0"), "{}", figures.body);
    assert!(!figures.body.contains(&hash), "the hour is not over");

    desk.pass(Duration::from_secs(3_600));
    let figures = desk.anonymous().get("/metrics").await;
    assert!(figures.body.contains(&format!("audit_checkpoint{{hash=\"{hash}\"}} ")), "{}", figures.body);
    assert!(figures.body.contains("audit_seal_behind 0"), "{}", figures.body);

    // A row that waits too long.
    desk.add_user("late", Role::Support).await;
    let admin = desk.signed_in(Role::Administrator).await;
    desk.pass(Duration::from_secs(301));
    for path in ["/activity", "/status"] {
        admin.get(path).await.says("has not been sealed for more than 5 minutes");
    }
    let figures = desk.anonymous().get("/metrics").await;
    assert!(figures.body.contains("audit_seal_behind 1"), "{}", figures.body);
}

fn ctx(desk: &TestDesk) -> Ctx {
    Ctx::system("test", desk.desk.ids.request_id())
}

async fn retire(desk: &TestDesk, before: Timestamp, out: &Path) -> Result<audit_proof::Retired, NotRetired> {
    audit_proof::retire(&desk.desk, &ctx(desk), before, out).await
}

#[tokio::test]
async fn the_oldest_part_is_retired_into_a_file_that_proves_it() {
    let desk = TestDesk::start().await;
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("old.jsonl");
    desk.signed_in(Role::Administrator).await;
    let now = || desk.desk.clock.now();
    assert!(matches!(retire(&desk, now(), &out).await, Err(NotRetired::TooYoung)));
    let long_ago = Timestamp::from_second(now().as_second() - 40 * 86_400).unwrap();
    assert!(matches!(retire(&desk, long_ago, &out).await, Err(NotRetired::Nothing)));
    assert!(!out.exists());

    let end = now();
    desk.pass(DAY * 40);
    desk.add_user("young", Role::Support).await;
    let before = Timestamp::from_second(end.as_second() + 86_400).unwrap();
    std::fs::write(&out, "precious").unwrap();
    assert!(matches!(
        retire(&desk, before, &out).await,
        Err(NotRetired::NotWritten(_) | NotRetired::File(_))
    ));
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "precious", "a file that is there stays");
    std::fs::remove_file(&out).unwrap();

    let all = desk.desk.store.seal_state().await.unwrap().checkpoint.unwrap().last;
    let retired = retire(&desk, before, &out).await.unwrap();
    assert!(!retired.is_more);
    let file = chain::verify_file(BufReader::new(File::open(&out).unwrap()), None).unwrap().unwrap();
    assert_eq!((file.hash, file.report.sealed.all()), (retired.retirement.file, retired.retirement.rows));
    assert!(file.report.is_range && file.report.last.as_ref() == Some(&retired.through));
    assert!(retired.through.last <= all);

    let noted = retired.through.hash.to_string().parse().unwrap();
    let store = &desk.desk.store;
    let report = audit_proof::verify(store, Some(noted), now()).await.unwrap().unwrap();
    assert_eq!(report.base.as_ref(), Some(&retired.through));
    let (entry, _) = desk.newest(AuditAction::RetireAudit).await;
    assert_eq!((entry.actor.as_str(), entry.outcome), ("system", AuditOutcome::Done));
    assert_eq!(entry.subject.as_deref(), Some("old.jsonl"));
    assert_eq!(entry.facts, retired.retirement.facts());
    let admin = desk.signed_in(Role::Administrator).await;
    admin.get(&format!("/activity/{}", entry.id)).await.says("Retire activity log");
    let page = admin.get(FILE).await;
    assert_eq!(verified(page.body.as_bytes(), None).report.retirements, [retired.retirement]);
}

#[tokio::test]
async fn a_log_that_was_changed_is_not_retired() {
    let desk = TestDesk::start().await;
    let folder = tempfile::tempdir().unwrap();
    desk.signed_in(Role::Administrator).await;
    audit_proof::seal(&desk.desk).await.unwrap();
    let before = Timestamp::from_second(desk.desk.clock.now().as_second() + 86_400).unwrap();
    desk.pass(DAY * 40);
    let unprotect = if desk.database().starts_with("sqlite:") {
        "DROP TRIGGER audit_entries_stay"
    } else {
        "ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_stay"
    };
    desk.run_sql(unprotect).await;
    desk.run_sql("UPDATE audit_entries SET actor = 'somebody' WHERE key = 1").await;
    let rows = desk.stored().await["audit_entries"].rows;
    let refused = retire(&desk, before, &folder.path().join("old.jsonl")).await;
    assert!(matches!(refused, Err(NotRetired::Misfit(_))), "{refused:?}");
    assert_eq!(desk.stored().await["audit_entries"].rows, rows);
}
