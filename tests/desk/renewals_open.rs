//! Renewals whose answer was lost: the orders are looked for, the renewal is never sent again.

use crate::harness::{Client, TestDesk};
use crate::renewals::{OPERATION, RENEW, orders, renew};
use crate::selection::{MONTH, Selection, three, two_services};
use partnerdesk::model::audit::{Deed, Outcome};
use partnerdesk::model::user::Role;
use partnerdesk::server::jobs::janitor;

/// Half an hour, the setting's own value, and a little more.
const LONG_ENOUGH: u64 = 1_801;

/// Renews while the partner's answer fails; the renewal's page.
async fn unclear(desk: &TestDesk, client: &Client, selection: &Selection, kind: &str) -> String {
    let form = client.form(&selection.page(MONTH), RENEW).await;
    desk.break_next(OPERATION, kind, 0).await;
    let path = renew(client, &form).await;
    assert_eq!(desk.newest(Deed::Renew).await.0.outcome, Outcome::Unknown, "{kind}");
    assert!(orders(desk, &path).await.is_empty());
    assert_eq!(renew(client, &form).await, path, "a second try leads to the first");
    path
}

#[tokio::test]
async fn the_order_of_a_lost_answer_is_found() {
    for kind in ["reply_lost", "error_with_effect", "truncated"] {
        let desk = TestDesk::start().await;
        let selection = three(&desk).await;
        let admin = desk.signed_in(Role::Administrator).await;
        let path = unclear(&desk, &admin, &selection, kind).await;
        desk.pass_everywhere(11).await;
        let page = admin.get(&path).await;
        page.says("Renewal for 1 month: one order waits for payment");
        assert_eq!(orders(&desk, &path).await.len(), 1, "{kind}");
        let (entry, _) = desk.newest(Deed::SettleRenewal).await;
        assert_eq!((entry.actor.as_str(), entry.outcome), ("system", Outcome::Done));
        assert_eq!(desk.sent(OPERATION).await, 1, "{kind}: sent once");
    }
}

#[tokio::test]
async fn an_older_unpaid_order_of_the_customer_is_not_taken_for_it() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    desk.unpaid_order(&selection.customer, 77).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let path = unclear(&desk, &admin, &selection, "error_without_effect").await;
    admin.get(&path).await.says("outcome unknown");
    desk.pass_everywhere(11).await;
    janitor::step(&desk.desk).await.unwrap();
    assert!(orders(&desk, &path).await.is_empty());
}

#[tokio::test]
async fn a_renewal_without_effect_is_given_up_only_when_it_is_old() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let path = unclear(&desk, &admin, &selection, "error_without_effect").await;
    for _ in 0..2 {
        desk.pass_everywhere(60).await;
        janitor::step(&desk.desk).await.unwrap();
        let page = admin.get(&path).await;
        page.says("Renewal of 3 resources for 1 month: outcome unknown");
        page.says("Do not renew these resources again now.");
    }
    let other = admin.form(&selection.page(MONTH), RENEW).await;
    assert_eq!(renew(&admin, &other).await, path, "the resources are held");
    desk.pass_everywhere(LONG_ENOUGH).await;
    janitor::step(&desk.desk).await.unwrap();
    admin.get(&path).await.says("Renewal of 3 resources for 1 month: probably no order made");
    let other = admin.form(&selection.page(MONTH), RENEW).await;
    assert_eq!(renew(&admin, &other).await, path, "a person confirms first");
    let page = admin.submit_and_read(&admin.form(&path, "/api/settle_renewal").await).await;
    page.says("Renewal of 3 resources for 1 month: no order made");
    assert_eq!(desk.newest(Deed::SettleByHand).await.0.outcome, Outcome::Done);
    assert_eq!(desk.sent(OPERATION).await, 1, "never sent again by itself");
    let second = renew(&admin, &admin.form(&selection.page(MONTH), RENEW).await).await;
    assert_ne!(second, path);
    admin.get(&second).await.says("one order waits for payment");
    assert_eq!(desk.sent(OPERATION).await, 2, "a person decided twice");
}

#[tokio::test]
async fn all_orders_of_a_lost_answer_are_found() {
    let desk = TestDesk::start().await;
    let selection = two_services(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let path = unclear(&desk, &admin, &selection, "reply_lost").await;
    desk.pass_everywhere(11).await;
    admin.get(&path).await.says("Renewal for 1 month: 2 orders wait for payment");
    assert_eq!(orders(&desk, &path).await.len(), 2);
    desk.pass_everywhere(LONG_ENOUGH).await;
    janitor::step(&desk.desk).await.unwrap();
    admin.get(&path).await.says("Renewal for 1 month: 2 orders wait for payment");
    assert_eq!(desk.sent(OPERATION).await, 1);
}
