//! The initial budgets of customers, their usage rates, and their history.

use crate::world::calendar;
use crate::world::calendar::DAY;
use crate::world::money::{Cents, share};
use crate::world::rng::{Rng, Stream};
use crate::world::tenant::Tenant;
use crate::world::tenant::profiles::Profile;

/// MONTHLY restarts with each billing month (GMT+08:00), PACKAGE (one-time) never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum BudgetKind {
    Monthly,
    Package,
}

impl BudgetKind {
    /// `budget_type`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Monthly => "MONTHLY",
            Self::Package => "PACKAGE",
        }
    }

    /// Parses a `budget_type`; unknown ones are MONTHLY.
    pub fn of(word: &str) -> Self {
        if word == "PACKAGE" { Self::Package } else { Self::Monthly }
    }
}

/// One row of a budget's history (listSubCustomerBudgetRecords).
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Record {
    pub at: i64,
    pub amount: Cents,
    pub kind: BudgetKind,
    pub operator: String,
}

/// A customer's budget at the start of the simulation; amounts in cents.
#[derive(Clone, Debug)]
pub struct SeededBudget {
    /// `None` for a customer without a budget.
    pub amount: Option<Cents>,
    pub kind: BudgetKind,
    /// The account is frozen automatically when the budget is exhausted.
    pub automatic: bool,
    /// Used amount of a one-time budget at the start.
    pub package_used: Cents,
    /// Spent in the current billing month at the start.
    pub month_used: Cents,
    /// Usage per day after the start, in list prices.
    pub per_day: Cents,
    pub records: Vec<Record>,
}

impl SeededBudget {
    /// For a customer created during the simulation.
    fn none() -> Self {
        Self {
            amount: None,
            kind: BudgetKind::Monthly,
            automatic: false,
            package_used: 0,
            month_used: 0,
            per_day: 0,
            records: Vec::new(),
        }
    }

    /// Exhausted at the start.
    pub fn is_exhausted(&self) -> bool {
        let used = match self.kind {
            BudgetKind::Monthly => self.month_used,
            BudgetKind::Package => self.package_used,
        };
        self.amount.is_some_and(|amount| used >= amount)
    }
}

/// The freeze of a customer at the start: 0 none, 1 account, 2 account and resources.
pub fn seeded_freeze(profile: &Profile, budget: &SeededBudget) -> u8 {
    if profile.frozen == 0 && budget.automatic && budget.is_exhausted() { 1 } else { profile.frozen }
}

impl Tenant {
    /// The initial budget of a customer; referral customers have none.
    pub fn seeded_budget(&self, profile: &Profile) -> SeededBudget {
        if profile.is_created() {
            return SeededBudget::none();
        }
        let mut rng = Rng::new(self.seed, Stream::Budget, u64::from(profile.index));
        let (low, high) =
            [(0, 0), (0, 5_000), (5_000, 7_500), (7_500, 9_000), (9_000, 9_990), (10_000, 11_500)]
                [rng.weighted(&[10, 38, 20, 13, 10, 9])];
        let mut used = rng.between(low, high);
        let mut amount = [20_000, 50_000, 120_000, 250_000, 600_000, 1_500_000, 5_000_000]
            [rng.weighted(&[10, 20, 25, 20, 15, 8, 2])]
            + rng.between(0, 400) * 25;
        let mut kind = if rng.chance(30) { BudgetKind::Package } else { BudgetKind::Monthly };
        let mut automatic = rng.chance(35);
        let mut growth = rng.between(30, 200);
        let mut none = high == 0;
        if profile.is_fixture() {
            (none, automatic, growth) = (false, false, 40);
            (amount, kind, used) = match profile.index {
                0 => (500_000, BudgetKind::Monthly, 8_200),
                1 => (1_200_000, BudgetKind::Package, 4_000),
                2 => (2_500_000, BudgetKind::Monthly, 5_500),
                _ => (10_000_000, BudgetKind::Monthly, 2_000),
            };
        }
        let spent = share(amount, used);
        let (package_used, month_used) = match kind {
            BudgetKind::Monthly => (spent, spent),
            BudgetKind::Package => (spent, share(spent, 2_500)),
        };
        let mut budget = SeededBudget {
            amount: (profile.resale && !none).then_some(amount),
            kind,
            automatic,
            package_used,
            month_used,
            per_day: share(amount, growth),
            records: Vec::new(),
        };
        if budget.amount.is_some() {
            budget.records = self.seeded_records(&mut rng, profile, amount, kind);
        }
        budget
    }

    fn seeded_records(
        &self,
        rng: &mut Rng,
        profile: &Profile,
        amount: Cents,
        kind: BudgetKind,
    ) -> Vec<Record> {
        let age = (self.day - profile.associated_on).min(360 * DAY);
        let mut times: Vec<i64> =
            (0..1 + rng.below(6)).map(|_| self.day - rng.between(DAY, age.max(2 * DAY))).collect();
        times.sort_unstable();
        let last = times.len() - 1;
        times
            .into_iter()
            .enumerate()
            .map(|(n, at)| Record {
                at,
                amount: if n == last { amount } else { share(amount, rng.between(4, 13) * 1_000) },
                kind: if n == last || rng.chance(80) { kind } else { BudgetKind::Monthly },
                operator: (*rng.pick(&["desk-operator", "finance-ops", profile.manager])).to_owned(),
            })
            .collect()
    }

    /// Usage from an instant at or after the start (or the start of its billing month) to another
    /// one, in list prices and without paid orders. It becomes visible ten minutes late, in steps
    /// of ten minutes, as the user guide describes the delay.
    pub fn usage(&self, budget: &SeededBudget, from: i64, to: i64) -> Cents {
        const STEP: i64 = 10 * calendar::MINUTE;
        let visible_until = |at: i64| (at - STEP).div_euclid(STEP) * STEP;
        let begin = from.max(self.day);
        let before =
            if from < self.day && from <= calendar::month_begin(self.day) { budget.month_used } else { 0 };
        let seconds = (visible_until(to) - visible_until(begin)).max(0);
        before + (i128::from(budget.per_day) * i128::from(seconds) / i128::from(DAY)) as Cents
    }
}
