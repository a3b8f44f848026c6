//! The client of the partner API (HUAWEI CLOUD Partner Center, billing service and IAM).
//!
//! Every operation is a row of the registry ([`operations`]), and every request goes one way:
//! wait for room under the rate limit, sign, send, judge by status and body, retry where the
//! registry says that a repeat does no harm. A write leaves once.

mod amounts;
mod answer;
mod balances;
mod bills;
mod budgets;
mod call;
mod carrier;
mod client;
mod codes;
mod config;
mod costs;
mod coupons;
mod credentials;
mod customers;
mod error;
mod fees;
pub mod files;
mod freezing;
mod health;
mod invoices;
mod limit;
mod on_demand;
pub mod operations;
mod orders;
mod packages;
mod payment;
mod product_prices;
mod products;
mod quotas;
mod realname;
mod recording;
mod refunds;
mod registration;
mod renewals;
mod resellers;
mod resources;
mod retry;
pub mod sign;
mod to_on_demand;
mod transport;
mod units;
mod unsubscribe;
mod wire;

pub use bills::{MonthlySumQuery, SumAccount};
pub use budgets::SetBudget;
pub use carrier::{Carrier, Undelivered};
pub use client::Partner;
pub use codes::known_codes;
pub use config::{ConfigError, Language, PartnerConfig, Timeouts};
pub use costs::CostsQuery;
pub use coupons::CouponsQuery;
pub use customers::CustomersQuery;
pub use error::fault_of_code;
pub use fees::{FeesQuery, OldFeesQuery};
pub use freezing::FreezeKind;
pub use health::OperationHealth;
pub use on_demand::OnDemandQuery;
pub use orders::OrdersQuery;
pub use packages::{DeductionsQuery, PackagesQuery};
pub use realname::{CompanyPapers, PersonPapers, Representative};
pub use recording::recording;
pub use registration::{NewCustomer, ProvenEmail};
pub use renewals::Renewed;
pub use retry::Patience;
pub use unsubscribe::{Unsubscribe, Unsubscribed};

/// One page of a list as the partner sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paged<T> {
    /// Matches on all pages, where the partner tells. It can change from page to page.
    pub total: Option<u64>,
    /// The rows of this page that could be read. Order and uniqueness across pages are not promised.
    pub rows: Vec<T>,
    /// Rows without a usable id, left out.
    pub skipped: u32,
}

impl<T> Paged<T> {
    /// Rows that the partner sent on this page, readable or not: fewer than asked for means the end.
    pub fn seen(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX).saturating_add(self.skipped)
    }
}

#[cfg(test)]
mod tests;
