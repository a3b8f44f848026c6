//! The expected query results for a [`World`], computed in memory.

use crate::builders::{at, now};
use crate::world::World;
use jiff::Timestamp;
use model::budgets::{Budget, BudgetLevel, BudgetType};
use model::customers::{Customer, Frozen};
use model::forecast::Outlook;
use model::ids::CustomerId;
use model::lists::{BudgetFilter, CustomerFilter, CustomerRow, ExpiryWindow, OrderFilter, RenewalFilter};
use model::money::{Currency, Money};
use model::orders::{Order, OrderStatus};
use model::page::Direction;
use model::payability::PayState;
use model::resources::{Resource, ResourceStatus};
use partnerdesk::server::store::Scope;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A sort key: a number or a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Number(Decimal),
    Text(String),
    Texts(String, String),
    Numbers(i64, i64),
}

/// `None` where nothing is shown: such rows come last in both directions.
pub type Shown = Option<Key>;

pub fn number(value: Option<Decimal>) -> Shown {
    value.map(Key::Number)
}

pub fn instant(value: Option<Timestamp>) -> Shown {
    number(value.map(|at| Decimal::from(at.as_second())))
}

pub fn text(value: impl AsRef<str>) -> Shown {
    Some(Key::Text(value.as_ref().trim().to_lowercase()))
}

fn name(customer: &Customer) -> String {
    customer.display_name().trim().to_lowercase()
}

/// Every word is somewhere in the fields; words that are numbers may be found together by their digits.
fn found(search: Option<&String>, fields: &[Option<&str>]) -> bool {
    let Some(search) = search.map(|text| text.to_lowercase()) else { return true };
    let holds = |text: &str| fields.iter().flatten().any(|field| field.to_lowercase().contains(text));
    let is_number = |word: &&str| word.chars().all(|c| c.is_ascii_digit() || "+-()./".contains(c));
    let words: Vec<&str> = search.split_whitespace().collect();
    words.chunk_by(|a, b| is_number(a) == is_number(b)).all(|run| {
        let digits: String = run.concat().chars().filter(char::is_ascii_digit).collect();
        let digits = digits.trim_start_matches('0');
        let by_digits = is_number(&run[0]) && digits.len() >= 4 && holds(digits);
        by_digits || run.iter().all(|word| holds(word))
    })
}

/// The deadline that a list shows for an order.
pub fn deadline_shown(order: &Order) -> Option<Timestamp> {
    order.deadline().filter(|_| order.is_waiting_for_payment()).map(|(at, _)| at)
}

/// By whether an order can be paid, and of those alike by the deadline; those without one come last.
fn pay_key(state: Option<PayState>, order: &Order, direction: Direction) -> Shown {
    let none = if direction == Direction::Descending { i64::MIN } else { i64::MAX };
    let until = deadline_shown(order).map_or(none, |at| at.as_second());
    state.map(|state| Key::Numbers(state.rank(), until))
}

/// The instant that a list shows for what is expected.
pub fn expected_at(outlook: Outlook) -> Timestamp {
    let (Outlook::RunsOut(at) | Outlook::LastsUntil(at)) = outlook;
    at
}

impl World {
    pub fn sees(&self, scope: &Scope, customer: &CustomerId) -> bool {
        match scope {
            Scope::All => true,
            Scope::Assigned(user) => user.as_str() == "share" && self.share.contains(customer),
            Scope::Listed(customers) => customers.contains(customer),
        }
    }

    pub fn customer(&self, id: &CustomerId) -> &Customer {
        self.customers.iter().find(|customer| customer.id == *id).unwrap()
    }

    /// Whether a search finds a customer, or something of its own with these fields.
    fn customer_found(&self, customer: &Customer, search: Option<&String>, own: &[Option<&str>]) -> bool {
        let digits = customer.telephone.as_deref().map(|number| number.replace('-', ""));
        let fields = [
            customer.name.as_deref(),
            Some(customer.account_name.as_str()),
            customer.label.as_deref(),
            customer.telephone.as_deref(),
            customer.email.as_deref(),
            customer.account_manager.as_deref(),
            Some(customer.id.as_str()),
            digits.as_deref(),
        ];
        found(search, &[&fields, own].concat())
    }

    fn waiting(&self, customer: &CustomerId) -> u32 {
        let own = self.orders.iter().filter(|o| o.customer == *customer);
        own.filter(|o| o.status == OrderStatus::PendingPayment).count() as u32
    }

