//! Who gets where: every page, server function and file of the desk, against everybody who may ask. The tables
//! are held against the routes themselves, so that a route without an entry fails.

mod actions;
mod files;
pub mod pages;
mod reads;
pub mod world;

use crate::harness::{Client, TestDesk};
use model::users::Role;

/// Who asks, in the order of the tables: a stranger; support; a manager who looks after nobody; a manager who
/// looks after the customers that the objects are of; an administrator.
const PEOPLE: [&str; 5] = ["stranger", "support", "outsider", "manager", "administrator"];

/// A browser for each of [`PEOPLE`].
async fn people(desk: &TestDesk) -> [Client; 5] {
    desk.add_user("outsider", Role::Manager).await;
    let outsider = desk.anonymous();
    outsider.sign_in("outsider", crate::harness::PASSWORD).await;
    [
        desk.anonymous(),
        desk.signed_in(Role::Support).await,
        outsider,
        desk.signed_in(Role::Manager).await,
        desk.signed_in(Role::Administrator).await,
    ]
}

/// What happened, in a word of a table: a refusal by its status, a sign-in page, or `ok` for whatever else a
/// person with the right meets, be it that a field is wrong.
fn outcome(status: u16, location: Option<&str>) -> String {
    match status {
        303 if location.is_some_and(|to| to.starts_with("/sign-in")) => "sign-in".to_owned(),
        401 | 403 | 404 | 405 | 500.. => status.to_string(),
        _ => "ok".to_owned(),
    }
}

/// Compares what was found with a table: all differences at once.
fn compare(found: Vec<(String, String)>, table: &[(&str, &str)]) {
    let expected = |name: &str| table.iter().find(|(entry, _)| *entry == name).map(|(_, outcomes)| *outcomes);
    let mut wrong = Vec::new();
    for (name, outcomes) in &found {
        match expected(name) {
            None => wrong.push(format!("(\"{name}\", \"{outcomes}\"), has no entry")),
            Some(right) if right != outcomes => {
                wrong.push(format!("(\"{name}\", \"{outcomes}\"), not {right}"))
            }
            Some(_) => {}
        }
    }
    for (name, _) in table {
        if !found.iter().any(|(other, _)| other == name) {
            wrong.push(format!("(\"{name}\", ...) is no route any more"));
        }
    }
    assert!(wrong.is_empty(), "of {}:\n{}", PEOPLE.join(", "), wrong.join("\n"));
}
