//! Assignments by file.

use super::{SET_TEAM, desk_with_two, team};
use crate::harness::{Client, TestDesk};
use model::audit::AuditAction;
use model::users::Role;
use partnerdesk::paths;

async fn upload(admin: &Client, text: &str) -> String {
    let page = admin.upload_on(&paths::assignments(), b"", text).await;
    page.location().unwrap_or_else(|| panic!("{} {}", page.status, page.words()))
}

async fn assigned(desk: &TestDesk) -> u64 {
    let loads = desk.desk.store.workloads().await.unwrap();
    loads.iter().map(|load| load.owned + load.helped).sum()
}

#[tokio::test]
async fn every_row_is_named_and_nothing_is_done_before_it_is_confirmed() {
    let (desk, _, other) = desk_with_two().await;
    desk.add_user("gone", Role::Manager).await;
    desk.desk.store.set_active(&desk.user("gone").await.id, false).await.unwrap();
    let admin = desk.signed_in(Role::Administrator).await;
    let customers = desk.customers().await;
    let id = |index: usize| customers[index].id.as_str();
    let form = admin.form(&paths::customer(&customers[1].id), SET_TEAM).await;
    admin.submit(&form.with(&[("owner", other.as_str())])).await;
    let text = format!(
        "customer;person;kind\n{};Manager;owner\n{};manager;\n{};mia;helper\nno-such-customer;mia;owner\n\
         {};nobody-here;owner\n{};gone;owner\n{};mia;boss\n{};mia;owner\n{};manager;owner\n{};mia;owner\n",
        id(0),
        id(1),
        id(0),
        id(3),
        id(4),
        id(5),
        id(6),
        id(6),
        id(1),
    );
    let before = assigned(&desk).await;
    let plan = upload(&admin, &text).await;
    let page = admin.get(&plan).await;
    page.says("8 rows cannot be used and are skipped.");
    for words in ["Unknown customer", "Unknown person", "Person is disabled", "Neither owner nor helper"] {
        page.says(words);
    }
    page.says("no-such-customer");
    page.says("nobody-here");
    assert_eq!(page.words().matches("Named more than once").count(), 4, "{}", page.words());
    assert_eq!(assigned(&desk).await, before, "nothing was done");
    let page = admin.submit_and_read(&admin.form(&plan, "/api/apply_plan").await).await;
    page.says("2 assignments made");
    assert_eq!(team(&desk, &customers[0].id).await, (Some("manager".into()), vec!["mia".into()]));
    assert_eq!(team(&desk, &customers[1].id).await.0, Some("mia".into()), "of two owners nobody knows which");
    assert_eq!(team(&desk, &customers[6].id).await, (None, vec![]));
    let (entry, _) = desk.newest(AuditAction::Assign).await;
    let fact = |name: &str| entry.facts.iter().find(|(known, _)| known == name).unwrap().1.clone();
    assert_eq!((fact("owners"), fact("helpers"), fact("file-sha256").len()), ("1".into(), "1".into(), 64));
    // The button pressed twice does it once.
    let entries = desk.entries(AuditAction::Assign).await;
    let again = [("id", plan.rsplit('/').next().unwrap())];
    assert_eq!(admin.call("apply_plan", &again).await.status, 200);
    assert_eq!(desk.entries(AuditAction::Assign).await, entries);
}

#[tokio::test]
async fn a_preview_that_is_not_true_any_more_does_nothing_and_says_how_it_is() {
    let (desk, manager, other) = desk_with_two().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let customers = desk.customers().await;
    let text = format!("customer,person\n{},manager\n{},manager\n", customers[0].id, customers[1].id);
    let plan = upload(&admin, &text).await;
    let form = admin.form(&plan, "/api/apply_plan").await;
    let team_form = admin.form(&paths::customer(&customers[0].id), SET_TEAM).await;
    admin.submit(&team_form.with(&[("owner", other.as_str())])).await;
    let page = admin.submit_and_read(&form).await;
    page.says("Somebody else saved a change");
    page.says("Replace owner");
    assert_eq!(team(&desk, &customers[1].id).await, (None, vec![]), "all or nothing");
    // As it is shown now, it is confirmed.
    admin.submit(&admin.form(&plan, "/api/apply_plan").await).await;
    assert_eq!(team(&desk, &customers[0].id).await.0, Some("manager".into()));
    // A person who is switched off meanwhile gets nothing.
    let text = format!("customer,person\n{},mia\n", customers[2].id);
    let plan = upload(&admin, &text).await;
    let form = admin.form(&plan, "/api/apply_plan").await;
    desk.desk.store.set_active(&other, false).await.unwrap();
    admin.submit_and_read(&form).await.says("Person is disabled");
    assert_eq!(team(&desk, &customers[2].id).await, (None, vec![]));
    assert!(desk.desk.store.assignments_of(&manager).await.unwrap().len() == 2);
}

