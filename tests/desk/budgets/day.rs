//! Limits of a person's day for raising budgets, in single steps and in bulk.

use crate::budgets::limits::{WHY, amounts, confirm, desk, dry_run, form};
use crate::harness::{PASSWORD, TestDesk, job_of};
use model::bulk::BulkState;
use model::customers::Customer;
use model::users::Role;
use partnerdesk::paths;
use rust_decimal::Decimal;

/// A desk whose managers need approval when they raise budgets by more than 10,000 at once or on one
/// day, and three of their customers with monthly budgets of 2,000.
async fn limited() -> (TestDesk, Vec<Customer>) {
    let (desk, customers) = desk(|settings| {
        settings.raising.approval = vec![(Role::Manager, Decimal::from(10_000))];
        settings.raising.approval_per_day = vec![(Role::Manager, Decimal::from(10_000))];
    })
    .await;
    desk.next_day().await;
    (desk, customers)
}

#[tokio::test]
async fn many_raises_below_the_limit_do_not_pass_it_together() {
    let (desk, customers) = limited().await;
    let (one, manager) = (&customers[0], desk.signed_in(Role::Manager).await);
    manager.submit_and_read(&form(&manager, one, &[("amount", "11999")]).await).await.says("Budget set.");
    let raise = form(&manager, one, &[("amount", "12001")]).await;
    let page = manager.submit_and_read(&raise).await;
    assert_eq!(page.text("#set-budget-why-problem").as_deref(), Some("This field is required."));
    assert_eq!(page.attribute("#set-budget-amount", "value").as_deref(), Some("12001"), "kept as typed");
    let job = job_of(&manager.submit(&raise.with(&[("why", WHY)])).await);
    assert_eq!(desk.state(&job).await, BulkState::Waiting);
    desk.work().await;
    assert_eq!(amounts(&desk, &customers[..1]).await, ["11999"]);
    let admin = desk.signed_in(Role::Administrator).await;
    let page = admin.get(&paths::bulk(&job)).await;
    page.says(WHY);
    assert!(page.text("form#approve-bulk").is_some());

    // In bulk it is the same day. Lowering is always allowed.
    let job = dry_run(&manager, &[(&customers[1], "2002")]).await;
    manager.get(&paths::bulk(&job)).await.says("Request approval for 1 budget");
    confirm(&manager, &job, PASSWORD).await.says("Awaiting approval");
    // Whether it is below the used amount depends on the day of the month.
    let less = form(&manager, &customers[2], &[("amount", "1990")]).await.ticking("confirm_cut");
    manager.submit_and_read(&less).await.says("Budget set.");

    admin.submit(&admin.form(&paths::bulk(&job), "/api/decline_bulk").await).await;
    let told = manager.get("/").await.text("#ended-requests").unwrap();
    assert!(told.contains("Declined by administrator"), "{told}");

    desk.next_day().await;
    let manager = desk.signed_in(Role::Manager).await;
    manager
        .submit_and_read(&form(&manager, &customers[2], &[("amount", "11990")]).await)
        .await
        .says("Budget set.");
}

#[tokio::test]
async fn raises_at_the_same_moment_pass_no_limit_together() {
    let (desk, customers) = limited().await;
    let manager = desk.signed_in(Role::Manager).await;
    let mut forms = Vec::new();
    for customer in &customers {
        forms.push(form(&manager, customer, &[("amount", "8000")]).await);
    }
    futures::future::join_all(forms.iter().map(|form| manager.submit(form))).await;
    let mut now = amounts(&desk, &customers).await;
    now.sort();
    assert_eq!(now, ["2000", "2000", "8000"]);
}
