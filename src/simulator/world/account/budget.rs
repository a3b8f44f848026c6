//! Budget, used amount, and freeze of an account.

use crate::world::account::Account;
use crate::world::account::changes::{Budget, Freeze};
use crate::world::calendar;
use crate::world::fault_kind::FaultKind;
use crate::world::money::Cents;
use crate::world::tenant::budgets::{BudgetKind, seeded_freeze};
use crate::world::tenant::fixtures;

impl Account<'_> {
    /// The current budget; `None` for a customer that never had one.
    pub fn budget(&self) -> Option<Budget> {
        self.changes.budget.clone().or_else(|| {
            self.seeded.amount.map(|amount| Budget {
                amount,
                kind: self.seeded.kind,
                automatic: self.seeded.automatic,
                counts_from: None,
            })
        })
    }

    /// The used amount of a budget at a moment, in cents. Monthly budgets count net prices of paid
    /// orders, one-time budgets list prices (user guide); the basis of monthly ones is not
    /// documented. A refund counts when its order is completed, and can make the amount negative
    /// (not documented either).
    pub fn used_at(&self, budget: &Budget, at: i64) -> Cents {
        if fixtures::fault_of(self.index()) == Some(FaultKind::StaleUsedAmount) {
            return self.seeded.month_used;
        }
        let (from, before) = match (budget.kind, budget.counts_from) {
            (BudgetKind::Monthly, _) => (calendar::month_begin(at), 0),
            (BudgetKind::Package, Some(from)) => (from, 0),
            (BudgetKind::Package, None) => (self.tenant.day, self.seeded.package_used),
        };
        let orders: Cents = self
            .changes
            .charges
            .iter()
            .filter(|charge| charge.at >= from && charge.at <= at)
            .map(|charge| match budget.kind {
                BudgetKind::Monthly => charge.net,
                BudgetKind::Package => charge.official,
            })
            .sum();
        before + self.tenant.usage(&self.seeded, from, at) + orders
    }

    /// Freezes the account (1), also its resources (2), or unfreezes it (0), from now on.
    pub fn freeze(&mut self, kind: u8) {
        self.changes.freeze = Some(Freeze { kind, at: self.now });
        if kind == 0 {
            self.changes.watch_from = Some(self.now);
        }
        self.dirty = true;
    }

    /// Whether the budget covers a price at a moment. Referral customers have no budget and pay the
    /// vendor directly.
    pub fn can_spend(&self, net: Cents, at: i64) -> bool {
        if !self.profile.resale {
            return true;
        }
        self.budget().is_some_and(|budget| budget.amount - self.used_at(&budget, at) >= net)
    }

    /// 0 not frozen, 1 account, 2 account and resources. Automatic freezing (at the moment the
    /// used amount reaches the budget) freezes the account only; which of the two the vendor
    /// applies is not documented.
    pub fn frozen_at(&self, at: i64) -> u8 {
        let kind = match self.changes.freeze {
            Some(freeze) if freeze.at <= at => freeze.kind,
            _ => self.seeded_freeze(),
        };
        if kind > 0 {
            return kind;
        }
        let from = self.changes.watch_from.unwrap_or(self.tenant.day);
        let exhausted =
            self.budget().is_some_and(|budget| budget.automatic && self.ran_out(&budget, from, at));
        u8::from(exhausted)
    }

    /// The moments of the highest used amount in a span: before each refund, and the end.
    fn peaks(&self, begin: i64, end: i64) -> impl Iterator<Item = i64> {
        let refunds = self.changes.charges.iter().filter(|charge| charge.net < 0).map(|charge| charge.at);
        refunds.filter(move |at| (begin + 1..=end).contains(at)).map(|at| at - 1).chain([end])
    }

    fn seeded_freeze(&self) -> u8 {
        seeded_freeze(&self.profile, &self.seeded)
    }

    /// Whether the used amount reached the budget between two moments. A budget that was already
    /// exhausted at the first one counts again only from the next month on.
    fn ran_out(&self, budget: &Budget, from: i64, to: i64) -> bool {
        let mut begin = from;
        let mut armed = self.used_at(budget, begin) < budget.amount;
        while begin <= to {
            let end = match budget.kind {
                BudgetKind::Monthly => (calendar::next_month_begin(begin) - 1).min(to),
                BudgetKind::Package => to,
            };
            if armed && self.peaks(begin, end).any(|at| self.used_at(budget, at) >= budget.amount) {
                return true;
            }
            armed = true;
            begin = end + 1;
        }
        false
    }
}
