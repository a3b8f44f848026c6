//! A change needs a second administrator, where there is one.

use super::{AGREE, LIMITS, REFUSE, WITHDRAW, desk, fact, of_person, of_role, second, set};
use crate::harness::{Form, PASSWORD, TestDesk};
use crate::payments::{OPERATION, form};
use model::audit::{AuditAction, AuditOutcome};
use model::error::AppError;
use model::limits::own::{LimitHolder, ProposalState};
use model::users::{Permission, Role};
use partnerdesk::paths;
use partnerdesk::server::store::UserChange;

/// The id of the change that waits.
async fn waiting(desk: &TestDesk) -> String {
    let waiting = desk.desk.store.waiting_limits().await.unwrap();
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    waiting[0].id.to_string()
}

/// What became of the latest change that was decided.
async fn ended(desk: &TestDesk) -> Option<ProposalState> {
    let decided = desk.desk.store.decided_limits(None, 1).await.unwrap();
    decided.first().map(|proposal| proposal.state)
}

async fn nothing_is_set(desk: &TestDesk) -> bool {
    desk.desk.store.own_limits().await.unwrap().is_empty()
}

#[tokio::test]
async fn what_one_administrator_proposes_applies_when_another_agrees() {
    let desk = desk().await;
    let (admin, other) = (desk.signed_in(Role::Administrator).await, second(&desk).await);
    let manager = desk.signed_in(Role::Manager).await;
    let path = of_role(Role::Manager);
    let page = set(&admin, &path, &[("spend_second", "200")]).await;
    page.says("Proposed. It applies when another administrator agrees.");
    page.says("You cannot agree to your own proposal.");
    assert_eq!((page.text("form#agree-limits"), page.text("form#set-limits")), (None, None));
    assert!(nothing_is_set(&desk).await);
    let order = desk.unpaid_order(&desk.customer().await, 201).await;
    assert!(!form(&manager, &order).await.has("why"), "nothing applies yet");
    let (entry, _) = desk.newest(AuditAction::ProposeLimits).await;
    assert_eq!(fact(&entry, "limit-spend-approval-action"), Some("\u{2013} \u{2192} USD 200.00"));

    // It waits for the other one, not for who proposed it.
    other.get("/").await.says("Changes of limits await your agreement.");
    assert!(other.get("/").await.attributes("#limit-proposals a", "href").contains(&path));
    assert_eq!(admin.get("/").await.text("#limit-proposals"), None);
    assert_eq!(manager.get("/").await.text("#limit-proposals"), None);
    let shown = other.get(&path).await;
    for words in ["One payment: approval above", "USD 200.00", "By administrator"] {
        shown.says(words);
    }
    other.get(LIMITS).await.says("a change awaits agreement");
    let open = Form::read(&path, &shown.body, AGREE);
    for (given, told) in [("", "This field is required."), ("not-it", "The password is wrong.")] {
        other.submit_and_read(&open.clone().with(&[("password", given)])).await.says(told);
        assert!(nothing_is_set(&desk).await);
    }
    other.submit_and_read(&open.with(&[("password", PASSWORD)])).await.says("The new limits apply now.");
    let (entry, _) = desk.newest(AuditAction::AgreeLimits).await;
    assert_eq!((entry.actor.as_str(), entry.outcome), ("second", AuditOutcome::Done));
    assert_eq!(fact(&entry, "proposed-by"), Some("administrator"));
    admin.get(LIMITS).await.says("Agreed by second");
    assert!(form(&manager, &order).await.has("why"), "now it applies");
    assert_eq!(desk.sent(OPERATION).await, 0);
}

#[tokio::test]
async fn nobody_agrees_to_their_own_proposal_nor_decides_that_of_others_for_them() {
    let desk = TestDesk::start().await;
    let (admin, other) = (desk.signed_in(Role::Administrator).await, second(&desk).await);
    set(&admin, &of_role(Role::Manager), &[("raise_again", "1")]).await;
    let id = waiting(&desk).await;
    let refused = AppError::NotAllowed(Permission::Administer);
    let fields = [("id", id.as_str()), ("password", PASSWORD)];
    assert_eq!(admin.call("agree_limits", &fields).await.error(), refused, "one's own");
    assert_eq!(admin.call("refuse_limits", &fields[..1]).await.error(), refused, "it is withdrawn instead");
    assert_eq!(other.call("withdraw_limits", &fields[..1]).await.error(), refused, "not theirs");
    for role in [Role::Manager, Role::Support] {
        let client = desk.signed_in(role).await;
        for call in ["agree_limits", "refuse_limits", "withdraw_limits"] {
            let given = if call == "agree_limits" { &fields[..] } else { &fields[..1] };
            assert_eq!(client.call(call, given).await.error(), refused, "{role:?} {call}");
        }
    }
    // A second change of the same limits waits for the first one to end; of others it does not.
    let holder = [("kind", "role"), ("holder", "manager"), ("seen", "USD"), ("currency", "USD")];
    let more = [holder.as_slice(), &[("raise_again", "2"), ("password", PASSWORD)]].concat();
    assert_eq!(other.call("set_limits", &more).await.error(), AppError::ChangedMeanwhile);
    set(&other, &of_role(Role::Administrator), &[("raise_again", "3")]).await.says("Proposed.");
    assert!(nothing_is_set(&desk).await);
    assert_eq!(desk.desk.store.waiting_limits().await.unwrap().len(), 2);
}

