//! Bulk jobs: their rows change state once, together with their audit entries.

use crate::builders::{
    audit_id, budget, bulk_id, call, customer, customer_id, entry, failure, later, now, order_id, user,
    user_id,
};
use crate::support::{ALL, Desk, all, both};
use model::audit::{AuditAction, AuditEntry, AuditOutcome};
use model::budgets::{BudgetType, FreezeBehaviour};
use model::bulk::{
    Bulk, BulkKind, BulkRow, BulkState, FileFormat, RoundUp, RowState, SkipReason, Target, Total,
};
use model::customers::Customer;
use model::lists::{BulkFilter, BulkJobFilter};
use model::money::Currency;
use model::page::Paging;
use model::raise::RaiseFor;
use partnerdesk::server::store::{Completion, Confirmation, Fetch, RowChange, RowEntry, Scope, Started};

fn target(amount: &str) -> Option<Target> {
    Some(Target { amount: Some(amount.parse().unwrap()), kind: Some(BudgetType::Package) })
}

pub fn job(id: &str, user: &str) -> Bulk {
    Bulk {
        id: bulk_id(id),
        kind: BulkKind::File,
        operand: String::new(),
        rounding: Some(RoundUp::Fifty),
        file: Some(FileFormat::Workbook { sheet: "预算".to_owned(), header: 3, hidden: 1 }),
        state: BulkState::Draft,
        rows: 3,
        chosen: Some(2),
        from_mirror: 1,
        seen_since: Some(later(-60)),
        totals: vec![Total {
            cuts: 1,
            freezes: 2,
            currency: Currency::usd(),
            count: 2,
            before: "300.10".parse().unwrap(),
            after: "400.1000".parse().unwrap(),
            raised: Some("100".parse().unwrap()),
        }],
        undoes: None,
        user: user_id(user),
        created_by: user.to_owned(),
        created_at: now(),
        confirmed_at: None,
        confirmed_by: None,
        confirmed_by_id: None,
        decided_at: None,
        decided_by: None,
        decided_by_id: None,
        ended_at: None,
        reason: None,
        raise_for: Some(RaiseFor::Order(order_id("CS1"))),
    }
}

/// The confirmation of a dry run, of nobody with limits.
pub fn to(to: BulkState) -> Confirmation<'static> {
    Confirmation { to, reason: None, commitment: None }
}

pub fn row(job: &str, line: u32) -> BulkRow {
    BulkRow {
        job: bulk_id(job),
        line,
        given: format!("c{line}"),
        given_amount: "200.0500".to_owned(),
        customer: Some(customer_id(&format!("c{line}"))),
        name: Some("北京 Ltd.".to_owned()),
        currency: Some(Currency::usd()),
        before: target("150.05"),
        used: Some("12.340".parse().unwrap()),
        after: target("200.0500"),
        behaviour_before: Some(FreezeBehaviour::Manual),
        behaviour: Some(FreezeBehaviour::Automatic),
        lift_freeze: true,
        state: RowState::Waiting,
        skip_reason: None,
        failure: None,
        actual: None,
        audit: None,
        tries: 0,
        sent_at: None,
        checked_at: None,
        ended_at: None,
        task: None,
    }
}

/// Two rows to send and a skipped one.
pub fn rows(job: &str) -> Vec<BulkRow> {
    let out = BulkRow {
        state: RowState::Skipped,
        skip_reason: Some(SkipReason::Twice),
        after: None,
        ..row(job, 4)
    };
    vec![row(job, 2), row(job, 3), out]
}

fn of(job: &str, state: Option<RowState>) -> BulkFilter {
    BulkFilter { job: Some(bulk_id(job)), state, paging: Paging::default() }
}

pub fn begun(id: &str, action: AuditAction) -> AuditEntry {
    entry(id, action, None)
}

/// A running job of `u1` with two rows to send.
pub async fn running(desk: &Desk, id: &str) {
    desk.store.add_bulk(&job(id, "u1"), &rows(id)).await.unwrap();
    let entry = begun(&format!("a-{id}"), AuditAction::BulkBudgets);
    assert_eq!(
        desk.store.start_bulk(&bulk_id(id), to(BulkState::Running), &entry, later(1)).await.unwrap(),
        Started::Done
    );
}

pub async fn read(desk: &Desk, job: &str, line: u32) -> BulkRow {
    let found = desk.store.list_bulk_rows(&ALL, &of(job, None)).await.unwrap().rows;
    found.into_iter().find(|row| row.line == line).unwrap()
}

fn done(id: &model::ids::AuditId) -> Completion<'_> {
    Completion { id, outcome: AuditOutcome::Done, code: None, facts: &[], calls: &[] }
}

