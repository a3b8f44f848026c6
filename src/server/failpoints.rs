//! The one seam for tests (feature `sim`): places in front of statements of the database, for the
//! simulation of crashes and of desks side by side. Whoever runs a future inside of [`scope`]
//! decides at each point when it goes on, or that it never does. Outside, and in every release, a
//! point is nothing.
//!
//! There is a point before a statement that stands alone, before a transaction begins and after it
//! was committed. There is none inside of a transaction: what is held there would hold the
//! database's lock, and everybody else with it.
//!
//! Nothing here or anywhere in `src` does wrong on purpose. What the simulation breaks it breaks
//! from outside: with another network, with other settings, with a service of its own.
//!
//! Why not the crate `fail`: its registry is one for the process, keyed by name, and its points
//! block a thread. The simulation runs a seed on each core at once and all actors of a seed on one
//! thread, so that a point has to know whose it is and has to wait without the thread. That is a
//! task-local and a future: the lines below.

/// Kept while the database works on a statement.
#[must_use]
pub struct AtWork {
    #[cfg(feature = "sim")]
    _at_work: Option<sim::AtWork>,
}

/// Before a statement that stands alone, or a transaction. `_point` is its name in traces.
pub async fn before(_point: &'static str) -> AtWork {
    #[cfg(feature = "sim")]
    sim::pass(_point).await;
    within()
}

/// A statement inside of a transaction.
pub fn within() -> AtWork {
    AtWork {
        #[cfg(feature = "sim")]
        _at_work: sim::at_work(),
    }
}

/// After a transaction was committed; `_at_work` is over then.
pub async fn committed(_at_work: AtWork) {
    #[cfg(feature = "sim")]
    {
        drop(_at_work);
        sim::pass("committed").await;
    }
}

#[cfg(feature = "sim")]
pub use sim::{Failpoints, scope};

#[cfg(feature = "sim")]
mod sim {
    use futures::future::BoxFuture;
    use std::future::Future;
    use std::sync::Arc;

    /// Who decides what happens at the points.
    pub trait Failpoints: Send + Sync {
        /// Ready when whoever has come to the point may go on.
        fn pass(&self, point: &'static str) -> BoxFuture<'static, ()>;
        /// The database begins to work on a statement, or is done with it.
        fn at_work(&self, begins: bool);
    }

    tokio::task_local! {
        static FAILPOINTS: Arc<dyn Failpoints>;
    }

    /// Runs a future; its statements pass these points.
    pub async fn scope<F: Future>(failpoints: Arc<dyn Failpoints>, future: F) -> F::Output {
        FAILPOINTS.scope(failpoints, future).await
    }

    pub(super) async fn pass(point: &'static str) {
        if let Ok(passing) = FAILPOINTS.try_with(|failpoints| failpoints.pass(point)) {
            passing.await;
        }
    }

    /// Tells the failpoints when it is made and when it is dropped.
    pub(super) struct AtWork(Arc<dyn Failpoints>);

    pub(super) fn at_work() -> Option<AtWork> {
        let failpoints = FAILPOINTS.try_with(Arc::clone).ok()?;
        failpoints.at_work(true);
        Some(AtWork(failpoints))
    }

    impl Drop for AtWork {
        fn drop(&mut self) {
            self.0.at_work(false);
        }
    }
}
