//! Who looks after which customers: by hand, in bulk, by file, by rule, and by hand-over.

mod files;
mod hand_over;
mod rules;

use crate::harness::{Client, Form, Page, TestDesk};
use model::assignments::{AssignmentKind, Team};
use model::audit::{AuditAction, AuditOutcome};
use model::error::AppError;
use model::ids::{CustomerId, UserId};
use model::users::{Permission, Role};
use partnerdesk::paths;

pub const SET_TEAM: &str = "/api/set_team";

/// A desk with customers that nobody looks after yet, a second manager, and the ids of both managers.
pub async fn desk_with_two() -> (TestDesk, UserId, UserId) {
    let desk = TestDesk::start().await;
    desk.read(partnerdesk::server::service::mirror::Part::Customers).await;
    let other = desk.add_user("mia", Role::Manager).await.id;
    let manager = desk.user("manager").await.id;
    (desk, manager, other)
}

/// Who looks after a customer, by name: owner, and helpers.
pub async fn team(desk: &TestDesk, customer: &CustomerId) -> (Option<String>, Vec<String>) {
    let Team { owner, helpers } = desk.desk.store.team(customer).await.unwrap();
    (owner.map(|one| one.person.name), helpers.into_iter().map(|one| one.person.name).collect())
}

/// A browser of the second manager.
pub async fn mia(desk: &TestDesk) -> Client {
    let client = desk.anonymous();
    client.sign_in("mia", crate::harness::PASSWORD).await;
    client
}

async fn set(admin: &Client, customer: &CustomerId, owner: &str, helpers: &[&str]) -> Page {
    let form = admin.form(&paths::customer(customer), SET_TEAM).await;
    admin.submit_and_read(&form.with(&[("owner", owner)]).choosing("helpers[]", helpers)).await
}

#[tokio::test]
async fn an_owner_and_helpers_see_the_customer_at_once_and_no_longer_when_taken_away() {
    let (desk, manager, other) = desk_with_two().await;
    let customer = desk.customer().await;
    let path = paths::customer(&customer.id);
    let admin = desk.signed_in(Role::Administrator).await;
    let (first, second) = (desk.signed_in(Role::Manager).await, mia(&desk).await);
    assert_eq!((first.get(&path).await.status, second.get(&path).await.status), (404, 404));

    let page = set(&admin, &customer.id, manager.as_str(), &[other.as_str()]).await;
    page.says("Saved who looks after this customer.");
    assert_eq!(team(&desk, &customer.id).await, (Some("manager".into()), vec!["mia".into()]));
    let shown = first.get(&path).await;
    assert_eq!((shown.status, second.get(&path).await.status), (200, 200));
    let section = shown.text("#team").unwrap();
    assert!(section.contains("manager") && section.contains("mia"), "{section}");
    assert!(!shown.body.contains(SET_TEAM), "only administrators change it");
    let (entry, _) = desk.newest(AuditAction::Assign).await;
    assert_eq!((entry.outcome, entry.customer.as_ref()), (AuditOutcome::Done, Some(&customer.id)));
    let fact = |name: &str| entry.facts.iter().find(|(known, _)| known == name).unwrap().1.clone();
    assert_eq!((fact("owner-before"), fact("owner-after")), ("-".into(), "manager".into()));
    assert_eq!(fact("helpers-after"), "mia");

    // Another owner takes the place of the one before.
    set(&admin, &customer.id, other.as_str(), &[other.as_str()]).await;
    assert_eq!(team(&desk, &customer.id).await, (Some("mia".into()), vec![]));
    assert_eq!((first.get(&path).await.status, second.get(&path).await.status), (404, 200));
    set(&admin, &customer.id, "", &[]).await;
    assert_eq!(second.get(&path).await.status, 404);
}

