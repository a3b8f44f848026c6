//! The operations that the simulator offers: path, whose credentials, how often, and the
//! function that answers. Paths that are not here (most V1 ones among them) answer 404 APIG.0101.

mod billing;
mod customers;
mod transactions;

use super::errors::Failure;
use super::faults::Kind;
use super::params::Fields;
use super::reply::Reply;
use super::state::World;
use super::tenant::catalogue::Language;
use super::tokens::Who;

/// Whose credentials an operation takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    Partner,
    Customer,
    Either,
}

impl Needs {
    pub fn name(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Customer => "customer",
            Self::Either => "either",
        }
    }
}

/// One call that has passed the gateway.
pub struct Call {
    pub who: Who,
    /// Who did it, for the ledger.
    pub by: String,
    pub query: Fields,
    pub body: Fields,
    /// The id in the path, decoded, where the operation has one.
    pub tail: String,
    pub language: Language,
    pub fault: Option<Kind>,
}

impl Call {
    /// The calling customer; the gateway lets nobody else through to these operations.
    pub fn customer(&self) -> Result<u32, Failure> {
        match self.who {
            Who::Customer(index) => Ok(index),
            Who::Partner => Err(Failure::access_denied()),
        }
    }

    /// Refuses an id in the path that is not the caller's own: the old operations name the account.
    pub fn own_account(&self, world: &World) -> Result<(), Failure> {
        let own = match self.who {
            Who::Customer(index) => world.tenant.customer_id(index),
            Who::Partner => world.tenant.partner_id(),
        };
        if self.tail == own { Ok(()) } else { Err(Failure::access_denied()) }
    }
}

type Run = fn(&World, &Call) -> Result<Reply, Failure>;

pub struct Operation {
    pub id: &'static str,
    pub method: &'static str,
    /// A path that ends in `/` is followed by an id; `{id}` stands for one inside.
    pub path: &'static str,
    pub needs: Needs,
    pub per_second: u32,
    pub is_write: bool,
    pub run: Run,
}

/// One row an operation: id, method, path, whose credentials, calls a second, whether it changes
/// something, and the function that answers.
macro_rules! operations {
    ($($id:literal $method:literal $path:literal $needs:ident $rate:literal $write:literal => $run:path;)*) => {
        &[$($crate::operations::Operation {
            id: $id,
            method: $method,
            path: $path,
            needs: $crate::operations::Needs::$needs,
            per_second: $rate,
            is_write: $write,
            run: $run,
        }),*]
    };
}
use operations;

/// The tables, one for each sheet. Rates are the documented ones of the international site, 10
/// where no row was seen.
const TABLES: [&[Operation]; 3] = [customers::TABLE, transactions::TABLE, billing::TABLE];

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
