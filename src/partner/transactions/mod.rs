//! The transactions sheet (transactions.yaml): orders, payment, refunds, resources, renewals,
//! unsubscription, prices.

pub(crate) mod on_demand;
pub(crate) mod orders;
pub(crate) mod payment;
pub(crate) mod product_prices;
pub(crate) mod refunds;
pub(crate) mod renewals;
pub(crate) mod resources;
pub(crate) mod to_on_demand;
pub(crate) mod unsubscribe;
