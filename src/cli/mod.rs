//! The commands. Settings come from the environment: see `docs/operations.md`.

mod demo;
mod serve;
mod sign;
mod users;

use clap::{Parser, Subcommand};
use partnerdesk::server::{
    clock::Clock,
    config::{self, Environment, Settings},
    partner::{Partner, PartnerConfig},
    state::{Desk, Ids},
    store::Store,
    telemetry,
};
use partnerdesk::simulator;

/// Partnerdesk: a desk for HUAWEI CLOUD resellers.
#[derive(Parser)]
#[command(name = "partnerdesk", version)]
pub struct Cli {
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
    /// Manage users.
    #[command(subcommand)]
    User(users::Command),
}

impl Cli {
    /// Does what was asked.
    pub async fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Serve(args) => serve::run(args).await,
            Command::Simulate(args) => simulator::cli::run(*args).await,
            Command::Sign => sign::run(),
            Command::Migrate => {
                open_store().await?;
                println!("The database is up to date.");
                Ok(())
            }
            Command::User(command) => users::run(command).await,
        }
    }
}

/// The database of the environment, brought up to date.
async fn open_store() -> anyhow::Result<Store> {
    let (url, log) = config::read_database(&Environment::of_process(), false)?;
    telemetry::start_log(&log);
    let store = Store::open(&url).await?;
    store.migrate().await?;
    Ok(store)
}

/// A desk for commands that never ask the partner and need none configured: its partner is a
/// port of this machine on which nobody listens.
async fn desk_alone() -> anyhow::Result<Desk> {
    let (nobody, clock) = ("http://127.0.0.1:9", Clock::system());
    let partner = Partner::new(PartnerConfig::new(nobody, nobody, "-", "-".into(), "-"), clock.clone())?;
    Ok(Desk::new(open_store().await?, partner, clock, Ids::random(), Settings::default()))
}
