//! Notes: who reads and writes them, where they are found, and that their text stays text.

mod follow_ups;
mod places;
mod seen;

use crate::harness::{Client, Form, PASSWORD, Page, TestDesk};
use model::audit::{AuditAction, AuditOutcome};
use model::customers::Customer;
use model::error::AppError;
use model::ids::{CustomerId, UserId};
use model::lists::ActivityFilter;
use model::notes::{NoteRow, NoteSubject};
use model::users::Role;
use partnerdesk::paths;
use partnerdesk::server::service::mirror::Part;
use partnerdesk::server::store::Scope;

pub const WRITE: &str = "/api/write_note";
pub const WITHDRAW: &str = "/api/withdraw_note";
pub const END: &str = "/api/end_follow_up";
pub const PASS_ON: &str = "/api/pass_on_follow_up";

/// A desk with a customer of the manager's, and a second manager who does not see it.
pub async fn desk_with_customer() -> (TestDesk, Customer) {
    let desk = TestDesk::start().await;
    desk.read(Part::Customers).await;
    desk.add_user("mia", Role::Manager).await;
    let customer = desk.customer().await;
    desk.assign(&customer.id).await;
    (desk, customer)
}

/// A browser of a user who was added.
pub async fn browser(desk: &TestDesk, name: &str) -> Client {
    let client = desk.anonymous();
    client.sign_in(name, PASSWORD).await;
    client
}

/// A day so many days from today, UTC.
pub fn day(desk: &TestDesk, days: i64) -> String {
    let at = model::time::plus_days(desk.desk.clock.now(), days);
    at.strftime("%Y-%m-%d").to_string()
}

/// Writes a note with the form of a page, and reads the page that answers.
pub async fn write(client: &Client, path: &str, fields: &[(&str, &str)]) -> Page {
    let form = client.form(path, WRITE).await.with(fields);
    client.submit_and_read(&form).await
}

/// All notes on a customer and what belongs to it, newest first.
pub async fn notes(desk: &TestDesk, customer: &CustomerId) -> Vec<NoteRow> {
    let on = NoteSubject::from(customer);
    desk.desk.store.notes_about(&Scope::All, &on, 100).await.unwrap().0
}

pub async fn id_of(desk: &TestDesk, name: &str) -> UserId {
    desk.user(name).await.id
}

#[tokio::test]
async fn everybody_who_sees_a_customer_writes_and_reads_its_notes_and_nobody_else() {
    let (desk, customer) = desk_with_customer().await;
    let path = paths::customer(&customer.id);
    let mut written = Vec::new();
    for role in Role::ALL {
        let client = desk.signed_in(role).await;
        let text = format!("Called by {role:?}");
        let page = write(&client, &path, &[("text", &text)]).await;
        page.says("Note saved.");
        written.push(text);
    }
    for role in Role::ALL {
        let section = desk.signed_in(role).await.get(&path).await.text("#notes").unwrap();
        for text in &written {
            assert!(section.contains(text), "{role:?}: {section}");
        }
    }
    let stranger = browser(&desk, "mia").await;
    assert_eq!(stranger.get(&path).await.status, 404);
    let id = customer.id.as_str();
    for (kind, subject) in [("customer", id), ("customer", "no-such"), ("audit", id), ("order", "a b")] {
        let fields = [("id", "n-forged"), ("kind", kind), ("subject", subject), ("text", "in")];
        let answer = stranger.call("write_note", &fields).await;
        assert_eq!((answer.status, answer.error()), (404, AppError::NotFound), "{kind} {subject}");
    }
    assert_eq!(notes(&desk, &customer.id).await.len(), 3);
    let (entry, _) = desk.newest(AuditAction::WriteNote).await;
    assert_eq!((entry.outcome, entry.customer.as_ref()), (AuditOutcome::Done, Some(&customer.id)));
    let log = desk.desk.store.list_entries(&Scope::All, None, &ActivityFilter::default()).await.unwrap();
    let said = serde_json::to_string(&log.rows).unwrap();
    assert!(!said.contains("Called by"), "what is written is not in the log");
}

