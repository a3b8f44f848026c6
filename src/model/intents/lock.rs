//! The locks of intents.

use crate::ids::{OrderId, ResourceId};
use serde::{Deserialize, Serialize};

/// Something that at most one open intent may lock.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ResourceLock {
    /// An order, by its id without regard to case.
    Order(OrderId),
    /// A resource.
    Resource(ResourceId),
    /// What happens at the end of a resource (its expiry policy).
    End(ResourceId),
    /// The fact that a renewal made this order.
    Made(OrderId),
}

impl ResourceLock {
    /// The key in the database.
    pub fn key(&self) -> String {
        match self {
            Self::Order(id) => format!("order:{}", id.as_str().to_lowercase()),
            Self::Resource(id) => format!("resource:{id}"),
            Self::End(id) => format!("end:{id}"),
            Self::Made(id) => format!("made:{}", id.as_str().to_lowercase()),
        }
    }
}
