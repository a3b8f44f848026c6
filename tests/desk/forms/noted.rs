//! The forms about notes, placed.

use super::placed::PlacedForm;
use crate::harness::{Form, TestDesk};
use crate::notes::{END, PASS_ON, WITHDRAW, WRITE, day};
use model::users::Role;
use partnerdesk::paths;

/// The forms of [`notes`].
pub const NOTES: &[&str] =
    &["write-note", "withdraw-note", "end-follow-up", "pass-on-follow-up", "dismiss-mention"];

/// Two customers, one of them with a follow-up.
pub async fn notes() -> (TestDesk, Vec<PlacedForm>) {
    let desk = TestDesk::start().await;
    desk.read_customers().await;
    let admin = desk.signed_in(Role::Administrator).await;
    let customers = desk.customers().await;
    let (here, elsewhere) = (paths::customer(&customers[0].id), paths::customer(&customers[1].id));
    let (own, due) = (desk.user("administrator").await.id.to_string(), day(&desk, 1));
    let fields = [("text", "Call"), ("person", own.as_str()), ("due", due.as_str()), ("mention", &own)];
    admin.post_form(&here, WRITE, &fields).await;
    let write = admin.form(&here, WRITE).await;
    let mut placed = vec![PlacedForm::new(write, &elsewhere).typed("text", "typed-4711")];
    for action in [WITHDRAW, END, PASS_ON] {
        placed.push(PlacedForm::new(admin.form(&here, action).await, &elsewhere));
    }
    let note = placed[1].form.value("note").to_owned();
    let dismiss = Form::forged(&here, "/api/dismiss_mention", &[("note", &note)]);
    placed.push(PlacedForm::new(dismiss, &elsewhere));
    (desk, placed)
}
