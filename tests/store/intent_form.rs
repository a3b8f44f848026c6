//! A form can start one intent: the id in the form is stored once.

use crate::builders::{bring, entry, intent_id, renewal};
use crate::support::{ALL, all, both};
use model::audit::AuditAction;
use model::intents::{IntentKind, IntentRef, Stage};
use partnerdesk::server::store::Opened;

fn first(stage: Stage) -> Opened {
    Opened::UnderWay(IntentRef { id: intent_id("f1"), kind: IntentKind::Renew, stage })
}

#[tokio::test]
async fn a_form_that_has_ended_is_not_begun_again() {
    both(async |desk| {
        let store = &desk.store;
        let draft = renewal("f1", "c1", &["a"]);
        store.open_intent(&draft, &entry("a1", AuditAction::Renew, None)).await.unwrap();
        bring(store, &draft, Stage::Rejected).await;
        let again = store.open_intent(&draft, &entry("a3", AuditAction::Renew, None)).await.unwrap();
        assert_eq!(again, first(Stage::Rejected));
        let free = renewal("f2", "c1", &["a"]);
        let opened = store.open_intent(&free, &entry("a2", AuditAction::Renew, None)).await.unwrap();
        assert_eq!(opened, Opened::Done, "the resource itself is free");
        let entries = store.list_entries(&ALL, None, &Default::default()).await.unwrap();
        assert_eq!(entries.total, 2, "the twin left nothing in the log");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_at_once_one_is_stored_though_nothing_is_held_twice() {
    both(async |desk| {
        let tasks = (0..20).map(|number| {
            let store = desk.store.clone();
            tokio::spawn(async move {
                let draft = renewal("f1", "c1", &[&format!("r{number}")]);
                store
                    .open_intent(&draft, &entry(&format!("a{number}"), AuditAction::Renew, None))
                    .await
                    .unwrap()
            })
        });
        let opened = all(tasks).await;
        assert_eq!(opened.iter().filter(|opened| **opened == Opened::Done).count(), 1);
        assert_eq!(opened.iter().filter(|opened| **opened == first(Stage::Drafted)).count(), 19);
    })
    .await;
}
