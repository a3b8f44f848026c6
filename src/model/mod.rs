//! Plain data that both sides of the wire share: what the partner API's words mean here.
//!
//! No clock, no randomness, no IO. Instants are UTC; billing months are GMT+8 and say so.

#[macro_use]
mod open_enum;

pub mod audit;
pub mod budget;
pub mod customer;
pub mod error;
pub mod form;
pub mod ids;
pub mod lists;
pub mod money;
pub mod on_demand;
pub mod order;
pub mod overview;
pub mod page;
pub mod payment;
pub mod product_price;
pub mod refund;
pub mod renewal;
pub mod resource;
pub mod time;
pub mod unsubscribe;
pub mod user;
pub mod viewer;
pub mod views;
