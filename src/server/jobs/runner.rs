//! Repeats the jobs' steps until the server stops.

use super::{bulk, cleanup, janitor, seal};
use crate::server::service::{mirror::Part, sync};
use crate::server::state::Desk;
use std::future::Future;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Seconds that a lease lasts after it was last extended: a job pauses that long when its server
/// was killed in the middle of a step.
const LEASE: u32 = 15;
/// A running step extends its lease this often.
const EXTENDED_EVERY: Duration = Duration::from_secs(5);

/// Pause between two looks at what could not be read.
const AGAIN: Duration = Duration::from_secs(15);

/// The running jobs; dropping it ends them at the next await.
pub struct Jobs {
    tasks: JoinSet<()>,
    stop: CancellationToken,
}

impl Jobs {
    /// Starts the one that seals the audit log: it needs nothing that others read.
    pub fn start_sealing(desk: &Desk) -> Self {
        let mut jobs = Self::none();
        jobs.repeat(desk, "audit-seal", desk.settings.seal, |desk| async move { seal::step(&desk).await });
        jobs
    }

    fn none() -> Self {
        Self { tasks: JoinSet::new(), stop: CancellationToken::new() }
    }

    /// Starts all others.
    pub fn start(desk: &Desk) -> Self {
        let mut jobs = Self::none();
        let settings = &desk.settings;
        jobs.repeat(desk, "sync-customers", settings.sync_customers, |desk| {
            sync::step(desk, Part::Customers)
        });
        jobs.repeat(desk, "sync-budgets", settings.sync_budgets, |desk| sync::step(desk, Part::Budgets));
        jobs.repeat(desk, "sync-orders", settings.sync_orders, |desk| sync::step(desk, Part::Orders));
        jobs.repeat(desk, "sync-deadlines", settings.sync_deadlines, sync::deadlines);
        jobs.repeat(desk, "sync-resources", settings.sync_resources, |desk| {
            sync::step(desk, Part::Resources)
        });
        jobs.repeat(desk, "sync-again", AGAIN, sync::again);
        jobs.repeat(desk, "janitor", settings.janitor, |desk| async move { janitor::step(&desk).await });
        jobs.repeat(desk, "bulk", settings.bulk, |desk| async move { bulk::step(&desk).await });
        jobs.repeat(desk, "cleanup", settings.cleanup, |desk| async move { cleanup::step(&desk).await });
        jobs
    }

    /// Stops them and waits for the running step.
    pub async fn stop(mut self) {
        self.stop.cancel();
        while self.tasks.join_next().await.is_some() {}
    }

    fn repeat<F, Fut>(&mut self, desk: &Desk, name: &'static str, every: Duration, step: F)
    where
        F: Fn(Desk) -> Fut + Send + 'static,
        Fut: Future<Output = Result<(), crate::server::service::Error>> + Send,
    {
        let desk = desk.clone();
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            loop {
                let pause = match leased(&desk, name, step(desk.clone())).await {
                    Ok(true) => every,
                    // Another server has the lease, or the step had nothing to build on yet: try again
                    // soon.
                    Ok(false) => every.min(Duration::from_secs(5)),
                    Err(error) => {
                        tracing::warn!(job = name, ?error, "a job's step failed");
                        every.min(Duration::from_secs(15))
                    }
                };
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = tokio::time::sleep(pause) => {}
                }
            }
        });
    }
}

/// Runs a step while holding its lease; `false` when another server holds it.
pub async fn leased(
    desk: &Desk,
    name: &str,
    step: impl Future<Output = Result<(), crate::server::service::Error>>,
) -> Result<bool, crate::server::service::Error> {
    let holder = desk.ids.instance();
    if !desk.store.take_lease(name, holder, desk.clock.now(), LEASE).await? {
        return Ok(false);
    }
    let result = tokio::select! {
        // In one order, so that a simulation of it repeats itself.
        biased;
        result = step => result,
        never = extending(desk, name) => match never {},
    };
    desk.store.release_lease(name, holder).await?;
    result.map(|()| true)
}

/// Keeps a lease for as long as this is polled.
async fn extending(desk: &Desk, name: &str) -> std::convert::Infallible {
    loop {
        tokio::time::sleep(EXTENDED_EVERY).await;
        match desk.store.take_lease(name, desk.ids.instance(), desk.clock.now(), LEASE).await {
            Ok(true) => {}
            Ok(false) => tracing::warn!(job = name, "another server does this job as well"),
            Err(error) => tracing::warn!(job = name, %error, "a job's lease could not be extended"),
        }
    }
}
