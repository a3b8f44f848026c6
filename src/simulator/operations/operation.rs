//! An operation, and the macro for the table of a sheet.

use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::reply::Reply;
use crate::world::World;

/// Whose credentials an operation needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    Partner,
    Customer,
    Either,
}

impl Needs {
    /// The name on the control plane.
    pub fn name(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Customer => "customer",
            Self::Either => "either",
        }
    }
}

type Run = fn(&World, &Call) -> Result<Reply, ApiError>;

/// One operation of the sheets.
pub struct Operation {
    /// `operationId`.
    pub id: &'static str,
    pub method: &'static str,
    /// A path that ends in `/` is followed by an id; `{id}` is an id inside the path.
    pub path: &'static str,
    pub needs: Needs,
    /// Calls per second and account.
    pub per_second: u32,
    /// Whether it changes data.
    pub is_write: bool,
    pub run: Run,
}

/// One row per operation: id, method, path, credentials, calls per second, whether it changes data,
/// and the function that answers.
macro_rules! operations {
    ($($id:literal $method:literal $path:literal $needs:ident $rate:literal $write:literal => $run:path;)*) => {
        &[$($crate::operations::operation::Operation {
            id: $id,
            method: $method,
            path: $path,
            needs: $crate::operations::operation::Needs::$needs,
            per_second: $rate,
            is_write: $write,
            run: $run,
        }),*]
    };
}
pub(super) use operations;
