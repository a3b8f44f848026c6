//! The notice of a change says before and after, and undoes it; a sharp cut is confirmed first.

use super::limits::{amounts, form, limited};
use crate::harness::PASSWORD;
use model::users::Role;
use partnerdesk::paths;

const UNDO: &str = "/api/undo_budget";

#[tokio::test]
async fn a_change_says_before_and_after_and_is_undone_from_its_notice() {
    let (desk, customers) = limited().await;
    let (one, admin) = (&customers[0], desk.signed_in(Role::Administrator).await);
    let page =
        admin.submit_and_read(&form(&admin, one, &[("amount", "9000"), ("behaviour", "1")]).await).await;
    page.says("Budget set. Before: USD 2,000.00. Now: USD 9,000.00.");
    let undo = crate::harness::Form::read(&paths::budget(&one.id), &page.body, UNDO);
    assert_eq!((undo.value("amount"), undo.value("behaviour")), ("2000.00", "0"), "back to the default");
    let page = admin.submit_and_read(&undo).await;
    page.says("Budget set. Before: USD 9,000.00. Now: USD 2,000.00.");
    assert_eq!(amounts(&desk, &customers[..1]).await, ["2000"]);
    let bodies = desk.requests("updateSubCustomerBudget").await;
    assert!(bodies.last().unwrap()["body"].as_str().unwrap().contains("\"frozen_operate_type\":0"));
    admin.submit_and_read(&undo).await.says("Changed in the meantime");
    assert_eq!(amounts(&desk, &customers[..1]).await, ["2000"], "only what still stands is undone");
    assert_eq!(admin.get(&paths::budget(&one.id)).await.text("#undo-budget"), None, "offered once");
}

#[tokio::test]
async fn undoing_a_cut_is_a_raise_and_asks_for_the_password() {
    let (desk, customers) = limited().await;
    let (one, manager) = (&customers[0], desk.signed_in(Role::Manager).await);
    let page = manager
        .submit_and_read(&form(&manager, one, &[("amount", "1200")]).await.ticking("confirm_cut"))
        .await;
    page.says("Now: USD 1,200.00.");
    let undo = crate::harness::Form::read(&paths::budget(&one.id), &page.body, UNDO);
    let page = manager.submit_and_read(&undo.with(&[("password", "wrong")])).await;
    assert_eq!(page.text("#undo-budget-password-problem").as_deref(), Some("The password is wrong."));
    let undo = crate::harness::Form::read(&paths::budget(&one.id), &page.body, UNDO);
    manager.submit_and_read(&undo.with(&[("password", PASSWORD)])).await.says("Now: USD 2,000.00.");
    assert_eq!(amounts(&desk, &customers[..1]).await, ["2000"]);
}

#[tokio::test]
async fn a_sharp_cut_is_confirmed_in_the_form() {
    let (desk, customers) = limited().await;
    let (one, admin) = (&customers[0], desk.signed_in(Role::Administrator).await);
    let cut = form(&admin, one, &[("amount", "999")]).await;
    assert!(!cut.has("confirm_cut"), "not asked before it is one");
    let page = admin.submit_and_read(&cut).await;
    assert!(
        page.text("#set-budget-confirm_cut-problem").unwrap().contains("Confirm it."),
        "{}",
        page.words()
    );
    assert_eq!(amounts(&desk, &customers[..1]).await, ["2000"], "nothing was sent");
    let again = crate::harness::Form::read(&paths::budget(&one.id), &page.body, "/api/set_budget");
    assert_eq!((again.value("amount"), again.has("confirm_cut")), ("999", true), "kept as typed");
    admin.submit_and_read(&again.with(&[("confirm_cut", "yes")])).await.says("Budget set.");
    assert_eq!(amounts(&desk, &customers[..1]).await, ["999"]);
}

#[tokio::test]
async fn an_ambiguous_amount_is_refused_with_that_word_and_kept() {
    let (desk, customers) = limited().await;
    let (one, admin) = (&customers[0], desk.signed_in(Role::Administrator).await);
    for amount in ["1.500", "1.000", "1,500", "１．５００"] {
        let page = admin.submit_and_read(&form(&admin, one, &[("amount", amount)]).await).await;
        assert!(page.text("#set-budget-amount-problem").unwrap().contains("ambiguous"), "{amount}");
        assert_eq!(page.attribute("#set-budget-amount", "value").as_deref(), Some(amount));
    }
    admin
        .submit_and_read(&form(&admin, one, &[("amount", "２５００，５")]).await)
        .await
        .says("Now: USD 2,500.50.");
    assert_eq!(amounts(&desk, &customers[..1]).await, ["2500.5"]);
}
