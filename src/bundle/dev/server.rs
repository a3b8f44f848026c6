//! The desk's server: built by cargo, run as a process of its own.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use anyhow::{Context, Result};

use crate::command;

/// A demo that is started again after each build.
pub struct Server {
    root: PathBuf,
    arguments: Vec<String>,
    running: Option<Child>,
}

impl Server {
    /// Not built yet, and not running.
    pub fn new(root: &Path, arguments: &[String]) -> Self {
        Self { root: root.to_owned(), arguments: arguments.to_owned(), running: None }
    }

    /// Compiles it, as `make demo` does.
    ///
    /// # Errors
    /// When it does not compile; what runs goes on.
    pub fn build(&self) -> Result<()> {
        let mut cargo = command::cargo(&self.root);
        cargo.args(["build", "--features", "ssr", "--bin", "partnerdesk"]);
        command::run(&mut cargo).context("the server did not compile")
    }

    /// Starts it, in the place of the one that runs.
    ///
    /// # Errors
    /// When the program does not start. One that ends by itself says why, and is started again
    /// after the next change.
    pub fn start(&mut self) -> Result<()> {
        self.stop();
        let mut program = Command::new(self.root.join("target/debug/partnerdesk"));
        program.current_dir(&self.root).args(["serve", "--demo", "--dev"]).args(&self.arguments);
        self.running = Some(program.spawn().context("the server did not start")?);
        Ok(())
    }

    /// At once: a desk may be killed at any moment (`make kill` shows it), and nobody waits for
    /// the pages of the old one.
    fn stop(&mut self) {
        if let Some(mut running) = self.running.take() {
            // It may have ended by itself.
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
