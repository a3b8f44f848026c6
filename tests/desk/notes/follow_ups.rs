//! Follow-ups: on the overview until they are done, passed on, handed over.

use super::{END, PASS_ON, browser, day, desk_with_customer, id_of, notes, write};
use crate::harness::{Form, Table, TestDesk};
use model::audit::AuditAction;
use model::error::AppError;
use model::ids::CustomerId;
use model::users::Role;
use partnerdesk::paths;

/// Writes a follow-up for a person, in so many days; the id of its note.
async fn ask(
    desk: &TestDesk,
    by: &crate::harness::Client,
    customer: &CustomerId,
    person: &str,
    days: i64,
) -> String {
    let (person, due) = (id_of(desk, person).await.to_string(), day(desk, days));
    let fields = [("text", "Call them back"), ("person", &person), ("due", &due)];
    let page = write(by, &paths::customer(customer), &fields).await;
    page.says("The follow-up is on that person’s list.");
    notes(desk, customer).await.remove(0).note.id.to_string()
}

/// The list as a file, also where it has no rows and no link to one.
async fn file(client: &crate::harness::Client, query: &str) -> Table {
    Table::of(&client.get(&format!("/export/follow-ups?{query}")).await)
}

#[tokio::test]
async fn it_is_on_the_overview_of_its_person_until_it_is_done() {
    let (desk, customer) = desk_with_customer().await;
    let (manager, support) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Support).await);
    ask(&desk, &manager, &customer.id, "support", 0).await;
    assert!(manager.get("/").await.text("#follow-ups").is_none(), "it is somebody else's");
    let page = support.get("/").await;
    let section = page.text("#follow-ups").unwrap();
    for words in ["1 follow-up due within 7 days", "Call them back", "Due today", customer.display_name()] {
        assert!(section.contains(words), "{words}: {section}");
    }
    assert!(
        page.attributes("#follow-ups .row-link", "href")
            .contains(&format!("{}#notes", paths::customer(&customer.id)))
    );
    desk.advance_all_clocks(2 * 86_400).await;
    // Sessions have ended meanwhile.
    let (manager, support) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Support).await);
    let section = support.get("/").await.text("#follow-ups").unwrap();
    assert!(section.contains("1 overdue follow-up") && section.contains("Overdue: "), "{section}");

    let page = support.submit_and_read(&support.form("/", END).await).await;
    page.says("Follow-up marked as done.");
    assert!(page.text("#follow-ups").is_none(), "nothing is left to do");
    let page = manager.get(&paths::customer(&customer.id)).await;
    page.says("Done by support");
    let (entry, _) = desk.newest(AuditAction::FollowUpDone).await;
    assert_eq!((entry.actor.as_str(), entry.customer.as_ref()), ("support", Some(&customer.id)));
    // Anybody who sees the customer opens it again.
    let form = manager.form(&paths::customer(&customer.id), END).await;
    assert_eq!(form.value("done"), "no");
    manager.submit_and_read(&form).await.says("Follow-up reopened.");
    assert!(support.get("/").await.text("#follow-ups").is_some());
    assert_eq!(desk.entries(AuditAction::FollowUpReopened).await, 1);
}

#[tokio::test]
async fn of_two_people_who_finish_it_at_once_one_does_and_the_other_is_told() {
    let (desk, customer) = desk_with_customer().await;
    let (manager, support) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Support).await);
    let path = paths::customer(&customer.id);
    ask(&desk, &manager, &customer.id, "support", 1).await;
    let (one, two) = (manager.form(&path, END).await, support.form(&path, END).await);
    let (left, right) = futures::join!(manager.submit_and_read(&one), support.submit_and_read(&two));
    let told = "Somebody else saved a change since this page was loaded.";
    let refused: Vec<bool> = [&left, &right].map(|page| page.words().contains(told)).to_vec();
    assert!(refused[0] != refused[1], "{} {}", left.words(), right.words());
    let end = notes(&desk, &customer.id).await.remove(0).note.follow_up.unwrap().done.unwrap();
    assert_eq!(end.by.name, if refused[0] { "support" } else { "manager" });
    assert_eq!(desk.entries(AuditAction::FollowUpDone).await, 1);
    // The same button of the same person twice is done.
    let (winner, form) = if refused[0] { (&support, &two) } else { (&manager, &one) };
    winner.submit_and_read(form).await.says("Follow-up marked as done.");
    assert_eq!(desk.entries(AuditAction::FollowUpDone).await, 1);
}

