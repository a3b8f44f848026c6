//! A deterministic simulation of what can go wrong with money: desks, their janitors and runners, two
//! people and the partner in one process, with every fault from a seed. Run it with `make sim`.
//!
//! People pay orders, agree to what others want to pay, renew, cancel orders, unsubscribe resources
//! or give terms of them back, decide what happens at their end, and set budgets in bulk.
//!
//! What is real: the services, the store (SQLite), the partner client (keys, limits, signatures,
//! judging, retries) and the simulated partner's gateway. What is replaced: the network, which
//! becomes a set of packets (`net`), and time, which passes when the director says so.
//!
//! Why not turmoil or madsim: both replace tokio's sockets or tokio itself. reqwest makes its
//! connections inside, by tokio's own sockets, and SQLite works on threads of its own, which
//! neither can hold. So something else than the HTTP client carries the bytes, and the store has
//! failpoints between its statements, which exist only with the feature `sim`.
//!
//! How it is deterministic: one thread, one actor (a request to a desk, a step of a job) at a
//! time. Actors run until each of them stands at a failpoint, waits for a packet, sleeps or is done; only
//! then the director throws its dice. A statement of the database that is under way is waited for.
//! There is no failpoint inside of a transaction, so that no two wait for each other's lock. The trace
//! of a seed is the same in every run, which is checked each time.
//!
//! `SEEDS=100000` runs so many seeds, from `FIRST` (1), the first `TWICE` (20) of them twice, on `JOBS`
//! threads (all cores). `SEED=4711 TRACE=1` shows one run step by
//! step, `MUTANT=resend` beside it the same with a mistake on purpose (`mutants`). `MUTANTS=all`
//! shows only that the oracle sees those mistakes.

#![expect(clippy::expect_used)]

#[macro_use]
mod named;

mod bulk;
mod changes;
mod choices;
mod coverage;
mod fault_profile;
mod hosts;
mod live;
mod mutants;
mod net;
mod operation;
mod oracle;
mod packets;
mod partner;
mod ready;
mod record;
mod report;
mod run;
mod scheduler;
mod services;
mod snapshot;
mod trace;
mod workload;

use mutants::Mutant;
use report::{Check, Report};
use run::{Ran, run};
use snapshot::Template;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// As many as continuous integration runs.
const SEEDS: u64 = 2_000;
/// Seeds that are run twice, to see that they are the same.
const TWICE: u64 = 20;
/// Within so many seeds a mutant must be seen.
const MUTANT_WITHIN: u64 = 2_000;
/// After so many runs it is said how far it is.
const PROGRESS: u64 = 5_000;

fn main() -> ExitCode {
    let folder = match Path::new("/dev/shm").is_dir() {
        true => tempfile::tempdir_in("/dev/shm"),
        false => tempfile::tempdir(),
    };
    let folder = folder.expect("a folder");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let template = runtime.block_on(snapshot::make(folder.path()));
    drop(runtime);
    let (template, folder) = (&template, folder.path());
    let good = if let Some(seed) = number("SEED") {
        one(seed, template, folder)
    } else if let Ok(which) = std::env::var("MUTANTS") {
        mutants(&which, template, folder).iter().all(|check| check.good)
    } else {
        let checks: Vec<Check> =
            many(template, folder).into_iter().chain(mutants("all", template, folder)).collect();
        report::sum_up(&checks)
    };
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// The mutant of the variable `MUTANT`, to look at one seed with it.
fn mutant() -> Option<Mutant> {
    Mutant::named(&std::env::var("MUTANT").ok()?)
}

fn one(seed: u64, template: &Template, folder: &Path) -> bool {
    let in_words = std::env::var("TRACE").is_ok_and(|value| !value.is_empty() && value != "0");
    let ran = run(seed, template, folder, mutant(), in_words);
    ran.trace.iter().for_each(|line| println!("{line}"));
    println!("seed {seed}: {} steps, trace {:016x}", ran.steps, ran.hash);
    ran.violations.iter().for_each(|violation| println!("VIOLATION {violation}"));
    ran.violations.is_empty()
}

fn many(template: &Template, folder: &Path) -> Vec<Check> {
    let seeds = number("SEEDS").unwrap_or(SEEDS);
    let first = number("FIRST").unwrap_or(1);
    let twice = number("TWICE").unwrap_or(TWICE);
    let report = Mutex::new(Report::default());
    let stop = AtomicBool::new(false);
    on_all_cores(first, seeds, &stop, |seed| {
        let ran = run(seed, template, folder, mutant(), false);
        let again = (seed < first + twice).then(|| run(seed, template, folder, mutant(), false));
        let same = again.is_none_or(|again| again.hash == ran.hash);
        for violation in &ran.violations {
            eprintln!("seed {seed}: {violation}");
        }
        let mut report = report.lock().expect("the report");
        report.add(&ran, same);
        if report.runs.is_multiple_of(PROGRESS) {
            eprintln!("{} of {seeds} runs, {} violations", report.runs, report.violations.len());
        }
    });
    let report = report.into_inner().expect("the report");
    println!("{report}");
    report.checks(seeds >= SEEDS)
}

/// Runs seeds one after the other on each core, until `stop`.
fn on_all_cores(first: u64, seeds: u64, stop: &AtomicBool, run: impl Fn(u64) + Sync) {
    let cores =
        number("JOBS").unwrap_or_else(|| std::thread::available_parallelism().map_or(1, |n| n.get() as u64));
    let next = AtomicU64::new(first);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + seeds {
                        break;
                    }
                    run(seed);
                }
            });
        }
    });
}

fn mutants(which: &str, template: &Template, folder: &Path) -> Vec<Check> {
    let chosen = Mutant::ALL.iter().filter(|mutant| which == "all" || which == mutant.to_string());
    let checks = chosen.map(|mutant| {
        let seen = first_seen(*mutant, template, folder);
        let good = seen.is_some();
        match seen {
            Some(ran) => {
                let violation = ran.violations.first().map(String::as_str).unwrap_or_default();
                println!("mutant {mutant}: seen at seed {}: {violation}", ran.seed);
            }
            None => println!("mutant {mutant}: NOT seen within {MUTANT_WITHIN} seeds"),
        }
        Check { good, name: format!("mutant {mutant} is seen") }
    });
    checks.collect()
}

/// The first run in which a mutant shows.
fn first_seen(mutant: Mutant, template: &Template, folder: &Path) -> Option<Ran> {
    let seen: Mutex<Option<Ran>> = Mutex::new(None);
    let stop = AtomicBool::new(false);
    on_all_cores(1, MUTANT_WITHIN, &stop, |seed| {
        let ran = run(seed, template, folder, Some(mutant), false);
        let mut seen = seen.lock().expect("what was seen");
        if !ran.violations.is_empty() && seen.as_ref().is_none_or(|seen| seen.seed > ran.seed) {
            *seen = Some(ran);
            stop.store(true, Ordering::Relaxed);
        }
    });
    seen.into_inner().expect("what was seen")
}
