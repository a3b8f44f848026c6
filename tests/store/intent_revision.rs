//! Who decides by a reading changes only what stood when it was read.

use crate::builders::{bring, entry, failure, later, renewal, resource_id, step};
use crate::support::{ALL, both};
use model::audit::AuditAction;
use model::ids::IntentId;
use model::intents::{Actor, Stage};
use model::renewals::{Renewal, ResourceFailure};
use partnerdesk::server::store::{Move, Store};

fn left_out(resource: &str) -> ResourceFailure {
    ResourceFailure { resource: resource_id(resource), failure: failure("CBC.30000010") }
}

async fn read(store: &Store, id: &IntentId) -> Renewal {
    store.intent(&ALL, id).await.unwrap().unwrap()
}

/// A renewal of two resources at a stage.
async fn begun(store: &Store, stage: Stage) -> Renewal {
    let draft = renewal("n1", "c1", &["a", "b"]);
    store.open_intent(&draft, &entry("a1", AuditAction::Renew, None)).await.unwrap();
    bring(store, &draft, stage).await;
    read(store, &draft.id).await
}

#[tokio::test]
async fn a_note_between_two_calls_outlives_a_reading_from_before() {
    both(async |desk| {
        let store = &desk.store;
        let seen = begun(store, Stage::Sent).await;

        let mut noted = seen.clone();
        noted.what.failures = vec![left_out("a")];
        assert!(store.save_sent_intent(&noted, later(200), later(300)).await.unwrap());

        let given_up = |revision| Move {
            what: Some(&seen.what),
            revision: Some(revision),
            ..step(&seen.id, &[Stage::Sent], &[Stage::Unknown], Actor::Janitor)
        };
        assert!(!store.move_intent(&given_up(seen.revision)).await.unwrap());
        let stands = read(store, &seen.id).await;
        assert_eq!((stands.stage, &stands.what), (Stage::Sent, &noted.what));
        assert_eq!((stands.sent_at, stands.next_check_at), (Some(later(200)), Some(later(300))));
        assert_eq!(store.steps_of(&seen.id).await.unwrap().last().unwrap().stage, Stage::Sent);
        assert!(store.move_intent(&given_up(stands.revision)).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn of_two_readings_the_later_one_to_be_stored_counts_nothing() {
    both(async |desk| {
        let store = &desk.store;
        let seen = begun(store, Stage::Unknown).await;

        let mut newer = seen.what.clone();
        newer.failures = vec![left_out("b")];
        store.record_check(&seen, &newer, later(60), later(80)).await.unwrap();
        store.record_check(&seen, &seen.what, later(61), later(90)).await.unwrap();
        let stands = read(store, &seen.id).await;
        assert_eq!((stands.what, stands.checks), (newer, 1));
        assert_eq!((stands.checked_at, stands.next_check_at), (Some(later(60)), Some(later(80))));
    })
    .await;
}
