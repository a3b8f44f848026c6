//! The moves of the scheduler: which are possible, and making one.

use crate::fault_profile::Fault;
use crate::scheduler::Scheduler;
use crate::services::Ask;
use rand::Rng;

/// One thing that can happen next.
#[derive(Clone, Copy, Debug)]
enum Move {
    Open(u64),
    Deliver(u64),
    Break(u64, Fault),
    Person(usize),
    Janitor(usize),
    Runner(usize),
    Tick(i64),
    Jump(usize),
    Crash(usize),
    Start(usize),
    EndKeys,
}

/// Faults of a request in transit, and of an answer.
const OF_REQUESTS: [Fault; 8] = [
    Fault::RequestLost,
    Fault::Refused,
    Fault::Reset,
    Fault::Duplicate,
    Fault::Throttled,
    Fault::Busy,
    Fault::ErrorWithEffect,
    Fault::ErrorWithoutEffect,
];
const OF_ANSWERS: [Fault; 3] = [Fault::AnswerLost, Fault::Truncated, Fault::WrongType];

/// Largest clock difference that the gateway accepts, milliseconds.
const TOLERANCE: i64 = 900_000;

impl Scheduler {
    /// Makes one move; false when everything is done.
    pub async fn step(&mut self) -> bool {
        let moves = self.moves(true);
        self.choose_and_do(moves).await
    }

    /// The same without faults and without new user actions.
    pub async fn step_without_faults(&mut self) -> bool {
        let moves = self.moves(false);
        self.choose_and_do(moves).await
    }

    async fn choose_and_do(&mut self, moves: Vec<(u32, Move)>) -> bool {
        let total: u32 = moves.iter().map(|(weight, _)| weight).sum();
        if total == 0 {
            return false;
        }
        let mut throw = self.rng.random_range(0..total);
        for (weight, chosen) in moves {
            if throw < weight {
                self.make(chosen).await;
                break;
            }
            throw -= weight;
        }
        if self.counts.of(Fault::SecondDesk) == 0 && self.has_two_at_work() {
            self.counts.log(Fault::SecondDesk);
        }
        true
    }

    fn moves(&mut self, rough: bool) -> Vec<(u32, Move)> {
        let mut moves = Vec::new();
        for (ticket, ..) in self.stage.waiting() {
            moves.push((300, Move::Open(ticket)));
        }
        for (packet, is_answer, is_late) in self.net.under_way() {
            // Packets that nobody waits for are late, and may be very late.
            moves.push((if rough && is_late { 2 } else { 150 }, Move::Deliver(packet)));
            if rough && !is_late {
                let kinds: &[Fault] = if is_answer { &OF_ANSWERS } else { &OF_REQUESTS };
                moves.extend(
                    kinds.iter().map(|kind| (self.fault_profile.network * 3, Move::Break(packet, *kind))),
                );
            }
        }
        let stuck = moves.is_empty();
        if rough {
            self.add_beginnings(&mut moves);
        }
        // Without another move, somebody may still sleep or wait for an answer that will not come.
        let weight = if stuck { 100 } else { self.fault_profile.slowness };
        if !stuck || self.is_busy() || !moves.is_empty() {
            // A healthy desk does not pause for minutes between two calls.
            let milliseconds = if rough { self.some_time(stuck) } else { self.rng.random_range(20..3_000) };
            moves.push((weight, Move::Tick(milliseconds)));
        }
        if rough && self.is_over() { Vec::new() } else { moves }
    }

    /// True when the users are done and no desk is active.
    fn is_over(&self) -> bool {
        !self.is_busy() && self.people.iter().all(|person| person.left == 0)
    }

    fn add_beginnings(&mut self, moves: &mut Vec<(u32, Move)>) {
        let has_desk = self.hosts.iter().any(|host| host.is_up());
        for (place, person) in self.people.iter().enumerate() {
            if has_desk && person.waiting == 0 && person.left > 0 {
                moves.push((60, Move::Person(place)));
            }
        }
        for (place, host) in self.hosts.iter().enumerate() {
            if host.is_up() {
                if self.is_janitors_turn(place) {
                    moves.push((20, Move::Janitor(place)));
                }
                if self.is_runners_turn(place) {
                    moves.push((20, Move::Runner(place)));
                }
                // At these moments, which are rare, a crash can do the most harm, so it is more likely.
                let times = if self.is_between_calls_at(place) { 100 } else { 1 };
                moves.push((self.fault_profile.crashes * times, Move::Crash(place)));
                moves.push((self.fault_profile.jumps, Move::Jump(place)));
            } else {
                moves.push((40, Move::Start(place)));
            }
        }
        moves.push((self.fault_profile.network.min(1), Move::EndKeys));
    }

    /// Usually moments, sometimes minutes, rarely longer than the janitor waits.
    fn some_time(&mut self, stuck: bool) -> i64 {
        let pick = self.rng.random_range(0..100);
        match pick {
            0..60 => self.rng.random_range(20..3_000),
            60..85 => self.rng.random_range(3_000..45_000),
            85..97 => self.rng.random_range(45_000..600_000),
            _ if stuck => self.rng.random_range(600_000..2_700_000),
            _ => self.rng.random_range(600_000..1_200_000),
        }
    }

    async fn make(&mut self, chosen: Move) {
        match chosen {
            Move::Open(ticket) => {
                let waiting = self.stage.waiting();
                if let Some((_, actor, point)) = waiting.into_iter().find(|(other, ..)| *other == ticket) {
                    self.log(format_args!("{actor}: {point}"));
                }
                self.stage.open(ticket);
            }
            Move::Deliver(id) => self.deliver(id),
            Move::Break(id, fault) => self.break_packet(id, fault),
            Move::Person(person) => self.let_act(person),
            Move::Janitor(host) => self.ask(host, None, Ask::Janitor),
            Move::Runner(host) => self.ask(host, None, Ask::Runner),
            Move::Tick(milliseconds) => self.tick(milliseconds).await,
            Move::Jump(host) => self.jump_somewhere(host),
            Move::Crash(host) => {
                self.fault(Fault::Crash, "");
                self.crash(host);
            }
            Move::Start(host) => self.start(host),
            Move::EndKeys => {
                self.fault(Fault::KeysEnded, "");
                self.partner.end_keys();
            }
        }
        self.run_until_idle().await;
    }

    fn let_act(&mut self, person: usize) {
        let up: Vec<usize> = (0..self.hosts.len()).filter(|host| self.hosts[*host].is_up()).collect();
        let asks = self.people[person].next(&mut self.rng, &mut self.lists);
        for ask in asks {
            let host = up[self.rng.random_range(0..up.len())];
            self.ask(host, Some(person), ask);
        }
    }

    fn jump_somewhere(&mut self, host: usize) {
        let before = self.hosts[host].skew;
        let beyond = self.rng.random_range(0..100) < 10;
        let skew = match beyond {
            true => {
                self.rng.random_range(TOLERANCE + 60_000..3 * TOLERANCE)
                    * [1, -1][self.rng.random_range(0..2)]
            }
            false => self.rng.random_range(-TOLERANCE + 60_000..TOLERANCE - 60_000),
        };
        let fault = match beyond {
            true => Fault::Beyond,
            false if skew > before => Fault::Forward,
            false => Fault::Back,
        };
        self.fault(fault, "");
        self.jump(host, skew);
    }
}
