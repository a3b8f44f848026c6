//! The billing sheet (billing.yaml): bills, resource records, costs, resource packages, invoices, and
//! the catalog of services and units that bills refer to.

pub(crate) mod bills;
pub(crate) mod costs;
pub(crate) mod fees;
pub(crate) mod invoices;
pub(crate) mod products;
pub(crate) mod resource_packages;
pub(crate) mod units;
