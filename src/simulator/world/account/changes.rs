//! What happened to a customer since the start: the only stored data of a customer. Fields are only
//! added, so that state files of earlier versions can be read.

use std::collections::BTreeMap;

use crate::world::account::realname::Application;
use crate::world::money::Cents;
use crate::world::tenant::budgets::{BudgetKind, Record};
use crate::world::tenant::order::{Lifecycle, Order};

/// A freeze or an unfreeze.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
pub struct Freeze {
    /// 0 unfrozen, 1 account, 2 account and resources.
    pub kind: u8,
    /// Seconds since 1970, like all times here.
    pub at: i64,
}

/// A budget that was set during the simulation.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Budget {
    pub amount: Cents,
    pub kind: BudgetKind,
    pub automatic: bool,
    /// When a one-time budget starts counting; `None`: from its seeded used amount.
    pub counts_from: Option<i64>,
}

/// A paid order or, with negative amounts, a refund, counted against the budget.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
pub struct BudgetCharge {
    pub at: i64,
    pub net: Cents,
    pub official: Cents,
}

/// Changes of one resource: expiry times and policies, each with the moment it takes effect.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct ResourceChange {
    pub terms: Vec<(i64, i64)>,
    pub policies: Vec<(i64, u8)>,
    /// When it was unsubscribed from.
    #[serde(default)]
    pub closed: Option<i64>,
}

/// Everything that happened to a customer since the start; the only data stored.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Changes {
    pub freeze: Option<Freeze>,
    /// From when on an exhausted budget freezes the account automatically.
    pub watch_from: Option<i64>,
    pub budget: Option<Budget>,
    /// Entries added to the budget's history.
    pub records: Vec<Record>,
    pub charges: Vec<BudgetCharge>,
    /// Changes of seeded orders, by number.
    pub lives: BTreeMap<u16, Lifecycle>,
    /// Orders placed since the start.
    pub placed: Vec<Order>,
    /// By the number of the main resource.
    pub resources: BTreeMap<u32, ResourceChange>,
    /// Requests for real-name authentication, oldest first.
    pub applications: Vec<Application>,
    pub coupon_uses: Vec<CouponUse>,
    /// Automatic renewals are processed up to this moment and resource number.
    pub settled: Option<(i64, u32)>,
}

/// One line of the ledger.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct LedgerEntry {
    /// `payment`, `renewal` or `refund`.
    pub kind: String,
    pub order_id: String,
    pub customer_id: String,
    /// Renewals only.
    pub resource_id: Option<String>,
    /// The part paid by the budget or the balance, in cents.
    pub amount: Option<Cents>,
    /// The part paid by coupons.
    #[serde(default)]
    pub coupons: Cents,
    pub at: i64,
    pub by: String,
    pub old_expire: Option<i64>,
    pub new_expire: Option<i64>,
}

/// A coupon that paid part of an order.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
pub struct CouponUse {
    /// Numbers of coupon and order among those of the customer.
    pub coupon: u8,
    pub order: u16,
    pub amount: Cents,
    pub at: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_version_stored_can_be_read() {
        let changes = r#"{"freeze":{"kind":1,"at":5},"watch_from":null,"budget":null,"records":[],"charges":[],
            "lives":{},"placed":[],"resources":{},"settled":[7,3]}"#;
        let changes: Changes = serde_json::from_str(changes).unwrap();
        assert_eq!((changes.settled, changes.applications.len()), (Some((7, 3)), 0));
        let entry = r#"{"kind":"payment","order_id":"CS1","customer_id":"c","resource_id":null,"amount":1234,
            "at":5,"by":"x","old_expire":null,"new_expire":null}"#;
        let entry: LedgerEntry = serde_json::from_str(entry).unwrap();
        assert_eq!((entry.amount, entry.coupons), (Some(1_234), 0));
    }
}