#[tokio::test]
async fn a_dry_run_reads_back_digit_for_digit_and_is_the_maker_s() {
    both(async |desk| {
        let (own, other) = (Scope::Assigned(user_id("u1")), Scope::Assigned(user_id("u2")));
        desk.store.add_bulk(&job("j1", "u1"), &rows("j1")).await.unwrap();
        let theirs: Vec<_> = rows("j1").into_iter().filter_map(|row| row.customer).collect();
        let shown = desk.store.list_bulk_rows(&own, &of("j1", None)).await.unwrap().rows;
        assert!(shown.iter().all(|row| row.customer.is_none()), "no customer is the maker's yet");
        desk.store.add_user(&user("u1", "Mia"), "hash").await.unwrap();
        desk.store.assign(&user_id("u1"), &theirs).await.unwrap();
        for scope in [&ALL, &own] {
            assert_eq!(desk.store.bulk(scope, &bulk_id("j1")).await.unwrap(), Some(job("j1", "u1")));
            let found = desk.store.list_bulk_rows(scope, &of("j1", None)).await.unwrap();
            assert_eq!(found.rows, rows("j1"));
        }
        assert_eq!(desk.store.bulk(&other, &bulk_id("j1")).await.unwrap(), None);
        assert!(desk.store.list_bulk_rows(&other, &of("j1", None)).await.unwrap().rows.is_empty());
        assert!(
            desk.store
                .take_bulk_rows(&other, &of("j1", None), Fetch::Many(None))
                .await
                .unwrap()
                .rows
                .is_empty()
        );
        assert_eq!(
            desk.store.bulk_tally(&bulk_id("j1")).await.unwrap().iter().map(|(_, count)| count).sum::<u64>(),
            3
        );
        assert_eq!(desk.store.bulk_reasons(&bulk_id("j1")).await.unwrap(), [(SkipReason::Twice, 1)]);
        assert!(desk.store.running_bulks().await.unwrap().is_empty());
        assert!(
            desk.store.list_bulks(&ALL, &BulkJobFilter::default()).await.unwrap().rows.is_empty(),
            "not confirmed"
        );
        assert_eq!(desk.store.delete_drafts_before(later(1)).await.unwrap(), 1);
        assert!(desk.store.list_bulk_rows(&ALL, &of("j1", None)).await.unwrap().rows.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_ten_who_send_a_row_one_does() {
    both(async |desk| {
        running(&desk, "j1").await;
        let tasks = (0..10).map(|number| {
            let store = desk.store.clone();
            tokio::spawn(async move {
                let entry = entry(&format!("b{number}"), AuditAction::SetBudget, Some("c2"));
                store.send_row(&row("j1", 2), &entry).await.unwrap()
            })
        });
        let sent = all(tasks).await.into_iter().enumerate();
        let sent: Vec<_> = sent.filter_map(|(number, sent)| sent.then_some(number)).collect();
        assert_eq!(sent.len(), 1, "{sent:?}");
        let row = read(&desk, "j1", 2).await;
        assert_eq!((row.state, row.sent_at), (RowState::Sent, Some(now())));
        assert_eq!(row.audit, Some(audit_id(&format!("b{}", sent[0]))), "the losers wrote no entry");
        for number in (0..10).filter(|number| *number != sent[0]) {
            let id = audit_id(&format!("b{number}"));
            assert_eq!(desk.store.entry(&ALL, None, &id).await.unwrap(), None);
        }
    })
    .await;
}

#[tokio::test]
async fn a_row_goes_through_its_life_with_its_entry() {
    both(async |desk| {
        running(&desk, "j1").await;
        let (first, second) = (row("j1", 2), row("j1", 3));
        desk.store.count_failed_read(&first).await.unwrap();
        let waiting = desk.store.waiting_rows(&bulk_id("j1"), 10).await.unwrap();
        let lines: Vec<_> = waiting.iter().map(|row| (row.line, row.tries)).collect();
        assert_eq!(lines, [(3, 0), (2, 1)], "what was tried in vain comes last");

        let id = audit_id("b1");
        assert!(desk.store.send_row(&first, &entry("b1", AuditAction::SetBudget, Some("c2"))).await.unwrap());
        assert_eq!(desk.store.mark_orphaned_rows().await.unwrap(), 1);
        let unknown = desk.store.unknown_rows(now(), 10).await.unwrap();
        assert_eq!(unknown.iter().map(|row| row.line).collect::<Vec<_>>(), [2]);
        desk.store
            .record_row_check(&unknown[0], &[call("showSubCustomerBudget", Some(200))], later(5))
            .await
            .unwrap();
        assert!(desk.store.unknown_rows(later(4), 10).await.unwrap().is_empty(), "looked at since");
        assert_eq!(desk.store.unknown_rows(later(5), 10).await.unwrap().len(), 1);
        assert!(!desk.store.complete_bulk(&bulk_id("j1"), later(6)).await.unwrap(), "rows are open");

        let change = RowChange { actual: target("200.05"), ..RowChange::at(later(9)) };
        let from = [RowState::Unknown];
        let moved =
            desk.store.move_row(&first, &from, RowState::Done, &change, RowEntry::Completed(done(&id))).await;
        assert!(moved.unwrap());
        let again = desk
            .store
            .move_row(&first, &from, RowState::NotDone, &change, RowEntry::Completed(done(&id)))
            .await;
        assert!(!again.unwrap(), "it has moved");
        let row = read(&desk, "j1", 2).await;
        assert_eq!((row.state, row.ended_at, row.actual), (RowState::Done, Some(later(9)), target("200.05")));
        assert_eq!(desk.store.calls_of(&id).await.unwrap().len(), 1);

        let refused = AuditEntry {
            outcome: AuditOutcome::Failed,
            code: Some("CBC.1".into()),
            ..entry("b2", AuditAction::SetBudget, Some("c3"))
        };
        let change = RowChange { failure: Some(failure("CBC.1")), ..RowChange::at(later(10)) };
        let calls = [call("showSubCustomerBudget", Some(500))];
        let end = RowEntry::Ended(&refused, &calls);
        assert!(
            desk.store
                .move_row(&second, &[RowState::Waiting], RowState::Refused, &change, end)
                .await
                .unwrap()
        );
        let row = read(&desk, "j1", 3).await;
        assert_eq!(
            (row.failure, row.audit, row.sent_at),
            (Some(failure("CBC.1")), Some(audit_id("b2")), None)
        );

        assert_eq!(desk.store.undoable_count(&bulk_id("j1")).await.unwrap(), 1, "done, and sent from here");
        assert!(desk.store.complete_bulk(&bulk_id("j1"), later(11)).await.unwrap());
        let job = desk.store.bulk(&ALL, &bulk_id("j1")).await.unwrap().unwrap();
        assert_eq!((job.state, job.ended_at), (BulkState::Done, Some(later(11))));
        let entry = desk.store.entry(&ALL, None, &audit_id("a-j1")).await.unwrap().unwrap().entry;
        assert_eq!(entry.outcome, AuditOutcome::Done);
        for fact in [("rows-done", "1"), ("rows-refused", "1"), ("rows-left-out", "1")] {
            assert!(entry.facts.contains(&(fact.0.into(), fact.1.into())), "{:?}", entry.facts);
        }
    })
    .await;
}

#[tokio::test]
async fn a_paused_job_sends_nothing_and_a_cancelled_one_has_ended() {
    both(async |desk| {
        running(&desk, "j1").await;
        let id = bulk_id("j1");
        let live = [BulkState::Running, BulkState::Paused];
        let pause = begun("p1", AuditAction::PauseBulk);
        assert!(
            desk.store.move_bulk(&id, &live[..1], BulkState::Paused, Some(&pause), later(2)).await.unwrap()
        );
        assert!(!desk.store.send_row(&row("j1", 2), &begun("b1", AuditAction::SetBudget)).await.unwrap());
        assert!(desk.store.running_bulks().await.unwrap().is_empty());
        assert!(desk.store.move_bulk(&id, &live[1..], BulkState::Running, None, later(3)).await.unwrap());
        assert!(desk.store.send_row(&row("j1", 2), &begun("b1", AuditAction::SetBudget)).await.unwrap());
        assert!(desk.store.move_bulk(&id, &live, BulkState::Cancelled, None, later(4)).await.unwrap());
        assert_eq!(read(&desk, "j1", 3).await.state, RowState::Cancelled);
        assert_eq!(read(&desk, "j1", 2).await.state, RowState::Sent, "what left is settled all the same");
        assert!(!desk.store.move_bulk(&id, &live, BulkState::Running, None, later(5)).await.unwrap());
        let ended = desk.store.entry(&ALL, None, &audit_id("a-j1")).await.unwrap().unwrap().entry;
        assert_eq!(ended.code.as_deref(), Some("cancelled"));
    })
    .await;
}

#[tokio::test]
async fn customers_are_found_by_account_name_then_by_name_whole_and_in_scope() {
    both(async |desk| {
        let named = |id: &str, account: &str, name: &str| Customer {
            account_name: account.to_owned(),
            ..customer(id, name)
        };
        let all = [
            named("c1", "acme_100%", "Acme"),
            named("c2", "acme_100%-two", "Acme"),
            named("c3", "Acme", "Other 北京"),
            named("c4", "four", "北京"),
        ];
        desk.store.upsert_customers(&all, now()).await.unwrap();
        desk.store.upsert_budgets(&[budget("c1", "500", "1")], now()).await.unwrap();
        for (name, expected) in [
            ("ACME_100%", vec!["c1"]),
            ("acme", vec!["c3"]),
            ("北京", vec!["c4"]),
            ("acme_100", vec![]),
            ("", vec![]),
        ] {
            let mut found = desk.store.customers_called(&ALL, name).await.unwrap();
            found.sort();
            assert_eq!(found.iter().map(|id| id.as_str()).collect::<Vec<_>>(), expected, "{name:?}");
        }
        let nobody = Scope::Assigned(user_id("nobody"));
        assert!(desk.store.customers_called(&nobody, "acme_100%").await.unwrap().is_empty());
        assert!(desk.store.known_customers(&nobody, &[customer_id("c1")]).await.unwrap().is_empty());
        let known = desk.store.known_customers(&ALL, &[customer_id("c1"), customer_id("x")]).await.unwrap();
        assert_eq!(known.len(), 1);
        assert_eq!(
            known[0].budget.as_ref().map(|(budget, at)| (budget.amount.unwrap().to_string(), *at)),
            Some(("500".into(), now()))
        );
    })
    .await;
}
