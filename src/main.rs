//! The command line of Partnerdesk.

mod cli;

use clap::Parser;
use std::process::ExitCode;

/// Pages are made of many small pieces; the system's allocator takes longer for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match cli::Cli::parse().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("partnerdesk: {error:#}");
            ExitCode::FAILURE
        }
    }
}
