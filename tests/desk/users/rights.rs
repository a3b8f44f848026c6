//! The table of rights, and what is open to a decision.

use crate::harness::{Client, Page, TestDesk};
use model::audit::AuditAction;
use model::error::AppError;
use model::users::{Permission, Role};

const RIGHTS: &str = "/settings/rights";
const EXPORT: [(&str, &str); 2] = [("role", "support"), ("permission", "export-personal-data")];

async fn decide(admin: &Client, granted: &str) -> Page {
    let fields = [("granted", granted), ("password", crate::harness::PASSWORD)];
    let form = admin.form(RIGHTS, "/api/change_right").await.with(&fields);
    admin.submit_and_read(&form).await
}

#[tokio::test]
async fn support_is_denied_exports_and_given_them_back() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let (admin, support) = (desk.signed_in(Role::Administrator).await, desk.signed_in(Role::Support).await);
    let manager = desk.signed_in(Role::Manager).await;
    let files = ["/export/customers", "/export-xlsx/customers", "/export/activity", "/export/budgets"];
    assert!(support.get("/customers").await.body.contains("/export/customers"));
    for path in files {
        assert_eq!(support.get(path).await.status, 200, "{path}");
    }
    decide(&admin, "no").await.says("Permission changed.");
    let page = support.get("/customers").await;
    page.says("Your role cannot export lists.");
    assert!(!page.body.contains("/export/customers"));
    let exports = desk.entries(AuditAction::Export).await;
    for path in files {
        let refused = support.get(path).await;
        assert_eq!(refused.status, 403, "{path}");
        refused.says("Your role does not include this.");
        assert_eq!(manager.get(path).await.status, 200, "it is about support alone: {path}");
    }
    assert_eq!(desk.entries(AuditAction::Export).await, exports + 4, "those of the manager");
    let (entry, _) = desk.newest(AuditAction::ChangeRight).await;
    assert_eq!((entry.actor.as_str(), entry.subject.as_deref()), ("administrator", Some("support")));
    assert!(entry.facts.contains(&("granted".into(), "no".into())), "{:?}", entry.facts);
    decide(&admin, "yes").await;
    assert_eq!(support.get("/export/customers").await.status, 200);
}

#[tokio::test]
async fn the_table_says_what_each_role_may() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let page = admin.get(RIGHTS).await;
    for words in ["See margins", "Manage users and permissions", "Export lists as files (personal data)"] {
        page.says(words);
    }
    let yes = |page: &Page| page.words().matches("Yes").count();
    let all = Role::ALL.into_iter().flat_map(|role| Permission::ALL.map(|action| role.may(action)));
    let expected = all.filter(|may| *may).count();
    assert_eq!(yes(&page), expected, "{}", page.words());
    decide(&admin, "no").await;
    assert_eq!(yes(&admin.get(RIGHTS).await), expected - 1);
}

#[tokio::test]
async fn nothing_else_is_open_to_a_decision() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    for (role, permission, granted) in [
        ("support", "pay", "yes"),
        ("manager", "administer", "yes"),
        ("administrator", "administer", "no"),
        ("manager", "export-personal-data", "no"),
        ("root", "pay", "yes"),
        ("support", "everything", "yes"),
        ("support", "export-personal-data", "perhaps"),
    ] {
        let fields = [
            ("role", role),
            ("permission", permission),
            ("granted", granted),
            ("password", crate::harness::PASSWORD),
        ];
        let answer = admin.call("change_right", &fields).await;
        assert_eq!(answer.error(), AppError::BadRequest, "{role} {permission} {granted}");
    }
    let fields = [EXPORT[0], EXPORT[1], ("granted", "no"), ("password", "not it")];
    assert_eq!(admin.call("change_right", &fields).await.status, 422, "the password is asked for");
    assert!(desk.desk.store.right_exceptions(Role::Support).await.unwrap().is_empty());
}
