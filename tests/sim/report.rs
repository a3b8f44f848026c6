//! The summary of many runs.

use crate::coverage::CountedAction;
use crate::fault_profile::{Counts, Fault};
use crate::oracle::Excused;
use crate::run::Ran;
use std::collections::BTreeMap;
use std::fmt;

/// Number of violations printed in full.
const SHOWN: usize = 20;

/// Totals over all runs.
#[derive(Default)]
pub struct Report {
    pub runs: u64,
    steps: u64,
    payments: usize,
    renewals: usize,
    done: BTreeMap<CountedAction, u64>,
    excused: Excused,
    faults: Counts,
    pub violations: Vec<(u64, String)>,
    /// Seeds whose second run differed from the first.
    differing: Vec<u64>,
}

impl Report {
    /// Adds a run, and whether its second run was equal.
    pub fn add(&mut self, ran: &Ran, same: bool) {
        self.runs += 1;
        self.steps += ran.steps;
        self.payments += ran.payments;
        self.renewals += ran.renewals;
        for (what, times) in &ran.done {
            *self.done.entry(*what).or_default() += times;
        }
        for (what, times) in &ran.excused {
            *self.excused.entry(what).or_default() += times;
        }
        self.faults.add(&ran.faults);
        self.violations.extend(ran.violations.iter().map(|violation| (ran.seed, violation.clone())));
        if !same {
            self.differing.push(ran.seed);
        }
    }

    /// The checks: no violations, repeatable runs, and with `everything` each fault and action
    /// happened.
    pub fn checks(&self, everything: bool) -> Vec<Check> {
        let mut checks = vec![
            Check { good: self.violations.is_empty(), name: "nothing is violated".to_owned() },
            Check { good: self.differing.is_empty(), name: "a seed repeats its run".to_owned() },
        ];
        if everything {
            let happened = |fault: &Fault| Check {
                good: self.faults.of(*fault) > 0,
                name: format!("there was: {fault}"),
            };
            checks.extend(Fault::ALL.iter().map(happened));
            let done = |action: &CountedAction| Check {
                good: self.done.contains_key(action),
                name: format!("there were: {action}"),
            };
            checks.extend(CountedAction::ALL.iter().map(done));
        }
        checks
    }
}

/// One check.
pub struct Check {
    pub good: bool,
    pub name: String,
}

/// Prints failed checks and a summary in the format of cargo's tests; true when all passed.
pub fn sum_up(checks: &[Check]) -> bool {
    let failed = checks.iter().filter(|check| !check.good);
    failed.clone().for_each(|check| println!("FAILED {}", check.name));
    let failed = failed.count();
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("test result: {word}. {} passed; {failed} failed; 0 ignored", checks.len() - failed);
    failed == 0
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:>12}  runs", self.runs)?;
        writeln!(f, "{:>12}  steps", self.steps)?;
        writeln!(f, "{:>12}  payments in the ledger", self.payments)?;
        writeln!(f, "{:>12}  resources renewed in the ledger", self.renewals)?;
        for (what, times) in &self.done {
            writeln!(f, "{times:>12}  {what}")?;
        }
        for (what, times) in &self.excused {
            writeln!(f, "{times:>12}  {what} (excused)")?;
        }
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
