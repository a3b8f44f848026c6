//! References to intents.

use super::kind::IntentKind;
use super::stage::Stage;
use crate::ids::IntentId;
use serde::{Deserialize, Serialize};

/// A reference to an intent: enough to link to it and to show its stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntentRef {
    /// Its id.
    pub id: IntentId,
    /// What it is.
    pub kind: IntentKind,
    /// Its state.
    pub stage: Stage,
}
