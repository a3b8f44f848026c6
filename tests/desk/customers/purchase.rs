//! "Can this customer buy?": every reason, with the person who can fix it and the way there.

use crate::harness::{Rewrite, TestDesk};
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// A desk whose answers have a field set otherwise: by the last word of the path.
async fn with(path: &'static str, change: impl Fn(&mut Value) + Send + Sync + 'static) -> TestDesk {
    let rewrite: Rewrite = Arc::new(move |_, asked, _, answer| {
        if asked.ends_with(path) {
            change(answer);
        }
    });
    TestDesk::rewritten(rewrite).await
}

#[tokio::test]
async fn real_name_authentication_has_three_states() {
    let state = Arc::new(Mutex::new("2"));
    let told = Arc::clone(&state);
    let desk = with("/sub-customers/query", move |answer| {
        for row in answer["customer_infos"].as_array_mut().into_iter().flatten() {
            row["verified_status"] = json!(*told.lock().unwrap());
        }
    })
    .await;
    desk.read_customers().await;
    let path = paths::customer(&desk.customer().await.id);
    let admin = desk.signed_in(Role::Administrator).await;
    for (code, what, who) in [
        ("-1", "Real-name authentication has not been submitted.", "Only the customer can complete it"),
        ("0", "Real-name authentication is under review.", "HUAWEI CLOUD is reviewing the documents."),
        ("1", "Real-name authentication was refused.", "correct the documents and submit them again"),
        ("3", "Real-name authentication was refused.", "correct the documents and submit them again"),
        ("2", "Can this customer buy? Yes", "real-name verified"),
    ] {
        *state.lock().unwrap() = code;
        let page = admin.get(&path).await;
        let why = page.text("#why").unwrap();
        assert!(why.contains(what) && why.contains(who), "{code}: {why}");
    }
}

#[tokio::test]
async fn a_used_up_consumption_quota_bars_every_resale_customer() {
    let desk = with("/consumption-quota", |answer| {
        answer["used_consumption_quota"] = answer["consumption_quota"].clone();
    })
    .await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    desk.assign(&customer.id).await;
    for (role, link) in [(Role::Administrator, true), (Role::Manager, false)] {
        let page = desk.signed_in(role).await.get(&paths::customer(&customer.id)).await;
        let why = page.text("#why").unwrap();
        assert!(why.starts_with("Why can’t this customer buy?"), "{why}");
        assert!(why.contains("Your company’s consumption quota is used up."), "{why}");
        assert!(why.contains("pay what is due, or ask HUAWEI CLOUD for a higher quota"), "{why}");
        assert_eq!(page.attributes("#why a", "href").contains(&"/".to_owned()), link);
    }
}

#[tokio::test]
async fn a_quota_that_cannot_be_read_is_said_to_be_unchecked() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let path = paths::customer(&desk.customer().await.id);
    let admin = desk.signed_in(Role::Administrator).await;
    for _ in 0..4 {
        desk.fail_next("/v2/partners/credit/consumption-quota", "error_without_effect", 0).await;
    }
    let why = admin.get(&path).await.text("#why").unwrap();
    assert!(why.contains("Not fully checked") && why.contains("out of date: consumption quota."), "{why}");
}

#[tokio::test]
async fn a_missing_agency_is_said_with_what_the_customer_has_to_do() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Budgets).await;
    let customer = desk.customer_named("no agency").await;
    let admin = desk.signed_in(Role::Administrator).await;
    let why = admin.get(&paths::customer(&customer.id)).await.text("#why").unwrap();
    assert!(why.contains("The agency is missing"), "{why}");
    assert!(why.contains("create or correct the agency for your company"), "{why}");
    // What the page found out counts for the lists too.
    assert_eq!(desk.desk.store.has_agency(&customer.id).await.unwrap(), Some(false));
    let order = desk.unpaid_order(&customer, 20).await;
    desk.read(Part::Orders).await;
    let list = admin.get(&format!("/orders?status=6&q={order}")).await;
    assert!(list.text("tbody").unwrap().contains("Agency missing"));
    admin.get(&paths::pay(&order)).await.says("so this payment will be rejected");
}

#[tokio::test]
async fn unpaid_renewal_orders_block_the_renewal_of_their_resources() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    desk.read(Part::Orders).await;
    let customer = desk.customer().await;
    let (admin, support) = (desk.signed_in(Role::Administrator).await, desk.signed_in(Role::Support).await);
    let page = admin.get(&paths::customer(&customer.id)).await;
    let why = page.text("#why").unwrap();
    assert!(why.starts_with("Can this customer buy? Yes, with limits"), "{why}");
    assert!(why.contains("pending payment. ") && why.contains("You can fix this: pay or cancel"), "{why}");
    let links = page.attributes("#why a", "href");
    let list = links.iter().find(|href| href.starts_with("/orders?")).unwrap();
    let shown = admin.shown(list).await;
    assert!(!shown.is_empty());
    assert!(why.contains(&format!("{} renewal order", shown.len())), "{why}");
    let why = support.get(&paths::customer(&customer.id)).await.text("#why").unwrap();
    assert!(why.contains("Ask a manager or an administrator"), "{why}");
}
