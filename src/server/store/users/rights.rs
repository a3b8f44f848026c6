//! What roles may do other than by default.

use crate::server::store::Store;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use model::ids::UserId;
use model::users::{Permission, RightExceptions, Role};

impl Store {
    /// What administrators decided for a role. A permission that this build does not know is left out.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn right_exceptions(&self, role: Role) -> Result<RightExceptions, StoreError> {
        let sql = Sql::new("SELECT permission, granted FROM role_rights WHERE role = ? ORDER BY permission");
        let rows = self.db.all(&sql.with(role.code())).await?;
        let mut exceptions = RightExceptions::new();
        for row in &rows {
            if let Some(permission) = Permission::from_code(&row.need_text("permission")?) {
                exceptions.push((permission, row.yes("granted")?));
            }
        }
        Ok(exceptions)
    }

    /// Gives a role a permission, or takes it away. False, and nothing is changed, when who does it is no administrator
    /// any more; `None` is the command line.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn set_right(
        &self,
        role: Role,
        permission: Permission,
        granted: bool,
        by: Option<&UserId>,
    ) -> Result<bool, StoreError> {
        let sql = Sql::new(
            "INSERT INTO role_rights (role, permission, granted) VALUES (?, ?, ?)
             ON CONFLICT (role, permission) DO UPDATE SET granted = excluded.granted",
        );
        let mut tx = self.db.begin().await?;
        tx.take_turn_of_users().await?;
        if !tx.may_administer(by).await? {
            tx.rollback().await?;
            return Ok(false);
        }
        tx.run(&sql.with(role.code()).with(permission.code()).with(granted)).await?;
        tx.commit().await?;
        Ok(true)
    }
}
