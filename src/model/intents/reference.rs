//! An intent as others name it.

use super::kind::IntentKind;
use super::stage::Stage;
use crate::ids::IntentId;
use serde::{Deserialize, Serialize};

/// An intent that holds what another one wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntentRef {
    /// The holder.
    pub id: IntentId,
    /// What it is.
    pub kind: IntentKind,
    /// Where it stands.
    pub stage: Stage,
}
