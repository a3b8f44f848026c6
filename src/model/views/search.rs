//! What the search box finds.

use crate::ids::{CustomerId, OrderId, ResourceId};
use serde::{Deserialize, Serialize};

/// A hit of the search box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hit {
    /// A customer: id and name.
    Customer(CustomerId, String),
    /// An order: id and customer's name.
    Order(OrderId, String),
    /// A resource: id, its name, its customer.
    Resource(ResourceId, String, CustomerId),
}
