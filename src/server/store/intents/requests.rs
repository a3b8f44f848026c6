//! How requests for approval ended.

use super::list::intent_ref;
use crate::server::store::Store;
use crate::server::store::db::Row;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use crate::server::store::scope::{Scope, Where};
use jiff::Timestamp;
use model::audit::AuditAction;
use model::ids::{IntentId, UserId};
use model::intents::Stage;
use model::requests::{EndedRequest, RequestEnd};

/// The step after the one that waited says who ended the waiting; the end of the audit entry why.
const ENDED: &str = "SELECT i.id, i.kind, i.stage, i.created_by, i.created_by_id, e.deed, e.subject,
    (SELECT c.code FROM audit_completions c WHERE c.entry_id = e.id ORDER BY c.key DESC LIMIT 1) AS code,
    s.actor, s.actor_id, s.stage AS decided, s.at AS decided_at
    FROM intents i JOIN audit_entries e ON e.id = i.audit_id
    JOIN intent_steps w ON w.intent_id = i.id AND w.stage = 'waiting'
    JOIN intent_steps s ON s.intent_id = i.id
      AND s.key = (SELECT MIN(n.key) FROM intent_steps n WHERE n.intent_id = i.id AND n.key > w.key)";

impl Store {
    /// The requests of a user that others ended since an instant, newest first.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn ended_requests(
        &self,
        scope: &Scope,
        user: Option<&UserId>,
        since: Timestamp,
        limit: u32,
    ) -> Result<Vec<EndedRequest>, StoreError> {
        let own = Sql::new(
            "i.created_by_id = ? AND s.at >= ? AND (s.actor_id IS NULL OR s.actor_id <> i.created_by_id)",
        )
        .with(user)
        .with(since);
        let filter = Where::new(scope, "i.customer_id").and(own);
        let sql = Sql::new(ENDED).append(filter.sql()).push(" ORDER BY s.key DESC LIMIT ?").with(limit);
        self.db.all(&sql).await?.iter().map(ended).collect()
    }

    /// How the request for an intent ended; `None` where there was none, or it still waits.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn request_end(&self, id: &IntentId) -> Result<Option<RequestEnd>, StoreError> {
        let sql = Sql::new(ENDED).push(" WHERE i.id = ?").with(id);
        Ok(self.db.one(&sql).await?.as_ref().map(ended).transpose()?.map(|ended| ended.end))
    }
}

fn ended(row: &Row) -> Result<EndedRequest, StoreError> {
    let held = intent_ref(row)?;
    let subject = row.text("subject")?.filter(|subject| subject != held.id.as_str());
    let by = row.need_text("actor")?;
    let code = row.text("code")?;
    let decided = row.code("decided", Stage::from_code)?;
    let end = match code.as_deref() {
        _ if decided != Stage::Void => RequestEnd::Approved(by),
        Some("abandoned") => RequestEnd::Expired,
        Some("declined") if is_own(row, &by)? => RequestEnd::Withdrawn,
        Some("declined") => RequestEnd::Declined(by),
        _ => RequestEnd::Changed(by),
    };
    let action = row.code("deed", AuditAction::from_code)?;
    Ok(EndedRequest { held, action, subject, end, at: row.need_instant("decided_at")? })
}

/// Whether who ended it is who asked. By id; by name only in rows that are older than the ids and whose users
/// nobody knows any more.
fn is_own(row: &Row, ended_by: &str) -> Result<bool, StoreError> {
    Ok(match (row.text("created_by_id")?, row.text("actor_id")?) {
        (None, None) => row.need_text("created_by")? == ended_by,
        (asked, ended) => asked == ended,
    })
}
