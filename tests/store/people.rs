//! What administrators change of users, invitations, and rules about people that compare ids.

use crate::builders::*;
use crate::support::{ALL, Desk, all, bare, both};
use model::bulk::BulkState;
use model::payments::Payment;
use model::users::{Permission, Role, User};
use model::views::InvitationState;
use partnerdesk::server::store::{Invitation, UserChange, UserChanged};

async fn administrators(desk: &Desk, ids: &[&str]) {
    for id in ids {
        let user = User { role: Role::Administrator, ..user(id, id) };
        desk.store.add_user(&user, "hash").await.unwrap();
    }
}

const DONE: UserChanged = UserChanged::Done { sessions: 0, jobs: 0 };

#[tokio::test]
async fn the_last_administrator_who_can_sign_in_stays_one() {
    both(async |desk| {
        let store = &desk.store;
        administrators(&desk, &["ann", "bo"]).await;
        // Invited and without a password yet: cannot sign in, and so is none to rely on.
        let invited = User { role: Role::Administrator, ..user("cy", "cy") };
        store.add_user(&invited, "").await.unwrap();
        let (ann, bo) = (user_id("ann"), user_id("bo"));
        let change = async |id, change| store.change_user(id, change, None, now()).await.unwrap();
        assert_eq!(change(&bo, UserChange::Role(Role::Support)).await, DONE);
        for refused in [UserChange::Off, UserChange::Role(Role::Manager)] {
            assert_eq!(change(&ann, refused).await, UserChanged::LastAdministrator, "{refused:?}");
        }
        assert_eq!(change(&ann, UserChange::Role(Role::Administrator)).await, DONE, "stays one");
        assert_eq!(store.user(&ann).await.unwrap().unwrap().role, Role::Administrator);
        assert_eq!(store.other_administrators(&ann).await.unwrap(), 0);
        assert_eq!(change(&bo, UserChange::Role(Role::Administrator)).await, DONE);
        assert_eq!(change(&ann, UserChange::Off).await, DONE, "there is another one again");
        assert_eq!(change(&user_id("nobody"), UserChange::Off).await, UserChanged::NotFound);
    })
    .await;
}

#[tokio::test]
async fn of_two_administrators_who_switch_each_other_off_at_once_one_stays() {
    both(async |desk| {
        administrators(&desk, &["ann", "bo"]).await;
        for round in 0..20 {
            let pairs = [("ann", "bo"), ("bo", "ann")];
            let tasks = pairs.map(|(by, whom)| {
                let store = desk.store.clone();
                tokio::spawn(async move {
                    let (by, whom) = (user_id(by), user_id(whom));
                    store.change_user(&whom, UserChange::Off, Some(&by), now()).await.unwrap()
                })
            });
            let ends = all(tasks.into_iter()).await;
            let done = ends.iter().filter(|end| matches!(end, UserChanged::Done { .. })).count();
            assert_eq!(done, 1, "round {round}: {ends:?}");
            assert!(ends.contains(&UserChanged::NotAllowed), "{ends:?}");
            let users = desk.store.users().await.unwrap();
            assert_eq!(users.iter().filter(|user| user.active).count(), 1, "round {round}");
            for user in users {
                desk.store.change_user(&user.id, UserChange::On, None, now()).await.unwrap();
            }
        }
    })
    .await;
}

#[tokio::test]
async fn of_two_administrators_who_step_down_at_once_one_stays() {
    both(async |desk| {
        administrators(&desk, &["ann", "bo"]).await;
        for round in 0..20 {
            let tasks = ["ann", "bo"].map(|own| {
                let store = desk.store.clone();
                tokio::spawn(async move {
                    let (id, change) = (user_id(own), UserChange::Role(Role::Manager));
                    store.change_user(&id, change, Some(&id), now()).await.unwrap()
                })
            });
            let ends = all(tasks.into_iter()).await;
            assert!(ends.contains(&UserChanged::LastAdministrator), "round {round}: {ends:?}");
            for user in desk.store.users().await.unwrap() {
                let change = UserChange::Role(Role::Administrator);
                desk.store.change_user(&user.id, change, None, now()).await.unwrap();
            }
        }
    })
    .await;
}

#[tokio::test]
async fn who_loses_rights_sends_no_further_row() {
    both(async |desk| {
        let store = &desk.store;
        administrators(&desk, &["ann", "bo"]).await;
        for (change, paused) in [
            (UserChange::Role(Role::Administrator), false),
            (UserChange::On, false),
            (UserChange::Role(Role::Manager), true),
            (UserChange::Off, true),
        ] {
            let id = format!("{change:?}").to_lowercase().replace(['(', ')'], "-");
            let job = crate::bulk::job(&id, "bo");
            store.add_bulk(&job, &[]).await.unwrap();
            let begun = entry(&format!("a-{id}"), model::audit::AuditAction::BulkBudgets, None);
            store.start_bulk(&job.id, crate::bulk::to(BulkState::Running), &begun, now()).await.unwrap();
            let changed = store.change_user(&user_id("bo"), change, None, now()).await.unwrap();
            let UserChanged::Done { jobs, .. } = changed else { panic!("{changed:?}") };
            assert_eq!(jobs > 0, paused, "{change:?}");
            let state = store.bulk(&ALL, &job.id).await.unwrap().unwrap().state;
            assert_eq!(state == BulkState::Paused, paused, "{change:?}");
        }
    })
    .await;
}

