//! Operations of billing.yaml.

mod costs;
mod invoices;
mod packages;
mod postpaid_bill;
mod products;
mod records;
mod savings_plans;
