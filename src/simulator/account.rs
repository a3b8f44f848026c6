//! One customer at one moment: the seeded facts plus everything that changed since. All that
//! depends on time is computed from the simulated clock, so moving the clock moves the state.

use std::collections::BTreeMap;

use super::clock::{self, DAY};
use super::faults::{self, Kind};
use super::money::{Cents, share};
use super::random::{Dice, Room};
use super::tenant::budgets::{BudgetKind, Record, SeededBudget};
use super::tenant::catalogue::{Code, Period};
use super::tenant::customers::Profile;
use super::tenant::orders::{DEFAULT_DEADLINE, Life, Line, Order, PROVISIONING, RENEWAL};
use super::tenant::resources::Resource;
use super::tenant::{Tenant, identity};

/// Grace period after expiry, and retention period after that.
pub const GRACE: i64 = 15 * DAY;
pub const RETENTION: i64 = 15 * DAY;

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

/// A paid order, as it counts against the budget.
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
}

/// Everything that happened to a customer since the start; the only thing that is stored.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Changes {
    pub freeze: Option<Freeze>,
    pub watch_from: Option<i64>,
    pub budget: Option<Budget>,
    pub records: Vec<Record>,
    pub charges: Vec<Charge>,
    pub lives: BTreeMap<u16, Life>,
    pub placed: Vec<Order>,
    pub resources: BTreeMap<u16, ResourceChange>,
    /// Automatic renewals are settled up to this moment and resource number.
    pub settled: Option<(i64, u16)>,
}

