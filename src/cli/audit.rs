//! `partnerdesk audit`.

use super::desk;
use crate::server::ctx::Ctx;
use crate::server::service::audit_proof::{self, create};
use anyhow::{Context, bail};
use chain::{Checkpoint, Misfit, Noted, Report};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write, stdout};
use std::path::{Path, PathBuf};

/// The audit log: take it away with its proof, verify it, retire its oldest part.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Write the audit log with its chain of hashes to a file that anybody can verify.
    Export {
        /// A new file; standard output unless given.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Verify an exported file, without a database or any setting; without a file verify the database.
    ///
    /// Prints what is proven, and the first row that does not fit. The exit code is 0 when everything fits.
    Verify {
        /// The exported file.
        file: Option<PathBuf>,
        /// The hash of a checkpoint that was noted earlier, or its first 16 digits or more: it must be there.
        #[arg(long, value_name = "HASH")]
        checkpoint: Option<Noted>,
    },
    /// Write the part of the audit log that is older than a day to a new file, verify the file, and delete that part
    /// from the database. At most 100,000 rows at a time.
    Retire {
        /// The first day that stays, such as 2025-01-01 (UTC).
        #[arg(long, value_name = "DATE")]
        before: Date,
        /// The new file. Keep it: it is the only copy.
        #[arg(long)]
        out: PathBuf,
    },
}

/// Does what was asked.
pub async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Export { out } => export(out.as_deref()).await,
        Command::Verify { file: Some(file), checkpoint } => verify_file(&file, checkpoint),
        Command::Verify { file: None, checkpoint } => verify_database(checkpoint).await,
        Command::Retire { before, out } => retire(before, &out).await,
    }
}

async fn export(out: Option<&Path>) -> anyhow::Result<()> {
    let desk = desk::desk_alone().await?;
    let ctx = Ctx::system("command line", desk.ids.request_id());
    let rows = match out {
        Some(path) => {
            let file = create(path).with_context(|| format!("cannot make {}", path.display()))?;
            let rows = audit_proof::export(&desk, &ctx, BufWriter::new(&file)).await?;
            file.sync_all()?;
            rows
        }
        None => audit_proof::export(&desk, &ctx, BufWriter::new(stdout().lock())).await?,
    };
    desk.store.close().await;
    eprintln!("{rows} rows");
    Ok(())
}

fn verify_file(path: &Path, noted: Option<Noted>) -> anyhow::Result<()> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let verified = chain::verify_file(BufReader::new(file), noted)
        .with_context(|| format!("cannot read {}", path.display()))?;
    let hash = verified.as_ref().ok().map(|written| written.hash);
    print(verified.map(|written| written.report))?;
    if let Some(hash) = hash {
        writeln!(stdout(), "SHA-256 of the file: {hash}")?;
    }
    Ok(())
}

async fn verify_database(noted: Option<Noted>) -> anyhow::Result<()> {
    let store = desk::open_store().await?;
    let verified = audit_proof::verify(&store, noted, Timestamp::UNIX_EPOCH).await?;
    store.close().await;
    print(verified)
}

async fn retire(before: Date, out: &Path) -> anyhow::Result<()> {
    let desk = desk::desk_alone().await?;
    let ctx = Ctx::system("command line", desk.ids.request_id());
    let before = before.to_zoned(TimeZone::UTC)?.timestamp();
    let retired = audit_proof::retire(&desk, &ctx, before, out).await?;
    desk.store.close().await;
    let retirement = &retired.retirement;
    let mut out_lines = stdout().lock();
    writeln!(out_lines, "{} rows retired through {}", retirement.rows, named(&retired.through))?;
    writeln!(out_lines, "They are in {}, whose SHA-256 is {}", out.display(), retirement.file)?;
    if retired.is_more {
        writeln!(out_lines, "There is more before this date: run the command again with another file.")?;
    }
    Ok(())
}

fn print(verified: Result<Report, Misfit>) -> anyhow::Result<()> {
    match verified {
        Ok(report) => {
            for line in lines(&report) {
                writeln!(stdout(), "{line}")?;
            }
            Ok(())
        }
        Err(misfit) => {
            bail!("the audit log does not fit its chain of hashes. The first that does not fit: {misfit}")
        }
    }
}

/// What is proven, and what is not.
fn lines(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    for retirement in &report.retirements {
        lines.push(format!(
            "Retired through checkpoint {} ({}), {} rows: the proof is in the file with SHA-256 {}",
            retirement.checkpoint, retirement.hash, retirement.rows, retirement.file
        ));
    }
    if let Some(base) = &report.base {
        lines.push(format!("Begins after {}", named(base)));
    }
    let counts = report.sealed;
    lines.push(format!(
        "The chain is whole: {} rows ({} entries, {} completions, {} calls), {} checkpoints",
        counts.all(),
        counts.entries,
        counts.completions,
        counts.calls,
        report.checkpoints
    ));
    if report.unproven > 0 {
        lines.push(format!(
            "The first {} of them were there before the chain began: not proven before their checkpoint was made",
            report.unproven
        ));
    }
    if let Some((count, first)) = &report.back_dated {
        lines.push(format!(
            "{count} rows are dated more than a day before the checkpoint before them, the first: {first}. Unless a \
             server's clock was wrong or sealing stood still, they were added later under a false date"
        ));
    }
    lines.push(match &report.last {
        Some(last) => format!("Ends with {}", named(last)),
        None => "Nothing is sealed yet".to_owned(),
    });
    let tail = report.tail;
    lines.push(match tail.since {
        _ if report.is_range => {
            "This is a part of the log that was retired: what follows is elsewhere".to_owned()
        }
        None => "No row waits to be sealed".to_owned(),
        Some(since) => format!(
            "Not sealed yet, so not proven: {} rows ({} entries, {} completions, {} calls), the oldest of {}",
            tail.counts.all(),
            tail.counts.entries,
            tail.counts.completions,
            tail.counts.calls,
            instant(since)
        ),
    });
    lines
}

fn named(checkpoint: &Checkpoint) -> String {
    format!("checkpoint {} of {}: {}", checkpoint.number, instant(checkpoint.made_at), checkpoint.hash)
}

fn instant(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(|_| seconds.to_string(), |at| at.to_string())
}
