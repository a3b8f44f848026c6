//! Customers: the list, and the page of one customer.

mod purchase_blockers;

mod customer;
mod freeze;
mod list;
mod parts;

pub use customer::{CustomerPage, CustomerPageView};
pub use list::{CustomersPage, CustomersView};
