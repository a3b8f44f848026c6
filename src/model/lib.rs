//! Plain data that both sides of the wire share: the types of the partner API as this desk uses
//! them.
//!
//! No clock, no randomness, no IO. Instants are UTC; billing months are GMT+8 and say so.

#[macro_use]
mod open_enum;
#[macro_use]
mod closed_enum;

pub mod amounts;
pub mod assignments;
pub mod audit;
pub mod auto_renewal;
pub mod balances;
pub mod bills;
pub mod budgets;
pub mod bulk;
pub mod changes;
pub mod costs;
pub mod coupons;
pub mod customers;
pub mod error;
pub mod files;
pub mod forecast;
pub mod forms;
pub mod hand_overs;
pub mod ids;
pub mod intents;
pub mod invoices;
pub mod limits;
pub mod listing;
pub mod lists;
pub mod mirror;
pub mod money;
pub mod month;
pub mod notes;
pub mod on_demand;
pub mod orders;
pub mod overview;
pub mod page;
pub mod payability;
pub mod payments;
pub mod product_prices;
pub mod products;
pub mod raise;
pub mod readable;
pub mod real_name;
pub mod refunds;
pub mod registration;
pub mod renewals;
pub mod requests;
pub mod resource_packages;
pub mod resources;
pub mod saved_views;
pub mod search;
pub mod second_factor;
#[cfg(feature = "server-fn")]
mod server_fn_error;
pub mod sessions;
pub mod status;
pub mod time;
pub mod unsubscribe;
pub mod users;
pub mod viewer;
pub mod views;
