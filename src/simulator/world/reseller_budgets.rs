//! How much the resellers may still grant to their customers.

use crate::world::account::changes::Changes;
use crate::world::money::Cents;
use crate::world::state::{World, lock};
use crate::world::tenant::budgets::BudgetKind;
use crate::world::tenant::profiles::Owner;

/// How much more a reseller's customers may be budgeted than at the start, for each type, in cents.
const RESELLER_HEADROOM: Cents = 5_000_000;

impl World {
    /// Takes from (or gives back to) what a reseller may still grant, in cents; false when it is too
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

    /// Takes again what the budgets that were set since the start had taken.
    pub(super) fn restore_headroom(&self) {
        let changed: Vec<(u32, Changes)> =
            self.changes.iter().map(|entry| (*entry.key(), entry.value().clone())).collect();
        for (index, changes) in changed {
            if let (Owner::Reseller(reseller), Some(budget)) = (self.owner(index), changes.budget) {
                let seeded = self.tenant.seeded_budget(&self.initial_profile(index));
                if let Some(amount) = seeded.amount {
                    self.grant(reseller, seeded.kind, -amount);
                }
                self.grant(reseller, budget.kind, budget.amount);
            }
        }
    }
}
