//! Audit entries of writes.

use crate::harness::TestDesk;
use model::audit::{ApiCall, AuditAction, AuditEntry, AuditOutcome};
use model::error::{AppError, Fault, PartnerFailure};
use model::lists::ActivityFilter;
use model::users::Role;
use partnerdesk::server::ctx::Ctx;
use partnerdesk::server::service::{Error, audit};
use partnerdesk::server::store::Scope;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

fn system(desk: &TestDesk) -> Ctx {
    Ctx::system("test", desk.desk.ids.request_id())
}

/// The newest entry of an action, with its calls.
async fn newest(desk: &TestDesk, action: AuditAction) -> (AuditEntry, Vec<ApiCall>) {
    let filter = ActivityFilter { action: Some(action), ..ActivityFilter::default() };
    let found = desk.desk.store.list_entries(&Scope::All, None, &filter).await.unwrap();
    let entry = found.rows.into_iter().next().expect("an entry").entry;
    let calls = desk.desk.store.calls_of(&entry.id).await.unwrap();
    (entry, calls)
}

fn failure(unclear: bool) -> PartnerFailure {
    PartnerFailure {
        operation: "freezeSubCustomers".into(),
        code: Some("CBC.0999".into()),
        message: None,
        status: Some(500),
        request_id: None,
        fault: Fault::Vendor,
        unclear,
        paused_until: None,
    }
}

#[tokio::test]
async fn an_entry_says_how_the_action_ended() {
    let desk = TestDesk::start().await;
    for (result, outcome, code) in [
        (Ok(()), AuditOutcome::Done, None),
        (Err(Error::from(failure(false))), AuditOutcome::Failed, Some("CBC.0999")),
        (Err(Error::from(failure(true))), AuditOutcome::Unknown, Some("CBC.0999")),
        (Err(Error::from(AppError::NotFound)), AuditOutcome::Failed, Some("not-found")),
    ] {
        let facts = vec![("reason".to_owned(), "test".to_owned())];
        let ctx = system(&desk);
        audit::around(&desk.desk, &ctx, AuditAction::Freeze, None, Some("x"), facts, async { result })
            .await
            .ok();
        let (entry, _) = newest(&desk, AuditAction::Freeze).await;
        assert_eq!((entry.outcome, entry.code.as_deref()), (outcome, code));
        assert_eq!((entry.actor.as_str(), entry.subject.as_deref()), ("system", Some("x")));
        assert_eq!(entry.facts, [("reason".to_owned(), "test".to_owned())]);
        desk.pass(Duration::from_secs(1));
    }
}

#[tokio::test]
async fn what_cannot_be_recorded_is_not_done() {
    let desk = TestDesk::start().await;
    let ctx = system(&desk);
    desk.desk.store.close().await;
    let done = AtomicBool::new(false);
    let ended = audit::around(&desk.desk, &ctx, AuditAction::Freeze, None, None, Vec::new(), async {
        done.store(true, Ordering::SeqCst);
        Ok(())
    })
    .await;
    assert!(matches!(ended, Err(Error::Broken(_))));
    assert!(!done.load(Ordering::SeqCst));
}

#[tokio::test]
async fn an_action_bears_who_did_it_and_the_calls_behind_it() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let fields = [("id", customer.id.as_str()), ("reason", "late payer")];
    let page = admin.call("freeze_customer", &fields).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let (entry, calls) = newest(&desk, AuditAction::Freeze).await;
    assert_eq!((entry.actor.as_str(), entry.outcome), ("administrator", AuditOutcome::Done));
    assert_eq!(entry.customer, Some(customer.id));
    assert_eq!(entry.request.as_str(), page.header("x-request-id"), "one id from the answer to the log");
    assert!(calls.iter().any(|call| call.operation == "freezeSubCustomers"), "{calls:?}");
}

#[tokio::test]
async fn a_write_goes_on_when_the_browser_hangs_up() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let admin = desk.signed_in(Role::Administrator).await;
    desk.fail_next("freezeSubCustomers", "late_reply", 1500).await;
    let fields = [("id", customer.id.as_str()), ("reason", "closed the tab")];
    let post = admin.post("/api/freeze_customer", &fields).header("origin", &desk.base);
    let gone = post.timeout(Duration::from_millis(700)).send().await;
    assert!(gone.is_err_and(|error| error.is_timeout()), "the browser did not wait");
    assert_eq!(newest(&desk, AuditAction::Freeze).await.0.outcome, AuditOutcome::Open, "still under way");
    for _ in 0..50 {
        if newest(&desk, AuditAction::Freeze).await.0.outcome == AuditOutcome::Done {
            return;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("the write was broken off: {:?}", newest(&desk, AuditAction::Freeze).await);
}
