//! The operations that the simulator offers, by the sheets that document them: path, whose
//! credentials, how often, and the function that answers. Paths that are not here (most V1 ones
//! among them) answer 404 APIG.0101.
//!
//! Each is a function of the [`World`](crate::world::World) and of a call that has passed the
//! gateway. IAM, which knows no such calls, has a file of its own.

mod billing;
mod customers;
pub mod identity;
pub mod operation;
mod scope;
mod transactions;

use crate::operations::operation::Operation;

/// The tables, one for each sheet. Rates are the documented ones of the international site, 10
/// where no row was seen.
const TABLES: [&[Operation]; 3] = [customers::TABLE, transactions::TABLE, billing::TABLE];

/// Every operation.
pub fn all() -> impl Iterator<Item = &'static Operation> {
    TABLES.into_iter().flatten()
}

/// The operation of a method and a path, and the id in it.
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

/// One part of a path, decoded.
fn id(part: &str) -> Option<String> {
    let is_one = !part.is_empty() && !part.contains('/');
    is_one.then(|| percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned())
}
