//! What can go wrong, how often in one run, and how often it did.

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

/// How often each kind happened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts([u64; Fault::ALL.len()]);

impl Counts {
    /// One more.
    pub fn note(&mut self, fault: Fault) {
        self.0[fault as usize] += 1;
    }

    /// Of one kind.
    pub fn of(&self, fault: Fault) -> u64 {
        self.0[fault as usize]
    }

    /// Those of another run too.
    pub fn add(&mut self, other: &Counts) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }
}

/// How rough one run is: weights of what the director may choose from.
#[derive(Clone, Copy, Debug)]
pub struct Weather {
    /// Of each kind of fault of the network.
    pub network: u32,
    /// Of time passing while something is under way.
    pub slowness: u32,
    /// Of a crash.
    pub crashes: u32,
    /// Of clocks that jump.
    pub jumps: u32,
    /// Desks on the database: one or two.
    pub desks: usize,
    /// Above it a second person has to agree.
    pub approval: Option<u32>,
}

impl Weather {
    /// Drawn for one run: calm ones too, in which everybody gets far.
    pub fn draw(dice: &mut ChaCha8Rng) -> Self {
        let approval = [None, None, Some(100)][dice.random_range(0..3)];
        let mut one_of = |choices: &[u32]| choices[dice.random_range(0..choices.len())];
        Self {
            network: one_of(&[0, 1, 2, 4]),
            slowness: one_of(&[1, 3, 10]),
            crashes: one_of(&[0, 1, 3]),
            jumps: one_of(&[0, 0, 1, 2]),
            desks: one_of(&[1, 2, 2]) as usize,
            approval,
        }
    }
}
