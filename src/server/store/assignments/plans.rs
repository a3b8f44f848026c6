//! Previews of assignments in bulk.

use crate::server::store::Store;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use jiff::Timestamp;
use model::assignments::AssignmentPlan;
use model::ids::PlanId;

impl Store {
    /// Stores a preview, or what it says by now.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn keep_plan(&self, plan: &AssignmentPlan) -> Result<(), StoreError> {
        let sql = Sql::new(
            "INSERT INTO assignment_plans (id, created_at, done_at, body) VALUES (?, ?, NULL, ?)
             ON CONFLICT (id) DO UPDATE SET body = excluded.body WHERE assignment_plans.done_at IS NULL",
        );
        let sql = sql.with(&plan.id).with(plan.created_at).with(serde_json::to_string(plan)?);
        self.db.run(&sql).await.map(|_| ())
    }

    /// One preview.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn plan(&self, id: &PlanId) -> Result<Option<AssignmentPlan>, StoreError> {
        let sql = Sql::new("SELECT body, done_at FROM assignment_plans WHERE id = ?").with(id);
        let Some(row) = self.db.one(&sql).await? else { return Ok(None) };
        let plan: AssignmentPlan = row.json("body")?;
        Ok(Some(AssignmentPlan { done_at: row.instant("done_at")?, ..plan }))
    }

    /// Forgets previews from before an instant; how many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn delete_plans_before(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.db.run(&Sql::new("DELETE FROM assignment_plans WHERE created_at < ?").with(before)).await
    }
}
