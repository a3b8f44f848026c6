//! Texts of limits.

use crate::texts::tr_key;
use crate::tr;
use crate::ui::format;
use crate::ui::frame::role_text;
use model::limits::own::{LimitHolder, LimitKey, LimitProposal, ProposalState};
use model::limits::{Asks, LimitFrom, Pool, Span};
use model::users::Role;

// texts: limits-key-
/// Which limit: "One payment, password above".
pub fn key_text(key: LimitKey) -> String {
    tr_key(&format!("limits-key-{}", key.code())).unwrap_or_else(|| key.code())
}

/// What passes the two limits of a line of the page: "Payments: password above".
pub fn line_text(pool: Pool, asks: Asks) -> String {
    match (pool, asks) {
        (Pool::Spend, Asks::Password) => tr!("limits-spend-password"),
        (Pool::Spend, Asks::Approval) => tr!("limits-spend-approval"),
        (Pool::Raise, Asks::Password) => tr!("limits-raise-password"),
        (Pool::Raise, Asks::Approval) => tr!("limits-raise-approval"),
    }
}

/// What is compared with a limit.
pub fn span_text(span: Span) -> String {
    match span {
        Span::Action => tr!("limits-action"),
        Span::Day => tr!("limits-day"),
    }
}

/// What an amount is of.
pub fn pool_text(pool: Pool) -> String {
    match pool {
        Pool::Spend => tr!("limits-spend"),
        Pool::Raise => tr!("limits-raise"),
    }
}

/// Who set a limit.
pub fn from_text(from: LimitFrom) -> String {
    match from {
        LimitFrom::Environment => tr!("limits-from-environment"),
        LimitFrom::Role => tr!("limits-from-role"),
        LimitFrom::Person => tr!("limits-from-person"),
    }
}

/// Whose limits: "Limits of managers" says the role, "Limits of ann" the person.
pub fn holder_text(holder: &LimitHolder, name: &str) -> String {
    match holder {
        LimitHolder::Role(role) => tr!("limits-of-role", role = role_text(*role)),
        LimitHolder::User(_) => tr!("limits-of-person", name = name.to_owned()),
    }
}

/// The name of a holder in a list: the role, or the login name.
pub fn name_text(holder: &LimitHolder, name: &str) -> String {
    match holder {
        LimitHolder::Role(role) => role_text(*role),
        LimitHolder::User(_) => name.to_owned(),
    }
}

/// The role of a person beside the name.
pub fn of_role_text(role: Role) -> String {
    tr!("limits-role", role = role_text(role))
}

/// Who proposed a change, and when.
pub fn proposed_text(proposal: &LimitProposal) -> String {
    tr!(
        "limits-proposed-by",
        name = proposal.proposed_by.clone(),
        when = format::instant(proposal.proposed_at)
    )
}

/// What became of a proposal.
pub fn state_text(proposal: &LimitProposal) -> String {
    let name = proposal.decided_by.clone().unwrap_or_default();
    match proposal.state {
        ProposalState::Waiting => tr!("limits-waiting"),
        ProposalState::Agreed => tr!("limits-agreed", name = name),
        ProposalState::Alone => tr!("limits-alone", name = name),
        ProposalState::Refused => tr!("limits-refused", name = name),
        ProposalState::Withdrawn => tr!("limits-withdrawn", name = name),
        ProposalState::VoidProposer => tr!("limits-void-proposer", name = proposal.proposed_by.clone()),
        ProposalState::VoidPerson => tr!("limits-void-person", name = proposal.name.clone()),
        ProposalState::VoidMoved => tr!("limits-void-moved"),
    }
}