#[tokio::test]
async fn what_is_refused_or_withdrawn_leaves_the_limits_as_they_are() {
    let desk = TestDesk::start().await;
    let (admin, other) = (desk.signed_in(Role::Administrator).await, second(&desk).await);
    let path = of_person(&desk, "manager").await;
    for (who, action, told, state) in [
        (&other, REFUSE, "Refused. The limits stay as they are.", ProposalState::Refused),
        (&admin, WITHDRAW, "Withdrawn. The limits stay as they are.", ProposalState::Withdrawn),
    ] {
        set(&admin, &path, &[("spend_second", "5")]).await;
        let late = other.form(&path, AGREE).await.with(&[("password", PASSWORD)]);
        let decided = who.form(&path, action).await;
        who.submit_and_read(&decided).await.says(told);
        assert_eq!(ended(&desk).await, Some(state));
        // Who comes too late is told, and sees what became of it.
        let page = other.submit_and_read(&late).await;
        page.says("Somebody else saved a change since this page was loaded.");
        assert!(page.text("#last").unwrap().contains(if state == ProposalState::Refused {
            "Refused by second"
        } else {
            "Withdrawn by administrator"
        }));
        assert!(nothing_is_set(&desk).await);
        assert!(admin.get(&path).await.text("form#set-limits").is_some(), "it can be proposed again");
    }
    assert_eq!(desk.entries(AuditAction::RefuseLimits).await, 1);
    assert_eq!(desk.entries(AuditAction::WithdrawLimits).await, 1);
    assert_eq!(desk.entries(AuditAction::AgreeLimits).await, 0);
}

#[tokio::test]
async fn an_agreement_and_a_withdrawal_at_the_same_moment_have_one_outcome() {
    let desk = TestDesk::start().await;
    let (admin, other) = (desk.signed_in(Role::Administrator).await, second(&desk).await);
    let path = of_role(Role::Manager);
    set(&admin, &path, &[("spend_second", "5")]).await;
    let agreed = other.form(&path, AGREE).await.with(&[("password", PASSWORD)]);
    let withdrawn = admin.form(&path, WITHDRAW).await;
    futures::future::join(other.submit(&agreed), admin.submit(&withdrawn)).await;
    let applies = match ended(&desk).await {
        Some(ProposalState::Agreed) => true,
        Some(ProposalState::Withdrawn) => false,
        state => panic!("{state:?}"),
    };
    assert_eq!(nothing_is_set(&desk).await, !applies);
    let entries =
        (desk.entries(AuditAction::AgreeLimits).await, desk.entries(AuditAction::WithdrawLimits).await);
    assert_eq!(entries, if applies { (1, 0) } else { (0, 1) });
}

#[tokio::test]
async fn who_is_no_administrator_any_more_neither_proposed_nor_agrees() {
    let desk = TestDesk::start().await;
    let (admin, other) = (desk.signed_in(Role::Administrator).await, second(&desk).await);
    let (first, second) = (desk.user("administrator").await.id, desk.user("second").await.id);
    let path = of_role(Role::Manager);
    let store = &desk.desk.store;
    let now = desk.desk.clock.now();

    // Who proposed it was switched off meanwhile.
    set(&other, &path, &[("spend_second", "5")]).await;
    let open = admin.form(&path, AGREE).await.with(&[("password", PASSWORD)]);
    store.change_user(&second, UserChange::Off, Some(&first), now).await.unwrap();
    let page = admin.submit_and_read(&open).await;
    page.says("Not applied: second, who proposed it, was no longer an administrator");
    assert!(nothing_is_set(&desk).await);
    let (entry, _) = desk.newest(AuditAction::AgreeLimits).await;
    assert_eq!((entry.outcome, entry.code.as_deref()), (AuditOutcome::Failed, Some("void-proposer")));

    // Who would agree lost the role; who proposed it is alone now, and is told so.
    store.change_user(&second, UserChange::On, Some(&first), now).await.unwrap();
    set(&admin, &path, &[("spend_second", "6")]).await;
    let id = waiting(&desk).await;
    let role = UserChange::Role(Role::Manager);
    store.change_user(&second, role, Some(&first), now).await.unwrap();
    let other = desk.anonymous();
    other.sign_in("second", PASSWORD).await;
    let refused = other.call("agree_limits", &[("id", id.as_str()), ("password", PASSWORD)]).await;
    assert_eq!(refused.error(), AppError::NotAllowed(Permission::Administer));
    admin.get(&path).await.says("There is no other administrator any more.");
    admin.submit(&admin.form(&path, WITHDRAW).await).await;
    set(&admin, &path, &[("spend_second", "6")]).await.says("The new limits apply now.");

    // Another administrator who comes later makes nothing wait that was applied.
    store.change_user(&second, UserChange::Role(Role::Administrator), Some(&first), now).await.unwrap();
    assert!(!nothing_is_set(&desk).await && store.waiting_limits().await.unwrap().is_empty());
    set(&admin, &path, &[("spend_second", "7")]).await.says("Proposed.");
}

#[tokio::test]
async fn limits_of_who_is_switched_off_are_not_agreed_to() {
    let desk = TestDesk::start().await;
    let (admin, other) = (desk.signed_in(Role::Administrator).await, second(&desk).await);
    let id = desk.user("manager").await.id;
    let path = paths::limits_of(&LimitHolder::User(id.clone()));
    set(&admin, &path, &[("spend_second", "5")]).await;
    let proposal = waiting(&desk).await;
    let first = desk.user("administrator").await.id;
    let now = desk.desk.clock.now();
    desk.desk.store.change_user(&id, UserChange::Off, Some(&first), now).await.unwrap();
    let answer = other.call("agree_limits", &[("id", proposal.as_str()), ("password", PASSWORD)]).await;
    assert_eq!(answer.error(), AppError::ChangedMeanwhile);
    assert_eq!(ended(&desk).await, Some(ProposalState::VoidPerson));
    other.get(LIMITS).await.says("Not applied: manager was disabled");
    assert!(nothing_is_set(&desk).await);
}
