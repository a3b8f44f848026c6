//! The customers sheet (partner.yaml): customers, budgets, freezing, registration, real-name
//! authentication, quotas, balances, resellers, coupons.

pub(crate) mod balances;
pub(crate) mod budgets;
pub(crate) mod coupons;
pub(crate) mod freezing;
pub(crate) mod list;
pub(crate) mod quotas;
pub(crate) mod real_name;
pub(crate) mod registration;
pub(crate) mod resellers;
