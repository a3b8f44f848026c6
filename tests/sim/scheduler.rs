//! The scheduler: draws who continues, what arrives, what gets lost, when time passes and when a
//! desk crashes. One move at a time; after each all actors run to their next failpoint.

use crate::changes::ChangeForm;
use crate::fault_profile::{Counts, Fault, FaultProfile};
use crate::hosts::Host;
use crate::mutants::Mutant;
use crate::net::Net;
use crate::partner::{CUSTOMERS, KEYS, Partner, SEED};
use crate::ready::{ActorId, Stage};
use crate::record::{Record, name};
use crate::services::{self, Ask, Reply};
use crate::snapshot::{self, Snapshot};
use crate::trace::Trace;
use crate::workload::{Lists, Person};
use futures::task::AtomicWaker;
use model::changes::ChangeKind;
use model::ids::{CustomerId, IntentId, OrderId};
use model::time::Timestamp;
use partnerdesk::server::failpoints;
use partnerdesk::server::store::Store;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use simulator::Embedded;
use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

/// How many calls a change takes: auto-renewal is switched one resource after the other.
fn calls_of(form: &ChangeForm) -> usize {
    match form.act {
        ChangeKind::AutoRenewOn | ChangeKind::AutoRenewOff => form.resources.len(),
        _ => 1,
    }
}

/// A running request to a desk, or step of its janitor.
struct Actor {
    id: ActorId,
    host: usize,
    /// The user who waits for it; `None` for a janitor.
    person: Option<usize>,
    ask: Ask,
    task: Pin<Box<dyn Future<Output = Reply> + Send>>,
    ready: Arc<ReadySignal>,
}

/// Set when an actor can continue.
struct ReadySignal {
    is_set: AtomicBool,
    scheduler: Arc<AtomicWaker>,
}

impl Wake for ReadySignal {
    fn wake(self: Arc<Self>) {
        self.is_set.store(true, Ordering::SeqCst);
        self.scheduler.wake();
    }
}

/// One run.
pub struct Scheduler {
    pub rng: ChaCha8Rng,
    pub fault_profile: FaultProfile,
    pub stage: Stage,
    pub net: Net,
    pub partner: Arc<Partner>,
    pub hosts: Vec<Host>,
    pub store: Store,
    pub customer: CustomerId,
    pub people: Vec<Person>,
    pub lists: Lists,
    pub record: Record,
    pub counts: Counts,
    pub trace: Trace,
    actors: Vec<Actor>,
    /// How many calls each change of auto-renewal takes: one for each resource.
    calls: BTreeMap<IntentId, usize>,
    acted: ActorId,
    elapsed: Arc<AtomicI64>,
    waker: Arc<AtomicWaker>,
    seed: u64,
    mutant: Option<Mutant>,
}

