//! The bill and usage files, delivered into a bucket as simulated time goes by (sheet billing,
//! `x-files`). [`schedule`] says which are due, [`columns`] what they look like; the records are
//! the charges of every customer.
//!
//! A task of its own writes them: at the start, when the clock is moved, when a delivery falls
//! due, and when the control plane asks, which also waits until everything is there. A file is
//! written once; with a state file, those in the bucket from earlier runs stay. Customers are
//! gone through one by one and never gathered.

mod archive;
mod columns;
mod place;
mod schedule;

use std::collections::HashSet;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use futures::TryStreamExt;
use object_store::ObjectStore;
use object_store::buffered::BufWriter;
use object_store::path::Path;
use tokio::sync::{mpsc, oneshot};
use tokio_util::io::SyncIoBridge;
use tokio_util::sync::CancellationToken;

use super::book;
use super::state::World;
use archive::{Archive, RECORDS};
use schedule::{Delivery, Kind};

pub use place::{Access, Place};

/// Simulated time runs at the speed of the clock on the wall: deliveries are looked for so often.
const LOOK: Duration = Duration::from_secs(60);

/// One archive that was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its path in the bucket.
    pub path: String,
    pub records: u64,
}

type Asked = Option<oneshot::Sender<Result<Vec<Written>, String>>>;

/// Asks for deliveries.
#[derive(Clone)]
pub struct Bell(mpsc::UnboundedSender<Asked>);

impl Bell {
    /// Has the due files written, without waiting for that.
    pub fn ring(&self) {
        let _ = self.0.send(None);
    }

    /// Has the due files written and waits; answers those that were not there yet.
    pub async fn wait(&self) -> Result<Vec<Written>, String> {
        let (answer, written) = oneshot::channel();
        let gone = || "the simulator is stopping".to_owned();
        self.0.send(Some(answer)).map_err(|_| gone())?;
        written.await.map_err(|_| gone())?
    }
}

/// Writes files when it is rung for.
pub struct Courier {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
    written: HashSet<String>,
    asked: mpsc::UnboundedReceiver<Asked>,
}

impl Courier {
    /// `keep`: files that are in the bucket already are of this simulation.
    pub async fn new(place: &Place, keep: bool) -> anyhow::Result<(Self, Bell)> {
        let (store, prefix) = place.open()?;
        let mut written = HashSet::new();
        if keep {
            let mut there = store.list(Some(&prefix));
            while let Some(object) = there.try_next().await? {
                written.insert(object.location.to_string());
            }
        }
        let (bell, asked) = mpsc::unbounded_channel();
        Ok((Self { store, prefix, written, asked }, Bell(bell)))
    }

    /// Delivers until `stop`.
    pub async fn run(mut self, world: Arc<World>, stop: CancellationToken) {
        let mut asked: Option<Asked> = None;
        loop {
            let done = self.deliver(&world, &stop).await;
            if let Err(error) = &done
                && !stop.is_cancelled()
            {
                tracing::warn!(error, "simulator: the files could not be written");
            }
            if let Some(answer) = asked.flatten() {
                let _ = answer.send(done);
            }
            asked = tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(LOOK) => None,
                asked = self.asked.recv() => asked,
            };
        }
    }

    async fn deliver(
        &mut self,
        world: &Arc<World>,
        stop: &CancellationToken,
    ) -> Result<Vec<Written>, String> {
        let mut new = Vec::new();
        for delivery in schedule::due(world.tenant.day, world.now()) {
            let path = self.prefix.clone().join(delivery.folder()).join(delivery.archive());
            if self.written.contains(path.as_ref()) {
                continue;
            }
            let records =
                self.write(world, delivery, &path, stop).await.map_err(|e| format!("{path}: {e}"))?;
            self.written.insert(path.to_string());
            new.push(Written { path: path.to_string(), records });
        }
        Ok(new)
    }

    /// Nobody sees an archive that is not whole: the store shows it when it is closed.
    async fn write(
        &self,
        world: &Arc<World>,
        delivery: Delivery,
        path: &Path,
        stop: &CancellationToken,
    ) -> anyhow::Result<u64> {
        let mut out = SyncIoBridge::new(BufWriter::new(Arc::clone(&self.store), path.clone()));
        let (world, stop) = (Arc::clone(world), stop.clone());
        let (out, written) = tokio::task::spawn_blocking(move || {
            let written = fill(&world, &delivery, &mut out, &stop);
            let closed = written.and_then(|records| out.shutdown().map(|()| records));
            (out, closed)
        })
        .await?;
        // Dropping the writer gives up what was not closed.
        drop(out);
        Ok(written?)
    }
}

fn fill(world: &World, delivery: &Delivery, out: impl Write, stop: &CancellationToken) -> io::Result<u64> {
    let made = delivery.exported.unwrap_or(delivery.until);
    let mut archive = Archive::new(out, made, RECORDS);
    let every_customer = |use_it: &mut dyn FnMut(&book::Charges) -> io::Result<()>| {
        world.everybody().try_for_each(|index| {
            if stop.is_cancelled() {
                return Err(io::Error::other("the simulator is stopping"));
            }
            use_it(&book::of(world, index, delivery.month, delivery.until))
        })
    };
    match delivery.kind {
        Kind::Bill => archive.table(
            &columns::BILL,
            |n| delivery.csv("", n),
            |put| {
                every_customer(&mut |charges| {
                    charges
                        .lines
                        .iter()
                        .try_for_each(|line| put(&refs(&columns::bill(&charges.customer, line))))
                })
            },
        )?,
        Kind::Usage => archive.table(
            &columns::USAGE,
            |n| delivery.csv("", n),
            |put| {
                let cycle = delivery.cycle();
                every_customer(&mut |charges| {
                    let row = |line| columns::usage(&charges.customer, &cycle, line);
                    charges.lines.iter().try_for_each(|line| put(&refs(&row(line))))
                })
            },
        )?,
        Kind::OldUsage => {
            for (part, mode) in columns::PARTS {
                archive.table(
                    &columns::OLD_USAGE,
                    |n| delivery.csv(part, n),
                    |put| {
                        every_customer(&mut |charges| {
                            // Of yearly/monthly usage only that of the reseller model is there.
                            let wanted = charges.resale || mode != book::Mode::Subscription;
                            let lines = charges.lines.iter().filter(|line| wanted && line.mode == mode);
                            let row = |line| columns::old_usage(&charges.customer, line);
                            lines.map(row).try_for_each(|row| put(&refs(&row)))
                        })
                    },
                )?;
            }
        }
    }
    archive.finish()
}

fn refs<const N: usize>(row: &[String; N]) -> [&str; N] {
    row.each_ref().map(String::as_str)
}
