//! The audit log: entries cannot be changed, and who may read them.

use crate::builders::{audit_id, call, customer, customer_id, entry, later, now, user, user_id};
use crate::support::{ALL, both};
use model::audit::{AuditAction, AuditEntry, AuditOutcome};
use model::lists::ActivityFilter;
use partnerdesk::server::store::{Own, Scope};

#[tokio::test]
async fn nobody_changes_or_deletes_what_was_written() {
    both(async |desk| {
        let store = &desk.store;
        store.open_entry(&entry("a1", AuditAction::Pay, None)).await.unwrap();
        let id = audit_id("a1");
        let calls = [call("PayOrders", Some(204)), call("ShowCustomerOrderDetails", Some(200))];
        store
            .complete_entry(&id, AuditOutcome::Done, None, &[("b".into(), "2".into())], &calls, later(2))
            .await
            .unwrap();
        let before = store.entry(&ALL, None, &id).await.unwrap().unwrap();
        for sql in [
            "UPDATE audit_entries SET actor = 'somebody else'",
            "UPDATE audit_completions SET outcome = 'failed'",
            "UPDATE audit_calls SET status = 500",
            "DELETE FROM audit_entries",
            "DELETE FROM audit_completions",
            "DELETE FROM audit_calls",
        ] {
            let refused = desk.at_the_prompt(sql).await.expect_err(sql);
            assert!(refused.to_string().contains("append-only"), "{sql}: {refused}");
        }
        if !desk.is_sqlite() {
            assert!(desk.at_the_prompt("TRUNCATE audit_entries CASCADE").await.is_err());
        }
        assert_eq!(store.entry(&ALL, None, &id).await.unwrap().unwrap(), before);
        assert_eq!(before.calls, calls);
    })
    .await;
}

#[tokio::test]
async fn an_entry_reads_back_opened_and_completed() {
    both(async |desk| {
        let store = &desk.store;
        let opened = AuditEntry { subject: Some("CS1".into()), ..entry("a1", AuditAction::Pay, Some("c1")) };
        store.open_entry(&opened).await.unwrap();
        assert_eq!(store.entry(&ALL, None, &opened.id).await.unwrap().unwrap().entry, opened);
        let facts = [("after".to_owned(), "unknown".to_owned())];
        store
            .complete_entry(&opened.id, AuditOutcome::Unknown, Some("CBC.0999"), &facts, &[], later(1))
            .await
            .unwrap();
        store.add_calls(&opened.id, &[call("ShowCustomerOrderDetails", Some(200))]).await.unwrap();
        let facts = [("later".to_owned(), "paid".to_owned())];
        store.complete_entry(&opened.id, AuditOutcome::Done, None, &facts, &[], later(60)).await.unwrap();
        let view = store.entry(&ALL, None, &opened.id).await.unwrap().unwrap();
        let all = [("amount", "USD 312.40"), ("after", "unknown"), ("later", "paid")];
        let expected = AuditEntry {
            facts: all.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            outcome: AuditOutcome::Done,
            completed_at: Some(later(60)),
            ..opened.clone()
        };
        assert_eq!(view.entry, expected);
        assert_eq!((view.calls.len(), view.customer_name), (1, None));
        let listed = store.list_entries(&ALL, None, &ActivityFilter::default()).await.unwrap();
        assert_eq!(listed.rows[0].entry, expected);
        assert!(store.open_entry(&opened).await.is_err(), "an id is used once");
        assert!(
            store.complete_entry(&audit_id("none"), AuditOutcome::Done, None, &[], &[], now()).await.is_err()
        );

        let ended = AuditEntry {
            outcome: AuditOutcome::Failed,
            code: Some("wrong".into()),
            completed_at: Some(later(3)),
            ..entry("a2", AuditAction::SignIn, None)
        };
        store.open_entry(&ended).await.unwrap();
        assert_eq!(store.entry(&ALL, None, &ended.id).await.unwrap().unwrap().entry, ended);
    })
    .await;
}

