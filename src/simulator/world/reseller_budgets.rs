//! The amount that resellers may still assign to their customers.

use crate::world::account::changes::Changes;
use crate::world::money::Cents;
use crate::world::state::{World, lock};
use crate::world::tenant::budgets::BudgetKind;
use crate::world::tenant::profiles::Owner;

/// How much a reseller's customers may be budgeted more than at the start, per budget type, in
/// cents.
const RESELLER_HEADROOM: Cents = 5_000_000;

impl World {
    /// Reserves (or, if negative, releases) an amount of a reseller, in cents; false when too
    /// little is left. At every start the amounts are computed from the stored budgets.
    pub fn grant(&self, reseller: u8, kind: BudgetKind, more: Cents) -> bool {
        let mut headroom = lock(&self.headroom);
        let headroom_left =
            headroom.entry((reseller, kind == BudgetKind::Monthly)).or_insert(RESELLER_HEADROOM);
        if more > *headroom_left {
            return false;
        }
        *headroom_left -= more;
        true
    }

    /// Reserves the amounts of all budgets set since the start.
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
