//! Raising budgets above a limit: the password again, for one budget and in bulk.

use crate::bulk::run::set_elsewhere;
use crate::harness::{Client, Form, PASSWORD, Page, TestDesk, job_of};
use model::audit::{AuditAction, AuditOutcome};
use model::bulk::BulkState;
use model::customers::Customer;
use model::ids::BulkId;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::config::Settings;
use partnerdesk::server::service::mirror::Part;
use rust_decimal::Decimal;

pub const SET: &str = "/api/set_budget";
/// Why the manager asks.
pub const WHY: &str = "A new project.";
const START: &str = "/api/start_bulk";

/// A desk whose managers need their password to raise a budget by more than 500 and approval above
/// 1,000, and three of their customers with monthly budgets of 2,000.
pub async fn limited() -> (TestDesk, Vec<Customer>) {
    desk(|settings| {
        settings.raising.password = vec![(Role::Manager, Decimal::from(500))];
        settings.raising.approval = vec![(Role::Manager, Decimal::from(1_000))];
    })
    .await
}

/// The same with other limits.
pub async fn desk(limits: impl FnOnce(&mut Settings)) -> (TestDesk, Vec<Customer>) {
    let desk = TestDesk::of(50, 4, limits).await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let mut customers = desk.healthy_customers().await;
    customers.retain(|customer| customer.reseller.is_none());
    customers.truncate(3);
    for customer in &customers {
        desk.assign(&customer.id).await;
        set_elsewhere(&desk, customer, "2000").await;
    }
    (desk, customers)
}

/// The amounts at the partner API, in the order of the customers.
pub async fn amounts(desk: &TestDesk, customers: &[Customer]) -> Vec<String> {
    let current_budgets = desk.current_budgets(customers).await;
    customers.iter().map(|customer| current_budgets[&customer.id].0.clone()).collect()
}

/// The filled-in form of a customer's budget.
pub async fn form(client: &Client, customer: &Customer, fields: &[(&str, &str)]) -> Form {
    client.form(&paths::budget(&customer.id), SET).await.with(fields)
}

/// A dry run that sets each customer's budget to the given amount.
pub async fn dry_run(client: &Client, rows: &[(&Customer, &str)]) -> BulkId {
    let lines: Vec<_> = rows.iter().map(|(customer, amount)| format!("{},{amount}", customer.id)).collect();
    client.dry_run(&format!("customer,amount\n{}\n", lines.join("\n"))).await
}

/// Confirms a dry run with a password and a reason, where they are asked for, and loads the result.
pub async fn confirm(client: &Client, job: &BulkId, password: &str) -> Page {
    let mut form = client.form(&paths::bulk(job), START).await;
    for (name, value) in [("password", password), ("why", WHY)] {
        form = if form.has(name) { form.with(&[(name, value)]) } else { form };
    }
    client.submit_and_read(&form).await
}

#[tokio::test]
async fn a_raise_above_the_limit_asks_for_the_password_and_keeps_what_was_typed() {
    let (desk, customers) = limited().await;
    let (one, manager) = (&customers[0], desk.signed_in(Role::Manager).await);
    let path = paths::budget(&one.id);
    assert!(manager.get(&path).await.attribute("#set-budget-again", "hidden").is_some(), "not needed yet");
    for amount in ["2500", "100", "600"] {
        let form = form(&manager, one, &[("amount", amount)]).await.ticking("confirm_cut");
        manager.submit_and_read(&form).await.says("Budget set.");
    }
    assert_eq!(
        desk.entries(AuditAction::PasswordAgain).await,
        0,
        "the limit is reached, lowered, and reached again"
    );

    let raise = form(&manager, one, &[("amount", "1100.01"), ("behaviour", "1")]).await;
    for (given, told) in [("", "This field is required."), ("not-it", "The password is wrong.")] {
        let page = manager.submit_and_read(&raise.clone().with(&[("password", given)])).await;
        assert_eq!(page.text("#set-budget-password-problem").as_deref(), Some(told));
        assert_eq!(page.attribute("#set-budget-again", "hidden"), None, "the field is there now");
        assert_eq!(
            page.attribute("#set-budget-amount", "value").as_deref(),
            Some("1100.01"),
            "kept as typed"
        );
        assert_eq!(page.attribute("input[name=behaviour][checked]", "value").as_deref(), Some("1"));
        assert!(!page.body.contains("not-it"), "a password never comes back");
    }
    assert_eq!(
        (amounts(&desk, &customers[..1]).await, desk.entries(AuditAction::SetBudget).await),
        (vec!["600".into()], 3)
    );
    assert_eq!(desk.newest(AuditAction::PasswordAgain).await.0.outcome, AuditOutcome::Failed);
    manager.submit_and_read(&raise.with(&[("password", PASSWORD)])).await.says("Budget set.");
    assert_eq!(amounts(&desk, &customers[..1]).await, ["1100.01"]);
    let (entry, _) = desk.newest(AuditAction::PasswordAgain).await;
    assert_eq!((entry.outcome, entry.subject.as_deref()), (AuditOutcome::Done, Some(one.id.as_str())));

    let admin = desk.signed_in(Role::Administrator).await;
    admin.submit_and_read(&form(&admin, one, &[("amount", "9000")]).await).await.says("Budget set.");
}

