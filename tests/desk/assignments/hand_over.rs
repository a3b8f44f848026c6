//! Hand-overs of customers from one person to another.

use super::{desk_with_two, mia, team};
use crate::harness::Form;
use model::audit::AuditAction;
use model::ids::CustomerId;
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;

#[tokio::test]
async fn all_customers_go_over_with_what_is_open_and_both_see_it_until_they_dismiss_it() {
    let (desk, manager, other) = desk_with_two().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let (giver, taker) = (desk.signed_in(Role::Manager).await, mia(&desk).await);
    let customers = desk.customers().await;
    let aurora = desk.customer().await;
    let helped = customers.iter().find(|customer| customer.id != aurora.id).unwrap();
    let fields = [("person", manager.as_str()), ("kind", "owner"), ("ids[]", aurora.id.as_str())];
    let plan = admin.submit(&Form::forged("/customers", "/api/plan_assignments", &fields)).await;
    admin.submit(&admin.form(&plan.location().unwrap(), "/api/apply_plan").await).await;
    desk.desk.store.assign(&manager, std::slice::from_ref(&helped.id)).await.unwrap();
    let order = desk.unpaid_order(&aurora, 321).await;
    desk.read(Part::Budgets).await;
    desk.read(Part::Orders).await;

    let here = paths::make_hand_over(Some(&manager));
    let page = admin.get(&here).await;
    page.says("Hand over the customers of manager");
    page.says(order.as_str());
    page.says("USD 321.00");
    let form = admin.form(&here, "/api/hand_over").await;
    let form =
        form.with(&[("to", other.as_str()), ("all", "yes"), ("note", "Call <b>Aurora</b> \u{202e}first")]);
    let made = admin.submit(&form).await.location().unwrap();
    assert_eq!(team(&desk, &aurora.id).await, (Some("mia".into()), vec![]));
    assert_eq!(team(&desk, &helped.id).await, (None, vec!["mia".into()]));
    for customer in [&aurora.id, &helped.id] {
        let path = paths::customer(customer);
        assert_eq!((giver.get(&path).await.status, taker.get(&path).await.status), (404, 200));
    }
    for (client, words) in
        [(&giver, "2 customers of yours went to mia"), (&taker, "2 customers of manager are now yours")]
    {
        client.get("/").await.says(words);
        let page = client.get(&made).await;
        page.says("2 customers handed over from manager to mia");
        page.says(order.as_str());
        page.says(aurora.display_name());
        assert!(page.body.contains("Call &lt;b&gt;Aurora"), "written by a person, shown as text");
        assert!(!page.body.contains('\u{202e}'), "nothing that turns the direction");
        client.submit(&client.form(&made, "/api/dismiss_hand_over").await).await;
        assert!(!client.get("/").await.words().contains(words), "dismissed");
        assert_eq!(client.get(&made).await.status, 200, "its page stays");
    }
    let support = desk.signed_in(Role::Support).await;
    assert_eq!(support.get(&made).await.status, 404, "who is not part of it");
    assert_eq!(admin.get(&made).await.status, 200);
    let (entry, _) = desk.newest(AuditAction::HandOver).await;
    let fact = |name: &str| entry.facts.iter().find(|(known, _)| known == name).unwrap().1.clone();
    let facts = ["from", "to", "owned", "helped"].map(fact);
    assert_eq!(facts, ["manager", "mia", "1", "1"]);
    let id = made.rsplit('/').next().unwrap();
    assert_eq!(support.call("dismiss_hand_over", &[("id", id)]).await.status, 404);
}

#[tokio::test]
async fn some_customers_go_over_and_the_others_stay() {
    let (desk, manager, other) = desk_with_two().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let ids: Vec<CustomerId> =
        desk.customers().await.into_iter().take(3).map(|customer| customer.id).collect();
    desk.desk.store.assign(&manager, &ids).await.unwrap();
    let here = paths::make_hand_over(Some(&manager));
    let form = admin.form(&here, "/api/hand_over").await.with(&[("to", other.as_str())]);
    let none = admin.submit_and_read(&form).await;
    none.says("Select at least one.");
    let some = form.choosing("ids[]", &[ids[0].as_str(), ids[1].as_str()]);
    let made = admin.submit(&some).await.location().unwrap();
    admin.get(&made).await.says("2 customers handed over from manager to mia");
    assert_eq!(team(&desk, &ids[0]).await.1, ["mia"]);
    assert_eq!(team(&desk, &ids[2]).await.1, ["manager"]);
    // The same form once more: the customers are not that person's any more.
    let again = admin.submit_and_read(&some).await;
    again.says("Somebody else saved a change");
    assert_eq!(desk.entries(AuditAction::HandOver).await, 1);
}

