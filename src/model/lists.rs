//! The lists of the desk: their filters, as they stand in an address, and their rows.

use super::audit::{AuditAction, AuditEntry, AuditOutcome};
use super::ids::{CustomerId, ResellerId};
use super::page::{Paging, Pairs, QueryState};
use super::time::Timestamp;
use crate::budgets::{Budget, BudgetLevel, BudgetType};
use crate::customers::{Customer, Frozen};
use crate::intents::IntentRef;
use crate::orders::{Order, OrderStatus, OrderType};
use crate::resources::Resource;
use serde::{Deserialize, Serialize};

/// Adds a pair where there is a value.
pub(super) fn put(pairs: &mut Vec<(&'static str, String)>, name: &'static str, value: Option<impl ToString>) {
    if let Some(value) = value {
        pairs.push((name, value.to_string()));
    }
}

/// Which customers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerFilter {
    /// Part of a name, account name, label, manager, e-mail, telephone; or an exact id of a customer.
    pub search: Option<String>,
    /// Frozen state.
    pub frozen: Option<Frozen>,
    /// How near the budget is to its end.
    pub budget: Option<BudgetLevel>,
    /// Of which reseller.
    pub reseller: Option<ResellerId>,
    /// Page and sort: `name` (default), `associated`, `used`, `left`, `waiting`, `expires`.
    pub paging: Paging,
}

impl QueryState for CustomerFilter {
    fn read(pairs: &Pairs) -> Self {
        Self {
            search: pairs.text("q"),
            frozen: pairs.number::<i64>("frozen").map(Frozen::from),
            budget: pairs.text("budget").and_then(|code| BudgetLevel::from_code(&code)),
            reseller: pairs.text("reseller").and_then(|id| ResellerId::parse(id).ok()),
            paging: Paging::read(pairs),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        put(&mut pairs, "q", self.search.as_ref());
        put(&mut pairs, "frozen", self.frozen);
        put(&mut pairs, "budget", self.budget.map(BudgetLevel::code));
        put(&mut pairs, "reseller", self.reseller.as_ref());
        pairs.extend(self.paging.write());
        pairs
    }
}

/// A customer in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRow {
    /// The customer.
    pub customer: Customer,
    /// Its budget, where the mirror has one.
    pub budget: Option<Budget>,
    /// Orders that wait for payment.
    pub waiting_orders: u32,
    /// The next expiry among its main resources that are not renewed by themselves, UTC.
    pub next_expiry: Option<Timestamp>,
}

/// Which budgets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetFilter {
    /// As in [`CustomerFilter::search`].
    pub search: Option<String>,
    /// How near the end.
    pub level: Option<BudgetLevel>,
    /// Monthly or one-time.
    pub kind: Option<BudgetType>,
    /// Of which reseller.
    pub reseller: Option<ResellerId>,
    /// Page and sort: `used-percent` (default, largest first), `name`, `amount`, `used`, `left`, `runs-out`.
    pub paging: Paging,
}

impl QueryState for BudgetFilter {
    fn read(pairs: &Pairs) -> Self {
        Self {
            search: pairs.text("q"),
            level: pairs.text("level").and_then(|code| BudgetLevel::from_code(&code)),
            kind: pairs.text("type").map(BudgetType::from),
            reseller: pairs.text("reseller").and_then(|id| ResellerId::parse(id).ok()),
            paging: Paging::read(pairs),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        put(&mut pairs, "q", self.search.as_ref());
        put(&mut pairs, "level", self.level.map(BudgetLevel::code));
        put(&mut pairs, "type", self.kind.as_ref());
        put(&mut pairs, "reseller", self.reseller.as_ref());
        pairs.extend(self.paging.write());
        pairs
    }
}

/// A budget in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetRow {
    /// Whose.
    pub customer: Customer,
    /// The budget.
    pub budget: Budget,
    /// When it will run out by the pace so far: an estimate.
    pub runs_out_at: Option<Timestamp>,
    /// When the partner told it, UTC.
    pub read_at: Timestamp,
}

/// Which orders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderFilter {
    /// An order id or part of it, or a customer as in [`CustomerFilter::search`].
    pub search: Option<String>,
    /// Status.
    pub status: Option<OrderStatus>,
    /// What for.
    pub kind: Option<OrderType>,
    /// Of one customer.
    pub customer: Option<CustomerId>,
    /// Page and sort: `deadline`, `created` (default, newest first), `amount`, `customer`.
    pub paging: Paging,
}

impl QueryState for OrderFilter {
    fn read(pairs: &Pairs) -> Self {
        Self {
            search: pairs.text("q"),
            status: pairs.number::<i64>("status").map(OrderStatus::from),
            kind: pairs.number::<i64>("type").map(OrderType::from),
            customer: pairs.text("customer").and_then(|id| CustomerId::parse(id).ok()),
            paging: Paging::read(pairs),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        put(&mut pairs, "q", self.search.as_ref());
        put(&mut pairs, "status", self.status);
        put(&mut pairs, "type", self.kind);
        put(&mut pairs, "customer", self.customer.as_ref());
        pairs.extend(self.paging.write());
        pairs
    }
}

/// An order in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRow {
    /// The order.
    pub order: Order,
    /// What the customer is called.
    pub customer_name: String,
}

