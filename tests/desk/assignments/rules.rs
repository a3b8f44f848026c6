//! Rules that keep applying: customers of an account manager have an owner.

use super::{SET_TEAM, desk_with_two, team};
use crate::harness::TestDesk;
use model::audit::AuditAction;
use model::customers::Customer;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;

/// Customers of one account manager, with its login name as a rule has it.
async fn of_one_manager(desk: &TestDesk) -> (String, Vec<Customer>) {
    let customers = desk.customers().await;
    let manager = customers.iter().find_map(|customer| customer.account_manager.clone()).unwrap();
    let of = customers.into_iter().filter(|customer| customer.account_manager.as_ref() == Some(&manager));
    let of: Vec<Customer> = of.collect();
    assert!(of.len() > 2, "{}", of.len());
    (model::search::folded(&manager), of)
}

#[tokio::test]
async fn a_rule_assigns_now_and_later_and_what_was_done_by_hand_stays() {
    let (desk, manager, other) = desk_with_two().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let here = paths::assignments();
    let (am, customers) = of_one_manager(&desk).await;
    let [by_hand, ruled, late] = &customers[..3] else { panic!("too few") };
    let form = admin.form(&paths::customer(&by_hand.id), SET_TEAM).await;
    admin.submit(&form.with(&[("owner", other.as_str())])).await;
    // One that the mirror does not have yet.
    desk.run_sql(&format!("DELETE FROM customers WHERE id = '{}'", late.id)).await;

    let form = admin.form(&here, "/api/add_rule").await;
    let typed = am.to_uppercase();
    let page = admin.submit_and_read(&form.with(&[("manager", &typed), ("person", manager.as_str())])).await;
    page.says("Rule saved and applied.");
    assert_eq!(team(&desk, &ruled.id).await.0, Some("manager".into()));
    assert_eq!(team(&desk, &by_hand.id).await.0, Some("mia".into()), "by hand goes before");
    assert_eq!(team(&desk, &late.id).await.0, None);
    desk.read(Part::Customers).await;
    assert_eq!(
        team(&desk, &late.id).await.0,
        Some("manager".into()),
        "a new customer is assigned by the job"
    );
    let page = admin.get(&paths::customer(&ruled.id)).await;
    page.says(&format!("By the rule for {am}"));

    // A customer whose account manager is another one is no longer the person's.
    desk.run_sql(&format!("UPDATE customers SET account_manager = 'somebody-else' WHERE id = '{}'", late.id))
        .await;
    desk.desk.store.apply_rules().await.unwrap();
    assert_eq!(team(&desk, &late.id).await.0, None);
    // By hand over the rule, and back: the rule applies again.
    let form = admin.form(&paths::customer(&ruled.id), SET_TEAM).await;
    admin.submit(&form.with(&[("owner", other.as_str())])).await;
    desk.read(Part::Customers).await;
    assert_eq!(team(&desk, &ruled.id).await.0, Some("mia".into()));
    let form = admin.form(&paths::customer(&ruled.id), SET_TEAM).await;
    admin.submit(&form.with(&[("owner", "")])).await;
    assert_eq!(team(&desk, &ruled.id).await.0, Some("manager".into()));
    // Nobody in place of what a rule assigns is refused: it would be assigned again.
    let form = admin.form(&paths::customer(&ruled.id), SET_TEAM).await;
    let page = admin.submit_and_read(&form.with(&[("owner", "")])).await;
    assert!(page.text("#set-team-owner-problem").is_some());

    let form = admin.form(&here, "/api/remove_rule").await.with(&[("manager", &am)]);
    admin.submit_and_read(&form).await.says("Rule removed, with the assignments that it made.");
    assert_eq!(team(&desk, &ruled.id).await.0, None);
    assert_eq!(team(&desk, &by_hand.id).await.0, Some("mia".into()));
    let entries = [AuditAction::AddAssignmentRule, AuditAction::RemoveAssignmentRule];
    for action in entries {
        assert_eq!(desk.entries(action).await, 1, "{action:?}");
    }
}

#[tokio::test]
async fn a_rule_that_goes_to_another_person_takes_its_customers_along() {
    let (desk, manager, other) = desk_with_two().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (am, customers) = of_one_manager(&desk).await;
    for person in [&manager, &other] {
        let fields = [("manager", am.as_str()), ("person", person.as_str())];
        admin.post_form(&paths::assignments(), "/api/add_rule", &fields).await;
    }
    assert_eq!(desk.desk.store.assignment_rules().await.unwrap().len(), 1);
    assert_eq!(desk.desk.store.assignments_of(&manager).await.unwrap().len(), 0);
    assert_eq!(desk.desk.store.assignments_of(&other).await.unwrap().len(), customers.len());
    // A person who is switched off gets no new customers; the rule says so.
    desk.desk.store.set_active(&other, false).await.unwrap();
    desk.run_sql(&format!("DELETE FROM assignments WHERE customer_id = '{}'", customers[0].id)).await;
    desk.desk.store.apply_rules().await.unwrap();
    assert_eq!(team(&desk, &customers[0].id).await.0, None);
    admin.get(&paths::assignments()).await.says("mia (disabled)");
    for (fields, field) in [
        ([("manager", ""), ("person", manager.as_str())], "manager"),
        ([("manager", "am"), ("person", other.as_str())], "person"),
        ([("manager", "am"), ("person", "")], "person"),
    ] {
        admin.post_form(&paths::assignments(), "/api/add_rule", &fields).await;
        let page = admin.get(&paths::assignments()).await;
        assert!(page.text(&format!("#add-rule-{field}-problem")).is_some(), "{fields:?}");
    }
}
