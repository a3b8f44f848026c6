//! How each user wants their pages.

use crate::server::store::Store;
use crate::server::store::db::sql::Sql;
use crate::server::store::error::StoreError;
use model::ids::UserId;
use model::viewer::{Density, Language, Theme, ViewChoices};

impl Store {
    /// What a user chose. A value that this build does not know any more counts as not chosen.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Corrupt`].
    pub async fn view_choices(&self, id: &UserId) -> Result<ViewChoices, StoreError> {
        let sql = Sql::new("SELECT language, theme, density, zone FROM users WHERE id = ?").with(id);
        let Some(row) = self.db.one(&sql).await? else { return Ok(ViewChoices::default()) };
        Ok(ViewChoices {
            language: row.text("language")?.as_deref().and_then(Language::from_tags),
            theme: row.text("theme")?.as_deref().and_then(Theme::from_code),
            density: row.text("density")?.as_deref().and_then(Density::from_code),
            zone: row.text("zone")?,
        })
    }

    /// Keeps what a user chose; what they did not choose now stays as it was.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn keep_view_choices(&self, id: &UserId, chosen: &ViewChoices) -> Result<(), StoreError> {
        let sql = Sql::new(
            "UPDATE users SET language = COALESCE(?, language), theme = COALESCE(?, theme),
             density = COALESCE(?, density), zone = COALESCE(?, zone) WHERE id = ?",
        )
        .with(chosen.language.map(Language::tag))
        .with(chosen.theme.map(Theme::code))
        .with(chosen.density.map(Density::code))
        .with(chosen.zone.as_deref())
        .with(id);
        self.db.run(&sql).await.map(|_| ())
    }
}
