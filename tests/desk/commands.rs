//! `partnerdesk user …` as a process on the database of a running desk: what administrators do where there is no
//! page, and that the pages see it at once.

use crate::assignments::{desk_with_two, team};
use crate::harness::{PASSWORD, TestDesk};
use model::audit::AuditAction;
use model::users::Role;
use partnerdesk::paths;
use std::process::Stdio;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// What a command said, and whether it succeeded.
struct Said {
    done: bool,
    out: String,
    error: String,
}

/// Runs `partnerdesk user` with arguments on the desk's database, with this standard input.
async fn user(desk: &TestDesk, args: &[&str], input: &str) -> Said {
    let mut child = Command::new(env!("CARGO_BIN_EXE_partnerdesk"))
        .arg("user")
        .args(args)
        // Settings of a real desk never reach a test.
        .env_clear()
        .env("DATABASE_URL", desk.database())
        .kill_on_drop(true)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who is refused before it reads may be gone by now.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes()).await;
    let output = child.wait_with_output().await.unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Said { done: output.status.success(), out: text(output.stdout), error: text(output.stderr) }
}

/// The same for what has to succeed; what it printed.
async fn done(desk: &TestDesk, args: &[&str]) -> String {
    let said = user(desk, args, "").await;
    assert!(said.done, "{args:?}: {}{}", said.out, said.error);
    said.out
}

/// The same for what has to be refused; why.
async fn refused(desk: &TestDesk, args: &[&str], input: &str) -> String {
    let said = user(desk, args, input).await;
    assert!(!said.done && said.out.is_empty(), "{args:?}: {}", said.out);
    said.error
}

#[tokio::test]
async fn a_role_is_changed_and_counts_from_the_next_request() {
    let desk = TestDesk::start().await;
    let support = desk.signed_in(Role::Support).await;
    assert_eq!(support.get(&paths::users()).await.status, 403);
    let out = done(&desk, &["role", "SUPPORT", "administrator"]).await;
    assert_eq!(out, "support is administrator now\n");
    assert_eq!(support.get(&paths::users()).await.status, 200);
    let (entry, _) = desk.newest(AuditAction::ChangeRole).await;
    assert_eq!((entry.actor.as_str(), entry.actor_id), ("system", None));
    assert!(refused(&desk, &["role", "support", "root"], "").await.contains("expected one of"));
    assert!(refused(&desk, &["role", "nobody", "support"], "").await.contains("no user named \"nobody\""));
    done(&desk, &["role", "support", "support"]).await;
    let error = refused(&desk, &["role", "administrator", "manager"], "").await;
    assert!(error.contains("last administrator"), "{error}");
    assert_eq!(desk.user("administrator").await.role, Role::Administrator);
}

#[tokio::test]
async fn who_is_disabled_is_out_at_once_and_back_when_enabled() {
    let desk = TestDesk::start().await;
    let manager = desk.signed_in(Role::Manager).await;
    let out = done(&desk, &["disable", "manager"]).await;
    assert_eq!(out, "disabled manager; sessions ended: 1\n");
    assert_ne!(manager.get("/customers").await.status, 200);
    assert_ne!(desk.anonymous().try_sign_in("manager", PASSWORD).await.status, 303);
    assert!(done(&desk, &["list"]).await.contains("disabled"));
    assert_eq!(done(&desk, &["enable", "manager"]).await, "enabled manager\n");
    desk.signed_in(Role::Manager).await;
    let error = refused(&desk, &["disable", "administrator"], "").await;
    assert!(error.contains("last administrator"), "{error}");
}

#[tokio::test]
async fn a_password_is_set_from_standard_input_and_sessions_are_listed_and_ended() {
    let desk = TestDesk::start().await;
    let manager = desk.signed_in(Role::Manager).await;
    let listed = done(&desk, &["sessions", "manager"]).await;
    assert_eq!(listed.lines().count(), 1, "{listed}");
    assert!(listed.contains("127.0.0.1"), "{listed}");
    for (weak, why) in [("short", "12 to 128 characters"), ("password1234", "easily guessed")] {
        let error = refused(&desk, &["password", "manager"], &format!("{weak}\n")).await;
        assert!(error.contains(why) && !error.contains(weak), "{error}");
    }
    let new = "marble kettle orchard";
    let said = user(&desk, &["password", "manager"], &format!("{new}\r\n")).await;
    assert_eq!(said.out, "changed the password of manager; sessions ended: 1\n", "{}", said.error);
    assert_ne!(manager.get("/customers").await.status, 200);
    let manager = desk.anonymous();
    manager.sign_in("manager", new).await;
    assert_eq!(done(&desk, &["sessions", "manager", "--end"]).await, "sessions ended: 1\n");
    assert_ne!(manager.get("/customers").await.status, 200);
    assert_eq!(done(&desk, &["sessions", "manager"]).await, "");
}

#[tokio::test]
async fn customers_are_assigned_to_an_owner_or_helper_and_taken_away() {
    let (desk, ..) = desk_with_two().await;
    let customers = desk.customers().await;
    let [one, two] = [&customers[0].id, &customers[1].id];
    let out = done(&desk, &["assign", "mia", one.as_str(), two.as_str(), "--owner"]).await;
    assert_eq!(out, "assigned 2 of 2 to mia as owner\n");
    let out = done(&desk, &["assign", "manager", one.as_str()]).await;
    assert_eq!(out, "assigned 1 of 1 to manager as helper\n");
    assert_eq!(team(&desk, one).await, (Some("mia".into()), vec!["manager".into()]));
    // All or nothing, and what is so already is not made again.
    let error = refused(&desk, &["assign", "manager", two.as_str(), "no-such-customer"], "").await;
    assert!(error.contains("nothing was changed"), "{error}");
    assert_eq!(team(&desk, two).await, (Some("mia".into()), vec![]));
    let out = done(&desk, &["assign", "mia", one.as_str(), "--owner"]).await;
    assert_eq!(out, "assigned 0 of 1 to mia as owner\n");
    assert_eq!(done(&desk, &["unassign", "mia", one.as_str(), two.as_str()]).await, "took 2 of 2 from mia\n");
    let (entry, _) = desk.newest(AuditAction::Assign).await;
    assert!(entry.facts.contains(&("taken".to_owned(), "2".to_owned())), "{:?}", entry.facts);
    assert_eq!(done(&desk, &["unassign", "mia", one.as_str()]).await, "took 0 of 1 from mia\n");
    let (entry, _) = desk.newest(AuditAction::Assign).await;
    assert!(entry.facts.contains(&("taken".to_owned(), "0".to_owned())), "{:?}", entry.facts);
    assert_eq!(team(&desk, two).await, (None, vec![]));
    for args in [["assign", "nobody", one.as_str()], ["unassign", "nobody", one.as_str()]] {
        assert!(refused(&desk, &args, "").await.contains("no active user"), "{args:?}");
    }
}
