//! One run of one seed, from start to verdict.

use crate::bulk;
use crate::changes;
use crate::coverage::CountedAction;
use crate::fault_profile::Counts;
use crate::live;
use crate::mutants::Mutant;
use crate::oracle::{self, Evidence, Excused};
use crate::scheduler::Scheduler;
use crate::services::{self, Ask};
use crate::snapshot::Snapshot;
use jiff::Timestamp;
use model::bulk::Target;
use model::ids::CustomerId;
use partnerdesk::server::service::audit_proof;
use partnerdesk::server::store::{Sealing, Store};
use rand::Rng;
use std::collections::BTreeMap;
use std::path::Path;

/// More moves than any run needs.
const MOST_MOVES: u32 = 20_000;
/// Time steps after the users are done, in milliseconds: short, longer, and longer than the setting
/// `unpaid_after` plus the largest clock error.
const DRAIN_STEPS: [i64; 10] =
    [11_000, 11_000, 60_000, 300_000, 1_860_000, 11_000, 2_800_000, 1_860_000, 11_000, 400_000];
/// Longer than the setting `unpaid_after`, milliseconds.
const LONG_PAUSE: i64 = 1_900_000;

/// The result of a run.
pub struct Ran {
    pub seed: u64,
    pub steps: u64,
    pub faults: Counts,
    /// Number of payments and renewals in the ledger.
    pub payments: usize,
    pub renewals: usize,
    /// Number of actions of each kind.
    pub done: BTreeMap<CountedAction, u64>,
    pub excused: Excused,
    /// The same seed always gives the same value.
    pub hash: u64,
    pub trace: Vec<String>,
    pub violations: Vec<String>,
}

/// Runs one seed with its own database in `folder`.
pub fn run(seed: u64, snapshot: &Snapshot, folder: &Path, mutant: Option<Mutant>, in_words: bool) -> Ran {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime").block_on(async {
        // A paused clock advances whenever nothing is ready, also while the database works on its
        // own thread; but not while there is a blocking task.
        let (stop, stopped) = std::sync::mpsc::channel::<()>();
        let holder = tokio::task::spawn_blocking(move || stopped.recv());
        let file = folder.join(format!("{seed}.db"));
        std::fs::write(&file, &snapshot.database).expect("room for a database");
        let store = Store::open(&format!("sqlite://{}", file.display())).await.expect("the database");
        let scheduler = Scheduler::new(seed, store.clone(), snapshot, mutant, in_words);
        let ran = play(scheduler, seed, snapshot).await;
        store.close().await;
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.join(format!("{seed}.db{suffix}")));
        }
        drop(stop);
        let _ = holder.await;
        ran
    })
}

async fn play(mut scheduler: Scheduler, seed: u64, snapshot: &Snapshot) -> Ran {
    let mut moves = 0;
    for act in 0..2 {
        while moves < MOST_MOVES && scheduler.step().await {
            moves += 1;
        }
        if act == 0 && scheduler.rng.random_range(0..3) == 0 {
            resume_after_pause(&mut scheduler).await;
        }
    }
    drain(&mut scheduler).await;
    let (mut violations, excused) = judge(&scheduler, snapshot).await;
    violations.extend(broken_chain(&scheduler.store).await);
    if moves == MOST_MOVES {
        violations.push("the run does not end".to_owned());
    }
    let ledger = scheduler.partner.ledger();
    Ran {
        seed,
        steps: scheduler.trace.steps,
        faults: scheduler.counts,
        payments: ledger.iter().filter(|entry| entry.is_payment()).count(),
        renewals: ledger.iter().filter(|entry| entry.is_renewal()).count(),
        done: done(&scheduler, &snapshot.first_budgets()),
        excused,
        hash: scheduler.trace.hash(),
        trace: scheduler.trace.lines(),
        violations,
    }
}

/// Rows of one seed that are sealed at once: all of them.
const SEALED_AT_ONCE: u32 = 8_000;

