//! Shared by all syncs: pages of at most a hundred rows, for the partner and for each reseller.

use model::customers::Reseller;
use model::ids::ResellerId;

/// Rows per page, the maximum of the lists.
pub const PAGE: u32 = 100;

/// The partner itself and each reseller.
pub fn owners(resellers: &[Reseller]) -> Vec<Option<ResellerId>> {
    std::iter::once(None).chain(resellers.iter().map(|reseller| Some(reseller.id.clone()))).collect()
}
