//! Desks that run, crash and are started again on one database.

use crate::mutants::{self, Mutant};
use crate::net::Net;
use crate::snapshot;
use model::time::Timestamp;
use partner::Partner;
use partner::clock::{Clock, Hand};
use partnerdesk::server::config::Settings;
use partnerdesk::server::state::{Desk, Ids};
use partnerdesk::server::store::Store;

/// A machine that a desk runs on.
pub struct Host {
    /// `None` while it is down.
    pub desk: Option<Desk>,
    clock: Clock,
    hand: Hand,
    /// By how much its clock is wrong, milliseconds.
    pub skew: i64,
    /// When its janitor began its last step, true milliseconds since the start.
    pub swept: i64,
    /// The same of the runner of budgets in bulk.
    pub ran: i64,
    starts: u64,
}

impl Host {
    /// One whose desk does not run yet.
    pub fn new() -> Self {
        let (clock, hand) = Clock::driven(snapshot::start());
        Self { desk: None, clock, hand, skew: 0, swept: -1, ran: -1, starts: 0 }
    }

    /// Starts a desk: with empty hands, as a new process has them. `seed` makes its ids.
    pub fn start(&mut self, store: &Store, net: &Net, seed: u64, settings: Settings, mutant: Option<Mutant>) {
        self.starts += 1;
        let mut config = snapshot::config();
        config.seed = seed ^ self.starts;
        let carrier = mutants::carrier(mutant, net.clone());
        let partner = Partner::with_carrier(carrier, config, self.clock.clone()).expect("a client");
        let ids = Ids::seeded(seed.wrapping_mul(64).wrapping_add(self.starts));
        let settings = mutants::settings(mutant, settings);
        self.desk = Some(Desk::new(store.clone(), partner, self.clock.clone(), ids, settings));
    }

    /// True while the desk runs.
    pub fn is_up(&self) -> bool {
        self.desk.is_some()
    }

    /// Shows what its clock shows at that true instant.
    pub fn show(&self, now: Timestamp) {
        self.hand.set(now + jiff::SignedDuration::from_millis(self.skew));
    }
}
