//! Unsubscribing: the paid terms, and their refund.
//!
//! The amount of a refund is not documented. Here used value is counted per second and rounded up
//! to a cent, and a twentieth of the rest of a started term is kept as handling fee. Terms that
//! have not started are refunded completely. The part paid by coupons is not refunded.

use crate::world::account::Account;
use crate::world::account::changes::BudgetCharge;
use crate::world::account::provisioning::{origin_line, origin_order};
use crate::world::calendar;
use crate::world::money::{Cents, share};
use crate::world::tenant::order::{Order, OrderLine, PROVISIONING, RENEWAL, RefundBasis, UNSUBSCRIPTION};
use crate::world::tenant::resources::Resource;

/// Handling fee in hundredths of a percent.
const FEE: i64 = 500;

/// What is unsubscribed (`unsubscribe_type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsubscription {
    /// The resource with all its terms (1).
    Everything,
    /// Renewed terms that have not started; the resource stays (2).
    RenewedTerms,
}

/// A paid term of one resource that was not refunded.
#[derive(Clone, Copy, Debug)]
struct Term {
    /// The order that paid for it, if known.
    order: Option<u16>,
    is_renewed: bool,
    from: i64,
    until: i64,
    official: Cents,
    net: Cents,
}

impl Term {
    /// For an amount paid for this term: the used value, and the fee on the rest.
    fn kept(&self, paid: Cents, now: i64) -> (Cents, Cents) {
        if now <= self.from {
            return (0, 0);
        }
        let length = i128::from((self.until - self.from).max(1));
        let elapsed = i128::from(now - self.from).min(length);
        let remaining = (i128::from(paid) * (length - elapsed) / length) as Cents;
        (paid - remaining, share(remaining, FEE))
    }

    /// The refund of net price and list price.
    fn refunds(&self, now: i64) -> (Cents, Cents) {
        let back = |paid: Cents| {
            let (consumed, fee) = self.kept(paid, now);
            paid - consumed - fee
        };
        (back(self.net), back(self.official))
    }
}

