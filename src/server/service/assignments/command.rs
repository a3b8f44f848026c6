//! Assigning from the command line.

use super::common::done_entry;
use super::plan;
use crate::server::ctx::Ctx;
use crate::server::service::{Result, audit, bulk};
use crate::server::state::Desk;
use crate::server::store::{Assigned, Planned};
use model::assignments::AssignmentKind;
use model::audit::AuditAction;
use model::error::{AppError, FieldProblem};
use model::ids::CustomerId;
use model::users::{Permission, User};

/// Assigns customers to a user by hand, from the command line. Customers and the user are named as in a
/// file. How many assignments were made: what is so already is not made again.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::Invalid`] with the field `name`, or with `customer` for the first
/// that was not found: then nothing was assigned; or a failure of the database.
pub async fn assign(
    desk: &Desk,
    ctx: &Ctx,
    name: &str,
    given: &[String],
    kind: AssignmentKind,
) -> Result<u64> {
    ctx.allow(Permission::Administer)?;
    let user = by_name(desk, name).await?.filter(|user| user.active).ok_or_else(unknown_person)?;
    let ids = by_names(desk, ctx, given).await?;
    let rows = plan::decided(desk, ctx, plan::selected(&user, &ids, kind)).await?;
    let planned: Vec<Planned> = rows.iter().filter_map(plan::planned).collect();
    if planned.is_empty() {
        return Ok(0);
    }
    let facts = plan::facts(&rows, None);
    let entry = done_entry(desk, ctx, AuditAction::Assign, (None, Some(&user.name)), facts);
    match desk.store.assign_planned(None, &planned, &entry, desk.clock.now()).await? {
        Assigned::Done => Ok(planned.len() as u64),
        Assigned::Stale => Err(AppError::ChangedMeanwhile.into()),
    }
}

/// Takes customers that were assigned by hand from a user, from the command line; how many. What a rule
/// assigned stays: the rule would assign it again.
///
/// # Errors
/// As [`assign`].
pub async fn unassign(desk: &Desk, ctx: &Ctx, name: &str, given: &[String]) -> Result<u64> {
    ctx.allow(Permission::Administer)?;
    // Also one who was switched off: somebody has to take their customers.
    let user = by_name(desk, name).await?.ok_or_else(unknown_person)?;
    let ids = by_names(desk, ctx, given).await?;
    let opened =
        audit::open(desk, ctx, AuditAction::Assign, None, Some(&user.name), audit::Facts::new()).await?;
    let taken: Result<u64> = desk.store.unassign(&user.id, &ids).await.map_err(Into::into);
    let facts: audit::Facts = taken.iter().map(|taken| ("taken".to_owned(), taken.to_string())).collect();
    opened.complete(desk, &taken, &facts, &[]).await;
    taken
}

async fn by_name(desk: &Desk, name: &str) -> Result<Option<User>> {
    Ok(desk.store.user_by_name(name).await?.map(|(user, _)| user))
}

fn unknown_person() -> AppError {
    AppError::field("name", FieldProblem::NotOffered)
}

async fn by_names(desk: &Desk, ctx: &Ctx, given: &[String]) -> Result<Vec<CustomerId>> {
    let mut ids = Vec::new();
    for given in given {
        let found = bulk::plan::named(desk, ctx, given).await?;
        ids.push(found.map_err(|_| AppError::field("customer", FieldProblem::NotOffered))?);
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}
