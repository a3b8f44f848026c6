//! The partner's monthly bill: the charges of all its resale customers, including those of its
//! resellers, in a billing month (GMT+08:00). It is available from 12:00 GMT+08:00 on the 5th of
//! the next month.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::world::calendar::{DAY, HOUR};
use crate::world::charges::charge::{self, Charge, Mode};
use crate::world::charges::cycle::Cycle;
use crate::world::money::Cents;

/// One line of the bill: service, resource type, charging mode, `bill_type`.
pub type Key = (&'static str, &'static str, Mode, u8);

/// Totals in cents: net price, and the part of it paid by coupons.
#[derive(Clone, Copy, Debug, Default)]
pub struct Amounts {
    pub net: Cents,
    pub coupons: Cents,
}

/// The charges of all resale customers in a month.
#[derive(Debug, Default)]
pub struct PartnerBill(BTreeMap<Key, Amounts>);

/// Bills made so far. Their months are past, so they do not change.
#[derive(Debug, Default)]
pub struct PartnerBills(Mutex<BTreeMap<i64, Arc<PartnerBill>>>);

/// When the bill of a month is available, in seconds since 1970.
pub fn made_at(month: Cycle) -> i64 {
    month.until + 4 * DAY + 12 * HOUR
}

impl PartnerBills {
    /// The bills of past months. Missing ones are computed together.
    pub fn of(
        &self,
        months: &[Cycle],
        make: impl FnOnce(&[Cycle]) -> Vec<PartnerBill>,
    ) -> Vec<Arc<PartnerBill>> {
        let mut bills = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let missing: Vec<Cycle> =
            months.iter().filter(|month| !bills.contains_key(&month.from)).copied().collect();
        if !missing.is_empty() {
            let made = make(&missing).into_iter().map(Arc::new);
            bills.extend(missing.iter().map(|month| month.from).zip(made));
        }
        months.iter().filter_map(|month| bills.get(&month.from).cloned()).collect()
    }
}

impl PartnerBill {
    /// Adds a charge.
    pub fn charge(&mut self, charge: &Charge) {
        let product = charge.code.product();
        let amounts = Amounts { net: charge.net, coupons: charge.coupons };
        self.add((product.service, product.resource, charge.mode, charge.bill_type), amounts);
    }

    /// Adds another bill of the same month.
    pub fn merge(&mut self, other: Self) {
        other.0.into_iter().for_each(|(key, amounts)| self.add(key, amounts));
    }

    fn add(&mut self, key: Key, amounts: Amounts) {
        let sum = self.0.entry(key).or_default();
        sum.net += amounts.net;
        sum.coupons += amounts.coupons;
    }

    /// The lines, sorted by their codes.
    pub fn lines(&self) -> impl Iterator<Item = (&Key, &Amounts)> {
        self.0.iter()
    }

    /// Total of a kind: 1 expenditure, 2 refunds, 3 adjustments.
    pub fn sum(&self, kind: u8) -> Cents {
        let lines = self.0.iter().filter(|((_, _, _, bill_type), _)| charge::kind(*bill_type) == kind);
        lines.map(|(_, amounts)| amounts.net).sum()
    }

    /// Total of all lines.
    pub fn total(&self) -> Cents {
        self.0.values().map(|amounts| amounts.net).sum()
    }
}
