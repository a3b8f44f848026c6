//! Which customers a partner's call may access.

use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::world::World;
use crate::world::tenant::profiles::{Owner, Profile};

/// The partner itself, or the reseller named by `indirect_partner_id` (absent, empty and null mean
/// the partner). An unknown reseller returns CBC.99000037.
pub fn owner(world: &World, fields: &Fields) -> Result<Owner, ApiError> {
    match fields.filter("indirect_partner_id", 64)? {
        None => Ok(Owner::Partner),
        Some(id) => world.tenant.reseller(&id).map(Owner::Reseller).ok_or_else(ApiError::not_my_reseller),
    }
}

/// A customer of an owner. `indirect_partner_id` is ignored for the partner's own customers and
/// required for those of a reseller.
pub fn customer(world: &World, owner: Owner, id: &str) -> Option<u32> {
    let index = world.customer(id)?;
    let actual = world.owner(index);
    (actual == owner || actual == Owner::Partner).then_some(index)
}

/// A resale customer of an owner, or the refusal of budget and freeze operations. For a customer
/// that is not the partner's it is CBC.99000035 (documented on other pages only).
pub fn resale_customer(world: &World, owner: Owner, id: &str) -> Result<Profile, ApiError> {
    let index = customer(world, owner, id).ok_or_else(ApiError::not_my_customer)?;
    let profile = world.profile(index);
    if profile.resale { Ok(profile) } else { Err(ApiError::not_resale()) }
}
