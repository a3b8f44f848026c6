//! The task that writes bill and usage files: at the start, when the clock is moved, when a
//! delivery is due, and when the control plane requests it and waits for the result.
//!
//! A file is written once; with a state file, those from earlier runs are kept. Customers are
//! processed one by one and never all in memory.

use std::collections::HashSet;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use futures::TryStreamExt;
use object_store::ObjectStore;
use object_store::buffered::BufWriter;
use object_store::path::Path;
use tokio::sync::mpsc;
use tokio_util::io::SyncIoBridge;
use tokio_util::sync::CancellationToken;

use crate::files::archive::{Archive, RECORDS};
use crate::files::columns;
use crate::files::destination::Destination;
use crate::files::notifier::{DeliveryRequest, Notifier, Written};
use crate::files::schedule::{self, Delivery, Kind};
use crate::world::charges::charge::Charge;
use crate::world::{CustomerCharges, World};

/// Interval between two checks for due deliveries, by the wall clock.
const CHECK_INTERVAL: Duration = Duration::from_secs(60);

/// Writes due files on request.
pub struct DeliveryTask {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
    written: HashSet<String>,
    requests: mpsc::UnboundedReceiver<DeliveryRequest>,
}

impl DeliveryTask {
    /// `keep`: files already in the bucket belong to this simulation.
    pub async fn new(destination: &Destination, keep: bool) -> anyhow::Result<(Self, Notifier)> {
        let (store, prefix) = destination.open()?;
        let mut written = HashSet::new();
        if keep {
            let mut there = store.list(Some(&prefix));
            while let Some(object) = there.try_next().await? {
                written.insert(object.location.to_string());
            }
        }
        let (notifier, requests) = Notifier::new();
        Ok((Self { store, prefix, written, requests }, notifier))
    }

    /// Runs until `stop`.
    pub async fn run(mut self, world: Arc<World>, stop: CancellationToken) {
        let mut asked: Option<DeliveryRequest> = None;
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
                () = tokio::time::sleep(CHECK_INTERVAL) => None,
                asked = self.requests.recv() => asked,
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

    /// An incomplete archive is never visible: the store publishes it when it is closed.
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
        // Dropping the writer discards what was not closed.
        drop(out);
        Ok(written?)
    }
}

fn fill(world: &World, delivery: &Delivery, out: impl Write, stop: &CancellationToken) -> io::Result<u64> {
    let made = delivery.exported.unwrap_or(delivery.until);
    let mut archive = Archive::new(out, made, RECORDS);
    let every_customer = |use_it: &mut dyn FnMut(&CustomerCharges) -> io::Result<()>| {
        world.all_customers().try_for_each(|index| {
            if stop.is_cancelled() {
                return Err(io::Error::other("the simulator is stopping"));
            }
            use_it(&world.charges(index, delivery.month, delivery.until))
        })
    };
    match delivery.kind {
        Kind::Bill => archive.table(
            &columns::BILL,
            |n| delivery.csv("", n),
            |put| {
                every_customer(&mut |charges| {
                    charges
                        .charges
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
                    charges.charges.iter().try_for_each(|line| put(&refs(&row(line))))
                })
            },
        )?,
        Kind::OldUsage => {
            for part in columns::PARTS {
                archive.table(
                    &columns::OLD_USAGE,
                    |n| delivery.csv(part, n),
                    |put| {
                        every_customer(&mut |charges| {
                            // For yearly/monthly usage only the form of the reseller model is
                            // written.
                            let wanted = charges.resale || part != columns::MONTHLY_YEARLY;
                            let of_part = |line: &&Charge| wanted && columns::part(line) == part;
                            let lines = charges.charges.iter().filter(of_part);
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
