//! Everything the simulator knows: the tenant, the clock, and the few customers that changed.
//!
//! No lock is held across an await: handlers are plain functions, and what they changed is
//! written to the state file afterwards, before the answer leaves.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use dashmap::DashMap;
use tokio::sync::watch;

use super::account::{Account, Changes, LedgerEntry, seeded_freeze};
use super::bills::partner::Bills;
use super::clock::Clock;
use super::directory::{Directory, Made};
use super::errors::Failure;
use super::faults::Faults;
use super::files::Bell;
use super::journal::Journal;
use super::limit::Limits;
use super::money::Cents;
use super::record::Observer;
use super::state_sqlite::StateFile;
use super::tenant::Tenant;
use super::tenant::budgets::BudgetKind;
use super::tenant::catalogue::Code;
use super::tenant::customers::{Owner, Profile};
use super::tenant::order::Life;
use super::verification::{Mailbox, Mailboxes};

/// How much more a reseller's customers may be budgeted than at the start, for each type.
pub const RESELLER_HEADROOM: Cents = 5_000_000;

/// What is needed of an order to find it in a list over all customers.
#[derive(Clone, Copy, Debug)]
pub struct OrderHead {
    pub created: i64,
    pub index: u32,
    pub number: u16,
    pub kind: u8,
    pub service: Option<Code>,
    pub life: Life,
}

pub struct World {
    pub tenant: Tenant,
    pub clock: Clock,
    pub ak: String,
    pub sk: String,
    pub limits: Limits,
    pub faults: Faults,
    pub journal: Journal,
    pub directory: Directory,
    /// The partner's monthly bills, as far as they were asked for.
    pub bills: Bills,
    pub mailboxes: Mailboxes,
    /// Has bill and usage files written, where they are delivered.
    pub files: Option<Bell>,
    /// Tokens and temporary keys of an earlier epoch are over.
    epoch: AtomicU64,
    counter: AtomicU64,
    changes: DashMap<u32, Changes>,
    ledger: Mutex<Vec<LedgerEntry>>,
    /// For how long nobody can connect; each value sent closes the door anew.
    door: watch::Sender<Duration>,
    headroom: Mutex<HashMap<(u8, bool), Cents>>,
    profiles: OnceLock<Vec<Profile>>,
    heads: OnceLock<Vec<OrderHead>>,
    file: Option<StateFile>,
    pub observer: Option<Observer>,
}

/// What a world is made of.
pub struct Parts {
    pub tenant: Tenant,
    pub clock: Clock,
    pub ak: String,
    pub sk: String,
    pub fault_percent: u8,
    pub changes: Vec<(u32, Changes)>,
    pub ledger: Vec<LedgerEntry>,
    pub made: Vec<Made>,
    pub mailboxes: Vec<(String, Mailbox)>,
    pub epoch: u64,
    pub file: Option<StateFile>,
    pub observer: Option<Observer>,
    pub files: Option<Bell>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl World {
    pub fn new(parts: Parts) -> Self {
        let world = Self {
            limits: Limits::default(),
            faults: Faults::new(parts.tenant.seed, parts.fault_percent),
            journal: Journal::default(),
            directory: Directory::new(parts.made),
            bills: Bills::default(),
            mailboxes: Mailboxes::new(parts.mailboxes),
            files: parts.files,
            epoch: AtomicU64::new(parts.epoch),
            counter: AtomicU64::new(0),
            changes: parts.changes.into_iter().collect(),
            ledger: Mutex::new(parts.ledger),
            door: watch::Sender::default(),
            headroom: Mutex::default(),
            profiles: OnceLock::new(),
            heads: OnceLock::new(),
            file: parts.file,
            observer: parts.observer,
            tenant: parts.tenant,
            clock: parts.clock,
            ak: parts.ak,
            sk: parts.sk,
        };
        world.restore_headroom();
        world
    }

    pub fn now(&self) -> i64 {
        self.clock.now()
    }

    /// A number that no other call of this run gets.
    pub fn next_number(&self) -> u64 {
        self.counter.fetch_add(1, Ordering::Relaxed)
    }

    pub fn epoch(&self) -> u64 {
        self.epoch.load(Ordering::Relaxed)
    }

    /// Ends every token and temporary key at once.
    pub fn end_tokens(&self) {
        let epoch = self.epoch.fetch_add(1, Ordering::Relaxed) + 1;
        self.keep_meta("epoch", &epoch.to_string());
    }

    // --- door ------------------------------------------------------------------------------

    /// Ends all connections and refuses new ones for a while.
    pub fn close_door(&self, pause: Duration) {
        self.door.send_replace(pause);
    }

    /// Each change is a closing of the door.
    pub fn closings(&self) -> watch::Receiver<Duration> {
        self.door.subscribe()
    }

    // --- customers -------------------------------------------------------------------------

    /// A customer as it stood at a moment, from what it started with. Automatic renewals that fell
    /// due are in it and are not kept: they come about again, the same, whenever it is opened.
    pub fn glimpse(&self, first: Profile, at: i64) -> Account<'_> {
        let changes = self.changes.get(&first.index).map(|kept| kept.clone()).unwrap_or_default();
        Account::open(&self.tenant, first, changes, at)
    }

