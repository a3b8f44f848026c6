//! The connection to each service of HUAWEI CLOUD: whether calls go through or pause.

use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

closed_enum! {
    /// Which of the two endpoints answers.
    pub enum Service {
        /// The billing service (BSS): all of the partner API.
        Billing = "billing",
        /// Identity and access management (IAM): the temporary keys of customers.
        Identity = "identity",
    }
}

/// Whether calls go through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConnectionState {
    /// The last call brought an answer, or there was none yet.
    Open,
    /// The latest calls brought no answer; others are sent all the same.
    NotAnswering {
        /// How many in a row.
        failures: u32,
        /// When the first of them ended, UTC.
        since: Timestamp,
    },
    /// So many calls brought no answer that nothing is sent for a while.
    Paused {
        /// How many in a row.
        failures: u32,
        /// When the first of them ended, UTC.
        since: Timestamp,
        /// When a call is let through that tries whether the service answers, UTC.
        next_try_at: Timestamp,
    },
}

/// A service of HUAWEI CLOUD and whether this server's calls to it go through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// The service.
    pub service: Service,
    /// Whether calls go through.
    pub state: ConnectionState,
}
