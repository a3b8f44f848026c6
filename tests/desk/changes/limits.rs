//! Switching auto-renewal on is spending: at a live price, within the limits of payments.

use crate::changes::{CHANGE, ON, change, decided, live, outcomes, switch};
use crate::harness::{Form, PASSWORD, TestDesk};
use crate::payments::approvals::WHY;
use crate::payments::{OPERATION as PAY_OPERATION, form, pay};
use crate::renewals::renewed;
use crate::renewals::selection::{Selection, three};
use model::audit::AuditAction;
use model::auto_renewal::longest_period;
use model::changes::{ChangeKind, PartOutcome};
use model::time::Timestamp;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::sync;
use rust_decimal::Decimal;

const APPROVE: &str = "/api/approve_change";
const DECLINE: &str = "/api/decline_change";
const ACT: ChangeKind = ChangeKind::AutoRenewOn;

/// A desk whose managers need their password above 1 and approval above 2, shortly after midnight UTC,
/// with resources without auto-renewal of one of their customers.
async fn limited() -> (TestDesk, Selection) {
    let desk = TestDesk::with(|settings| {
        settings.spending.password = vec![(Role::Manager, Decimal::ONE)];
        settings.spending.approval = vec![(Role::Manager, Decimal::TWO)];
    })
    .await;
    desk.next_day().await;
    let selection = three(&desk).await;
    for resource in selection.resources.iter().filter(|resource| resource.auto_renews()) {
        desk.desk.partner.auto_renew_off(&selection.customer.id, &resource.id).await.unwrap();
    }
    desk.advance_all_clocks(1).await;
    desk.assign(&selection.customer.id).await;
    (desk, selection)
}

#[tokio::test]
async fn switching_it_on_shows_its_price_and_passes_the_limits_of_payments() {
    let (desk, selection) = limited().await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    let path = switch(&manager, &selection, true).await.location().unwrap();
    assert_eq!(path, paths::change_review(ACT, &selection.ids()), "the list leads to the price");
    let page = manager.get(&path).await;
    for words in
        ["First charge", "03:00 GMT+8", "at most", "which may differ", "Counts toward your limits of today"]
    {
        page.says(words);
    }
    let asked_steps = page.text("ol.steps").unwrap();
    let review = Form::read(&path, &page.body, CHANGE);
    let total: Decimal = review.value("seen_total").parse().unwrap();
    let mut sum = Decimal::ZERO;
    for resource in live(&desk, &selection).await {
        let period = longest_period(&resource).unwrap();
        let ids = std::slice::from_ref(&resource.id);
        let quote = desk.desk.partner.renewal_price(&selection.customer.id, ids, period).await.unwrap();
        sum += quote.net_total.unwrap();
    }
    assert!((sum - total).abs() <= Decimal::new(3, 2), "{sum} {total}");

    for (fields, told) in [
        (vec![("password", PASSWORD), ("why", "")], "This field is required."),
        (vec![("password", "not-it"), ("why", WHY)], "The password is wrong."),
    ] {
        manager.submit_and_read(&review.clone().with(&fields)).await.says(told);
    }
    assert_eq!((desk.sent(ON).await, desk.entries(AuditAction::AutoRenewOn).await), (0, 0));
    let asked = change(&manager, &review.with(&[("password", PASSWORD), ("why", WHY)])).await;
    manager.get(&asked).await.says("awaiting approval");
    assert_eq!(manager.get(&asked).await.text("form#approve-change"), None, "nobody agrees with themselves");
    assert_eq!(desk.sent(ON).await, 0, "nothing left yet");

    admin.get("/").await.says("Turn on auto-renewal for 3 resources");
    let page = admin.get(&asked).await;
    for words in [WHY, "First charge", "Price now", "which may differ", "What will happen"] {
        page.says(words);
    }
    assert!(
        asked_steps.ends_with(&page.text("ol.steps").unwrap()),
        "the approver reads what the asker read: {asked_steps}"
    );
    assert!(!page.body.contains("limits of today"), "it counts for the person who asked");
    admin.submit(&admin.form(&asked, APPROVE).await).await;
    manager.get(&asked).await.says("Turn on auto-renewal for 3 resources: done");
    assert_eq!(outcomes(&desk, &asked).await, [PartOutcome::Done; 3]);
    assert!(live(&desk, &selection).await.iter().all(|resource| resource.auto_renews()));
    assert_eq!(desk.sent(ON).await, 3);
    let told = manager.get("/").await.text("#ended-requests").unwrap();
    assert!(told.contains("Approved by administrator"), "{told}");
}

