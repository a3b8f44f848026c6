//! A deterministic simulation of what can go wrong with money: desks, their janitors and runners,
//! two users and the partner API in one process, with every fault from a seed. Run it with `make
//! sim`.
//!
//! Users pay orders, approve payments, renew, cancel orders, unsubscribe resources or renewed
//! terms, change expiry policies, set budgets in bulk, and pay several orders as one job.
//!
//! Real: the services, the store (SQLite), the partner client (credentials, limits, signatures,
//! judging, retries) and the gateway of the simulator. Replaced: the network, which is a set of
//! packets (`net`), and time, which passes when the scheduler says so.
//!
//! Why not turmoil or madsim: both replace tokio's sockets or tokio itself. reqwest opens its
//! connections internally, on tokio's own sockets, and SQLite works on threads of its own, which
//! neither can control. So a custom carrier replaces the HTTP client, and the store has failpoints
//! between its statements, which exist only with the feature `sim`.
//!
//! How it is deterministic: one thread, one actor (a request to a desk, a step of a job) at a time.
//! Actors run until each of them is at a failpoint, waits for a packet, sleeps or is done; only
//! then the scheduler draws the next move. A database statement in progress is waited for. There is
//! no failpoint inside a transaction, so that no two wait for each other's lock. The trace of a
//! seed is the same in every run, which is checked each time.
//!
//! `SEEDS=100000` runs that many seeds, from `FIRST` (1), the first `TWICE` (20) of them twice, on
//! `JOBS` threads (all cores). `SEED=4711 TRACE=1` shows one run step by step, with `MUTANT=resend`
//! the same with a deliberate bug (`mutants`). `MUTANTS=all` only shows that the oracle detects
//! those bugs.

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
use snapshot::Snapshot;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// The number of seeds in continuous integration.
const SEEDS: u64 = 2_000;
/// Seeds that are run twice, to check that both runs are equal.
const TWICE: u64 = 20;
/// A mutant must be detected within this many seeds.
const MUTANT_WITHIN: u64 = 2_000;
/// Bytes of stack of each thread: a job that pays nests deeply, and unoptimized code keeps all of it.
const STACK: usize = 16 * 1024 * 1024;
/// Progress is printed after this many runs.
const PROGRESS: u64 = 5_000;

fn main() -> ExitCode {
    let folder = match Path::new("/dev/shm").is_dir() {
        true => tempfile::tempdir_in("/dev/shm"),
        false => tempfile::tempdir(),
    };
    let folder = folder.expect("a folder");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let snapshot = runtime.block_on(snapshot::make(folder.path()));
    drop(runtime);
    let (snapshot, folder) = (&snapshot, folder.path());
    let good = if let Some(seed) = number("SEED") {
        one(seed, snapshot, folder)
    } else if let Ok(which) = std::env::var("MUTANTS") {
        mutants(&which, snapshot, folder).iter().all(|check| check.good)
    } else {
        let checks: Vec<Check> =
            many(snapshot, folder).into_iter().chain(mutants("all", snapshot, folder)).collect();
        report::sum_up(&checks)
    };
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// The mutant of the variable `MUTANT`, to run one seed with it.
fn mutant() -> Option<Mutant> {
    Mutant::named(&std::env::var("MUTANT").ok()?)
}

fn one(seed: u64, snapshot: &Snapshot, folder: &Path) -> bool {
    let in_words = std::env::var("TRACE").is_ok_and(|value| !value.is_empty() && value != "0");
    let ran = run(seed, snapshot, folder, mutant(), in_words);
    ran.trace.iter().for_each(|line| println!("{line}"));
    println!("seed {seed}: {} steps, trace {:016x}", ran.steps, ran.hash);
    ran.violations.iter().for_each(|violation| println!("VIOLATION {violation}"));
    ran.violations.is_empty()
}

fn many(snapshot: &Snapshot, folder: &Path) -> Vec<Check> {
    let seeds = number("SEEDS").unwrap_or(SEEDS);
    let first = number("FIRST").unwrap_or(1);
    let twice = number("TWICE").unwrap_or(TWICE);
    let report = Mutex::new(Report::default());
    let stop = AtomicBool::new(false);
    on_all_cores(first, seeds, &stop, |seed| {
        let ran = run(seed, snapshot, folder, mutant(), false);
        let again = (seed < first + twice).then(|| run(seed, snapshot, folder, mutant(), false));
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
            let worker = std::thread::Builder::new().stack_size(STACK);
            let work = || {
                while !stop.load(Ordering::Relaxed) {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + seeds {
                        break;
                    }
                    run(seed);
                }
            };
            worker.spawn_scoped(scope, work).expect("a thread");
        }
    });
}

fn mutants(which: &str, snapshot: &Snapshot, folder: &Path) -> Vec<Check> {
    let chosen = Mutant::ALL.iter().filter(|mutant| which == "all" || which == mutant.to_string());
    let checks = chosen.map(|mutant| {
        let seen = first_detection(*mutant, snapshot, folder);
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

/// The first run in which a mutant is detected.
fn first_detection(mutant: Mutant, snapshot: &Snapshot, folder: &Path) -> Option<Ran> {
    let seen: Mutex<Option<Ran>> = Mutex::new(None);
    let stop = AtomicBool::new(false);
    on_all_cores(1, MUTANT_WITHIN, &stop, |seed| {
        let ran = run(seed, snapshot, folder, Some(mutant), false);
        let mut seen = seen.lock().expect("what was seen");
        if !ran.violations.is_empty() && seen.as_ref().is_none_or(|seen| seen.seed > ran.seed) {
            *seen = Some(ran);
            stop.store(true, Ordering::Relaxed);
        }
    });
    seen.into_inner().expect("what was seen")
}
