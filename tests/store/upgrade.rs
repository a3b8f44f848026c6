//! A filled database from before limits per day, files of several kinds and the new way of comparing
//! texts. Its rows are written here as the desk of that time wrote them.

use crate::builders::*;
use crate::bulk::to;
use crate::support::{ALL, bare};
use model::audit::{AuditAction, AuditOutcome};
use model::bulk::{BulkState, RowState};
use model::limits::Pool;
use model::lists::CustomerFilter;
use model::money::Currency;
use partnerdesk::server::store::{Completion, RowChange, RowEntry, Started};

/// The last migration of that time.
const BEFORE: i64 = 19;

/// A job that another person has to approve, one that runs, and a dry run.
const JOBS: &str = r#"
INSERT INTO bulk_jobs (id, kind, operand, state, row_count, from_mirror, seen_since, totals, undoes, user_id,
  created_by, created_at, confirmed_at, ended_at, audit_id, confirmed_by) VALUES
('j1', 'percent', '10', 'waiting', 1, 0, 1795420700,
  '[{"currency":"USD","count":1,"before":"300.10","after":"330.11","raised":"30.01"}]', NULL, 'mia', 'mia',
  1795420800, 1795420801, NULL, 'a-j1', 'mia'),
('j2', 'file', '', 'running', 2, 0, NULL,
  '[{"currency":"USD","count":2,"before":"10","after":"20"}]', NULL, 'mia', 'mia',
  1795420800, 1795420802, NULL, 'a-j2', 'mia'),
('j3', 'set', '500', 'draft', 1, 0, NULL, '[]', NULL, 'mia', 'mia', 1795420800, NULL, NULL, NULL, NULL)"#;

const ROWS: &str = r#"
INSERT INTO bulk_rows (job_id, line, given, given_amount, customer_id, name, currency, target_before,
  target_after, behaviour, state, left_out, lift_freeze) VALUES
('j1', 1, 'c1', '', 'c1', 'Name', 'USD', '{"amount":"300.10","kind":"MONTHLY"}',
  '{"amount":"330.11","kind":"MONTHLY"}', NULL, 'waiting', NULL, 0),
('j2', 2, 'c1', '7', 'c1', 'Name', 'USD', '{"amount":null,"kind":null}', '{"amount":"7","kind":"PACKAGE"}', 1,
  'waiting', NULL, 1),
('j2', 3, 'nobody', '13', NULL, NULL, NULL, NULL, NULL, NULL, 'left-out', 'not-found', 0)"#;

/// As names were folded then: the width of letters made a difference.
const FOLDED: &str = "UPDATE customers SET search = 'ｈａｒｂｏｕｒ' WHERE id = 'c2'";

#[tokio::test]
async fn jobs_under_way_and_waiting_go_on_after_an_upgrade() {
    bare(async |desk| {
        desk.migrate_to(BEFORE).await;
        desk.store
            .upsert_customers(&[customer("c1", "Name"), customer("c2", "ｈａｒｂｏｕｒ")], now())
            .await
            .unwrap();
        for id in ["a-j1", "a-j2"] {
            desk.old_entry(id, AuditAction::BulkBudgets, None).await;
        }
        for rows in [JOBS, ROWS, FOLDED] {
            desk.at_the_prompt(rows).await.unwrap();
        }
        let store = &desk.store;
        store.migrate().await.unwrap();

        let waiting = store.waiting_bulks(&ALL, 10).await.unwrap();
        assert_eq!(waiting.len(), 1);
        let job = &waiting[0];
        assert_eq!((job.id.as_str(), job.state, job.operand.as_str()), ("j1", BulkState::Waiting, "10"));
        assert_eq!((&job.reason, job.rounding, &job.file), (&None, None, &None), "nobody knew these then");
        assert_eq!((job.totals[0].cuts, job.totals[0].freezes), (0, 0));
        let rows = store.waiting_rows(&bulk_id("j2"), 10).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].line, rows[0].used, rows[0].behaviour_before), (2, None, None));
        assert!(rows[0].lift_freeze);

        // What is under way ends, and what it raised is not counted towards anybody's day.
        let moved =
            store.send_row(&rows[0], &entry("a-r2", AuditAction::SetBudget, Some("c1"))).await.unwrap();
        assert!(moved);
        let done = Completion {
            id: &audit_id("a-r2"),
            outcome: AuditOutcome::Done,
            code: None,
            facts: &[],
            calls: &[],
        };
        let (from, change) = ([RowState::Sent], RowChange::at(now()));
        let moved = store.move_row(&rows[0], &from, RowState::Done, &change, RowEntry::Completed(done));
        assert!(moved.await.unwrap());
        assert!(store.complete_bulk(&bulk_id("j2"), now()).await.unwrap());
        let day =
            store.committed(&user_id("mia"), Pool::Raise, &Currency::usd(), later(-86_400)).await.unwrap();
        assert!(day.is_zero(), "{day}");
        let (id, begun) = (bulk_id("j3"), entry("a-j3", AuditAction::BulkBudgets, None));
        let started = store.start_bulk(&id, to(BulkState::Running), &begun, now());
        assert_eq!(started.await.unwrap(), Started::Done);

        // Nobody has limits of their own, and none is proposed.
        assert!(store.own_limits().await.unwrap().is_empty());
        assert!(store.waiting_limits().await.unwrap().is_empty());
        let mia = user_id("mia");
        let limits = store.limits_of(&mia).await.unwrap();
        assert_eq!((limits.role, limits.of_person.is_empty(), limits.of_role.is_empty()), (None, true, true));

        // Texts that are searched are made anew at the upgrade, before the next reading.
        let filter = CustomerFilter { search: Some("harbour".to_owned()), ..CustomerFilter::default() };
        let found = store.list_customers(&ALL, &filter).await.unwrap();
        assert_eq!(found.rows.iter().map(|row| row.customer.id.as_str()).collect::<Vec<_>>(), ["c2"]);
    })
    .await;
}
