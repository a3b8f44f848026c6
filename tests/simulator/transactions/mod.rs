//! Operations of transactions.yaml.

mod on_demand;
mod orders;
mod pay_order_v2;
mod product_prices;
mod renewals;
mod resources;
mod to_on_demand;
mod unsubscribe;
mod unsubscribe_frozen;
