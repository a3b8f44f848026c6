//! The profiles of customers: first the fixtures, the rest generated from the seed.

use crate::world::calendar::DAY;
use crate::world::fault_kind::FaultKind;
use crate::world::rng::{Rng, Stream};
use crate::world::tenant::{PARTNER_NAME, Tenant, fixtures, ids, names};

/// The owner of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Owner {
    Partner,
    Reseller(u8),
}

/// The initial facts of a customer.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its number, from 0.
    pub index: u32,
    pub id: String,
    pub owner: Owner,
    /// Real name; empty before authentication.
    pub name: String,
    pub account_name: String,
    pub label: String,
    pub telephone: String,
    /// `country_code`: four digits that start with 00; empty when unknown.
    pub country_code: &'static str,
    pub associated_on: i64,
    /// Resale (`association_type` 3), or referral (1).
    pub resale: bool,
    /// `verified_status`: -1 not authenticated, 0 under review, 1 refused, 2 authenticated, 3 failed.
    pub verified: &'static str,
    /// `customer_type`: -1 unknown, 0 person, 1 company.
    pub kind: i64,
    pub level: &'static str,
    /// Empty for a customer without one.
    pub manager: &'static str,
    pub xaccount_id: String,
    pub xaccount_type: String,
    pub email: String,
    /// 0 no, 1 account, 2 account and resources; before any automatic freeze.
    pub frozen: u8,
    pub has_agency: bool,
    /// The partner's discount on list prices, in basis points.
    pub discount: i64,
}

/// Of ten consecutive generated customers, the numbers of those of the partner and of the two
/// resellers.
const PER_BLOCK: u32 = 10;
const OWN: [u32; 8] = [0, 1, 2, 4, 5, 6, 8, 9];
const RESELLERS: [u32; 2] = [3, 7];

impl Tenant {
    /// The owner of a customer by number: by position, so that a late page of a list is found
    /// without iterating.
    pub fn owner(&self, index: u32) -> Owner {
        let Some(drawn) = index.checked_sub(fixtures::count()) else {
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
        let fixed = fixtures::count().min(self.customers);
        let drawn = self.customers - fixed;
        let residues = Self::residues(owner);
        let partial = residues.iter().filter(|r| **r < drawn % PER_BLOCK).count() as u32;
        let whole = drawn / PER_BLOCK * residues.len() as u32;
        let fixed = if owner == Owner::Partner { fixed } else { 0 };
        fixed + whole + partial
    }

    /// The number of an owner's n-th customer.
    pub fn nth_owned(&self, owner: Owner, n: u32) -> u32 {
        let fixed = if owner == Owner::Partner { fixtures::count() } else { 0 };
        let Some(drawn) = n.checked_sub(fixed) else {
            return n;
        };
        let residues = Self::residues(owner);
        let width = residues.len() as u32;
        fixtures::count() + drawn / width * PER_BLOCK + residues[(drawn % width) as usize]
    }

    fn residues(owner: Owner) -> &'static [u32] {
        match owner {
            Owner::Partner => &OWN,
            Owner::Reseller(0) => &RESELLERS[..1],
            Owner::Reseller(_) => &RESELLERS[1..],
        }
    }

    /// The initial profile of a seeded customer; it never changes.
    pub fn profile(&self, index: u32) -> Profile {
        let mut rng = Rng::new(self.seed, Stream::Profile, u64::from(index));
        let mut profile = self.drawn(&mut rng, index);
        if let Some((name, account, country_code, label)) = fixtures::DEMO_NAMES.get(index as usize) {
            profile.set_up_fixture(name, account);
            profile.country_code = country_code;
            profile.label = (*label).to_owned();
            profile.discount = 800;
            profile.level = "V4";
        } else if let Some(sentinel) = fixtures::sentinel(index) {
            profile.set_up_fixture(&format!("Fault Demo: {}", sentinel.title), sentinel.account);
            profile.label = "fault demo".to_owned();
            profile.has_agency = sentinel.kind != FaultKind::NoAgency;
        }
        profile
    }

    fn drawn(&self, rng: &mut Rng, index: u32) -> Profile {
        let country = rng.pick(names::COUNTRIES);
        let enterprise = rng.chance(72);
        let named = if enterprise { names::company(rng, country) } else { names::person(rng, country) };
        let verified = ["2", "-1", "0", "1", "3"][rng.weighted(&[82, 9, 4, 3, 2])];
        let resale = rng.chance(88);
        let authenticated = verified == "2";
        let account_name = format!("{}-{:04}", named.stem, index);
        // Higher numbers are roughly younger: the newest customers come last.
        let age = rng.between(20, 1_400) * DAY + rng.between(0, DAY - 1);
        let frozen = match rng.weighted(&[88, 8, 4]) {
            _ if !resale => 0,
            0 if !authenticated => 1,
            kind => kind as u8,
        };
        Profile {
            index,
            id: ids::customer_id(self.seed, index),
            owner: self.owner(index),
            name: if authenticated { named.name } else { String::new() },
            label: (*rng.pick(names::LABELS)).to_owned(),
            telephone: rng.between(10_000_000, 999_999_999).to_string(),
            country_code: country.country_code,
            associated_on: self.day - age,
            resale,
            verified,
            kind: match (authenticated, enterprise) {
                (false, _) => -1,
                (true, true) => 1,
                (true, false) => 0,
            },
            level: ["V0", "V1", "V2", "V3", "V4", "V5"][rng.weighted(&[30, 25, 20, 13, 8, 4])],
            manager: rng.pick::<&str>(names::MANAGERS),
            xaccount_id: if rng.chance(60) { ids::xaccount_id(index) } else { String::new() },
            xaccount_type: PARTNER_NAME.to_owned(),
            email: format!("cloud@{account_name}.example"),
            frozen,
            has_agency: !rng.chance(3),
            discount: [0, 300, 500, 800, 1_200][rng.weighted(&[30, 20, 25, 15, 10])],
            account_name,
        }
    }
}

impl Profile {
    /// Fixtures are authenticated resale customers that are not frozen.
    fn set_up_fixture(&mut self, name: &str, account: &str) {
        self.name = name.to_owned();
        self.account_name = account.to_owned();
        self.email = format!("cloud@{account}.example");
        self.resale = true;
        self.verified = "2";
        self.kind = 1;
        self.frozen = 0;
        self.has_agency = true;
    }

    /// Created during the simulation: it starts without data.
    pub fn is_created(&self) -> bool {
        self.index >= ids::FIRST_CREATED
    }

    /// A fixture: has plenty of resources and orders with any seed.
    pub fn is_fixture(&self) -> bool {
        self.index < fixtures::count()
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
        assert!(all.iter().any(|p| !p.has_agency && !p.is_fixture()));
        let mut accounts: Vec<_> = all.iter().map(|p| &p.account_name).collect();
        accounts.sort();
        accounts.dedup();
        assert_eq!(accounts.len(), 200);
    }
}
