//! The published change history of the partner API.

use serde::{Deserialize, Serialize};

/// The kind of a change in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApiChangeKind {
    /// An operation is new, or a version of it.
    AddedApi,
    /// A field is new.
    AddedField,
    /// A value of a field is new.
    AddedEnum,
    /// An error code is new.
    AddedError,
    /// Something means something else, or is described in other words.
    DescriptionChanged,
    /// Something behaves differently.
    Behaviour,
    /// A term is another one.
    Renamed,
    /// Something was taken away.
    Removed,
    /// The end of an operation was announced.
    ToBeOffline,
    /// An operation is gone.
    Offline,
}

/// One change of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What kind.
    pub kind: ApiChangeKind,
    /// What it is about, in the viewer's language.
    pub api: String,
    /// Version that it names.
    pub version: Option<String>,
    /// Method and path, where they are known.
    pub call: Option<String>,
    /// Fields or values that it names.
    pub fields: Vec<String>,
    /// Error codes that it names.
    pub codes: Vec<String>,
    /// What changed, in the viewer's language; absent where the kind says all of it.
    pub detail: Option<String>,
    /// True when the history itself is ambiguous.
    pub doubtful: bool,
    /// Ids of the operations of the registry that it touches.
    pub touches: Vec<String>,
}

/// A row of the history: a change, or an issue without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRow {
    /// The day of its release, as the vendor prints it: `2024-02-23`.
    pub date: String,
    /// The number of its issue. Two issues bear the number 53.
    pub issue: u32,
    /// The change; absent for an issue that changed nothing here.
    pub change: Option<Change>,
}
