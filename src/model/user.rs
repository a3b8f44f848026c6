//! Users of this desk and what they may do.

use super::ids::UserId;
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What a user is here for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Sets up the desk, sees every customer, does everything.
    Administrator,
    /// Sees and acts on the customers assigned.
    Manager,
    /// Sees every customer, changes nothing.
    Support,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 3] = [Self::Administrator, Self::Manager, Self::Support];

    /// The form on the command line and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Manager => "manager",
            Self::Support => "support",
        }
    }

    /// The reverse of [`Role::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether the role may do a thing at all; which customers it may do it to is the scope's question.
    pub fn may(self, action: Action) -> bool {
        match (self, action) {
            (_, Action::Read) => true,
            (Self::Administrator, _) => true,
            (Self::Manager, Action::SetBudget | Action::Freeze | Action::Order | Action::Pay) => true,
            (Self::Manager, Action::ReadAudit) => true,
            (Self::Support, Action::ReadAudit) => true,
            (Self::Manager | Self::Support, _) => false,
        }
    }
}

/// What can be asked of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Action {
    /// Look at customers and what belongs to them.
    Read,
    /// Set a budget.
    SetBudget,
    /// Freeze or unfreeze an account.
    Freeze,
    /// Make or cancel orders, switch auto-renewal.
    Order,
    /// Spend money.
    Pay,
    /// Read the audit log of what is in scope.
    ReadAudit,
    /// Users, roles, assignments, the partner connection.
    Administer,
}

impl Action {
    /// The form in texts and metrics.
    pub fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::SetBudget => "set-budget",
            Self::Freeze => "freeze",
            Self::Order => "order",
            Self::Pay => "pay",
            Self::ReadAudit => "read-audit",
            Self::Administer => "administer",
        }
    }
}

/// A user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Id.
    pub id: UserId,
    /// Name to sign in with.
    pub name: String,
    /// What for.
    pub role: Role,
    /// False when the account was switched off; its sessions die at once.
    pub active: bool,
    /// Created, UTC.
    pub created_at: Timestamp,
    /// Last sign-in, UTC.
    pub signed_in_at: Option<Timestamp>,
}

/// The user of a request, as pages see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Id.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
}

impl Me {
    /// Whether to offer an action; the service layer decides again.
    pub fn may(&self, action: Action) -> bool {
        self.role.may(action)
    }
}
