//! Payments above a limit: password again, and above a second limit approval.

use crate::harness::{Client, Form, PASSWORD, TestDesk};
use crate::limits::paying;
use crate::payments::{OPERATION, PAY, form, pay};
use crate::renewals::selection::three;
use crate::renewals::{orders, renewed};
use model::audit::{AuditAction, AuditOutcome};
use model::ids::OrderId;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::jobs::janitor;
use rust_decimal::Decimal;

pub const APPROVE: &str = "/api/approve_payment";
/// Why the manager asks.
pub const WHY: &str = "The customer needs it before the month ends.";
pub const DECLINE: &str = "/api/decline_payment";

/// A desk whose managers need their password above 500 and approval above 1,000.
pub async fn limited() -> TestDesk {
    let desk = TestDesk::with(|settings| {
        settings.spending.password = vec![(Role::Manager, Decimal::from(500))];
        settings.spending.approval = vec![(Role::Manager, Decimal::from(1_000))];
    })
    .await;
    paying(desk).await
}

/// An order of that amount whose payment by a manager waits for approval, and the payment's page.
pub async fn asked(desk: &TestDesk, manager: &Client, amount: u32) -> (OrderId, String) {
    let order = desk.unpaid_order(&desk.customer().await, amount).await;
    let wanted = form(manager, &order).await.with(&[("password", PASSWORD), ("why", WHY)]);
    (order, pay(manager, &wanted).await)
}

#[tokio::test]
async fn above_a_limit_the_password_is_asked_for_again() {
    let desk = limited().await;
    let manager = desk.signed_in(Role::Manager).await;
    let small = desk.unpaid_order(&desk.customer().await, 500).await;
    assert_eq!(form(&manager, &small).await.fields.iter().filter(|(name, _)| name == "password").count(), 0);
    pay(&manager, &form(&manager, &small).await).await;

    let order = desk.unpaid_order(&desk.customer().await, 501).await;
    let review = manager.get(&paths::pay(&order)).await;
    review.says("Required for payments of this size.");
    let form = Form::read(&paths::pay(&order), &review.body, PAY);
    for (given, told) in [("", "This field is required."), ("not-it", "The password is wrong.")] {
        let page = manager.submit_and_read(&form.clone().with(&[("password", given)])).await;
        page.says(told);
        assert!(!page.body.contains("not-it"), "a password never comes back");
    }
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::Pay).await), (1, 1));
    assert_eq!(desk.newest(AuditAction::PasswordAgain).await.0.outcome, AuditOutcome::Failed);
    let path = pay(&manager, &form.with(&[("password", PASSWORD)])).await;
    manager.get(&path).await.says("501.00 paid");
    assert_eq!(desk.newest(AuditAction::PasswordAgain).await.0.outcome, AuditOutcome::Done);
    let admin = desk.signed_in(Role::Administrator).await;
    let other = desk.unpaid_order(&desk.customer().await, 502).await;
    pay(&admin, &crate::payments::form(&admin, &other).await).await;
}

#[tokio::test]
async fn guessing_the_password_is_slowed_down_like_signing_in() {
    let desk = limited().await;
    let manager = desk.signed_in(Role::Manager).await;
    let order = desk.unpaid_order(&desk.customer().await, 600).await;
    let wanted = form(&manager, &order).await;
    for _ in 0..5 {
        manager.submit(&wanted.clone().with(&[("password", "guess")])).await;
    }
    let page = manager.submit_and_read(&wanted.clone().with(&[("password", PASSWORD)])).await;
    page.says("Too many attempts");
    assert_eq!(desk.sent(OPERATION).await, 0, "the right one does not count during the pause");
    desk.advance_all_clocks(16).await;
    pay(&manager, &wanted.with(&[("password", PASSWORD)])).await;
    assert_eq!(desk.sent(OPERATION).await, 1);
}

