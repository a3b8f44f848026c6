//! Rules that keep applying: customers of an account manager at HUAWEI CLOUD have an owner.

use super::common::{chosen, done_entry};
use crate::server::ctx::Ctx;
use crate::server::service::Result;
use crate::server::state::Desk;
use model::audit::AuditAction;
use model::error::{AppError, FieldProblem};
use model::forms::assignments::{AddRuleForm, RemoveRuleForm};
use model::search::folded;
use model::users::Permission;

/// Adds a rule, or gives the one of that account manager to another person, and applies it at once. Later
/// the job that reads the customers applies it. An account manager may be named before any customer has it.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::Invalid`] with the fields `manager` or `person`; or a failure of the
/// database.
pub async fn add(desk: &Desk, ctx: &Ctx, form: &AddRuleForm) -> Result<()> {
    ctx.allow(Permission::Administer)?;
    let manager = folded(&form.manager);
    if manager.is_empty() {
        return Err(AppError::field(AddRuleForm::MANAGER.name, FieldProblem::Missing).into());
    }
    let person = chosen(desk, AddRuleForm::PERSON.name, &form.person).await?;
    let facts = vec![("manager".to_owned(), manager.clone())];
    let entry = done_entry(desk, ctx, AuditAction::AddAssignmentRule, (None, Some(&person.name)), facts);
    Ok(desk.store.add_assignment_rule(&manager, &person.id, &entry, desk.clock.now()).await?)
}

/// Removes a rule, with the assignments that it made; those by hand stay.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`] when there is none; or a failure of the database.
pub async fn remove(desk: &Desk, ctx: &Ctx, form: &RemoveRuleForm) -> Result<()> {
    ctx.allow(Permission::Administer)?;
    let manager = folded(&form.manager);
    let facts = vec![("manager".to_owned(), manager.clone())];
    let entry = done_entry(desk, ctx, AuditAction::RemoveAssignmentRule, (None, None), facts);
    if desk.store.remove_assignment_rule(&manager, &entry).await? {
        Ok(())
    } else {
        Err(AppError::NotFound.into())
    }
}
