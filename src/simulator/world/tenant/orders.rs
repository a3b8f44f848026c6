//! The initial orders of customers.

use crate::world::calendar;
use crate::world::calendar::{DAY, HOUR, MINUTE};
use crate::world::money::share;
use crate::world::rng::{Rng, Stream};
use crate::world::tenant::catalogue::{Code, DISKS, MACHINES, OTHERS, REGIONS};
use crate::world::tenant::holdings::Holdings;
use crate::world::tenant::order::{
    DEFAULT_DEADLINE, Lifecycle, Order, OrderLine, RENEWAL, RefundBasis, UNSUBSCRIPTION,
};
use crate::world::tenant::period::Period;
use crate::world::tenant::profiles::Profile;
use crate::world::tenant::resources::Resource;
use crate::world::tenant::{Tenant, fixtures};

struct Generator<'a> {
    rng: Rng,
    tenant: &'a Tenant,
    profile: &'a Profile,
    resources: &'a [Resource],
    orders: Vec<Order>,
}

impl Tenant {
    /// The orders of a customer, by number: first those that created its resources, then some in
    /// every status, then those of its holdings. Prices are list prices minus the customer's
    /// discount, in cents.
    pub fn orders(&self, profile: &Profile, resources: &[Resource], holdings: &Holdings) -> Vec<Order> {
        let rng = Rng::new(self.seed, Stream::Orders, u64::from(profile.index));
        let mut generator = Generator { rng, tenant: self, profile, resources, orders: Vec::new() };
        generator.origins();
        if profile.index < fixtures::DEMO_CUSTOMERS {
            generator.demo_renewal();
        }
        if profile.is_fixture() {
            generator.unpaid_purchase(5 * DAY);
        }
        if profile.verified == "2" {
            let extra = 1 + generator.rng.below(9);
            for _ in 0..extra {
                generator.extra();
            }
        }
        generator.orders.extend(self.holding_orders(profile, holdings));
        generator.orders
    }
}

