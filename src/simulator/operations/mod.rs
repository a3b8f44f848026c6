//! The operations that the simulator offers, by sheet: path, credentials, rate limit, and the
//! function that answers. Other paths (most V1 ones among them) return 404 APIG.0101.
//!
//! Each operation is a function of the [`World`](crate::world::World) and a call that has passed
//! the gateway. IAM calls differ and have a file of their own.

mod billing;
mod customers;
pub mod identity;
pub mod operation;
mod scope;
mod transactions;

use crate::operations::operation::Operation;

/// One table per sheet. Rate limits are those of the international site, 10 where none is
/// documented.
const TABLES: [&[Operation]; 3] = [customers::TABLE, transactions::TABLE, billing::TABLE];

/// Every operation.
pub fn all() -> impl Iterator<Item = &'static Operation> {
    TABLES.into_iter().flatten()
}

/// The operation for a method and path, with the id in the path.
pub fn find(method: &str, path: &str) -> Option<(&'static Operation, String)> {
    all().filter(|operation| operation.method == method).find_map(|operation| {
        let id = match operation.path.split_once("{id}") {
            Some((before, after)) => id(path.strip_prefix(before)?.strip_suffix(after)?)?,
            None if operation.path.ends_with('/') => id(path.strip_prefix(operation.path)?)?,
            None if operation.path == path => String::new(),
            None => return None,
        };
        Some((operation, id))
    })
}

/// One decoded segment of a path.
fn id(part: &str) -> Option<String> {
    let is_one = !part.is_empty() && !part.contains('/');
    is_one.then(|| percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned())
}
