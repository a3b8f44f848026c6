//! The resources of an account as they stand at its moment.

use super::super::clock::DAY;
use super::super::tenant::order::Order;
use super::super::tenant::resources::Resource;
use super::Account;

/// Grace period after expiry, and retention period after that.
pub const GRACE: i64 = 15 * DAY;
pub const RETENTION: i64 = 15 * DAY;

impl Account<'_> {
    fn main_number(&self, resource: &Resource) -> u32 {
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
    pub fn bundle(&self, main: u32) -> impl Iterator<Item = &Resource> {
        self.resources.iter().filter(move |r| r.parent.unwrap_or(r.number) == main)
    }

    /// An unpaid renewal order that names this main resource.
    pub fn unpaid_renewal(&self, main: u32) -> Option<&Order> {
        self.orders.iter().find(|order| order.life.is_payable(self.now) && order.renews(main))
    }

    /// A paid renewal order that is not completed yet.
    pub fn renewal_in_progress(&self, main: u32) -> bool {
        self.orders.iter().any(|order| {
            order.renews(main)
                && order.life.paid.is_some()
                && order.life.done.is_none_or(|done| done > self.now)
        })
    }
}
