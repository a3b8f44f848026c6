//! `partnerdesk simulate`: the arguments, and the run.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context;
use jiff::Timestamp;

use crate::files::destination::{BucketAccess, Destination};
use crate::wire::exchange::Observer;
use crate::{Options, start};

/// Start a simulated HUAWEI CLOUD partner API (billing service and IAM) on one address.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// Address to listen on. Port 0 takes a free port.
    #[arg(long, default_value = "127.0.0.1:9080")]
    addr: SocketAddr,
    /// Seed: the same seed gives the same customers.
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
    /// File that keeps changes across restarts. Without it, everything is kept in memory.
    #[arg(long)]
    state: Option<PathBuf>,
    /// Percentage of calls that fail.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=100))]
    faults: u8,
    /// Simulated time at the start (default: now).
    #[arg(long)]
    start: Option<Timestamp>,
    /// File to which each request and its answer are appended as one line of JSON, without secrets.
    #[arg(long)]
    record: Option<PathBuf>,
    /// Where to deliver the bill and usage files: file:///FOLDER or s3://BUCKET/FOLDER.
    #[arg(long)]
    files: Option<String>,
    /// Base URL of the S3 service, without the bucket.
    #[arg(long, requires = "files", default_value = "https://obs.ap-southeast-1.myhuaweicloud.com")]
    files_endpoint: String,
    /// Region that S3 requests are signed for.
    #[arg(long, requires = "files", default_value = "ap-southeast-1")]
    files_region: String,
    /// Put the bucket in the path instead of the host name.
    #[arg(long, requires = "files")]
    files_path_style: bool,
    /// File with the access key of the bucket on its first line and the secret key on the second.
    #[arg(long, requires = "files")]
    files_keys: Option<PathBuf>,
}

impl Args {
    fn destination(&self) -> anyhow::Result<Option<Destination>> {
        let Some(url) = self.files.clone() else { return Ok(None) };
        let bucket = match &self.files_keys {
            Some(path) => {
                let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
                let (ak, sk) =
                    text.trim().split_once('\n').context("--files-keys: the file must have two lines")?;
                Some(BucketAccess {
                    endpoint: self.files_endpoint.clone(),
                    region: self.files_region.clone(),
                    path_style: self.files_path_style,
                    ak: ak.trim().into(),
                    sk: sk.trim().into(),
                })
            }
            None => None,
        };
        Ok(Some(Destination { url, bucket }))
    }
}

/// Prints one line when ready, then serves until interrupted.
pub async fn run(args: Args) -> anyhow::Result<()> {
    let (seed, customers, files) = (args.seed, args.customers, args.destination()?);
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
        files,
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
