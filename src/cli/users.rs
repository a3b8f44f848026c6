//! `partnerdesk user`.

use crate::server::{
    ctx::Ctx,
    service::{
        Error, database_kind,
        users::{self, LONGEST_NAME, LONGEST_PASSWORD, SHORTEST_PASSWORD},
    },
};
use anyhow::{Context, anyhow, ensure};
use model::error::{AppError, FieldProblem};
use model::users::{Role, User};
use std::io::{BufRead, IsTerminal};

/// Manage users.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Add a user. You are asked for the password; without a terminal it is read from standard input.
    Add {
        /// Name to sign in with.
        name: String,
        /// Role: administrator, manager or support.
        #[arg(long, value_parser = role)]
        role: Role,
    },
    /// List the users.
    List,
    /// Assign customers to a user: `partnerdesk user assign ann aurora-freight 0f1e2d3c --owner`.
    Assign(super::assignments::Assign),
    /// Take customers that were assigned by hand from a user.
    Unassign(super::assignments::Unassign),
}

fn role(code: &str) -> Result<Role, String> {
    Role::from_code(code).ok_or_else(|| format!("expected one of {}", Role::ALL.map(Role::code).join(", ")))
}

/// Does what was asked.
pub async fn run(command: Command) -> anyhow::Result<()> {
    let desk = super::desk::desk_alone().await?;
    let ctx = Ctx::system("command line", desk.ids.request_id());
    match command {
        Command::Add { name, role } => {
            let password = password()?;
            // Adding a user to an unused database makes it one for real use.
            database_kind::mark_if_unused(&desk).await?;
            let added = users::add(&desk, &ctx, &name, role, &password).await;
            let user = added.map_err(|error| explain(error, &name))?;
            println!("added {} ({})", user.name, user.role.code());
        }
        Command::List => {
            let users = users::list(&desk, &ctx).await.map_err(|error| explain(error, ""))?;
            users.iter().for_each(|user| println!("{}", line(user)));
        }
        Command::Assign(args) => super::assignments::assign(&desk, &ctx, args).await?,
        Command::Unassign(args) => super::assignments::unassign(&desk, &ctx, args).await?,
    }
    desk.store.close().await;
    Ok(())
}

fn line(user: &User) -> String {
    let seen = user
        .signed_in_at
        .map_or_else(|| "never signed in".to_owned(), |at| format!("last signed in {at:.0}"));
    let state = if user.active { "" } else { ", disabled" };
    format!("{:<24} {:<14} {seen}{state}", user.name, user.role.code())
}

/// From a terminal asked for twice and not shown, else one line of standard input.
fn password() -> anyhow::Result<String> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        let once = rpassword::prompt_password("Password: ")?;
        let again = rpassword::prompt_password("Repeat password: ")?;
        ensure!(once == again, "the passwords do not match");
        return Ok(once);
    }
    let mut line = String::new();
    stdin.lock().read_line(&mut line).context("no password on standard input")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// The refusal in words: on the command line nobody translates codes.
fn explain(error: Error, name: &str) -> anyhow::Error {
    let Error::Refused(AppError::Invalid(fields)) = &error else { return error.into() };
    match fields.first().map(|refused| (refused.field.as_str(), &refused.problem)) {
        Some(("password", _)) => {
            anyhow!("the password must have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
        }
        Some(("name", FieldProblem::NotOffered)) => {
            anyhow!("the name {name:?} is already in use, is reserved, or contains spaces")
        }
        Some(("name", _)) => anyhow!("the name must have 1 to {LONGEST_NAME} characters"),
        _ => error.into(),
    }
}