#[tokio::test]
async fn strangers_and_nonsense_change_nothing() {
    let (desk, customer) = desk_with_customer().await;
    let manager = desk.signed_in(Role::Manager).await;
    let note = ask(&desk, &manager, &customer.id, "support", 1).await;
    let stranger = browser(&desk, "mia").await;
    let (mia, support) = (id_of(&desk, "mia").await, id_of(&desk, "support").await);
    let pass = [("note", note.as_str()), ("seen", support.as_str()), ("person", mia.as_str())];
    for (call, fields) in [
        ("end_follow_up", vec![("note", note.as_str()), ("done", "yes")]),
        ("pass_on_follow_up", pass.to_vec()),
        ("dismiss_mention", vec![("note", note.as_str())]),
        ("withdraw_note", vec![("note", note.as_str())]),
    ] {
        let answer = stranger.call(call, &fields).await;
        assert_eq!((answer.status, answer.error()), (404, AppError::NotFound), "{call}");
    }
    let answer = manager.call("end_follow_up", &[("note", &note), ("done", "perhaps")]).await;
    assert_eq!(answer.error(), AppError::BadRequest);
    let answer = manager.call("end_follow_up", &[("note", &note), ("done", "no")]).await;
    assert_eq!(answer.error(), AppError::ChangedMeanwhile, "it is open");
    let answer = manager.call("pass_on_follow_up", &pass).await;
    assert_eq!(answer.status, 422, "mia does not see the customer");
    let asked = notes(&desk, &customer.id).await.remove(0).note.follow_up.unwrap();
    assert_eq!((asked.person.id, asked.done), (support, None));
}

#[tokio::test]
async fn what_its_person_cannot_see_any_more_is_passed_on() {
    let (desk, customer) = desk_with_customer().await;
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    ask(&desk, &admin, &customer.id, "manager", 1).await;
    let own = id_of(&desk, "manager").await;
    assert!(!admin.get("/").await.words().contains("do not see the customer"));
    desk.desk.store.unassign(&own, std::slice::from_ref(&customer.id)).await.unwrap();
    assert!(manager.get("/").await.text("#follow-ups").is_none(), "out of scope, out of sight");
    assert!(file(&manager, "").await.rows.is_empty());
    admin.get("/").await.says("1 open follow-up is for a person who does not see the customer.");
    let list = "/follow-ups?person=nobody&state=open";
    let page = admin.get(list).await;
    page.says("Cannot see this customer");
    assert_eq!(page.attributes("tbody .row-link", "href").len(), 1);
    // An owner is told of their own customers; a manager of others is not.
    let mia = id_of(&desk, "mia").await;
    let plan = [("person", mia.as_str()), ("kind", "owner"), ("ids[]", customer.id.as_str())];
    let plan = admin.submit(&Form::forged("/customers", "/api/plan_assignments", &plan)).await;
    admin.submit(&admin.form(&plan.location().unwrap(), "/api/apply_plan").await).await;
    let owner = browser(&desk, "mia").await;
    owner.get("/").await.says("1 open follow-up is for a person who does not see the customer.");

    let path = paths::customer(&customer.id);
    let form = owner.form(&path, PASS_ON).await;
    let stale = form.clone().with(&[("person", mia.as_str())]);
    let gone = owner.submit_and_read(&form.clone().with(&[("person", own.as_str())])).await;
    gone.says("Select one of the listed values.");
    owner.submit_and_read(&stale).await.says("Follow-up passed on to mia.");
    let page = owner.get("/").await;
    assert!(page.text("#follow-ups").is_some() && !page.words().contains("does not see the customer"));
    // The same page again: it is not that person's any more.
    let support = id_of(&desk, "support").await;
    let again = form.with(&[("person", support.as_str())]);
    let fields = [("note", again.value("note")), ("seen", again.value("seen")), ("person", support.as_str())];
    let answer = admin.call("pass_on_follow_up", &fields).await;
    assert_eq!(answer.error(), AppError::ChangedMeanwhile);
    let (entry, _) = desk.newest(AuditAction::PassOnFollowUp).await;
    let fact = |name: &str| entry.facts.iter().find(|(known, _)| known == name).unwrap().1.clone();
    assert_eq!((fact("from"), fact("to")), ("manager".into(), "mia".into()));
    assert_eq!(desk.entries(AuditAction::PassOnFollowUp).await, 1);
}

