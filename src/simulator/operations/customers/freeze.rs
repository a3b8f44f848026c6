//! Freezing and unfreezing resale customers, up to ten per call, each with its own result.
//!
//! Choices where the sheet is not specific: a complete success returns an empty object; the codes
//! in `error_details` are CBC.99000035 (not the partner's customer), CBC.99005024 (not resale),
//! CBC.0100 (unfreeze type differs from the freeze) and CBC.0999 (failed); freezing a frozen
//! account again succeeds and changes the type; unfreezing an account that is not frozen succeeds.
//! When all of them fail, the answer is still 200 with all of them in `error_details`.

use crate::operations::scope;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::fault_kind::FaultKind;
use crate::world::tenant::fixtures;

pub fn freeze(world: &World, call: &Call) -> Result<Reply, ApiError> {
    each(world, call, "freeze_type", |world, index, kind| {
        world.change(index, |account| {
            account.freeze(kind);
            Ok(())
        })
    })
}

pub fn unfreeze(world: &World, call: &Call) -> Result<Reply, ApiError> {
    each(world, call, "unfreeze_type", |world, index, kind| {
        world.change(index, |account| match account.frozen_at(account.now) {
            0 => Ok(()),
            frozen if frozen == kind => {
                account.freeze(0);
                Ok(())
            }
            _ => Err(ApiError::bad(
                "CBC.0100",
                "The unfreezing type differs from the type the account is frozen with.",
            )),
        })
    })
}

type Act = fn(&World, u32, u8) -> Result<(), ApiError>;

fn each(world: &World, call: &Call, type_name: &str, act: Act) -> Result<Reply, ApiError> {
    let body = &call.body;
    let ids = body.some_texts("customer_ids", 10, 64)?;
    body.required("reason", 256)?;
    let kind = body.choice(type_name, &["ACCOUNT", "ACCOUNT_AND_RESOURCE"])?;
    let kind = if kind.as_deref() == Some("ACCOUNT_AND_RESOURCE") { 2 } else { 1 };
    let owner = scope::owner(world, body)?;
    let mut failed = Vec::new();
    for (place, id) in ids.iter().enumerate() {
        let asked_to_fail = place == 0 && call.fault == Some(FaultKind::PartialFreeze);
        let done = scope::resale_customer(world, owner, id).and_then(|profile| {
            if asked_to_fail || fixtures::fault_of(profile.index) == Some(FaultKind::PartialFreeze) {
                return Err(ApiError::server());
            }
            act(world, profile.index, kind)
        });
        if let Err(failure) = done {
            failed.push(failure.detail_row(id));
        }
    }
    let body = if failed.is_empty() { Object::new() } else { Object::new().list("error_details", failed) };
    Ok(Reply::ok(body.finish()))
}
