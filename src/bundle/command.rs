//! Programs that the bundler calls.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The cargo that started this process, otherwise the one on the path.
pub fn cargo(root: &Path) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root);
    command
}

/// Runs a program and waits until it exits.
///
/// # Errors
/// When it does not start, or fails.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{:?} did not start", command.get_program()))?;
    ensure!(status.success(), "{:?}: {status}", command.get_program());
    Ok(())
}
