//! Reading and changing single customers.

use crate::world::account::Account;
use crate::world::account::changes::{Changes, LedgerEntry};
use crate::world::state::{World, lock};
use crate::world::tenant::budgets::seeded_freeze;
use crate::world::tenant::profiles::Profile;

impl World {
    /// A customer at a moment, from its initial profile. Due automatic renewals are applied but not
    /// stored: they are computed again, with the same result, whenever the account is opened.
    pub fn account_at(&self, first: Profile, at: i64) -> Account<'_> {
        let changes = self.changes.get(&first.index).map(|kept| kept.clone()).unwrap_or_default();
        Account::open(&self.tenant, first, changes, at)
    }

    /// Reads a customer at the current time.
    pub fn read<T>(&self, index: u32, reader: impl FnOnce(&Account<'_>) -> T) -> T {
        let account = self.account_at(self.initial_profile(index), self.now());
        if account.dirty {
            // Due automatic renewals have to be stored first; then read again.
            drop(account);
            return self.change(index, |account| reader(account));
        }
        reader(&account)
    }

    /// Changes one customer, one caller at a time. Changes are stored even when the call is refused
    /// afterwards (an order that could not be paid at once).
    pub fn change<T>(&self, index: u32, act: impl FnOnce(&mut Account<'_>) -> T) -> T {
        let profile = self.initial_profile(index);
        let mut kept = self.changes.entry(index).or_default();
        let mut account = Account::open(&self.tenant, profile, kept.clone(), self.now());
        let answer = act(&mut account);
        if account.dirty {
            *kept = account.changes;
            let ledger = std::mem::take(&mut account.ledger);
            self.store(index, &kept, ledger);
            return answer;
        }
        let untouched = kept.settled.is_none();
        drop(kept);
        if untouched {
            self.changes.remove_if(&index, |_, changes| changes.settled.is_none());
        }
        answer
    }

    fn store(&self, index: u32, changes: &Changes, entries: Vec<LedgerEntry>) {
        if let Some(file) = &self.file {
            file.save_account(index, changes);
            for entry in &entries {
                file.append_ledger(entry);
            }
        }
        lock(&self.ledger).extend(entries);
    }

    /// Whether a customer is frozen now (`is_frozen` 0 to 2), for a list row. Fast for customers
    /// that nothing can have frozen since the start.
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
}
