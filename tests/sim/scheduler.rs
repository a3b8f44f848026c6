//! The director: decides by dice who goes on, what arrives, what gets lost, when time passes and
//! when a desk crashes. One move at a time, and after each everybody runs to the next failpoint.

use crate::fault_profile::{Counts, Fault, Weather};
use crate::hosts::Host;
use crate::mutants::Mutant;
use crate::net::Net;
use crate::partner::{CUSTOMERS, KEYS, Partner, SEED};
use crate::ready::{ActorId, Stage};
use crate::record::{Record, name};
use crate::services::{self, Ask, Told};
use crate::snapshot::{self, Template};
use crate::trace::Trace;
use crate::workload::{Lists, Person};
use futures::task::AtomicWaker;
use model::changes::ChangeKind;
use model::ids::{CustomerId, OrderId};
use model::time::Timestamp;
use partnerdesk::server::failpoints;
use partnerdesk::server::store::Store;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use simulator::Embedded;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

/// A request to a desk, or a step of its janitor, that is being done.
struct Actor {
    id: ActorId,
    host: usize,
    /// Who waits for it; `None` for a janitor.
    person: Option<usize>,
    ask: Ask,
    task: Pin<Box<dyn Future<Output = Told> + Send>>,
    bell: Arc<Bell>,
}

/// Rings when an actor can go on.
struct Bell {
    rung: AtomicBool,
    director: Arc<AtomicWaker>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, Ordering::SeqCst);
        self.director.wake();
    }
}

/// One run.
pub struct Director {
    pub dice: ChaCha8Rng,
    pub weather: Weather,
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
    acted: ActorId,
    elapsed: Arc<AtomicI64>,
    waker: Arc<AtomicWaker>,
    seed: u64,
    mutant: Option<Mutant>,
}

impl Director {
    /// Sets the scene of a seed.
    pub fn new(seed: u64, store: Store, template: &Template, mutant: Option<Mutant>, in_words: bool) -> Self {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let weather = Weather::draw(&mut dice);
        let elapsed = Arc::new(AtomicI64::new(0));
        let shared = Arc::clone(&elapsed);
        let now = Arc::new(move || instant(shared.load(Ordering::Relaxed)));
        let partner = Arc::new(Partner(Embedded::new(SEED, CUSTOMERS, KEYS, now)));
        let mut orders = Vec::new();
        for _ in 0..dice.random_range(1..=2) {
            let amount = [210, 210, 75][dice.random_range(0..3)];
            let order = partner.order(template.customer.as_str(), amount);
            orders.push(OrderId::parse(order).expect("an order id"));
        }
        let tasks = dice.random_range(5..=12);
        let mut director = Self {
            dice,
            weather,
            stage: Stage::default(),
            net: Net::default(),
            partner,
            hosts: (0..weather.desks).map(|_| Host::new()).collect(),
            store,
            customer: template.customer.clone(),
            people: vec![Person::new("ann", tasks, 0), Person::new("ben", tasks, 1_000)],
            lists: Lists {
                orders,
                resources: template.resources.clone(),
                customers: template.budgets.keys().cloned().collect(),
                ..Lists::default()
            },
            record: Record::default(),
            counts: Counts::default(),
            trace: Trace::new(in_words),
            actors: Vec::new(),
            acted: 0,
            elapsed,
            waker: Arc::default(),
            seed,
            mutant,
        };
        director.note(format_args!("{weather:?}"));
        for host in 0..director.hosts.len() {
            director.start(host);
        }
        director
    }

    /// Writes a step into the trace.
    pub fn note(&mut self, what: std::fmt::Arguments<'_>) {
        self.trace.note(self.elapsed.load(Ordering::Relaxed), what);
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> i64 {
        self.elapsed.load(Ordering::Relaxed).div_euclid(1_000)
    }

    /// The true time.
    pub fn now(&self) -> Timestamp {
        instant(self.elapsed.load(Ordering::Relaxed))
    }

    /// True while somebody waits for an answer of a desk.
    pub fn is_busy(&self) -> bool {
        !self.actors.is_empty()
    }

    /// True when the janitor of that host may take a step: not while one is under way, and not
    /// twice in the same moment.
    pub fn is_janitors_turn(&self, host: usize) -> bool {
        !self.does(host, &Ask::Janitor) && self.elapsed.load(Ordering::Relaxed) > self.hosts[host].swept
    }

    /// The same of the runner of budgets in bulk; never before there is a job for it.
    pub fn is_runners_turn(&self, host: usize) -> bool {
        let has_work = !self.record.bulks.is_empty();
        has_work
            && !self.does(host, &Ask::Runner)
            && self.elapsed.load(Ordering::Relaxed) > self.hosts[host].ran
    }

    fn does(&self, host: usize, ask: &Ask) -> bool {
        self.actors.iter().any(|actor| actor.host == host && actor.ask == *ask)
    }

    /// True when two desks have something to do.
    pub fn has_two_at_work(&self) -> bool {
        let first = self.actors.first().map(|actor| actor.host);
        self.actors.iter().any(|actor| Some(actor.host) != first)
    }

    /// Starts the desk of a host.
    pub fn start(&mut self, host: usize) {
        self.note(format_args!("desk {host} starts"));
        let seed = self.seed.wrapping_mul(2).wrapping_add(host as u64);
        let settings = services::settings(self.weather.approval);
        self.hosts[host].start(&self.store, &self.net, seed, settings, self.mutant);
        self.set_clocks();
    }

    /// The desk of a host is gone with everything it was doing.
    pub fn crash(&mut self, host: usize) {
        self.note(format_args!("desk {host} crashes"));
        self.hosts[host].desk = None;
        let (gone, left): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.actors).into_iter().partition(|actor| actor.host == host);
        self.actors = left;
        for actor in gone {
            self.stage.forget(actor.id);
            if self.is_between_calls(&actor) {
                self.counts.note(Fault::BetweenCalls);
            }
            if let Some(person) = actor.person {
                self.people[person].cut_off(actor.ask);
            }
        }
    }

