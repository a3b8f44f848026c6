//! What a customer bought besides resources: packages, a savings plan, goods of KooGallery; and the
//! orders of these purchases.
//!
//! The orders have numbers of their own range and random streams of their own, so that the other
//! orders and their ids do not depend on them.

use crate::world::calendar::{DAY, MINUTE};
use crate::world::money::share;
use crate::world::rng::{Rng, Stream};
use crate::world::tenant::Tenant;
use crate::world::tenant::catalogue::{Code, REGIONS};
use crate::world::tenant::order::{DEFAULT_DEADLINE, Lifecycle, Order, OrderLine};
use crate::world::tenant::packages::Package;
use crate::world::tenant::period::Period;
use crate::world::tenant::profiles::Profile;
use crate::world::tenant::savings::SavingsPlan;

/// Numbers of orders; those of packages follow from the package.
const PLAN_ORDER: u16 = 0x9000;
const GOODS_ORDER: u16 = 0x9001;
/// The demo customer that bought goods, if it was associated early enough.
const GOODS_CUSTOMER: u32 = 2;
/// How many of the other customers bought goods, in percent.
const GOODS_PERCENT: u32 = 10;

/// Packages and plan of a customer.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
    /// By number.
    pub packages: Vec<Package>,
    pub plan: Option<SavingsPlan>,
}

impl Tenant {
    /// The holdings of a customer, from its initial profile: later real-name authentication adds
    /// none to the past.
    pub fn holdings(&self, profile: &Profile) -> Holdings {
        Holdings { packages: self.packages(profile), plan: self.savings_plan(profile) }
    }

    /// The completed orders of the holdings and of goods. Gifts were not ordered.
    pub(super) fn holding_orders(&self, profile: &Profile, holdings: &Holdings) -> Vec<Order> {
        let ordered = holdings.packages.iter().filter(|package| !package.is_gift());
        let packages = ordered.map(|package| {
            // One that is not valid yet was bought before the simulation too.
            let created = package.effective.min(self.day) - 10 * MINUTE;
            let line = purchase(package.code(), package.region, (package.effective, package.expire), profile);
            completed(package.order_number(), created, line)
        });
        let plan = holdings.plan.as_ref().map(|plan| {
            let line = purchase(Code::SavingsPlan, 0, (plan.effective, plan.expire), profile);
            completed(PLAN_ORDER, plan.effective, line)
        });
        packages.chain(plan).chain(self.goods_order(profile)).collect()
    }

    /// Goods are bought in one of the two months before the simulation.
    fn goods_order(&self, profile: &Profile) -> Option<Order> {
        if profile.verified != "2" || profile.is_created() {
            return None;
        }
        let mut rng = Rng::new(self.seed, Stream::Goods, u64::from(profile.index));
        let drawn = rng.chance(GOODS_PERCENT) && !profile.is_fixture();
        let created = self.day - rng.between(31 * DAY, 60 * DAY);
        let region = rng.below(REGIONS.len() as u32) as u8;
        if !(drawn || profile.index == GOODS_CUSTOMER) || created < profile.associated_on {
            return None;
        }
        let begin = created + 5 * MINUTE;
        let line = purchase(Code::Goods, region, (begin, begin + 365 * DAY), profile);
        Some(completed(GOODS_ORDER, created, line))
    }
}

/// The purchase of a year.
fn purchase(code: Code, region: u8, (from, until): (i64, i64), profile: &Profile) -> OrderLine {
    let period = Period::years(1);
    let official = code.product().list_price(period);
    OrderLine {
        code,
        region,
        resource: None,
        period,
        effective: Some(from),
        expire: Some(until),
        official,
        net: official - share(official, profile.discount),
        returns: None,
    }
}

fn completed(number: u16, created: i64, line: OrderLine) -> Order {
    let mut life = Lifecycle::unpaid(created + DEFAULT_DEADLINE);
    life.paid = Some(created + 3 * MINUTE);
    life.done = Some(created + 5 * MINUTE);
    Order { number, created, kind: 1, source: 1, life, lines: vec![line], policy: None }
}
