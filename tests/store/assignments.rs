//! Who looks after which customers: changes beside each other, and a filled database from before there were
//! owners and helpers.

use crate::builders::{audit_id, customer, customer_id, entry, now, user, user_id};
use crate::support::{ALL, all, bare, both};
use model::assignments::{AssignmentKind, Team};
use model::audit::{AuditAction, AuditEntry, AuditOutcome};
use model::customers::Customer;
use model::lists::{CustomerFilter, OwnedBy};
use partnerdesk::server::store::{Assigned, Planned, Scope, Store};
use std::collections::BTreeMap;

/// The last migration before owners and helpers.
const BEFORE: i64 = 34;

fn done(id: &str) -> AuditEntry {
    AuditEntry { outcome: AuditOutcome::Done, ..entry(id, AuditAction::Assign, None) }
}

async fn filled(store: &Store, customers: &[&str], users: &[&str]) {
    let customers: Vec<Customer> = customers.iter().map(|id| customer(id, "Name")).collect();
    store.upsert_customers(&customers, now()).await.unwrap();
    for id in users {
        store.add_user(&user(id, id), "hash").await.unwrap();
    }
}

fn names(team: &Team) -> (Option<String>, Vec<String>) {
    let helpers = team.helpers.iter().map(|one| one.person.name.clone()).collect();
    (team.owner.as_ref().map(|one| one.person.name.clone()), helpers)
}

#[tokio::test]
async fn who_alone_looked_after_a_customer_is_its_owner_after_the_upgrade() {
    bare(async |desk| {
        desk.migrate_to(BEFORE).await;
        let store = &desk.store;
        filled(store, &["c1", "c2", "c3"], &[]).await;
        for id in ["ann", "bob"] {
            let sql = format!(
                "INSERT INTO users (id, name, name_key, role, active, password_hash, created_at)
                 VALUES ('{id}', '{id}', '{id}', 'manager', 1, 'hash', 1)"
            );
            desk.at_the_prompt(sqlx::AssertSqlSafe(sql)).await.unwrap();
        }
        let rows = "INSERT INTO assignments (user_id, customer_id) VALUES
            ('ann', 'c1'), ('ann', 'c2'), ('bob', 'c2'), ('bob', 'left-the-mirror')";
        desk.at_the_prompt(rows).await.unwrap();
        // The second time nothing changes.
        for _ in 0..2 {
            store.migrate().await.unwrap();
            let team = async |id: &str| names(&store.team(&customer_id(id)).await.unwrap());
            assert_eq!(team("c1").await, (Some("ann".into()), vec![]));
            assert_eq!(team("c2").await, (None, vec!["ann".into(), "bob".into()]));
            assert_eq!(team("c3").await, (None, vec![]));
            let bobs = store.assignments_of(&user_id("bob")).await.unwrap();
            let kinds = BTreeMap::from([
                (customer_id("c2"), AssignmentKind::Helper),
                (customer_id("left-the-mirror"), AssignmentKind::Owner),
            ]);
            assert_eq!(bobs, kinds);
            let scope = Scope::Assigned(user_id("ann"));
            assert_eq!(store.customer_count(&scope).await.unwrap(), 2, "they see what they saw");
        }
    })
    .await;
}

#[tokio::test]
async fn of_several_owners_at_once_one_is_set_and_the_others_are_told() {
    both(async |desk| {
        let store = &desk.store;
        let users = ["u0", "u1", "u2", "u3", "u4", "u5"];
        filled(store, &["c1"], &users).await;
        let tries = users.iter().map(|id| {
            let (store, id) = (store.clone(), (*id).to_owned());
            tokio::spawn(async move {
                let entry = done(&format!("a-{id}"));
                store.set_team(&customer_id("c1"), "/", Some(&user_id(&id)), &[], &entry).await.unwrap()
            })
        });
        let ends = all(tries).await;
        assert_eq!(ends.iter().filter(|end| **end == Assigned::Done).count(), 1, "{ends:?}");
        let (owner, helpers) = names(&store.team(&customer_id("c1")).await.unwrap());
        assert!(owner.is_some() && helpers.is_empty());
        // Only the one that was made is in the log.
        let mut logged = 0;
        for id in users {
            logged +=
                usize::from(store.entry(&ALL, None, &audit_id(&format!("a-{id}"))).await.unwrap().is_some());
        }
        assert_eq!(logged, 1);
    })
    .await;
}