impl Account<'_> {
    /// Whether a renewed term of a main resource has not started.
    pub fn has_future_renewed_term(&self, resource: &Resource) -> bool {
        !self.terms_to_refund(resource, Unsubscription::RenewedTerms).is_empty()
    }

    /// Unsubscribes from main resources and their attached resources in one order, and returns its
    /// index. The caller checks whether it is allowed.
    pub fn unsubscribe(&mut self, mains: &[u32], what: Unsubscription, by: &str) -> usize {
        let now = self.now;
        let (lines, list_refund) = self.refund_lines(mains, what);
        let position = self.place(UNSUBSCRIPTION, 1, now, now, lines);
        let Some(order) = self.orders.get(position).cloned() else {
            return position;
        };
        let mut life = order.life;
        life.pay(now);
        self.store_lifecycle(position, life);
        let done = now + PROVISIONING;
        self.changes.charges.push(BudgetCharge { at: done, net: order.net(), official: -list_refund });
        self.ledger.push(self.entry("refund", &order, done, by));
        for main in mains {
            self.end_terms(*main, &order, what, done);
        }
        position
    }

    fn end_terms(&mut self, main: u32, order: &Order, what: Unsubscription, done: i64) {
        let own = order.lines.iter().filter(|line| line.resource == Some(main));
        let first_refunded = own.filter_map(|line| line.effective).min();
        let change = self.changes.resources.entry(main).or_default();
        match (what, first_refunded) {
            (Unsubscription::Everything, _) => change.closed = Some(done),
            (Unsubscription::RenewedTerms, Some(from)) => change.terms.push((done, from)),
            (Unsubscription::RenewedTerms, None) => {}
        }
    }

    /// The lines of an unsubscription, and its refund in list prices.
    fn refund_lines(&self, mains: &[u32], what: Unsubscription) -> (Vec<OrderLine>, Cents) {
        let mut lines = Vec::new();
        let mut list_refund = 0;
        for resource in mains.iter().flat_map(|main| self.bundle(*main)) {
            for term in self.terms_to_refund(resource, what) {
                let (consumed, fee) = term.kept(term.net, self.now);
                let (net, official) = term.refunds(self.now);
                list_refund += official;
                lines.push(OrderLine {
                    code: resource.code,
                    region: resource.region,
                    resource: Some(resource.number),
                    period: resource.period,
                    effective: Some(term.from),
                    expire: Some(term.until),
                    // On unsubscription orders both amounts are the same (sheet).
                    official: -net,
                    net: -net,
                    returns: Some(RefundBasis { base: term.order, consumed, fee }),
                });
            }
        }
        (lines, list_refund)
    }

    /// An expired resource still has its last term, which is used up.
    fn terms_to_refund(&self, resource: &Resource, what: Unsubscription) -> Vec<Term> {
        let terms = self.terms(resource);
        let running: Vec<Term> = terms
            .iter()
            .filter(|term| match what {
                Unsubscription::Everything => term.until > self.now,
                Unsubscription::RenewedTerms => term.is_renewed && term.from > self.now,
            })
            .copied()
            .collect();
        if running.is_empty() && what == Unsubscription::Everything {
            return terms.last().copied().into_iter().collect();
        }
        running
    }

    /// All known terms of a resource: the last seeded one, and the renewed ones.
    fn terms(&self, resource: &Resource) -> Vec<Term> {
        let renewed = self
            .orders
            .iter()
            .filter(|order| order.kind == RENEWAL && order.life.paid.is_some())
            .filter(|order| !self.is_refunded(order.number, resource.number))
            .filter_map(|order| {
                let place = order.lines.iter().position(|line| line.resource == Some(resource.number))?;
                let line = order.lines.get(place)?;
                Some(Term {
                    order: Some(order.number),
                    is_renewed: true,
                    from: line.effective?,
                    until: line.expire?,
                    official: line.official,
                    net: line.net - self.covered_line(order, place),
                })
            });
        let mut terms: Vec<Term> = renewed.chain([self.first_term(resource)]).collect();
        terms.sort_by_key(|term| term.from);
        terms
    }

    fn is_refunded(&self, base: u16, resource: u32) -> bool {
        let returns = self.orders.iter().filter(|order| order.kind == UNSUBSCRIPTION);
        returns.flat_map(|order| &order.lines).any(|line| {
            line.resource == Some(resource) && line.returns.is_some_and(|back| back.base == Some(base))
        })
    }

    /// The first paid term of a resource; for a seeded resource the last one before the start.
    fn first_term(&self, resource: &Resource) -> Term {
        let months = resource.period.calendar_months();
        let (order, place, from) = match (origin_order(resource), origin_line(resource)) {
            (Some(maker), Some(place)) => {
                let order = self.orders.iter().find(|order| u32::from(order.number) == maker);
                (order, Some(place), resource.effective)
            }
            _ => {
                let bought = |order: &&Order| order.kind == 1 && order.names(resource.number);
                let order = self.orders.iter().find(bought);
                let own = |line: &OrderLine| line.resource == Some(resource.number);
                let place = order.and_then(|order| order.lines.iter().position(own));
                (order, place, calendar::add_months(resource.expire, -months))
            }
        };
        let list = resource.product().list_price(resource.period);
        let paid = order.zip(place).and_then(|(order, place)| {
            let line = order.lines.get(place)?;
            Some((line.official, line.net - self.covered_line(order, place)))
        });
        let (official, net) = paid.unwrap_or((list, list - share(list, self.profile.discount)));
        Term {
            order: order.map(|order| order.number),
            is_renewed: false,
            from,
            until: resource.expire,
            official,
            net,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(from: i64, until: i64) -> Term {
        Term { order: None, is_renewed: false, from, until, official: 1_000, net: 1_000 }
    }

    #[test]
    fn what_is_kept_and_what_comes_back_is_what_was_paid() {
        for now in [0, 1, 33, 50, 99, 100, 150] {
            let (consumed, fee) = term(0, 100).kept(1_000, now);
            let (back, _) = term(0, 100).refunds(now);
            assert_eq!(consumed + fee + back, 1_000, "{now}");
            assert!(consumed >= 0 && fee >= 0 && back >= 0, "{now}");
        }
        assert_eq!(term(10, 100).kept(1_000, 5), (0, 0));
        assert_eq!(term(0, 100).kept(1_000, 50), (500, 25));
        assert_eq!(term(0, 100).refunds(150), (0, 0));
    }
}