closed_enum! {
    /// When a resource expires. Its code stands in query strings.
    pub enum ExpiryWindow {
        /// Already past: in grace or retention.
        Past = "past",
        /// Within 7 days.
        Week = "7",
        /// Within 30 days.
        Month = "30",
        /// Within 90 days.
        Quarter = "90",
    }
}

impl ExpiryWindow {
    /// Days ahead; 0 for what is past.
    pub fn days(self) -> i64 {
        match self {
            Self::Past => 0,
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
        }
    }
}

/// Which resources. Main ones only: attached ones go with them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalFilter {
    /// A resource id, part of a resource's name, or a customer as in [`CustomerFilter::search`].
    pub search: Option<String>,
    /// When it expires.
    pub window: Option<ExpiryWindow>,
    /// Renewed by itself (`true`) or not (`false`).
    pub auto: Option<bool>,
    /// Service type code.
    pub service: Option<String>,
    /// Of one customer.
    pub customer: Option<CustomerId>,
    /// Page and sort: `expires` (default), `customer`, `service`, `name`.
    pub paging: Paging,
}

impl QueryState for RenewalFilter {
    fn read(pairs: &Pairs) -> Self {
        Self {
            search: pairs.text("q"),
            window: pairs.text("window").and_then(|code| ExpiryWindow::from_code(&code)),
            auto: pairs.text("auto").and_then(|code| match code.as_str() {
                "on" => Some(true),
                "off" => Some(false),
                _ => None,
            }),
            service: pairs.text("service"),
            customer: pairs.text("customer").and_then(|id| CustomerId::parse(id).ok()),
            paging: Paging::read(pairs),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        put(&mut pairs, "q", self.search.as_ref());
        put(&mut pairs, "window", self.window.map(ExpiryWindow::code));
        put(&mut pairs, "auto", self.auto.map(|on| if on { "on" } else { "off" }));
        put(&mut pairs, "service", self.service.as_ref());
        put(&mut pairs, "customer", self.customer.as_ref());
        pairs.extend(self.paging.write());
        pairs
    }
}

/// A resource in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceRow {
    /// The resource.
    pub resource: Resource,
    /// What the customer is called.
    pub customer_name: String,
    /// Resources attached to it, which are renewed with it.
    pub attached: u32,
}

/// Which entries of the audit log. Newest first, always.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityFilter {
    /// Login name, customer, or subject (order id, resource id).
    pub search: Option<String>,
    /// What was done.
    pub action: Option<AuditAction>,
    /// How it ended.
    pub outcome: Option<AuditOutcome>,
    /// About one customer.
    pub customer: Option<CustomerId>,
    /// Page.
    pub paging: Paging,
}

impl QueryState for ActivityFilter {
    fn read(pairs: &Pairs) -> Self {
        Self {
            search: pairs.text("q"),
            action: pairs.text("deed").and_then(|code| AuditAction::from_code(&code)),
            outcome: pairs.text("outcome").and_then(|code| AuditOutcome::from_code(&code)),
            customer: pairs.text("customer").and_then(|id| CustomerId::parse(id).ok()),
            paging: Paging::read(pairs),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        put(&mut pairs, "q", self.search.as_ref());
        put(&mut pairs, "deed", self.action.map(AuditAction::code));
        put(&mut pairs, "outcome", self.outcome.map(AuditOutcome::code));
        put(&mut pairs, "customer", self.customer.as_ref());
        pairs.extend(self.paging.write());
        pairs
    }
}

/// An entry in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityRow {
    /// The entry.
    pub entry: AuditEntry,
    /// What the customer is called, where it is about one.
    pub customer_name: Option<String>,
    /// The payment, renewal or change that it began or is about, in scope.
    pub intent: Option<IntentRef>,
}

/// A payment, renewal or change in a list of all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntentRow {
    /// Which, and where it stands.
    pub held: IntentRef,
    /// What is done.
    pub action: AuditAction,
    /// The one order or resource that it is about; `None` for several.
    pub subject: Option<String>,
    /// Login name of who began it.
    pub created_by: String,
    /// Begun, UTC.
    pub created_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Direction;

    fn again<Q: QueryState>(state: &Q) -> Q {
        Q::read(&Pairs::new(state.write().into_iter().map(|(k, v)| (k.to_owned(), v))))
    }

    #[test]
    fn filters_read_back_what_they_wrote() {
        let paging = Paging { page: 2, sort: Some("name".into()), direction: Direction::Descending };
        let customers = CustomerFilter {
            search: Some("北京 & Co".into()),
            frozen: Some(Frozen::Account),
            budget: Some(BudgetLevel::Over90),
            reseller: Some(ResellerId::parse("r1").unwrap()),
            paging: paging.clone(),
        };
        assert_eq!(again(&customers), customers);
        let renewals = RenewalFilter {
            window: Some(ExpiryWindow::Week),
            auto: Some(false),
            customer: Some(CustomerId::parse("c").unwrap()),
            paging,
            ..RenewalFilter::default()
        };
        assert_eq!(again(&renewals), renewals);
        assert!(customers.query().contains("q=%E5%8C%97%E4%BA%AC%20%26%20Co"));
        assert_eq!(CustomerFilter::default().query(), "");
    }
}
