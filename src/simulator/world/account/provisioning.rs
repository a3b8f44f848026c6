//! Resources created by orders during the simulation, numbered by order and line.

use crate::world::account::Account;
use crate::world::calendar;
use crate::world::rng::{Rng, Stream};
use crate::world::tenant::catalogue::Code;
use crate::world::tenant::ids;
use crate::world::tenant::resources::Resource;

/// First number of resources created by paid orders, separate from the seeded ones, and how many
/// numbers each order has.
const FIRST_PROVISIONED: u32 = 1_000;
const MOST_LINES: u32 = 64;

/// The order that created a resource during the simulation.
pub fn origin_order(resource: &Resource) -> Option<u32> {
    let number = resource.number.checked_sub(FIRST_PROVISIONED)?;
    Some(number / MOST_LINES)
}

/// The line of that order.
pub fn origin_line(resource: &Resource) -> Option<usize> {
    let number = resource.number.checked_sub(FIRST_PROVISIONED)?;
    usize::try_from(number % MOST_LINES).ok()
}

impl Account<'_> {
    /// Adds the resources of new subscriptions paid during the simulation.
    pub(super) fn provision(&mut self) {
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
                let mut rng = Rng::new(self.tenant.seed, Stream::Resources, key | (1 << 60));
                let attached = matches!(line.code, Code::Disk(_) | Code::Bandwidth);
                let parent = if attached { main } else { None };
                if !attached {
                    main = Some(number);
                }
                self.resources.push(Resource {
                    number,
                    id: ids::uuid(&mut rng),
                    name: format!("new-{}-{number:04}", order.number),
                    code: line.code,
                    region: line.region,
                    project: project.clone(),
                    parent,
                    related: None,
                    effective: done,
                    expire: calendar::add_months(calendar::day_end(done), line.period.calendar_months()),
                    policy: 0,
                    period: line.period,
                });
            }
        }
    }
}
