//! One customer at one moment: the seeded facts plus everything that changed since. All that
//! depends on time is computed from the simulated clock, so moving the clock moves the state.

mod allowance;
mod changing;
mod coupons;
mod giving_back;
mod holdings;
mod realname;
mod renewing;

use std::collections::BTreeMap;

use super::clock;
use super::money::Cents;
use super::random::{Dice, Room};
use super::tenant::budgets::{BudgetKind, Record, SeededBudget};
use super::tenant::catalogue::Code;
use super::tenant::customers::Profile;
use super::tenant::order::{Life, Order};
use super::tenant::resources::Resource;
use super::tenant::{Tenant, identity};

pub use allowance::seeded_freeze;
pub use coupons::CouponUse;
pub use giving_back::GivingBack;
pub use realname::Application;

/// Numbers of the resources that paid orders made, kept apart from the seeded ones: so many
/// for each order.
const FIRST_PROVISIONED: u32 = 1_000;
const MOST_LINES: u32 = 64;

/// The order that made a resource during the simulation.
pub fn maker_of(resource: &Resource) -> Option<u32> {
    let number = resource.number.checked_sub(FIRST_PROVISIONED)?;
    Some(number / MOST_LINES)
}

/// Which line of that order made it.
fn line_of(resource: &Resource) -> Option<usize> {
    let number = resource.number.checked_sub(FIRST_PROVISIONED)?;
    usize::try_from(number % MOST_LINES).ok()
}

/// A freeze or the end of one.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
pub struct Freeze {
    /// 0 lifted, 1 account, 2 account and resources.
    pub kind: u8,
    pub at: i64,
}

/// A budget that was set during the simulation.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Budget {
    pub amount: Cents,
    pub kind: BudgetKind,
    pub automatic: bool,
    /// Where a one-time budget counts from; `None`: from its seeded used amount.
    pub counts_from: Option<i64>,
}

/// A paid order or, with negative amounts, a refund, as it counts against the budget.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
pub struct Charge {
    pub at: i64,
    pub net: Cents,
    pub official: Cents,
}

/// What happened to one resource: expiry times and policies, each with the moment it counts from.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct ResourceChange {
    pub terms: Vec<(i64, i64)>,
    pub policies: Vec<(i64, u8)>,
    /// Given back from this moment on.
    #[serde(default)]
    pub closed: Option<i64>,
}

/// Everything that happened to a customer since the start; the only thing that is stored.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Changes {
    pub freeze: Option<Freeze>,
    pub watch_from: Option<i64>,
    pub budget: Option<Budget>,
    pub records: Vec<Record>,
    pub charges: Vec<Charge>,
    pub lives: BTreeMap<u16, Life>,
    pub placed: Vec<Order>,
    pub resources: BTreeMap<u32, ResourceChange>,
    /// Requests for real-name authentication, oldest first.
    pub applications: Vec<Application>,
    pub coupon_uses: Vec<CouponUse>,
    /// Automatic renewals are settled up to this moment and resource number.
    pub settled: Option<(i64, u32)>,
}

/// One line of the ledger.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct LedgerEntry {
    /// `payment`, `renewal` or `refund`.
    pub kind: String,
    pub order_id: String,
    pub customer_id: String,
    /// Renewals only.
    pub resource_id: Option<String>,
    /// What the budget or the balance bore.
    pub amount: Option<Cents>,
    /// What coupons bore of the order.
    #[serde(default)]
    pub coupons: Cents,
    pub at: i64,
    pub by: String,
    pub old_expire: Option<i64>,
    pub new_expire: Option<i64>,
}

pub struct Account<'w> {
    pub tenant: &'w Tenant,
    pub now: i64,
    pub profile: Profile,
    pub seeded: SeededBudget,
    pub resources: Vec<Resource>,
    pub orders: Vec<Order>,
    pub changes: Changes,
    /// Entries made while this account was open.
    pub ledger: Vec<LedgerEntry>,
    pub dirty: bool,
}

impl<'w> Account<'w> {
    /// Puts a customer together and settles the automatic renewals that are due.
    /// `profile` is what the customer started with.
    pub fn open(tenant: &'w Tenant, profile: Profile, changes: Changes, now: i64) -> Self {
        let seeded = tenant.seeded_budget(&profile);
        let resources = tenant.resources(&profile);
        let mut orders = tenant.orders(&profile, &resources);
        for order in &mut orders {
            if let Some(life) = changes.lives.get(&order.number) {
                order.life = *life;
            }
        }
        orders.extend(changes.placed.iter().cloned());
        let mut profile = profile;
        changes.authenticate(&mut profile, now);
        let mut account = Self {
            tenant,
            now,
            profile,
            seeded,
            resources,
            orders,
            changes,
            ledger: Vec::new(),
            dirty: false,
        };
        account.provision();
        account.settle();
        account
    }

    pub fn index(&self) -> u32 {
        self.profile.index
    }

    /// Resources of new subscriptions that were paid for during the simulation.
    fn provision(&mut self) {
        let project = self
            .resources
            .first()
            .map_or_else(|| self.profile.id.clone(), |resource| resource.project.clone());
        for order in &self.orders {
            let Some(done) = order.life.done.filter(|done| *done > self.tenant.day) else {
                continue;
            };
            if order.kind != 1 {
                continue;
            }
            let mut main = None;
            for (place, line) in order.lines.iter().enumerate().filter(|(_, l)| l.resource.is_none()) {
                let number = FIRST_PROVISIONED + u32::from(order.number) * MOST_LINES + place as u32;
                let key = (u64::from(self.profile.index) << 20) | u64::from(number);
                let mut dice = Dice::new(self.tenant.seed, Room::Resources, key | (1 << 60));
                let attached = matches!(line.code, Code::Disk(_) | Code::Bandwidth);
                let parent = if attached { main } else { None };
                if !attached {
                    main = Some(number);
                }
                self.resources.push(Resource {
                    number,
                    id: identity::uuid(&mut dice),
                    name: format!("new-{}-{number:04}", order.number),
                    code: line.code,
                    region: line.region,
                    project: project.clone(),
                    parent,
                    related: None,
                    effective: done,
                    expire: clock::add_months(clock::day_end(done), line.period.calendar_months()),
                    policy: 0,
                    period: line.period,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_version_stored_can_be_read() {
        let changes = r#"{"freeze":{"kind":1,"at":5},"watch_from":null,"budget":null,"records":[],"charges":[],
            "lives":{},"placed":[],"resources":{},"settled":[7,3]}"#;
        let changes: Changes = serde_json::from_str(changes).unwrap();
        assert_eq!((changes.settled, changes.applications.len()), (Some((7, 3)), 0));
        let entry = r#"{"kind":"payment","order_id":"CS1","customer_id":"c","resource_id":null,"amount":1234,
            "at":5,"by":"x","old_expire":null,"new_expire":null}"#;
        let entry: LedgerEntry = serde_json::from_str(entry).unwrap();
        assert_eq!((entry.amount, entry.coupons), (Some(1_234), 0));
    }
}
