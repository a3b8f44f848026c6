//! The audit log with its proof, for administrators.

use super::spool::Spool;
use super::{Export, announced, finish};
use crate::server::ctx::Ctx;
use crate::server::service::audit_proof::{self, NotWritten, SUBJECT};
use crate::server::service::{Error, Result, audit};
use crate::server::state::Desk;
use bytes::Bytes;
use model::audit::AuditAction;
use model::error::AppError;
use model::time::Timestamp;
use model::users::Permission;
use std::io::BufWriter;
use tokio::sync::mpsc::{self, Sender};
use tokio::sync::oneshot;
use tracing::Instrument;

/// Its media type: one JSON object a line.
pub const CONTENT_TYPE: &str = "application/x-ndjson";

/// Writes the log with its proof, and starts to send it. It continues as the parts are consumed; a stop of the server
/// waits for it.
///
/// # Errors
/// [`AppError::NotAllowed`], or a failure of the database or of the disk before the last row is written.
pub async fn begin(desk: &Desk, ctx: &Ctx) -> Result<Export> {
    ctx.allow(Permission::Administer)?;
    let now = desk.clock.now();
    let (sink, parts) = mpsc::channel(1);
    let (ready, written) = oneshot::channel();
    let work = export(desk.clone(), ctx.clone(), now, (ready, sink));
    desk.tasks.spawn(work.instrument(tracing::Span::current()));
    announced(ctx, (SUBJECT.to_owned(), "jsonl", CONTENT_TYPE), now, written, parts).await
}

async fn export(
    desk: Desk,
    ctx: Ctx,
    now: Timestamp,
    (ready, sink): (oneshot::Sender<Result<u64>>, Sender<Bytes>),
) {
    match audit::open(&desk, &ctx, AuditAction::Export, None, Some(SUBJECT), Vec::new()).await {
        Ok(opened) => {
            let written = write(&desk, &ctx, now).await;
            finish(&desk, &ctx, opened, written, (ready, sink)).await;
        }
        Err(error) => {
            ready.send(Err(error)).ok();
        }
    }
}

/// As the file is on the disk before it is sent, its length is known.
async fn write(desk: &Desk, ctx: &Ctx, now: Timestamp) -> Result<(Spool, u64)> {
    audit_proof::seal(desk).await?;
    let written = async {
        let file = tempfile::tempfile()?;
        let rows = audit_proof::write(&desk.store, None, now, BufWriter::new(&file)).await?;
        let mut spool = Spool::of(file, usize::try_from(rows).unwrap_or(usize::MAX)).await?;
        let length = spool.rewind().await?;
        Ok::<_, NotWritten>((spool, length))
    };
    written.await.map_err(|error| match error {
        NotWritten::Store(error) => error.into(),
        NotWritten::Service(error) => error,
        error @ (NotWritten::File(_) | NotWritten::Line(_) | NotWritten::Changed(_)) => {
            tracing::error!(%error, request = %ctx.request, "the audit log could not be written to a file");
            Error::from(AppError::Internal(ctx.request.clone()))
        }
    })
}
