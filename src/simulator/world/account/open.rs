//! Builds a customer at a moment.

use crate::world::account::Account;
use crate::world::account::changes::Changes;
use crate::world::account::realname;
use crate::world::tenant::Tenant;
use crate::world::tenant::profiles::Profile;

impl<'w> Account<'w> {
    /// A customer at a moment, including automatic renewals due until then. `profile` is the
    /// initial profile.
    pub fn open(tenant: &'w Tenant, mut profile: Profile, changes: Changes, now: i64) -> Self {
        let seeded = tenant.seeded_budget(&profile);
        let resources = tenant.resources(&profile);
        let holdings = tenant.holdings(&profile);
        let mut orders = tenant.orders(&profile, &resources, &holdings);
        for order in &mut orders {
            if let Some(life) = changes.lives.get(&order.number) {
                order.life = *life;
            }
        }
        orders.extend(changes.placed.iter().cloned());
        realname::authenticate(&changes.applications, &mut profile, now);
        let mut account = Self {
            tenant,
            now,
            profile,
            seeded,
            resources,
            holdings,
            orders,
            changes,
            ledger: Vec::new(),
            dirty: false,
        };
        account.provision();
        account.renew_due();
        account
    }
}
