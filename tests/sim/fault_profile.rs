//! Kinds of faults, their weights in one run, and how often they happened.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

named! {
    /// A kind of fault.
    Fault {
        RequestLost: "request lost, the desk waits in vain",
        Refused: "connection refused",
        AnswerLost: "answer lost after the effect",
        Reset: "connection reset, the request arrives all the same",
        LateRequest: "request arrived after the desk gave up",
        LateAnswer: "answer arrived after the desk gave up",
        Duplicate: "request arrived twice",
        Throttled: "429 of the gateway",
        Busy: "429 of the service",
        ErrorWithEffect: "500 with effect",
        ErrorWithoutEffect: "500 without effect",
        Truncated: "answer cut short",
        WrongType: "answer of another type",
        KeysEnded: "temporary keys ended",
        Crash: "desk crashed and was started again",
        BetweenCalls: "desk crashed between the calls of one change",
        SecondDesk: "two desks at work on one database",
        Forward: "clock jumped forward",
        Back: "clock jumped back",
        Beyond: "clock jumped beyond the signature's tolerance",
    }
}

/// Number of faults per kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts([u64; Fault::ALL.len()]);

impl Counts {
    /// Counts a fault.
    pub fn log(&mut self, fault: Fault) {
        self.0[fault as usize] += 1;
    }

    /// The number of one kind.
    pub fn of(&self, fault: Fault) -> u64 {
        self.0[fault as usize]
    }

    /// Adds the numbers of another run.
    pub fn add(&mut self, other: &Counts) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }
}

/// The weights of faults in one run, from which the scheduler draws.
#[derive(Clone, Copy, Debug)]
pub struct FaultProfile {
    /// Weight of each network fault.
    pub network: u32,
    /// Weight of time passing while something is in progress.
    pub slowness: u32,
    /// Weight of crashes.
    pub crashes: u32,
    /// Weight of clock jumps.
    pub jumps: u32,
    /// Number of desks on the database: one or two.
    pub desks: usize,
    /// What is committed above this amount needs approval.
    pub approval: Option<u32>,
    /// What brings the sum of a person's day above this amount needs approval.
    pub daily: Option<u32>,
}

impl FaultProfile {
    /// Draws the weights of a run. Some runs have few faults, so that users get far.
    pub fn draw(rng: &mut ChaCha8Rng) -> Self {
        let approval = [None, None, Some(100)][rng.random_range(0..3)];
        let daily = [None, Some(250)][rng.random_range(0..2)];
        let mut one_of = |choices: &[u32]| choices[rng.random_range(0..choices.len())];
        Self {
            network: one_of(&[0, 1, 2, 4]),
            slowness: one_of(&[1, 3, 10]),
            crashes: one_of(&[0, 1, 3]),
            jumps: one_of(&[0, 0, 1, 2]),
            desks: one_of(&[1, 2, 2]) as usize,
            approval,
            daily,
        }
    }
}
