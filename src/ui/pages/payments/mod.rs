//! Paying an order, and the page of a payment.

pub(crate) mod budget;
pub(crate) mod pay;
pub(crate) mod payment;
mod shown;
