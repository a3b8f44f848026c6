//! The resources of an account at its moment.

use crate::world::account::Account;
use crate::world::account::changes::ResourceChange;
use crate::world::calendar::DAY;
use crate::world::tenant::order::{Order, RENEWAL, UNSUBSCRIPTION};
use crate::world::tenant::resources::Resource;

/// Grace period after expiry, and retention period after that, in seconds (inferred).
pub const GRACE: i64 = 15 * DAY;
pub const RETENTION: i64 = 15 * DAY;

impl Account<'_> {
    pub(super) fn change_of(&self, resource: &Resource) -> Option<&ResourceChange> {
        self.changes.resources.get(&resource.main_number())
    }

    /// Expiry at a moment; attached resources follow their main resource.
    pub fn expire_at(&self, resource: &Resource, at: i64) -> i64 {
        self.change_of(resource)
            .and_then(|change| change.terms.iter().rev().find(|(from, _)| *from <= at))
            .map_or(resource.expire, |(_, expire)| *expire)
    }

    /// Expiry after all renewals paid so far.
    pub fn final_expire(&self, resource: &Resource) -> i64 {
        self.expire_at(resource, i64::MAX)
    }

    /// What happens at expiry (`expire_policy`), at a moment.
    pub fn policy_at(&self, resource: &Resource, at: i64) -> u8 {
        self.change_of(resource)
            .and_then(|change| {
                let due = change.policies.iter().filter(|(from, _)| *from <= at);
                due.max_by_key(|(from, _)| *from)
            })
            .map_or(resource.policy, |(_, policy)| *policy)
    }

    /// When its unsubscription is completed, if there is one.
    pub fn closed_at(&self, resource: &Resource) -> Option<i64> {
        self.change_of(resource).and_then(|change| change.closed)
    }

    /// When it changed to pay-per-use: at its expiry, with policy 1.
    pub fn switched_at(&self, resource: &Resource) -> Option<i64> {
        let expire = self.expire_at(resource, self.now);
        let is_over = expire <= self.now && self.closed_at(resource).is_none_or(|at| at > expire);
        (is_over && self.policy_at(resource, self.now) == 1).then_some(expire)
    }

    /// 2 in use, 5 expired (grace), 4 frozen (retention), 3 closed; `None` when the resource is no
    /// longer in the yearly/monthly list or not created yet. The lengths of grace and retention and
    /// the mapping of status 5 to grace are inferred (sheet: order and resource machines).
    pub fn resource_status(&self, resource: &Resource) -> Option<u8> {
        if resource.effective > self.now {
            return None;
        }
        if self.switched_at(resource).is_some() {
            return None;
        }
        if self.closed_at(resource).is_some_and(|at| at <= self.now) {
            return Some(3);
        }
        let expire = self.expire_at(resource, self.now);
        let over = self.now - expire;
        if over < 0 {
            return Some(if self.frozen_at(self.now) == 2 { 4 } else { 2 });
        }
        match self.policy_at(resource, self.now) {
            2 => Some(3),
            4 if over < GRACE + RETENTION => Some(4),
            0 | 3 | 5 if over < GRACE => Some(5),
            0 | 3 | 5 if over < GRACE + RETENTION => Some(4),
            _ => Some(3),
        }
    }

    /// The resource with an id, in any state.
    pub fn resource(&self, id: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.id == id)
    }

    /// A main resource and its attached resources.
    pub fn bundle(&self, main: u32) -> impl Iterator<Item = &Resource> {
        self.resources.iter().filter(move |r| r.main_number() == main)
    }

    /// An unpaid renewal order that names this main resource.
    pub fn unpaid_renewal(&self, main: u32) -> Option<&Order> {
        self.orders.iter().find(|order| order.life.is_payable(self.now) && order.renews(main))
    }

    /// Whether a renewal or an unsubscription is accepted and not completed yet.
    pub fn in_transaction(&self, main: u32) -> bool {
        self.orders.iter().any(|order| {
            matches!(order.kind, RENEWAL | UNSUBSCRIPTION)
                && order.names(main)
                && order.is_in_progress(self.now)
        })
    }
}
