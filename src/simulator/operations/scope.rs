//! Which customers a partner's call may touch.

use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::world::World;
use crate::world::tenant::profiles::{Owner, Profile};

/// The partner itself, or the reseller named by `indirect_partner_id` (absent, empty and null:
/// not used). A reseller that is not the partner's answers CBC.99000037.
pub fn owner(world: &World, fields: &Fields) -> Result<Owner, ApiError> {
    match fields.filter("indirect_partner_id", 64)? {
        None => Ok(Owner::Partner),
        Some(id) => world.tenant.reseller(&id).map(Owner::Reseller).ok_or_else(ApiError::not_my_reseller),
    }
}

/// A customer of an owner. `indirect_partner_id` is ignored for the partner's own customers and
/// mandatory for those of a reseller.
pub fn customer(world: &World, owner: Owner, id: &str) -> Option<u32> {
    let index = world.customer(id)?;
    let actual = world.owner(index);
    (actual == owner || actual == Owner::Partner).then_some(index)
}

/// A resale customer of an owner, or the refusal of the budget and freeze operations. For a
/// customer that is not the partner's they answer CBC.99000035 (seen on other pages only).
pub fn resale_customer(world: &World, owner: Owner, id: &str) -> Result<Profile, ApiError> {
    let index = customer(world, owner, id).ok_or_else(ApiError::not_my_customer)?;
    let profile = world.profile(index);
    if profile.resale { Ok(profile) } else { Err(ApiError::not_resale()) }
}
