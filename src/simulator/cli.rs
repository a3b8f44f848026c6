//! `partnerdesk simulate`: the arguments, and the run.

use std::net::SocketAddr;
use std::path::PathBuf;

use jiff::Timestamp;

use super::record::Observer;
use super::{Options, start};

/// Runs a simulated partner API (billing service and IAM) on one address.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:9080")]
    addr: SocketAddr,
    /// Seed of the tenant: the same seed gives the same customers.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Number of customers.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    customers: u32,
    /// Access key of the simulated partner.
    #[arg(long, default_value = "AK")]
    ak: String,
    /// Secret key of the simulated partner.
    #[arg(long, default_value = "SK")]
    sk: String,
    /// File that keeps what changed over a restart; without it everything is in memory.
    #[arg(long)]
    state: Option<PathBuf>,
    /// Share of the calls that fail, in percent.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=100))]
    faults: u8,
    /// Simulated time at the start (default: now).
    #[arg(long)]
    start: Option<Timestamp>,
    /// File that gets one line of JSON for each request and its answer, without secrets.
    #[arg(long)]
    record: Option<PathBuf>,
}

/// Prints one line when ready, then serves until interrupted.
pub async fn run(args: Args) -> anyhow::Result<()> {
    let (seed, customers) = (args.seed, args.customers);
    let running = start(Options {
        addr: args.addr,
        seed,
        customers,
        ak: args.ak,
        sk: args.sk,
        fault_percent: args.faults,
        state: args.state,
        start: args.start,
        observer: args.record.as_deref().map(Observer::file).transpose()?,
    })
    .await?;
    println!("simulator ready on {} (seed {seed}, {customers} customers)", running.url());
    interrupted().await?;
    running.shutdown().await;
    Ok(())
}

async fn interrupted() -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed?,
        _ = terminate.recv() => {}
    }
    Ok(())
}
