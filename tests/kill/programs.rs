//! Our programs as separate processes.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};

/// Time for a program to become ready.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running program, killed with SIGKILL at the latest when dropped.
pub struct Program {
    child: Child,
    output: PathBuf,
}

/// The tested program: `PARTNERDESK_BIN`, otherwise the debug build.
fn binary() -> PathBuf {
    let named = std::env::var("PARTNERDESK_BIN").ok().filter(|path| !path.is_empty());
    PathBuf::from(named.unwrap_or_else(|| env!("CARGO_BIN_EXE_partnerdesk").to_owned()))
}

/// Whether that is a release.
pub fn is_release() -> bool {
    binary().components().any(|part| part.as_os_str() == "release")
}

/// The program with only these settings: credentials of a real desk never reach a test.
fn command(args: &[&str], settings: &[(String, String)]) -> Command {
    let mut command = Command::new(binary());
    command.args(args).env_clear().kill_on_drop(true);
    command.envs(settings.iter().map(|(name, value)| (name, value)));
    command
}

impl Program {
    /// Starts it; output and logs are written to files of that name in `folder`.
    pub fn start(folder: &Path, name: &str, args: &[&str], settings: &[(String, String)]) -> Self {
        let output = folder.join(format!("{name}.out"));
        let log = folder.join(format!("{name}.log"));
        let log = OpenOptions::new().create(true).append(true).open(log).unwrap();
        let child = command(args, settings)
            .stdin(Stdio::null())
            .stdout(File::create(&output).unwrap())
            .stderr(log)
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", binary().display()));
        Self { child, output }
    }

    /// The address that it prints when it is ready.
    pub async fn address(&mut self) -> String {
        let begun = Instant::now();
        loop {
            let printed = fs::read_to_string(&self.output).unwrap();
            let found = printed.split_whitespace().find(|word| word.starts_with("http://"));
            if let Some(address) = found.filter(|_| printed.contains('\n')) {
                return address.to_owned();
            }
            if let Some(status) = self.child.try_wait().unwrap() {
                let log = fs::read_to_string(self.output.with_extension("log")).unwrap_or_default();
                panic!("{} ended with {status}: {printed}{log}", self.output.display());
            }
            assert!(begun.elapsed() < PATIENCE, "{} is never ready: {printed}", self.output.display());
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    }

    /// The memory that it has just now, in bytes, as Linux tells it.
    pub fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id().unwrap())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
    }

    /// Kills it with SIGKILL.
    pub async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }
}

/// Whether a command without any input succeeds.
pub async fn succeeds(args: &[&str], settings: &[(String, String)]) -> bool {
    let quiet = command(args, settings).stdin(Stdio::null()).stdout(Stdio::null()).status().await;
    quiet.unwrap().success()
}

/// Runs a command until it exits, with this standard input.
pub async fn run(args: &[&str], settings: &[(String, String)], input: &str) {
    let mut child = command(args, settings).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).await.unwrap();
    let status = child.wait().await.unwrap();
    assert!(status.success(), "{args:?}: {status}");
}
