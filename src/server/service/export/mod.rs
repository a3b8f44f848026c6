//! Lists as files: exactly the rows that the filters let through, on every page, in the order
//! asked for, as CSV or as a workbook of Excel.
//!
//! An export is data leaving the house, so it is a deed: its entry in the audit log is opened
//! before the first row is read, and completed with the number of rows when the last one was
//! taken by the browser. The rows are read and written a batch at a time, so that a list of any
//! length needs the memory of two batches; they are sent when all of them are written (`spool`).

pub mod audit_log;

mod activity;
mod budgets;
mod bulk;
mod cells;
mod csv;
mod customers;
mod follow_ups;
mod orders;
mod renewals;
mod resellers;
mod spool;
mod workbook;

use super::audit::{self, Opened, Verdict};
use super::mirror::Part as Mirrored;
use super::{Error, Result};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::{Fetch, ListContext, Stored};
use bytes::Bytes;
use cells::Column;
use model::audit::{AuditAction, AuditOutcome};
use model::error::AppError;
use model::ids::AuditId;
use model::time::Timestamp;
use model::users::Permission;
use spool::Spool;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::sync::oneshot;
use tracing::Instrument;

/// A list that can be taken away, with the filter that says which of its rows.
pub trait Exported: Stored {
    /// The part of the mirror that it comes from; `None` where this desk knows it by itself.
    const PART: Option<Mirrored>;

    /// Its columns, in order. Their names are for other programs: English and stable, so that
    /// what somebody built upon a file still works in the next one and in the other language.
    fn columns() -> &'static [Column<Self::Row>];

    /// Whether a row belongs into the file. The export's own entry of the log, which did not exist when
    /// the list was shown, does not.
    fn holds(_row: &Self::Row, _export: &AuditId) -> bool {
        true
    }
}

/// The kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Comma-separated values.
    Csv,
    /// A workbook of Excel.
    Workbook,
}

impl FileKind {
    /// The end of its name.
    fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Workbook => "xlsx",
        }
    }

    /// Its media type.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// One running export.
struct Run<'a> {
    desk: &'a Desk,
    ctx: &'a Ctx,
    /// Its own entry.
    entry: &'a AuditId,
    /// The same for every batch: windows are counted from one instant.
    asked: ListContext<'a>,
    kind: FileKind,
}

impl Run<'_> {
    /// Something that is not expected to fail did.
    fn broken(&self, error: impl std::fmt::Display) -> Error {
        tracing::error!(%error, request = %self.ctx.request, "rows could not be written to a file");
        AppError::Internal(self.ctx.request.clone()).into()
    }
}

/// A file that is being sent.
pub struct Export {
    /// What to call it.
    pub name: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its length, bytes.
    pub length: u64,
    sent: u64,
    parts: Receiver<Bytes>,
    ctx: Ctx,
}

impl Export {
    /// The next part; nothing after the last one. A file that was broken off ends with an error,
    /// so that a part of a list is never taken for all of it.
    pub async fn next(&mut self) -> Option<Result<Bytes>> {
        match self.parts.recv().await {
            Some(part) => {
                self.sent = self.sent.saturating_add(u64::try_from(part.len()).unwrap_or(u64::MAX));
                Some(Ok(part))
            }
            None if self.sent >= self.length => None,
            None => {
                // Told once.
                self.sent = self.length;
                Some(Err(AppError::Internal(self.ctx.request.clone()).into()))
            }
        }
    }
}

/// Writes an export, and starts to send it. It continues as the parts are consumed; a stop of the server
/// waits for it.
///
/// # Errors
/// [`AppError::NotAllowed`], or a failure of the database or of the disk before the last row is written.
pub async fn begin<L: Exported>(desk: &Desk, ctx: &Ctx, list: L, kind: FileKind) -> Result<Export> {
    ctx.allow(L::ACTION)?;
    ctx.allow(Permission::ExportPersonalData)?;
    let now = desk.clock.now();
    let (sink, parts) = mpsc::channel(1);
    let (ready, written) = oneshot::channel();
    let work = export(desk.clone(), ctx.clone(), (list, kind), now, (ready, sink));
    desk.tasks.spawn(work.instrument(tracing::Span::current()));
    let file = (L::NAME.replace('/', "-"), kind.extension(), kind.content_type());
    announced(ctx, file, now, written, parts).await
}