async fn invite(desk: &Desk, token_hash: &str, until: i64) {
    let user = user_id("u1");
    let invitation =
        Invitation { token_hash, user: &user, made_by: None, at: now(), expires_at: later(until) };
    desk.store.invite(invitation).await.unwrap();
}

#[tokio::test]
async fn an_invitation_is_used_once_in_its_time_and_only_the_newest() {
    both(async |desk| {
        let store = &desk.store;
        administrators(&desk, &["ann"]).await;
        store.add_user(&user("u1", "Mia"), "").await.unwrap();
        let state = async |hash: &str, at| store.invitation(hash, at).await.unwrap().map(|found| found.state);
        invite(&desk, "first", 60).await;
        invite(&desk, "second", 60).await;
        assert_eq!(state("first", now()).await, Some(InvitationState::Replaced));
        assert_eq!(state("second", now()).await, Some(InvitationState::Open));
        assert_eq!(state("second", later(60)).await, Some(InvitationState::Expired));
        assert_eq!(state("never made", now()).await, None);
        for (hash, at) in [("first", now()), ("second", later(60)), ("never made", now())] {
            assert!(!store.accept_invitation(hash, "taken", at).await.unwrap(), "{hash}");
        }
        let tasks = (0..4).map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                store.accept_invitation("second", &format!("hash-{number}"), now()).await.unwrap()
            })
        });
        let accepted = all(tasks).await;
        assert_eq!(accepted.iter().filter(|done| **done).count(), 1, "{accepted:?}");
        let winner = accepted.iter().position(|done| *done).unwrap();
        let (_, hash) = store.user_by_name("mia").await.unwrap().unwrap();
        assert_eq!(hash, format!("hash-{winner}"));
        assert_eq!(state("second", now()).await, Some(InvitationState::Used));

        // Switched off, and on again: what was open before stays void.
        invite(&desk, "third", 60).await;
        let (id, off, on) = (user_id("u1"), UserChange::Off, UserChange::On);
        store.change_user(&id, off, None, now()).await.unwrap();
        assert_eq!(state("third", now()).await, Some(InvitationState::SwitchedOff));
        assert!(!store.accept_invitation("third", "taken", now()).await.unwrap());
        store.change_user(&id, on, None, now()).await.unwrap();
        assert_eq!(state("third", now()).await, Some(InvitationState::Replaced));
        assert!(!store.accept_invitation("third", "taken", now()).await.unwrap());

        // Who sets a password in another way needs no link any more.
        invite(&desk, "fourth", 60).await;
        store.set_password(&id, "own", None, now()).await.unwrap();
        assert_eq!(state("fourth", now()).await, Some(InvitationState::Replaced));
        assert!(store.open_invitations(now()).await.unwrap().is_empty());
        assert_eq!(store.delete_invitations_before(later(61)).await.unwrap(), 4);
    })
    .await;
}

#[tokio::test]
async fn what_was_decided_for_a_role_is_kept() {
    both(async |desk| {
        let (store, export) = (&desk.store, Permission::ExportPersonalData);
        assert!(store.right_exceptions(Role::Support).await.unwrap().is_empty());
        for granted in [false, true, false] {
            assert!(store.set_right(Role::Support, export, granted, None).await.unwrap());
            assert_eq!(store.right_exceptions(Role::Support).await.unwrap(), [(export, granted)]);
        }
        assert!(store.right_exceptions(Role::Manager).await.unwrap().is_empty());
        // Who administers no more decides nothing, whatever they were when they asked.
        store.add_user(&user("mia", "mia"), "hash").await.unwrap();
        let mia = user_id("mia");
        assert!(!store.set_right(Role::Support, export, true, Some(&mia)).await.unwrap());
        assert_eq!(store.right_exceptions(Role::Support).await.unwrap(), [(export, false)]);
        desk.at_the_prompt("UPDATE role_rights SET permission = 'of-a-later-version'").await.unwrap();
        assert!(store.right_exceptions(Role::Support).await.unwrap().is_empty());
    })
    .await;
}

