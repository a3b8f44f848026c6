//! The initial pay-per-use resources of customers.

use crate::world::calendar::DAY;
use crate::world::rng::{Rng, Stream};
use crate::world::tenant::catalogue::{Code, DISKS, MACHINES, OTHERS, REGIONS};
use crate::world::tenant::profiles::Profile;
use crate::world::tenant::{Tenant, ids};

/// One pay-per-use resource.
#[derive(Clone, Debug)]
pub struct OnDemand {
    pub id: String,
    pub name: String,
    pub code: Code,
    /// Its index in [`REGIONS`].
    pub region: u8,
    pub effective: i64,
    /// 1 normal, 2 grace period, 6 closed.
    pub status: u8,
}

impl Tenant {
    /// None before real-name authentication; fixtures always have some.
    pub fn on_demand(&self, profile: &Profile) -> Vec<OnDemand> {
        let mut rng = Rng::new(self.seed, Stream::OnDemand, u64::from(profile.index));
        let count = match rng.below(8) {
            _ if profile.verified != "2" => 0,
            few if profile.is_fixture() => 3 + few,
            few => few,
        };
        (0..count).map(|number| self.drawn_on_demand(&mut rng, number)).collect()
    }

    fn drawn_on_demand(&self, rng: &mut Rng, number: u32) -> OnDemand {
        let code = match rng.weighted(&[50, 30, 20]) {
            0 => Code::Machine(rng.below(MACHINES.len() as u32) as u8),
            1 => Code::Disk(rng.below(DISKS.len() as u32) as u8),
            // The first three of the others are databases and caches.
            _ => Code::Other(rng.below(OTHERS.len().min(3) as u32) as u8),
        };
        let kind = code.product().service.rsplit('.').next().unwrap_or("res");
        OnDemand {
            id: ids::uuid(rng),
            name: format!("od-{kind}-{number:02}"),
            code,
            region: rng.below(REGIONS.len() as u32) as u8,
            effective: self.day - rng.between(1, 400) * DAY + rng.between(0, DAY - 1),
            status: [1, 2, 6][rng.weighted(&[84, 6, 10])],
        }
    }
}
