//! `partnerdesk user`.

use crate::server::{
    ctx::Ctx,
    service::{
        Error, database_kind,
        users::changes::{self, Ended},
        users::{self, LONGEST_NAME, LONGEST_PASSWORD, SHORTEST_PASSWORD},
    },
    state::Desk,
};
use anyhow::{Context, anyhow, ensure};
use model::error::{AppError, FieldProblem};
use model::forms::users::ChangeRoleForm;
use model::second_factor::Factor;
use model::sessions::Device;
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
    /// Give a user another role.
    Role {
        /// Name of the user.
        name: String,
        /// Role: administrator, manager or support.
        #[arg(value_parser = role)]
        role: Role,
    },
    /// Switch a user off: sessions end at once, running jobs are paused.
    Disable {
        /// Name of the user.
        name: String,
    },
    /// Switch a user on again.
    Enable {
        /// Name of the user.
        name: String,
    },
    /// Set the password of a user. You are asked for it as in `add`. Their sessions end.
    Password {
        /// Name of the user.
        name: String,
    },
    /// Say whether a user has a second factor.
    SecondFactor {
        /// Name of the user.
        name: String,
        /// Take it away: for a user who lost the authenticator app and the recovery codes. Their sessions end.
        #[arg(long)]
        remove: bool,
    },
    /// List the sessions of a user.
    Sessions {
        /// Name of the user.
        name: String,
        /// End them instead.
        #[arg(long)]
        end: bool,
    },
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
        Command::Role { name, role } => {
            let user = named(&desk, &name).await?;
            let form = ChangeRoleForm { id: user.id, role: role.code().to_owned(), password: String::new() };
            let ended = changes::change_role(&desk, &ctx, &form).await;
            let ended = ended.map_err(|error| explain(error, &name))?;
            println!("{} is {} now{}", user.name, role.code(), paused(ended));
        }
        Command::Disable { name } => {
            let user = named(&desk, &name).await?;
            let ended = changes::switch_off(&desk, &ctx, &user.id, "").await;
            let ended = ended.map_err(|error| explain(error, &name))?;
            println!("disabled {}; sessions ended: {}{}", user.name, ended.sessions, paused(ended));
        }
        Command::Enable { name } => {
            let user = named(&desk, &name).await?;
            changes::switch_on(&desk, &ctx, &user.id, "").await.map_err(|error| explain(error, &name))?;
            println!("enabled {}", user.name);
        }
        Command::Password { name } => {
            let user = named(&desk, &name).await?;
            let ended = changes::set_password(&desk, &ctx, &user.id, &password()?).await;
            let ended = ended.map_err(|error| explain(error, &name))?;
            println!("changed the password of {}; sessions ended: {ended}", user.name);
        }
        Command::SecondFactor { name, remove } => second_factor(&desk, &ctx, &name, remove).await?,
        Command::Sessions { name, end } => sessions(&desk, &ctx, &name, end).await?,
        Command::Assign(args) => super::assignments::assign(&desk, &ctx, args).await?,
        Command::Unassign(args) => super::assignments::unassign(&desk, &ctx, args).await?,
    }
    desk.store.close().await;
    Ok(())
}

async fn second_factor(desk: &Desk, ctx: &Ctx, name: &str, remove: bool) -> anyhow::Result<()> {
    let user = named(desk, name).await?;
    let view = changes::show(desk, ctx, &user.id, None).await.map_err(|error| explain(error, name))?;
    if view.factor != Factor::On {
        println!("{} has no second factor", user.name);
        return Ok(());
    }
    if !remove {
        println!("{} has a second factor", user.name);
        return Ok(());
    }
    let ended = changes::remove_second_factor(desk, ctx, &user.id, "").await;
    let ended = ended.map_err(|error| explain(error, name))?;
    println!("removed the second factor of {}; sessions ended: {ended}", user.name);
    Ok(())
}

async fn sessions(desk: &Desk, ctx: &Ctx, name: &str, end: bool) -> anyhow::Result<()> {
    let user = named(desk, name).await?;
    if end {
        let ended = changes::end_sessions(desk, ctx, &user.id, "").await;
        println!("sessions ended: {}", ended.map_err(|error| explain(error, name))?);
        return Ok(());
    }
    let view = changes::show(desk, ctx, &user.id, None).await.map_err(|error| explain(error, name))?;
    for one in view.sessions {
        let device = one.device.map_or_else(|| "unknown".to_owned(), Device::code);
        let address = one.address.unwrap_or_else(|| "unknown address".to_owned());
        println!("{device:<20} {address:<40} signed in {:.0}, last used {:.0}", one.since, one.seen);
    }
    Ok(())
}

/// The user of a name, however it is written.
async fn named(desk: &Desk, name: &str) -> anyhow::Result<User> {
    let found = desk.store.user_by_name(name).await?;
    found.map(|(user, _)| user).ok_or_else(|| anyhow!("there is no user named {name:?}"))
}

fn paused(ended: Ended) -> String {
    if ended.jobs == 0 { String::new() } else { format!("; running jobs paused: {}", ended.jobs) }
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
        Some((_, FieldProblem::LastAdministrator)) => {
            anyhow!("{name:?} is the last administrator who can sign in")
        }
        Some(("password", FieldProblem::WeakPassword(_))) => {
            anyhow!("this password is easily guessed; use several unrelated words")
        }
        Some(("password", _)) => {
            anyhow!("the password must have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
        }
        Some(("name", FieldProblem::NotAName)) => {
            anyhow!(
                "the name {name:?} is in use or looks like one in use, is reserved, or has spaces or odd signs"
            )
        }
        Some(("name", _)) => anyhow!("the name must have 1 to {LONGEST_NAME} characters"),
        _ => error.into(),
    }
}
