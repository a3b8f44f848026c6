//! The coupons of customers, of the partner and of its resellers.
//!
//! All are cash coupons (type 1), the only type used on this site. The demo customers have one in
//! every state, customers created during the simulation get a welcome coupon.

use crate::world::calendar::DAY;
use crate::world::money::Cents;
use crate::world::rng::{Rng, Stream};
use crate::world::tenant::fixtures::DEMO_CUSTOMERS;
use crate::world::tenant::profiles::{Owner, Profile};
use crate::world::tenant::{Tenant, ids};

/// Used, expired and withdrawn coupons are listed this long, in seconds.
const LISTED: i64 = 365 * DAY;
const ECS: &str = "hws.service.type.ec2";

/// A restriction of a coupon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// For orders of this service only.
    Service(&'static str),
    /// The price must be at least this percentage of the list price.
    LeastRatio(i64),
    /// Not combined with a discount named in the payment.
    WithoutDiscount,
    /// For orders of savings plans only.
    SavingsPlans,
}

/// A coupon at one moment.
#[derive(Clone, Debug)]
pub struct Coupon {
    /// Number among those of its owner.
    pub number: u8,
    pub id: String,
    pub owner: String,
    pub plan: &'static str,
    /// 1 can be used once, 2 until its amount is used up.
    pub version: u8,
    pub face: Cents,
    pub balance: Cents,
    pub valid: i64,
    pub expire: i64,
    pub activated: bool,
    pub withdrawn: bool,
    pub frozen: bool,
    pub limit: Option<Limit>,
    pub used_at: Option<i64>,
    /// The last order it was used for.
    pub order: Option<String>,
}

impl Coupon {
    /// 1 inactive, 2 usable, 3 used, 4 expired, 5 withdrawn.
    pub fn status(&self, now: i64) -> i64 {
        if self.withdrawn {
            5
        } else if self.balance == 0 {
            3
        } else if self.expire <= now {
            4
        } else if !self.activated {
            1
        } else {
            2
        }
    }

    /// Whether it can be used for an order now.
    pub fn is_usable(&self, now: i64) -> bool {
        self.status(now) == 2 && self.valid <= now && !self.frozen
    }

    /// Whether the list still shows it.
    pub fn is_listed(&self, now: i64) -> bool {
        let ended = match self.status(now) {
            3 => self.used_at.unwrap_or(self.valid),
            4 | 5 => self.expire.min(now),
            _ => now,
        };
        self.valid <= now && now - ended < LISTED
    }

    /// The part of an amount it can pay, in cents.
    pub fn covers(&self, amount: Cents) -> Cents {
        self.balance.min(amount).max(0)
    }

    /// Pays part of an order. A coupon of version 1 is then used up, whatever it paid.
    pub fn spend(&mut self, amount: Cents, at: i64, order: Option<String>) {
        self.balance = if self.version == 1 { 0 } else { self.balance - amount };
        self.used_at = Some(at);
        self.order = order;
    }
}

impl Tenant {
    /// The coupons of a customer, in their initial state.
    pub fn coupons(&self, profile: &Profile) -> Vec<Coupon> {
        let key = u64::from(profile.index) << 8;
        let issue = |number: u8, face, days| self.issue(key, number, &profile.id, face, days);
        if profile.is_created() {
            let since = profile.associated_on;
            return vec![Coupon { valid: since, expire: since + 365 * DAY, ..issue(0, 2_000, (0, 0)) }];
        }
        if profile.index < DEMO_CUSTOMERS {
            return self.of_every_state(key, &profile.id);
        }
        let mut rng = Rng::new(self.seed, Stream::Coupons, key);
        let count = [0, 1, 2, 3][rng.weighted(&[55, 25, 15, 5])];
        (0..count)
            .map(|number| {
                let begin = rng.between(-200, -1);
                let face = [1_000, 2_000, 5_000, 20_000][rng.weighted(&[4, 3, 2, 1])];
                let version = 1 + u8::from(rng.chance(30));
                Coupon { version, ..issue(number, face, (begin, begin + rng.between(90, 365))) }
            })
            .collect()
    }

    fn of_every_state(&self, key: u64, owner: &str) -> Vec<Coupon> {
        let issue = |number: u8, face, days| self.issue(key, number, owner, face, days);
        let used = |mut coupon: Coupon, days: i64| {
            coupon.spend(coupon.face, self.day + days * DAY, None);
            coupon
        };
        vec![
            issue(0, 5_000, (-30, 335)),
            Coupon { version: 2, plan: "Anniversary credit", ..issue(1, 20_000, (-10, 355)) },
            Coupon { limit: Some(Limit::Service(ECS)), plan: "Compute starter", ..issue(2, 4_000, (-5, 85)) },
            Coupon {
                limit: Some(Limit::LeastRatio(95)),
                plan: "List price bonus",
                ..issue(3, 2_500, (-60, 120))
            },
            Coupon { limit: Some(Limit::WithoutDiscount), plan: "Bonus", ..issue(4, 1_500, (-60, 120)) },
            used(issue(5, 3_000, (-120, 60)), -60),
            issue(6, 2_500, (-200, -20)),
            Coupon { activated: false, ..issue(7, 4_000, (-3, 180)) },
            Coupon { withdrawn: true, ..issue(8, 1_000, (-90, 90)) },
            Coupon { frozen: true, ..issue(9, 6_000, (-40, 90)) },
            used(issue(10, 3_500, (-700, -335)), -400),
            Coupon {
                limit: Some(Limit::SavingsPlans),
                plan: "Savings plan bonus",
                ..issue(11, 5_500, (-60, 200))
            },
        ]
    }

    /// The coupons of the partner or of one of its resellers.
    pub fn partner_coupons(&self, owner: Owner) -> Vec<Coupon> {
        let (key, id) = match owner {
            Owner::Partner => (1 << 40, self.partner_id()),
            Owner::Reseller(number) => ((1 << 40) + ((u64::from(number) + 1) << 8), self.reseller_id(number)),
        };
        let plan = "Partner incentive";
        let terms: &[(Cents, (i64, i64))] = match owner {
            Owner::Partner => &[(100_000, (-90, 275)), (50_000, (-20, 70)), (25_000, (-300, -100))],
            Owner::Reseller(_) => &[(30_000, (-45, 135))],
        };
        let numbered = (0u8..).zip(terms);
        numbered.map(|(n, (face, days))| Coupon { plan, ..self.issue(key, n, &id, *face, *days) }).collect()
    }

    /// A coupon that is valid between two days, counted from the start of the simulation.
    fn issue(&self, key: u64, number: u8, owner: &str, face: Cents, (from, to): (i64, i64)) -> Coupon {
        let mut rng = Rng::new(self.seed, Stream::Coupons, key + 1 + u64::from(number));
        Coupon {
            number,
            id: ids::hex_id(&mut rng),
            owner: owner.to_owned(),
            plan: "Welcome coupon",
            version: 1,
            face,
            balance: face,
            valid: self.day + from * DAY,
            expire: self.day + to * DAY,
            activated: true,
            withdrawn: false,
            frozen: false,
            limit: None,
            used_at: None,
            order: None,
        }
    }
}