#[tokio::test]
async fn open_ones_go_along_in_a_hand_over() {
    let (desk, customer) = desk_with_customer().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let open = ask(&desk, &admin, &customer.id, "manager", 1).await;
    let done = ask(&desk, &admin, &customer.id, "manager", 2).await;
    let other = ask(&desk, &admin, &customer.id, "support", 3).await;
    admin.call("end_follow_up", &[("note", &done), ("done", "yes")]).await;
    let (from, to) = (id_of(&desk, "manager").await, id_of(&desk, "mia").await);
    let here = paths::make_hand_over(Some(&from));
    admin.get(&here).await.says("1 follow-up of this person: it goes along");
    let form = admin.form(&here, "/api/hand_over").await.with(&[("to", to.as_str()), ("all", "yes")]);
    let made = admin.submit(&form).await.location().unwrap();
    let taker = browser(&desk, "mia").await;
    taker.get(&made).await.says("1 follow-up of this person: it goes along");
    assert!(!taker.get(&made).await.body.contains("Call them back"), "its text is not kept there");
    assert!(taker.get("/").await.text("#follow-ups").is_some());
    let people: Vec<_> = notes(&desk, &customer.id)
        .await
        .into_iter()
        .map(|row| (row.note.id.to_string(), row.note.follow_up.unwrap().person.name))
        .collect();
    for (note, name) in [(open, "mia"), (done, "manager"), (other, "support")] {
        assert!(people.contains(&(note, name.to_owned())), "{people:?}");
    }
    let (entry, _) = desk.newest(AuditAction::HandOver).await;
    assert!(entry.facts.contains(&("follow-ups".into(), "1".into())), "{:?}", entry.facts);
}

#[tokio::test]
async fn the_list_is_filtered_and_taken_away_without_formulas() {
    let (desk, customer) = desk_with_customer().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let path = paths::customer(&customer.id);
    let support = id_of(&desk, "support").await.to_string();
    for (text, days) in [("=HYPERLINK(1)", 0), ("later", 30), ("soon", 6)] {
        let due = day(&desk, days);
        write(&admin, &path, &[("text", text), ("person", &support), ("due", &due)]).await;
    }
    let count = async |query: &str| {
        let table = file(&admin, query).await;
        let page = admin.get(&format!("/follow-ups?{query}")).await;
        assert_eq!(page.attributes("tbody .row-link", "href").len(), table.rows.len(), "{query}");
        table.rows.len()
    };
    for (query, expected) in [
        ("", 3),
        ("person=me", 0),
        ("due=today", 1),
        ("due=week", 2),
        ("due=later", 1),
        ("due=overdue", 0),
        ("state=done", 0),
        ("q=later", 1),
        ("person=nobody", 0),
    ] {
        assert_eq!(count(query).await, expected, "{query}");
    }
    assert_eq!(count(&format!("person={support}&state=open")).await, 3);
    assert_eq!(count(&format!("customer={}", customer.id)).await, 3);
    let table: Table = admin.file("/follow-ups").await;
    assert_eq!(table.column("text"), ["'=HYPERLINK(1)", "soon", "later"], "by due day, no formula");
    assert_eq!(table.column("due")[0], day(&desk, 0));
    let manager = browser(&desk, "mia").await;
    assert!(file(&manager, "").await.rows.is_empty(), "another's customer");
}

#[tokio::test]
async fn a_day_is_that_of_the_person_who_writes() {
    let (desk, customer) = desk_with_customer().await;
    let path = paths::customer(&customer.id);
    let own = id_of(&desk, "support").await.to_string();
    // Pago Pago is 11 hours behind and Kiritimati 14 ahead: at each moment one of them has another day than UTC.
    let mut days = Vec::new();
    for zone in ["Pacific/Pago_Pago", "Pacific/Kiritimati"] {
        let client = desk.signed_in(Role::Support).await;
        client.set_cookie("zone", zone);
        let earliest = client.get(&path).await.attribute("#write-note-due", "min").unwrap();
        let page = write(&client, &path, &[("text", "x"), ("person", &own), ("due", &earliest)]).await;
        page.says("Note saved.");
        page.says("Due today");
        days.push(earliest);
    }
    assert!(days[0] < days[1], "{days:?}");
    let client = desk.signed_in(Role::Support).await;
    for due in ["2001-01-01", "tomorrow", "2026-02-30"] {
        let form = client.form(&path, super::WRITE).await;
        let page = client.submit_and_read(&form.with(&[("text", "x"), ("person", &own), ("due", due)])).await;
        page.says("Enter today or a later date, such as 2026-12-31.");
    }
}
