//! A customer's coupons at a moment, and what they pay of an order.

use crate::world::account::Account;
use crate::world::account::changes::CouponUse;
use crate::world::money::Cents;
use crate::world::tenant::coupons::Coupon;
use crate::world::tenant::order::Order;

impl Account<'_> {
    /// All coupons that the customer ever got.
    pub fn coupons(&self) -> Vec<Coupon> {
        let mut coupons = self.tenant.coupons(&self.profile);
        for used in &self.changes.coupon_uses {
            if let Some(coupon) = coupons.iter_mut().find(|coupon| coupon.number == used.coupon) {
                let order = self.orders.iter().find(|order| order.number == used.order);
                coupon.spend(used.amount, used.at, order.map(|order| order.id(self.tenant, self.index())));
            }
        }
        coupons
    }

    /// The part of an order paid by coupons, in cents.
    pub fn covered(&self, order: &Order) -> Cents {
        let uses = self.changes.coupon_uses.iter();
        uses.filter(|used| used.order == order.number).map(|used| used.amount).sum()
    }

    /// The part of one order line paid by coupons, in cents.
    pub fn covered_line(&self, order: &Order, place: usize) -> Cents {
        let parts = shares(self.covered(order), order.lines.iter().map(|line| line.net));
        parts.get(place).copied().unwrap_or(0)
    }

    /// Redeems coupons for an order. The caller has checked them.
    pub fn redeem(&mut self, uses: Vec<CouponUse>) {
        self.dirty |= !uses.is_empty();
        self.changes.coupon_uses.extend(uses);
    }
}

/// Divides an amount in proportion to weights, in cents: the parts add up to the whole.
fn shares(whole: Cents, weights: impl IntoIterator<Item = Cents>) -> Vec<Cents> {
    let weights: Vec<i128> = weights.into_iter().map(i128::from).collect();
    let total: i128 = weights.iter().sum();
    if total == 0 {
        return vec![0; weights.len()];
    }
    let mut seen = 0;
    let mut allotted = 0;
    weights
        .into_iter()
        .map(|weight| {
            seen += weight;
            let until = (i128::from(whole) * seen / total) as Cents;
            let share = until - allotted;
            allotted = until;
            share
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_to_the_whole() {
        assert_eq!(shares(100, [1, 1, 1]), [33, 33, 34]);
        assert_eq!(shares(5, [999, 1]), [4, 1]);
        assert_eq!(shares(7, [0, 0]), [0, 0]);
        assert!(shares(7, []).is_empty());
    }
}
