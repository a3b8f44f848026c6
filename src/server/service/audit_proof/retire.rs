//! Retiring the oldest part of the log: written to a file, the file verified, then deleted in one transaction that records
//! what was deleted and the hash of the file.

use super::super::{Error, audit};
use super::file::{self, NotWritten};
use super::seal::seal;
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::StoreError;
use chain::{Checkpoint, Misfit, Retirement, Written};
use model::audit::{AuditAction, AuditOutcome};
use model::time::{Timestamp, plus_days};
use model::users::Permission;
use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter};
use std::path::Path;

/// Rows retired at a time: while they are deleted, others who write wait.
pub const MOST_AT_ONCE: u64 = 100_000;

/// What is being done is no history yet.
const YOUNGEST_DAYS: i64 = 1;

/// What was retired.
#[derive(Clone, Debug)]
pub struct Retired {
    /// As it is recorded.
    pub retirement: Retirement,
    /// The checkpoint that stands for the rows.
    pub through: Checkpoint,
    /// Whether there is more to retire before the same date.
    pub is_more: bool,
}

/// Why nothing was retired. The log is as it was.
#[derive(Debug, thiserror::Error)]
pub enum NotRetired {
    /// The date is not a day back.
    #[error("the date must lie at least one day back")]
    TooYoung,
    /// Nothing is old enough.
    #[error(
        "there is nothing to retire: the log has no sealed range before this date to which nothing is added any more"
    )]
    Nothing,
    /// The file could not be written.
    #[error(transparent)]
    NotWritten(#[from] NotWritten),
    /// The file could not be written or read back.
    #[error("the file cannot be used: {0}")]
    File(#[from] std::io::Error),
    /// The file does not fit.
    #[error("the log does not fit its chain of hashes, nothing was deleted: {0}")]
    Misfit(Misfit),
    /// The file ends with something else.
    #[error("the file does not end with the checkpoint that it was written for, nothing was deleted")]
    OtherEnd,
    /// A row was added to an entry of it, or another retirement came first.
    #[error("the log was added to meanwhile, nothing was deleted: delete the file and try again")]
    Overtaken,
    /// The database failed.
    #[error("database: {0}")]
    Store(#[from] StoreError),
    /// Not allowed, or the database failed.
    #[error(transparent)]
    Service(#[from] Error),
}

/// Retires what is dated before an instant, at most [`MOST_AT_ONCE`] rows, into a new file.
///
/// # Errors
/// [`NotRetired`].
pub async fn retire(desk: &Desk, ctx: &Ctx, before: Timestamp, out: &Path) -> Result<Retired, NotRetired> {
    ctx.allow(Permission::Administer).map_err(Error::from)?;
    let now = desk.clock.now();
    if before > plus_days(now, -YOUNGEST_DAYS) {
        return Err(NotRetired::TooYoung);
    }
    seal(desk).await?;
    let through = desk.store.retirable(before, MOST_AT_ONCE).await?.ok_or(NotRetired::Nothing)?;
    let written = write_and_read_back(desk, &through, out).await?;
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned());
    let mut retirement = Retirement {
        checkpoint: through.number,
        hash: through.hash,
        file: written.hash,
        rows: written.report.sealed.all(),
        retired_at: now.as_second(),
        entry_id: String::new(),
    };
    let facts = retirement.facts();
    let mut entry = audit::draft(desk, ctx, AuditAction::RetireAudit, None, name.as_deref(), facts);
    entry.outcome = AuditOutcome::Done;
    retirement.entry_id = entry.id.to_string();
    if !desk.store.retire(&through, &retirement, &entry, before).await? {
        return Err(NotRetired::Overtaken);
    }
    seal(desk).await?;
    let is_more = desk.store.retirable(before, MOST_AT_ONCE).await?.is_some();
    Ok(Retired { retirement, through, is_more })
}

/// What is deleted is what the file holds, as it is on the disk.
async fn write_and_read_back(desk: &Desk, through: &Checkpoint, out: &Path) -> Result<Written, NotRetired> {
    let file = create(out)?;
    file::write(&desk.store, Some(through), desk.clock.now(), BufWriter::new(&file)).await?;
    file.sync_all()?;
    // Its name too: after a power cut the rows would be gone and the file nowhere.
    #[cfg(unix)]
    {
        let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    let written = chain::verify_file(BufReader::new(File::open(out)?), None)?.map_err(NotRetired::Misfit)?;
    let ends_there = written.report.last.as_ref() == Some(through);
    if ends_there { Ok(written) } else { Err(NotRetired::OtherEnd) }
}

/// A new file for its owner alone.
///
/// # Errors
/// It cannot be made, or is there already.
pub fn create(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
