//! Sealing, and how far it is.

use super::super::{Error, Result};
use crate::server::ctx::Ctx;
use crate::server::state::Desk;
use crate::server::store::{SealState, Sealing};
use chain::Checkpoint;
use model::audit::SealView;
use model::time::Timestamp;
use model::users::Permission;
use std::time::Duration;

/// Rows sealed in one transaction, and closed by one checkpoint.
const AT_ONCE: u32 = 1_000;

/// Rows that have waited for this long say that sealing does not work; longer where it happens more rarely.
const BEHIND_AFTER: Duration = Duration::from_secs(300);

/// Seals the rows that wait. Each checkpoint is said in the log of this server: kept elsewhere, it shows later that the
/// end of the audit log was not cut off.
///
/// # Errors
/// A failure of the database.
pub async fn seal(desk: &Desk) -> Result<()> {
    loop {
        match desk.store.seal_rows(desk.clock.now(), AT_ONCE).await? {
            Sealing::Sealed(checkpoint) => {
                let Checkpoint { number, hash, proven, last, .. } = &checkpoint;
                let rows = checkpoint.counts.all();
                tracing::info!(checkpoint = number, %hash, rows, through = last, proven, "audit log sealed");
                if *proven && rows < u64::from(AT_ONCE) {
                    return Ok(());
                }
            }
            Sealing::Nothing | Sealing::OtherServer => return Ok(()),
        }
    }
}

/// How far the log is sealed, for those who may read it.
///
/// # Errors
/// [`model::error::AppError::NotAllowed`], or a failure of the database.
pub async fn show(desk: &Desk, ctx: &Ctx) -> Result<SealView> {
    ctx.allow(Permission::ReadAudit)?;
    let state = desk.store.seal_state().await?;
    let is_behind = is_behind(desk, &state, desk.clock.now());
    let at = |seconds| Timestamp::from_second(seconds).ok();
    Ok(SealView {
        sealed_at: state.checkpoint.as_ref().and_then(|last| at(last.made_at)),
        checkpoint: state.checkpoint.map(|last| (last.number, last.hash.to_string())),
        waiting: state.waiting,
        is_behind,
        may_export: ctx.allow(Permission::Administer).is_ok(),
    })
}

/// Whether rows have waited for too long, for those who may read them.
///
/// # Errors
/// A failure of the database.
pub async fn is_behind_for(desk: &Desk, ctx: &Ctx) -> Result<bool> {
    if ctx.allow(Permission::ReadAudit).is_err() {
        return Ok(false);
    }
    Ok(is_behind(desk, &desk.store.seal_state().await?, desk.clock.now()))
}

fn is_behind(desk: &Desk, state: &SealState, now: Timestamp) -> bool {
    let patience = BEHIND_AFTER.max(desk.settings.seal.saturating_mul(3));
    state.waiting_since.is_some_and(|since| waited(since, now) > patience)
}

/// Nothing where the clock of another server is ahead.
fn waited(since: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(now.duration_since(since)).unwrap_or_default()
}

/// What monitoring learns.
#[derive(Clone, Debug)]
pub struct SealFigures {
    /// Rows that wait to be sealed.
    pub waiting: u64,
    /// For how long the first of them has waited; nothing when none waits.
    pub waited: Duration,
    /// Whether sealing does not keep up.
    pub is_behind: bool,
    /// Number and hash of the last checkpoint of the hour before: a new one once an hour at most, as each is a series of
    /// its own.
    pub noted: Option<(u64, String)>,
}

/// The figures as they are now.
///
/// # Errors
/// A failure of the database.
pub async fn figures(desk: &Desk) -> Result<SealFigures, Error> {
    let now = desk.clock.now();
    let state = desk.store.seal_state().await?;
    let hour = now.as_second().div_euclid(3_600).saturating_mul(3_600);
    let noted = match Timestamp::from_second(hour) {
        Ok(hour) => desk.store.checkpoint_before(hour).await?,
        Err(_) => None,
    };
    Ok(SealFigures {
        waiting: state.waiting,
        waited: state.waiting_since.map(|since| waited(since, now)).unwrap_or_default(),
        is_behind: is_behind(desk, &state, now),
        noted: noted.map(|checkpoint| (checkpoint.number, checkpoint.hash.to_string())),
    })
}
