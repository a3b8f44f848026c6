//! What all changes of assignments share.

use crate::server::ctx::Ctx;
use crate::server::service::Result;
use crate::server::service::audit::{self, Facts};
use crate::server::state::Desk;
use model::assignments::Person;
use model::audit::{AuditAction, AuditEntry, AuditOutcome};
use model::error::{AppError, FieldProblem};
use model::ids::{CustomerId, UserId};
use model::users::User;

/// An entry of the audit log for what is written in one transaction with it.
pub(in crate::server::service) fn done_entry(
    desk: &Desk,
    ctx: &Ctx,
    action: AuditAction,
    (customer, subject): (Option<&CustomerId>, Option<&str>),
    facts: Facts,
) -> AuditEntry {
    let entry = audit::draft(desk, ctx, action, customer, subject, facts);
    AuditEntry { outcome: AuditOutcome::Done, completed_at: Some(entry.opened_at), ..entry }
}

/// A user as a person.
pub(in crate::server::service) fn person(user: User) -> Person {
    Person { id: user.id, name: user.name, role: user.role, active: user.active }
}

/// The user whom a form chose.
///
/// # Errors
/// [`AppError::Invalid`] with that field when there is none, or the account is switched off.
pub(in crate::server::service) async fn chosen(desk: &Desk, field: &str, id: &str) -> Result<User> {
    if id.is_empty() {
        return Err(AppError::field(field, FieldProblem::Missing).into());
    }
    let user = match UserId::parse(id) {
        Ok(id) => desk.store.user(&id).await?,
        Err(_) => None,
    };
    let refused = || AppError::field(field, FieldProblem::NotOffered);
    Ok(user.filter(|user| user.active).ok_or_else(refused)?)
}
