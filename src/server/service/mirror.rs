//! How old the mirror is, and how what was just read live gets into it.

use super::Result;
use crate::server::state::Desk;
use crate::server::store::StoreError;
use model::error::PartnerFailure;
use model::ids::{OrderId, ResellerId};
use model::orders::OrderDetails;
use model::time::Freshness;

/// The part of the mirror a list comes from; also the key of its sync mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Customers and resellers.
    Customers,
    /// Budgets.
    Budgets,
    /// Orders.
    Orders,
    /// Yearly/monthly resources.
    Resources,
}

impl Part {
    /// Every part, in the order in which they are read.
    pub const ALL: [Part; 4] = [Self::Customers, Self::Budgets, Self::Orders, Self::Resources];

    /// The key of the sync mark.
    pub fn key(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Budgets => "budgets",
            Self::Orders => "orders",
            Self::Resources => "resources",
        }
    }
}

/// How old a part of the mirror is.
pub async fn freshness(desk: &Desk, part: Part) -> Result<Freshness> {
    let mark = desk.store.mark(part.key()).await?;
    Ok(Freshness { read_at: mark.ok_at, failing: mark.failing, now: desk.clock.now() })
}

/// Reads an order live and stores it in the mirror, so that its page and the lists show its status.
///
/// # Errors
/// As [`partner::Partner::order_details`].
pub async fn read_order(
    desk: &Desk,
    id: &OrderId,
    reseller: Option<&ResellerId>,
) -> Result<OrderDetails, PartnerFailure> {
    let details = desk.partner.order_details(id, reseller).await?;
    keep_order(desk, &details).await;
    Ok(details)
}

/// Keeps an order that was just read live.
async fn keep_order(desk: &Desk, details: &OrderDetails) {
    let rows = std::slice::from_ref(&details.order);
    kept(desk.store.upsert_orders(rows, desk.clock.now()).await);
}

/// What was read live, or done at the partner API, is written into the mirror where that is possible. A
/// mirror that cannot be written must neither spoil the page that already has the live value nor make
/// what was done look as if it was not: the next sync repairs it.
pub(super) fn kept(written: Result<(), StoreError>) {
    if let Err(error) = written {
        tracing::warn!(%error, "the mirror could not be written");
    }
}
