//! Texts of a renewal's page: its stage, and the state of its orders.

use crate::texts::tr_key;
use crate::tr;
use crate::ui::components::terms;
use model::intents::Stage;
use model::orders::{OrderDetails, OrderStatus};
use model::renewals::Renewal;
use model::resources::Resource;
use model::views::OrderView;

/// Text key: an order waits for payment.
pub const UNPAID: &str = "unpaid";
/// Text key: all orders were cancelled, so nothing was bought.
pub const CANCELLED: &str = "cancelled";

/// Text key: all orders were cancelled, but the resources were renewed otherwise.
pub const RENEWED_ELSEWHERE: &str = "renewed-elsewhere";

/// The last part of the text keys for the state of a renewal.
pub fn state_key(
    renewal: &Renewal,
    orders: &[OrderView],
    resources: &[Resource],
    in_doubt: bool,
) -> &'static str {
    let elsewhere = || renewal.what.renewed_since(resources).next().is_some();
    match renewal.stage {
        stage if stage.had_effect() && waiting(orders) > 0 => UNPAID,
        stage if stage.had_effect() && are_cancelled(orders) && elsewhere() => RENEWED_ELSEWHERE,
        stage if stage.had_effect() && are_cancelled(orders) => CANCELLED,
        Stage::NoEffect if in_doubt => "less",
        Stage::Unknown if in_doubt => "several",
        stage => stage.code(),
    }
}

// texts: renewals-means-
// texts: renewals-next-
/// The text with the key `{what}-{state_key}`.
pub fn text(what: &str, state_key: &str) -> String {
    tr_key(&format!("{what}-{state_key}")).unwrap_or_default()
}

fn details_of(orders: &[OrderView]) -> impl Iterator<Item = &OrderDetails> {
    orders.iter().filter_map(|order| order.details.value.as_ref())
}

/// Number of orders that wait for payment.
fn waiting(orders: &[OrderView]) -> usize {
    details_of(orders).filter(|details| details.order.is_waiting_for_payment()).count()
}

fn are_cancelled(orders: &[OrderView]) -> bool {
    let cancelled =
        details_of(orders).filter(|details| details.order.status == OrderStatus::Cancelled).count();
    cancelled > 0 && cancelled == orders.len()
}

/// The title of the page.
pub fn title(renewal: &Renewal, orders: &[OrderView]) -> String {
    let count = u64::try_from(renewal.what.resources.len()).unwrap_or_default();
    let period = terms::period(renewal.what.period);
    match renewal.stage {
        Stage::Drafted | Stage::Quoted | Stage::Confirmed => {
            tr!("renewals-title-confirmed", count = count, period = period)
        }
        Stage::Waiting => tr!("renewals-title-waiting", count = count, period = period),
        Stage::Sent => tr!("renewals-title-sent", count = count, period = period),
        Stage::Unknown => tr!("renewals-title-unknown", count = count, period = period),
        Stage::NoEffect => tr!("renewals-title-no-effect", count = count, period = period),
        Stage::Rejected | Stage::ConfirmedNotDone | Stage::Void => {
            tr!("renewals-title-rejected", count = count, period = period)
        }
        Stage::Done | Stage::ConfirmedDone if are_cancelled(orders) => {
            tr!("renewals-title-cancelled", count = count, period = period)
        }
        Stage::Done | Stage::ConfirmedDone => match u64::try_from(waiting(orders)).unwrap_or_default() {
            0 => tr!("renewals-title-settled", count = count, period = period),
            waiting => tr!("renewals-title-ordered", count = waiting, period = period),
        },
    }
}
