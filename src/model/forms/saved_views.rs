//! What a user keeps of the lists: views and columns.

use super::field::{ID, SHORT};
use super::form::form;
use crate::error::{AppError, FieldProblem};
use crate::saved_views::LONGEST_NAME;
use serde::{Deserialize, Serialize};

/// Most characters of the query of an address.
const QUERY: usize = 4 * 1024;

/// Saves the address of a list under a name; a view of one's own that has this name already is replaced.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveViewForm {
    /// Name of the list.
    #[serde(default)]
    pub list: String,
    /// The query of the address, without its `?`.
    #[serde(default)]
    pub query: String,
    /// The name of the view, in the person's words.
    #[serde(default)]
    pub name: String,
    /// `yes` to let every user of the desk open it.
    #[serde(default)]
    pub shared: String,
}

form! {
    SaveViewForm is "save-view" at "/api/save_view" about |form, _| form.list.clone();
    list: LIST, Hidden, SHORT;
    query: QUERY, Hidden, QUERY;
    name: NAME, Typed, LONGEST_NAME;
    shared: SHARED, Typed, SHORT;
}

impl SaveViewForm {
    /// The name.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when there is none.
    pub fn check(&self) -> Result<String, AppError> {
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(AppError::field(Self::NAME.name, FieldProblem::Missing));
        }
        Ok(name)
    }
}

/// Deletes a view of one's own: one form for all of a list, whose buttons have the ids.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteViewForm {
    /// Name of the list.
    #[serde(default)]
    pub list: String,
    /// Id of the view.
    #[serde(default)]
    pub id: String,
}

form! {
    DeleteViewForm is "delete-view" at "/api/delete_view" about |form, _| form.list.clone();
    list: LIST, Hidden, SHORT;
    id: ID, Typed, ID;
}

/// Chooses which columns of a list are shown.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnsForm {
    /// Name of the list.
    #[serde(default)]
    pub list: String,
    /// Keys of the columns on offer, with blanks between them.
    #[serde(default)]
    pub offered: String,
    /// Keys of those to show.
    #[serde(default)]
    pub shown: Vec<String>,
}

form! {
    ColumnsForm is "columns" at "/api/choose_columns" about |form, _| form.list.clone();
    list: LIST, Hidden, SHORT;
    offered: OFFERED, Hidden, QUERY;
    shown: SHOWN, Typed, SHORT;
}

impl ColumnsForm {
    /// The keys of the columns that are not to be shown.
    pub fn hidden(&self) -> Vec<String> {
        let offered = self.offered.split_whitespace();
        offered.filter(|key| !self.shown.iter().any(|shown| shown == key)).map(str::to_owned).collect()
    }
}
