//! Who the customers are. The first three are fixed, well-stocked ones for demos; after them
//! come the sentinels whose calls fail in a known way; the rest is drawn from the seed.

use super::super::clock::DAY;
use super::super::faults::SENTINELS;
use super::super::random::{Dice, Room};
use super::{PARTNER_NAME, Tenant, identity, names};

/// Number of fixed demo customers.
pub const HEROES: u32 = 3;

const HERO_NAMES: [(&str, &str, &str, &str); 3] = [
    ("Aurora Freight Lines Pte. Ltd.", "aurora-freight", "0065", "key account"),
    ("Música Café Società Cooperativa", "musica-cafe", "0039", "EMEA"),
    ("晨曦云数据有限公司", "chenxi-cloud-data", "0852", "重点客户"),
];

/// Whose customer it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Owner {
    Partner,
    Reseller(u8),
}

/// The facts that a customer starts with.
#[derive(Clone, Debug)]
pub struct Profile {
    pub index: u32,
    pub id: String,
    pub owner: Owner,
    /// Real-name name; empty before authentication.
    pub name: String,
    pub account_name: String,
    pub label: String,
    pub telephone: String,
    pub dial: &'static str,
    pub associated_on: i64,
    /// `3` resale, `1` referral.
    pub resale: bool,
    pub verified: &'static str,
    pub kind: i64,
    pub level: &'static str,
    /// Empty for a customer that has none yet.
    pub manager: &'static str,
    pub xaccount_id: String,
    pub xaccount_type: String,
    pub email: String,
    /// 0 no, 1 account, 2 account and resources; before any automatic freezing.
    pub frozen: u8,
    pub has_agency: bool,
    /// The partner's discount on list prices, in hundredths of a percent.
    pub discount: i64,
}

fn first_drawn() -> u32 {
    HEROES + SENTINELS.len() as u32
}

const PER_BLOCK: u32 = 10;
const OWN: [u32; 8] = [0, 1, 2, 4, 5, 6, 8, 9];
const RESELLERS: [u32; 2] = [3, 7];

impl Tenant {
    /// Whose customer a number is: by position, so that a page deep inside a list is found
    /// without walking there.
    pub fn owner(&self, index: u32) -> Owner {
        let Some(drawn) = index.checked_sub(first_drawn()) else {
            return Owner::Partner;
        };
        match drawn % PER_BLOCK {
            3 => Owner::Reseller(0),
            7 => Owner::Reseller(1),
            _ => Owner::Partner,
        }
    }

    /// How many customers an owner has.
    pub fn owned(&self, owner: Owner) -> u32 {
        let fixed = first_drawn().min(self.customers);
        let drawn = self.customers - fixed;
        let residues = Self::residues(owner);
        let partial = residues.iter().filter(|r| **r < drawn % PER_BLOCK).count() as u32;
        let whole = drawn / PER_BLOCK * residues.len() as u32;
        let fixed = if owner == Owner::Partner { fixed } else { 0 };
        fixed + whole + partial
    }

    /// The number of an owner's n-th customer.
    pub fn nth_owned(&self, owner: Owner, n: u32) -> u32 {
        let fixed = if owner == Owner::Partner { first_drawn() } else { 0 };
        let Some(drawn) = n.checked_sub(fixed) else {
            return n;
        };
        let residues = Self::residues(owner);
        let width = residues.len() as u32;
        first_drawn() + drawn / width * PER_BLOCK + residues[(drawn % width) as usize]
    }