#[tokio::test]
async fn of_two_administrators_who_change_the_same_team_the_later_one_is_told() {
    let (desk, manager, other) = desk_with_two().await;
    let customer = desk.customer().await;
    desk.add_user("root", Role::Administrator).await;
    let (admin, root) = (desk.signed_in(Role::Administrator).await, desk.anonymous());
    root.sign_in("root", crate::harness::PASSWORD).await;
    let path = paths::customer(&customer.id);
    let one = admin.form(&path, SET_TEAM).await.with(&[("owner", manager.as_str())]);
    let two = root.form(&path, SET_TEAM).await.with(&[("owner", other.as_str())]);
    let (left, right) = futures::join!(admin.submit_and_read(&one), root.submit_and_read(&two));
    let told = "Somebody else saved a change since this page was loaded.";
    let refused: Vec<bool> = [&left, &right].map(|page| page.words().contains(told)).to_vec();
    assert!(refused[0] != refused[1], "one of them: {} {}", left.words(), right.words());
    let (winner, page) = if refused[0] { ("mia", left) } else { ("manager", right) };
    assert_eq!(team(&desk, &customer.id).await, (Some(winner.into()), vec![]));
    assert!(page.text("#team").unwrap().contains(winner), "how it is now");
    assert_eq!(desk.entries(AuditAction::Assign).await, 1, "what was refused changed nothing");
    // Read anew, the form is accepted.
    let page = set(&admin, &customer.id, other.as_str(), &[]).await;
    page.says("Saved who looks after this customer.");
}

#[tokio::test]
async fn only_active_users_are_assigned_and_only_by_administrators() {
    let (desk, manager, other) = desk_with_two().await;
    let customer = desk.customer().await;
    let path = paths::customer(&customer.id);
    let admin = desk.signed_in(Role::Administrator).await;
    desk.desk.store.set_active(&other, false).await.unwrap();
    let refused = [other.as_str(), "no-such-user", "' OR 1=1 --", "a\u{202e}b"];
    for owner in refused {
        let form = admin.form(&path, SET_TEAM).await;
        let page = admin.submit_and_read(&form.with(&[("owner", owner)])).await;
        assert!(page.text("#set-team-owner-problem").is_some(), "{owner}: {}", page.words());
        let form = admin.form(&path, SET_TEAM).await.choosing("helpers[]", &[owner]);
        let page = admin.submit_and_read(&form).await;
        page.says("Select one of the listed values.");
    }
    for role in [Role::Manager, Role::Support] {
        let client = desk.signed_in(role).await;
        for (call, fields) in [
            ("set_team", vec![("customer", customer.id.as_str()), ("owner", manager.as_str())]),
            (
                "plan_assignments",
                vec![("person", manager.as_str()), ("kind", "owner"), ("ids[0]", customer.id.as_str())],
            ),
            ("apply_plan", vec![("id", "p1")]),
            ("add_rule", vec![("manager", "am"), ("person", manager.as_str())]),
            ("remove_rule", vec![("manager", "am")]),
            ("hand_over", vec![("from", manager.as_str()), ("to", manager.as_str()), ("all", "yes")]),
        ] {
            let answer = client.call(call, &fields).await;
            let error = AppError::NotAllowed(Permission::Administer);
            assert_eq!((answer.status, answer.error()), (403, error), "{role:?} {call}");
        }
        for path in [paths::assignments(), paths::make_hand_over(None)] {
            let page = client.get(&path).await;
            assert_eq!(page.status, 403, "{role:?} {path}");
        }
        assert!(!client.get("/settings").await.body.contains(&paths::assignments()));
    }
    assert_eq!(team(&desk, &customer.id).await, (None, vec![]));
    assert_eq!(desk.entries(AuditAction::Assign).await, 0);
}

