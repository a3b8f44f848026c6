//! What many runs come to.

use crate::run::Ran;
use crate::weather::{Counts, Fault};
use std::fmt;

/// Violations that are printed with their words.
const SHOWN: usize = 20;

/// Sums over runs.
#[derive(Default)]
pub struct Report {
    runs: u64,
    steps: u64,
    payments: usize,
    renewals: usize,
    faults: Counts,
    violations: Vec<(u64, String)>,
    /// Seeds whose second run differed from the first.
    differing: Vec<u64>,
}

impl Report {
    /// One more run, and whether a second one was the same.
    pub fn add(&mut self, ran: &Ran, same: bool) {
        self.runs += 1;
        self.steps += ran.steps;
        self.payments += ran.payments;
        self.renewals += ran.renewals;
        self.faults.add(&ran.faults);
        self.violations.extend(ran.violations.iter().map(|violation| (ran.seed, violation.clone())));
        if !same {
            self.differing.push(ran.seed);
        }
    }

    /// Nothing violated, runs repeat, and of `every_fault` there was one at least.
    pub fn is_good(&self, every_fault: bool) -> bool {
        let missing = Fault::ALL.iter().any(|fault| self.faults.of(*fault) == 0);
        self.violations.is_empty() && self.differing.is_empty() && !(every_fault && missing)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:>12}  runs", self.runs)?;
        writeln!(f, "{:>12}  steps", self.steps)?;
        writeln!(f, "{:>12}  payments in the ledger", self.payments)?;
        writeln!(f, "{:>12}  resources renewed in the ledger", self.renewals)?;
        for fault in Fault::ALL {
            writeln!(f, "{:>12}  {fault}", self.faults.of(*fault))?;
        }
        for seed in &self.differing {
            writeln!(f, "NOT REPEATABLE seed {seed}")?;
        }
        let mut violations: Vec<_> = self.violations.iter().collect();
        violations.sort();
        for (seed, violation) in violations.iter().take(SHOWN) {
            writeln!(f, "VIOLATION seed {seed}: {violation}")?;
        }
        write!(f, "{:>12}  violations", self.violations.len())
    }
}
