//! The commands. Settings come from the environment: see `docs/operations.md`.

mod assignments;
mod audit;
mod demo;
mod desk;
mod serve;
mod sign;
mod users;

use crate::server::service::audit_proof;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Partnerdesk: a desk for HUAWEI CLOUD resellers.
#[derive(Parser)]
#[command(name = "partnerdesk", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start Partnerdesk.
    Serve(serve::Args),
    /// Start a simulated HUAWEI CLOUD partner API.
    Simulate(Box<simulator::cli::Args>),
    /// Show how requests are signed: one JSON object per line on standard input.
    Sign,
    /// Update the database to this version.
    Migrate,
    /// Export, verify and retire the audit log.
    #[command(subcommand)]
    Audit(audit::Command),
    /// Manage users.
    #[command(subcommand)]
    User(users::Command),
}

/// Runs the command that the program was started with. A failure is printed to standard error.
#[tokio::main]
pub async fn run() -> ExitCode {
    match Cli::parse().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("partnerdesk: {error:#}");
            ExitCode::FAILURE
        }
    }
}

impl Cli {
    async fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Serve(args) => serve::run(args).await,
            Command::Simulate(args) => simulator::cli::run(*args).await,
            Command::Sign => sign::run(),
            Command::Migrate => {
                let desk = desk::desk_alone().await?;
                // Rows of an older version, above all.
                audit_proof::seal(&desk).await?;
                desk.store.close().await;
                println!("The database is up to date.");
                Ok(())
            }
            Command::Audit(command) => audit::run(command).await,
            Command::User(command) => users::run(command).await,
        }
    }
}