impl Scheduler {
    /// Prepares the run of a seed.
    pub fn new(seed: u64, store: Store, snapshot: &Snapshot, mutant: Option<Mutant>, in_words: bool) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let fault_profile = FaultProfile::draw(&mut rng);
        let elapsed = Arc::new(AtomicI64::new(0));
        let shared = Arc::clone(&elapsed);
        let now = Arc::new(move || instant(shared.load(Ordering::Relaxed)));
        let partner = Arc::new(Partner(Embedded::new(SEED, CUSTOMERS, KEYS, now)));
        let mut orders = Vec::new();
        for _ in 0..rng.random_range(1..=2) {
            let amount = [210, 210, 75][rng.random_range(0..3)];
            let order = partner.order(snapshot.customer.as_str(), amount);
            orders.push(OrderId::parse(order).expect("an order id"));
        }
        let tasks = rng.random_range(5..=12);
        let mut scheduler = Self {
            rng,
            fault_profile,
            stage: Stage::default(),
            net: Net::default(),
            partner,
            hosts: (0..fault_profile.desks).map(|_| Host::new()).collect(),
            store,
            customer: snapshot.customer.clone(),
            people: vec![Person::new("ann", tasks, 0), Person::new("ben", tasks, 1_000)],
            lists: Lists {
                orders,
                resources: snapshot.resources.clone(),
                auto_renewing: snapshot.auto_renewing.clone(),
                customers: snapshot.budgets.keys().cloned().collect(),
                ..Lists::default()
            },
            record: Record::default(),
            counts: Counts::default(),
            trace: Trace::new(in_words),
            actors: Vec::new(),
            calls: BTreeMap::new(),
            acted: 0,
            elapsed,
            waker: Arc::default(),
            seed,
            mutant,
        };
        scheduler.log(format_args!("{fault_profile:?}"));
        for host in 0..scheduler.hosts.len() {
            scheduler.start(host);
        }
        scheduler
    }

    /// Adds a step to the trace.
    pub fn log(&mut self, what: std::fmt::Arguments<'_>) {
        self.trace.log(self.elapsed.load(Ordering::Relaxed), what);
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> i64 {
        self.elapsed.load(Ordering::Relaxed).div_euclid(1_000)
    }

    /// The real time.
    pub fn now(&self) -> Timestamp {
        instant(self.elapsed.load(Ordering::Relaxed))
    }

    /// True while a user waits for an answer of a desk.
    pub fn is_busy(&self) -> bool {
        !self.actors.is_empty()
    }

    /// True when the janitor of a host may run: not while a step is in progress, and not twice at
    /// the same time.
    pub fn is_janitors_turn(&self, host: usize) -> bool {
        !self.does(host, &Ask::Janitor) && self.elapsed.load(Ordering::Relaxed) > self.hosts[host].swept
    }

    /// The same for the runner of bulk jobs; never before there is a job.
    pub fn is_runners_turn(&self, host: usize) -> bool {
        let has_work = !self.record.bulks.is_empty();
        has_work
            && !self.does(host, &Ask::Runner)
            && self.elapsed.load(Ordering::Relaxed) > self.hosts[host].ran
    }

    fn does(&self, host: usize, ask: &Ask) -> bool {
        self.actors.iter().any(|actor| actor.host == host && actor.ask == *ask)
    }

    /// True when two desks have work.
    pub fn has_two_at_work(&self) -> bool {
        let first = self.actors.first().map(|actor| actor.host);
        self.actors.iter().any(|actor| Some(actor.host) != first)
    }

    /// Starts the desk of a host.
    pub fn start(&mut self, host: usize) {
        self.log(format_args!("desk {host} starts"));
        let seed = self.seed.wrapping_mul(2).wrapping_add(host as u64);
        let settings = services::settings(self.fault_profile.approval, self.fault_profile.daily);
        self.hosts[host].start(&self.store, &self.net, seed, settings, self.mutant);
        self.set_clocks();
    }

    /// Crashes the desk of a host, with all its actors.
    pub fn crash(&mut self, host: usize) {
        self.log(format_args!("desk {host} crashes"));
        self.hosts[host].desk = None;
        let (gone, left): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.actors).into_iter().partition(|actor| actor.host == host);
        self.actors = left;
        for actor in gone {
            self.stage.forget(actor.id);
            if self.is_between_calls(&actor) {
                self.counts.log(Fault::BetweenCalls);
            }
            if let Some(person) = actor.person {
                self.people[person].lose_desk(actor.ask);
            }
        }
    }

    /// True when a change on that host has made some of its calls and not yet the others.
    pub fn is_between_calls_at(&self, host: usize) -> bool {
        self.actors.iter().any(|actor| actor.host == host && self.is_between_calls(actor))
    }

    /// True for a change with several calls, some of which were sent and others not.
    fn is_between_calls(&self, actor: &Actor) -> bool {
        let most = match &actor.ask {
            Ask::Change(form) => calls_of(form),
            // What a second person agrees to is sent at once.
            Ask::ApproveChange(id) => self.calls.get(id).copied().unwrap_or_default(),
            _ => return false,
        };
        let sent =
            self.net.sent().into_iter().filter(|(by, operation)| *by == actor.id && operation.is_write());
        (1..most).contains(&sent.count())
    }

    /// Sends a request to a desk.
    pub fn ask(&mut self, host: usize, person: Option<usize>, ask: Ask) {
        let Some(desk) = self.hosts[host].desk.clone() else { return };
        self.acted += 1;
        let id = self.acted;
        let by = match (person, &ask) {
            (Some(person), _) => self.people[person].name,
            (None, Ask::Runner) => "runner",
            (None, _) => "janitor",
        };
        let now = self.elapsed.load(Ordering::Relaxed);
        match ask {
            Ask::Janitor => self.hosts[host].swept = now,
            Ask::Runner => self.hosts[host].ran = now,
            _ => {}
        }
        self.log(format_args!("{id}: {by} asks desk {host}: {ask:?}"));
        let asked = services::ask(desk, self.customer.clone(), name(by, id), ask.clone(), self.mutant);
        let task = Box::pin(failpoints::scope(self.stage.failpoints(id), asked));
        let ready =
            Arc::new(ReadySignal { is_set: AtomicBool::new(true), scheduler: Arc::clone(&self.waker) });
        self.record.asked.insert(id, ask.clone());
        self.record.asked_at.insert(id, self.seconds());
        if let Some(person) = person {
            self.people[person].waiting += 1;
        }
        self.actors.push(Actor { id, host, person, ask, task, ready });
    }

    /// Advances the time for all hosts.
    pub async fn tick(&mut self, milliseconds: i64) {
        self.log(format_args!("{milliseconds} ms pass"));
        self.elapsed.fetch_add(milliseconds, Ordering::Relaxed);
        self.set_clocks();
        tokio::time::advance(Duration::from_millis(milliseconds.unsigned_abs())).await;
        tokio::task::yield_now().await;
        self.run_until_idle().await;
    }

    /// Sets the clock error of a host, milliseconds.
    pub fn jump(&mut self, host: usize, skew: i64) {
        self.log(format_args!("the clock of desk {host} is {skew} ms off"));
        self.hosts[host].skew = skew;
        self.set_clocks();
    }

    fn set_clocks(&self) {
        let now = instant(self.elapsed.load(Ordering::Relaxed));
        self.hosts.iter().for_each(|host| host.show(now));
    }

    /// Runs all actors until each is at a failpoint, waits for the network, sleeps or is done.
    pub async fn run_until_idle(&mut self) {
        loop {
            self.run_rung();
            if self.actors.iter().any(|actor| actor.ready.is_set.load(Ordering::SeqCst)) {
                tokio::task::yield_now().await;
            } else if self.stage.is_at_work() {
                self.next_ring().await;
            } else {
                return;
            }
        }
    }

    fn run_rung(&mut self) {
        let mut done = Vec::new();
        for actor in &mut self.actors {
            if !actor.ready.is_set.swap(false, Ordering::SeqCst) {
                continue;
            }
            self.net.acting.store(actor.id, Ordering::Relaxed);
            let waker = Waker::from(Arc::clone(&actor.ready));
            if let Poll::Ready(reply) = actor.task.as_mut().poll(&mut Context::from_waker(&waker)) {
                done.push((actor.id, reply));
            }
        }
        for (id, reply) in done {
            self.finish(id, &reply);
        }
    }

    /// Waits for the database.
    async fn next_ring(&self) {
        poll_fn(|context| {
            self.waker.register(context.waker());
            match self.actors.iter().any(|actor| actor.ready.is_set.load(Ordering::SeqCst)) {
                true => Poll::Ready(()),
                false => Poll::Pending,
            }
        })
        .await;
    }

    fn finish(&mut self, id: ActorId, reply: &Reply) {
        let Some(at) = self.actors.iter().position(|actor| actor.id == id) else { return };
        let actor = self.actors.remove(at);
        self.log(format_args!("{id}: replied {reply:?}"));
        let (partner, at) = (&self.partner, self.seconds());
        self.record.add_reply(reply, at, |order| partner.payments_of(order.as_str()) > 0);
        if let (Ask::Change(form), Reply::Change(id)) = (&actor.ask, reply) {
            self.calls.insert(id.clone(), calls_of(form));
        }
        if let Some(person) = actor.person {
            self.people[person].handle_reply(&actor.ask, reply, &mut self.lists);
        }
    }

    /// Records a fault.
    pub fn fault(&mut self, fault: Fault, about: &str) {
        self.counts.log(fault);
        self.log(format_args!("{fault}: {about}"));
    }
}

fn instant(elapsed: i64) -> Timestamp {
    snapshot::start() + jiff::SignedDuration::from_millis(elapsed)
}
