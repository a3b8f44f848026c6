//! Views and columns that users keep of the lists.

use crate::server::store::Store;
use crate::server::store::db::Row;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use jiff::Timestamp;
use model::ids::{UserId, ViewId};
use model::saved_views::{MOST_VIEWS, SavedView};

const SELECT: &str = "SELECT v.id, v.user_id, v.list, v.name, v.query, v.shared, u.name AS owner
    FROM saved_views v JOIN users u ON u.id = v.user_id WHERE ";

impl Store {
    /// Saves a view; one of the same user and list with the same name is replaced and keeps its id. `false`,
    /// and nothing is saved, when the user has [`MOST_VIEWS`] already.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn save_view(
        &self,
        user: &UserId,
        view: &SavedView,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let others = Sql::new(
            "SELECT COUNT(*) AS n FROM saved_views WHERE user_id = ? AND NOT (list = ? AND name = ?)",
        );
        let others = others.with(user).with(view.list.as_str()).with(view.name.as_str());
        if self.db.count(&others).await? >= MOST_VIEWS {
            return Ok(false);
        }
        let sql = Sql::new(
            "INSERT INTO saved_views (id, user_id, list, name, query, shared, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (user_id, list, name) DO UPDATE SET query = excluded.query, shared = excluded.shared",
        );
        let sql = sql.with(&view.id).with(user).with(view.list.as_str()).with(view.name.as_str());
        self.db.run(&sql.with(view.query.as_str()).with(view.shared).with(at)).await.map(|_| true)
    }

    /// The views of a list that a user may open: own ones, then shared ones of others, each by name.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn views_of(&self, user: &UserId, list: &str) -> Result<Vec<SavedView>, StoreError> {
        let sql = Sql::new(SELECT)
            .push("v.list = ? AND (v.user_id = ? OR v.shared = 1)")
            .push(" ORDER BY CASE WHEN v.user_id = ? THEN 0 ELSE 1 END, v.name, v.id LIMIT 200");
        let rows = self.db.all(&sql.with(list).with(user).with(user)).await?;
        rows.iter().map(|row| decode(row, user)).collect()
    }

    /// One view that a user may open.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn view(&self, user: &UserId, id: &ViewId) -> Result<Option<SavedView>, StoreError> {
        let sql = Sql::new(SELECT).push("v.id = ? AND (v.user_id = ? OR v.shared = 1)");
        self.db.one(&sql.with(id).with(user)).await?.map(|row| decode(&row, user)).transpose()
    }

    /// Deletes a view of a user's own; `false` when there is none.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn delete_view(&self, user: &UserId, id: &ViewId) -> Result<bool, StoreError> {
        let sql = Sql::new("DELETE FROM saved_views WHERE id = ? AND user_id = ?").with(id).with(user);
        Ok(self.db.run(&sql).await? > 0)
    }

    /// The columns of a list that a user does not want to see.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn hidden_columns(&self, user: &UserId, list: &str) -> Result<Vec<String>, StoreError> {
        let sql = Sql::new("SELECT names FROM hidden_columns WHERE user_id = ? AND list = ?");
        let row = self.db.one(&sql.with(user).with(list)).await?;
        let names = row.map(|row| row.need_text("names")).transpose()?.unwrap_or_default();
        Ok(names.split_whitespace().map(str::to_owned).collect())
    }

    /// Sets them.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn hide_columns(&self, user: &UserId, list: &str, names: &[String]) -> Result<(), StoreError> {
        let sql = Sql::new(
            "INSERT INTO hidden_columns (user_id, list, names) VALUES (?, ?, ?)
             ON CONFLICT (user_id, list) DO UPDATE SET names = excluded.names",
        );
        self.db.run(&sql.with(user).with(list).with(names.join(" "))).await.map(|_| ())
    }
}

fn decode(row: &Row, user: &UserId) -> Result<SavedView, StoreError> {
    Ok(SavedView {
        id: row.need("id")?,
        list: row.need_text("list")?,
        name: row.need_text("name")?,
        query: row.need_text("query")?,
        shared: row.yes("shared")?,
        owner: row.need_text("owner")?,
        own: row.need::<UserId>("user_id")? == *user,
    })
}