/// The file when it is written: its subject, the end of its name and its media type are known before.
async fn announced(
    ctx: &Ctx,
    (subject, extension, content_type): (String, &str, &'static str),
    now: Timestamp,
    written: oneshot::Receiver<Result<u64>>,
    parts: Receiver<Bytes>,
) -> Result<Export> {
    let length = match written.await {
        Ok(length) => length?,
        Err(_) => return Err(AppError::Internal(ctx.request.clone()).into()),
    };
    let name = format!("partnerdesk-{subject}-{}.{extension}", now.strftime("%Y-%m-%d-%H%MZ"));
    Ok(Export { name, content_type, length, sent: 0, parts, ctx: ctx.clone() })
}

/// Why an export ended early.
enum Stopped {
    /// The browser went away.
    Gone,
    /// Something failed here.
    Broken(Error),
}

impl Verdict for Stopped {
    fn ended(&self) -> AuditOutcome {
        AuditOutcome::Failed
    }

    fn code(&self) -> Option<String> {
        match self {
            Self::Gone => Some("broken-off".to_owned()),
            Self::Broken(error) => error.code(),
        }
    }
}

async fn export<L: Exported>(
    desk: Desk,
    ctx: Ctx,
    (list, kind): (L, FileKind),
    now: Timestamp,
    (ready, sink): (oneshot::Sender<Result<u64>>, Sender<Bytes>),
) {
    let opened = match open(&desk, &ctx, &list).await {
        Ok(opened) => opened,
        Err(error) => {
            ready.send(Err(error)).ok();
            return;
        }
    };
    let run = Run { desk: &desk, ctx: &ctx, entry: opened.id(), asked: ctx.of_list(now), kind };
    let written = write(&run, &list).await;
    finish(&desk, &ctx, opened, written, (ready, sink)).await;
}

/// Sends what was written, and completes its entry.
async fn finish(
    desk: &Desk,
    ctx: &Ctx,
    opened: Opened,
    written: Result<(Spool, u64)>,
    (ready, sink): (oneshot::Sender<Result<u64>>, Sender<Bytes>),
) {
    let mut rows = 0;
    let (spool, length) = match written {
        Ok(written) => written,
        Err(error) => {
            let failed: Result<(), Stopped> = Err(Stopped::Broken(error));
            opened.complete(desk, &failed, &[], &[]).await;
            if let Err(Stopped::Broken(error)) = failed {
                ready.send(Err(error)).ok();
            }
            return;
        }
    };
    let (ended, last) = match ready.send(Ok(length)) {
        Ok(()) => sent(deliver(spool, &sink, &mut rows).await, ctx),
        Err(_) => (Err(Stopped::Gone), None),
    };
    let facts = [("rows".to_owned(), rows.to_string())];
    opened.complete(desk, &ended, &facts, &[]).await;
    if let Some(last) = last {
        // The browser has asked for it, or is gone, which no longer matters.
        sink.send(last).await.ok();
    }
}

fn sent(
    delivered: std::io::Result<Option<Bytes>>,
    ctx: &Ctx,
) -> (std::result::Result<(), Stopped>, Option<Bytes>) {
    match delivered {
        Ok(Some(last)) => (Ok(()), Some(last)),
        Ok(None) => (Err(Stopped::Gone), None),
        Err(error) => (Err(Stopped::Broken(disk_failed(&error, ctx))), None),
    }
}

/// Sends the file and counts its rows. Its last byte is handed back, to be sent when the log says that
/// all the others were taken; nothing when the browser went away.
async fn deliver(mut spool: Spool, sink: &Sender<Bytes>, rows: &mut usize) -> std::io::Result<Option<Bytes>> {
    while let Some((mut part, in_it)) = spool.next().await? {
        let last = spool.is_over().then(|| part.split_off(part.len().saturating_sub(1)));
        if sink.send(part).await.is_err() {
            return Ok(None);
        }
        *rows += in_it;
        if last.is_some() {
            // There is room again only when the part was taken.
            let taken = sink.reserve().await.is_ok();
            return Ok(last.filter(|_| taken));
        }
    }
    Ok(None)
}

fn disk_failed(error: &std::io::Error, ctx: &Ctx) -> Error {
    tracing::error!(%error, request = %ctx.request, "a list could not be kept on the disk");
    AppError::Internal(ctx.request.clone()).into()
}

async fn open<L: Exported>(desk: &Desk, ctx: &Ctx, list: &L) -> Result<Opened> {
    let filter = list.write().into_iter().filter(|(name, _)| *name != "page");
    let filter: Vec<String> = filter.map(|(name, value)| format!("{name}={value}")).collect();
    let facts = vec![("filter".to_owned(), filter.join(", "))];
    audit::open(desk, ctx, AuditAction::Export, None, Some(L::NAME), facts).await
}

/// A file that is being written.
enum Writer {
    Csv(Spool),
    Workbook(Box<workbook::Sheet>),
}

/// Reads and writes every row: the file, and its length in bytes.
async fn write<L: Exported>(run: &Run<'_>, list: &L) -> Result<(Spool, u64)> {
    let columns = L::columns();
    let mut writer = match run.kind {
        FileKind::Csv => {
            let mut spool = Spool::new().await.map_err(|error| run.broken(error))?;
            let head = csv::head(columns).map_err(|error| run.broken(error))?;
            spool.add(&head, 0).await.map_err(|error| run.broken(error))?;
            Writer::Csv(spool)
        }
        FileKind::Workbook => {
            Writer::Workbook(Box::new(workbook::Sheet::begin(columns).map_err(|error| run.broken(error))?))
        }
    };
    let mut cursor = None;
    loop {
        let mut batch = run.desk.store.fetch(&run.asked, list, Fetch::Many(cursor.as_ref())).await?;
        batch.rows.retain(|row| L::holds(row, run.entry));
        match &mut writer {
            Writer::Csv(spool) => {
                let lines = csv::body(columns, &batch.rows).map_err(|error| run.broken(error))?;
                spool.add(&lines, batch.rows.len()).await.map_err(|error| run.broken(error))?;
            }
            Writer::Workbook(sheet) => {
                sheet.add(columns, &batch.rows).map_err(|error| run.broken(error))?;
            }
        }
        cursor = match batch.next {
            Some(next) => Some(next),
            None => break,
        };
    }
    let mut spool = match writer {
        Writer::Csv(spool) => spool,
        Writer::Workbook(sheet) => packed(*sheet).await.map_err(|error| run.broken(error))?,
    };
    let length = spool.rewind().await.map_err(|error| run.broken(error))?;
    Ok((spool, length))
}

/// A workbook is packed beside the requests of others.
async fn packed(sheet: workbook::Sheet) -> anyhow::Result<Spool> {
    let rows = sheet.rows();
    let file = tokio::task::spawn_blocking(move || sheet.finish()).await??;
    Ok(Spool::of(file, rows).await?)
}
