//! A call, as operations receive it.

use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::principal::Principal;
use crate::world::World;
use crate::world::fault_kind::FaultKind;
use crate::world::language::Language;

/// A call that has passed the gateway.
pub struct Call {
    pub principal: Principal,
    /// The caller, for the ledger.
    pub by: String,
    pub query: Fields,
    pub body: Fields,
    /// The decoded id in the path; empty if the operation has none.
    pub path_id: String,
    pub language: Language,
    /// The fault chosen for the call, if any.
    pub fault: Option<FaultKind>,
}

impl Call {
    /// The calling customer; the gateway refuses other callers of these operations.
    pub fn customer(&self) -> Result<u32, ApiError> {
        match self.principal {
            Principal::Customer(index) => Ok(index),
            Principal::Partner => Err(ApiError::access_denied()),
        }
    }

    /// Refuses an id in the path that is not the caller's own: the old operations put the account
    /// into the path.
    pub fn own_account(&self, world: &World) -> Result<(), ApiError> {
        let own = match self.principal {
            Principal::Customer(index) => world.tenant.customer_id(index),
            Principal::Partner => world.tenant.partner_id(),
        };
        if self.path_id == own { Ok(()) } else { Err(ApiError::access_denied()) }
    }
}
