//! Secrets do not leak: known secrets are searched for in all output.

use crate::harness::{PARTNER_SECRET, PASSWORD, TestDesk};
use model::lists::ActivityFilter;
use model::users::Role;
use partnerdesk::server::store::Scope;

#[tokio::test]
async fn no_answer_and_no_entry_holds_a_secret() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customer = desk.customer().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let mut leaving = Vec::new();
    desk.fail_next("freezeSubCustomers", "error_without_effect", 0).await;
    let fields = [("id", customer.id.as_str()), ("reason", "test")];
    leaving.push(admin.call("freeze_customer", &fields).await.body);
    for path in ["/", "/customers", "/activity", "/healthz", "/metrics", "/nowhere", "/sign-in"] {
        let page = admin.get(path).await;
        assert!(page.body.len() > 2, "{path}");
        leaving.push(format!("{:?} {}", page.headers, page.body));
    }
    let entries = desk.desk.store.list_entries(&Scope::All, None, &ActivityFilter::default()).await.unwrap();
    assert!(entries.total >= 2, "{}", entries.total);
    leaving.push(format!("{:?}", entries.rows));
    leaving.push(format!("{:?} {:?}", desk.desk.settings, desk.desk.ids));
    let (_, hash) = desk.desk.store.user_by_name("administrator").await.unwrap().unwrap();
    for secret in [PARTNER_SECRET, PASSWORD, hash.as_str()] {
        assert!(!leaving.iter().any(|text| text.contains(secret)), "{secret} left the desk");
    }
}