#[tokio::test]
async fn a_hand_over_of_all_is_refused_when_they_are_not_those_that_were_shown() {
    let (desk, manager, other) = desk_with_two().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let ids: Vec<CustomerId> =
        desk.customers().await.into_iter().take(2).map(|customer| customer.id).collect();
    desk.desk.store.assign(&manager, &ids[..1]).await.unwrap();
    let here = paths::make_hand_over(Some(&manager));
    let form = admin.form(&here, "/api/hand_over").await;
    let form = form.with(&[("to", other.as_str()), ("all", "yes")]);
    desk.desk.store.assign(&manager, &ids).await.unwrap();
    admin.submit_and_read(&form).await.says("Somebody else saved a change");
    assert_eq!(desk.desk.store.assignments_of(&manager).await.unwrap().len(), 2);
    // Two administrators at the same moment: one of them does it.
    let form = admin.form(&here, "/api/hand_over").await;
    let form = form.with(&[("to", other.as_str()), ("all", "yes")]);
    let (one, two) = futures::join!(admin.submit(&form), admin.submit(&form));
    assert_eq!((one.status, two.status), (303, 303));
    assert_eq!(desk.entries(AuditAction::HandOver).await, 1);
    assert_eq!(desk.desk.store.assignments_of(&other).await.unwrap().len(), 2);
    // To oneself, to nobody, to somebody unknown.
    for to in [manager.as_str(), "", "no-such-user"] {
        let fields = [("from", manager.as_str()), ("seen", "0"), ("to", to), ("all", "yes"), ("note", "")];
        admin.submit(&Form::forged(&here, "/api/hand_over", &fields)).await;
        assert_eq!(desk.entries(AuditAction::HandOver).await, 1, "{to}");
    }
}

#[tokio::test]
async fn rules_go_over_when_they_are_to() {
    let (desk, manager, other) = desk_with_two().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let am = desk.customers().await.iter().find_map(|customer| customer.account_manager.clone()).unwrap();
    let fields = [("manager", am.as_str()), ("person", manager.as_str())];
    admin.post_form(&paths::assignments(), "/api/add_rule", &fields).await;
    let count = desk.desk.store.assignments_of(&manager).await.unwrap().len();
    assert!(count > 0);
    let here = paths::make_hand_over(Some(&manager));
    let form = admin.form(&here, "/api/hand_over").await;
    let form = form.with(&[("to", other.as_str()), ("all", "yes"), ("rules", "yes")]);
    admin.submit(&form).await;
    assert_eq!(desk.desk.store.assignment_rules().await.unwrap()[0].person.id, other);
    desk.read(Part::Customers).await;
    assert_eq!(
        desk.desk.store.assignments_of(&manager).await.unwrap().len(),
        0,
        "the rule brings nothing back"
    );
    assert_eq!(desk.desk.store.assignments_of(&other).await.unwrap().len(), count);
    // They are still the rule's: without it they are nobody's.
    admin.post_form(&paths::assignments(), "/api/remove_rule", &[("manager", am.as_str())]).await;
    assert_eq!(desk.desk.store.assignments_of(&other).await.unwrap().len(), 0);
}

#[tokio::test]
async fn rules_go_over_with_all_customers_only() {
    let (desk, manager, other) = desk_with_two().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let am = desk.customers().await.iter().find_map(|customer| customer.account_manager.clone()).unwrap();
    let fields = [("manager", am.as_str()), ("person", manager.as_str())];
    admin.post_form(&paths::assignments(), "/api/add_rule", &fields).await;
    let held = desk.desk.store.assignments_of(&manager).await.unwrap().len();
    let first =
        desk.customers().await.into_iter().find(|one| one.account_manager.as_ref() == Some(&am)).unwrap();
    let form = admin.form(&paths::make_hand_over(Some(&manager)), "/api/hand_over").await;
    let form = form.with(&[("to", other.as_str()), ("rules", "yes")]).choosing("ids[]", &[first.id.as_str()]);
    admin.submit(&form).await;
    assert_eq!(desk.entries(AuditAction::HandOver).await, 0);
    assert_eq!(desk.desk.store.assignments_of(&manager).await.unwrap().len(), held);
    assert_eq!(desk.desk.store.assignment_rules().await.unwrap()[0].person.id, manager);
}
