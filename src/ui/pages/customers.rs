//! Customers: the list, and everything on one.

mod customer;
mod freeze;
mod hindrances;
mod list;
mod parts;

pub use customer::{CustomerPage, CustomerPageView};
pub use list::{CustomersPage, CustomersView};
