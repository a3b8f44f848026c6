//! Orders of all customers.

use crate::world::order_summary::OrderSummary;
use crate::world::state::World;

impl World {
    /// The orders of one customer, newest first.
    pub fn orders_of(&self, index: u32) -> Vec<OrderSummary> {
        let mut orders = self.read(index, |account| {
            account.orders.iter().map(|order| OrderSummary::of(index, order)).collect::<Vec<_>>()
        });
        orders.sort_by_key(OrderSummary::newest_first);
        orders
    }

    /// The orders of all customers that match, newest first. Those of customers without changes are
    /// sorted once and cached.
    pub fn find_orders(&self, wanted: impl Fn(&OrderSummary) -> bool) -> Vec<OrderSummary> {
        let seeded = self.summaries.get_or_init(|| self.seeded_summaries());
        let changed = self.changed(|_| true);
        let mut found: Vec<OrderSummary> = seeded
            .iter()
            .filter(|order| wanted(order))
            .filter(|order| changed.is_empty() || !self.changes.contains_key(&order.index))
            .copied()
            .collect();
        if changed.is_empty() {
            return found;
        }
        for index in changed {
            self.read(index, |account| {
                let own = account.orders.iter();
                found.extend(own.map(|order| OrderSummary::of(index, order)).filter(&wanted));
            });
        }
        found.sort_by_key(OrderSummary::newest_first);
        found
    }

    fn seeded_summaries(&self) -> Vec<OrderSummary> {
        let mut summaries: Vec<OrderSummary> = (0..self.tenant.customers)
            .flat_map(|index| {
                let profile = self.tenant.profile(index);
                let resources = self.tenant.resources(&profile);
                let holdings = self.tenant.holdings(&profile);
                let orders = self.tenant.orders(&profile, &resources, &holdings);
                orders.into_iter().map(move |order| OrderSummary::of(index, &order))
            })
            .collect();
        summaries.sort_unstable_by_key(OrderSummary::newest_first);
        summaries
    }
}
