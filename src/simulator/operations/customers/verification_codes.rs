//! POST /v2/bases/verificationcode/send: a code for an e-mail address.

use crate::operations::customers::email::is_email;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::reply::Reply;
use crate::world::World;

/// Validity of a code in minutes, when the call does not say.
const DEFAULT_MINUTES: i64 = 10;
/// A longer validity is replaced by [`INSTEAD_MINUTES`].
const MOST_MINUTES: i64 = 60;
const INSTEAD_MINUTES: i64 = 5;

pub fn send(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let body = &call.body;
    body.required_integer("receiver_type", 2, 2)?;
    let asked = body.integer("timeout", 1, 3_000)?.unwrap_or(DEFAULT_MINUTES);
    let minutes = if asked > MOST_MINUTES { INSTEAD_MINUTES } else { asked };
    let email = body.required("email", 64)?;
    if !is_email(&email) {
        return Err(ApiError::parameter("email"));
    }
    if body.filter("lang", 16)?.is_some_and(|lang| !["zh-cn", "en-us"].contains(&lang.as_str())) {
        return Err(ApiError::parameter("lang"));
    }
    let (seed, now) = (world.tenant.seed, world.now());
    world
        .mailbox(&email, |mailbox| mailbox.send(seed, &email, now, minutes))
        .map_err(|_| ApiError::bad("CBC.99004015", "Too many verification codes have been sent."))?;
    Ok(Reply::done())
}
