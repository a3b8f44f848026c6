//! Pages: each fetches and then shows; the showing part takes plain data.

pub mod activity;
pub mod customers;
mod help;
mod not_found;
pub mod overview;
pub mod search;
pub mod sign_in;

pub use help::Help;
pub use not_found::NotFoundHelp;
