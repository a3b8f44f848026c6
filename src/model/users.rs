//! Users of this desk and what they may do.

use super::ids::UserId;
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

closed_enum! {
    /// The role of a user. Its code is used on the command line and stored in the database.
    pub enum Role {
        /// Sets up the desk, sees every customer, does everything.
        Administrator = "administrator",
        /// Sees and acts on the customers assigned.
        Manager = "manager",
        /// Sees every customer, changes nothing.
        Support = "support",
    }
}

impl Role {
    /// Whether the role has a permission at all; the scope decides for which customers.
    pub fn may(self, action: Permission) -> bool {
        match (self, action) {
            (_, Permission::Read) => true,
            (Self::Administrator, _) => true,
            (
                Self::Manager,
                Permission::SetBudget | Permission::Freeze | Permission::Order | Permission::Pay,
            ) => true,
            (Self::Manager, Permission::ReadAudit) => true,
            (Self::Support, Permission::ReadAudit) => true,
            (Self::Manager | Self::Support, _) => false,
        }
    }
}

closed_enum! {
    /// What a user may do. Its code is used in text keys and metrics.
    pub enum Permission {
        /// Read customers and what belongs to them.
        Read = "read",
        /// Set a budget.
        SetBudget = "set-budget",
        /// Freeze or unfreeze an account.
        Freeze = "freeze",
        /// Make or cancel orders, switch auto-renewal.
        Order = "order",
        /// Spend money.
        Pay = "pay",
        /// Read the audit log of what is in scope.
        ReadAudit = "read-audit",
        /// Users, roles, assignments, the connection to the partner API.
        Administer = "administer",
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
    pub fn may(&self, action: Permission) -> bool {
        self.role.may(action)
    }
}