    fn residues(owner: Owner) -> &'static [u32] {
        match owner {
            Owner::Partner => &OWN,
            Owner::Reseller(0) => &RESELLERS[..1],
            Owner::Reseller(_) => &RESELLERS[1..],
        }
    }

    pub fn profile(&self, index: u32) -> Profile {
        let mut dice = Dice::new(self.seed, Room::Profile, u64::from(index));
        let mut profile = self.drawn(&mut dice, index);
        if let Some((name, account, dial, label)) = HERO_NAMES.get(index as usize) {
            profile.make_safe(name, account);
            profile.dial = dial;
            profile.label = (*label).to_owned();
            profile.discount = 800;
            profile.level = "V4";
        } else if let Some(sentinel) = index.checked_sub(HEROES).and_then(|n| SENTINELS.get(n as usize)) {
            profile.make_safe(&format!("Fault Demo: {}", sentinel.title), sentinel.account);
            profile.label = "fault demo".to_owned();
            profile.has_agency = sentinel.kind != super::super::faults::Kind::NoAgency;
        }
        profile
    }

    fn drawn(&self, dice: &mut Dice, index: u32) -> Profile {
        let country = dice.pick(names::COUNTRIES);
        let enterprise = dice.chance(72);
        let named = if enterprise { names::company(dice, country) } else { names::person(dice, country) };
        let verified = ["2", "-1", "0", "1", "3"][dice.weighted(&[82, 9, 4, 3, 2])];
        let resale = dice.chance(88);
        let authenticated = verified == "2";
        let account_name = format!("{}-{:04}", named.stem, index);
        // Sorted by number means sorted by age, roughly: the newest customers come last.
        let age = dice.between(20, 1_400) * DAY + dice.between(0, DAY - 1);
        let frozen = match dice.weighted(&[88, 8, 4]) {
            _ if !resale => 0,
            0 if !authenticated => 1,
            kind => kind as u8,
        };
        Profile {
            index,
            id: identity::customer_id(self.seed, index),
            owner: self.owner(index),
            name: if authenticated { named.name } else { String::new() },
            label: (*dice.pick(names::LABELS)).to_owned(),
            telephone: dice.between(10_000_000, 999_999_999).to_string(),
            dial: country.dial,
            associated_on: self.day - age,
            resale,
            verified,
            kind: match (authenticated, enterprise) {
                (false, _) => -1,
                (true, true) => 1,
                (true, false) => 0,
            },
            level: ["V0", "V1", "V2", "V3", "V4", "V5"][dice.weighted(&[30, 25, 20, 13, 8, 4])],
            manager: dice.pick::<&str>(names::MANAGERS),
            xaccount_id: if dice.chance(60) { identity::xaccount_id(index) } else { String::new() },
            xaccount_type: PARTNER_NAME.to_owned(),
            email: format!("cloud@{account_name}.example"),
            frozen,
            has_agency: !dice.chance(3),
            discount: [0, 300, 500, 800, 1_200][dice.weighted(&[30, 20, 25, 15, 10])],
            account_name,
        }
    }
}

impl Profile {
    /// A fixed customer is a resale customer in good standing.
    fn make_safe(&mut self, name: &str, account: &str) {
        self.name = name.to_owned();
        self.account_name = account.to_owned();
        self.email = format!("cloud@{account}.example");
        self.resale = true;
        self.verified = "2";
        self.kind = 1;
        self.frozen = 0;
        self.has_agency = true;
    }

    /// Made during the simulation: it starts with nothing.
    pub fn is_made(&self) -> bool {
        self.index >= identity::FIRST_MADE
    }

    /// Drawn to be rich in resources and orders whatever the dice say.
    pub fn is_fixed(&self) -> bool {
        self.index < first_drawn()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_customer_has_one_owner_and_one_place() {
        for customers in [1, 5, 20, 23, 24, 37, 200] {
            let tenant = Tenant { seed: 7, customers, day: 0 };
            let mut seen = Vec::new();
            for owner in [Owner::Partner, Owner::Reseller(0), Owner::Reseller(1)] {
                for n in 0..tenant.owned(owner) {
                    let index = tenant.nth_owned(owner, n);
                    assert_eq!(tenant.owner(index), owner);
                    seen.push(index);
                }
            }
            seen.sort_unstable();
            assert_eq!(seen, (0..customers).collect::<Vec<_>>());
        }
    }

    #[test]
    fn two_hundred_customers_show_every_state() {
        let tenant = Tenant { seed: 7, customers: 200, day: 1_700_000_000 };
        let all: Vec<Profile> = (0..200).map(|i| tenant.profile(i)).collect();
        for frozen in 0..=2 {
            assert!(all.iter().any(|p| p.frozen == frozen));
        }
        assert!(all.iter().any(|p| !p.resale) && all.iter().any(|p| p.verified != "2"));
        assert!(all.iter().any(|p| !p.has_agency && !p.is_fixed()));
        let mut accounts: Vec<_> = all.iter().map(|p| &p.account_name).collect();
        accounts.sort();
        accounts.dedup();
        assert_eq!(accounts.len(), 200);
    }
}
