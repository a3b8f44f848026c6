//! Limits that administrators set: who applies them, and that they count where money is committed.

mod apply;
mod hostile;
mod two;

use crate::harness::{Client, PASSWORD, Page, TestDesk};
use crate::payments::{OPERATION, form, pay};
use model::audit::{AuditAction, AuditEntry};
use model::limits::own::LimitHolder;
use model::users::Role;
use partnerdesk::paths;

pub const SET: &str = "/api/set_limits";
pub const AGREE: &str = "/api/agree_limits";
pub const REFUSE: &str = "/api/refuse_limits";
pub const WITHDRAW: &str = "/api/withdraw_limits";
const LIMITS: &str = "/settings/limits";

/// The page with the limits of a role.
pub fn of_role(role: Role) -> String {
    paths::limits_of(&LimitHolder::Role(role))
}

/// The page with the limits of a person.
pub async fn of_person(desk: &TestDesk, name: &str) -> String {
    paths::limits_of(&LimitHolder::User(desk.user(name).await.id))
}

/// A desk on which the manager can pay for a customer.
pub async fn desk() -> TestDesk {
    paying(TestDesk::start().await).await
}

/// The same, on a desk with settings of its own.
pub async fn paying(desk: TestDesk) -> TestDesk {
    desk.read_customers().await;
    let customer = desk.customer().await.id;
    desk.assign(&customer).await;
    let admin = desk.signed_in(Role::Administrator).await;
    admin.post_form(&paths::budget(&customer), "/api/set_budget", &[("amount", "20000")]).await;
    desk.advance_all_clocks(1).await;
    desk
}

/// Another administrator, signed in.
pub async fn second(desk: &TestDesk) -> Client {
    desk.add_user("second", Role::Administrator).await;
    let client = desk.anonymous();
    client.sign_in("second", PASSWORD).await;
    client
}

/// Posts other limits with the password, and loads the page that follows.
pub async fn set(client: &Client, path: &str, limits: &[(&str, &str)]) -> Page {
    let fields: Vec<_> = limits.iter().copied().chain([("password", PASSWORD)]).collect();
    let form = client.form(path, SET).await.with(&fields);
    client.submit_and_read(&form).await
}

fn fact<'a>(entry: &'a AuditEntry, name: &str) -> Option<&'a str> {
    entry.facts.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

#[tokio::test]
async fn a_single_administrator_sets_limits_at_once_and_the_log_says_so() {
    let desk = desk().await;
    let admin = desk.signed_in(Role::Administrator).await;
    admin.get(LIMITS).await.says("There are no limits.");
    let path = of_role(Role::Manager);
    admin.get(&path).await.says("You are the only administrator");
    let page = set(&admin, &path, &[("spend_second", "500")]).await;
    page.says("The new limits apply now. There is no other administrator to agree to them.");
    page.says("Set here for the role");
    page.says("Applied at once: administrator was the only administrator");
    let (entry, _) = desk.newest(AuditAction::ChangeLimits).await;
    assert_eq!((entry.actor.as_str(), entry.subject.as_deref()), ("administrator", Some("manager")));
    assert_eq!(fact(&entry, "alone"), Some("yes"));
    assert_eq!(fact(&entry, "limit-spend-approval-action"), Some("\u{2013} \u{2192} USD 500.00"));
    let all = admin.get(LIMITS).await;
    assert!(!all.words().contains("There are no limits."), "{}", all.words());
    all.says("USD 500.00");

    // Nothing new is nothing done, and an empty field is no limit.
    set(&admin, &path, &[]).await.says("No changes: these limits are set already.");
    assert_eq!(desk.entries(AuditAction::ChangeLimits).await, 1);
    set(&admin, &path, &[("spend_second", "")]).await.says("The new limits apply now.");
    admin.get(LIMITS).await.says("There are no limits.");
    let (entry, _) = desk.newest(AuditAction::ChangeLimits).await;
    assert_eq!(fact(&entry, "limit-spend-approval-action"), Some("USD 500.00 \u{2192} \u{2013}"));
}

#[tokio::test]
async fn a_payment_above_a_limit_set_here_needs_another_person_and_names_the_limit() {
    let desk = desk().await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    let small = [("spend_again", "100"), ("spend_second", "500"), ("spend_second_day", "5000")];
    set(&admin, &of_role(Role::Manager), &small).await;
    let customer = desk.customer().await;
    let order = desk.unpaid_order(&customer, 100).await;
    pay(&manager, &form(&manager, &order).await).await;
    let order = desk.unpaid_order(&customer, 501).await;
    let review = manager.get(&paths::pay(&order)).await;
    review.says("Request approval to pay USD 501.00");
    review.says("Your limit for one payment is USD 500.00 (set for your role).");
    let asked = form(&manager, &order).await.with(&[("password", PASSWORD), ("why", "A project.")]);
    let path = pay(&manager, &asked).await;
    manager.get(&path).await.says("501.00: awaiting approval");
    assert_eq!(desk.sent(OPERATION).await, 1);
    admin.get(LIMITS).await.says("USD 601.00 of 100.00 used today");
    // Who approves gives the password above a limit of their own.
    let approve = "/api/approve_payment";
    assert!(!admin.form(&path, approve).await.has("password"));
    set(&admin, &of_role(Role::Administrator), &[("spend_again", "400")]).await;
    let agreed = admin.form(&path, approve).await;
    admin.submit(&agreed.with(&[("password", PASSWORD)])).await;
    manager.get(&path).await.says("501.00 paid");
}
