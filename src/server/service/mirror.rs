//! How old the mirror is, and how what was just read live gets into it.

use super::Result;
use crate::server::state::Desk;
use crate::server::store::StoreError;
use model::error::PartnerFailure;
use model::ids::{CustomerId, OrderId, ResellerId};
use model::orders::OrderDetails;
use model::time::{Freshness, days_between};

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
    kept(keep_order(desk, &details).await);
    Ok(details)
}

/// Seconds after which the details of an order that waits for payment are read again; within the last two
/// days before its deadline the second. A deadline hardly ever moves.
const DETAILS_LAST: [i64; 2] = [6 * 3_600, 3_600];
/// Days before the deadline from which the shorter one counts.
const NEAR_DAYS: i64 = 2;

/// Keeps an order that was just read live.
pub(super) async fn keep_order(desk: &Desk, details: &OrderDetails) -> Result<(), StoreError> {
    let (order, now) = (&details.order, desk.clock.now());
    let near = order.deadline().is_some_and(|(until, _)| days_between(now, until) < NEAR_DAYS);
    let seconds = if near { DETAILS_LAST[1] } else { DETAILS_LAST[0] };
    let next = now + jiff::SignedDuration::from_secs(seconds);
    desk.store.upsert_order_details(order, now, next).await
}

/// Keeps whether we may act for a customer, after something was tried that needs its agency.
pub(super) async fn note_agency(desk: &Desk, customer: &CustomerId, tried: Result<(), &PartnerFailure>) {
    match tried {
        Ok(()) => kept(desk.store.set_agency(customer, true).await),
        Err(failure) if failure.is_missing_agency() => {
            kept(desk.store.set_agency(customer, false).await);
        }
        Err(_) => {}
    }
}

/// What was read live, or done at the partner API, is written into the mirror where that is possible. A
/// mirror that cannot be written must neither spoil the page that already has the live value nor make
/// what was done look as if it was not: the next sync repairs it.
pub(super) fn kept(written: Result<(), StoreError>) {
    if let Err(error) = written {
        tracing::warn!(%error, "the mirror could not be written");
    }
}
