//! Plain data that both sides of the wire share: what the partner API's words mean here.
//!
//! No clock, no randomness, no IO. Instants are UTC; billing months are GMT+8 and say so.

#[macro_use]
mod open_enum;
#[macro_use]
mod closed_enum;

pub mod audit;
pub mod balance;
pub mod bill;
pub mod budget;
pub mod bulk;
pub mod catalogue;
pub mod change;
pub mod cost;
pub mod coupon;
pub mod customer;
pub mod error;
pub mod files;
pub mod forms;
pub mod ids;
pub mod intent;
pub mod invoice;
pub mod lists;
pub mod money;
pub mod month;
pub mod on_demand;
pub mod order;
pub mod overview;
pub mod package;
pub mod page;
pub mod payment;
pub mod product_price;
pub mod realname;
pub mod refund;
pub mod registration;
pub mod renewal;
pub mod resource;
pub mod search;
pub mod spending;
mod stage;
pub mod status;
pub mod time;
pub mod unsubscribe;
pub mod user;
pub mod viewer;
pub mod views;
