//! Views of the status pages.

use super::change::ChangeRow;
use super::connection::Connection;
use super::operation::{Condition, OperationRow};
use crate::error::{Fault, PartnerFailure};
use crate::listing::Listing;
use crate::mirror::Coverage;
use crate::overview::ConsumptionQuota;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The partner's own quota of consumption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuotaLeft {
    /// Read live.
    Read(ConsumptionQuota),
    /// It could not be read.
    Failed(Box<PartnerFailure>),
    /// It did not come within the moment that this page waits for it.
    Late,
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusView {
    /// From when calls are counted: the start of this server, UTC.
    pub started_at: Timestamp,
    /// The connection to each service of HUAWEI CLOUD, from this server.
    pub connections: Vec<Connection>,
    /// The operations that the filter matches.
    pub operations: Listing<OperationRow>,
    /// How many operations there are in each condition, in the order of [`Condition::ALL`].
    pub conditions: Vec<(Condition, u64)>,
    /// Calls of all operations since then.
    pub calls: u64,
    /// How many of them did not bring what was asked for.
    pub failures: u64,
    /// Operations whose end is announced, or that are gone.
    pub ending: u64,
    /// The partner's quota, for those who see every customer.
    pub quota: Option<QuotaLeft>,
    /// What is known of each part of the mirror, over the viewer's customers.
    pub mirror: Vec<Coverage>,
    /// Whether the audit log is not sealed in time, for those who may read it.
    pub seal_behind: bool,
    /// The history, newest first.
    pub history: Listing<ChangeRow>,
    /// Changes that touch an operation of the registry.
    pub touching: u64,
    /// The day of the newest one of them.
    pub touched_on: Option<String>,
}

/// One operation on its own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationView {
    /// The operation.
    pub row: OperationRow,
    /// From when calls are counted, UTC.
    pub started_at: Timestamp,
    /// The error codes that its page documents, and who has to act on each.
    pub errors: Vec<(String, Option<Fault>)>,
    /// The changes that touch it, newest first.
    pub history: Vec<ChangeRow>,
}
