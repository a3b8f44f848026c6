//! Resource packages: usage bought or given in advance, and its deductions.
//!
//! Each day deducts the same amount from an item, at the end of the day (GMT+08:00), until it is
//! used up; a package that refills starts again with each calendar month.

use crate::world::calendar;
use crate::world::calendar::DAY;
use crate::world::rng::{Rng, Stream};
use crate::world::tenant::catalogue::{Code, PACKAGES, Product, REGIONS, region};
use crate::world::tenant::profiles::Profile;
use crate::world::tenant::units::{DURATION, FLOW, REQUESTS, SPACE, Usage};
use crate::world::tenant::{Tenant, ids};

/// The number of the order of a customer's first package; those of the others follow. Other orders
/// have numbers below.
const FIRST_ORDER: u16 = 0x8000;

/// A kind of package; its product is the one at the same place of [`PACKAGES`].
struct Kind {
    refills: bool,
    /// A gift from DevCloud, not ordered.
    gift: bool,
    items: &'static [(Usage, i64)],
}

const KINDS: &[Kind; PACKAGES.len()] = &[
    Kind { refills: true, gift: false, items: &[(SPACE, 1_024), (REQUESTS, 1_000_000)] },
    Kind { refills: false, gift: false, items: &[(FLOW, 500)] },
    Kind { refills: true, gift: true, items: &[(DURATION, 750)] },
];

/// An item of a package: one kind of usage.
#[derive(Clone, Debug)]
pub struct Item {
    pub id: String,
    pub usage: &'static Usage,
    /// Total, or per month for packages that refill.
    pub original: i64,
    /// Deduction per day.
    per_day: i64,
    /// The resource that uses it.
    pub resource: String,
}

/// One package of a customer.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its place among those of the customer.
    number: u16,
    pub id: String,
    kind: u8,
    /// Its index in [`REGIONS`].
    pub region: u8,
    pub effective: i64,
    pub expire: i64,
    pub is_unsubscribed: bool,
    pub items: Vec<Item>,
}

/// The deduction of one day from an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deduction {
    pub at: i64,
    pub before: i64,
    pub after: i64,
}

impl Package {
    fn facts(&self) -> &'static Kind {
        KINDS.get(usize::from(self.kind)).unwrap_or(&KINDS[0])
    }

    pub fn code(&self) -> Code {
        Code::Package(self.kind)
    }

    pub fn product(&self) -> &'static Product {
        self.code().product()
    }

    pub fn region_code(&self) -> &'static str {
        region(self.region)
    }

    /// The number of the order that bought it; a gift has none with this number.
    pub fn order_number(&self) -> u16 {
        FIRST_ORDER + self.number
    }

    pub fn refills(&self) -> bool {
        self.facts().refills
    }

    pub fn is_gift(&self) -> bool {
        self.facts().gift
    }

    /// The cycle that contains an instant, within the validity of the package; the whole validity
    /// if it does not refill.
    pub fn cycle(&self, at: i64) -> (i64, i64) {
        let at = at.clamp(self.effective, self.expire);
        if !self.refills() {
            return (self.effective, self.expire);
        }
        let (begin, end) = (calendar::month_begin(at), calendar::next_month_begin(at) - 1);
        (begin.max(self.effective), end.min(self.expire))
    }

    /// The remaining amount of an item.
    pub fn remaining(&self, item: &Item, at: i64) -> i64 {
        if at < self.effective {
            return item.original;
        }
        let (begin, end) = self.cycle(at);
        let first = calendar::day_end(begin);
        // Ends of days since the start of the cycle, without today.
        let days = (at.min(end) - first).div_euclid(DAY) + 1;
        (item.original - item.per_day * days.max(0)).max(0)
    }

    /// 0 not valid yet, 1 valid, 2 used up, 3 expired, 4 unsubscribed.
    pub fn status(&self, at: i64) -> i64 {
        if self.is_unsubscribed {
            4
        } else if at < self.effective {
            0
        } else if at > self.expire {
            3
        } else if self.items.iter().all(|item| self.remaining(item, at) == 0) {
            2
        } else {
            1
        }
    }

    /// The daily deductions from an item between two instants.
    pub fn deductions(&self, item: &Item, from: i64, until: i64) -> Vec<Deduction> {
        let begin = from.max(self.effective);
        let last = until.min(self.expire + 1);
        let mut at = calendar::day_end(begin);
        let mut found = Vec::new();
        while at < last {
            let is_first = at <= calendar::day_end(self.cycle(at).0);
            let before = if is_first { item.original } else { self.remaining(item, at - 1) };
            let after = self.remaining(item, at);
            if before > after {
                found.push(Deduction { at, before, after });
            }
            at += DAY;
        }
        found
    }
}

