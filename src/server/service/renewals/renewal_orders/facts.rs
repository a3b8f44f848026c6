//! Facts for audit entries.

use crate::server::service::audit::Facts;
use model::ids::OrderId;

/// Facts for an audit entry: the orders that a renewal made.
pub(crate) fn named(orders: &[OrderId]) -> Facts {
    orders.iter().map(|order| ("order".to_owned(), order.to_string())).collect()
}
