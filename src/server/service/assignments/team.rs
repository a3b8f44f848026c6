//! Who looks after one customer, and how many customers each person looks after.

use super::common::{chosen, done_entry, person};
use crate::server::ctx::Ctx;
use crate::server::service::Result;
use crate::server::state::Desk;
use crate::server::store::Assigned;
use model::assignments::{AssignmentsView, Person, Team, TeamView};
use model::audit::AuditAction;
use model::error::{AppError, FieldProblem};
use model::forms::assignments::SetTeamForm;
use model::ids::{CustomerId, UserId};
use model::users::Permission;

/// Everybody who can be assigned customers, by name; nobody for a caller who may not assign.
///
/// # Errors
/// A failure of the database.
pub async fn people(desk: &Desk, ctx: &Ctx) -> Result<Vec<Person>> {
    if ctx.allow(Permission::Administer).is_err() {
        return Ok(Vec::new());
    }
    Ok(desk.store.users().await?.into_iter().filter(|user| user.active).map(person).collect())
}

/// Who looks after a customer, for its page.
///
/// # Errors
/// A failure of the database. The caller has looked the customer up in scope.
pub async fn team(desk: &Desk, ctx: &Ctx, customer: &CustomerId) -> Result<TeamView> {
    let team = desk.store.team(customer).await?;
    let mut people = people(desk, ctx).await?;
    if !people.is_empty() {
        let off = team.owner.iter().chain(&team.helpers).filter(|one| !one.person.active);
        people.extend(off.map(|one| one.person.clone()));
    }
    Ok(TeamView { customer: customer.clone(), team, people })
}

/// Sets who looks after a customer. It counts at once: who is not in the team any more does not see the
/// customer with the next request.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::NotFound`]; [`AppError::Invalid`] with the fields `owner` or
/// `helpers`; [`AppError::ChangedMeanwhile`] when the team is not the one that the form saw; or a failure of
/// the database.
pub async fn set_team(desk: &Desk, ctx: &Ctx, form: &SetTeamForm) -> Result<()> {
    ctx.allow(Permission::Administer)?;
    let customer = desk.store.customer(&ctx.scope, &form.customer).await?.ok_or(AppError::NotFound)?;
    let before = desk.store.team(&customer.id).await?;
    let owner = match form.owner.as_str() {
        "" => None,
        id => Some(member(desk, &before, SetTeamForm::OWNER.name, id).await?),
    };
    let mut helpers = Vec::new();
    for id in &form.helpers {
        helpers.push(member(desk, &before, SetTeamForm::HELPERS.name, id).await?);
    }
    let by_rule = before.owner.as_ref().is_some_and(|owner| owner.rule.is_some());
    if by_rule && owner.is_none() {
        // The rule would assign it again at once.
        return Err(AppError::field(SetTeamForm::OWNER.name, FieldProblem::Missing).into());
    }
    let names = |people: &[Person]| people.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join(", ");
    let facts = vec![
        ("owner-before".to_owned(), before.owner.as_ref().map_or("-", |one| &one.person.name).to_owned()),
        ("owner-after".to_owned(), owner.as_ref().map_or("-", |one| &one.name).to_owned()),
        ("helpers-before".to_owned(), {
            let helpers: Vec<Person> = before.helpers.iter().map(|one| one.person.clone()).collect();
            names(&helpers)
        }),
        ("helpers-after".to_owned(), names(&helpers)),
    ];
    let subject = owner.as_ref().map(|one| one.name.clone());
    let entry = done_entry(desk, ctx, AuditAction::Assign, (Some(&customer.id), subject.as_deref()), facts);
    let owner = owner.map(|one| one.id);
    let helpers: Vec<UserId> = helpers.into_iter().map(|one| one.id).collect();
    match desk.store.set_team(&customer.id, &form.seen, owner.as_ref(), &helpers, &entry).await? {
        Assigned::Done => Ok(()),
        Assigned::Stale => Err(AppError::ChangedMeanwhile.into()),
    }
}

/// An active user, or somebody who is in the team already.
async fn member(desk: &Desk, team: &Team, field: &str, id: &str) -> Result<Person> {
    let known = team.owner.iter().chain(&team.helpers).find(|one| one.person.id.as_str() == id);
    match known {
        Some(known) => Ok(known.person.clone()),
        None => Ok(person(chosen(desk, field, id).await?)),
    }
}

/// What the page of assignments shows.
///
/// # Errors
/// [`AppError::NotAllowed`], or a failure of the database.
pub async fn show(desk: &Desk, ctx: &Ctx) -> Result<AssignmentsView> {
    ctx.allow(Permission::Administer)?;
    Ok(AssignmentsView {
        people: desk.store.workloads().await?,
        unowned: desk.store.unowned_count().await?,
        rules: desk.store.assignment_rules().await?,
        managers: desk.store.managers_without_rule().await?,
    })
}
