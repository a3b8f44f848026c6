//! Users of this desk and what they may do.

use super::ids::UserId;
use super::second_factor::Factor;
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

closed_enum! {
    /// The role of a user. Its code is used on the command line and stored in the database.
    pub enum Role {
        /// Sets up the desk, sees every customer, does everything.
        Administrator = "administrator",
        /// Sees and acts on the customers assigned.
        Manager = "manager",
        /// Sees every customer, changes nothing but writes notes.
        Support = "support",
    }
}

impl Role {
    /// Whether the role has a permission at all, where no administrator decided otherwise; the scope decides
    /// for which customers. The one table of who may what: the page about rights shows it.
    pub fn may(self, action: Permission) -> bool {
        match action {
            Permission::Read
            | Permission::ReadAudit
            | Permission::ExportPersonalData
            | Permission::WriteNotes => true,
            Permission::SetBudget
            | Permission::Freeze
            | Permission::Order
            | Permission::Pay
            | Permission::SeeMargins => self != Self::Support,
            Permission::Administer => self == Self::Administrator,
        }
    }

    /// Whether an administrator may give this permission to the role, or take it away.
    pub fn is_open(self, action: Permission) -> bool {
        self == Self::Support && action == Permission::ExportPersonalData
    }

    /// Whether it sees the customers assigned to it only.
    pub fn is_bound(self) -> bool {
        self == Self::Manager
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
        /// Take lists away as files: they hold names, addresses and numbers of people.
        ExportPersonalData = "export-personal-data",
        /// See what the partner earns.
        SeeMargins = "see-margins",
        /// Write notes, and pass on and end follow-ups.
        WriteNotes = "write-notes",
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

/// What administrators decided for a role other than by default.
pub type RightExceptions = Vec<(Permission, bool)>;

/// The user of a request, as pages see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Id.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// What administrators decided for the role. Only permissions that are open to such a decision count.
    #[serde(default)]
    pub exceptions: RightExceptions,
    /// Whether confirming asks for a code in place of the password.
    #[serde(default)]
    pub factor: Factor,
}

impl Me {
    /// A user with the rights that the role has by default, and without a second factor.
    pub fn of(user: User) -> Self {
        let User { id, name, role, .. } = user;
        Self { id, name, role, exceptions: RightExceptions::new(), factor: Factor::Off }
    }

    /// Whether to offer an action; the service layer decides again.
    pub fn may(&self, action: Permission) -> bool {
        let decided = self.exceptions.iter().find(|(about, _)| *about == action && self.role.is_open(action));
        decided.map_or_else(|| self.role.may(action), |(_, granted)| *granted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn me(role: Role, exceptions: RightExceptions) -> Me {
        let factor = Factor::Off;
        Me { id: UserId::parse("u1").unwrap(), name: "ann".into(), role, exceptions, factor }
    }

    #[test]
    fn a_decision_counts_where_one_is_open_and_nowhere_else() {
        let denied = vec![(Permission::ExportPersonalData, false), (Permission::Read, false)];
        let support = me(Role::Support, denied.clone());
        assert!(!support.may(Permission::ExportPersonalData) && support.may(Permission::Read));
        assert!(me(Role::Support, Vec::new()).may(Permission::ExportPersonalData));
        assert!(me(Role::Manager, denied).may(Permission::ExportPersonalData), "it is about support");
        assert!(!me(Role::Support, vec![(Permission::Pay, true)]).may(Permission::Pay), "not open");
    }

    #[test]
    fn administrators_may_everything_and_support_writes_notes_only() {
        assert!(Permission::ALL.into_iter().all(|action| Role::Administrator.may(action)));
        let may = Permission::ALL.into_iter().filter(|action| Role::Support.may(*action));
        let expected =
            [Permission::Read, Permission::ReadAudit, Permission::ExportPersonalData, Permission::WriteNotes];
        assert!(may.eq(expected));
        assert!(Role::Manager.may(Permission::SeeMargins) && !Role::Manager.may(Permission::Administer));
    }
}
