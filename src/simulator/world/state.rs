//! The data of the world: the tenant, the clock, and the changes since the start.
//!
//! No lock is held across an await: operations are plain functions, and their changes are written
//! to the state file afterwards, before the answer is sent.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use dashmap::DashMap;

use crate::world::account::changes::{Changes, LedgerEntry};
use crate::world::clock::Clock;
use crate::world::created_customers::CreatedCustomers;
use crate::world::mailboxes::Mailboxes;
use crate::world::money::Cents;
use crate::world::order_summary::OrderSummary;
use crate::world::partner_bill::PartnerBills;
use crate::world::state_file::{StateFile, StoredState};
use crate::world::tenant::Tenant;
use crate::world::tenant::profiles::Profile;

/// The partner with all its customers, at the simulated time of its clock.
pub struct World {
    pub tenant: Tenant,
    pub clock: Clock,
    pub(super) created: CreatedCustomers,
    pub(super) mailboxes: Mailboxes,
    /// By customer number; customers without changes have no entry.
    pub(super) changes: DashMap<u32, Changes>,
    pub(super) ledger: Mutex<Vec<LedgerEntry>>,
    /// What a reseller may still assign, by its number and budget type (true: monthly).
    pub(super) headroom: Mutex<HashMap<(u8, bool), Cents>>,
    /// The partner's monthly bills requested so far.
    pub(super) bills: PartnerBills,
    /// All seeded profiles and order summaries, computed on the first search.
    pub(super) profiles: OnceLock<Vec<Profile>>,
    pub(super) summaries: OnceLock<Vec<OrderSummary>>,
    pub(super) file: Option<StateFile>,
    counter: AtomicU64,
}

/// Locks a mutex, even if another thread panicked while it held it.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl World {
    /// A world from a state file. `restore_headroom` has to be called afterwards.
    pub(super) fn assemble(
        tenant: Tenant,
        clock: Clock,
        stored: StoredState,
        file: Option<StateFile>,
    ) -> Self {
        Self {
            tenant,
            clock,
            created: CreatedCustomers::new(stored.created),
            mailboxes: Mailboxes::new(stored.mailboxes),
            changes: stored.changes.into_iter().collect(),
            ledger: Mutex::new(stored.ledger),
            headroom: Mutex::default(),
            bills: PartnerBills::default(),
            profiles: OnceLock::new(),
            summaries: OnceLock::new(),
            file,
            counter: AtomicU64::new(0),
        }
    }

    /// Seconds since 1970, simulated time.
    pub fn now(&self) -> i64 {
        self.clock.now()
    }

    /// A number that is unique in this run.
    pub fn next_number(&self) -> u64 {
        self.counter.fetch_add(1, Ordering::Relaxed)
    }

    /// The customers whose changes match.
    pub fn changed(&self, wanted: impl Fn(&Changes) -> bool) -> Vec<u32> {
        self.changes.iter().filter(|entry| wanted(entry.value())).map(|entry| *entry.key()).collect()
    }

    /// Every accepted payment, renewal and refund, oldest first.
    pub fn ledger(&self) -> Vec<LedgerEntry> {
        lock(&self.ledger).clone()
    }

    /// Stores a value under a name in the state file, if there is one.
    pub fn save_meta(&self, name: &str, value: &str) {
        if let Some(file) = &self.file {
            file.save_meta(name, value);
        }
    }

    /// Waits until all changes so far are in the state file.
    pub async fn flush(&self) -> anyhow::Result<()> {
        match &self.file {
            Some(file) => file.flush().await,
            None => Ok(()),
        }
    }
}
