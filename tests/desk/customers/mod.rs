//! Customers: search in any script, freeze and unfreeze.

mod purchase;

use crate::harness::{Page, TestDesk};
use model::audit::{AuditAction, AuditOutcome};
use model::page::encode;
use model::users::Role;
use partnerdesk::paths;

const FREEZE: &str = "/api/freeze_customer";
const UNFREEZE: &str = "/api/unfreeze_customer";

/// The names in the list, as links.
fn names(page: &Page) -> Vec<String> {
    let html = scraper::Html::parse_document(&page.body);
    let links = scraper::Selector::parse("tbody a.row-link").unwrap();
    html.select(&links).map(|link| link.text().collect::<String>().trim().to_owned()).collect()
}

#[tokio::test]
async fn names_in_any_script_are_found() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let admin = desk.signed_in(Role::Administrator).await;
    for (typed, name) in [
        ("晨曦云", "晨曦云数据有限公司"),
        ("云数据", "晨曦云数据有限公司"),
        ("Música Café", "Música Café Società Cooperativa"),
        ("AURORA", "Aurora Freight Lines Pte. Ltd."),
        ("aurora-freight", "Aurora Freight Lines Pte. Ltd."),
    ] {
        let page = admin.get(&format!("/customers?q={}", encode(typed))).await;
        assert_eq!(names(&page), [name], "{typed}");
        let found = admin.get(&format!("/search?q={}", encode(typed))).await;
        found.says(name);
    }
    let customer = desk.customer().await;
    let by_id = admin.get(&format!("/customers?q={}", customer.id)).await;
    assert_eq!(names(&by_id), [customer.display_name()]);
}

#[tokio::test]
async fn special_characters_are_looked_for_as_they_are() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let all = names(&admin.get("/customers").await).len();
    assert_eq!(all, 40);
    for typed in
        ["%", "_", "a%r", "fr.ight", "'", "' OR 1=1 --", "\"><script>alert(1)</script>", "\\", "(", "*", "🙂"]
    {
        let page = admin.get(&format!("/customers?q={}", encode(typed))).await;
        assert_eq!((page.status, names(&page).len()), (200, 0), "{typed}");
        assert!(!page.body.contains("<script>alert"), "{typed}");
        assert_eq!(page.attribute("main input[name=q]", "value").as_deref(), Some(typed), "kept as typed");
        assert_eq!(admin.get(&format!("/search?q={}", encode(typed))).await.status, 200, "{typed}");
    }
}

#[tokio::test]
async fn an_account_is_frozen_and_released_as_it_was_frozen() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let path = paths::customer(&customer.id);
    let admin = desk.signed_in(Role::Administrator).await;
    for (with, kind, state) in [
        (None, "ACCOUNT", "Account frozen"),
        (Some(("with_resources", "yes")), "ACCOUNT_AND_RESOURCE", "Account and resources frozen"),
    ] {
        let before = desk.sent("freezeSubCustomers").await;
        let form = admin.form(&path, FREEZE).await.with(&[("reason", "欠费 & \"late\"")]);
        let form = with.map_or(form.clone(), |field| form.with(&[field]));
        let page = admin.submit_and_read(&form).await;
        page.says("Account frozen.");
        page.says(state);
        let sent = desk.requests("freezeSubCustomers").await;
        assert_eq!(sent.len(), before + 1);
        let body: serde_json::Value = serde_json::from_str(sent[before]["body"].as_str().unwrap()).unwrap();
        assert_eq!(body["reason"], "欠费 & \"late\"");
        assert_eq!(body["freeze_type"], kind);
        assert_eq!(body["customer_ids"], serde_json::json!([customer.id.as_str()]));
        let (entry, _) = desk.newest(AuditAction::Freeze).await;
        assert_eq!((entry.outcome, entry.customer.as_ref()), (AuditOutcome::Done, Some(&customer.id)));
        assert_eq!(page.text("form#freeze"), None, "what is frozen can only be released");
        let list = admin.get("/customers?q=aurora").await;
        list.says(state);
        let form = admin.form(&path, UNFREEZE).await.with(&[("reason", "paid")]);
        let page = admin.submit_and_read(&form).await;
        page.says("Account unfrozen.");
        assert!(page.text("form#freeze").is_some());
        let last = desk.requests("unfreezeSubCustomers").await.pop().unwrap();
        let body: serde_json::Value = serde_json::from_str(last["body"].as_str().unwrap()).unwrap();
        assert_eq!(body["unfreeze_type"], kind, "another type would be refused");
        desk.advance_all_clocks(1).await;
    }
}

