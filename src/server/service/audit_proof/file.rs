//! The log with its proof as a file, and the check of the database itself.

use super::super::Error;
use super::super::audit::{self, Verdict};
use super::seal::seal;
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::{Store, StoreError};
use chain::{Checkpoint, Misfit, Noted, Report, Verifier};
use model::audit::{AuditAction, AuditOutcome};
use model::time::Timestamp;
use model::users::Permission;
use std::io::Write;

/// What the log is called as the object of an export.
pub const SUBJECT: &str = "audit-log";

/// Why the log was not written to a file.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// The file could not be written.
    #[error("the file cannot be written: {0}")]
    File(#[from] std::io::Error),
    /// A line could not be made.
    #[error("a row cannot be written: {0}")]
    Line(#[from] serde_json::Error),
    /// A row that was sealed is not there.
    #[error("the audit log was changed: {0}")]
    Changed(Misfit),
    /// The database failed.
    #[error("database: {0}")]
    Store(#[from] StoreError),
    /// Not allowed, or the export could not be recorded.
    #[error(transparent)]
    Service(#[from] Error),
}

impl Verdict for NotWritten {
    fn ended(&self) -> AuditOutcome {
        AuditOutcome::Failed
    }

    fn code(&self) -> Option<String> {
        Some(if matches!(self, Self::Changed(_)) { "changed" } else { "internal" }.to_owned())
    }
}

/// Seals what waits, and writes the whole log to a file. The export is an entry of the log; how many rows there were is
/// its fact.
///
/// # Errors
/// [`NotWritten`].
pub async fn export(desk: &Desk, ctx: &Ctx, out: impl Write) -> Result<u64, NotWritten> {
    ctx.allow(Permission::Administer).map_err(Error::from)?;
    let opened = audit::open(desk, ctx, AuditAction::Export, None, Some(SUBJECT), Vec::new()).await?;
    let done = async {
        seal(desk).await?;
        write(&desk.store, None, desk.clock.now(), out).await
    };
    let done = done.await;
    let facts = done.as_ref().map(|rows| vec![("rows".to_owned(), rows.to_string())]).unwrap_or_default();
    opened.complete(desk, &done, &facts, &[]).await;
    done
}

/// Writes the log, or the part of it that ends with a checkpoint. How many rows it has.
///
/// # Errors
/// [`NotWritten`]; a row that is missing is not left out silently.
pub async fn write(
    store: &Store,
    through: Option<&Checkpoint>,
    at: Timestamp,
    mut out: impl Write,
) -> Result<u64, NotWritten> {
    let mut reader = store.read_audit(through, at).await?;
    let mut rows = 0_u64;
    while let Some(pieces) = reader.next().await? {
        for piece in pieces {
            let line = piece.map_err(NotWritten::Changed)?;
            rows = rows.saturating_add(u64::from(line.is_row()));
            out.write_all(line.write()?.as_bytes())?;
        }
    }
    out.flush()?;
    Ok(rows)
}

/// Holds the log in the database against its chain. The inner result says whether it fits.
///
/// # Errors
/// A failure of the database.
pub async fn verify(
    store: &Store,
    noted: Option<Noted>,
    at: Timestamp,
) -> Result<std::result::Result<Report, Misfit>, StoreError> {
    let mut reader = store.read_audit(None, at).await?;
    let mut verifier = Verifier::new(noted);
    while let Some(pieces) = reader.next().await? {
        for piece in pieces {
            if let Err(misfit) = piece.and_then(|line| verifier.take(&line)) {
                return Ok(Err(misfit));
            }
        }
    }
    Ok(verifier.finish())
}