    fn next_expiry(&self, customer: &CustomerId) -> Option<Timestamp> {
        let own = self.resources.iter().filter(|r| r.customer == *customer && needs_renewal(r));
        own.filter_map(|r| r.expires_at).min()
    }

    pub fn customer_row(&self, id: &CustomerId) -> CustomerRow {
        CustomerRow {
            customer: self.customer(id).clone(),
            budget: self.budgets.get(id).cloned(),
            waiting_orders: self.waiting(id),
            next_expiry: self.next_expiry(id),
            owner: None,
        }
    }

    pub fn customer_fits(&self, customer: &Customer, filter: &CustomerFilter) -> bool {
        let level = self.budgets.get(&customer.id).map(Budget::level);
        self.customer_found(customer, filter.search.as_ref(), &[])
            && filter.frozen.is_none_or(|frozen| customer.frozen == Some(frozen))
            && filter.budget.is_none_or(|asked| level == Some(asked))
            && filter.reseller.as_ref().is_none_or(|reseller| customer.reseller.as_ref() == Some(reseller))
    }

    pub fn customer_key(&self, customer: &Customer, filter: &CustomerFilter) -> Shown {
        let budget = self.budgets.get(&customer.id);
        match filter.paging.sort.as_deref() {
            Some("associated") => instant(customer.associated_at),
            Some("used") => number(budget.and_then(Budget::used_percent)),
            Some("left") => number(budget.and_then(Budget::remaining).map(|left| left.amount)),
            Some("waiting") => number(Some(self.waiting(&customer.id)).filter(|n| *n > 0).map(Decimal::from)),
            Some("expires") => instant(self.next_expiry(&customer.id)),
            _ => text(name(customer)),
        }
    }

    pub fn budget_fits(&self, customer: &Customer, filter: &BudgetFilter) -> bool {
        let budget = &self.budgets[&customer.id];
        self.customer_found(customer, filter.search.as_ref(), &[])
            && filter.level.is_none_or(|level| budget.level() == level)
            && filter.kind.as_ref().is_none_or(|kind| budget.kind.as_ref() == Some(kind))
            && filter.reseller.as_ref().is_none_or(|reseller| customer.reseller.as_ref() == Some(reseller))
    }

    /// After a first reading only monthly budgets have a usage rate: since the start of the month,
    /// 1 November midnight in GMT+8; and none lasts longer than until 1 December.
    pub fn outlook(&self, budget: &Budget) -> Option<Outlook> {
        let used = budget.used.unwrap_or_default();
        let left = budget.amount.filter(|amount| !amount.is_zero())? - used;
        if budget.kind != Some(BudgetType::Monthly)
            || used <= Decimal::ZERO
            || budget.level() == BudgetLevel::Exhausted
        {
            return None;
        }
        let (begin, reset) = (at("2026-10-31T16:00:00Z"), at("2026-11-30T16:00:00Z"));
        let seconds = left * Decimal::from(now().as_second() - begin.as_second()) / used;
        let there = Decimal::from(now().as_second()) + seconds.trunc();
        Some(match there < Decimal::from(reset.as_second()) {
            true => Outlook::RunsOut(Timestamp::from_second(there.try_into().unwrap()).unwrap()),
            false => Outlook::LastsUntil(reset),
        })
    }

    pub fn budget_key(&self, customer: &Customer, filter: &BudgetFilter) -> Shown {
        let budget = &self.budgets[&customer.id];
        match filter.paging.sort.as_deref() {
            Some("name") => text(name(customer)),
            Some("amount") => number(budget.amount.filter(|_| budget.is_set())),
            Some("used") => number(budget.used.filter(|_| budget.is_set())),
            Some("left") => number(budget.remaining().map(|left| left.amount)),
            Some("runs-out") => instant(self.outlook(budget).map(expected_at)),
            _ => number(budget.used_percent()),
        }
    }

    pub fn order_fits(&self, order: &Order, filter: &OrderFilter) -> bool {
        let own = [Some(order.id.as_str())];
        self.customer_found(self.customer(&order.customer), filter.search.as_ref(), &own)
            && filter.status.is_none_or(|status| order.status == status)
            && filter.kind.is_none_or(|kind| order.kind == kind)
            && filter.customer.as_ref().is_none_or(|customer| order.customer == *customer)
            && filter.pay.is_none_or(|state| self.pay_state(order) == Some(state))
    }