#[tokio::test]
async fn text_from_people_stays_text_and_keeps_its_lines() {
    let (desk, customer) = desk_with_customer().await;
    let path = paths::customer(&customer.id);
    let manager = desk.signed_in(Role::Manager).await;
    let typed =
        "<b>bold</b> & <script>alert(1)</script>\r\n=1+1\tnext \u{202e}gnp\0\r\n\r\n@mia [x](javascript:1)";
    let page = write(&manager, &path, &[("text", typed)]).await;
    assert!(page.body.contains("&lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;"), "{}", page.body);
    assert!(!page.body.contains("<script>alert") && !page.body.contains('\u{202e}'));
    let note = notes(&desk, &customer.id).await.remove(0).note;
    assert_eq!(
        note.text,
        "<b>bold</b> & <script>alert(1)</script>\n=1+1 next ⟨RLO⟩gnp␀\n\n@mia [x](javascript:1)"
    );
    assert_eq!(note.mention, None, "a sign in the text mentions nobody");
    for text in ["", "  \r\n ", "\u{200b}\u{2060}"] {
        let page = write(&manager, &path, &[("text", text)]).await;
        assert!(page.text("#write-note-text-problem").is_some(), "{text:?}: {}", page.words());
    }
    let longest = "京\r\n".repeat(2_000);
    write(&manager, &path, &[("text", &longest)]).await.says("Note saved.");
    let page = write(&manager, &path, &[("text", &"y".repeat(4_001))]).await;
    page.says("At most 4000 characters.");
    assert!(
        page.text("#write-note-text").unwrap().contains("yyyy"),
        "what was typed is there to be shortened"
    );
    assert_eq!(notes(&desk, &customer.id).await.len(), 2);
}

#[tokio::test]
async fn a_form_posted_twice_makes_one_note_and_takes_nobody_else_s_place() {
    let (desk, customer) = desk_with_customer().await;
    let path = paths::customer(&customer.id);
    let manager = desk.signed_in(Role::Manager).await;
    let form = manager.form(&path, WRITE).await.with(&[("text", "once")]);
    let (one, two) = futures::join!(manager.submit(&form), manager.submit(&form));
    assert_eq!((one.status, two.status), (303, 303));
    manager.submit_and_read(&form).await.says("Note saved.");
    let found = notes(&desk, &customer.id).await;
    assert_eq!((found.len(), desk.entries(AuditAction::WriteNote).await), (1, 1));
    // The id of somebody else's note is no way to it.
    let support = desk.signed_in(Role::Support).await;
    let fields = [
        ("id", found[0].note.id.as_str()),
        ("kind", "customer"),
        ("subject", customer.id.as_str()),
        ("text", "x"),
    ];
    let answer = support.call("write_note", &fields).await;
    assert_eq!((answer.status, answer.error()), (404, AppError::NotFound));
    assert_eq!(notes(&desk, &customer.id).await[0].note.text, "once");
}

#[tokio::test]
async fn only_its_author_withdraws_a_note_and_nothing_of_it_is_left() {
    let (desk, customer) = desk_with_customer().await;
    let path = paths::customer(&customer.id);
    let (manager, admin) = (desk.signed_in(Role::Manager).await, desk.signed_in(Role::Administrator).await);
    write(&manager, &path, &[("text", "zirconium and quartz")]).await;
    let id = notes(&desk, &customer.id).await.remove(0).note.id.to_string();
    assert!(!admin.get(&path).await.body.contains(WITHDRAW), "not one's own");
    assert_eq!(admin.call("withdraw_note", &[("note", &id)]).await.error(), AppError::NotFound);
    assert_eq!(admin.call("withdraw_note", &[("note", "no such")]).await.error(), AppError::NotFound);
    admin.get(&paths::search("zirconium")).await.says("zirconium and quartz");

    let form = manager.form(&path, WITHDRAW).await;
    let (one, two) = futures::join!(manager.submit(&form), manager.submit(&form));
    assert_eq!((one.status, two.status), (303, 303));
    let page = manager.get(&path).await;
    page.says("Withdrawn by its author.");
    assert!(!page.body.contains("zirconium"));
    let found = admin.get(&paths::search("zirconium")).await;
    assert!(found.text("#notes").is_none(), "{}", found.words());
    assert_eq!(desk.entries(AuditAction::WithdrawNote).await, 1);
    assert!(!page.body.contains(WITHDRAW), "it is withdrawn once");
}

