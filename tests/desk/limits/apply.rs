//! Which limit counts, and that it counts at the moment at which money is committed.

use super::{LIMITS, desk, of_person, of_role, paying, set};
use crate::budgets::limits::{self as budgets, amounts, dry_run};
use crate::harness::{PASSWORD, TestDesk};
use crate::payments::{OPERATION, form, pay};
use model::audit::AuditAction;
use model::bulk::BulkState;
use model::users::Role;
use partnerdesk::paths;
use rust_decimal::Decimal;

/// A desk whose environment lets managers pay 1,000 without approval.
async fn bounded() -> TestDesk {
    paying(
        TestDesk::with(|settings| {
            settings.spending.approval = vec![(Role::Manager, Decimal::from(1_000))];
            settings.spending.approval_per_day = vec![(Role::Manager, Decimal::from(1_000))];
        })
        .await,
    )
    .await
}

#[tokio::test]
async fn the_environment_is_an_upper_bound_that_the_page_shows() {
    let desk = bounded().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let path = of_role(Role::Manager);
    let page = admin.get(&path).await;
    page.says("USD 1,000.00");
    page.says("Server settings");
    assert!(!admin.get(LIMITS).await.words().contains("There are no limits."));
    let refused = set(&admin, &path, &[("spend_second", "1000.01"), ("spend_again", "7")]).await;
    refused.says("The server settings allow at most USD 1,000.00.");
    assert_eq!(refused.attribute("#set-limits-spend_second", "value").as_deref(), Some("1000.01"));
    assert_eq!(refused.attribute("#set-limits-spend_again", "value").as_deref(), Some("7"), "kept as typed");
    assert_eq!(desk.entries(AuditAction::ChangeLimits).await, 0);
    let page = set(&admin, &path, &[("spend_second", "500")]).await;
    for words in ["USD 500.00", "Set here for the role", "Server settings: at most USD 1,000.00."] {
        page.says(words);
    }
}

#[tokio::test]
async fn a_limit_of_a_person_goes_before_that_of_the_role() {
    let desk = bounded().await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    set(&admin, &of_role(Role::Manager), &[("spend_second", "100")]).await;
    let person = of_person(&desk, "manager").await;
    admin.get(&person).await.says("Role: USD 100.00.");
    let page = set(&admin, &person, &[("spend_second", "700"), ("spend_second_day", "900")]).await;
    page.says("Set here for this person");
    let customer = desk.customer().await;
    let order = desk.unpaid_order(&customer, 700).await;
    pay(&manager, &form(&manager, &order).await).await;
    let order = desk.unpaid_order(&customer, 201).await;
    let review = manager.get(&paths::pay(&order)).await;
    review.says("Your limit for all payments of one day is USD 900.00 (set for you).");
    let shown = admin.get(LIMITS).await;
    shown.says("Payments: USD 700.00 of 900.00 used today");
    // Without one of their own, the role's counts again.
    set(&admin, &person, &[("spend_second", ""), ("spend_second_day", "")]).await;
    let review = manager.get(&paths::pay(&order)).await;
    review.says("Your limit for one payment is USD 100.00 (set for your role).");
}

#[tokio::test]
async fn a_limit_that_is_set_while_a_form_is_open_counts() {
    let desk = desk().await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    let order = desk.unpaid_order(&desk.customer().await, 300).await;
    let open = form(&manager, &order).await;
    assert!(!open.has("password") && !open.has("why"));
    set(&admin, &of_person(&desk, "manager").await, &[("spend_second", "0"), ("spend_again", "0")]).await;
    let page = manager.submit_and_read(&open).await;
    page.says("Request approval to pay USD 300.00");
    page.says("Your limit for one payment is USD 0.00 (set for you).");
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::Pay).await), (0, 0));
    // And one that is taken away does not.
    set(&admin, &of_person(&desk, "manager").await, &[("spend_second", ""), ("spend_again", "")]).await;
    pay(&manager, &open).await;
    assert_eq!(desk.sent(OPERATION).await, 1);
}

#[tokio::test]
async fn payments_at_the_same_moment_pass_no_limit_of_a_day_together() {
    let desk = desk().await;
    desk.next_day().await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    set(&admin, &of_role(Role::Manager), &[("spend_second_day", "600")]).await;
    let customer = desk.customer().await;
    let mut forms = Vec::new();
    for _ in 0..4 {
        let order = desk.unpaid_order(&customer, 300).await;
        forms.push(form(&manager, &order).await);
    }
    let posted = futures::future::join_all(forms.iter().map(|form| manager.submit(form))).await;
    let paid = posted.iter().filter_map(|page| page.location()).filter(|path| path.starts_with("/payments/"));
    assert_eq!((paid.count(), desk.sent(OPERATION).await), (2, 2), "600 pass without another person");
}

#[tokio::test]
async fn raises_one_by_one_and_in_files_pass_the_limits_set_here() {
    let (desk, customers) = budgets::desk(|_| {}).await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    let [one, two] = [&customers[0], &customers[1]];
    let job = dry_run(&manager, &[(one, "2300"), (two, "2300")]).await;
    let confirm = manager.form(&paths::bulk(&job), "/api/start_bulk").await;
    assert!(!confirm.has("password"));
    set(&admin, &of_role(Role::Manager), &[("raise_again", "500"), ("raise_second", "1000")]).await;
    let page = manager.submit_and_read(&confirm).await;
    page.says("Your limit for one budget increase is USD 500.00 (set for your role).");
    assert_eq!(desk.state(&job).await, BulkState::Draft, "the limit that came meanwhile counts");
    budgets::confirm(&manager, &job, PASSWORD).await;
    desk.work().await;
    assert_eq!(amounts(&desk, &customers[..2]).await, ["2300", "2300"]);

    manager.get(&paths::budget(&one.id)).await.says("Above USD 500.00, an increase needs your password");
    // Where nothing is set for the day, the limit of one action counts for it: 600 are used already.
    let raise = budgets::form(&manager, one, &[("amount", "2600")]).await;
    let page = manager.submit_and_read(&raise).await;
    assert_eq!(page.text("#set-budget-password-problem").as_deref(), Some("This field is required."));
    manager.submit_and_read(&raise.with(&[("password", PASSWORD)])).await.says("Budget set.");
    assert_eq!(amounts(&desk, &customers[..1]).await, ["2600"]);
    // Beyond the second limit the job of one row waits.
    let more = [("amount", "2701"), ("password", PASSWORD), ("why", budgets::WHY)];
    let asked = budgets::form(&manager, one, &more).await;
    manager.submit_and_read(&asked).await.says("Awaiting approval: 1 of 1 budgets will change");
    assert_eq!(amounts(&desk, &customers[..1]).await, ["2600"]);
}
