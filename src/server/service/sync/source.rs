//! What every part of the mirror is read from: pages of at most a hundred rows, owner by owner.

use model::customers::Reseller;
use model::ids::ResellerId;

/// Rows per page of the partner's lists, its maximum.
pub const PAGE: u32 = 100;

/// The partner itself and each reseller.
pub fn owners(resellers: &[Reseller]) -> Vec<Option<ResellerId>> {
    std::iter::once(None).chain(resellers.iter().map(|reseller| Some(reseller.id.clone()))).collect()
}
