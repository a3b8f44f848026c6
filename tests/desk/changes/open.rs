//! Changes to resources whose answers were lost: settled by reading, never sent again.

use crate::changes::{CHANGE, OFF, ON, TO_ON_DEMAND, UNSUBSCRIBE, change, decided, live, outcomes};
use crate::harness::{Form, TestDesk};
use crate::renewals::selection::{MONTH, Selection, three};
use model::audit::{AuditAction, AuditOutcome};
use model::changes::{ChangeKind, PartOutcome};
use model::intents::{ResourceLock, Stage};
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::jobs::janitor;
use partnerdesk::server::service::renewals::policy::sendable;
use std::time::Duration;

/// Half an hour, the setting's own value, and a little more.
const LONG_ENOUGH: u64 = 1_801;

/// The act that switches auto-renewal to what it is not, and its call.
fn switching(selection: &Selection) -> (ChangeKind, &'static str) {
    if selection.resources[0].auto_renews() {
        (ChangeKind::AutoRenewOff, OFF)
    } else {
        (ChangeKind::AutoRenewOn, ON)
    }
}

#[tokio::test]
async fn a_lost_answer_turns_out_as_done_on_its_own_page() {
    for (act, operation) in [(ChangeKind::Unsubscribe, UNSUBSCRIBE), (ChangeKind::ToOnDemand, TO_ON_DEMAND)] {
        for kind in ["reply_lost", "error_with_effect"] {
            let desk = TestDesk::start().await;
            let selection = three(&desk).await;
            let admin = desk.signed_in(Role::Administrator).await;
            let form = decided(&admin, &selection, act).await;
            desk.break_next(operation, kind, 0).await;
            let path = change(&admin, &form).await;
            admin.get(&path).await.says("outcome unknown");
            assert_eq!(outcomes(&desk, &path).await, [PartOutcome::Unknown; 3]);
            assert_eq!(desk.newest(act.action()).await.0.outcome, AuditOutcome::Unknown);
            assert_eq!(change(&admin, &form).await, path, "a second try leads to the first");
            desk.pass_everywhere(60).await;
            admin.get(&path).await.says("3 resources: done");
            assert_eq!(outcomes(&desk, &path).await, [PartOutcome::Done; 3], "{kind}");
            let (entry, _) = desk.newest(AuditAction::ReconcileChange).await;
            assert_eq!((entry.actor.as_str(), entry.outcome), ("system", AuditOutcome::Done));
            assert_eq!(desk.sent(operation).await, 1, "{kind}: sent once");
        }
    }
}

#[tokio::test]
async fn one_lost_answer_of_several_keeps_the_whole_open_and_the_others_told() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let (act, operation) = switching(&selection);
    let admin = desk.signed_in(Role::Administrator).await;
    let form = decided(&admin, &selection, act).await;
    desk.break_next(operation, "error_without_effect", 0).await;
    let path = change(&admin, &form).await;
    use PartOutcome::{Done, NoEffect, Unknown};
    assert_eq!(outcomes(&desk, &path).await, [Unknown, Done, Done]);
    admin.get(&path).await.says("outcome unknown");
    desk.pass_everywhere(60).await;
    janitor::step(&desk.desk).await.unwrap();
    assert_eq!(outcomes(&desk, &path).await, [Unknown, Done, Done]);
    desk.pass_everywhere(LONG_ENOUGH).await;
    janitor::step(&desk.desk).await.unwrap();
    let page = admin.get(&path).await;
    page.says("probably not done");
    assert_eq!(outcomes(&desk, &path).await, [NoEffect, Done, Done]);
    let settle = admin.form(&path, "/api/settle_change").await.with(&[("done", "no")]);
    let page = admin.submit_and_read(&settle).await;
    page.says("2 of 3 done");
    assert_eq!(desk.sent(operation).await, 3, "never sent again by itself");
    assert!(page.attributes("a", "href").iter().any(|link| link.contains("/changes/review")));
    let again = admin.form(&paths::change_review(act, &selection.ids()), CHANGE).await;
    let second = change(&admin, &again).await;
    assert_ne!(second, path);
    assert_eq!(outcomes(&desk, &second).await, [Done], "only what was left");
    desk.pass_everywhere(1).await;
    let on = act == ChangeKind::AutoRenewOn;
    assert!(live(&desk, &selection).await.iter().all(|now| now.auto_renews() == on));
    assert_eq!(desk.sent(operation).await, 4, "a person decided twice");
}

