//! Limits as administrators see them.

use crate::limits::own::{LimitHolder, LimitKey, LimitProposal, OwnLimits};
use crate::limits::{LimitFrom, Pool};
use crate::money::{Currency, Money};
use crate::users::Role;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One limit of a holder, in the currency of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitRow {
    /// Which.
    pub key: LimitKey,
    /// What the environment has for the role: the upper bound.
    pub bound: Option<Decimal>,
    /// What is set for the role of a person.
    pub of_role: Option<Decimal>,
    /// What applies now, and who set it; `None`: no limit.
    pub applies: Option<(Decimal, LimitFrom)>,
}

/// What a person committed today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedToday {
    /// Of which pool.
    pub pool: Pool,
    /// How much.
    pub used: Money,
    /// The smallest limit of the day; `None`: no limit.
    pub most: Option<Money>,
}

/// The limits of a role or of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderLimits {
    /// Whose.
    pub holder: LimitHolder,
    /// The code of the role, or the login name of the person.
    pub name: String,
    /// The role, or that of the person.
    pub role: Role,
    /// The currency of the account: of every amount but those of `own`.
    pub currency: Currency,
    /// What is set here.
    pub own: OwnLimits,
    /// Every limit, in the order of [`LimitKey::ALL`].
    pub rows: Vec<LimitRow>,
    /// What was committed today; empty for a role.
    pub used: Vec<UsedToday>,
    /// Limits that are set in a currency that the account does not have any more: nothing passes.
    pub foreign: Option<Currency>,
}

/// A proposal, for one administrator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalView {
    /// The proposal.
    pub proposal: LimitProposal,
    /// Whether the caller proposed it.
    pub own: bool,
    /// Whether nobody else is left who could agree to it.
    pub stuck: bool,
}

/// Every limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitsView {
    /// Of each role that can commit money.
    pub roles: Vec<HolderLimits>,
    /// Of each person who can, by name.
    pub people: Vec<HolderLimits>,
    /// Changes that wait, oldest first.
    pub waiting: Vec<ProposalView>,
    /// The latest that were decided, newest first.
    pub decided: Vec<LimitProposal>,
    /// Whether there is no limit at all, neither here nor in the environment.
    pub none: bool,
}

/// The limits of one holder, to be changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitsOfView {
    /// The limits.
    pub limits: HolderLimits,
    /// The change that waits.
    pub waiting: Option<ProposalView>,
    /// The latest one that was decided.
    pub last: Option<LimitProposal>,
    /// Whether a change applies at once, because there is no other administrator.
    pub alone: bool,
}