/// What does not fit in the audit log, when all of it is sealed: nobody lost or doubled a row.
async fn broken_chain(store: &Store) -> Option<String> {
    let at = Timestamp::MAX;
    while let Sealing::Sealed(_) = store.seal_rows(at, SEALED_AT_ONCE).await.expect("the log is sealed") {}
    let verified = audit_proof::verify(store, None, at).await.expect("the log is read");
    match verified {
        Ok(report) if report.tail.since.is_none() => None,
        Ok(_) => Some("rows of the audit log are not sealed".to_owned()),
        Err(misfit) => Some(format!("the audit log does not fit its chain: {misfit}")),
    }
}

/// After a long pause open intents are old, and the users come back to them.
async fn resume_after_pause(scheduler: &mut Scheduler) {
    scheduler.log(format_args!("the second act"));
    scheduler.tick(LONG_PAUSE).await;
    for person in &mut scheduler.people {
        person.left = 5;
    }
}

/// The users are done, the network has no faults and the clocks are right: packets arrive, and the
/// janitor gets its time.
async fn drain(scheduler: &mut Scheduler) {
    scheduler.log(format_args!("the aftermath"));
    for host in 0..scheduler.hosts.len() {
        if !scheduler.hosts[host].is_up() {
            scheduler.start(host);
        }
        scheduler.jump(host, 0);
    }
    finish(scheduler).await;
    for pause in DRAIN_STEPS {
        scheduler.tick(pause).await;
        let host = scheduler.rng.random_range(0..scheduler.hosts.len());
        scheduler.ask(host, None, Ask::Janitor);
        if !scheduler.record.bulks.is_empty() {
            scheduler.ask(host, None, Ask::Runner);
        }
        scheduler.run_until_idle().await;
        finish(scheduler).await;
    }
}

/// Runs until no desk is active.
async fn finish(scheduler: &mut Scheduler) {
    let mut moves = 0;
    while scheduler.is_busy() && moves < MOST_MOVES && scheduler.step_without_faults().await {
        moves += 1;
    }
}

fn done(scheduler: &Scheduler, first: &BTreeMap<String, Target>) -> BTreeMap<CountedAction, u64> {
    let mut done = BTreeMap::new();
    for ask in scheduler.record.asked.values() {
        *done.entry(CountedAction::of(ask)).or_default() += 1;
    }
    for effect in &scheduler.record.effects {
        *done.entry(CountedAction::of_effect(effect.act)).or_default() += 1;
    }
    for set in &scheduler.record.budgets {
        let first = first.get(&set.customer) == Some(&set.target);
        *done.entry(if first { CountedAction::PolicyReset } else { CountedAction::Set }).or_default() += 1;
    }
    done
}

async fn judge(scheduler: &Scheduler, snapshot: &Snapshot) -> (Vec<String>, Excused) {
    let stored = services::stored(&scheduler.store, &scheduler.customer, &scheduler.lists.orders).await;
    let customers: Vec<CustomerId> = snapshot.budgets.keys().cloned().collect();
    // Reading is only needed if budgets were used.
    let budgets = match scheduler.record.bulks.is_empty() && scheduler.record.budgets.is_empty() {
        true => BTreeMap::new(),
        false => live::budgets(scheduler, &customers).await,
    };
    oracle::judge(&Evidence {
        record: &scheduler.record,
        ledger: &scheduler.partner.ledger(),
        stored: &stored,
        changes: &changes::stored(&scheduler.store, &scheduler.customer).await,
        live: &live::resources(scheduler, &snapshot.all_resources()).await,
        policies: &snapshot.policies,
        monthly: &snapshot.monthly,
        bulks: &bulk::stored(&scheduler.store, scheduler.record.bulks.clone()).await,
        budgets: &budgets,
        first_budgets: &snapshot.first_budgets(),
        daily: scheduler.fault_profile.daily,
        sent: &scheduler.net.sent(),
    })
}
