//! What the page of a renewal says of it: its stage, and what became of its orders.

use crate::texts::tr_key;
use crate::tr;
use crate::ui::components::terms;
use model::intents::Stage;
use model::orders::{OrderDetails, OrderStatus};
use model::renewals::Renewal;
use model::views::OrderView;

/// An order waits for payment.
pub const UNPAID: &str = "unpaid";
/// Every order was cancelled, so that nothing was bought.
pub const CANCELLED: &str = "cancelled";

/// The word for how it stands.
pub fn word(renewal: &Renewal, orders: &[OrderView], in_doubt: bool) -> &'static str {
    match renewal.stage {
        stage if stage.had_effect() && waiting(orders) > 0 => UNPAID,
        stage if stage.had_effect() && are_cancelled(orders) => CANCELLED,
        Stage::NoEffect if in_doubt => "less",
        Stage::Unknown if in_doubt => "several",
        stage => stage.code(),
    }
}

// texts: renewals-means-
// texts: renewals-next-
/// The sentence that `what` has for a word.
pub fn of(what: &str, word: &str) -> String {
    tr_key(&format!("{what}-{word}")).unwrap_or_default()
}

fn read(orders: &[OrderView]) -> impl Iterator<Item = &OrderDetails> {
    orders.iter().filter_map(|order| order.details.value.as_ref())
}

/// Orders that still wait for payment.
fn waiting(orders: &[OrderView]) -> usize {
    read(orders).filter(|details| details.order.is_waiting_for_payment()).count()
}

fn are_cancelled(orders: &[OrderView]) -> bool {
    let cancelled = read(orders).filter(|details| details.order.status == OrderStatus::Cancelled).count();
    cancelled > 0 && cancelled == orders.len()
}

/// The title of its page.
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
        Stage::Rejected | Stage::SettledUndone | Stage::Void => {
            tr!("renewals-title-rejected", count = count, period = period)
        }
        Stage::Done | Stage::SettledDone if are_cancelled(orders) => {
            tr!("renewals-title-cancelled", count = count, period = period)
        }
        Stage::Done | Stage::SettledDone => match u64::try_from(waiting(orders)).unwrap_or_default() {
            0 => tr!("renewals-title-settled", count = count, period = period),
            waiting => tr!("renewals-title-ordered", count = waiting, period = period),
        },
    }
}
