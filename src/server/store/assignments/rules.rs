//! Rules that keep applying: the customers of an account manager at HUAWEI CLOUD have an owner. What somebody
//! assigned by hand goes before a rule.

use super::read::person;
use crate::server::store::Store;
use crate::server::store::db::sql::Sql;
use crate::server::store::db::{Row, Tx};
use crate::server::store::error::StoreError;
use crate::server::store::sort_keys::folded;
use jiff::Timestamp;
use model::assignments::AssignmentRule;
use model::audit::AuditEntry;
use model::ids::{CustomerId, UserId};

/// Makes the assignments of all rules as the mirror has the customers now, of one customer or of all: takes
/// away what no rule says any more, and adds what is missing. A customer that left the mirror keeps its own.
/// How many rows changed.
pub(in crate::server::store) async fn apply(
    tx: &mut Tx,
    customer: Option<&CustomerId>,
) -> Result<u64, StoreError> {
    let only = |sql: Sql, column: &'static str| match customer {
        Some(customer) => sql.push(" AND ").push(column).push(" = ?").with(customer),
        None => sql,
    };
    let outdated = Sql::new(
        "DELETE FROM assignments WHERE rule <> '' AND (NOT EXISTS (SELECT 1 FROM assignment_rules r
           WHERE r.manager = assignments.rule AND r.user_id = assignments.user_id)
         OR EXISTS (SELECT 1 FROM customers c WHERE c.id = assignments.customer_id
           AND c.account_manager IS DISTINCT FROM assignments.rule))",
    );
    let missing = Sql::new(
        "INSERT INTO assignments (user_id, customer_id, kind, rule)
         SELECT r.user_id, c.id, 'owner', r.manager FROM assignment_rules r
         JOIN users u ON u.id = r.user_id AND u.active = 1
         JOIN customers c ON c.account_manager = r.manager
         WHERE NOT EXISTS (SELECT 1 FROM assignments o WHERE o.customer_id = c.id AND o.kind = 'owner')",
    );
    let gone = tx.run(&only(outdated, "customer_id")).await?;
    Ok(gone + tx.run(&only(missing, "c.id").push(super::ONCE)).await?)
}

impl Store {
    /// Applies every rule to the customers of the mirror; how many assignments changed.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn apply_rules(&self) -> Result<u64, StoreError> {
        let mut tx = self.db.begin().await?;
        tx.hold_assignments().await?;
        let changed = apply(&mut tx, None).await?;
        tx.commit().await?;
        Ok(changed)
    }

    /// The rules, by account manager.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn assignment_rules(&self) -> Result<Vec<AssignmentRule>, StoreError> {
        let sql = Sql::new(
            "SELECT r.manager, u.id AS user_id, u.name, u.role, u.active,
               (SELECT COUNT(*) FROM customers c WHERE c.account_manager = r.manager) AS customers,
               (SELECT COUNT(*) FROM assignments a JOIN customers c ON c.id = a.customer_id
                WHERE a.rule = r.manager) AS owned
             FROM assignment_rules r JOIN users u ON u.id = r.user_id ORDER BY r.manager",
        );
        let rule = |row: &Row| {
            Ok(AssignmentRule {
                manager: row.need_text("manager")?,
                person: person(row)?,
                customers: row.count("customers")?,
                owned: row.count("owned")?,
            })
        };
        self.db.all(&sql).await?.iter().map(rule).collect()
    }

    /// Account managers of customers in the mirror that no rule is about.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn managers_without_rule(&self) -> Result<Vec<String>, StoreError> {
        let sql = Sql::new(
            "SELECT DISTINCT c.account_manager AS manager FROM customers c WHERE c.account_manager <> ''
             AND NOT EXISTS (SELECT 1 FROM assignment_rules r WHERE r.manager = c.account_manager)
             ORDER BY manager LIMIT 500",
        );
        self.db.all(&sql).await?.iter().map(|row| row.need_text("manager")).collect()
    }

    /// Adds a rule, or gives the one of that account manager to another person, and applies it.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when there is no such user.
    pub async fn add_assignment_rule(
        &self,
        manager: &str,
        user: &UserId,
        entry: &AuditEntry,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = Sql::new(
            "INSERT INTO assignment_rules (manager, user_id, created_by, created_at) VALUES (?, ?, ?, ?)
             ON CONFLICT (manager) DO UPDATE SET user_id = excluded.user_id, created_by = excluded.created_by,
             created_at = excluded.created_at",
        );
        let sql = sql.with(folded(manager)).with(user).with(entry.actor.as_str()).with(at);
        let mut tx = self.db.begin().await?;
        tx.hold_assignments().await?;
        tx.run(&sql).await?;
        apply(&mut tx, None).await?;
        tx.open_entry(entry).await?;
        tx.commit().await
    }

    /// Removes a rule with the assignments that it made; `false` when there is none.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn remove_assignment_rule(
        &self,
        manager: &str,
        entry: &AuditEntry,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin().await?;
        tx.hold_assignments().await?;
        let sql = Sql::new("DELETE FROM assignment_rules WHERE manager = ?").with(folded(manager));
        if tx.run(&sql).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        apply(&mut tx, None).await?;
        tx.open_entry(entry).await?;
        tx.commit().await?;
        Ok(true)
    }
}
