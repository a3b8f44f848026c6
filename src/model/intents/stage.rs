//! The stages of an intent, and who may change them: the one state machine of payments, renewals,
//! cancellations and everything else that moves money or ends a resource.
//!
//! ```text
//!              the price is read         it is the one that was seen
//!   Drafted ───────────────────▶ Quoted ──────────────────────────▶ Confirmed ──▶ Sent
//!      │                           │ │        another person agrees ▲              │
//!      │                           │ └──────────▶ Waiting ──────────┘              │
//!      ▼      price moved,         ▼                 │                             │
//!    Void ◀── refused, given up ───┴─────────────────┘         ┌───────────────────┤
//!      ▲                                                       │ clear answer      │ no clear answer
//!      │ the order is cancelled                                ▼                   ▼
//!      ├──────────────────────────────────────────────── Done, Rejected         Unknown
//!      │                                                       ▲                   │ │
//!      │                                   an effect is seen   ├───────────────────┘ │ long after:
//!      │                                                       │                     ▼ still nothing
//!      └───────────────────────────────────────────────────────┴────────────────── NoEffect
//!                                                                                    │
//!                              ConfirmedDone, ConfirmedNotDone ◀── a person decides ──────┘ (or on Unknown)
//! ```
//!
//! | stage | stored | who changes it |
//! |---|---|---|
//! | drafted | before the price is read; from here on nobody else can begin the same | service; janitor gives it up |
//! | quoted | after the price was read, with the time of reading | service; janitor gives it up |
//! | waiting | before anything is sent: a second person has to agree | a person; janitor gives it up |
//! | confirmed | before the call | service; janitor gives it up |
//! | sent | right before the call is sent, which happens once | service with the answer; janitor when none came |
//! | done | after the answer, or after the effect was read | nobody: final |
//! | rejected | after a clear refusal | nobody: final |
//! | unknown | after an answer that says neither | janitor by reading; a person |
//! | no-effect | after a reading long after the attempt that shows none | janitor if one shows up late; a person |
//! | settled-done, settled-undone | by a person, after one more reading | nobody: final |
//! | void | nothing was sent, or what it was about ended without it | nobody: final |
//!
//! Every move is one transaction with its line in the intent's history and its part of the audit
//! log, and happens only from the stages that [`Stage::may_become`] names.

closed_enum! {
    /// The stage of an intent. Its code is stored in the database and used in metrics.
    pub enum Stage {
        /// A person pressed the button; the price is being read.
        Drafted = "drafted",
        /// The price was read and is the one that the person saw.
        Quoted = "quoted",
        /// A second person has to agree before anything is sent.
        Waiting = "waiting",
        /// Confirmed; nothing has been sent yet.
        Confirmed = "confirmed",
        /// The call may have been sent; no answer is stored.
        Sent = "sent",
        /// It happened: the partner API confirmed it, or a later reading showed the effect.
        Done = "done",
        /// The partner API refused the call; nothing happened.
        Rejected = "rejected",
        /// It may have happened or not. Reconciled by reading, never by sending again.
        Unknown = "unknown",
        /// Long after the attempt no effect can be read. A person confirms that before a new attempt.
        NoEffect = "no-effect",
        /// A person decided that it happened.
        ConfirmedDone = "settled-done",
        /// A person decided that it did not happen.
        ConfirmedNotDone = "settled-undone",
        /// Nothing was sent, or what it was about ended without it; certainly nothing happened.
        Void = "void",
    }
}

closed_enum! {
    /// Who changes the stage of an intent. Its code is stored in the database.
    pub enum Actor {
        /// The service that began it, with the person's request still open.
        Service = "service",
        /// The job that reconciles open outcomes.
        Janitor = "janitor",
        /// A person, later, on the intent's page.
        Person = "person",
    }
}

impl Stage {
    /// True while it is open: nobody else may start the same.
    pub fn is_live(self) -> bool {
        self.is_before_sending() || self == Self::Sent || self.is_in_doubt()
    }

    /// True while nothing can have been sent.
    pub fn is_before_sending(self) -> bool {
        matches!(self, Self::Drafted | Self::Quoted | Self::Waiting | Self::Confirmed)
    }

    /// True while it is not known whether it happened: a reading or a person decides.
    pub fn is_in_doubt(self) -> bool {
        matches!(self, Self::Unknown | Self::NoEffect)
    }

    /// True when it happened.
    pub fn had_effect(self) -> bool {
        matches!(self, Self::Done | Self::ConfirmedDone)
    }

    /// True when it is known that nothing happened.
    pub fn has_failed(self) -> bool {
        matches!(self, Self::Rejected | Self::ConfirmedNotDone | Self::Void)
    }

    /// All allowed transitions: every other one is forbidden.
    pub fn may_become(self, next: Stage, by: Actor) -> bool {
        use Actor::{Janitor, Person, Service};
        use Stage::{
            Confirmed, ConfirmedDone, ConfirmedNotDone, Done, Drafted, NoEffect, Quoted, Rejected, Sent,
            Unknown, Void, Waiting,
        };
        matches!(
            (by, self, next),
            (Service, Drafted, Quoted | Void)
                | (Service, Quoted, Confirmed | Waiting | Void)
                | (Service, Confirmed, Sent)
                | (Service, Sent, Done | Rejected | Unknown)
                | (Person, Waiting, Confirmed | Void)
                | (Person, Unknown | NoEffect, ConfirmedDone | ConfirmedNotDone)
                | (Janitor, Drafted | Quoted | Waiting | Confirmed, Void)
                | (Janitor, Sent, Done | Unknown | NoEffect | Void)
                | (Janitor, Unknown, Done | NoEffect | Void)
                | (Janitor, NoEffect, Done | Void)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOVERS: [Actor; 3] = [Actor::Service, Actor::Janitor, Actor::Person];

    fn moves() -> impl Iterator<Item = (Actor, Stage, Stage)> {
        let pairs = Stage::ALL.into_iter().flat_map(|from| Stage::ALL.map(|to| (from, to)));
        pairs.flat_map(|(from, to)| MOVERS.map(|by| (by, from, to)))
    }

    #[test]
    fn codes_read_back() {
        for stage in Stage::ALL {
            assert_eq!(Stage::from_code(stage.code()), Some(stage));
        }
        for mover in MOVERS {
            assert_eq!(Actor::from_code(mover.code()), Some(mover));
        }
    }

    #[test]
    fn what_has_ended_never_moves_again_and_everything_else_can_end() {
        for stage in Stage::ALL {
            let onward = moves().any(|(by, from, to)| from == stage && from.may_become(to, by));
            assert_eq!(onward, stage.is_live(), "{stage:?}");
        }
    }

    #[test]
    fn only_the_service_sends_and_only_what_is_confirmed() {
        for (by, from, to) in moves().filter(|(by, from, to)| from.may_become(*to, *by)) {
            if to == Stage::Sent {
                assert_eq!((by, from), (Actor::Service, Stage::Confirmed));
            }
            assert!(from.is_before_sending() || !to.is_before_sending(), "back from {from:?} to {to:?}");
            assert!(from.is_before_sending() || to != Stage::Void || by == Actor::Janitor);
        }
    }

    #[test]
    fn nothing_is_done_that_was_not_sent() {
        for (by, from, to) in moves().filter(|(by, from, to)| from.may_become(*to, *by)) {
            assert!(!from.is_before_sending() || !to.had_effect(), "{by:?} {from:?} {to:?}");
        }
    }
}
