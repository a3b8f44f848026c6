//! Changes to resources: reviewed first, sent once, with an outcome for each.

pub mod cancel;
mod limits;
pub mod open;

use crate::harness::{Client, Form, Page, TestDesk};
use crate::renewals::renewed;
use crate::renewals::selection::{MONTH, Selection, three};
use model::audit::{AuditAction, AuditOutcome};
use model::changes::{Change, ChangeKind, PartOutcome};
use model::error::AppError;
use model::ids::IntentId;
use model::lists::RenewalFilter;
use model::resources::{ExpirePolicy, Resource};
use model::users::{Permission, Role};
use partnerdesk::paths;
use partnerdesk::server::service::sync;
use partnerdesk::server::store::Scope;
use std::time::Duration;

/// Address of the form.
pub const CHANGE: &str = "/api/change_resources";
/// The operation of each change.
pub const UNSUBSCRIBE: &str = "CancelResourcesSubscription";
pub const TO_ON_DEMAND: &str = "UpdatePeriodToOnDemand";
pub const ON: &str = "AutoRenewalResources";
pub const OFF: &str = "CancelAutoRenewalResources";

/// The form of a change, with its checkbox checked if it has one.
pub async fn decided(client: &Client, selection: &Selection, act: ChangeKind) -> Form {
    let form = client.form(&paths::change_review(act, &selection.ids()), CHANGE).await;
    if act.unsubscribe_type().is_some() { form.with(&[("understood", "yes")]) } else { form }
}

/// Posts the form; returns the path of the change's page.
pub async fn change(client: &Client, form: &Form) -> String {
    let posted = client.submit(form).await;
    let path = posted.location().unwrap_or_else(|| panic!("{} {}", posted.status, posted.body));
    assert!(path.starts_with("/changes/") && !path.contains("review"), "{path}");
    path
}

/// The outcome for each resource of the change at a path.
pub async fn outcomes(desk: &TestDesk, path: &str) -> Vec<PartOutcome> {
    let id = IntentId::parse(path.rsplit('/').next().unwrap()).unwrap();
    let stored = desk.desk.store.intent::<Change>(&Scope::All, &id).await.unwrap().unwrap();
    stored.what.parts.iter().map(|part| part.outcome).collect()
}

/// The selection as read from the partner API.
pub async fn live(desk: &TestDesk, selection: &Selection) -> Vec<Resource> {
    desk.desk.partner.resources_by_id(&selection.customer.id, &selection.ids()).await.unwrap()
}

/// Number of requests that may change data.
async fn writes(desk: &TestDesk) -> usize {
    let mut count = 0;
    for operation in [UNSUBSCRIBE, TO_ON_DEMAND, ON, OFF] {
        count += desk.sent(operation).await;
    }
    count
}

#[tokio::test]
async fn each_preview_says_what_it_would_do_and_changes_nothing() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let before = live(&desk, &selection).await;
    for (act, words) in [
        (
            ChangeKind::Unsubscribe,
            "Resources without a recycle bin are deleted immediately and permanently, with their data.",
        ),
        (
            ChangeKind::Unsubscribe,
            "HUAWEI CLOUD does not tell the refund, or whether there is a handling fee, in advance.",
        ),
        (ChangeKind::Unsubscribe, "This cannot be undone."),
        (ChangeKind::UnsubscribeRenewedTerms, "Only renewed periods that have not started are unsubscribed."),
        (ChangeKind::ToOnDemand, "are billed as pay-per-use until somebody deletes them"),
        (ChangeKind::AutoRenewOn, "from 7 days before expiry, daily at 03:00 GMT+8"),
    ] {
        let page = admin.get(&paths::change_review(act, &selection.ids())).await;
        page.says(words);
        for resource in &selection.resources {
            page.says(resource.display_name());
        }
    }
    assert_eq!(writes(&desk).await, 0);
    assert_eq!(live(&desk, &selection).await, before);
}

