//! What each role may do, decided on the server.

use crate::harness::TestDesk;
use model::error::AppError;
use model::lists::{ActivityFilter, CustomerFilter};
use model::users::{Permission, Role};
use partnerdesk::server::store::Scope;

#[tokio::test]
async fn support_changes_nothing_but_notes() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let customers = desk.desk.store.list_customers(&Scope::All, &CustomerFilter::default()).await.unwrap();
    let id = customers.rows[0].customer.id.to_string();
    let support = desk.signed_in(Role::Support).await;
    let id = id.as_str();
    for (call, fields, action) in [
        ("set_budget", vec![("customer", id), ("amount", "100"), ("kind", "MONTHLY")], Permission::SetBudget),
        ("freeze_customer", vec![("id", id), ("reason", "test")], Permission::Freeze),
        ("unfreeze_customer", vec![("id", id), ("reason", "test")], Permission::Freeze),
        ("cancel_order", vec![("order", "CS1")], Permission::Order),
        (
            "pay_order",
            vec![("order", "CS1"), ("seen_amount", "1"), ("seen_currency", "USD")],
            Permission::Pay,
        ),
        (
            "renew",
            vec![("intent", "i1"), ("customer", id), ("ids[0]", "r1"), ("period", "1m")],
            Permission::Order,
        ),
        ("auto_renew", vec![("ids[0]", "r1"), ("on", "yes")], Permission::Order),
        (
            "change_resources",
            vec![("intent", "i2"), ("customer", id), ("ids[0]", "r1"), ("act", "unsubscribe")],
            Permission::Order,
        ),
    ] {
        let answer = support.call(call, &fields).await;
        assert_eq!((answer.status, answer.error()), (403, AppError::NotAllowed(action)), "{call}");
    }
    let log = desk.desk.store.list_entries(&Scope::All, None, &ActivityFilter::default()).await.unwrap();
    let writes = log.rows.iter().filter(|row| row.entry.customer.is_some()).count();
    assert_eq!(writes, 0, "what was not allowed was not begun");
}

#[tokio::test]
async fn a_manager_meets_only_the_customers_assigned() {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let all = desk.desk.store.list_customers(&Scope::All, &CustomerFilter::default()).await.unwrap();
    let manager = desk.user("manager").await;
    let mine = desk
        .desk
        .store
        .list_customers(&Scope::Assigned(manager.id), &CustomerFilter::default())
        .await
        .unwrap();
    assert!(mine.total > 0 && mine.total < all.total, "{} of {}", mine.total, all.total);
    let owned: Vec<_> = mine.rows.iter().map(|row| &row.customer.id).collect();
    let other = all.rows.iter().find(|row| !owned.contains(&&row.customer.id)).unwrap();
    let client = desk.signed_in(Role::Manager).await;
    let (own, other) = (owned[0].to_string(), other.customer.id.to_string());
    assert_eq!(client.call("customer", &[("id", &own)]).await.status, 200);
    let hidden = client.call("customer", &[("id", &other)]).await;
    let missing = client.call("customer", &[("id", "no-such-customer")]).await;
    assert_eq!((hidden.status, hidden.error()), (404, AppError::NotFound));
    assert_eq!((missing.status, missing.error()), (404, AppError::NotFound));
    let frozen = client.call("freeze_customer", &[("id", &other), ("reason", "test")]).await;
    assert_eq!(frozen.error(), AppError::NotFound);
}

#[tokio::test]
async fn nobody_reads_without_signing_in() {
    let desk = TestDesk::start().await;
    let nobody = desk.anonymous();
    for call in ["overview", "budget_levels", "expiring_weeks", "search", "customer", "payment", "sign_out"] {
        let answer = nobody.call(call, &[("text", "x"), ("id", "x")]).await;
        assert_eq!((answer.status, answer.error()), (401, AppError::SignedOut), "{call}");
    }
}
