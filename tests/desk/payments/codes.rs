//! Payments confirmed with a code of the second factor: a code works once, whatever happens beside it.

use super::approvals::{APPROVE, WHY};
use super::{OPERATION, form, pay};
use crate::harness::{App, Client, TestDesk};
use crate::limits::paying;
use model::audit::AuditAction;
use model::users::Role;
use rust_decimal::Decimal;

/// A desk on which everybody confirms above 500, and managers need approval above 1,500; and a manager with an app.
async fn desk() -> (TestDesk, Client, App) {
    let desk = TestDesk::with(|settings| {
        let confirm = Decimal::from(500);
        settings.spending.password = vec![(Role::Manager, confirm), (Role::Administrator, confirm)];
        settings.spending.approval = vec![(Role::Manager, Decimal::from(1_500))];
        settings.spending.approval_per_day = vec![(Role::Manager, Decimal::from(1_500))];
    })
    .await;
    desk.next_day().await;
    let desk = paying(desk).await;
    let (manager, app) = with_app(&desk, Role::Manager).await;
    (desk, manager, app)
}

/// A user of that role with an app, signed in by its code; the next one was not used yet.
async fn with_app(desk: &TestDesk, role: Role) -> (Client, App) {
    drop(desk.signed_in(role).await);
    let (app, client) = (desk.give_second_factor(role.code()).await, desk.anonymous());
    desk.sign_in_with(&client, role.code(), &app.code(desk, 0)).await;
    desk.advance_all_clocks(30).await;
    (client, app)
}

#[tokio::test]
async fn a_form_posted_twice_at_once_with_one_code_leads_to_one_payment() {
    let (desk, manager, app) = desk().await;
    let order = desk.unpaid_order(&desk.customer().await, 600).await;
    let form = form(&manager, &order).await.with(&[("password", &app.code(&desk, 0))]);
    let (first, second) = tokio::join!(manager.submit(&form), manager.submit(&form));
    let path = first.location().unwrap_or_else(|| panic!("{}", first.words()));
    assert!(path.starts_with("/payments/"), "{path}");
    assert_eq!(second.location(), Some(path), "{}", second.words());
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::Pay).await), (1, 1));
    // Another order is another matter.
    let other = desk.unpaid_order(&desk.customer().await, 601).await;
    let again = super::form(&manager, &other).await.with(&[("password", &app.code(&desk, 0))]);
    manager.submit_and_read(&again).await.says("This code was used already");
    assert_eq!(desk.sent(OPERATION).await, 1);
}

#[tokio::test]
async fn an_approval_posted_twice_at_once_with_one_code_leads_to_the_payment() {
    let (desk, manager, app) = desk().await;
    let order = desk.unpaid_order(&desk.customer().await, 1_600).await;
    let wanted = form(&manager, &order).await.with(&[("password", &app.code(&desk, 0)), ("why", WHY)]);
    let path = pay(&manager, &wanted).await;
    let (admin, app) = with_app(&desk, Role::Administrator).await;
    let approve = admin.form(&path, APPROVE).await.with(&[("password", &app.code(&desk, 0))]);
    // The order is read before it is paid, which takes a while.
    desk.slow_down("ShowCustomerOrderDetails", 1_500).await;
    let (first, second) = tokio::join!(admin.submit(&approve), admin.submit(&approve));
    assert_eq!(first.location().as_deref(), Some(&*path), "{}", first.words());
    assert_eq!(second.location().as_deref(), Some(&*path), "{}", second.words());
    manager.get(&path).await.says("1,600.00 paid");
    assert_eq!(desk.sent(OPERATION).await, 1);
}

#[tokio::test]
async fn who_confirmed_is_not_asked_again_because_something_else_was_paid_meanwhile() {
    let (desk, manager, app) = desk().await;
    let customer = desk.customer().await;
    let (large, small) = (desk.unpaid_order(&customer, 1_100).await, desk.unpaid_order(&customer, 450).await);
    let mut confirmed = form(&manager, &large).await.with(&[("password", &app.code(&desk, 0))]);
    // As the page has it once the other payment is known.
    confirmed.fields.push(("why".to_owned(), WHY.to_owned()));
    let unconfirmed = form(&manager, &small).await;
    let (confirmed, _) = tokio::join!(manager.submit_and_read(&confirmed), manager.submit(&unconfirmed));
    // Together they are above the limit of a day: the later one needs another person.
    let words = confirmed.words();
    assert!(words.contains("1,100.00 paid") || words.contains("1,100.00: awaiting approval"), "{words}");
}