#[tokio::test]
async fn what_goes_with_a_resource_is_named() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer_named("Música").await;
    sync::resources_of(&desk.desk, &customer.id).await.unwrap();
    let filter = RenewalFilter { customer: Some(customer.id.clone()), ..RenewalFilter::default() };
    let now = desk.desk.clock.now();
    let rows = desk.desk.store.list_resources(&Scope::All, &filter, now).await.unwrap().rows;
    let main = rows.into_iter().find(|row| row.attached > 0).unwrap().resource;
    let ids = [main.id];
    let found = desk.desk.store.resources_of(&Scope::All, &customer.id).await.unwrap();
    let attached: Vec<_> =
        found.iter().filter(|resource| resource.parent.as_ref() == Some(&ids[0])).collect();
    assert!(!attached.is_empty());
    let admin = desk.signed_in(Role::Administrator).await;
    let page = admin.get(&paths::change_review(ChangeKind::Unsubscribe, &ids)).await;
    for resource in attached {
        page.says(resource.display_name());
    }
}

#[tokio::test]
async fn unsubscribing_leaves_once_and_only_with_the_box_ticked() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&paths::change_review(ChangeKind::Unsubscribe, &selection.ids()), CHANGE).await;
    let page = admin.submit_and_read(&form.clone().with(&[("reason", "3")])).await;
    assert!(page.text("form#change .problem").is_some(), "beside the box: {}", page.words());
    assert_eq!(page.attributes("form#change [aria-invalid]", "name"), ["understood"]);
    assert_eq!(page.attributes("#change-reason option[selected]", "value"), ["3"], "what was chosen stays");
    assert_eq!(writes(&desk).await, 0);
    let form = form.with(&[("understood", "yes"), ("reason", "5")]);
    desk.fail_next(UNSUBSCRIBE, "late_reply", 400).await;
    let (first, second) = tokio::join!(change(&admin, &form), change(&admin, &form));
    assert_eq!(first, second, "the twin of a form leads to the same page");
    let page = admin.get(&first).await;
    page.says("Unsubscribe from 3 resources: done");
    assert!(!page.attributes("#orders a", "href").is_empty(), "the order says what comes back");
    assert_eq!(outcomes(&desk, &first).await, [PartOutcome::Done; 3]);
    desk.advance_all_clocks(60).await;
    assert_eq!(change(&admin, &form).await, first, "and once more, when they are gone");
    assert_eq!((desk.sent(UNSUBSCRIBE).await, desk.entries(AuditAction::Unsubscribe).await), (1, 1));
    let body = desk.requests(UNSUBSCRIBE).await[0]["body"].as_str().unwrap().to_owned();
    assert!(
        body.contains("\"unsubscribe_type\":1") && body.contains("\"unsubscribe_reason_type\":5"),
        "{body}"
    );
    assert!(live(&desk, &selection).await.is_empty());
    let (entry, calls) = desk.newest(AuditAction::Unsubscribe).await;
    assert_eq!(entry.outcome, AuditOutcome::Done);
    assert!(calls.iter().any(|call| call.operation == UNSUBSCRIBE));
}

#[tokio::test]
async fn what_the_partner_refuses_is_told_for_each() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = decided(&admin, &selection, ChangeKind::Unsubscribe).await;
    // One of them is renewed elsewhere, so an unpaid order holds it.
    let (id, ids) = (&selection.customer.id, selection.ids());
    let policy = ExpirePolicy::Grace;
    desk.desk.partner.renew(id, &ids[..1], MONTH, policy).await.unwrap();
    let path = change(&admin, &form).await;
    let page = admin.get(&path).await;
    page.says("Unsubscribe from 3 resources: 2 of 3 done");
    page.says("CBC.99003100");
    let mut sorted = outcomes(&desk, &path).await;
    sorted.sort_by_key(|outcome| *outcome != PartOutcome::Refused);
    assert_eq!(sorted, [PartOutcome::Refused, PartOutcome::Done, PartOutcome::Done]);
    let again =
        page.attributes("a", "href").into_iter().find(|link| link.contains("/changes/review")).unwrap();
    assert!(again.contains(ids[0].as_str()) && !again.contains(ids[1].as_str()), "{again}");
    let page = admin.get(&again).await;
    page.says("An order that contains it is pending payment. Pay or cancel that order first.");
    assert!(
        page.text("#waiting").is_some() || page.words().contains("pending payment has been loaded yet"),
        "the way out"
    );
    assert_eq!(page.text("form#change"), None, "nothing is left to send");
}

