//! Renewals whose answer was lost: the orders are looked for, the renewal is never sent again.

use crate::harness::{Client, TestDesk};
use crate::renewals::selection::{MONTH, Selection, alike, three, two_services};
use crate::renewals::{OPERATION, RENEW, orders, renew, renewed};
use model::audit::{AuditAction, AuditOutcome};
use model::error::FieldProblem;
use model::ids::OrderId;
use model::users::Role;
use partnerdesk::server::jobs::janitor;
use partnerdesk::server::service::renewals::policy::sendable;
use partnerdesk::ui::components::problem_text;

/// Half an hour, the setting's own value, and a little more.
const LONG_ENOUGH: u64 = 1_801;

/// Renews while the partner's answer fails; the renewal's page.
async fn unclear(desk: &TestDesk, client: &Client, selection: &Selection, kind: &str) -> String {
    let form = client.form(&selection.page(MONTH), RENEW).await;
    desk.break_next(OPERATION, kind, 0).await;
    let path = renew(client, &form).await;
    assert_eq!(desk.newest(AuditAction::Renew).await.0.outcome, AuditOutcome::Unknown, "{kind}");
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
        page.says("Renewal for 1 month: 1 order pending payment");
        assert_eq!(orders(&desk, &path).await.len(), 1, "{kind}");
        let (entry, _) = desk.newest(AuditAction::ReconcileRenewal).await;
        assert_eq!((entry.actor.as_str(), entry.outcome), ("system", AuditOutcome::Done));
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
    assert_eq!(renewed(&admin, &selection).await, path, "the resources are held");
    desk.pass_everywhere(LONG_ENOUGH).await;
    janitor::step(&desk.desk).await.unwrap();
    admin.get(&path).await.says("Renewal of 3 resources for 1 month: probably no order placed");
    assert_eq!(renewed(&admin, &selection).await, path, "a person confirms first");
    let page = admin.submit_and_read(&admin.form(&path, "/api/settle_renewal").await).await;
    page.says("Renewal of 3 resources for 1 month: no order placed");
    assert_eq!(desk.newest(AuditAction::SetOutcomeByHand).await.0.outcome, AuditOutcome::Done);
    assert_eq!(desk.sent(OPERATION).await, 1, "never sent again by itself");
    let second = renewed(&admin, &selection).await;
    assert_ne!(second, path);
    admin.get(&second).await.says("1 order pending payment");
    assert_eq!(desk.sent(OPERATION).await, 2, "a person decided twice");
}