    /// Looks at one customer.
    pub fn read<T>(&self, index: u32, look: impl FnOnce(&Account<'_>) -> T) -> T {
        let account = self.glimpse(self.first_profile(index), self.now());
        if account.dirty {
            // Automatic renewals fell due: keep them, then look again.
            drop(account);
            return self.change(index, |account| look(account));
        }
        look(&account)
    }

    /// Changes one customer. Others that want the same customer wait; what was changed is kept
    /// even when the call is refused afterwards (an order that could not be paid at once).
    pub fn change<T>(&self, index: u32, act: impl FnOnce(&mut Account<'_>) -> T) -> T {
        let profile = self.first_profile(index);
        let mut kept = self.changes.entry(index).or_default();
        let mut account = Account::open(&self.tenant, profile, kept.clone(), self.now());
        let answer = act(&mut account);
        if account.dirty {
            *kept = account.changes;
            let ledger = std::mem::take(&mut account.ledger);
            self.keep(index, &kept, ledger);
            return answer;
        }
        let untouched = kept.settled.is_none();
        drop(kept);
        if untouched {
            self.changes.remove_if(&index, |_, changes| changes.settled.is_none());
        }
        answer
    }

    fn keep(&self, index: u32, changes: &Changes, entries: Vec<LedgerEntry>) {
        if let Some(file) = &self.file {
            file.save_account(index, changes);
            for entry in &entries {
                file.append_ledger(entry);
            }
        }
        lock(&self.ledger).extend(entries);
    }

    /// Looks at what changed of a customer, if anything did.
    pub fn with_changes(&self, index: u32, look: impl FnOnce(&Changes)) {
        if let Some(changes) = self.changes.get(&index) {
            look(&changes);
        }
    }

    /// The customers of whom something changed that is wanted.
    pub fn changed(&self, wanted: impl Fn(&Changes) -> bool) -> Vec<u32> {
        self.changes.iter().filter(|entry| wanted(entry.value())).map(|entry| *entry.key()).collect()
    }

    /// Frozen state for a list row: quick for customers whom nothing can have frozen since.
    pub fn frozen(&self, profile: &Profile) -> u8 {
        if !self.changes.contains_key(&profile.index) {
            if profile.frozen > 0 || !profile.resale {
                return profile.frozen;
            }
            let budget = self.tenant.seeded_budget(profile);
            let seeded = seeded_freeze(profile, &budget);
            if seeded > 0 || !budget.automatic || budget.amount.is_none() {
                return seeded;
            }
        }
        self.read(profile.index, |account| account.frozen_at(account.now))
    }

    /// All seeded profiles, for searches; made when the first search asks for them.
    pub fn profiles(&self) -> &[Profile] {
        self.profiles
            .get_or_init(|| (0..self.tenant.customers).map(|index| self.tenant.profile(index)).collect())
    }

    // --- orders ----------------------------------------------------------------------------

    /// Heads of the orders of all customers that are wanted, newest first. Those of customers
    /// without changes are sorted once and kept.
    pub fn order_heads(&self, wanted: impl Fn(&OrderHead) -> bool) -> Vec<OrderHead> {
        let seeded = self.heads.get_or_init(|| self.seeded_heads());
        let touched = self.changed(|_| true);
        let mut heads: Vec<OrderHead> = seeded
            .iter()
            .filter(|head| wanted(head))
            .filter(|head| touched.is_empty() || !self.changes.contains_key(&head.index))
            .copied()
            .collect();
        if touched.is_empty() {
            return heads;
        }
        for index in touched {
            self.read(index, |account| {
                let own = account.orders.iter();
                heads.extend(own.map(|order| OrderHead::of(index, order)).filter(&wanted));
            });
        }
        heads.sort_by_key(OrderHead::newest_first);
        heads
    }

    fn seeded_heads(&self) -> Vec<OrderHead> {
        let mut heads: Vec<OrderHead> = (0..self.tenant.customers)
            .flat_map(|index| {
                let profile = self.tenant.profile(index);
                let resources = self.tenant.resources(&profile);
                let orders = self.tenant.orders(&profile, &resources);
                orders.into_iter().map(move |order| OrderHead::of(index, &order))
            })
            .collect();
        heads.sort_unstable_by_key(OrderHead::newest_first);
        heads
    }

    // --- resellers -------------------------------------------------------------------------

    /// Takes from (or gives back to) what a reseller may still grant; false when it is too
    /// little. The figures start anew from the stored budgets at every start.
    pub fn grant(&self, reseller: u8, kind: BudgetKind, more: Cents) -> bool {
        let mut headroom = lock(&self.headroom);
        let left = headroom.entry((reseller, kind == BudgetKind::Monthly)).or_insert(RESELLER_HEADROOM);
        if more > *left {
            return false;
        }
        *left -= more;
        true
    }

    fn restore_headroom(&self) {
        let touched: Vec<(u32, Changes)> =
            self.changes.iter().map(|entry| (*entry.key(), entry.value().clone())).collect();
        for (index, changes) in touched {
            if let (Owner::Reseller(reseller), Some(budget)) = (self.owner(index), changes.budget) {
                let seeded = self.tenant.seeded_budget(&self.first_profile(index));
                if let Some(amount) = seeded.amount {
                    self.grant(reseller, seeded.kind, -amount);
                }
                self.grant(reseller, budget.kind, budget.amount);
            }
        }
    }

    // --- ledger and file -------------------------------------------------------------------

    pub fn ledger(&self) -> Vec<LedgerEntry> {
        lock(&self.ledger).clone()
    }

    /// The state file, where there is one.
    pub fn file(&self) -> Option<&StateFile> {
        self.file.as_ref()
    }

    pub fn keep_meta(&self, name: &str, value: &str) {
        if let Some(file) = &self.file {
            file.save_meta(name, value);
        }
    }

    /// Waits until everything changed so far is in the state file.
    pub async fn settle_file(&self) -> Result<(), Failure> {
        match &self.file {
            Some(file) => file.barrier().await.map_err(|_| Failure::server()),
            None => Ok(()),
        }
    }
}

impl OrderHead {
    pub fn of(index: u32, order: &super::tenant::order::Order) -> Self {
        Self {
            created: order.created,
            index,
            number: order.number,
            kind: order.kind,
            service: order.service(),
            life: order.life,
        }
    }

    pub fn newest_first(&self) -> (std::cmp::Reverse<i64>, u32, u16) {
        (std::cmp::Reverse(self.created), self.index, self.number)
    }
}