#[tokio::test]
async fn above_a_second_limit_another_person_agrees() {
    let desk = limited().await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    let (order, path) = asked(&desk, &manager, 1_200).await;
    assert_eq!(desk.sent(OPERATION).await, 0, "nothing left yet");
    let page = manager.get(&path).await;
    page.says("1,200.00: awaiting approval");
    assert_eq!(page.text("form#approve-payment"), None, "nobody agrees with themselves");
    let again = manager.get(&paths::pay(&order)).await;
    assert_eq!(again.text("form#pay-order"), None, "and nobody pays it meanwhile");
    admin.get("/").await.says("Awaiting approval. Nothing has been paid yet.");
    let agreed = admin.form(&path, APPROVE).await;
    let (first, second) = tokio::join!(admin.submit(&agreed), admin.submit(&agreed));
    assert_eq!(first.location().as_deref(), Some(&*path), "{}", second.status);
    manager.get(&path).await.says("1,200.00 paid");
    assert_eq!((desk.sent(OPERATION).await, desk.booked("payment", order.as_str()).await.len()), (1, 1));
    let approval = desk.newest(AuditAction::Approve).await.0;
    assert_eq!(
        (approval.actor.as_str(), approval.subject.as_deref()),
        ("administrator", Some(order.as_str()))
    );
    assert_eq!(desk.newest(AuditAction::Pay).await.0.actor, "manager");
}

/// The price that the first person saw has changed when the second one decides.
#[tokio::test]
async fn who_agrees_is_told_what_paying_may_set_back() {
    let desk =
        TestDesk::with(|settings| settings.spending.approval = vec![(Role::Manager, Decimal::ZERO)]).await;
    let selection = three(&desk).await;
    desk.assign(&selection.customer.id).await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    let order = orders(&desk, &renewed(&manager, &selection).await).await.remove(0);
    let path = pay(&manager, &form(&manager, &order).await.with(&[("why", WHY)])).await;
    let told = "Paying this order may restore the old setting.";
    assert!(!admin.get(&path).await.words().contains(told), "nothing has been changed since");
    let first = selection.switched(&desk).await;
    let page = admin.get(&path).await;
    page.says(told);
    page.says(first.display_name());
    admin.submit(&admin.form(&path, APPROVE).await).await;
    let paid = admin.get(&path).await;
    assert!(!paid.words().contains(told), "nothing is left to decide");
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
}

#[tokio::test]
async fn nobody_forges_an_approval() {
    let desk = limited().await;
    let manager = desk.signed_in(Role::Manager).await;
    let (_, path) = asked(&desk, &manager, 1_300).await;
    let id = path.rsplit('/').next().unwrap();
    let forged = Form::forged(&path, APPROVE, &[("id", id), ("password", PASSWORD)]);
    manager.submit(&forged).await;
    let support = desk.signed_in(Role::Support).await;
    support.submit(&forged).await;
    desk.add_user("stranger", Role::Manager).await;
    let stranger = desk.anonymous();
    stranger.sign_in("stranger", PASSWORD).await;
    assert_eq!(stranger.get(&path).await.status, 404, "not their customer");
    stranger.submit(&forged).await;
    manager.get(&path).await.says("1,300.00: awaiting approval");
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::Approve).await), (0, 0));
}

#[tokio::test]
async fn what_is_refused_or_taken_back_frees_the_order() {
    let desk = limited().await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    for who in [&manager, &admin] {
        let (order, path) = asked(&desk, &manager, 1_400).await;
        who.submit(&who.form(&path, DECLINE).await).await;
        let page = manager.get(&path).await;
        page.says("1,400.00: not paid");
        assert!(form(&manager, &order).await.fields.len() > 2, "it can be decided again");
        assert_eq!(desk.newest(AuditAction::Pay).await.0.code.as_deref(), Some("declined"));
    }
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::Decline).await), (0, 2));
}

#[tokio::test]
async fn an_approval_that_comes_too_late_pays_nothing() {
    let desk = limited().await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    let (order, path) = asked(&desk, &manager, 1_500).await;
    let agreed = admin.form(&path, APPROVE).await;
    let customer = desk.customer().await;
    desk.desk.partner.cancel_order(&customer.id, &order).await.unwrap();
    admin.submit(&agreed).await;
    admin.get(&path).await.says("1,500.00: not paid");

    let (_, path) = asked(&desk, &manager, 1_600).await;
    desk.advance_all_clocks(24 * 60 * 60 + 1).await;
    janitor::step(&desk.desk).await.unwrap();
    let manager = desk.signed_in(Role::Manager).await;
    manager.get(&path).await.says("1,600.00: not paid");
    assert_eq!(desk.newest(AuditAction::Pay).await.0.code.as_deref(), Some("abandoned"));
    assert_eq!(desk.sent(OPERATION).await, 0);
}
