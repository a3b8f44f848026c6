//! The seeded tenant: one partner, two resellers, and customers. Every fact is a pure function of
//! the seed, the customer's number and the start day of the simulation.

pub mod budgets;
pub mod catalogue;
pub mod coupons;
pub mod fixtures;
pub mod holdings;
pub mod ids;
mod names;
pub mod on_demand;
pub mod order;
mod orders;
pub mod packages;
pub mod period;
pub mod prices;
pub mod profiles;
pub mod resources;
pub mod savings;
pub mod units;

use crate::world::rng::{Rng, Stream};

/// Name of the agency that the simulated customers have created for the partner.
pub const AGENCY: &str = "partnerdesk_agency";
/// Account name of the simulated partner.
pub const PARTNER_NAME: &str = "lighthouse-reseller";
/// Company name of the simulated partner.
pub const PARTNER_COMPANY: &str = "Lighthouse Cloud Distribution Ltd.";
/// IAM user of the partner; its password is the partner's secret key.
pub const PARTNER_USER: &str = "desk-operator";

/// The parameters of the tenant.
#[derive(Clone, Copy, Debug)]
pub struct Tenant {
    pub seed: u64,
    /// Number of seeded customers, from 1 to [`ids::MAX_CUSTOMERS`].
    pub customers: u32,
    /// First second of the start day (UTC). All seeded times are relative to it, so that a demo
    /// always has current data.
    pub day: i64,
}

impl Tenant {
    /// Account id of the partner.
    pub fn partner_id(&self) -> String {
        ids::hex_id(&mut Rng::new(self.seed, Stream::Partner, 0))
    }

    /// Id of the partner's IAM user.
    pub fn partner_user_id(&self) -> String {
        ids::hex_id(&mut Rng::new(self.seed, Stream::Partner, 1))
    }

    /// Account id of one of the two resellers.
    pub fn reseller_id(&self, reseller: u8) -> String {
        ids::hex_id(&mut Rng::new(self.seed, Stream::Reseller, u64::from(reseller)))
    }

    /// The number of a reseller of this partner.
    pub fn reseller(&self, id: &str) -> Option<u8> {
        (0..2).find(|reseller| self.reseller_id(*reseller) == id)
    }

    /// Account id of a customer, seeded or created.
    pub fn customer_id(&self, index: u32) -> String {
        ids::customer_id(self.seed, index)
    }
}
