//! Operations of partner.yaml.

mod balances;
mod budgets;
mod coupons;
mod freeze;
mod list;
mod realname;
mod registration;
mod resellers;
mod verification_codes;
