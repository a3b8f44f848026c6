//! Invoices (billing.yaml, ListInvoices).

use super::money::Money;
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

open_int_enum!(
    /// The status of an invoice.
    InvoiceState {
        /// Draft.
        Draft = 0,
        /// Awaiting review.
        InReview = 1,
        /// Awaiting the export of its file.
        ToExport = 4,
        /// Awaiting the file back.
        ToReturnFile = 5,
        /// Awaiting mailing.
        ToMail = 6,
        /// Awaiting receipt.
        ToReceive = 7,
        /// Done.
        Done = 8,
        /// Returned.
        Returned = 9,
        /// A refusal awaits review.
        RefusalInReview = 11,
        /// A return awaits review.
        ReturnInReview = 13,
        /// Awaiting the state of the return.
        ToReturn = 14,
        /// The return failed.
        ReturnFailed = 15,
    }
);

/// One invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// Id of the request for it.
    pub request: String,
    /// Invoice number.
    pub number: Option<String>,
    /// Name on it.
    pub title: Option<String>,
    /// Invoiced. The operation sends US dollars and no currency.
    pub amount: Option<Money>,
    /// Its state.
    pub state: Option<InvoiceState>,
    /// Billing cycle, as the partner API sent it.
    pub cycle: Option<String>,
    /// When it was asked for, UTC.
    pub applied_at: Option<Timestamp>,
    /// Why it was refused.
    pub refusal: Option<String>,
    /// Taxes in it.
    pub taxes: Vec<Tax>,
}

/// One tax on an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tax {
    /// Which: `VAT`, `GST`.
    pub class: Option<String>,
    /// Rate, as the partner API sent it.
    pub rate: Option<String>,
    /// Amount.
    pub amount: Option<Money>,
}