impl Generator<'_> {
    /// The completed orders that created the resources, up to three main resources each.
    fn origins(&mut self) {
        let mains: Vec<&Resource> = self.resources.iter().filter(|r| r.is_main()).collect();
        let mut rest = mains.as_slice();
        while !rest.is_empty() && self.orders.len() < 6 {
            let take = (1 + self.rng.below(3) as usize).min(rest.len());
            let (group, later) = rest.split_at(take);
            rest = later;
            let created = group.iter().map(|r| r.effective).min().unwrap_or(self.tenant.day) - 5 * MINUTE;
            let numbers: Vec<u32> = group.iter().map(|r| r.number).collect();
            let lines = self
                .resources
                .iter()
                .filter(|r| numbers.contains(&r.main_number()))
                .map(|r| self.line(r.code, r.region, Some(r.number), r.period, Some(r.effective)))
                .collect();
            let mut life = Lifecycle::unpaid(created + DEFAULT_DEADLINE);
            life.paid = Some(created + 3 * MINUTE);
            life.done = Some(created + 5 * MINUTE);
            self.push(created, 1, life, lines);
        }
    }

    fn push(&mut self, created: i64, kind: u8, life: Lifecycle, lines: Vec<OrderLine>) {
        let number = self.orders.len() as u16;
        let source = [1, 2, 4, 8][self.rng.weighted(&[78, 10, 8, 4])];
        self.orders.push(Order { number, created, kind, source, life, lines, policy: None });
    }

    fn line(
        &self,
        code: Code,
        region: u8,
        resource: Option<u32>,
        period: Period,
        from: Option<i64>,
    ) -> OrderLine {
        let official = code.product().list_price(period);
        OrderLine {
            code,
            region,
            resource,
            period,
            effective: from,
            expire: from.map(|from| calendar::add_months(from, period.calendar_months())),
            official,
            net: official - share(official, self.profile.discount),
            returns: None,
        }
    }

    fn purchase_lines(&mut self) -> Vec<OrderLine> {
        let region = self.rng.below(REGIONS.len() as u32) as u8;
        let period =
            *self.rng.pick(&[Period::months(1), Period::months(3), Period::months(6), Period::years(1)]);
        if self.rng.chance(60) {
            let machine = Code::Machine(self.rng.below(MACHINES.len() as u32) as u8);
            let disk = Code::Disk(self.rng.below(DISKS.len() as u32) as u8);
            let copies = 1 + self.rng.below(4);
            (0..copies)
                .flat_map(|_| [machine, disk])
                .map(|code| self.line(code, region, None, period, None))
                .collect()
        } else {
            let code = Code::Other(self.rng.below(OTHERS.len() as u32 - 1) as u8);
            let period = if code.product().yearly_only { Period::years(1) } else { period };
            vec![self.line(code, region, None, period, None)]
        }
    }

    fn renewal_lines(&mut self, main: &Resource) -> Vec<OrderLine> {
        self.resources
            .iter()
            .filter(|r| r.main_number() == main.number)
            .map(|r| self.line(r.code, r.region, Some(r.number), main.period, Some(main.expire)))
            .collect()
    }

    /// An unpaid renewal, so that every demo has something to pay.
    fn demo_renewal(&mut self) {
        let renewable: Vec<&Resource> = self
            .resources
            .iter()
            .filter(|r| r.is_main() && r.expire > self.tenant.day && r.policy == 0)
            .collect();
        if let Some(main) = renewable.get(1).or(renewable.first()).copied() {
            let lines = self.renewal_lines(main);
            let created = self.tenant.day - 5 * DAY - 4 * HOUR;
            self.push(created, RENEWAL, Lifecycle::unpaid(created + DEFAULT_DEADLINE), lines);
        }
    }

    /// A new subscription of a machine and a disk for a month, with this deadline after the start
    /// day.
    fn unpaid_purchase(&mut self, due: i64) {
        let created = self.tenant.day + due - DEFAULT_DEADLINE;
        let region = self.rng.below(REGIONS.len() as u32) as u8;
        let lines = [Code::Machine(1), Code::Disk(1)]
            .map(|code| self.line(code, region, None, Period::months(1), None));
        self.push(created, 1, Lifecycle::unpaid(created + DEFAULT_DEADLINE), lines.to_vec());
    }

    fn extra(&mut self) {
        match self.rng.weighted(&[58, 14, 14, 5, 4, 5]) {
            0 => self.completed(),
            1 => self.canceled(),
            2 => self.unpaid(),
            3 => self.processing(),
            4 => self.waiting(),
            _ => self.unsubscribed(),
        }
    }

    fn some_time_ago(&mut self) -> i64 {
        self.tenant.day - self.rng.between(8 * DAY, 360 * DAY) + self.rng.between(0, DAY)
    }

    fn completed(&mut self) {
        let created = self.some_time_ago();
        let kind = [1, 3, 11, 13, 15][self.rng.weighted(&[70, 14, 8, 4, 4])];
        let lines = self.purchase_lines();
        let mut life = Lifecycle::unpaid(created + DEFAULT_DEADLINE);
        let paid = created + self.rng.between(MINUTE, 3 * DAY);
        life.paid = Some(paid);
        life.done = Some(paid + self.rng.between(20, 600));
        self.push(created, kind, life, lines);
    }

    fn canceled(&mut self) {
        let created = self.some_time_ago();
        let lines = self.purchase_lines();
        let mut life = Lifecycle::unpaid(created + DEFAULT_DEADLINE);
        if self.rng.chance(50) {
            life.canceled = Some(created + self.rng.between(HOUR, 6 * DAY));
        }
        self.push(created, 1, life, lines);
    }

    /// Unpaid, with a deadline between 25 hours and seven days after the start day. A quarter of them
    /// may be placed later than usual, with a shorter time to pay.
    fn unpaid(&mut self) {
        let deadline = self.tenant.day + self.rng.between(25 * HOUR, 7 * DAY - HOUR);
        let mut created = deadline - DEFAULT_DEADLINE;
        if self.rng.chance(25) {
            created = created.max(self.tenant.day - self.rng.between(HOUR, 20 * HOUR));
        }
        let free: Vec<&Resource> = self
            .resources
            .iter()
            .filter(|r| {
                r.is_main()
                    && r.expire > self.tenant.day
                    && r.policy == 0
                    && !r.product().trial
                    && !self.orders.iter().any(|o| o.renews(r.number))
            })
            .collect();
        // The first machine of fixtures stays free, so that it can be renewed.
        let skip = usize::from(self.profile.is_fixture());
        match free.get(skip).copied() {
            Some(main) if self.rng.chance(45) => {
                let lines = self.renewal_lines(main);
                self.push(created, RENEWAL, Lifecycle::unpaid(deadline), lines);
            }
            _ => {
                let lines = self.purchase_lines();
                self.push(created, 1, Lifecycle::unpaid(deadline), lines);
            }
        }
    }

    /// Paid shortly before the start, completed some hours after it.
    fn processing(&mut self) {
        let created = self.tenant.day - self.rng.between(HOUR, 10 * HOUR);
        let lines = self.purchase_lines();
        let mut life = Lifecycle::unpaid(created + DEFAULT_DEADLINE);
        life.paid = Some(created + 10 * MINUTE);
        life.done = Some(self.tenant.day + self.rng.between(24 * HOUR, 60 * HOUR));
        self.push(created, 1, life, lines);
    }

    /// Waiting for approval, confirmation or a refund.
    fn waiting(&mut self) {
        let created = self.tenant.day - self.rng.between(HOUR, 5 * DAY);
        let lines = self.purchase_lines();
        let mut life = Lifecycle::unpaid(created + DEFAULT_DEADLINE);
        life.fixed = Some([1, 9, 2][self.rng.weighted(&[60, 25, 15])]);
        self.push(created, 1, life, lines);
    }

    /// Three tenths of the price are used, a tenth is kept as handling fee.
    fn unsubscribed(&mut self) {
        let created = self.some_time_ago();
        let mut lines = self.purchase_lines();
        for line in &mut lines {
            let (consumed, fee) = (share(line.net, 3_000), share(line.net, 1_000));
            line.net = consumed + fee - line.net;
            line.official = line.net;
            line.returns = Some(RefundBasis { base: None, consumed, fee });
        }
        let mut life = Lifecycle::unpaid(created + DEFAULT_DEADLINE);
        life.paid = Some(created);
        life.done = Some(created + MINUTE);
        self.push(created, UNSUBSCRIPTION, life, lines);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_is_seeded() {
        let tenant = Tenant { seed: 7, customers: 200, day: 1_760_000_000 / DAY * DAY };
        let now = tenant.day + 9 * HOUR;
        let mut seen = [0; 16];
        for index in 0..200 {
            let profile = tenant.profile(index);
            let resources = tenant.resources(&profile);
            assert!(resources.len() <= 30);
            for order in tenant.orders(&profile, &resources, &tenant.holdings(&profile)) {
                seen[usize::from(order.life.status(now))] += 1;
            }
        }
        for status in [1, 2, 3, 4, 5, 6, 9] {
            assert!(seen[status] > 0, "{status}: {seen:?}");
        }
        assert!(seen[6] > 60);
    }
}
