//! The client of the partner API (HUAWEI CLOUD Partner Center, billing service and IAM).
//!
//! Every operation is a row of the registry ([`operations`]), and every request goes one way: wait
//! for the rate limit, sign, send, classify by status and body, retry where the registry says that
//! a repeat does no harm. A write is sent once.

pub mod billing;
pub mod clock;
pub mod customers;
pub mod transactions;

pub mod client;
mod config;
pub mod files;
pub mod operations;
mod paged;

pub use crate::billing::bills::{MonthlySumQuery, SumAccount};
pub use crate::billing::costs::CostsQuery;
pub use crate::billing::fees::{FeesQuery, OldFeesQuery};
pub use crate::billing::resource_packages::{DeductionsQuery, PackagesQuery};
pub use crate::client::breaker::BreakerPolicy;
pub use crate::client::carrier::{Carrier, Undelivered};
pub use crate::client::codes::{known_code, known_codes};
pub use crate::client::error::fault_of_code;
pub use crate::client::health::OperationHealth;
pub use crate::client::recording::{noticing_writes, recording, write_left};
pub use crate::client::retry::RetryPolicy;
pub use crate::customers::budgets::SetBudget;
pub use crate::customers::coupons::CouponsQuery;
pub use crate::customers::freezing::FreezeKind;
pub use crate::customers::list::CustomersQuery;
pub use crate::customers::real_name::{CompanyPapers, PersonPapers, Representative};
pub use crate::customers::registration::{NewCustomer, ProvenEmail};
pub use crate::paged::Paged;
pub use crate::transactions::on_demand::OnDemandQuery;
pub use crate::transactions::orders::OrdersQuery;
pub use crate::transactions::renewals::Renewed;
pub use crate::transactions::unsubscribe::{Unsubscribe, Unsubscribed};
pub use client::Partner;
pub use config::{ConfigError, Language, PartnerConfig, Timeouts};

#[cfg(test)]
mod tests;