/// Two renewals with the same price and period: one never reached the partner, the answer to the
/// other was lost.
#[tokio::test]
async fn an_order_is_not_taken_for_that_of_another_open_renewal() {
    let desk = TestDesk::start().await;
    let [never, lost] = alike(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let never = unclear(&desk, &admin, &never, "connection_reset").await;
    let lost = unclear(&desk, &admin, &lost, "reply_lost").await;
    for _ in 0..2 {
        desk.pass_everywhere(30).await;
        janitor::step(&desk.desk).await.unwrap();
    }
    assert_eq!(orders(&desk, &lost).await.len(), 1, "its own order");
    assert!(orders(&desk, &never).await.is_empty(), "that of the other one");
    desk.pass_everywhere(LONG_ENOUGH).await;
    janitor::step(&desk.desk).await.unwrap();
    admin.get(&never).await.says("probably no order placed");
}

#[tokio::test]
async fn all_orders_of_a_lost_answer_are_found() {
    let desk = TestDesk::start().await;
    let selection = two_services(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let path = unclear(&desk, &admin, &selection, "reply_lost").await;
    desk.pass_everywhere(11).await;
    admin.get(&path).await.says("Renewal for 1 month: 2 orders pending payment");
    assert_eq!(orders(&desk, &path).await.len(), 2);
    desk.pass_everywhere(LONG_ENOUGH).await;
    janitor::step(&desk.desk).await.unwrap();
    admin.get(&path).await.says("Renewal for 1 month: 2 orders pending payment");
    assert_eq!(desk.sent(OPERATION).await, 1);
}

/// Two renewals with the same price and period whose answers were both lost, both with effect: an
/// order names no resource, so either order may be either renewal's.
pub async fn two_lost(desk: &TestDesk, client: &Client) -> [String; 2] {
    let [first, second] = alike(desk).await;
    [unclear(desk, client, &first, "reply_lost").await, unclear(desk, client, &second, "reply_lost").await]
}

const CHOOSE: &str = "/api/choose_renewal_orders";
const BOXES: &str = "form[action=\"/api/choose_renewal_orders\"] input[type=checkbox]";

#[tokio::test]
async fn orders_that_nobody_can_tell_apart_are_for_an_administrator_to_choose_from() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let manager = desk.signed_in(Role::Manager).await;
    let [first, second] = two_lost(&desk, &admin).await;
    desk.pass_everywhere(30).await;
    janitor::step(&desk.desk).await.unwrap();
    let page = admin.get(&first).await;
    page.says("Partnerdesk does not guess which.");
    assert!(page.attributes(BOXES, "value").is_empty(), "not before the desk had its time");
    desk.pass_everywhere(LONG_ENOUGH).await;
    janitor::step(&desk.desk).await.unwrap();
    assert!(orders(&desk, &first).await.is_empty() && orders(&desk, &second).await.is_empty());
    let both = admin.get(&first).await.attributes(BOXES, "value");
    assert_eq!(both.len(), 2);
    assert_eq!(admin.get(&second).await.attributes(BOXES, "value"), both);
    let customer = alike(&desk).await[0].customer.id.clone();
    desk.assign(&customer).await;
    let page = manager.get(&first).await;
    page.says("Partnerdesk does not guess which.");
    assert!(page.attributes(BOXES, "value").is_empty(), "not for a manager");

    let form = admin.form(&first, CHOOSE).await;
    admin.submit_and_read(&form).await.says("Select at least one.");
    let too_much = form.clone().choosing("orders[]", &[&both[0], &both[1]]);
    let page = admin.submit_and_read(&too_much).await;
    page.says("The total of the selected orders is higher than the confirmed price.");
    let kept = page.attributes(&format!("{BOXES}[checked]"), "value");
    assert_eq!(kept, both, "what was chosen is kept");
    let foreign = form.clone().choosing("orders[]", &["CS2600000000NOBODYS"]);
    let page = admin.submit_and_read(&foreign).await;
    page.says(&problem_text(&FieldProblem::NotOffered));
    assert!(orders(&desk, &first).await.is_empty());

    let page = admin.submit_and_read(&form.choosing("orders[]", &[&both[1]])).await;
    page.says("Renewal for 1 month: 1 order pending payment");
    assert_eq!(names(&orders(&desk, &first).await), [both[1].as_str()]);
    let (entry, _) = desk.newest(AuditAction::SetOutcomeByHand).await;
    assert!(entry.facts.contains(&("order".to_owned(), both[1].clone())), "{:?}", entry.facts);
    desk.pass_everywhere(LONG_ENOUGH).await;
    janitor::step(&desk.desk).await.unwrap();
    assert_eq!(names(&orders(&desk, &second).await), [both[0].as_str()], "what is left is the other one's");
    assert_eq!(desk.sent(OPERATION).await, 2, "each left once");
}

#[tokio::test]
async fn an_order_chosen_for_one_renewal_is_no_longer_on_offer_for_another() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let [first, second] = two_lost(&desk, &admin).await;
    desk.pass_everywhere(LONG_ENOUGH).await;
    janitor::step(&desk.desk).await.unwrap();
    // Both pages are open while somebody chooses on the first.
    let (one, other) = (admin.form(&first, CHOOSE).await, admin.form(&second, CHOOSE).await);
    let both = admin.get(&first).await.attributes(BOXES, "value");
    let chosen = [both[0].as_str()];
    admin.submit_and_read(&one.choosing("orders[]", &chosen)).await.says("1 order pending payment");
    admin.submit_and_read(&other.choosing("orders[]", &chosen)).await;
    assert_eq!(names(&orders(&desk, &first).await), chosen);
    assert_eq!(names(&orders(&desk, &second).await), [both[1].as_str()], "found while choosing");
}

fn names(orders: &[OrderId]) -> Vec<&str> {
    orders.iter().map(OrderId::as_str).collect()
}

/// The renewal never arrived, but the customer ordered something cheaper at the same time.
#[tokio::test]
async fn orders_for_less_are_shown_before_anybody_says_that_there_is_none() {
    let desk = TestDesk::start().await;
    let selection = three(&desk).await;
    let admin = desk.signed_in(Role::Administrator).await;
    let path = unclear(&desk, &admin, &selection, "connection_reset").await;
    let cheaper = &selection.ids()[..1];
    let policy = sendable(selection.resources[0].expire_policy);
    desk.desk.partner.renew(&selection.customer.id, cheaper, MONTH, policy).await.unwrap();
    desk.pass_everywhere(LONG_ENOUGH).await;
    janitor::step(&desk.desk).await.unwrap();
    let page = admin.get(&path).await;
    page.says("no order for the full price was found");
    let found = page.attributes(BOXES, "value");
    assert_eq!(found.len(), 1);
    let form = admin.form(&path, CHOOSE).await.choosing("orders[]", &[&found[0]]);
    admin.submit_and_read(&form).await.says("1 order pending payment");
    assert_eq!(names(&orders(&desk, &path).await), [found[0].as_str()]);
}
