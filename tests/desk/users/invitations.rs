//! Invitations: from the link to the first sign-in, and what is not let in.

use crate::harness::{Client, Form, PASSWORD, Page, TestDesk};
use model::audit::AuditAction;
use model::error::{AppError, FieldProblem};
use model::users::Role;
use partnerdesk::paths;
use std::time::Duration;

const NEW: &str = "marble kettle orchard";

/// Invites somebody, and reads the link where it is shown.
async fn invite(desk: &TestDesk, admin: &Client, name: &str, role: &str) -> String {
    let fields = [("name", name), ("role", role), ("password", PASSWORD)];
    let made = admin.post_form("/settings/users", "/api/invite_user", &fields).await;
    let page = admin.visit(&made.location().unwrap_or_else(|| panic!("{}", made.words()))).await;
    page.says("A link was created.");
    link(desk, &page)
}

/// Path and query of the link on a page.
fn link(desk: &TestDesk, page: &Page) -> String {
    let whole =
        page.attribute("#link [data-copy]", "data-copy").unwrap_or_else(|| panic!("{}", page.words()));
    whole.strip_prefix(&desk.base).unwrap_or_else(|| panic!("{whole}")).to_owned()
}

async fn accept(client: &Client, link: &str, new: &str, again: &str) -> Page {
    let fields = [("new_password", new), ("again_password", again)];
    client.post_form(link, "/invitation", &fields).await
}

#[tokio::test]
async fn from_the_link_to_the_first_sign_in() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let link = invite(&desk, &admin, "mia", "manager").await;
    admin.get("/settings/users").await.says("Invited");
    assert_eq!(desk.anonymous().try_sign_in("mia", "").await.status, 200, "no password yet, none fits");

    let guest = desk.anonymous();
    guest.get(&link).await.says("You are invited to Partnerdesk as mia");
    let done = accept(&guest, &link, NEW, NEW).await;
    assert_eq!((done.status, done.location().as_deref()), (303, Some("/")), "{}", done.words());
    assert_eq!(guest.get("/").await.status, 200, "signed in");
    desk.anonymous().sign_in("mia", NEW).await;
    let (entry, _) = desk.newest(AuditAction::AcceptInvitation).await;
    assert_eq!((entry.actor.as_str(), entry.actor_id), ("mia", Some(desk.user("mia").await.id)));
    let fact =
        |wanted: &str| entry.facts.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    assert_eq!((fact("link-by"), fact("address").is_some()), (Some("administrator"), true));

    // Once.
    let page = desk.anonymous().get(&link).await;
    assert_eq!(page.status, 410);
    page.says("It was used already");
    let stale = Form::forged(
        &link,
        "/invitation",
        &[
            ("token", link.split_once("token=").unwrap().1),
            ("new_password", "another orchard kettle"),
            ("again_password", "another orchard kettle"),
        ],
    );
    let eve = desk.anonymous();
    eve.submit(&stale).await.says("It was used already");
    assert_eq!(eve.session(), None);
    desk.anonymous().sign_in("mia", NEW).await;
}

#[tokio::test]
async fn what_was_typed_wrong_is_said_on_the_page_of_the_invitation() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let link = invite(&desk, &admin, "mia.lee", "support").await;
    let guest = desk.anonymous();
    for (new, again, words) in [
        ("", "", "This field is required."),
        ("short", "short", "At least 12 characters."),
        ("password1234", "password1234", "one of the passwords that are tried first"),
        ("mia.lee-2026-mia.lee", "mia.lee-2026-mia.lee", "made from the user name"),
        (NEW, "marble kettle orchart", "not the same as the new password above"),
        (NEW, "", "This field is required."),
    ] {
        let page = accept(&guest, &link, new, again).await;
        assert_eq!(page.status, 200, "{new}");
        page.says(words);
        page.says("You are invited to Partnerdesk as mia.lee");
        assert_eq!(guest.session(), None, "nothing is kept for strangers");
        assert!(new.is_empty() || !page.body.contains(new), "no password comes back");
    }
    assert_eq!(accept(&guest, &link, NEW, NEW).await.status, 303, "the link was not used up by it");
}

#[tokio::test]
async fn old_replaced_foreign_and_made_up_links_let_nobody_in() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let first = invite(&desk, &admin, "mia", "manager").await;
    let id = desk.user("mia").await.id;
    let renew = [("password", PASSWORD)];
    let page = admin.post_form(&paths::user(&id), "/api/renew_invitation", &renew).await;
    let second = link(&desk, &admin.visit(&page.location().unwrap()).await);
    assert_ne!(first, second);
    let guest = desk.anonymous();
    let page = guest.get(&first).await;
    assert_eq!(page.status, 410);
    page.says("A newer link took its place");

    for made_up in ["", "x", &"a".repeat(64), &"\u{202e}".repeat(40), "%00", &"0".repeat(5_000)] {
        let page = guest.get(&paths::invitation(made_up)).await;
        assert_eq!(page.status, 404, "{made_up:.20}");
        page.says("This link no longer works");
        let form = Form::forged(
            "/invitation",
            "/invitation",
            &[("token", made_up), ("new_password", NEW), ("again_password", NEW)],
        );
        guest.submit(&form).await;
        assert_eq!(guest.session(), None, "{made_up:.20}");
    }
    let accepted = desk.entries(AuditAction::AcceptInvitation).await;
    assert_eq!(accepted, 0, "strangers fill no log");

    desk.pass(Duration::from_secs(72 * 3600 + 1));
    let page = guest.get(&second).await;
    assert_eq!(page.status, 410);
    page.says("It expired at");
    let token = second.split_once("token=").unwrap().1;
    let late = [("token", token), ("new_password", NEW), ("again_password", NEW)];
    let answer = guest.call("accept_invitation", &late).await;
    assert_eq!(answer.error(), AppError::NotFound);
}