/// Waits until what holds a thing has left.
async fn has_left(desk: &TestDesk, thing: ResourceLock) {
    let things = [thing];
    while !matches!(desk.desk.store.holder(&things).await.unwrap(), Some(held) if held.stage == Stage::Sent) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Half an hour lies between two calls of one change; the second may still be on its way.
#[tokio::test]
async fn how_long_an_effect_may_be_waited_for_counts_from_the_latest_call() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let (act, operation) = switching(&selection);
    let admin = desk.signed_in(Role::Administrator).await;
    let form = decided(&admin, &selection, act).await;
    desk.break_next(operation, "late_reply", 1_500).await;
    let pause = async {
        has_left(&desk, ResourceLock::End(selection.resources[0].id.clone())).await;
        while desk.sent(operation).await == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        desk.break_next(operation, "error_without_effect", 0).await;
        desk.pass_everywhere(LONG_ENOUGH).await;
    };
    let (path, ()) = tokio::join!(change(&admin, &form), pause);
    use PartOutcome::{Done, NoEffect, Unknown};
    for seconds in [20, 60] {
        desk.pass_everywhere(seconds).await;
        janitor::step(&desk.desk).await.unwrap();
        assert_eq!(outcomes(&desk, &path).await, [Done, Unknown, Done]);
        admin.get(&path).await.says("outcome unknown");
    }
    desk.pass_everywhere(LONG_ENOUGH).await;
    janitor::step(&desk.desk).await.unwrap();
    assert_eq!(outcomes(&desk, &path).await, [Done, NoEffect, Done]);
}

#[tokio::test]
async fn an_effect_that_shows_up_late_counts_more_than_what_a_person_says() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = decided(&admin, &selection, ChangeKind::ToOnDemand).await;
    desk.break_next(TO_ON_DEMAND, "error_without_effect", 0).await;
    let path = change(&admin, &form).await;
    desk.pass_everywhere(LONG_ENOUGH).await;
    let settle = admin.form(&path, "/api/settle_change").await.with(&[("done", "no")]);
    desk.desk.partner.to_on_demand(&selection.customer.id, &selection.ids(), true).await.unwrap();
    desk.pass_everywhere(1).await;
    admin.submit_and_read(&settle).await.says("3 resources: done");
    assert_eq!(desk.entries(AuditAction::SetOutcomeByHand).await, 0, "nobody had to decide");
}

#[tokio::test]
async fn while_it_cannot_be_read_the_outcome_stays_open() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = decided(&admin, &selection, ChangeKind::Unsubscribe).await;
    desk.break_next(UNSUBSCRIBE, "reply_lost", 0).await;
    let path = change(&admin, &form).await;
    desk.partner_falls_silent().await;
    desk.pass(std::time::Duration::from_secs(LONG_ENOUGH));
    janitor::step(&desk.desk).await.unwrap();
    admin.get(&path).await.says("outcome unknown");
    assert_eq!(desk.entries(AuditAction::ReconcileChange).await, 0, "no answer is not an absence");
    let manager = desk.signed_in(Role::Manager).await;
    let yes = |path: &str| {
        Form::forged(path, "/api/settle_change", &[("id", &path["/changes/".len()..]), ("done", "yes")])
    };
    manager.submit(&yes(&path)).await;
    admin.get(&path).await.says("outcome unknown");
    admin.submit_and_read(&yes(&path)).await.says("3 resources: done");
    assert_eq!(desk.newest(AuditAction::SetOutcomeByHand).await.0.outcome, AuditOutcome::Done);
}

/// A resource with a renewed term that has not begun.
async fn renewed(desk: &TestDesk) -> Selection {
    let Selection { customer, resources } = three(desk).await;
    let one = Selection { customer, resources: vec![resources[0].clone()] };
    let policy = sendable(one.resources[0].expire_policy);
    let made = desk.desk.partner.renew(&one.customer.id, &one.ids(), MONTH, policy).await.unwrap();
    for order in &made.orders {
        desk.desk.partner.pay(&one.customer.id, order).await.unwrap();
    }
    desk.pass_everywhere(60).await;
    one
}

/// The request arrives twice: the second copy is refused because the first has given the term back.
#[tokio::test]
async fn a_refusal_that_may_be_of_its_own_twin_is_settled_by_reading() {
    let desk = TestDesk::start().await;
    let one = renewed(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = decided(&admin, &one, ChangeKind::UnsubscribeRenewedTerms).await;
    desk.break_next(UNSUBSCRIBE, "late_effect", 1_500).await;
    let twin = async {
        // It takes effect in a moment.
        has_left(&desk, ResourceLock::Resource(one.resources[0].id.clone())).await;
        one.given_back(&desk).await;
        desk.pass_everywhere(30).await;
    };
    let (path, ()) = tokio::join!(change(&admin, &form), twin);
    assert_eq!(outcomes(&desk, &path).await, [PartOutcome::Unknown]);
    desk.pass_everywhere(60).await;
    janitor::step(&desk.desk).await.unwrap();
    assert_eq!(outcomes(&desk, &path).await, [PartOutcome::Done]);
}
