//! Which actors wait at which failpoint, and whether the database is busy.

use futures::future::BoxFuture;
use partnerdesk::server::failpoints::Failpoints;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// The id of a request to a desk, or of a step of a janitor.
pub type ActorId = u32;

/// An actor at a failpoint.
struct Waiting {
    actor: ActorId,
    point: &'static str,
    open: oneshot::Sender<()>,
}

#[derive(Default)]
struct Inner {
    next: u64,
    waiting: BTreeMap<u64, Waiting>,
    /// Number of statements in progress.
    at_work: usize,
}

/// Shared by all actors.
#[derive(Clone, Default)]
pub struct Stage(Arc<Mutex<Inner>>);

impl Stage {
    fn with<T>(&self, act: impl FnOnce(&mut Inner) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The failpoints of one actor.
    pub fn failpoints(&self, actor: ActorId) -> Arc<dyn Failpoints> {
        Arc::new(ActorFailpoints { actor, stage: self.clone() })
    }

    /// The waiting actors in order of arrival: ticket, actor, failpoint.
    pub fn waiting(&self) -> Vec<(u64, ActorId, &'static str)> {
        self.with(|inner| {
            inner.waiting.iter().map(|(ticket, waiting)| (*ticket, waiting.actor, waiting.point)).collect()
        })
    }

    /// Lets one continue.
    pub fn open(&self, ticket: u64) {
        if let Some(waiting) = self.with(|inner| inner.waiting.remove(&ticket)) {
            // The actor may be gone.
            let _ = waiting.open.send(());
        }
    }

    /// Removes an actor from its failpoint.
    pub fn forget(&self, actor: ActorId) {
        self.with(|inner| inner.waiting.retain(|_, waiting| waiting.actor != actor));
    }

    /// True while a statement is in progress: its actor continues by itself.
    pub fn is_at_work(&self) -> bool {
        self.with(|inner| inner.at_work > 0)
    }
}

struct ActorFailpoints {
    actor: ActorId,
    stage: Stage,
}

impl Failpoints for ActorFailpoints {
    fn pass(&self, point: &'static str) -> BoxFuture<'static, ()> {
        let (open, opened) = oneshot::channel();
        self.stage.with(|inner| {
            inner.next += 1;
            inner.waiting.insert(inner.next, Waiting { actor: self.actor, point, open });
        });
        Box::pin(async move {
            if opened.await.is_err() {
                // The desk of this actor has crashed: it never continues.
                std::future::pending::<()>().await;
            }
        })
    }

    fn at_work(&self, begins: bool) {
        self.stage.with(|inner| {
            inner.at_work = if begins { inner.at_work + 1 } else { inner.at_work.saturating_sub(1) };
        });
    }
}
