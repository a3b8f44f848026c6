//! `partnerdesk user assign` and `unassign`.

use crate::server::ctx::Ctx;
use crate::server::service::Error;
use crate::server::service::assignments::command;
use crate::server::state::Desk;
use anyhow::anyhow;
use model::assignments::AssignmentKind;
use model::error::AppError;

/// Which customers, to whom.
#[derive(clap::Args)]
pub struct Assign {
    /// Name that the user signs in with.
    name: String,
    /// Customers by id, account name, or name where only one has it.
    #[arg(required = true)]
    customers: Vec<String>,
    /// As the owner, in place of the one before; else as a helper.
    #[arg(long)]
    owner: bool,
}

/// Which customers, from whom.
#[derive(clap::Args)]
pub struct Unassign {
    /// Name that the user signs in with.
    name: String,
    /// Customers by id, account name, or name where only one has it.
    #[arg(required = true)]
    customers: Vec<String>,
}

/// Assigns.
pub(super) async fn assign(desk: &Desk, ctx: &Ctx, args: Assign) -> anyhow::Result<()> {
    let kind = if args.owner { AssignmentKind::Owner } else { AssignmentKind::Helper };
    let made = command::assign(desk, ctx, &args.name, &args.customers, kind).await;
    let made = made.map_err(|error| explain(error, &args.name))?;
    println!("assigned {made} of {} to {} as {}", args.customers.len(), args.name, kind.code());
    Ok(())
}

/// Takes away.
pub(super) async fn unassign(desk: &Desk, ctx: &Ctx, args: Unassign) -> anyhow::Result<()> {
    let taken = command::unassign(desk, ctx, &args.name, &args.customers).await;
    let taken = taken.map_err(|error| explain(error, &args.name))?;
    println!("took {taken} of {} from {}", args.customers.len(), args.name);
    Ok(())
}

/// The refusal in words: on the command line nobody translates codes.
fn explain(error: Error, name: &str) -> anyhow::Error {
    let Error::Refused(AppError::Invalid(fields)) = &error else { return error.into() };
    match fields.first().map(|refused| refused.field.as_str()) {
        Some("name") => anyhow!("there is no active user {name:?}; nothing was changed"),
        Some("customer") => {
            anyhow!("one of the customers is unknown, or several have that name; nothing was changed")
        }
        _ => error.into(),
    }
}
