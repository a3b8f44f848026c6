//! The customers that a caller may see. An argument of every query on customers and what belongs to
//! them.

use crate::server::store::db::sql::Sql;
use model::audit::AuditAction;
use model::ids::{CustomerId, UserId};

/// The customers that a caller may see.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Every customer.
    All,
    /// The customers assigned to this user. Assignments are looked up in the same statement, so
    /// that a change counts at once.
    Assigned(UserId),
    /// These customers, which the caller may see: a part of another scope, of a few hundred at most.
    Listed(Vec<CustomerId>),
}

/// A user, as the entries of the audit log name who acted.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    /// Id.
    pub id: &'a UserId,
    /// Login name.
    pub name: &'a str,
}

/// The conditions of a query. It cannot be made without a scope.
#[derive(Clone, Debug)]
pub struct Where(Sql);

impl Where {
    /// What the scope lets through; `column` holds the customer's id.
    pub fn new(scope: &Scope, column: &'static str) -> Self {
        Self(match scope {
            Scope::All => Sql::new(" WHERE 1 = 1"),
            Scope::Assigned(user) => Sql::new(" WHERE ").push(column).append(assigned(user)),
            Scope::Listed(customers) => Sql::new(" WHERE ").push(column).push(" IN ").list(customers),
        })
    }

    /// Entries of the audit log within the scope, a user's own, tries to sign in under their name, and that their
    /// second factor was taken away.
    /// Entries are a user's by id. Those from before ids were stored, and those two, bear a name alone:
    /// they are theirs when they were written since the user was added, so that who had the name before is
    /// not taken for them.
    pub fn or_own(scope: &Scope, column: &'static str, own: Option<Own<'_>>) -> Self {
        match (scope, own) {
            (Scope::Assigned(user), Some(own)) => Self(
                Sql::new(" WHERE (")
                    .push(column)
                    .append(assigned(user))
                    .push(" OR e.actor_id = ? OR (((e.actor = ? AND e.actor_id IS NULL)")
                    .push(" OR (e.deed IN (?, ?) AND e.subject = ?))")
                    .push(" AND e.opened_at >= (SELECT u.created_at FROM users u WHERE u.id = ?)))")
                    .with(own.id)
                    .with(own.name)
                    .with(AuditAction::SignIn.code())
                    .with(AuditAction::RemoveSecondFactor.code())
                    .with(own.name)
                    .with(own.id),
            ),
            _ => Self::new(scope, column),
        }
    }

    /// Rows that the caller made, or or everybody's when the caller may see every customer; `column`
    /// holds the maker's user id.
    pub fn of_maker(scope: &Scope, column: &'static str) -> Self {
        Self(match scope {
            Scope::All => Sql::new(" WHERE 1 = 1"),
            Scope::Assigned(user) => Sql::new(" WHERE ").push(column).push(" = ?").with(user),
            // It is nobody's.
            Scope::Listed(_) => Sql::new(" WHERE 1 = 0"),
        })
    }

    /// Of what somebody made, the rows about customers that the caller may see by now, and rows about none.
    pub fn of_maker_within(scope: &Scope, maker: &'static str, customer: &'static str) -> Self {
        let made = Self::of_maker(scope, maker);
        match scope {
            Scope::All | Scope::Listed(_) => made,
            Scope::Assigned(user) => made.and(
                Sql::new("(")
                    .push(customer)
                    .push(" IS NULL OR ")
                    .push(customer)
                    .append(assigned(user))
                    .push(")"),
            ),
        }
    }

    /// One condition more.
    pub fn and(self, condition: Sql) -> Self {
        Self(self.0.push(" AND ").append(condition))
    }

    /// ` WHERE …`.
    pub fn sql(&self) -> Sql {
        self.0.clone()
    }
}

fn assigned(user: &UserId) -> Sql {
    Sql::new(" IN (SELECT a.customer_id FROM assignments a WHERE a.user_id = ?)").with(user)
}
