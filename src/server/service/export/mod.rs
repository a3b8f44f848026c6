//! Lists as files: exactly the rows that the filters let through, on every page, in the order
//! asked for, as CSV.
//!
//! An export is data leaving the house, so it is a deed: its entry in the audit log is opened
//! before the first row is read, and completed with the number of rows when the last one was
//! taken by the browser. The rows are read and written a batch at a time, so that a list of any
//! length needs the memory of two batches.

mod activity;
mod budgets;
mod bulk;
mod cells;
mod customers;
mod orders;
mod renewals;
mod resellers;

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

/// One running export.
struct Run<'a> {
    desk: &'a Desk,
    ctx: &'a Ctx,
    /// Its own entry.
    entry: &'a AuditId,
    /// The same for every batch: windows are counted from one instant.
    asked: ListContext<'a>,
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
pub async fn begin<L: Exported>(desk: &Desk, ctx: &Ctx, list: L) -> Result<Export> {
    ctx.allow(L::ACTION)?;
    let now = desk.clock.now();
    let (sink, mut parts) = mpsc::channel(1);
    let work = export(desk.clone(), ctx.clone(), list, now, sink);
    desk.tasks.spawn(work.instrument(tracing::Span::current()));
    let first = match parts.recv().await {
        Some(Ok(Part::Rows(first))) => first,
        Some(Err(error)) => return Err(error),
        Some(Ok(Part::End)) | None => return Err(AppError::Internal(ctx.request.clone()).into()),
    };
    let list = L::NAME.replace('/', "-");
    let name = format!("partnerdesk-{list}-{}.csv", now.strftime("%Y-%m-%d-%H%MZ"));
    Ok(Export { name, first: Some(first), rest: Some(parts), ctx: ctx.clone() })
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

async fn export<L: Exported>(desk: Desk, ctx: Ctx, list: L, now: Timestamp, sink: Sender<Result<Part>>) {
    let opened = match open(&desk, &ctx, &list).await {
        Ok(opened) => opened,
        Err(error) => {
            sink.send(Err(error)).await.ok();
            return;
        }
    };
    let run = Run { desk: &desk, ctx: &ctx, entry: opened.id(), asked: ctx.of_list(now) };
    let mut rows = 0;
    let mut ended = write(&run, &list, &sink, &mut rows).await;
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

/// Reads and sends every row, and counts the rows sent.
async fn write<L: Exported>(
    run: &Run<'_>,
    list: &L,
    sink: &Sender<Result<Part>>,
    count: &mut usize,
) -> Result<(), Stopped> {
    let broken = |error: csv::Error| {
        tracing::error!(%error, request = %run.ctx.request, "rows could not be written as CSV");
        Stopped::Broken(AppError::Internal(run.ctx.request.clone()).into())
    };
    let columns = L::columns();
    let mut part = cells::head(columns).map_err(broken)?;
    let mut cursor = None;
    loop {
        let batch = run.desk.store.fetch(&run.asked, list, Fetch::Many(cursor.as_ref())).await;
        let mut batch = batch.map_err(|error| Stopped::Broken(error.into()))?;
        batch.rows.retain(|row| L::holds(row, run.entry));
        part.extend(cells::body(columns, &batch.rows).map_err(broken)?);
        let rows = Part::Rows(std::mem::take(&mut part).into());
        sink.send(Ok(rows)).await.map_err(|_| Stopped::Gone)?;
        *count += batch.rows.len();
        cursor = match batch.next {
            Some(next) => Some(next),
            None => return Ok(()),
        };
    }
}
