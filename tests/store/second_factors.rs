//! Second factors, codes that count once, and sign-ins that wait for one.

use crate::builders::*;
use crate::support::{Desk, all, bare, both};
use model::second_factor::Factor;
use model::users::{Role, User};
use partnerdesk::server::store::{
    PendingSignIn, Proof, RecoveryHashes, SecondStep, Used, UserChange, UserChanged,
};

/// The last migration before second factors.
const BEFORE: i64 = 37;

fn codes(of: &str) -> RecoveryHashes {
    RecoveryHashes { each: (0..10).map(|n| format!("{of}-{n}")).collect(), mark: format!("all-{of}") }
}

/// Adds managers, each with a second factor whose codes up to step 100 are used.
async fn with_factor(desk: &Desk, ids: &[&str]) {
    for id in ids {
        desk.store.add_user(&user(id, id), "hash").await.unwrap();
        desk.store.begin_set_up(&user_id(id), "s1", "SECRET", later(60)).await.unwrap();
        let ended = desk.store.end_set_up(&user_id(id), ("s1", "SECRET", 100), &codes(id), now()).await;
        assert_eq!(ended.unwrap(), Some(0));
    }
}

async fn pending(desk: &Desk, token: &str, id: &str, password: &str) {
    let pending = PendingSignIn {
        user: user_id(id),
        next: "/orders".into(),
        unsent: String::new(),
        address: "192.0.2.7".into(),
        expires_at: later(300),
    };
    desk.store.add_pending_sign_in(token, &pending, password).await.unwrap();
}

#[tokio::test]
async fn a_code_counts_once_and_none_from_before_it() {
    both(async |desk| {
        with_factor(&desk, &["mia", "bo"]).await;
        let mia = user_id("mia");
        let take = async |proof: &Proof| desk.store.use_proof(&mia, proof, now()).await.unwrap();
        for (step, used) in [
            (100, Used::Before),
            (99, Used::Before),
            (101, Used::Now),
            (101, Used::Before),
            (103, Used::Now),
            (102, Used::Before),
        ] {
            assert_eq!(take(&Proof::Step(step)).await, used, "{step}");
        }
        let recovery = |hash: &str| Proof::Recovery(hash.to_owned());
        assert_eq!(take(&recovery("mia-3")).await, Used::Now);
        assert_eq!(take(&recovery("mia-3")).await, Used::Before);
        assert_eq!(take(&recovery("bo-3")).await, Used::Unknown, "another's");
        assert_eq!(desk.store.second_factor(&mia).await.unwrap().unwrap().recovery_left, 9);
        desk.store.set_active(&mia, false).await.unwrap();
        assert_ne!(take(&Proof::Step(200)).await, Used::Now, "who is switched off proves nothing");
        assert_ne!(take(&recovery("mia-4")).await, Used::Now);
        desk.store.set_active(&mia, true).await.unwrap();
        assert_eq!(take(&recovery("mia-4")).await, Used::Now, "and nothing was used up by it");
        let nobody = desk.store.use_proof(&user_id("nobody"), &Proof::Step(1), now()).await.unwrap();
        assert_eq!(nobody, Used::Unknown);
    })
    .await;
}

