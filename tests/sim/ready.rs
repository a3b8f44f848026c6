//! The stage: who stands at which failpoint, and whether the database is at work.

use futures::future::BoxFuture;
use partnerdesk::server::failpoints::Failpoints;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// A request to a desk, or a step of a janitor.
pub type ActorId = u32;

/// Somebody stands at a failpoint.
struct Waiting {
    actor: ActorId,
    point: &'static str,
    open: oneshot::Sender<()>,
}

#[derive(Default)]
struct Inner {
    next: u64,
    waiting: BTreeMap<u64, Waiting>,
    /// Statements that the database works on.
    at_work: usize,
}

/// Shared by everybody who acts.
#[derive(Clone, Default)]
pub struct Stage(Arc<Mutex<Inner>>);

impl Stage {
    fn with<T>(&self, act: impl FnOnce(&mut Inner) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The failpoints that one actor passes.
    pub fn failpoints(&self, actor: ActorId) -> Arc<dyn Failpoints> {
        Arc::new(ActorFailpoints { actor, stage: self.clone() })
    }

    /// Who waits, in the order of arrival: ticket, actor, where.
    pub fn waiting(&self) -> Vec<(u64, ActorId, &'static str)> {
        self.with(|inner| {
            inner.waiting.iter().map(|(ticket, waiting)| (*ticket, waiting.actor, waiting.point)).collect()
        })
    }

    /// Lets one go on.
    pub fn open(&self, ticket: u64) {
        if let Some(waiting) = self.with(|inner| inner.waiting.remove(&ticket)) {
            // Whoever is gone goes nowhere.
            let _ = waiting.open.send(());
        }
    }

    /// Takes an actor away from its failpoint.
    pub fn forget(&self, actor: ActorId) {
        self.with(|inner| inner.waiting.retain(|_, waiting| waiting.actor != actor));
    }

    /// True while a statement is on its way: whoever waits for it will go on by itself.
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
                // The desk of this actor has crashed: it never goes on.
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