impl Tenant {
    /// None before real-name authentication; one of each kind for fixtures, some for others: valid,
    /// used up, expired, or not valid yet.
    pub fn packages(&self, profile: &Profile) -> Vec<Package> {
        let mut rng = Rng::new(self.seed, Stream::Packages, u64::from(profile.index));
        let count = match rng.below(5) {
            _ if profile.verified != "2" => 0,
            few if profile.is_fixture() => 4 + few,
            few => few,
        };
        (0..count).map(|number| self.package(&mut rng, number, profile.is_fixture())).collect()
    }

    fn package(&self, rng: &mut Rng, number: u32, fixed: bool) -> Package {
        let drawn = rng.below(KINDS.len() as u32);
        let kind = if fixed && number < KINDS.len() as u32 { number } else { drawn } as u8;
        // Start in days before the simulation, negative for the future.
        let drawn = [(20, 300), (366, 800), (-40, -5)][rng.weighted(&[70, 18, 12])];
        let (low, high) = if fixed && number < 3 { (40, 300) } else { drawn };
        let effective =
            calendar::day_begin(self.day - rng.between(low, high) * DAY) + rng.between(0, DAY - 1);
        let id = ids::uuid(rng);
        let region = rng.below(REGIONS.len() as u32) as u8;
        let facts = KINDS.get(usize::from(kind)).unwrap_or(&KINDS[0]);
        let is_unsubscribed = rng.chance(4) && !fixed;
        let items = facts.items.iter().map(|(usage, original)| Item {
            id: ids::uuid(rng),
            usage,
            original: *original,
            // Of a month's worth between a quarter and too much; a package that was unsubscribed from is not used.
            per_day: match (original * rng.between(8, 45) / 1_000).max(1) {
                _ if is_unsubscribed => 0,
                part => part,
            },
            resource: ids::uuid(rng),
        });
        Package {
            number: number as u16,
            items: items.collect(),
            id,
            kind,
            region,
            effective,
            expire: calendar::day_end(calendar::add_months(effective, 12)),
            is_unsubscribed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_is_what_is_missing() {
        let tenant =
            Tenant { seed: 7, customers: 200, day: calendar::parse("2026-03-10T00:00:00Z").unwrap() };
        let mut statuses = [0; 5];
        for index in 0..200 {
            for package in tenant.packages(&tenant.profile(index)) {
                for days in [0, 17, 40, 200] {
                    let at = tenant.day + days * DAY + 3_600;
                    statuses[package.status(at) as usize] += 1;
                    for item in &package.items {
                        let (begin, _) = package.cycle(at);
                        let taken = package.deductions(item, begin, at + 1);
                        let sum: i64 = taken.iter().map(|one| one.before - one.after).sum();
                        assert_eq!(item.original - sum, package.remaining(item, at), "{package:?} {days}");
                        assert!(taken.windows(2).all(|pair| pair[0].after == pair[1].before));
                    }
                }
            }
        }
        assert!(statuses.iter().all(|count| *count > 0), "{statuses:?}");
    }
}