#[tokio::test]
async fn another_type_and_a_first_budget_count_whole() {
    let (desk, customers) = limited().await;
    let (one, manager) = (&customers[0], desk.signed_in(Role::Manager).await);
    let other = form(&manager, one, &[("amount", "501"), ("kind", "PACKAGE")]).await;
    let other = other.ticking("confirm_cut");
    let page = manager.submit_and_read(&other).await;
    assert_eq!(page.text("#set-budget-password-problem").as_deref(), Some("This field is required."));
    let less = form(&manager, one, &[("amount", "500"), ("kind", "PACKAGE")]).await;
    manager.submit_and_read(&less.ticking("confirm_cut")).await.says("Budget set.");
    assert_eq!(amounts(&desk, &customers[..1]).await, ["500"]);
}

#[tokio::test]
async fn guesses_are_slowed_down_for_one_budget_and_for_jobs_together() {
    let (desk, customers) = limited().await;
    let manager = desk.signed_in(Role::Manager).await;
    let raise = form(&manager, &customers[0], &[("amount", "2600")]).await;
    for _ in 0..5 {
        manager.submit(&raise.clone().with(&[("password", "guess")])).await;
    }
    let page = manager.submit_and_read(&raise.clone().with(&[("password", PASSWORD)])).await;
    page.says("Too many attempts");
    assert_eq!(page.attribute("#set-budget-amount", "value").as_deref(), Some("2600"));
    let job = dry_run(&manager, &[(&customers[1], "2600")]).await;
    confirm(&manager, &job, PASSWORD).await.says("Too many attempts");
    assert_eq!(
        (amounts(&desk, &customers[..1]).await, desk.state(&job).await),
        (vec!["2000".into()], BulkState::Draft)
    );
    desk.advance_all_clocks(16).await;
    manager.submit_and_read(&raise.with(&[("password", PASSWORD)])).await.says("Budget set.");
}

#[tokio::test]
async fn a_job_asks_for_the_password_by_the_sum_of_its_raises() {
    let (desk, customers) = limited().await;
    let [one, two, three] = [&customers[0], &customers[1], &customers[2]];
    let manager = desk.signed_in(Role::Manager).await;
    let calm = dry_run(&manager, &[(one, "2500"), (two, "1200"), (three, "1")]).await;
    assert_eq!(manager.get(&paths::bulk(&calm)).await.text("#start-bulk-password"), None);
    manager.press(&calm, "start_bulk").await;
    desk.work().await;
    assert_eq!(amounts(&desk, &customers).await, ["2500", "1200", "1"]);

    // Undoing raises what was lowered again, by 800 and 1,999: this needs approval too.
    let undo = job_of(&manager.press(&calm, "undo_bulk").await);
    assert!(manager.get(&paths::bulk(&undo)).await.attribute("#start-bulk-password", "type").is_some());

    let job = dry_run(&manager, &[(one, "2750.01"), (two, "1450"), (three, "1")]).await;
    for (given, told) in [("", "This field is required."), ("not-it", "The password is wrong.")] {
        let page = confirm(&manager, &job, given).await;
        assert_eq!(page.text("#start-bulk-password-problem").as_deref(), Some(told));
        page.says("Preview: 2 of 3 budgets will change");
    }
    desk.work().await;
    assert_eq!((desk.state(&job).await, desk.entries(AuditAction::BulkBudgets).await), (BulkState::Draft, 1));
    confirm(&manager, &job, PASSWORD).await.says("Setting budgets: 0 of 3 set");
    desk.work().await;
    assert_eq!(amounts(&desk, &customers).await, ["2750.01", "1450", "1"]);
    let forged = Form::forged(&paths::bulk(&undo), START, &[("id", undo.as_str())]);
    manager.submit(&forged).await;
    assert_eq!(desk.state(&undo).await, BulkState::Draft, "leaving the field out does not help");
}
