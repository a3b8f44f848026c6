//! Setting budgets, from the form to the partner API and back.

mod backtest;
mod day;
mod forecast;
pub mod limits;
pub mod limits_approval;
mod raise;
pub mod undo;

use crate::harness::{Form, Page, TestDesk};
use model::audit::{AuditAction, AuditOutcome};
use model::customers::Customer;
use model::error::AppError;
use model::users::{Permission, Role};
use partnerdesk::paths;
use std::collections::BTreeSet;

const SET: &str = "/api/set_budget";
const OPERATION: &str = "updateSubCustomerBudget";

/// An administrator posts the form of a customer and loads the result.
async fn set(desk: &TestDesk, customer: &Customer, fields: &[(&str, &str)]) -> Page {
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&paths::budget(&customer.id), SET).await.with(fields);
    admin.submit_and_read(&form).await
}

/// Amount and type of the budget at the partner API.
async fn current_budget(desk: &TestDesk, customer: &Customer) -> (String, String) {
    let budget = desk.desk.partner.budget(&customer.id, customer.reseller.as_ref()).await.unwrap();
    let amount = budget.amount.unwrap_or_default().normalize().to_string();
    (amount, budget.kind.unwrap().code().to_owned())
}

#[tokio::test]
async fn a_budget_of_either_type_is_set_recorded_and_listed() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    for (count, (kind, amount, shown)) in
        [("PACKAGE", "12345.6", "12,345.60"), ("MONTHLY", "7,000.05", "7,000.05")].into_iter().enumerate()
    {
        let page = set(&desk, &customer, &[("amount", amount), ("kind", kind)]).await;
        page.says("Budget set.");
        let plain = amount.replace(',', "");
        assert_eq!(current_budget(&desk, &customer).await, (plain.clone(), kind.to_owned()));
        let requests = desk.requests(OPERATION).await;
        assert_eq!(requests.len(), count + 1, "one call for each form");
        let body = requests[count]["body"].as_str().unwrap();
        assert!(body.contains(&format!("\"budget_amount\":{plain}")), "digit for digit: {body}");
        let (entry, calls) = desk.newest(AuditAction::SetBudget).await;
        assert_eq!((entry.outcome, entry.actor.as_str()), (AuditOutcome::Done, "administrator"));
        assert_eq!(entry.customer.as_ref(), Some(&customer.id));
        let fact = |name: &str| entry.facts.iter().find(|(known, _)| known == name).unwrap().1.clone();
        assert!(fact("amount-after").contains(shown), "{:?}", entry.facts);
        assert_eq!(fact("type-after"), kind);
        assert!(calls.iter().any(|call| call.operation == OPERATION), "{calls:?}");
        let history = page.text("#history tbody tr").unwrap();
        assert!(history.contains(shown), "the newest adjustment comes first: {history}");
        desk.advance_all_clocks(1).await;
    }
}

#[tokio::test]
async fn what_cannot_be_a_budget_is_said_beside_the_field_and_not_sent() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let before = current_budget(&desk, &customer).await;
    for (typed, words) in [
        ("0", "The amount must be above 0."),
        ("-5", "The amount must be above 0."),
        ("10.005", "This amount is ambiguous"),
        ("10.0055", "At most two decimals."),
        ("1000.005", "At most two decimals."),
        ("2147483648", "At most 2,147,483,647."),
        ("a lot <b>", "This is not an amount."),
        ("", "Enter an amount."),
    ] {
        let page = set(&desk, &customer, &[("amount", typed), ("kind", "PACKAGE")]).await;
        let problem = page.text("#set-budget-amount-problem").unwrap_or_default();
        assert!(problem.starts_with(words), "{typed}: {problem:?}");
        assert_eq!(page.attribute("#set-budget-amount", "value").as_deref(), Some(typed), "kept as typed");
        assert_eq!(page.attribute("#set-budget-amount", "aria-invalid").as_deref(), Some("true"));
        let kind = page.attribute("input[name=kind][checked]", "value");
        assert_eq!(kind.as_deref(), Some("PACKAGE"), "the other fields too");
    }
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::SetBudget).await), (0, 0));
    assert_eq!(current_budget(&desk, &customer).await, before);
}

#[tokio::test]
async fn the_limits_of_a_reseller_are_explained() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let mut met = BTreeSet::new();
    let of_resellers = desk.customers().await.into_iter().filter(|one| one.reseller.is_some());
    for customer in of_resellers.filter(Customer::is_resale) {
        let before = current_budget(&desk, &customer).await;
        let page = set(&desk, &customer, &[("amount", "9000000")]).await;
        let (entry, _) = desk.newest(AuditAction::SetBudget).await;
        let code = entry.code.unwrap();
        page.says(match code.as_str() {
            "CBC.50000030" => "the budget quota that the distributor granted to this reseller is too small",
            "CBC.50000033" => "this reseller’s permission to set budgets was withdrawn",
            other => panic!("{other}"),
        });
        page.says(&code);
        assert_eq!(entry.outcome, AuditOutcome::Failed);
        assert_eq!(current_budget(&desk, &customer).await, before);
        assert_eq!(page.attribute("#set-budget-amount", "value").as_deref(), Some("9000000"));
        met.insert(code);
        desk.advance_all_clocks(1).await;
    }
    assert_eq!(met.len(), 2, "both resellers have a customer here: {met:?}");
}

