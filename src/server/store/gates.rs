//! Gates in front of statements, for the simulation of crashes and of desks side by side
//! (feature `sim`). Whoever runs a service inside of [`gated`] decides at each gate when it goes
//! on, or that it never does. Outside, and in every release, a gate is nothing.
//!
//! There is a gate before a statement that stands alone, before a transaction begins and after it
//! was committed. There is none inside of a transaction: what is held there would hold the
//! database's lock, and everybody else with it.

/// Kept while the database works on a statement.
pub(super) struct Held {
    #[cfg(feature = "sim")]
    _at_work: Option<held::AtWork>,
}

/// Before a statement that stands alone, or a transaction.
pub(super) async fn before(_point: &'static str) -> Held {
    #[cfg(feature = "sim")]
    held::pass(_point).await;
    within()
}

/// A statement inside of a transaction.
pub(super) fn within() -> Held {
    Held {
        #[cfg(feature = "sim")]
        _at_work: held::at_work(),
    }
}

/// After a transaction was committed; the end of a `_held` one.
pub(super) async fn committed(_held: Held) {
    #[cfg(feature = "sim")]
    {
        drop(_held);
        held::pass("committed").await;
    }
}

#[cfg(feature = "sim")]
pub use held::{Gates, gated};

#[cfg(feature = "sim")]
mod held {
    use futures::future::BoxFuture;
    use std::future::Future;
    use std::sync::Arc;

    /// Who decides at the gates.
    pub trait Gates: Send + Sync {
        /// Ready when whoever stands at the gate may go on.
        fn pass(&self, point: &'static str) -> BoxFuture<'static, ()>;
        /// The database begins to work on a statement, or is done with it.
        fn at_work(&self, begins: bool);
    }

    tokio::task_local! {
        static GATES: Arc<dyn Gates>;
    }

    /// Runs a future; its statements pass these gates.
    pub async fn gated<F: Future>(gates: Arc<dyn Gates>, future: F) -> F::Output {
        GATES.scope(gates, future).await
    }

    pub(super) async fn pass(point: &'static str) {
        if let Ok(passing) = GATES.try_with(|gates| gates.pass(point)) {
            passing.await;
        }
    }

    /// Tells the gates when it is made and when it is dropped.
    pub(super) struct AtWork(Arc<dyn Gates>);

    pub(super) fn at_work() -> Option<AtWork> {
        let gates = GATES.try_with(Arc::clone).ok()?;
        gates.at_work(true);
        Some(AtWork(gates))
    }

    impl Drop for AtWork {
        fn drop(&mut self) {
            self.0.at_work(false);
        }
    }
}