/// One line of the ledger.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct LedgerEntry {
    /// `payment` or `renewal`.
    pub kind: String,
    pub order_id: String,
    pub customer_id: String,
    /// Renewals only.
    pub resource_id: Option<String>,
    pub amount: Option<Cents>,
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
    pub fn open(tenant: &'w Tenant, index: u32, changes: Changes, now: i64) -> Self {
        let profile = tenant.profile(index);
        let seeded = tenant.seeded_budget(&profile);
        let resources = tenant.resources(&profile);
        let mut orders = tenant.orders(&profile, &resources);
        for order in &mut orders {
            if let Some(life) = changes.lives.get(&order.number) {
                order.life = *life;
            }
        }
        orders.extend(changes.placed.iter().cloned());
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
                let number = 1_000 + order.number.wrapping_mul(64) + place as u16;
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

    // --- resources -------------------------------------------------------------------------

    fn main_number(&self, resource: &Resource) -> u16 {
        resource.parent.unwrap_or(resource.number)
    }

    /// Expiry as it reads at a moment; attached resources follow their main one.
    pub fn expire_at(&self, resource: &Resource, at: i64) -> i64 {
        self.changes
            .resources
            .get(&self.main_number(resource))
            .and_then(|change| change.terms.iter().rev().find(|(from, _)| *from <= at))
            .map_or(resource.expire, |(_, expire)| *expire)
    }

    /// Expiry after every renewal that is already paid.
    pub fn final_expire(&self, resource: &Resource) -> i64 {
        self.expire_at(resource, i64::MAX)
    }

    pub fn policy_at(&self, resource: &Resource, at: i64) -> u8 {
        self.changes
            .resources
            .get(&self.main_number(resource))
            .and_then(|change| {
                let due = change.policies.iter().filter(|(from, _)| *from <= at);
                due.max_by_key(|(from, _)| *from)
            })
            .map_or(resource.policy, |(_, policy)| *policy)
    }

    /// 2 in use, 5 expired (grace), 4 frozen (retention), 3 closed; `None` when the resource
    /// has left the yearly/monthly list or is not there yet. The lengths of grace and retention
    /// and the mapping of status 5 to grace are inferred (sheet: order and resource machines).
    pub fn resource_status(&self, resource: &Resource) -> Option<u8> {
        if resource.effective > self.now {
            return None;
        }
        let expire = self.expire_at(resource, self.now);
        let over = self.now - expire;
        if over < 0 {
            return Some(if self.frozen_at(self.now) == 2 { 4 } else { 2 });
        }
        match self.policy_at(resource, self.now) {
            1 => None,
            2 => Some(3),
            4 if over < GRACE + RETENTION => Some(4),
            0 | 3 | 5 if over < GRACE => Some(5),
            0 | 3 | 5 if over < GRACE + RETENTION => Some(4),
            _ => Some(3),
        }
    }

    pub fn resource(&self, id: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.id == id)
    }

    /// A main resource and what is attached to it.
    pub fn bundle(&self, main: u16) -> impl Iterator<Item = &Resource> {
        self.resources.iter().filter(move |r| r.parent.unwrap_or(r.number) == main)
    }

    /// An unpaid renewal order that names this main resource.
    pub fn unpaid_renewal(&self, main: u16) -> Option<&Order> {
        self.orders.iter().find(|order| order.life.is_payable(self.now) && order.renews(main))
    }

    /// A paid renewal order that is not completed yet.
    pub fn renewal_in_progress(&self, main: u16) -> bool {
        self.orders.iter().any(|order| {
            order.renews(main)
                && order.life.paid.is_some()
                && order.life.done.is_none_or(|done| done > self.now)
        })
    }

    // --- money -----------------------------------------------------------------------------

    /// The budget in force; `None` for a customer that never got one.
    pub fn budget(&self) -> Option<Budget> {
        self.changes.budget.clone().or_else(|| {
            self.seeded.amount.map(|amount| Budget {
                amount,
                kind: self.seeded.kind,
                automatic: self.seeded.automatic,
                counts_from: None,
            })
        })
    }

    /// Used of a budget at a moment. Monthly budgets count net prices of paid orders, one-time
    /// ones list prices (user guide); the basis of monthly ones is not documented.
    pub fn used_at(&self, budget: &Budget, at: i64) -> Cents {
        if faults::sentinel(self.index()) == Some(Kind::StaleUsedAmount) {
            return self.seeded.month_used;
        }
        let (from, before) = match (budget.kind, budget.counts_from) {
            (BudgetKind::Monthly, _) => (clock::month_begin(at), 0),
            (BudgetKind::Package, Some(from)) => (from, 0),
            (BudgetKind::Package, None) => (self.tenant.day, self.seeded.package_used),
        };
        let orders: Cents = self
            .changes
            .charges
            .iter()
            .filter(|charge| charge.at >= from && charge.at <= at)
            .map(|charge| match budget.kind {
                BudgetKind::Monthly => charge.net,
                BudgetKind::Package => charge.official,
            })
            .sum();
        before + self.tenant.usage(&self.seeded, from, at) + orders
    }

    /// Whether the budget covers a price at a moment; referral customers have no budget and
    /// pay the vendor themselves.
    pub fn can_spend(&self, net: Cents, at: i64) -> bool {
        if !self.profile.resale {
            return true;
        }
        self.budget().is_some_and(|budget| budget.amount - self.used_at(&budget, at) >= net)
    }

    /// 0 not frozen, 1 account, 2 account and resources. Automatic freezing (at the moment the
    /// used amount reaches the budget) freezes the account only; which of the two the vendor
    /// applies is not documented.
    pub fn frozen_at(&self, at: i64) -> u8 {
        let kind = match self.changes.freeze {
            Some(freeze) if freeze.at <= at => freeze.kind,
            _ => self.seeded_freeze(),
        };
        if kind > 0 {
            return kind;
        }
        let from = self.changes.watch_from.unwrap_or(self.tenant.day);
        let exhausted =
            self.budget().is_some_and(|budget| budget.automatic && self.ran_out(&budget, from, at));
        u8::from(exhausted)
    }

    fn seeded_freeze(&self) -> u8 {
        seeded_freeze(&self.profile, &self.seeded)
    }

    /// The used amount reached the budget between two moments; a budget that was already used
    /// up at the first one counts again only from the next month on.
    fn ran_out(&self, budget: &Budget, from: i64, to: i64) -> bool {
        let mut begin = from;
        let mut armed = self.used_at(budget, begin) < budget.amount;
        while begin <= to {
            let end = match budget.kind {
                BudgetKind::Monthly => (clock::next_month_begin(begin) - 1).min(to),
                BudgetKind::Package => to,
            };
            if armed && self.used_at(budget, end) >= budget.amount {
                return true;
            }
            armed = true;
            begin = end + 1;
        }
        false
    }

    // --- changes ---------------------------------------------------------------------------

    pub fn freeze(&mut self, kind: u8) {
        self.changes.freeze = Some(Freeze { kind, at: self.now });
        if kind == 0 {
            self.changes.watch_from = Some(self.now);
        }
        self.dirty = true;
    }

    /// Places an order and answers its position among the orders.
    pub fn place(&mut self, kind: u8, source: u8, created: i64, deadline: i64, lines: Vec<Line>) -> usize {
        let order = Order {
            number: self.orders.len() as u16,
            created,
            kind,
            source,
            life: Life::unpaid(deadline),
            lines,
            policy: None,
        };
        self.changes.placed.push(order.clone());
        self.orders.push(order);
        self.dirty = true;
        self.orders.len() - 1
    }

    pub fn set_policy_of_order(&mut self, position: usize, policy: Option<u8>) {
        if let Some(order) = self.orders.get_mut(position) {
            order.policy = policy;
            let number = order.number;
            if let Some(placed) = self.changes.placed.iter_mut().find(|o| o.number == number) {
                placed.policy = policy;
            }
        }
    }

    /// Stores the new life of an order.
    fn keep_life(&mut self, position: usize, life: Life) {
        let Some(order) = self.orders.get_mut(position) else {
            return;
        };
        order.life = life;
        let number = order.number;
        match self.changes.placed.iter_mut().find(|placed| placed.number == number) {
            Some(placed) => placed.life = life,
            None => {
                self.changes.lives.insert(number, life);
            }
        }
        self.dirty = true;
    }

    pub fn cancel(&mut self, position: usize) {
        if let Some(mut life) = self.orders.get(position).map(|order| order.life) {
            life.canceled = Some(self.now);
            self.keep_life(position, life);
        }
    }

    /// Takes the money and lets the renewal begin; the caller has checked that it may.
    pub fn pay(&mut self, position: usize, at: i64, by: &str) {
        let Some(order) = self.orders.get(position).cloned() else {
            return;
        };
        let mut life = order.life;
        life.pay(at);
        self.keep_life(position, life);
        self.changes.charges.push(Charge { at, net: order.net(), official: order.official() });
        let entry = LedgerEntry {
            kind: "payment".to_owned(),
            order_id: order.id(self.tenant, self.index()),
            customer_id: self.profile.id.clone(),
            resource_id: None,
            amount: Some(order.net()),
            at,
            by: by.to_owned(),
            old_expire: None,
            new_expire: None,
        };
        self.ledger.push(entry.clone());
        if order.kind == RENEWAL {
            self.extend(&order, at + PROVISIONING, &entry);
        }
    }

    /// Moves the expiry of the renewed main resources by their period, from the OLD expiry.
    fn extend(&mut self, order: &Order, from: i64, entry: &LedgerEntry) {
        for line in &order.lines {
            let Some(resource) = line
                .resource
                .and_then(|number| self.resources.iter().find(|r| r.number == number && r.is_main()))
            else {
                continue;
            };
            let old = self.final_expire(resource);
            let new = clock::add_months(old, line.period.calendar_months());
            self.ledger.push(LedgerEntry {
                kind: "renewal".to_owned(),
                resource_id: Some(resource.id.clone()),
                at: from,
                amount: None,
                old_expire: Some(old),
                new_expire: Some(new),
                ..entry.clone()
            });
            let change = self.changes.resources.entry(resource.number).or_default();
            change.terms.push((from, new));
            if let Some(policy) = order.policy {
                change.policies.push((from, policy));
            }
        }
    }

    /// Lines of a renewal of one main resource, with the customer's discount.
    pub fn renewal_lines(&self, main: u16, period: Period) -> Vec<Line> {
        self.bundle(main)
            .map(|resource| {
                let from = self.final_expire(resource);
                let official = resource.product().list_price(period);
                Line {
                    code: resource.code,
                    region: resource.region,
                    resource: Some(resource.number),
                    period,
                    effective: Some(from),
                    expire: Some(clock::add_months(from, period.calendar_months())),
                    official,
                    net: official - share(official, self.profile.discount),
                }
            })
            .collect()
    }

    // --- automatic renewal -----------------------------------------------------------------

    /// Charges what falls due: daily at 03:00 GMT+08:00 from seven days before expiry until it
    /// works or the retention period ends.
    fn settle(&mut self) {
        let mut cursor = self.changes.settled.unwrap_or((self.tenant.day, u16::MAX));
        while let Some((at, number)) = self.next_attempt(cursor) {
            cursor = (at, number);
            self.attempt(number, at);
        }
        self.changes.settled = Some((self.now, u16::MAX).max(cursor));
    }

    fn next_attempt(&self, after: (i64, u16)) -> Option<(i64, u16)> {
        self.resources
            .iter()
            .filter(|r| r.is_main() && !r.product().trial)
            .filter_map(|resource| {
                let expire = self.final_expire(resource);
                let mut at = clock::next_charge_hour((expire - 7 * DAY).max(after.0));
                if (at, resource.number) <= after {
                    at += DAY;
                }
                let due = at <= self.now
                    && at < expire + GRACE + RETENTION
                    && at > resource.effective
                    && self.policy_at(resource, at) == 3;
                due.then_some((at, resource.number))
            })
            .min()
    }

    fn attempt(&mut self, number: u16, at: i64) {
        let Some(resource) = self.resources.iter().find(|r| r.number == number) else {
            return;
        };
        let lines = self.renewal_lines(number, resource.period);
        let net = lines.iter().map(|line| line.net).sum();
        let locked = self
            .orders
            .iter()
            .any(|order| order.renews(number) && order.life.is_payable(at) && order.created <= at);
        if locked || self.frozen_at(at) > 0 || !self.can_spend(net, at) {
            return;
        }
        let position = self.place(RENEWAL, 8, at, at + DEFAULT_DEADLINE, lines);
        self.pay(position, at, "system (automatic renewal)");
    }
}

/// How a customer is frozen before anything happened.
pub fn seeded_freeze(profile: &Profile, budget: &SeededBudget) -> u8 {
    if profile.frozen == 0 && budget.automatic && budget.is_exhausted() { 1 } else { profile.frozen }
}