#[tokio::test]
async fn a_budget_that_changed_meanwhile_is_asked_again() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    desk.assign(&customer.id).await;
    let path = paths::budget(&customer.id);
    let admin = desk.signed_in(Role::Administrator).await;
    let manager = desk.signed_in(Role::Manager).await;
    let (first, second) = tokio::join!(admin.form(&path, SET), manager.form(&path, SET));
    admin.submit_and_read(&first.with(&[("amount", "6100")])).await.says("Budget set.");
    let page = manager.submit_and_read(&second.with(&[("amount", "6200")])).await;
    page.says("Changed in the meantime");
    page.says("6,100.00. Nothing was done.");
    assert_eq!(page.attribute("#set-budget-amount", "value").as_deref(), Some("6200"), "kept as typed");
    assert_eq!(desk.sent(OPERATION).await, 1);
    assert_eq!(current_budget(&desk, &customer).await.0, "6100");
    let form = manager.form(&path, SET).await;
    assert_eq!(form.value("seen[amount]"), "6100.00", "the page shows what stands");
    manager.submit_and_read(&form.with(&[("amount", "6200")])).await.says("Budget set.");
    assert_eq!(current_budget(&desk, &customer).await.0, "6200");
}

#[tokio::test]
async fn support_reads_budgets_and_sets_none() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let support = desk.signed_in(Role::Support).await;
    let path = paths::budget(&customer.id);
    let page = support.get(&path).await;
    assert_eq!((page.status, page.text("form#set-budget")), (200, None));
    let fields = [
        ("customer", customer.id.as_str()),
        ("amount", "1"),
        ("kind", "MONTHLY"),
        ("seen[amount]", "5000"),
        ("seen[kind]", "MONTHLY"),
    ];
    let forged = support.submit(&Form::forged(&path, SET, &fields)).await;
    assert_eq!((forged.status, forged.location()), (303, Some(path)));
    let call = support.call("set_budget", &fields).await;
    assert_eq!((call.status, call.error()), (403, AppError::NotAllowed(Permission::SetBudget)));
    assert_eq!((desk.sent(OPERATION).await, desk.entries(AuditAction::SetBudget).await), (0, 0));
}

#[tokio::test]
async fn a_lost_answer_is_settled_by_reading_the_budget() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    for (kind, amount) in [("reply_lost", "6301"), ("error_with_effect", "6302")] {
        desk.fail_next(OPERATION, kind, 0).await;
        let page = set(&desk, &customer, &[("amount", amount)]).await;
        page.says("Budget set.");
        assert_eq!(desk.newest(AuditAction::SetBudget).await.0.outcome, AuditOutcome::Done, "{kind}");
        assert_eq!(current_budget(&desk, &customer).await.0, amount);
        desk.advance_all_clocks(1).await;
    }
    desk.fail_next(OPERATION, "error_without_effect", 0).await;
    let page = set(&desk, &customer, &[("amount", "6303")]).await;
    page.says("Outcome unknown");
    assert_eq!(desk.newest(AuditAction::SetBudget).await.0.outcome, AuditOutcome::Unknown);
    assert_eq!(current_budget(&desk, &customer).await.0, "6302");
    assert_eq!(desk.sent(OPERATION).await, 3, "nothing is sent again by itself");
}

#[tokio::test]
async fn the_budget_of_somebody_else_s_customer_does_not_exist() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let other = desk.unassigned_customer().await;
    let manager = desk.signed_in(Role::Manager).await;
    let path = paths::budget(&other.id);
    let hidden = manager.get(&path).await;
    let missing = manager.get("/budgets/no-such-customer").await;
    assert_eq!((hidden.status, missing.status), (404, 404));
    assert!(!hidden.body.contains(other.display_name()), "not even its name");
    let fields = [("customer", other.id.as_str()), ("amount", "1"), ("kind", "MONTHLY")];
    manager.submit(&Form::forged(&path, SET, &fields)).await;
    assert_eq!(manager.call("set_budget", &fields).await.error(), AppError::NotFound);
    assert_eq!(desk.sent(OPERATION).await, 0);
}

#[tokio::test]
async fn what_is_over_the_budget_is_a_positive_amount() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let refused = set(&desk, &customer, &[("amount", "0.01"), ("kind", "MONTHLY")]).await;
    refused.says("Confirm it.");
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&paths::budget(&customer.id), SET).await;
    let form = form.with(&[("amount", "0.01"), ("kind", "MONTHLY")]).ticking("confirm_cut");
    let page = admin.submit_and_read(&form).await;
    page.says("Budget set.");
    let over = page.text(".state .left").unwrap();
    assert!(over.starts_with("Over budget by") && !over.contains(['-', '\u{2212}']), "{over}");
}