#[tokio::test]
async fn the_list_of_customers_knows_owners() {
    let (desk, manager, _) = desk_with_two().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let customers = desk.customers().await;
    for customer in &customers[..3] {
        set(&admin, &customer.id, manager.as_str(), &[]).await;
    }
    let own = desk.user("administrator").await.id;
    set(&admin, &customers[3].id, own.as_str(), &[manager.as_str()]).await;
    let count = async |client: &Client, query: &str| {
        let page = client.get(&format!("/customers?{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        page.attributes("tbody a.row-link", "href").len()
    };
    assert_eq!(count(&admin, &format!("owner={manager}")).await, 3);
    assert_eq!(count(&admin, "owner=me").await, 1);
    assert_eq!(count(&admin, "owner=nobody").await, 36);
    assert_eq!(count(&admin, "owner=somebody-unknown").await, 0);
    let client = desk.signed_in(Role::Manager).await;
    assert_eq!((count(&client, "").await, count(&client, "owner=me").await), (4, 3), "helped with one");
    let page = client.get("/customers").await;
    let options = page.text("select[name=owner]").unwrap();
    for word in ["Owned by me", "Without owner", "administrator", "manager"] {
        assert!(options.contains(word), "{options}");
    }
    assert!(!options.contains("mia"), "owners of customers in scope only: {options}");
    assert!(!client.get("/customers").await.body.contains("/api/plan_assignments"));
    let file = admin.get(&paths::export(&format!("/customers?owner={manager}"))).await;
    assert!(file.body.lines().next().unwrap().contains(",owner,"), "{}", file.body);
}

#[tokio::test]
async fn the_selected_and_all_that_match_are_assigned_after_a_preview() {
    let (desk, manager, other) = desk_with_two().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let customers = desk.customers().await;
    set(&admin, &customers[0].id, other.as_str(), &[]).await;
    let ids: Vec<&str> = customers[..2].iter().map(|customer| customer.id.as_str()).collect();
    let fields = [("person", manager.as_str()), ("kind", "owner"), ("ids[]", ids[0]), ("ids[]", ids[1])];
    let planned = admin.submit(&Form::forged("/customers", "/api/plan_assignments", &fields)).await;
    let plan = planned.location().unwrap();
    let page = admin.get(&plan).await;
    page.says("Preview: 2 assignments");
    page.says("Replace owner");
    assert_eq!(team(&desk, &customers[1].id).await, (None, vec![]), "a preview does nothing");
    let page = admin.submit_and_read(&admin.form(&plan, "/api/apply_plan").await).await;
    page.says("2 assignments made");
    assert_eq!(team(&desk, &customers[0].id).await, (Some("manager".into()), vec![]));
    assert_eq!(team(&desk, &customers[1].id).await, (Some("manager".into()), vec![]));

    let fields = [("person", other.as_str()), ("kind", "helper"), ("all", "yes"), ("filter", "q=aurora")];
    let planned = admin.submit(&Form::forged("/customers", "/api/plan_assignments", &fields)).await;
    let plan = planned.location().unwrap();
    admin.get(&plan).await.says("Preview: 1 assignment");
    admin.submit(&admin.form(&plan, "/api/apply_plan").await).await;
    assert!(team(&desk, &desk.customer().await.id).await.1.contains(&"mia".to_owned()));

    for (fields, words) in [
        (vec![("person", ""), ("kind", "owner"), ("ids[]", ids[0])], "This field is required."),
        (vec![("person", manager.as_str()), ("kind", "owner")], "Select at least one."),
        (
            vec![("person", manager.as_str()), ("kind", "owner"), ("all", "yes"), ("filter", "colour=red")],
            "red",
        ),
    ] {
        admin.submit(&Form::forged("/customers", "/api/plan_assignments", &fields)).await;
        admin.get("/customers").await.says(words);
    }
}

#[tokio::test]
async fn assignments_are_made_from_the_command_line_by_name() {
    use partnerdesk::server::ctx::Ctx;
    use partnerdesk::server::service::assignments::command;
    let (desk, ..) = desk_with_two().await;
    let (desk, ctx) = (&desk, Ctx::system("command line", desk.desk.ids.request_id()));
    let customer = desk.customer().await;
    let given = [customer.account_name.clone(), customer.id.to_string()];
    let made = command::assign(&desk.desk, &ctx, "MANAGER", &given, AssignmentKind::Owner).await.unwrap();
    assert_eq!(made, 1, "named twice, assigned once");
    assert_eq!(team(desk, &customer.id).await, (Some("manager".into()), vec![]));
    let unknown = ["aurora-freight".to_owned(), "no-such-customer".to_owned()];
    assert!(command::assign(&desk.desk, &ctx, "mia", &unknown, AssignmentKind::Helper).await.is_err());
    assert!(command::assign(&desk.desk, &ctx, "nobody", &given, AssignmentKind::Helper).await.is_err());
    assert_eq!(team(desk, &customer.id).await.1, Vec::<String>::new(), "nothing by halves");
    assert_eq!(command::unassign(&desk.desk, &ctx, "manager", &given).await.unwrap(), 1);
    assert_eq!(team(desk, &customer.id).await, (None, vec![]));
}