    /// True when a change of that host has made some of its calls and not yet the others.
    pub fn is_between_calls_at(&self, host: usize) -> bool {
        self.actors.iter().any(|actor| actor.host == host && self.is_between_calls(actor))
    }

    /// True for a change that takes several calls, of which some have left and others have not.
    fn is_between_calls(&self, actor: &Actor) -> bool {
        let Ask::Change(form) = &actor.ask else { return false };
        let calls = self.net.sent().into_iter().filter(|(by, errand)| *by == actor.id && errand.is_write());
        let one_by_one = matches!(form.act, ChangeKind::AutoRenewOn | ChangeKind::AutoRenewOff);
        one_by_one && (1..form.resources.len()).contains(&calls.count())
    }

    /// Asks a desk to do something.
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
        self.note(format_args!("{id}: {by} asks desk {host}: {ask:?}"));
        let asked = services::ask(desk, self.customer.clone(), name(by, id), ask.clone(), self.mutant);
        let task = Box::pin(failpoints::scope(self.stage.failpoints(id), asked));
        let bell = Arc::new(Bell { rung: AtomicBool::new(true), director: Arc::clone(&self.waker) });
        self.record.asked.insert(id, ask.clone());
        self.record.asked_at.insert(id, self.seconds());
        if let Some(person) = person {
            self.people[person].waiting += 1;
        }
        self.actors.push(Actor { id, host, person, ask, task, bell });
    }

    /// Lets time pass, for everybody.
    pub async fn tick(&mut self, milliseconds: i64) {
        self.note(format_args!("{milliseconds} ms pass"));
        self.elapsed.fetch_add(milliseconds, Ordering::Relaxed);
        self.set_clocks();
        tokio::time::advance(Duration::from_millis(milliseconds.unsigned_abs())).await;
        tokio::task::yield_now().await;
        self.settle().await;
    }

    /// Sets a host's clock wrong by so much.
    pub fn jump(&mut self, host: usize, skew: i64) {
        self.note(format_args!("the clock of desk {host} is {skew} ms off"));
        self.hosts[host].skew = skew;
        self.set_clocks();
    }

    fn set_clocks(&self) {
        let now = instant(self.elapsed.load(Ordering::Relaxed));
        self.hosts.iter().for_each(|host| host.show(now));
    }

    /// Runs everybody until each one stands at a failpoint, waits for the network, sleeps or is done.
    pub async fn settle(&mut self) {
        loop {
            self.run_rung();
            if self.actors.iter().any(|actor| actor.bell.rung.load(Ordering::SeqCst)) {
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
            if !actor.bell.rung.swap(false, Ordering::SeqCst) {
                continue;
            }
            self.net.acting.store(actor.id, Ordering::Relaxed);
            let waker = Waker::from(Arc::clone(&actor.bell));
            if let Poll::Ready(told) = actor.task.as_mut().poll(&mut Context::from_waker(&waker)) {
                done.push((actor.id, told));
            }
        }
        for (id, told) in done {
            self.finish(id, &told);
        }
    }

    /// Waits for the database.
    async fn next_ring(&self) {
        poll_fn(|context| {
            self.waker.register(context.waker());
            match self.actors.iter().any(|actor| actor.bell.rung.load(Ordering::SeqCst)) {
                true => Poll::Ready(()),
                false => Poll::Pending,
            }
        })
        .await;
    }

    fn finish(&mut self, id: ActorId, told: &Told) {
        let Some(at) = self.actors.iter().position(|actor| actor.id == id) else { return };
        let actor = self.actors.remove(at);
        self.note(format_args!("{id}: told {told:?}"));
        let (partner, at) = (&self.partner, self.seconds());
        self.record.told(told, at, |order| partner.payments_of(order.as_str()) > 0);
        if let Some(person) = actor.person {
            self.people[person].told(&actor.ask, told, &mut self.lists);
        }
    }

    /// Notes a fault.
    pub fn fault(&mut self, fault: Fault, about: &str) {
        self.counts.note(fault);
        self.note(format_args!("{fault}: {about}"));
    }
}

fn instant(elapsed: i64) -> Timestamp {
    snapshot::start() + jiff::SignedDuration::from_millis(elapsed)
}