#[tokio::test]
async fn of_many_with_one_code_at_once_one_counts() {
    both(async |desk| {
        with_factor(&desk, &["mia"]).await;
        for proof in [Proof::Step(101), Proof::Recovery("mia-0".into())] {
            let tasks = (0..8).map(|_| {
                let (store, proof) = (desk.store.clone(), proof.clone());
                tokio::spawn(async move { store.use_proof(&user_id("mia"), &proof, now()).await.unwrap() })
            });
            let ends = all(tasks).await;
            assert_eq!(ends.iter().filter(|used| **used == Used::Now).count(), 1, "{ends:?}");
            assert_eq!(ends.iter().filter(|used| **used == Used::Before).count(), 7, "{ends:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_second_step_is_taken_once_in_its_time_by_who_is_still_the_same() {
    both(async |desk| {
        with_factor(&desk, &["mia"]).await;
        let store = &desk.store;
        let take = async |token: &str, step: i64, at| {
            store.take_second_step(token, &Proof::Step(step), at).await.unwrap()
        };
        pending(&desk, "t1", "mia", "hash").await;
        assert_eq!(take("t0", 101, now()).await, SecondStep::Over, "another browser");
        assert_eq!(take("t1", 101, later(300)).await, SecondStep::Over, "too late");
        assert_eq!(take("t1", 100, now()).await, SecondStep::UsedBefore);
        assert_eq!(take("t1", 101, now()).await, SecondStep::Done, "nothing was used by the others");
        assert_eq!(take("t1", 102, now()).await, SecondStep::Over, "it waits no more");
        assert_eq!(store.pending_sign_in("t1").await.unwrap(), None);

        pending(&desk, "t2", "mia", "hash").await;
        store.set_password(&user_id("mia"), "another", None, now()).await.unwrap();
        assert_eq!(take("t2", 102, now()).await, SecondStep::Over, "another password");
        pending(&desk, "t3", "mia", "another").await;
        let mia = user_id("mia");
        store.change_user(&mia, UserChange::Off, None, now()).await.unwrap();
        assert_eq!(take("t3", 102, now()).await, SecondStep::Over, "switched off");
        store.change_user(&mia, UserChange::On, None, now()).await.unwrap();
        assert_eq!(take("t3", 102, now()).await, SecondStep::Over, "and on again");
        pending(&desk, "t4", "mia", "another").await;
        let tasks = (0..6).map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.take_second_step("t4", &Proof::Step(102), now()).await.unwrap() })
        });
        let ends = all(tasks).await;
        assert_eq!(ends.iter().filter(|end| **end == SecondStep::Done).count(), 1, "{ends:?}");
    })
    .await;
}