#[tokio::test]
async fn a_lost_password_is_set_anew_and_other_sessions_end() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let before = desk.signed_in(Role::Manager).await;
    let id = desk.user("manager").await.id;
    let page = admin.post_form(&paths::user(&id), "/api/renew_invitation", &[("password", PASSWORD)]).await;
    let link = link(&desk, &admin.visit(&page.location().unwrap()).await);
    assert_eq!(before.get("/").await.status, 200, "until it is used nothing changes");
    let guest = desk.anonymous();
    accept(&guest, &link, NEW, NEW).await;
    assert_eq!(before.get("/").await.status, 303);
    desk.anonymous().try_sign_in("manager", PASSWORD).await.says("Wrong name or password");
    desk.anonymous().sign_in("manager", NEW).await;
}

#[tokio::test]
async fn the_link_is_shown_to_the_browser_that_made_it_and_stored_nowhere() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let link = invite(&desk, &admin, "mia", "manager").await;
    let token = link.split_once("token=").unwrap().1.to_owned();
    assert_eq!(token.len(), 64, "256 bits");
    let page = paths::user(&desk.user("mia").await.id);
    let elsewhere = desk.signed_in(Role::Administrator).await;
    assert!(!elsewhere.get(&page).await.body.contains(&token));
    // A cookie that somebody made up shows no link, whatever it holds.
    elsewhere.set_cookie(&format!("link-{}", desk.desk.store.name()), &"a".repeat(64));
    let shown = elsewhere.get(&page).await;
    assert!(shown.attribute("#link [data-copy]", "data-copy").is_none(), "{}", shown.words());
    let other = paths::user(&desk.user("support").await.id);
    assert!(!admin.get(&other).await.body.contains(&token), "on its own page only");
    for (entry, _) in [desk.newest(AuditAction::InviteUser).await, desk.newest(AuditAction::AddUser).await] {
        assert!(!format!("{entry:?}").contains(&token));
    }
    let hash = desk.desk.store.open_invitations(desk.desk.clock.now()).await.unwrap().remove(0).1;
    assert!(!hash.contains(&token));
}

#[tokio::test]
async fn names_that_cannot_be_told_apart_are_refused_beside_the_field() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    for (name, problem) in [
        ("", FieldProblem::Missing),
        ("   ", FieldProblem::Missing),
        ("support", FieldProblem::NotAName),
        ("SUPPORT", FieldProblem::NotAName),
        ("\u{ff33}upport", FieldProblem::NotAName),
        ("sup\u{200b}port", FieldProblem::NotAName),
        ("\u{202e}troppus", FieldProblem::NotAName),
        ("sup\u{ad}port", FieldProblem::NotAName),
        ("two words", FieldProblem::NotAName),
        ("system", FieldProblem::NotAName),
        ("s\u{443}stem", FieldProblem::NotAName),
        ("\u{430}dministrator", FieldProblem::NotAName),
        ("supp0rt", FieldProblem::NotAName),
    ] {
        let fields = [("name", name), ("role", "manager"), ("password", PASSWORD)];
        let answer = admin.call("invite_user", &fields).await;
        assert_eq!(answer.error(), AppError::field("name", problem), "{name:?}");
    }
    let long = "n".repeat(65);
    let fields = [("name", long.as_str()), ("role", "manager"), ("password", PASSWORD)];
    let answer = admin.call("invite_user", &fields).await;
    assert_eq!(answer.error(), AppError::field("name", FieldProblem::TooLong(64)));
    assert_eq!(desk.desk.store.users().await.unwrap().len(), 3);
    for name in ["王伟", "ren\u{e9}", "\u{430}\u{43d}\u{43d}\u{430}"] {
        let fields = [("name", name), ("role", "manager"), ("password", PASSWORD)];
        assert_eq!(admin.call("invite_user", &fields).await.status, 200, "{name}");
    }
}

#[tokio::test]
async fn somebody_else_who_is_signed_in_is_told_and_becomes_the_invited_user() {
    let desk = TestDesk::start().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let link = invite(&desk, &admin, "mia", "support").await;
    admin.get(&link).await.says("You are signed in as administrator now.");
    let done = accept(&admin, &link, NEW, NEW).await;
    assert_eq!(done.location().as_deref(), Some("/"), "{}", done.words());
    assert_eq!(admin.get("/settings/users").await.status, 403, "support now");
}
