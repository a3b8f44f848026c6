//! Changes to the orders of an account. The caller checks whether they are allowed.

use crate::world::account::Account;
use crate::world::account::changes::{BudgetCharge, LedgerEntry};
use crate::world::calendar;
use crate::world::money::{Cents, share};
use crate::world::tenant::order::{Lifecycle, Order, OrderLine, PROVISIONING, RENEWAL};
use crate::world::tenant::period::Period;

impl Account<'_> {
    /// Places an unpaid order and returns its index. `kind` is its `order_type`, `source` its
    /// `source_type`; it is cancelled at the deadline.
    pub fn place(
        &mut self,
        kind: u8,
        source: u8,
        created: i64,
        deadline: i64,
        lines: Vec<OrderLine>,
    ) -> usize {
        let order = Order {
            number: self.orders.len() as u16,
            created,
            kind,
            source,
            life: Lifecycle::unpaid(deadline),
            lines,
            policy: None,
        };
        self.changes.placed.push(order.clone());
        self.orders.push(order);
        self.dirty = true;
        self.orders.len() - 1
    }

    /// Changes the price of an unpaid order that was placed during the simulation; the first line
    /// takes the difference. Returns false for any other order.
    pub fn reprice(&mut self, position: usize, net: Cents) -> bool {
        let Some(order) = self.orders.get_mut(position).filter(|order| order.life.is_payable(self.now))
        else {
            return false;
        };
        let (number, more) = (order.number, net - order.net());
        let placed = self.changes.placed.iter_mut().find(|placed| placed.number == number);
        let Some(line) = placed.and_then(|placed| placed.lines.first_mut()) else {
            return false;
        };
        line.net += more;
        line.official += more;
        if let Some(shown) = order.lines.first_mut() {
            *shown = line.clone();
        }
        self.dirty = true;
        true
    }

    /// Sets the policy that the renewed resources get when the order is completed.
    pub fn set_policy_of_order(&mut self, position: usize, policy: Option<u8>) {
        if let Some(order) = self.orders.get_mut(position) {
            order.policy = policy;
            let number = order.number;
            if let Some(placed) = self.changes.placed.iter_mut().find(|o| o.number == number) {
                placed.policy = policy;
            }
        }
    }

    /// Sets the expiry policy from now on; attached resources follow their main resource.
    pub fn set_policy(&mut self, main: u32, policy: u8) {
        self.changes.resources.entry(main).or_default().policies.push((self.now, policy));
        self.dirty = true;
    }

    /// Stores the new lifecycle of an order.
    pub(super) fn store_lifecycle(&mut self, position: usize, life: Lifecycle) {
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

    /// Cancels an unpaid order for good.
    pub fn cancel(&mut self, position: usize) {
        if let Some(mut life) = self.orders.get(position).map(|order| order.life) {
            life.canceled = Some(self.now);
            self.store_lifecycle(position, life);
        }
    }

    /// Pays an order and starts its renewal. The caller has checked that it may.
    pub fn pay(&mut self, position: usize, at: i64, by: &str) {
        let Some(order) = self.orders.get(position).cloned() else {
            return;
        };
        let mut life = order.life;
        life.pay(at);
        self.store_lifecycle(position, life);
        let entry = self.entry("payment", &order, at, by);
        let net = order.net() - entry.coupons;
        self.changes.charges.push(BudgetCharge { at, net, official: order.official() });
        self.ledger.push(entry.clone());
        if order.kind == RENEWAL {
            self.extend(&order, at + PROVISIONING, &entry);
        }
    }

    /// A ledger entry for the money of an order.
    pub(super) fn entry(&self, kind: &str, order: &Order, at: i64, by: &str) -> LedgerEntry {
        let coupons = self.covered(order);
        LedgerEntry {
            kind: kind.to_owned(),
            order_id: order.id(self.tenant, self.index()),
            customer_id: self.profile.id.clone(),
            resource_id: None,
            amount: Some(order.net() - coupons),
            coupons,
            at,
            by: by.to_owned(),
            old_expire: None,
            new_expire: None,
        }
    }

    /// Extends the renewed main resources by their period, from the OLD expiry.
    fn extend(&mut self, order: &Order, from: i64, entry: &LedgerEntry) {
        for line in &order.lines {
            let Some(resource) = line
                .resource
                .and_then(|number| self.resources.iter().find(|r| r.number == number && r.is_main()))
            else {
                continue;
            };
            let old = self.final_expire(resource);
            let new = calendar::add_months(old, line.period.calendar_months());
            self.ledger.push(LedgerEntry {
                kind: "renewal".to_owned(),
                resource_id: Some(resource.id.clone()),
                at: from,
                amount: None,
                coupons: 0,
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

    /// The order lines for renewing one main resource, with the customer's discount.
    pub fn renewal_lines(&self, main: u32, period: Period) -> Vec<OrderLine> {
        self.bundle(main)
            .map(|resource| {
                let from = self.final_expire(resource);
                let official = resource.product().list_price(period);
                OrderLine {
                    code: resource.code,
                    region: resource.region,
                    resource: Some(resource.number),
                    period,
                    effective: Some(from),
                    expire: Some(calendar::add_months(from, period.calendar_months())),
                    official,
                    net: official - share(official, self.profile.discount),
                    returns: None,
                }
            })
            .collect()
    }
}