#[tokio::test]
async fn what_a_renewal_holds_is_left_out_with_the_way_to_it() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = decided(&admin, &selection, ChangeKind::Unsubscribe).await;
    let renewal = renewed(&admin, &selection).await;
    let page = admin.get(&paths::change_review(ChangeKind::Unsubscribe, &selection.ids())).await;
    page.says("Another action on it is in progress.");
    assert!(page.attributes("#left-out a", "href").contains(&renewal));
    assert!(!page.attributes("#waiting a", "href").is_empty(), "its order can be paid or cancelled");
    assert_eq!(page.text("form#change"), None);
    let page = admin.submit_and_read(&form).await;
    assert!(page.attributes("[role=alert] a, .error a", "href").contains(&renewal), "{}", page.words());
    assert_eq!(writes(&desk).await, 0);
    // Auto-renewal cannot be switched on, since nobody can tell what it will buy; what is decided about
    // the end otherwise can be: it and the renewal would buy the same period.
    let on = admin.get(&paths::change_review(ChangeKind::AutoRenewOn, &selection.ids())).await;
    on.says("An order that contains it is pending payment. Pay or cancel that order first.");
    assert_eq!(on.text("form#change"), None);
    let other = paths::change_review(ChangeKind::ToOnDemand, &selection.ids());
    assert!(admin.get(&other).await.words().contains("pending payment"));
}

#[tokio::test]
async fn another_end_than_the_one_seen_is_asked_again() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = decided(&admin, &selection, ChangeKind::Unsubscribe).await;
    let page = admin.submit_and_read(&form.with(&[("seen_ends", "r1:1")])).await;
    page.says("The data has changed: a resource has a new expiry, or it was changed in the meantime");
    assert_eq!(writes(&desk).await, 0);
    assert_eq!(desk.newest(AuditAction::Unsubscribe).await.0.outcome, AuditOutcome::Failed);
}

#[tokio::test]
async fn pay_per_use_at_the_end_is_set_once_and_withdrawn() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = decided(&admin, &selection, ChangeKind::ToOnDemand).await;
    let path = change(&admin, &form).await;
    admin.get(&path).await.says("Change to pay-per-use on expiry for 3 resources: done");
    desk.advance_all_clocks(1).await;
    assert_eq!(change(&admin, &form).await, path, "the twin leads to the same page");
    assert_eq!(desk.sent(TO_ON_DEMAND).await, 1, "one call for all");
    for resource in live(&desk, &selection).await {
        assert_eq!(resource.expire_policy, Some(ExpirePolicy::ToPayPerUse));
    }
    let page = admin.get(&paths::change_review(ChangeKind::ToOnDemand, &selection.ids())).await;
    page.says("Already set this way.");
    page.says("None of the selected resources can be changed this way now.");
    assert_eq!((page.text("form#change"), page.text(".decision")), (None, None), "nothing is offered");
    let back = decided(&admin, &selection, ChangeKind::NotToOnDemand).await;
    change(&admin, &back).await;
    desk.advance_all_clocks(1).await;
    for resource in live(&desk, &selection).await {
        assert_ne!(resource.expire_policy, Some(ExpirePolicy::ToPayPerUse));
    }
    assert_eq!(
        (desk.entries(AuditAction::ToOnDemand).await, desk.entries(AuditAction::NotToOnDemand).await),
        (1, 1)
    );
}

/// Presses a button of the list's form.
pub async fn switch(client: &Client, selection: &Selection, on: bool) -> Page {
    let list = paths::renewals(&RenewalFilter {
        customer: Some(selection.customer.id.clone()),
        ..RenewalFilter::default()
    });
    let ids = selection.ids();
    let mut fields: Vec<_> = ids.iter().map(|id| ("ids[]", id.as_str())).collect();
    fields.push(("on", if on { "yes" } else { "no" }));
    client.submit(&Form::forged(&list, "/api/auto_renew", &fields)).await
}

/// Switches from the list: on, through the review that the list leads to; off, at once.
async fn switched(client: &Client, selection: &Selection, on: bool) -> String {
    let path = switch(client, selection, on).await.location().unwrap();
    if !on {
        return path;
    }
    assert_eq!(path, paths::change_review(ChangeKind::AutoRenewOn, &selection.ids()));
    change(client, &client.form(&path, CHANGE).await).await
}