#[tokio::test]
async fn few_sign_ins_of_one_user_wait_and_old_ones_are_forgotten() {
    both(async |desk| {
        with_factor(&desk, &["mia", "bo"]).await;
        pending(&desk, "of-bo", "bo", "hash").await;
        for number in 0..20 {
            pending(&desk, &format!("t{number}"), "mia", "hash").await;
        }
        let mut left = 0;
        for number in 0..20 {
            let found = desk.store.pending_sign_in(&format!("t{number}")).await.unwrap();
            left += usize::from(found.is_some());
        }
        assert_eq!(left, 5);
        assert!(desk.store.pending_sign_in("t19").await.unwrap().is_some(), "the newest is among them");
        assert!(desk.store.pending_sign_in("of-bo").await.unwrap().is_some());
        desk.store.begin_set_up(&user_id("bo"), "s1", "SECRET", later(60)).await.unwrap();
        assert_eq!(desk.store.delete_set_ups_before(later(60)).await.unwrap(), 0);
        assert_eq!(desk.store.delete_set_ups_before(later(61)).await.unwrap(), 1);
        assert!(desk.store.end_pending_sign_in("t19").await.unwrap());
        assert!(!desk.store.end_pending_sign_in("t19").await.unwrap());
        assert_eq!(desk.store.end_pending_sign_ins_before(later(60)).await.unwrap(), []);
        let ended = desk.store.end_pending_sign_ins_before(later(301)).await.unwrap();
        assert!(ended.iter().all(|sign_in| sign_in.address == "192.0.2.7"), "{ended:?}");
        let mut ended: Vec<_> = ended.into_iter().map(|sign_in| sign_in.user).collect();
        ended.sort();
        let mias = std::iter::repeat_n(user_id("mia"), 4);
        assert_eq!(ended, [user_id("bo")].into_iter().chain(mias).collect::<Vec<_>>());
        assert_eq!(desk.store.end_pending_sign_ins_before(later(301)).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_set_up_belongs_to_its_session_and_ends_the_others() {
    both(async |desk| {
        desk.store.add_user(&user("mia", "mia"), "hash").await.unwrap();
        let (store, mia) = (&desk.store, user_id("mia"));
        store.begin_set_up(&mia, "s1", "ONE", later(60)).await.unwrap();
        assert_eq!(store.set_up_secret(&mia, "s2", now()).await.unwrap(), None);
        assert_eq!(store.set_up_secret(&mia, "s1", later(60)).await.unwrap(), None, "its time is over");
        assert_eq!(store.set_up_secret(&mia, "s1", now()).await.unwrap().as_deref(), Some("ONE"));
        store.begin_set_up(&mia, "s1", "TWO", later(60)).await.unwrap();
        let end = async |session, secret| {
            store.end_set_up(&mia, (session, secret, 7), &codes("mia"), now()).await.unwrap()
        };
        assert_eq!(end("s1", "ONE").await, None, "a newer one took its place");
        assert_eq!(end("s2", "TWO").await, None);
        assert_eq!(store.user_and_factor(&mia).await.unwrap().unwrap().1, Factor::Off);
        assert_eq!(end("s1", "TWO").await, Some(0));
        assert_eq!(end("s1", "TWO").await, None, "once");
        assert_eq!(store.user_and_factor(&mia).await.unwrap().unwrap().1, Factor::On);
        let found = store.second_factor(&mia).await.unwrap().unwrap();
        assert_eq!((found.secret.as_str(), found.recovery_left), ("TWO", 10));
        assert!(store.replace_recovery_codes(&mia, &codes("new")).await.unwrap());
        let old = store.use_proof(&mia, &Proof::Recovery("mia-1".into()), now()).await.unwrap();
        assert_eq!(old, Used::Unknown);
        assert!(!store.replace_recovery_codes(&user_id("nobody"), &codes("x")).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn roles_require_it_and_administrators_take_it_away() {
    both(async |desk| {
        with_factor(&desk, &["mia"]).await;
        for (id, role) in [("ann", Role::Administrator), ("bo", Role::Manager), ("cy", Role::Support)] {
            desk.store.add_user(&User { role, ..user(id, id) }, "hash").await.unwrap();
        }
        let (store, ann, bo, mia) = (&desk.store, user_id("ann"), user_id("bo"), user_id("mia"));
        assert!(!store.require_factor(Role::Manager, true, Some(&bo)).await.unwrap(), "no administrator");
        assert!(store.require_factor(Role::Manager, true, Some(&ann)).await.unwrap());
        assert!(store.require_factor(Role::Manager, true, None).await.unwrap(), "twice is once");
        assert_eq!(store.roles_with_factor().await.unwrap(), [Role::Manager]);
        let mut factors = store.factors().await.unwrap();
        factors.sort_by(|one, other| one.0.as_str().cmp(other.0.as_str()));
        let expected =
            [("ann", Factor::Off), ("bo", Factor::Required), ("cy", Factor::Off), ("mia", Factor::On)];
        assert_eq!(factors, expected.map(|(id, factor)| (user_id(id), factor)));

        assert!(!store.turn_off_factor(&mia).await.unwrap(), "the role requires it");
        assert_eq!(store.remove_factor(&mia, Some(&bo)).await.unwrap(), UserChanged::NotAllowed);
        assert!(store.second_factor(&mia).await.unwrap().is_some());
        pending(&desk, "t1", "mia", "hash").await;
        let done = UserChanged::Done { sessions: 0, jobs: 0 };
        assert_eq!(store.remove_factor(&mia, Some(&ann)).await.unwrap(), done);
        assert_eq!(store.remove_factor(&mia, Some(&ann)).await.unwrap(), UserChanged::NotFound);
        assert_eq!(store.pending_sign_in("t1").await.unwrap(), None);
        assert_eq!(store.user_and_factor(&mia).await.unwrap().unwrap().1, Factor::Required);
        let left = store.use_proof(&mia, &Proof::Recovery("mia-0".into()), now()).await.unwrap();
        assert_eq!(left, Used::Unknown, "its recovery codes are gone too");
        store.require_factor(Role::Manager, false, Some(&ann)).await.unwrap();
        assert_eq!(store.user_and_factor(&mia).await.unwrap().unwrap().1, Factor::Off);
    })
    .await;
}

#[tokio::test]
async fn users_from_before_have_none_and_none_is_required_of_them() {
    bare(async |desk| {
        desk.migrate_to(BEFORE).await;
        desk.store.add_user(&user("mia", "mia"), "hash").await.unwrap();
        desk.store.migrate().await.unwrap();
        let (found, factor) = desk.store.user_and_factor(&user_id("mia")).await.unwrap().unwrap();
        assert_eq!((found.name.as_str(), factor), ("mia", Factor::Off));
        assert!(desk.store.roles_with_factor().await.unwrap().is_empty());
        with_factor(&desk, &["bo"]).await;
        assert_eq!(desk.store.user_and_factor(&user_id("bo")).await.unwrap().unwrap().1, Factor::On);
    })
    .await;
}
