//! Limits that administrators set, and who may set them: decided in the transaction that stores it.

use crate::builders::*;
use crate::support::{Desk, all, both};
use model::audit::{AuditAction, AuditEntry, AuditOutcome};
use model::ids::UserId;
use model::limits::own::{LimitHolder, LimitKey, LimitProposal, OwnLimits, ProposalState};
use model::limits::{Asks, Pool, Span};
use model::money::Currency;
use model::users::{Role, User};
use partnerdesk::server::store::{
    Commitment, Committed, Decided, LimitDecision, LimitStamp, Opened, Proposed, UserChange,
};
use rust_decimal::Decimal;

const PAYMENT: LimitKey = LimitKey { pool: Pool::Spend, asks: Asks::Approval, span: Span::Action };

async fn administrators(desk: &Desk, ids: &[&str]) {
    for id in ids {
        let user = User { role: Role::Administrator, ..user(id, id) };
        desk.store.add_user(&user, "hash").await.unwrap();
    }
}

fn limits(amount: u32) -> OwnLimits {
    OwnLimits::none(Currency::usd()).with(PAYMENT, amount.into())
}

fn none() -> OwnLimits {
    OwnLimits::none(Currency::usd())
}

fn managers() -> LimitHolder {
    LimitHolder::Role(Role::Manager)
}

fn proposal(id: &str, by: &str, holder: LimitHolder, before: OwnLimits, after: OwnLimits) -> LimitProposal {
    LimitProposal {
        id: proposal_id(id),
        name: holder.code().to_owned(),
        holder,
        before,
        after,
        proposed_by: by.to_owned(),
        proposed_by_id: user_id(by),
        proposed_at: now(),
        state: ProposalState::Waiting,
        decided_by: None,
        decided_at: None,
    }
}

/// A complete entry of somebody.
fn entry_of(id: &str, by: &str, action: AuditAction) -> AuditEntry {
    let entry = entry(id, action, None);
    let (actor, actor_id) = (by.to_owned(), Some(user_id(by)));
    AuditEntry { actor, actor_id, outcome: AuditOutcome::Done, completed_at: Some(now()), ..entry }
}

async fn propose(desk: &Desk, proposal: &LimitProposal) -> Proposed {
    let by = &proposal.proposed_by;
    let entry = entry_of(&format!("a-{}", proposal.id), by, AuditAction::ProposeLimits);
    desk.store.propose_limits(proposal, &entry).await.unwrap()
}

async fn decide(desk: &Desk, id: &str, by: &str, decision: LimitDecision) -> Decided {
    static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let nth = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let entry = entry_of(&format!("d-{nth}"), by, AuditAction::AgreeLimits);
    desk.store.decide_limits(&proposal_id(id), decision, &entry, later(1)).await.unwrap()
}

async fn set_for(desk: &Desk, holder: &LimitHolder) -> Option<Decimal> {
    let all = desk.store.own_limits().await.unwrap();
    all.iter().find(|(of, _)| of == holder).and_then(|(_, limits)| limits.get(PAYMENT))
}

