//! Resources of several customers changed as one job: one confirmation, a change for each.

use crate::changes::{OFF, ON};
use crate::harness::{Form, Table, TestDesk, job_of};
use model::audit::AuditAction;
use model::bulk::{BulkState, RowState, SkipReason};
use model::customers::Customer;
use model::lists::RenewalFilter;
use model::resources::{Resource, ResourceStatus};
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::jobs::janitor;
use partnerdesk::server::service::sync;
use partnerdesk::server::store::Scope;
use rust_decimal::Decimal;

const SWITCH: &str = "/api/auto_renew";
const PLAN: &str = "/api/plan_changes";

/// A desk with one resource of each of five customers, all of them without auto-renewal.
async fn five(
    change: impl FnOnce(&mut partnerdesk::server::config::Settings),
) -> (TestDesk, Vec<(Customer, Resource)>) {
    let desk = TestDesk::of(50, 4, change).await;
    desk.read_customers().await;
    desk.read(partnerdesk::server::service::mirror::Part::Budgets).await;
    let mut found = Vec::new();
    for customer in desk.healthy_customers().await {
        if found.len() == 5 || sync::resources_of(&desk.desk, &customer.id).await.is_err() {
            continue;
        }
        let filter = RenewalFilter { customer: Some(customer.id.clone()), ..RenewalFilter::default() };
        let now = desk.desk.clock.now();
        let all = desk.desk.store.list_resources(&Scope::All, &filter, now).await.unwrap();
        let fits = |one: &Resource| {
            let far = one.expires_at.is_some_and(|end| end > model::time::plus_days(now, 2));
            far && one.status == Some(ResourceStatus::InUse) && one.is_main
        };
        let Some(resource) = all.rows.into_iter().map(|row| row.resource).find(fits) else { continue };
        if resource.auto_renews() {
            desk.desk.partner.auto_renew_off(&customer.id, &resource.id).await.unwrap();
            sync::resources_of(&desk.desk, &customer.id).await.unwrap();
        }
        desk.assign(&customer.id).await;
        found.push((customer, resource));
    }
    assert_eq!(found.len(), 5);
    desk.advance_all_clocks(1).await;
    (desk, found)
}

fn switching(found: &[(Customer, Resource)], on: &str) -> Form {
    let mut form = Form::forged("/renewals", SWITCH, &[("on", on)]);
    form.fields.extend(found.iter().map(|(_, one)| ("ids[]".to_owned(), one.id.to_string())));
    form
}

/// How many of the resources are renewed by themselves, at HUAWEI CLOUD.
async fn renewing(desk: &TestDesk, found: &[(Customer, Resource)]) -> usize {
    let mut count = 0;
    for (customer, resource) in found {
        let ids = std::slice::from_ref(&resource.id);
        let live = desk.desk.partner.resources_by_id(&customer.id, ids).await.unwrap();
        count += usize::from(live[0].auto_renews());
    }
    count
}

#[tokio::test]
async fn auto_renewal_of_five_customers_is_one_confirmation_and_one_job() {
    let (desk, found) = five(|_| {}).await;
    let manager = desk.signed_in(Role::Manager).await;
    let job = job_of(&manager.submit(&switching(&found, "yes")).await);
    let page = manager.get(&paths::bulk(&job)).await;
    for words in
        ["Preview: Turn on auto-renewal for 5 resources", "up to USD", "First charge on", "03:00 GMT+8"]
    {
        page.says(words);
    }
    assert_eq!((desk.sent(ON).await, desk.entries(AuditAction::BulkChanges).await), (0, 0));
    desk.fail_for(&found[3].0, ON, "error_without_effect", 1).await;
    manager.press(&job, "start_bulk").await;
    desk.work().await;
    let rows = desk.rows(&job).await;
    let done = rows.iter().filter(|row| row.state == RowState::Done).count();
    assert_eq!((done, renewing(&desk, &found).await), (4, 4), "{rows:#?}");
    assert_eq!((desk.sent(ON).await, desk.entries(AuditAction::AutoRenewOn).await), (5, 5));
    let page = manager.get(&paths::bulk(&job)).await;
    page.says("4 of 5");
    let changes = page.attributes("a", "href").into_iter().filter(|href| href.starts_with("/changes/"));
    assert_eq!(changes.count(), 5, "each change has its page");
    let file = Table::of(&manager.get(&format!("/export/budgets/bulk?job={job}")).await);
    assert_eq!(file.rows.len(), 5);

    desk.advance_all_clocks(1).await;
    let before = desk.sent(OFF).await;
    let off = job_of(&manager.submit(&switching(&found, "no")).await);
    manager.press(&off, "start_bulk").await;
    for _ in 0..3 {
        desk.work().await;
        desk.advance_all_clocks(1_000).await;
        janitor::step(&desk.desk).await.unwrap();
    }
    assert_eq!(renewing(&desk, &found).await, 0, "and off again");
    assert!((4..=5).contains(&(desk.sent(OFF).await - before)), "what is off already is not sent");
}

#[tokio::test]
async fn other_changes_at_expiry_are_one_job_too() {
    let (desk, found) = five(|_| {}).await;
    let manager = desk.signed_in(Role::Manager).await;
    let ids: Vec<_> = found.iter().map(|(_, one)| one.id.clone()).collect();
    let review = paths::change_review(model::changes::ChangeKind::ToOnDemand, &ids);
    let form = manager.form(&review, PLAN).await;
    let job = job_of(&manager.submit(&form).await);
    manager.press(&job, "start_bulk").await;
    desk.work().await;
    let rows = desk.rows(&job).await;
    assert!(
        rows.iter().all(|row| row.state == RowState::Done || row.state == RowState::Skipped),
        "{rows:#?}"
    );
    assert!(rows.iter().any(|row| row.state == RowState::Done));
    let again = job_of(&manager.submit(&form).await);
    let rows = desk.rows(&again).await;
    assert!(rows.iter().all(|row| row.skip_reason == Some(SkipReason::AlreadySo)), "{rows:#?}");
    manager.get(&paths::bulk(&again)).await.says("Preview");
}

#[tokio::test]
async fn auto_renewal_of_many_passes_the_limits_of_payments_as_a_whole() {
    let limits = |settings: &mut partnerdesk::server::config::Settings| {
        settings.spending.approval = vec![(Role::Manager, Decimal::TWO)];
    };
    let (desk, found) = five(limits).await;
    let manager = desk.signed_in(Role::Manager).await;
    let job = job_of(&manager.submit(&switching(&found, "yes")).await);
    let path = paths::bulk(&job);
    manager.get(&path).await.says("Request approval: Turn on auto-renewal for 5 resources");
    let form = manager.form(&path, "/api/start_bulk").await.with(&[("why", "They asked for it.")]);
    manager.submit(&form).await;
    desk.work().await;
    assert_eq!((desk.state(&job).await, desk.sent(ON).await), (BulkState::Waiting, 0));
    let admin = desk.signed_in(Role::Administrator).await;
    admin.press(&job, "approve_bulk").await;
    desk.work().await;
    assert_eq!(renewing(&desk, &found).await, 5);
}
