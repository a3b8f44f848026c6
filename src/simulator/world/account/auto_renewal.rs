//! Automatic renewal: charged when the account is opened, as if it had been charged on time.

use crate::world::account::Account;
use crate::world::account::resources::{GRACE, RETENTION};
use crate::world::calendar;
use crate::world::calendar::DAY;
use crate::world::tenant::order::{AUTOMATIC, DEFAULT_DEADLINE, RENEWAL};
use crate::world::tenant::resources::Resource;

/// What happens at expiry: automatic renewal.
const RENEWS: u8 = 3;

impl Account<'_> {
    /// Charges due renewals: daily at 03:00 GMT+08:00 from seven days before expiry until it
    /// succeeds or the retention period ends.
    pub(super) fn renew_due(&mut self) {
        let mut cursor = self.changes.settled.unwrap_or((self.tenant.day, u32::MAX));
        while let Some((at, number)) = self.next_attempt(cursor) {
            cursor = (at, number);
            self.attempt(number, at);
        }
        self.changes.settled = Some((self.now, u32::MAX).max(cursor));
    }

    fn next_attempt(&self, after: (i64, u32)) -> Option<(i64, u32)> {
        self.resources
            .iter()
            .filter(|r| r.is_main() && !r.product().trial && self.ever_renews(r))
            .filter_map(|resource| {
                let expire = self.final_expire(resource);
                let mut at = calendar::next_charge_hour((expire - 7 * DAY).max(after.0));
                if (at, resource.number) <= after {
                    at += DAY;
                }
                let due = self.closed_at(resource).is_none()
                    && at <= self.now
                    && at < expire + GRACE + RETENTION
                    && at > resource.effective
                    && self.policy_at(resource, at) == RENEWS;
                due.then_some((at, resource.number))
            })
            .min()
    }

    /// Whether its policy is or will be automatic renewal. Most resources never have it, which
    /// saves the calendar computations.
    fn ever_renews(&self, resource: &Resource) -> bool {
        let change = self.change_of(resource);
        resource.policy == RENEWS
            || change.is_some_and(|change| change.policies.iter().any(|(_, policy)| *policy == RENEWS))
    }

    fn attempt(&mut self, number: u32, at: i64) {
        let Some(resource) = self.resources.iter().find(|r| r.number == number) else {
            return;
        };
        let period = resource.period;
        let locked = self
            .orders
            .iter()
            .any(|order| order.renews(number) && order.life.is_payable(at) && order.created <= at);
        if locked || self.frozen_at(at) > 0 {
            return;
        }
        let lines = self.renewal_lines(number, period);
        if !self.can_spend(lines.iter().map(|line| line.net).sum(), at) {
            return;
        }
        let position = self.place(RENEWAL, AUTOMATIC, at, at + DEFAULT_DEADLINE, lines);
        self.pay(position, at, "system (automatic renewal)");
    }
}