#[tokio::test]
async fn an_administrator_alone_sets_limits_and_two_agree() {
    both(async |desk| {
        administrators(&desk, &["ann"]).await;
        // Invited and without a password yet: cannot sign in, and so cannot agree.
        let invited = User { role: Role::Administrator, ..user("cy", "cy") };
        desk.store.add_user(&invited, "").await.unwrap();
        let first = proposal("p1", "ann", managers(), none(), limits(500));
        assert_eq!(propose(&desk, &first).await, Proposed::Applied);
        assert_eq!(set_for(&desk, &managers()).await, Some(Decimal::from(500)));
        let stored = desk.store.decided_limits(None, 10).await.unwrap();
        assert_eq!(stored[0].state, ProposalState::Alone);
        assert_eq!((&stored[0].decided_by, &stored[0].after), (&Some("ann".to_owned()), &limits(500)));

        administrators(&desk, &["bo"]).await;
        let moved = proposal("p2", "ann", managers(), none(), limits(400));
        assert_eq!(propose(&desk, &moved).await, Proposed::Moved, "500 are set");
        let second = proposal("p3", "ann", managers(), limits(500), limits(400));
        assert_eq!(propose(&desk, &second).await, Proposed::Waiting);
        let rival = proposal("p4", "bo", managers(), limits(500), limits(300));
        assert_eq!(propose(&desk, &rival).await, Proposed::UnderWay);
        let other = LimitHolder::Role(Role::Administrator);
        let other = proposal("p5", "bo", other, none(), limits(1));
        assert_eq!(propose(&desk, &other).await, Proposed::Waiting, "other limits");
        let waiting = desk.store.waiting_limits().await.unwrap();
        assert_eq!(waiting.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["p3", "p5"]);

        assert_eq!(decide(&desk, "p3", "ann", LimitDecision::Agree).await, Decided::NotAllowed);
        assert_eq!(decide(&desk, "p3", "ann", LimitDecision::Refuse).await, Decided::NotAllowed);
        assert_eq!(decide(&desk, "p3", "bo", LimitDecision::Withdraw).await, Decided::NotAllowed);
        assert_eq!(decide(&desk, "none", "bo", LimitDecision::Agree).await, Decided::NotFound);
        assert_eq!(set_for(&desk, &managers()).await, Some(Decimal::from(500)));
        let agreed = Decided::Done(ProposalState::Agreed);
        assert_eq!(decide(&desk, "p3", "bo", LimitDecision::Agree).await, agreed);
        assert_eq!(set_for(&desk, &managers()).await, Some(Decimal::from(400)));
        let before = Decided::Before(ProposalState::Agreed);
        assert_eq!(decide(&desk, "p3", "ann", LimitDecision::Withdraw).await, before);
        let refused = Decided::Done(ProposalState::Refused);
        assert_eq!(decide(&desk, "p5", "ann", LimitDecision::Refuse).await, refused);
        let decided = desk.store.decided_limits(Some(&managers()), 1).await.unwrap();
        assert_eq!(decided[0].id.as_str(), "p3");
    })
    .await;
}

