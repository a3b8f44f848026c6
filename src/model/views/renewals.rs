//! What the pages of prices and of a renewal show.

use super::orders::OrderView;
use super::read::Read;
use crate::audit::ApiCall;
use crate::budgets::Budget;
use crate::customers::Customer;
use crate::error::PartnerFailure;
use crate::ids::IntentId;
use crate::intents::Step;
use crate::lists::{IntentRow, OrderRow};
use crate::orders::Order;
use crate::renewals::{Period, Quote, Renewal};
use crate::resources::Resource;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// One column of the price grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodPrice {
    /// For how long.
    pub period: Period,
    /// The quote, or why there is none.
    pub quote: Result<Quote, PartnerFailure>,
}

/// Prices of one customer's selection for several periods side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceGrid {
    /// The customer.
    pub customer: Customer,
    /// The main resources asked for, read live where the partner API answered.
    pub resources: Read<Vec<Resource>>,
    /// One per period asked for.
    pub prices: Vec<PeriodPrice>,
    /// Unpaid orders of this customer that may block some of them.
    pub waiting: Vec<OrderRow>,
    /// The budget that would have to cover the renewal, read live; `None` for a customer without one.
    pub budget: Option<Read<Budget>>,
    /// Id of the intent that the form will create: valid for one renewal, however often and however late
    /// the form arrives.
    pub intent: IntentId,
}

/// One renewal, on its stable page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalView {
    /// The renewal.
    pub renewal: Renewal,
    /// The customer.
    pub customer: Customer,
    /// The resources, from the mirror.
    pub resources: Vec<Resource>,
    /// The orders it made, read live where possible, with the payments tried.
    pub orders: Vec<OrderView>,
    /// Orders that it may have made, as of the last reading, while that is not certain.
    pub candidates: Vec<Order>,
    /// Other intents about its orders and resources: open ones first, then the latest.
    pub related: Vec<IntentRow>,
    /// Its calls of the partner API, oldest first.
    pub calls: Vec<ApiCall>,
    /// Its history, oldest first.
    pub steps: Vec<Step>,
    /// Whether the viewer may set its outcome by hand.
    pub may_decide: bool,
    /// The clock of this answer.
    pub now: Timestamp,
}
