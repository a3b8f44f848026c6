//! The seeded tenant: one partner, two resellers, and customers whose every fact is a pure
//! function of the seed, the customer's number and the day the simulation started.

pub mod budgets;
pub mod catalogue;
pub mod coupons;
pub mod customers;
pub mod identity;
pub mod names;
pub mod offers;
pub mod on_demand;
pub mod order;
pub mod orders;
pub mod packages;
pub mod resources;
pub mod units;

use super::random::{Dice, Room};

/// Name of the agency that the simulated customers have made for the partner.
pub const AGENCY: &str = "partnerdesk_agency";
/// Account name of the simulated partner.
pub const PARTNER_NAME: &str = "lighthouse-reseller";
/// Company name of the simulated partner.
pub const PARTNER_COMPANY: &str = "Lighthouse Cloud Distribution Ltd.";
/// IAM user of the partner; its password is the partner's secret key.
pub const PARTNER_USER: &str = "desk-operator";

/// What the tenant is a function of.
#[derive(Clone, Copy, Debug)]
pub struct Tenant {
    pub seed: u64,
    pub customers: u32,
    /// First second (UTC) of the day on which the simulation started: all seeded times are
    /// relative to it, so that a demo is always alive.
    pub day: i64,
}

impl Tenant {
    /// Account id of the partner.
    pub fn partner_id(&self) -> String {
        identity::hex_id(&mut Dice::new(self.seed, Room::Partner, 0))
    }

    /// Id of the partner's IAM user.
    pub fn partner_user_id(&self) -> String {
        identity::hex_id(&mut Dice::new(self.seed, Room::Partner, 1))
    }

    /// Account id of one of the two resellers.
    pub fn reseller_id(&self, reseller: u8) -> String {
        identity::hex_id(&mut Dice::new(self.seed, Room::Reseller, u64::from(reseller)))
    }

    /// The number of a reseller of this partner.
    pub fn reseller(&self, id: &str) -> Option<u8> {
        (0..2).find(|reseller| self.reseller_id(*reseller) == id)
    }

    pub fn customer_id(&self, index: u32) -> String {
        identity::customer_id(self.seed, index)
    }
}