/// Two payments that wait, of somebody who is there and of somebody who is not; a job that waits.
const OLD: [&str; 4] = [
    "INSERT INTO users (id, name, name_key, role, active, password_hash, created_at) VALUES
     ('u-mia', 'Mia', 'mia', 'manager', 1, 'hash', 1795420000),
     ('u-zoe', 'zoe', 'zoe', 'administrator', 1, 'hash', 1795420000)",
    r#"INSERT INTO intents (id, kind, customer_id, what, stage, created_by, created_at, audit_id) VALUES
     ('p1', 'pay', 'c1', '{"order":"CS1","amount":{"amount":"7","currency":"USD"},"order_status":null}', 'waiting',
      'Mia', 1795420800, 'a-p1'),
     ('p2', 'pay', 'c1', '{"order":"CS2","amount":{"amount":"7","currency":"USD"},"order_status":null}', 'void',
      'gone', 1795420800, 'a-p2')"#,
    "INSERT INTO intent_steps (intent_id, stage, mover, actor, at) VALUES
     ('p1', 'waiting', 'service', 'Mia', 1795420800), ('p2', 'waiting', 'service', 'gone', 1795420800),
     ('p2', 'void', 'person', 'zoe', 1795420900)",
    "INSERT INTO bulk_jobs (id, kind, operand, state, row_count, from_mirror, totals, user_id, created_by,
     created_at, confirmed_at, confirmed_by, decided_at, decided_by) VALUES
     ('j1', 'set', '5', 'waiting', 0, 0, '[]', 'u-mia', 'Mia', 1795420800, 1795420800, 'zoe', NULL, NULL),
     ('j2', 'set', '5', 'declined', 0, 0, '[]', 'u-mia', 'Mia', 1795420800, 1795420800, 'Mia', 1795420900, 'zoe')",
];

#[tokio::test]
async fn a_filled_database_learns_the_ids_of_who_did_what() {
    bare(async |desk| {
        desk.migrate_to(34).await;
        for id in ["a-p1", "a-p2"] {
            desk.old_entry(id, model::audit::AuditAction::Pay, None).await;
        }
        for rows in OLD {
            desk.at_the_prompt(rows).await.unwrap();
        }
        let store = &desk.store;
        store.migrate().await.unwrap();
        let (mia, zoe) = (user_id("u-mia"), user_id("u-zoe"));

        let known: Payment = store.intent(&ALL, &intent_id("p1")).await.unwrap().unwrap();
        assert_eq!((known.created_by.as_str(), known.created_by_id.as_ref()), ("Mia", Some(&mia)));
        assert!(known.is_asked_by(&mia) && !known.is_asked_by(&zoe));
        let unknown: Payment = store.intent(&ALL, &intent_id("p2")).await.unwrap().unwrap();
        assert_eq!(unknown.created_by_id, None);
        assert!(unknown.is_asked_by(&mia) && unknown.is_asked_by(&zoe), "nobody can be shown to be another");

        let job = store.bulk(&ALL, &bulk_id("j1")).await.unwrap().unwrap();
        assert_eq!(job.confirmed_by_id.as_ref(), Some(&zoe));
        assert!(job.is_asked_by(&mia) && job.is_asked_by(&zoe) && !job.is_asked_by(&user_id("u-bo")));
        let ended = store.decided_bulks(&ALL, Some(&mia), later(-86_400), 10).await.unwrap();
        assert_eq!(ended.iter().map(|job| job.id.as_str()).collect::<Vec<_>>(), ["j2"]);
        assert!(store.decided_bulks(&ALL, Some(&zoe), later(-86_400), 10).await.unwrap().is_empty());
        assert!(store.decided_bulks(&ALL, None, later(-86_400), 10).await.unwrap().is_empty());

        // Nobody has limits of their own until somebody sets them.
        let limits = store.limits_of(&mia).await.unwrap();
        assert_eq!((limits.role, limits.of_person.is_empty()), (Some(Role::Manager), true));
        assert!(store.own_limits().await.unwrap().is_empty());
        assert!(store.waiting_limits().await.unwrap().is_empty());

        // The log was not rewritten: its old entries bear names alone.
        let old = store.entry(&ALL, None, &audit_id("a-p1")).await.unwrap().unwrap().entry;
        assert_eq!((old.actor.as_str(), old.actor_id), ("manager", None));
    })
    .await;
}

#[tokio::test]
async fn links_made_by_who_is_no_administrator_any_more_let_nobody_in() {
    both(async |desk| {
        let store = &desk.store;
        administrators(&desk, &["ann", "bo", "cy"]).await;
        let (ann, bo, cy) = (user_id("ann"), user_id("bo"), user_id("cy"));
        let link = |token_hash: &'static str| Invitation {
            token_hash,
            user: &cy,
            made_by: Some(&ann),
            at: now(),
            expires_at: later(1_000),
        };
        for (hash, change) in [("h1", UserChange::Off), ("h2", UserChange::Role(Role::Manager))] {
            assert!(store.invite(link(hash)).await.unwrap());
            assert_eq!(store.change_user(&ann, change, Some(&bo), now()).await.unwrap(), DONE);
            assert!(!store.accept_invitation(hash, "hash", later(1)).await.unwrap(), "{change:?}");
            assert!(!store.invite(link("late")).await.unwrap(), "{change:?}: on its way meanwhile");
            store.change_user(&ann, UserChange::On, Some(&bo), now()).await.unwrap();
            store.change_user(&ann, UserChange::Role(Role::Administrator), Some(&bo), now()).await.unwrap();
        }
    })
    .await;
}