#[tokio::test]
async fn a_frozen_account_cannot_pay_until_it_is_released() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let order = desk.unpaid_order(&customer, 90).await;
    let admin = desk.signed_in(Role::Administrator).await;
    admin.post_form(&paths::customer(&customer.id), FREEZE, &[("reason", "check")]).await;
    let review = admin.get(&paths::pay(&order)).await;
    review.says("The customer’s account is frozen.");
    let page = admin.submit_and_read(&admin.form(&paths::pay(&order), "/api/pay_order").await).await;
    page.says("USD 90.00: payment rejected");
    assert!(desk.booked("payment", order.as_str()).await.is_empty());
    admin.post_form(&paths::customer(&customer.id), UNFREEZE, &[("reason", "done")]).await;
    let page = admin.submit_and_read(&admin.form(&paths::pay(&order), "/api/pay_order").await).await;
    page.says("USD 90.00 paid");
    assert_eq!(desk.booked("payment", order.as_str()).await.len(), 1);
}

#[tokio::test]
async fn a_freeze_without_a_reason_is_not_sent() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let path = paths::customer(&desk.customer().await.id);
    let admin = desk.signed_in(Role::Administrator).await;
    for (reason, words) in [("  ".to_owned(), "This field is required."), ("长".repeat(257), "256")] {
        let form = admin.form(&path, FREEZE).await.with(&[("reason", &reason), ("with_resources", "yes")]);
        let page = admin.submit_and_read(&form).await;
        let problem = page.text("#freeze-reason-problem").unwrap_or_default();
        assert!(problem.contains(words), "{problem:?}");
        assert!(page.attribute("form#freeze input[name=with_resources]", "checked").is_some(), "kept");
        assert_eq!(page.attribute("#freeze-reason", "value").as_deref(), Some(reason.as_str()));
    }
    assert_eq!((desk.sent("freezeSubCustomers").await, desk.entries(AuditAction::Freeze).await), (0, 0));
}

#[tokio::test]
async fn a_success_that_lists_this_customer_as_failed_is_a_failure() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer_named("Fault Demo: freezing fails").await;
    let path = paths::customer(&customer.id);
    let admin = desk.signed_in(Role::Administrator).await;
    let form = admin.form(&path, FREEZE).await.with(&[("reason", "late")]);
    let page = admin.submit_and_read(&form).await;
    page.says("An internal error occurred in HUAWEI CLOUD.");
    page.says("CBC.0999");
    assert!(!page.words().contains("Account frozen."));
    assert_eq!(page.attribute("#freeze-reason", "value").as_deref(), Some("late"), "kept as typed");
    assert_eq!(desk.requests("freezeSubCustomers").await[0]["status"], 200);
    let (entry, _) = desk.newest(AuditAction::Freeze).await;
    assert_ne!(entry.outcome, AuditOutcome::Done);
    assert_eq!(entry.code.as_deref(), Some("CBC.0999"));
}

#[tokio::test]
async fn the_customer_of_somebody_else_does_not_exist() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let other = desk.unassigned_customer().await;
    let manager = desk.signed_in(Role::Manager).await;
    let hidden = manager.get(&paths::customer(&other.id)).await;
    let missing = manager.get("/customers/0123456789abcdef0123456789abcdef").await;
    assert_eq!((hidden.status, missing.status), (404, 404));
    let words = |page: &Page| page.text("main").unwrap();
    assert_eq!(words(&hidden), words(&missing), "nothing tells the two apart");
    let by_id = manager.get(&format!("/customers?q={}", other.id)).await;
    assert_eq!(names(&by_id), [""; 0]);
    let all = names(&manager.get("/customers").await);
    assert!(all.len() < 40 && !all.contains(&other.display_name().to_owned()), "{all:?}");
}

#[tokio::test]
async fn that_a_customer_can_buy_is_said_only_where_everything_was_checked() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let path = paths::customer(&desk.customer().await.id);
    let (admin, support) = (desk.signed_in(Role::Administrator).await, desk.signed_in(Role::Support).await);
    let page = admin.get(&path).await;
    page.says("Can this customer buy? Yes");
    page.says("account active, real-name verified, budget available");
    let form = admin.form(&path, FREEZE).await.with(&[("reason", "late")]);
    let page = admin.submit_and_read(&form).await;
    page.says("Why can’t this customer buy?");
    page.says("You can fix this: unfreeze the account.");
    support.get(&path).await.says("Ask a manager or an administrator of Partnerdesk to unfreeze it.");
    admin.submit(&admin.form(&path, UNFREEZE).await.with(&[("reason", "paid")])).await;
    desk.fail_all_calls().await;
    let page = admin.get(&path).await;
    page.says("Can this customer buy? Not fully checked");
    assert!(!page.words().contains("Can this customer buy? Yes"));
}
