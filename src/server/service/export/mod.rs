//! Lists as files: exactly the rows that the filters let through, on every page, in the order
//! asked for, as CSV or as a workbook of Excel.
//!
//! An export is data leaving the house, so it is a deed: its entry in the audit log is opened
//! before the first row is read, and completed with the number of rows when the last one was
//! taken by the browser. The rows are read and written a batch at a time, so that a list of any
//! length needs the memory of two batches.

mod activity;
mod budgets;
mod bulk;
mod cells;
mod csv;
mod customers;
mod orders;
mod renewals;
mod resellers;
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
use tokio::io::AsyncReadExt;
use tokio::sync::mpsc::{self, Receiver, Sender};
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

/// Bytes of a workbook that are sent at a time.
const PART_BYTES: usize = 64 * 1024;

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
    sink: &'a Sender<Result<Part>>,
}

impl Run<'_> {
    async fn send(&self, bytes: Vec<u8>) -> Result<(), Stopped> {
        self.sink.send(Ok(Part::Rows(bytes.into()))).await.map_err(|_| Stopped::Gone)
    }

    /// Something that is not expected to fail did.
    fn broken(&self, error: impl std::fmt::Display) -> Stopped {
        tracing::error!(%error, request = %self.ctx.request, "rows could not be written to a file");
        Stopped::Broken(AppError::Internal(self.ctx.request.clone()).into())
    }
}

/// A chunk for the response body.
enum Part {
    Rows(Bytes),
    /// The file is whole.
    End,
}

/// A file that is being written.
pub struct Export {
    /// What to call it.
    pub name: String,
    /// Its kind.
    pub kind: FileKind,
    first: Option<Bytes>,
    rest: Option<Receiver<Result<Part>>>,
    ctx: Ctx,
}

impl Export {
    /// The next part; nothing after the last one. A file that was broken off ends with an error,
    /// so that a part of a list is never taken for all of it.
    pub async fn next(&mut self) -> Option<Result<Bytes>> {
        if let Some(first) = self.first.take() {
            return Some(Ok(first));
        }
        let failure = match self.rest.as_mut()?.recv().await {
            Some(Ok(Part::Rows(rows))) => return Some(Ok(rows)),
            Some(Ok(Part::End)) => None,
            Some(Err(error)) => Some(Err(error)),
            None => Some(Err(AppError::Internal(self.ctx.request.clone()).into())),
        };
        self.rest = None;
        failure
    }
}

/// Starts an export. It continues as the chunks are consumed; a stop of the server waits for it.
///
/// # Errors
/// [`AppError::NotAllowed`], or a failure of the database before the first rows.
pub async fn begin<L: Exported>(desk: &Desk, ctx: &Ctx, list: L, kind: FileKind) -> Result<Export> {
    ctx.allow(L::ACTION)?;
    let now = desk.clock.now();
    let (sink, mut parts) = mpsc::channel(1);
    let work = export(desk.clone(), ctx.clone(), (list, kind), now, sink);
    desk.tasks.spawn(work.instrument(tracing::Span::current()));
    let first = match parts.recv().await {
        Some(Ok(Part::Rows(first))) => first,
        Some(Err(error)) => return Err(error),
        Some(Ok(Part::End)) | None => return Err(AppError::Internal(ctx.request.clone()).into()),
    };
    let list = L::NAME.replace('/', "-");
    let name = format!("partnerdesk-{list}-{}.{}", now.strftime("%Y-%m-%d-%H%MZ"), kind.extension());
    Ok(Export { name, kind, first: Some(first), rest: Some(parts), ctx: ctx.clone() })
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
    sink: Sender<Result<Part>>,
) {
    let opened = match open(&desk, &ctx, &list).await {
        Ok(opened) => opened,
        Err(error) => {
            sink.send(Err(error)).await.ok();
            return;
        }
    };
    let run = Run { desk: &desk, ctx: &ctx, entry: opened.id(), asked: ctx.of_list(now), kind, sink: &sink };
    let mut rows = 0;
    let mut ended = write(&run, &list, &mut rows).await;
    // There is room again only when the last part was taken.
    let room = sink.reserve().await;
    if ended.is_ok() && room.is_err() {
        ended = Err(Stopped::Gone);
    }
    let facts = [("rows".to_owned(), rows.to_string())];
    opened.complete(&desk, &ended, &facts, &[]).await;
    if let Ok(room) = room {
        match ended {
            Err(Stopped::Broken(error)) => room.send(Err(error)),
            Ok(()) | Err(Stopped::Gone) => room.send(Ok(Part::End)),
        }
    }
}

async fn open<L: Exported>(desk: &Desk, ctx: &Ctx, list: &L) -> Result<Opened> {
    let filter = list.write().into_iter().filter(|(name, _)| *name != "page");
    let filter: Vec<String> = filter.map(|(name, value)| format!("{name}={value}")).collect();
    let facts = vec![("filter".to_owned(), filter.join(", "))];
    audit::open(desk, ctx, AuditAction::Export, None, Some(L::NAME), facts).await
}

/// A file that is being written.
enum Writer {
    /// What was not sent yet.
    Csv(Vec<u8>),
    Workbook(Box<workbook::Sheet>),
}

/// Reads and sends every row, and counts the rows sent. A workbook is sent when it is whole: what stands
/// at its end says where everything is.
async fn write<L: Exported>(run: &Run<'_>, list: &L, count: &mut usize) -> Result<(), Stopped> {
    let columns = L::columns();
    let mut writer = match run.kind {
        FileKind::Csv => Writer::Csv(csv::head(columns).map_err(|error| run.broken(error))?),
        FileKind::Workbook => {
            Writer::Workbook(Box::new(workbook::Sheet::begin(columns).map_err(|error| run.broken(error))?))
        }
    };
    let mut cursor = None;
    loop {
        let batch = run.desk.store.fetch(&run.asked, list, Fetch::Many(cursor.as_ref())).await;
        let mut batch = batch.map_err(|error| Stopped::Broken(error.into()))?;
        batch.rows.retain(|row| L::holds(row, run.entry));
        match &mut writer {
            Writer::Csv(part) => {
                part.extend(csv::body(columns, &batch.rows).map_err(|error| run.broken(error))?);
                run.send(std::mem::take(part)).await?;
            }
            Writer::Workbook(sheet) => {
                sheet.add(columns, &batch.rows).map_err(|error| run.broken(error))?;
            }
        }
        *count += batch.rows.len();
        cursor = match batch.next {
            Some(next) => Some(next),
            None => break,
        };
    }
    match writer {
        Writer::Csv(_) => Ok(()),
        Writer::Workbook(sheet) => send_workbook(run, *sheet).await,
    }
}

async fn send_workbook(run: &Run<'_>, sheet: workbook::Sheet) -> Result<(), Stopped> {
    let packed = tokio::task::spawn_blocking(move || sheet.finish()).await;
    let file = packed.map_err(|error| run.broken(error))?.map_err(|error| run.broken(error))?;
    let mut file = tokio::fs::File::from_std(file);
    loop {
        let mut part = Vec::with_capacity(PART_BYTES);
        let most = u64::try_from(PART_BYTES).unwrap_or(u64::MAX);
        let read = (&mut file).take(most).read_to_end(&mut part).await.map_err(|error| run.broken(error))?;
        if read == 0 {
            return Ok(());
        }
        run.send(part).await?;
    }
}