#[tokio::test]
async fn words_of_notes_are_found_in_scope_only() {
    let (desk, customer) = desk_with_customer().await;
    let path = paths::customer(&customer.id);
    let manager = desk.signed_in(Role::Manager).await;
    write(&manager, &path, &[("text", "Invoice goes to the\r\nHamburg office, 付款条款")]).await;
    for text in ["hamburg invoice", "HAMBURG", "the hamburg", "付款", "burg"] {
        for client in [&manager, &desk.signed_in(Role::Support).await] {
            let page = client.get(&paths::search(text)).await;
            let section = page.text("#notes").unwrap_or_else(|| panic!("{text}: {}", page.words()));
            assert!(
                section.contains("Hamburg office") && section.contains(customer.display_name()),
                "{section}"
            );
            let links = page.attributes("#notes .row-link", "href");
            assert_eq!(links, [paths::all_notes(&NoteSubject::from(&customer.id))]);
        }
        let stranger = browser(&desk, "mia").await;
        assert!(!stranger.get(&paths::search(text)).await.body.contains("Hamburg office"), "{text}");
    }
    for text in ["hamburg%", "ham_urg", "office\" OR \"x", "invoice berlin"] {
        assert!(manager.get(&paths::search(text)).await.text("#notes").is_none(), "{text}");
    }
}

#[tokio::test]
async fn what_is_chosen_must_be_a_person_who_sees_the_customer() {
    let (desk, customer) = desk_with_customer().await;
    let path = paths::customer(&customer.id);
    let manager = desk.signed_in(Role::Manager).await;
    let page = manager.get(&path).await;
    let offered = page.attributes("#write-note-person option", "value");
    let mia = id_of(&desk, "mia").await;
    let support = id_of(&desk, "support").await;
    assert!(offered.contains(&support.to_string()) && !offered.contains(&mia.to_string()), "{offered:?}");
    desk.desk.store.set_active(&support, false).await.unwrap();
    let due = day(&desk, 2);
    for person in [mia.as_str(), support.as_str(), "no-such-user", "' OR 1=1 --"] {
        for fields in [vec![("mention", person)], vec![("person", person), ("due", due.as_str())]] {
            let field = fields[0].0;
            let id = format!("n-{field}");
            let mut all = vec![("id", id.as_str()), ("kind", "customer"), ("subject", customer.id.as_str())];
            all.extend([("text", "typed-4711")].into_iter().chain(fields));
            let page = manager.submit_and_read(&Form::forged(&path, WRITE, &all)).await;
            page.says("Select one of the listed values.");
            assert!(page.text(&format!("#write-note-{field}-problem")).is_some(), "{field} {person}");
            assert!(page.body.contains("typed-4711"), "what was typed is kept");
        }
    }
    for (fields, field) in [(vec![("due", due.as_str())], "person"), (vec![("person", "manager")], "due")] {
        let own = id_of(&desk, "manager").await.to_string();
        let fields: Vec<_> = fields
            .into_iter()
            .map(|(name, value)| (name, if value == "manager" { &own } else { value }))
            .collect();
        let form = manager.form(&path, WRITE).await.with(&[("text", "x")]).with(&fields);
        let page = manager.submit_and_read(&form).await;
        assert!(page.text(&format!("#write-note-{field}-problem")).is_some(), "{field}: {}", page.words());
    }
    assert!(notes(&desk, &customer.id).await.is_empty());
    assert_eq!(desk.entries(AuditAction::WriteNote).await, 0);
}
