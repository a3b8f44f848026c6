//! One run of one seed, from an empty stage to the oracle's verdict.

use crate::bulk;
use crate::changes;
use crate::coverage::AuditAction;
use crate::fault_profile::Counts;
use crate::live;
use crate::mutants::Mutant;
use crate::oracle::{self, Evidence, Excused};
use crate::scheduler::Director;
use crate::services::{self, Ask};
use crate::snapshot::Template;
use model::bulk::Target;
use model::ids::CustomerId;
use partnerdesk::server::store::Store;
use rand::Rng;
use std::collections::BTreeMap;
use std::path::Path;

/// More moves than any run needs.
const MOST_MOVES: u32 = 20_000;
/// How the janitor's time passes when the people have gone home, milliseconds: soon, later, and
/// longer than the setting `unpaid_after` by as much as a clock can have been wrong.
const AFTERMATH: [i64; 10] =
    [11_000, 11_000, 60_000, 300_000, 1_860_000, 11_000, 2_800_000, 1_860_000, 11_000, 400_000];
/// Longer than the setting `unpaid_after`, milliseconds.
const LUNCH: i64 = 1_900_000;

/// What is known of a run.
pub struct Ran {
    pub seed: u64,
    pub steps: u64,
    pub faults: Counts,
    /// Payments and renewals in the ledger.
    pub payments: usize,
    pub renewals: usize,
    /// How often people did what.
    pub done: BTreeMap<AuditAction, u64>,
    pub excused: Excused,
    /// The same seed always gives the same number.
    pub hash: u64,
    pub trace: Vec<String>,
    pub violations: Vec<String>,
}

/// Runs one seed with a database of its own in `folder`.
pub fn run(seed: u64, template: &Template, folder: &Path, mutant: Option<Mutant>, in_words: bool) -> Ran {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime").block_on(async {
        // A paused clock runs ahead whenever nothing is ready, as while the database works on its
        // own thread; not while there is a blocking task.
        let (stop, stopped) = std::sync::mpsc::channel::<()>();
        let holder = tokio::task::spawn_blocking(move || stopped.recv());
        let file = folder.join(format!("{seed}.db"));
        std::fs::write(&file, &template.database).expect("room for a database");
        let store = Store::open(&format!("sqlite://{}", file.display())).await.expect("the database");
        let director = Director::new(seed, store.clone(), template, mutant, in_words);
        let ran = play(director, seed, template).await;
        store.close().await;
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.join(format!("{seed}.db{suffix}")));
        }
        drop(stop);
        let _ = holder.await;
        ran
    })
}

async fn play(mut director: Director, seed: u64, template: &Template) -> Ran {
    let mut moves = 0;
    for act in 0..2 {
        while moves < MOST_MOVES && director.act().await {
            moves += 1;
        }
        if act == 0 && director.dice.random_range(0..3) == 0 {
            second_act(&mut director).await;
        }
    }
    aftermath(&mut director).await;
    let (mut violations, excused) = judge(&director, template).await;
    if moves == MOST_MOVES {
        violations.push("the run does not end".to_owned());
    }
    let ledger = director.partner.ledger();
    Ran {
        seed,
        steps: director.trace.steps,
        faults: director.counts,
        payments: ledger.iter().filter(|entry| entry.is_payment()).count(),
        renewals: ledger.iter().filter(|entry| entry.is_renewal()).count(),
        done: done(&director, &template.first_budgets()),
        excused,
        hash: director.trace.hash(),
        trace: director.trace.lines(),
        violations,
    }
}

/// After lunch: what was open is old by now, and the people come back to it.
async fn second_act(director: &mut Director) {
    director.note(format_args!("the second act"));
    director.tick(LUNCH).await;
    for person in &mut director.people {
        person.left = 5;
    }
}

/// The people have gone home, the network is well and the clocks are right: what is under way
/// arrives, and the janitor has its time.
async fn aftermath(director: &mut Director) {
    director.note(format_args!("the aftermath"));
    for host in 0..director.hosts.len() {
        if !director.hosts[host].is_up() {
            director.start(host);
        }
        director.jump(host, 0);
    }
    finish(director).await;
    for pause in AFTERMATH {
        director.tick(pause).await;
        let host = director.dice.random_range(0..director.hosts.len());
        director.ask(host, None, Ask::Janitor);
        if !director.record.bulks.is_empty() {
            director.ask(host, None, Ask::Runner);
        }
        director.settle().await;
        finish(director).await;
    }
}

/// Until no desk does anything.
async fn finish(director: &mut Director) {
    let mut moves = 0;
    while director.is_busy() && moves < MOST_MOVES && director.wind_up().await {
        moves += 1;
    }
}

fn done(director: &Director, first: &BTreeMap<String, Target>) -> BTreeMap<AuditAction, u64> {
    let mut done = BTreeMap::new();
    for ask in director.record.asked.values() {
        *done.entry(AuditAction::of(ask)).or_default() += 1;
    }
    for effect in &director.record.effects {
        *done.entry(AuditAction::of_effect(effect.act)).or_default() += 1;
    }
    for set in &director.record.budgets {
        let first = first.get(&set.customer) == Some(&set.target);
        *done.entry(if first { AuditAction::PolicyReset } else { AuditAction::Set }).or_default() += 1;
    }
    done
}

async fn judge(director: &Director, template: &Template) -> (Vec<String>, Excused) {
    let stored = services::stored(&director.store, &director.customer, &director.lists.orders).await;
    let customers: Vec<CustomerId> = template.budgets.keys().cloned().collect();
    // Nobody looks where nobody was.
    let budgets = match director.record.bulks.is_empty() && director.record.budgets.is_empty() {
        true => BTreeMap::new(),
        false => live::budgets(director, &customers).await,
    };
    oracle::judge(&Evidence {
        record: &director.record,
        ledger: &director.partner.ledger(),
        stored: &stored,
        changes: &changes::stored(&director.store, &director.customer).await,
        live: &live::resources(director, &template.resources).await,
        policies: &template.policies,
        bulks: &bulk::stored(&director.store, director.record.bulks.clone()).await,
        budgets: &budgets,
        first_budgets: &template.first_budgets(),
        sent: &director.net.sent(),
    })
}