#[tokio::test]
async fn a_rule_beside_owners_set_by_hand_never_makes_two_owners() {
    both(async |desk| {
        let store = &desk.store;
        filled(store, &[], &["ann", "bob"]).await;
        let of = |id: String| Customer { account_manager: Some("AM-Lee".into()), ..customer(&id, "Name") };
        let customers: Vec<Customer> = (0..40).map(|number| of(format!("c{number:02}"))).collect();
        store.upsert_customers(&customers, now()).await.unwrap();
        store.add_assignment_rule("am-lee", &user_id("ann"), &done("a-rule"), now()).await.unwrap();
        let by_hand = (0..40).map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                let customer = customer_id(&format!("c{number:02}"));
                let seen = store.team(&customer).await.unwrap().seen();
                let entry = done(&format!("a-{number}"));
                store.set_team(&customer, &seen, Some(&user_id("bob")), &[], &entry).await.unwrap();
            })
        });
        let rules = (0..10).map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                store.apply_rules().await.unwrap();
            })
        });
        all(by_hand.chain(rules)).await;
        store.apply_rules().await.unwrap();
        let owned = async |owner: &str| {
            let filter =
                CustomerFilter { owner: Some(OwnedBy::User(user_id(owner))), ..CustomerFilter::default() };
            store.list_customers(&ALL, &filter).await.unwrap().total
        };
        assert_eq!((owned("ann").await, owned("bob").await), (0, 40));
        assert!(store.remove_assignment_rule("AM-LEE", &done("a-removed")).await.unwrap());
        assert_eq!((owned("ann").await, owned("bob").await), (0, 40), "those by hand stay");
        assert!(!store.remove_assignment_rule("am-lee", &done("a-again")).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_plan_is_carried_out_as_a_whole_or_not_at_all() {
    both(async |desk| {
        let store = &desk.store;
        let ids: Vec<String> = (0..450).map(|number| format!("c{number:03}")).collect();
        filled(store, &ids.iter().map(String::as_str).collect::<Vec<_>>(), &["ann", "bob"]).await;
        let planned = |user: &str, kind, owner: Option<&str>| -> Vec<Planned> {
            let one = |id: &String| Planned {
                customer: customer_id(id),
                user: user_id(user),
                kind,
                owner: owner.map(user_id),
            };
            ids.iter().map(one).collect()
        };
        let first = planned("ann", AssignmentKind::Owner, None);
        let end = store.assign_planned(None, &first, &done("a-1"), now()).await.unwrap();
        assert_eq!((end, store.assigned_count(&user_id("ann")).await.unwrap()), (Assigned::Done, 450));
        // One of them has another owner by now: none is changed.
        let seen = store.team(&customer_id("c449")).await.unwrap().seen();
        store.set_team(&customer_id("c449"), &seen, None, &[], &done("a-2")).await.unwrap();
        let second = planned("bob", AssignmentKind::Owner, Some("ann"));
        let end = store.assign_planned(None, &second, &done("a-3"), now()).await.unwrap();
        assert_eq!((end, store.assigned_count(&user_id("bob")).await.unwrap()), (Assigned::Stale, 0));
        assert!(store.entry(&ALL, None, &audit_id("a-3")).await.unwrap().is_none());
        let helpers: Vec<Planned> =
            planned("bob", AssignmentKind::Helper, Some("ann")).into_iter().take(449).collect();
        store.assign_planned(None, &helpers, &done("a-4"), now()).await.unwrap();
        let (owner, helpers) = names(&store.team(&customer_id("c000")).await.unwrap());
        assert_eq!((owner, helpers), (Some("ann".into()), vec!["bob".into()]));
        // A helper who becomes the owner is no helper any more.
        let one = [Planned { kind: AssignmentKind::Owner, owner: Some(user_id("ann")), ..second[0].clone() }];
        store.assign_planned(None, &one, &done("a-5"), now()).await.unwrap();
        assert_eq!(names(&store.team(&customer_id("c000")).await.unwrap()), (Some("bob".into()), vec![]));
    })
    .await;
}