#[tokio::test]
async fn files_that_cannot_be_taken_are_refused_beside_the_field_and_the_text_stays() {
    let (desk, ..) = desk_with_two().await;
    let admin = desk.signed_in(Role::Administrator).await;
    for (text, words) in [
        ("customer,amount\nc1,5", "person"),
        ("no columns at all", "customer"),
        ("customer,person", "no row below"),
    ] {
        let page = admin.upload_on(&paths::assignments(), b"", text).await;
        let page = admin.get(&page.location().unwrap()).await;
        let problem = page.text("#upload-assignments-text-problem").unwrap_or_default();
        assert!(problem.to_lowercase().contains(words), "{text}: {problem}");
        assert!(page.text("textarea[name=text]").unwrap().contains(text.split('\n').next().unwrap()));
    }
    // Text in other encodings is read as for budgets.
    let gb = encoded("customer;person\n晨曦云数据有限公司;manager\n");
    let page = admin.upload_on(&paths::assignments(), &gb, "").await;
    admin.get(&page.location().unwrap()).await.says("Preview: 1 assignment");
    let manager = desk.signed_in(Role::Manager).await;
    let page = manager.upload_on(&paths::assignments(), b"customer,person\nx,y\n", "").await;
    assert_ne!(page.location().as_deref().map(|path| path.starts_with("/settings/assignments/")), Some(true));
}

fn encoded(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

#[tokio::test]
async fn an_owner_who_makes_room_for_another_becomes_a_helper_where_the_file_says_so() {
    let (desk, _, other) = desk_with_two().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let customer = desk.customers().await.remove(0);
    let form = admin.form(&paths::customer(&customer.id), SET_TEAM).await;
    admin.submit(&form.with(&[("owner", other.as_str())])).await;
    let text = format!("customer;person;kind\n{0};manager;owner\n{0};mia;helper\n", customer.id);
    let plan = upload(&admin, &text).await;
    admin.submit_and_read(&admin.form(&plan, "/api/apply_plan").await).await.says("2 assignments made");
    assert_eq!(team(&desk, &customer.id).await, (Some("manager".into()), vec!["mia".into()]));
}

/// A workbook of Excel with every cell as text.
fn workbook(rows: &[[&str; 3]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(row) {
            sheet.write_string(line, column, *text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn a_workbook_with_ids_as_text_is_previewed_and_confirmed() {
    let (desk, ..) = desk_with_two().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let customers = desk.customers().await;
    let [one, two] = [&customers[0].id, &customers[1].id];
    let file = workbook(&[
        ["customer", "person", "kind"],
        [one.as_str(), "manager", "owner"],
        [two.as_str(), "mia", "helper"],
        ["0123456789", "mia", "owner"],
    ]);
    let before = assigned(&desk).await;
    let page = admin.upload_on(&paths::assignments(), &file, "").await;
    let plan = page.location().unwrap_or_else(|| panic!("{} {}", page.status, page.words()));
    let page = admin.get(&plan).await;
    page.says("Unknown customer");
    page.says("0123456789");
    assert_eq!(assigned(&desk).await, before, "nothing was done");
    let page = admin.submit_and_read(&admin.form(&plan, "/api/apply_plan").await).await;
    page.says("2 assignments made");
    assert_eq!(team(&desk, one).await, (Some("manager".into()), vec![]));
    assert_eq!(team(&desk, two).await, (None, vec!["mia".into()]));
    // What is no workbook says so beside the field.
    let page = admin.upload_on(&paths::assignments(), b"PK\x03\x04 and nothing more", "").await;
    let page = admin.get(&page.location().unwrap()).await;
    assert!(page.text("#upload-assignments-file-problem").is_some(), "{}", page.words());
}