#[tokio::test]
async fn what_is_declined_or_no_longer_as_it_was_switches_nothing_on() {
    let (desk, selection) = limited().await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    let ask = async || {
        let form = decided(&manager, &selection, ACT).await;
        change(&manager, &form.with(&[("password", PASSWORD), ("why", WHY)])).await
    };
    let declined = ask().await;
    admin.submit(&admin.form(&declined, DECLINE).await).await;
    manager.get(&declined).await.says("Declined by administrator");
    let moved = ask().await;
    let id = moved.rsplit('/').next().unwrap();
    let forged = Form::forged(&moved, APPROVE, &[("id", id), ("password", PASSWORD)]);
    manager.submit(&forged).await;
    desk.signed_in(Role::Support).await.submit(&forged).await;
    manager.get(&moved).await.says("awaiting approval");
    assert_eq!((desk.sent(ON).await, desk.entries(AuditAction::Approve).await), (0, 0), "nobody forges it");
    let agreed = admin.form(&moved, APPROVE).await;
    let first = &selection.resources[0];
    desk.desk.partner.auto_renew_on(&selection.customer.id, &first.id).await.unwrap();
    let elsewhere = desk.sent(ON).await;
    desk.advance_all_clocks(1).await;
    admin.submit(&agreed).await;
    manager
        .get(&moved)
        .await
        .says("administrator wanted to approve it, but the price or the data had changed.");
    assert_eq!(desk.sent(ON).await, elsewhere);
}

#[tokio::test]
async fn without_a_price_it_is_refused_and_says_why() {
    let (desk, selection) = limited().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let early = decided(&admin, &selection, ACT).await;
    renewed(&admin, &selection).await;
    let page = admin.get(&paths::change_review(ACT, &selection.ids())).await;
    page.says("An order that contains it is pending payment. Pay or cancel that order first.");
    assert_eq!(page.text("form#change"), None);
    let page = admin.submit_and_read(&early).await;
    assert!(page.text("[role=alert]").is_some(), "{}", page.words());
    let unseen = early.with(&[("seen_total", ""), ("seen_currency", "")]);
    admin.submit(&unseen).await;
    assert_eq!(desk.sent(ON).await, 0);
}

#[tokio::test]
async fn another_price_than_the_one_seen_is_asked_again() {
    let (desk, selection) = limited().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let form = decided(&admin, &selection, ACT).await;
    let page = admin.submit_and_read(&form.with(&[("seen_total", "0.01")])).await;
    page.says("The data has changed");
    assert_eq!(desk.sent(ON).await, 0);
}

#[tokio::test]
async fn it_counts_towards_the_day_on_which_it_is_switched_on() {
    let desk = TestDesk::with(|settings| {
        settings.spending.approval_per_day = vec![(Role::Administrator, Decimal::from(1_000_000))];
    })
    .await;
    desk.next_day().await;
    let selection = three(&desk).await;
    for resource in selection.resources.iter().filter(|resource| resource.auto_renews()) {
        desk.desk.partner.auto_renew_off(&selection.customer.id, &resource.id).await.unwrap();
    }
    desk.advance_all_clocks(1).await;
    let admin = desk.signed_in(Role::Administrator).await;
    change(&admin, &decided(&admin, &selection, ACT).await).await;
    let user = desk.user("administrator").await.id;
    let currency = desk.desk.settings.spending.currency.clone();
    let day: Timestamp = desk.desk.clock.now();
    let since = model::time::plus_days(day, -1);
    let pool = model::limits::Pool::Spend;
    let committed = desk.desk.store.committed(&user, pool, &currency, since).await.unwrap();
    assert!(committed > Decimal::ZERO);
    let rest = Decimal::from(1_000_000) - committed;
    let order = desk.unpaid_order(&selection.customer, u32::try_from(rest.trunc()).unwrap() + 1).await;
    admin
        .get(&paths::pay(&order))
        .await
        .says("With this, your total for today is above your limit for one day");
    let small = desk.unpaid_order(&selection.customer, 1).await;
    pay(&admin, &form(&admin, &small).await).await;
    assert_eq!(desk.sent(PAY_OPERATION).await, 1);
}

/// Within the last hours of a resource.
#[tokio::test]
async fn a_resource_that_ends_before_the_next_charge_is_said_to_be_charged_at_once() {
    let (desk, selection) = limited().await;
    let first = selection.resources.iter().min_by_key(|resource| resource.expires_at).unwrap();
    let left = first.expires_at.unwrap().as_second() - desk.desk.clock.now().as_second();
    desk.advance_all_clocks(u64::try_from(left - 7_200).unwrap()).await;
    sync::resources_of(&desk.desk, &selection.customer.id).await.unwrap();
    let admin = desk.signed_in(Role::Administrator).await;
    let page = admin.get(&paths::change_review(ACT, std::slice::from_ref(&first.id))).await;
    page.says("At once");
    page.says("ends before the next 03:00 GMT+8, so HUAWEI CLOUD charges at once");
    assert!(!page.words().contains("charges at the next 03:00 GMT+8"));
}
