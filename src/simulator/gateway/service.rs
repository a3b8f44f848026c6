//! One simulated partner API in a process: the world with authentication, limits, faults and logs.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::files::notifier::Notifier;
use crate::wire::credentials::Credentials;
use crate::wire::exchange::Observer;
use crate::wire::faults::Faults;
use crate::wire::limits::Limits;
use crate::wire::request_log::RequestLog;
use crate::world::World;

/// Everything that requests are answered from.
pub struct Service {
    pub world: Arc<World>,
    pub credentials: Credentials,
    pub limits: Limits,
    pub faults: Faults,
    pub log: RequestLog,
    pub observer: Option<Observer>,
    /// Requests bill and usage files, if they are delivered.
    pub files: Option<Notifier>,
    /// How long connections are refused; each value sent is a new outage.
    outages: watch::Sender<Duration>,
}

impl Service {
    /// `fault_percent` of the calls fail, drawn from the seed of the tenant.
    pub fn new(
        world: Arc<World>,
        credentials: Credentials,
        fault_percent: u8,
        observer: Option<Observer>,
        files: Option<Notifier>,
    ) -> Self {
        Self {
            limits: Limits::default(),
            faults: Faults::new(world.tenant.seed, fault_percent),
            log: RequestLog::default(),
            observer,
            files,
            outages: watch::Sender::default(),
            credentials,
            world,
        }
    }

    /// Invalidates all tokens and temporary keys.
    pub fn end_tokens(&self) {
        let epoch = self.credentials.end_tokens();
        self.world.save_meta("epoch", &epoch.to_string());
    }

    /// Closes all connections and refuses new ones for a while.
    pub fn refuse_connections(&self, pause: Duration) {
        self.outages.send_replace(pause);
    }

    /// Each change is an outage of that length.
    pub fn outages(&self) -> watch::Receiver<Duration> {
        self.outages.subscribe()
    }
}