    /// Whether an order of the world can be paid. It has neither agencies nor payments.
    pub fn pay_state(&self, order: &Order) -> Option<PayState> {
        let customer = self.customer(&order.customer);
        let budget = self.budgets.get(&order.customer);
        let left = budget.and_then(Budget::remaining);
        let found = match &order.amount {
            _ if !order.is_waiting_for_payment() => return None,
            _ if customer.frozen.is_some_and(|frozen| frozen != Frozen::No) => PayState::Frozen,
            None => PayState::Unknown,
            Some(_) if !customer.is_resale() => PayState::Payable,
            Some(_) if budget.is_none() => PayState::Unknown,
            Some(amount) => match left {
                None => PayState::NoBudget,
                Some(left) if left.currency != amount.currency => PayState::Unknown,
                Some(left) if left.amount < amount.amount => PayState::Short,
                Some(_) if customer.frozen.is_none() => PayState::Unknown,
                Some(_) => PayState::Payable,
            },
        };
        Some(found)
    }

    pub fn order_key(&self, order: &Order, filter: &OrderFilter) -> Shown {
        match filter.paging.sort.as_deref() {
            Some("deadline") => instant(deadline_shown(order)),
            Some("amount") => number(order.amount.as_ref().map(|money| money.amount)),
            Some("customer") => {
                Some(Key::Texts(name(self.customer(&order.customer)), order.customer.to_string()))
            }
            Some("pay") => pay_key(self.pay_state(order), order, filter.paging.direction),
            _ => instant(order.created_at),
        }
    }

    pub fn waiting_sums(&self, scope: &Scope) -> Vec<(Money, u64)> {
        let mut sums: BTreeMap<Currency, (Decimal, u64)> = BTreeMap::new();
        let waiting =
            self.orders.iter().filter(|o| o.is_waiting_for_payment() && self.sees(scope, &o.customer));
        for money in waiting.filter_map(|o| o.amount.as_ref()) {
            let sum = sums.entry(money.currency.clone()).or_default();
            *sum = (sum.0 + money.amount, sum.1 + 1);
        }
        sums.into_iter().map(|(currency, (sum, count))| (Money::new(sum, currency), count)).collect()
    }

    pub fn resource_fits(&self, resource: &Resource, filter: &RenewalFilter, now: Timestamp) -> bool {
        let own = [resource.name.as_deref(), Some(resource.id.as_str())];
        let window = filter.window.is_none_or(|window| match window {
            ExpiryWindow::AtRisk => resource.is_at_risk(now),
            _ => resource.expires_at.is_some_and(|expires| {
                expires > now && expires.as_second() - now.as_second() <= window.days() * 86_400
            }),
        });
        self.customer_found(self.customer(&resource.customer), filter.search.as_ref(), &own)
            && window
            && filter.auto.is_none_or(|auto| resource.auto_renews() == auto)
            && filter.status.is_none_or(|status| resource.status == Some(status))
            && filter.service.as_ref().is_none_or(|code| resource.service_code.as_ref() == Some(code))
            && filter.customer.as_ref().is_none_or(|customer| resource.customer == *customer)
    }

    pub fn resource_key(&self, resource: &Resource, filter: &RenewalFilter) -> Shown {
        let service = resource.service_name.as_ref().or(resource.service_code.as_ref());
        match filter.paging.sort.as_deref() {
            Some("customer") => {
                Some(Key::Texts(name(self.customer(&resource.customer)), resource.customer.to_string()))
            }
            Some("service") => service.and_then(text),
            Some("deletion") => instant(resource.deletion_key(now())),
            Some("name") => text(resource.display_name()),
            _ => instant(resource.expires_at),
        }
    }

    pub fn expiring_weeks(&self, scope: &Scope, now: Timestamp) -> Vec<u64> {
        let mut weeks = vec![0; 12];
        let scoped = self.resources.iter().filter(|r| needs_renewal(r) && self.sees(scope, &r.customer));
        for expires in scoped.filter_map(|r| r.expires_at).filter(|expires| *expires > now) {
            // Exactly seven days from now still is the first week.
            let week = (expires.as_second() - now.as_second() + 604_799) / 604_800 - 1;
            if let Some(count) = weeks.get_mut(week as usize) {
                *count += 1;
            }
        }
        weeks
    }
}

fn needs_renewal(resource: &Resource) -> bool {
    let in_use = resource.status.is_none_or(|status| status == ResourceStatus::InUse);
    resource.is_main && in_use && !resource.auto_renews()
}
