//! The only place with rules: each function authorises, decides, and audits what it changes.

mod error;
mod live;
mod precondition;
mod spreadsheet;

pub mod assignments;
pub mod audit;
pub mod audit_proof;
pub mod budgets;
pub mod bulk;
pub mod changes;
pub mod customers;
pub mod database_kind;
pub mod export;
pub mod hand_overs;
pub mod health;
pub mod intents;
pub mod limits;
pub mod lists;
pub mod mirror;
pub mod notes;
pub mod orders;
pub mod overview;
pub mod own_actions;
pub mod payments;
pub mod refresh;
pub mod renewals;
pub mod saved_views;
pub mod search;
pub mod status;
pub mod sync;
pub mod users;

pub use error::{Error, Result};
