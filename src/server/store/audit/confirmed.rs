//! What the audit log knows of people who confirmed what they did.

use crate::server::store::Store;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use model::audit::{AuditAction, AuditOutcome};
use model::ids::UserId;
use model::time::Timestamp;

impl Store {
    /// Whether a user has confirmed something about a subject since an instant, with the password or a code.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn has_confirmed(
        &self,
        user: &UserId,
        subject: &str,
        since: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = Sql::new(
            "SELECT COUNT(*) AS n FROM audit_entries e JOIN audit_completions c ON c.entry_id = e.id
             WHERE e.actor_id = ? AND e.opened_at >= ? AND e.deed = ? AND e.subject = ? AND c.outcome = ?",
        );
        let sql = sql.with(user).with(since).with(AuditAction::PasswordAgain.code()).with(subject);
        Ok(self.db.count(&sql.with(AuditOutcome::Done.code())).await? > 0)
    }
}
