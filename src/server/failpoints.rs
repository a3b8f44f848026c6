//! Failpoints for tests (feature `sim`) in front of database statements, to simulate crashes and
//! concurrent desks. A future that runs inside of [`scope`] stops at each point until its caller
//! lets it continue, or never continues. Outside, and in every release, a point is nothing.
//!
//! There is a point before a single statement, before a transaction begins and after it was
//! committed. There is none inside of a transaction: a future that stops there would hold the
//! database's lock and block everybody else.
//!
//! Nothing here or anywhere in `src` fails on purpose. The simulation injects faults from outside:
//! with another network, with other settings, with a service of its own.
//!
//! Why not the crate `fail`: its registry is one for the process, keyed by name, and its points
//! block a thread. The simulation runs a seed on each core at once and all actors of a seed on one
//! thread, so a point has to belong to an actor and to wait without blocking the thread. That takes
//! a task-local and a future.

/// Kept while the database works on a statement.
#[must_use]
pub struct AtWork {
    #[cfg(feature = "sim")]
    _at_work: Option<sim::AtWork>,
}

/// Before a single statement or a transaction. `_point` is its name in traces.
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
        /// Ready when the actor at the point may continue.
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

    /// Informs the failpoints when it is created and dropped.
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
