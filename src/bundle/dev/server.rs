//! The desk's server: built by cargo, run as a separate process.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use anyhow::{Context, Result};

use crate::command;

/// A demo server that is restarted after each build.
pub struct Server {
    root: PathBuf,
    arguments: Vec<String>,
    running: Option<Child>,
}

impl Server {
    /// Neither built nor started.
    pub fn new(root: &Path, arguments: &[String]) -> Self {
        Self { root: root.to_owned(), arguments: arguments.to_owned(), running: None }
    }

    /// Compiles it, as `make demo` does.
    ///
    /// # Errors
    /// When it does not compile; a running server continues.
    pub fn build(&self) -> Result<()> {
        let mut cargo = command::cargo(&self.root);
        cargo.args(["build", "--features", "ssr", "--bin", "partnerdesk"]);
        command::run(&mut cargo).context("the server did not compile")
    }

    /// Starts it, in place of the running one.
    ///
    /// # Errors
    /// When the program does not start. One that exits by itself prints the reason, and is started
    /// again after the next change.
    pub fn start(&mut self) -> Result<()> {
        self.stop();
        let mut program = Command::new(self.root.join("target/debug/partnerdesk"));
        program.current_dir(&self.root).args(["serve", "--demo", "--dev"]).args(&self.arguments);
        self.running = Some(program.spawn().context("the server did not start")?);
        Ok(())
    }

    /// Kills it immediately: a desk may be killed at any moment (`make kill` tests it), and no one
    /// waits for pages of the old server.
    fn stop(&mut self) {
        if let Some(mut running) = self.running.take() {
            // It may have exited by itself.
            running.kill().ok();
            running.wait().ok();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}
