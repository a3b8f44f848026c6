//! Every list and figure of the overview, with each part of the mirror never read, failed, and old.

use super::figure;
use crate::harness::{Page, TestDesk};
use model::error::{Fault, PartnerFailure};
use model::mirror::Part;
use model::users::Role;
use partnerdesk::server::store::orders_key;

/// The list of each part, and what it says when it is empty.
const LISTS: [(Part, &str); 4] = [
    (Part::Customers, "/customers"),
    (Part::Budgets, "/budgets"),
    (Part::Orders, "/orders"),
    (Part::Resources, "/renewals"),
];

fn failure() -> PartnerFailure {
    PartnerFailure {
        operation: "X".to_owned(),
        code: Some("CBC.0250".to_owned()),
        message: None,
        status: Some(429),
        request_id: None,
        fault: Fault::Vendor,
        unclear: false,
        paused_until: None,
    }
}

async fn mark_failed(desk: &TestDesk, part: Part) {
    let (store, now) = (&desk.desk.store, desk.desk.clock.now());
    store.mark_failed(part.code(), now, "CBC.0250", Some(&failure())).await.unwrap();
    if part == Part::Orders {
        let mut owners = vec![None];
        owners.extend(store.resellers().await.unwrap().into_iter().map(|reseller| Some(reseller.id)));
        for owner in owners {
            let key = orders_key(owner.as_ref());
            store.mark_failed(&key, now, "CBC.0250", Some(&failure())).await.unwrap();
        }
    }
    let ids: Vec<_> = desk.customers().await.into_iter().map(|customer| customer.id).collect();
    if matches!(part, Part::Budgets | Part::Resources) {
        store.record_unread(part, &ids, &failure(), now, |_| now).await.unwrap();
    }
}

fn numbers(page: &Page) -> bool {
    page.text("main h1").unwrap().chars().any(|sign| sign.is_ascii_digit())
}

#[tokio::test]
async fn no_list_and_no_figure_shows_nothing_for_what_is_not_known() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    // Never read, and not tried either.
    for (part, list) in LISTS {
        let page = admin.get(list).await;
        page.says("being loaded from HUAWEI CLOUD for the first time");
        page.says("Not loaded from HUAWEI CLOUD yet");
        assert!(!numbers(&page), "{part:?}: {:?}", page.text("main h1"));
        page.says("This does not mean that there are none.");
    }
    let overview = admin.get("/").await;
    assert!(!overview.words().contains("Nothing needs your attention"));
    for (_, list) in &LISTS[1..] {
        assert!(figure(&overview, list).starts_with('\u{2013}'), "{list}");
    }
    // The customers are known, and each of the other parts failed before it was ever read.
    desk.read_customers().await;
    for (part, list) in &LISTS[1..] {
        mark_failed(&desk, *part).await;
        let page = admin.get(list).await;
        page.says("customers");
        page.says("CBC.0250");
        page.says("not known for");
        page.says("This does not mean that there are none.");
        assert!(!numbers(&page), "{part:?}: {:?}", page.text("main h1"));
        let overview = admin.get("/").await;
        assert!(figure(&overview, list).starts_with('\u{2013}'), "{list}");
        overview.says("CBC.0250");
    }
}

#[tokio::test]
async fn what_is_old_is_shown_with_its_age_and_why() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    desk.read(Part::Orders).await;
    for customer in desk.customers().await {
        desk.desk.store.replace_resources(&customer.id, &[], desk.desk.clock.now()).await.unwrap();
    }
    desk.desk.store.mark_ok(Part::Resources.code(), desk.desk.clock.now()).await.unwrap();
    let admin = desk.signed_in(Role::Administrator).await;
    let overview = admin.get("/").await;
    assert!(!overview.words().contains("not known"), "{}", overview.words());
    let before: Vec<String> = LISTS[1..].iter().map(|(_, list)| figure(&overview, list)).collect();
    desk.advance_all_clocks(7_200).await;
    for (part, list) in LISTS {
        mark_failed(&desk, part).await;
        let page = admin.get(list).await;
        page.says("Update failed; last updated 2 h ago");
        page.says("CBC.0250");
        assert!(!page.words().contains("This does not mean that there are none."), "{part:?}");
    }
    let overview = admin.get("/").await;
    overview.says("Update failed; last updated 2 h ago");
    let after: Vec<String> = LISTS[1..].iter().map(|(_, list)| figure(&overview, list)).collect();
    assert_eq!(before, after, "the last good numbers stay");
}
