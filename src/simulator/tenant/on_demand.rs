//! The pay-per-use resources that customers start with.

use super::super::clock::DAY;
use super::super::random::{Dice, Room};
use super::catalogue::{Code, DISKS, MACHINES, OTHERS, REGIONS};
use super::customers::Profile;
use super::{Tenant, identity};

/// One pay-per-use resource.
#[derive(Clone, Debug)]
pub struct OnDemand {
    pub id: String,
    pub name: String,
    pub code: Code,
    pub region: u8,
    pub effective: i64,
    /// 1 normal, 2 grace period, 6 closed.
    pub status: u8,
}

impl Tenant {
    /// None before real-name authentication; the fixed customers have some whatever the dice say.
    pub fn on_demand(&self, profile: &Profile) -> Vec<OnDemand> {
        let mut dice = Dice::new(self.seed, Room::OnDemand, u64::from(profile.index));
        let count = match dice.below(8) {
            _ if profile.verified != "2" => 0,
            few if profile.is_fixed() => 3 + few,
            few => few,
        };
        (0..count).map(|number| self.drawn_on_demand(&mut dice, number)).collect()
    }

    fn drawn_on_demand(&self, dice: &mut Dice, number: u32) -> OnDemand {
        let code = match dice.weighted(&[50, 30, 20]) {
            0 => Code::Machine(dice.below(MACHINES.len() as u32) as u8),
            1 => Code::Disk(dice.below(DISKS.len() as u32) as u8),
            // The first three of the others are databases and caches.
            _ => Code::Other(dice.below(OTHERS.len().min(3) as u32) as u8),
        };
        let kind = code.product().service.rsplit('.').next().unwrap_or("res");
        OnDemand {
            id: identity::uuid(dice),
            name: format!("od-{kind}-{number:02}"),
            code,
            region: dice.below(REGIONS.len() as u32) as u8,
            effective: self.day - dice.between(1, 400) * DAY + dice.between(0, DAY - 1),
            status: [1, 2, 6][dice.weighted(&[84, 6, 10])],
        }
    }
}
