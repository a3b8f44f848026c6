//! Data at risk comes first, with the day on which it is deleted.

use crate::harness::TestDesk;
use model::ids::ResourceId;
use model::lists::{ExpiryWindow, RenewalFilter, ResourceRow};
use model::page::Paging;
use model::resources::{Deletion, ExpirePolicy, ResourceStatus};
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;
use partnerdesk::server::store::{Fetch, Scope};
use std::collections::BTreeSet;

/// As many as the demo has.
const CUSTOMERS: u32 = 120;

async fn filled() -> TestDesk {
    let desk = TestDesk::of(CUSTOMERS, 50, |_| {}).await;
    desk.read_customers().await;
    for part in [Part::Budgets, Part::Orders, Part::Resources] {
        desk.read(part).await;
    }
    desk
}

fn at_risk() -> RenewalFilter {
    let paging = Paging { sort: Some("deletion".into()), ..Paging::default() };
    RenewalFilter { window: Some(ExpiryWindow::AtRisk), paging, ..RenewalFilter::default() }
}

/// Those at risk, deleted first on top.
async fn rows(desk: &TestDesk) -> Vec<ResourceRow> {
    let now = desk.desk.clock.now();
    let all = Fetch::Many(None);
    desk.desk.store.take_resources(&Scope::All, &at_risk(), now, all).await.unwrap().rows
}

#[tokio::test]
async fn expired_and_frozen_resources_head_the_overview_and_every_list() {
    let desk = filled().await;
    let rows = rows(&desk).await;
    let now = desk.desk.clock.now();
    let of = |status| rows.iter().filter(|row| row.resource.status == Some(status)).count();
    assert!(of(ResourceStatus::Expired) > 0 && of(ResourceStatus::Frozen) > 0);
    let (admin, manager) = (desk.signed_in(Role::Administrator).await, desk.signed_in(Role::Manager).await);
    let page = admin.get("/").await;
    assert_eq!(
        page.text("h1").unwrap(),
        format!("{} resources are expired or frozen: their data is at risk", rows.len())
    );
    // Before every other list, the ones that are deleted first on top.
    assert_eq!(page.attribute("main section[id]", "id").as_deref(), Some("risks"));
    let shown = page.attributes("#risks tbody a.row-link", "href");
    let first = |row: &ResourceRow| row.resource.id.to_string();
    assert!(shown.iter().zip(&rows).all(|(href, row)| href.contains(&first(row))), "{shown:?}");
    let said = page.text("#risks").unwrap();
    assert!(said.contains("(est.)") && said.contains("Deletion days are estimates"), "{said}");
    // A manager's are those of their customers.
    let heading = manager.get("/").await.text("h1").unwrap();
    assert!(!heading.starts_with(&format!("{} ", rows.len())), "{heading}");
    // The list, the customer's page and the file say the same.
    let list = admin.get(&paths::renewals(&at_risk())).await;
    assert_eq!(list.text("h1").unwrap(), format!("{} expired or frozen resources", rows.len()));
    let file = admin.file("/renewals?window=past").await;
    for row in &rows {
        let id = row.resource.id.as_str();
        assert_eq!(row.deletion(), row.resource.deletion(now), "{id}");
        let day = match row.deletion().unwrap() {
            Deletion::About(day) => model::time::write_utc(day),
            Deletion::AfterFreeze => String::new(),
        };
        assert_eq!(file.cell(id, "deletion_est_at"), day);
        assert!(!file.cell(id, "deletion_est").is_empty());
    }
    let lost = rows.iter().find(|row| matches!(row.deletion(), Some(Deletion::About(day)) if day > now));
    let customer = admin.get(&paths::customer(&lost.unwrap().resource.customer)).await;
    let cells = customer.text("#resources tbody").unwrap();
    assert!(cells.contains("Data deleted about") && cells.contains("(est.)"), "{cells}");
    let prices = paths::prices(&[lost.unwrap().resource.id.clone()], &[]);
    admin.get(&prices).await.says("Data deleted about");
}

/// Resources without an end that other rules set: what happens to them after it is documented.
fn by_grace(row: &&ResourceRow) -> bool {
    row.resource.expire_policy != Some(ExpirePolicy::Freeze)
        && matches!(row.deletion(), Some(Deletion::About(_)))
}

#[tokio::test]
async fn the_estimated_day_is_the_one_on_which_the_simulated_partner_deletes() {
    let desk = filled().await;
    let rows = rows(&desk).await;
    let Some(Deletion::About(day)) = rows.iter().find(by_grace).unwrap().deletion() else { unreachable!() };
    let left = u64::try_from(day.as_second() - desk.desk.clock.now().as_second()).unwrap();
    // What no renewal saves is gone on that day, and not a minute earlier.
    let due = |row: &&ResourceRow| by_grace(row) && row.deletion() == Some(Deletion::About(day));
    let due: BTreeSet<ResourceId> = rows.iter().filter(due).map(|row| row.resource.id.clone()).collect();
    let listed = async || {
        let mut found = BTreeSet::new();
        for row in rows.iter().filter(|row| due.contains(&row.resource.id)) {
            let page = desk.desk.partner.resources(&row.resource.customer, 0, 500, false).await.unwrap();
            found.extend(page.rows.into_iter().map(|resource| resource.id).filter(|id| due.contains(id)));
        }
        found
    };
    desk.advance_all_clocks(left - 60).await;
    assert_eq!(listed().await, due);
    desk.advance_all_clocks(120).await;
    assert_eq!(listed().await, BTreeSet::new());
}

#[tokio::test]
async fn what_is_frozen_with_its_account_is_deleted_within_days_that_nobody_knows() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let fields = [("reason", "late"), ("with_resources", "yes")];
    admin.post_form(&paths::customer(&customer.id), "/api/freeze_customer", &fields).await;
    desk.advance_all_clocks(60).await;
    desk.read(Part::Resources).await;
    let page = admin.get(&paths::customer(&customer.id)).await;
    let cells = page.text("#resources tbody").unwrap();
    assert!(cells.contains("Frozen") && cells.contains("within 15 days of the freeze (est.)"), "{cells}");
    let overview = admin.get("/").await;
    let links = overview.attributes("#risks a", "href");
    assert!(links.contains(&format!("{}#why", paths::customer(&customer.id))), "{links:?}");
}