#[tokio::test]
async fn who_lost_the_role_or_was_switched_off_neither_proposes_nor_agrees() {
    both(async |desk| {
        administrators(&desk, &["ann", "bo", "cy"]).await;
        desk.store.add_user(&user("mia", "mia"), "hash").await.unwrap();
        let change = async |id: &str, change| {
            desk.store.change_user(&user_id(id), change, None, now()).await.unwrap();
        };
        let mia = LimitHolder::User(user_id("mia"));
        for (round, (whom, off, end)) in [
            ("ann", UserChange::Off, Decided::Done(ProposalState::VoidProposer)),
            ("ann", UserChange::Role(Role::Manager), Decided::Done(ProposalState::VoidProposer)),
            ("bo", UserChange::Off, Decided::NotAllowed),
            ("bo", UserChange::Role(Role::Support), Decided::NotAllowed),
            ("mia", UserChange::Off, Decided::Done(ProposalState::VoidPerson)),
            ("mia", UserChange::Role(Role::Administrator), Decided::Done(ProposalState::Agreed)),
        ]
        .into_iter()
        .enumerate()
        {
            let id = format!("p{round}");
            let asked = proposal(&id, "ann", mia.clone(), none(), limits(5));
            assert_eq!(propose(&desk, &asked).await, Proposed::Waiting, "{id}");
            change(whom, off).await;
            assert_eq!(decide(&desk, &id, "bo", LimitDecision::Agree).await, end, "{id}");
            let applies = end == Decided::Done(ProposalState::Agreed);
            assert_eq!(set_for(&desk, &mia).await.is_some(), applies, "{id}");
            if end == Decided::NotAllowed {
                assert_eq!(desk.store.waiting_limits().await.unwrap().len(), 1, "it still waits");
                let refused = Decided::Done(ProposalState::Refused);
                assert_eq!(decide(&desk, &id, "cy", LimitDecision::Refuse).await, refused);
            }
            change(whom, UserChange::On).await;
            let role = if whom == "mia" { Role::Manager } else { Role::Administrator };
            change(whom, UserChange::Role(role)).await;
        }
        change("ann", UserChange::Off).await;
        let late = proposal("late", "ann", managers(), none(), limits(5));
        assert_eq!(propose(&desk, &late).await, Proposed::NotAllowed);
        for nobody in ["nobody", "ann"] {
            let holder = LimitHolder::User(user_id(nobody));
            let asked = proposal("gone", "bo", holder, none(), limits(5));
            assert_eq!(propose(&desk, &asked).await, Proposed::NoPerson, "{nobody}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn decisions_at_the_same_moment_have_one_outcome() {
    both(async |desk| {
        administrators(&desk, &["ann", "bo", "cy"]).await;
        let mut before = none();
        for round in 1..=15_u32 {
            let id = format!("p{round}");
            let asked = proposal(&id, "ann", managers(), before.clone(), limits(round));
            assert_eq!(propose(&desk, &asked).await, Proposed::Waiting);
            let decisions = [
                ("bo", LimitDecision::Agree),
                ("ann", LimitDecision::Withdraw),
                ("cy", LimitDecision::Refuse),
            ];
            let tasks = decisions.map(|(by, decision)| {
                let (store, id) = (desk.store.clone(), proposal_id(&id));
                let entry = entry_of(&format!("r{round}-{by}"), by, AuditAction::AgreeLimits);
                tokio::spawn(
                    async move { store.decide_limits(&id, decision, &entry, later(1)).await.unwrap() },
                )
            });
            let ends = all(tasks.into_iter()).await;
            let done: Vec<_> = ends
                .iter()
                .filter_map(|end| match end {
                    Decided::Done(state) => Some(*state),
                    _ => None,
                })
                .collect();
            assert_eq!(done.len(), 1, "round {round}: {ends:?}");
            if done[0].applies() {
                before = limits(round);
            }
            assert_eq!(set_for(&desk, &managers()).await, before.get(PAYMENT), "round {round}");
        }
        // Of two proposals for the same limits at the same moment one waits.
        let tasks = ["bo", "cy"].map(|by| {
            let asked = proposal(&format!("q-{by}"), by, managers(), before.clone(), limits(99));
            let entry = entry_of(&format!("q-{by}"), by, AuditAction::ProposeLimits);
            let store = desk.store.clone();
            tokio::spawn(async move { store.propose_limits(&asked, &entry).await.unwrap() })
        });
        let mut ends = all(tasks.into_iter()).await;
        ends.sort_by_key(|end| *end == Proposed::UnderWay);
        assert_eq!(ends, [Proposed::Waiting, Proposed::UnderWay]);
    })
    .await;
}

fn commitment(user: &UserId, limits: LimitStamp) -> Commitment {
    Commitment {
        user: user.clone(),
        pool: Pool::Spend,
        amounts: vec![usd("5")],
        at: now(),
        day: now(),
        most: None,
        limits: Some(limits),
    }
}

#[tokio::test]
async fn what_was_allowed_under_other_limits_or_in_another_role_is_decided_again() {
    both(async |desk| {
        administrators(&desk, &["ann"]).await;
        let mia = user("mia", "mia");
        desk.store.add_user(&mia, "hash").await.unwrap();
        let stamp = async || desk.store.limits_of(&mia.id).await.unwrap().stamp;
        let first = stamp().await;
        assert_eq!(
            desk.store.commit("c1", &commitment(&mia.id, first.clone())).await.unwrap(),
            Committed::Done
        );
        let person = LimitHolder::User(mia.id.clone());
        propose(&desk, &proposal("p1", "ann", person.clone(), none(), limits(7))).await;
        propose(&desk, &proposal("p2", "ann", managers(), none(), limits(9))).await;
        let old = commitment(&mia.id, first);
        assert_eq!(desk.store.commit("c2", &old).await.unwrap(), Committed::OverLimit);
        let (draft, opened) = (payment("p1", "CS1", "c1"), entry("a1", AuditAction::Pay, None));
        let end = desk.store.open_intent_within(&draft, &opened, Some(&old)).await.unwrap();
        assert_eq!(end, Opened::OverLimit, "nothing is stored");
        assert_eq!(desk.store.stored_as(&draft.id).await.unwrap(), None);

        let found = desk.store.limits_of(&mia.id).await.unwrap();
        assert_eq!(found.role, Some(Role::Manager));
        assert_eq!(found.of_person.get(PAYMENT), Some(Decimal::from(7)));
        assert_eq!(found.of_role.get(PAYMENT), Some(Decimal::from(9)));
        let now_allowed = commitment(&mia.id, found.stamp.clone());
        assert_eq!(desk.store.commit("c3", &now_allowed).await.unwrap(), Committed::Done);
        let role = UserChange::Role(Role::Administrator);
        desk.store.change_user(&mia.id, role, None, now()).await.unwrap();
        assert_eq!(desk.store.commit("c4", &now_allowed).await.unwrap(), Committed::OverLimit);
        assert!(desk.store.limits_of(&mia.id).await.unwrap().of_role.is_empty(), "those of another role");
        let nobody = desk.store.limits_of(&user_id("nobody")).await.unwrap();
        assert_eq!((nobody.role, nobody.of_person.is_empty()), (None, true));

        let sums = desk.store.committed_by_all(&Currency::usd(), now()).await.unwrap();
        assert_eq!(sums, [(mia.id.clone(), Pool::Spend, Decimal::from(10))]);
        assert!(desk.store.committed_by_all(&Currency::usd(), later(1)).await.unwrap().is_empty());
    })
    .await;
}
