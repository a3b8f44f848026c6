//! The command line of Partnerdesk.

use clap::{Parser, Subcommand};
use partnerdesk::simulator;

/// A desk for HUAWEI CLOUD resellers.
#[derive(Parser)]
#[command(name = "partnerdesk", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run a simulated partner API.
    Simulate(simulator::cli::Args),
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Simulate(args) => simulator::cli::run(args).await,
    }
}