#[tokio::test]
async fn entries_of_others_about_nobody_s_customer_stay_hidden() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "Mine"), customer("c2", "Not mine")], now()).await.unwrap();
        store.add_user(&user("u1", "mia"), "hash").await.unwrap();
        store.assign(&user_id("u1"), &[customer_id("c1")]).await.unwrap();
        let mia = Scope::Assigned(user_id("u1"));
        // Whose they are is said by the id; in entries from before there were ids, by the name and the time.
        let u9 = user_id("u9");
        for (id, actor, actor_id, customer, at) in [
            ("mine", "other", None, Some("c1"), now()),
            ("hidden", "other", Some("u2"), Some("c2"), now()),
            ("own", "mia", Some("u1"), Some("c2"), later(-90)),
            ("own-renamed", "mia-before", Some("u1"), Some("c2"), now()),
            ("own-old", "mia", None, None, now()),
            ("of-who-had-the-name-before", "mia", None, None, later(-90)),
            ("of-who-took-the-name", "mia", Some(u9.as_str()), None, now()),
            ("hidden-sign-in", "other", None, None, now()),
        ] {
            let actor_id = actor_id.map(user_id);
            let entry = AuditEntry {
                actor: actor.into(),
                actor_id,
                opened_at: at,
                ..entry(id, AuditAction::Pay, customer)
            };
            store.open_entry(&entry).await.unwrap();
        }
        let seen = async |scope: &Scope, actor| {
            let listed = store.list_entries(scope, actor, &ActivityFilter::default()).await.unwrap();
            let mut ids: Vec<String> = listed.rows.iter().map(|row| row.entry.id.to_string()).collect();
            ids.sort();
            assert_eq!(listed.total, ids.len() as u64);
            for id in [
                "mine",
                "hidden",
                "own",
                "own-renamed",
                "own-old",
                "of-who-had-the-name-before",
                "hidden-sign-in",
            ] {
                let one = store.entry(scope, actor, &audit_id(id)).await.unwrap();
                assert_eq!(one.is_some(), ids.contains(&id.to_owned()), "{id}");
            }
            ids
        };
        let u1 = user_id("u1");
        let own = Some(Own { id: &u1, name: "mia" });
        assert_eq!(seen(&mia, own).await, ["mine", "own", "own-old", "own-renamed"]);
        assert_eq!(seen(&mia, None).await, ["mine"]);
        assert_eq!(seen(&ALL, None).await.len(), 8);
    })
    .await;
}

#[tokio::test]
async fn filters_of_the_log() {
    both(async |desk| {
        let store = &desk.store;
        store.upsert_customers(&[customer("c1", "Blue Whale")], now()).await.unwrap();
        let about = |id, action, subject: &str| AuditEntry {
            subject: Some(subject.into()),
            ..entry(id, action, Some("c1"))
        };
        store.open_entry(&about("a1", AuditAction::Pay, "CS900")).await.unwrap();
        store
            .open_entry(&AuditEntry { opened_at: later(1), ..about("a2", AuditAction::Renew, "CS901") })
            .await
            .unwrap();
        store
            .open_entry(&AuditEntry { actor: "zoe".into(), ..entry("a3", AuditAction::SignIn, None) })
            .await
            .unwrap();
        let id = audit_id("a1");
        store.complete_entry(&id, AuditOutcome::Unknown, None, &[], &[], later(1)).await.unwrap();
        store.complete_entry(&id, AuditOutcome::Done, None, &[], &[], later(2)).await.unwrap();
        let find = async |filter: ActivityFilter| {
            let listed = store.list_entries(&ALL, None, &filter).await.unwrap();
            assert_eq!((listed.total, listed.total_unfiltered), (listed.rows.len() as u64, 3));
            listed.rows.iter().map(|row| row.entry.id.to_string()).collect::<Vec<_>>()
        };
        let by = |search: &str| ActivityFilter { search: Some(search.into()), ..Default::default() };
        assert_eq!(find(Default::default()).await, ["a2", "a3", "a1"]);
        assert_eq!(find(by("cs90")).await, ["a2", "a1"]);
        assert_eq!(find(by("WHALE")).await, ["a2", "a1"]);
        assert_eq!(find(by("zo")).await, ["a3"]);
        assert_eq!(
            find(ActivityFilter { action: Some(AuditAction::Renew), ..Default::default() }).await,
            ["a2"]
        );
        let ended = |outcome| ActivityFilter { outcome: Some(outcome), ..Default::default() };
        assert_eq!(find(ended(AuditOutcome::Done)).await, ["a1"]);
        assert_eq!(find(ended(AuditOutcome::Open)).await, ["a2", "a3"]);
        assert!(find(ended(AuditOutcome::Unknown)).await.is_empty(), "the last completion counts");
        assert_eq!(
            find(ActivityFilter { customer: Some(customer_id("c1")), ..Default::default() }).await,
            ["a2", "a1"]
        );
    })
    .await;
}