#[tokio::test]
async fn auto_renewal_is_switched_from_the_list_with_an_outcome_for_each() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let before = selection.resources[0].auto_renews();
    for on in [!before, before] {
        let (operation, action, words) = if on {
            (ON, AuditAction::AutoRenewOn, "Turn on auto-renewal for 3 resources: done")
        } else {
            (OFF, AuditAction::AutoRenewOff, "Turn off auto-renewal for 3 resources: done")
        };
        let path = switched(&admin, &selection, on).await;
        admin.get(&path).await.says(words);
        assert_eq!(outcomes(&desk, &path).await, [PartOutcome::Done; 3]);
        desk.advance_all_clocks(1).await;
        if !on {
            assert_eq!(switch(&admin, &selection, on).await.location(), Some(path), "the twin");
        }
        assert_eq!(desk.sent(operation).await, 3, "one call for each");
        assert!(live(&desk, &selection).await.iter().all(|now| now.auto_renews() == on));
        assert_eq!(
            (desk.newest(action).await.0.outcome, desk.entries(action).await),
            (AuditOutcome::Done, 1)
        );
    }
}

#[tokio::test]
async fn two_people_who_switch_at_once_send_each_call_once() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    for resource in &selection.resources {
        desk.desk.partner.auto_renew_on(&selection.customer.id, &resource.id).await.unwrap();
    }
    desk.advance_all_clocks(1).await;
    let on = false;
    let (operation, before) = (OFF, desk.sent(OFF).await);
    let (admin, other) =
        (desk.signed_in(Role::Administrator).await, desk.signed_in(Role::Administrator).await);
    desk.fail_next(operation, "late_reply", 600).await;
    let second = async {
        tokio::time::sleep(Duration::from_millis(250)).await;
        switch(&other, &selection, on).await
    };
    let (first, second) = tokio::join!(switch(&admin, &selection, on), second);
    assert_eq!(first.location(), second.location());
    assert_eq!(desk.sent(operation).await - before, 3);
}

#[tokio::test]
async fn a_selection_of_several_customers_is_looked_over_first() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let other = desk.customer().await;
    assert_ne!(other.id, selection.customer.id);
    sync::resources_of(&desk.desk, &other.id).await.unwrap();
    let filter = RenewalFilter { customer: Some(other.id.clone()), ..RenewalFilter::default() };
    let now = desk.desk.clock.now();
    let rows = desk.desk.store.list_resources(&Scope::All, &filter, now).await.unwrap().rows;
    let mut both = selection;
    both.resources.push(rows[0].resource.clone());
    let admin = desk.signed_in(Role::Administrator).await;
    let path = switch(&admin, &both, true).await.location().unwrap();
    assert!(path.starts_with("/jobs/"), "the list leads to the dry run of one job: {path}");
    let page = admin.get(&paths::change_review(ChangeKind::AutoRenewOn, &both.ids())).await;
    page.says("The selection is therefore split into groups");
    assert!(page.attributes("h2.group-name", "class").len() == 2, "a group for each customer");
    assert_eq!(writes(&desk).await, 0);
}

#[tokio::test]
async fn support_and_other_managers_change_nothing() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let manager = desk.user("manager").await;
    let own = std::slice::from_ref(&selection.customer.id);
    desk.desk.store.unassign(&manager.id, own).await.unwrap();
    let admin = desk.signed_in(Role::Administrator).await;
    let form = decided(&admin, &selection, ChangeKind::Unsubscribe).await;
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let review = paths::change_review(ChangeKind::Unsubscribe, &selection.ids());
    let support = desk.signed_in(Role::Support).await;
    let page = support.get(&review).await;
    assert_eq!((page.status, page.text("form#change")), (200, None));
    let other = desk.signed_in(Role::Manager).await;
    assert_eq!(other.get(&review).await.status, 404);
    for (client, error) in [(&support, AppError::NotAllowed(Permission::Order)), (&other, AppError::NotFound)]
    {
        client.submit(&form).await;
        assert_eq!(client.call("change_resources", &fields).await.error(), error);
    }
    assert_eq!((writes(&desk).await, desk.entries(AuditAction::Unsubscribe).await), (0, 0));
    let path = change(&admin, &form).await;
    assert_eq!((support.get(&path).await.status, other.get(&path).await.status), (200, 404));
}
