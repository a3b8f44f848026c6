//! The list of customers as a file.

use super::Exported;
use super::cells::{Cell, Column, amount, amount_of};
use crate::server::service::mirror::Part;
use model::budgets::{Budget, BudgetLevel, BudgetType};
use model::customers::{Association, CustomerKind, Frozen, Verified};
use model::ids::ResellerId;
use model::lists::{CustomerFilter, CustomerRow};

const COLUMNS: &[Column<CustomerRow>] = &[
    ("customer_id", |row| row.customer.id.as_str().into()),
    ("name", |row| row.customer.name.as_deref().into()),
    ("account_name", |row| row.customer.account_name.as_str().into()),
    ("association", |row| row.customer.association.as_ref().map(Association::word).into()),
    ("associated_at", |row| row.customer.associated_at.into()),
    ("reseller_id", |row| row.customer.reseller.as_ref().map(ResellerId::as_str).into()),
    ("account_manager", |row| row.customer.account_manager.as_deref().into()),
    ("owner", |row| row.owner.as_deref().into()),
    ("label", |row| row.customer.label.as_deref().into()),
    ("level", |row| row.customer.level.as_deref().into()),
    ("kind", |row| row.customer.kind.map(CustomerKind::word).into()),
    ("real_name", |row| row.customer.verified.as_ref().map(Verified::word).into()),
    ("frozen", |row| row.customer.frozen.map(Frozen::word).into()),
    ("budget_level", |row| row.budget.as_ref().map(Budget::level).map(BudgetLevel::code).into()),
    ("budget_type", |row| budget(row).and_then(|budget| budget.kind.as_ref()).map(BudgetType::word).into()),
    ("budget_amount", |row| {
        budget(row).map_or(Cell::Empty, |budget| amount_of(budget.amount, &budget.currency))
    }),
    ("budget_used", |row| budget(row).map_or(Cell::Empty, |budget| amount_of(budget.used, &budget.currency))),
    ("budget_left", |row| amount(budget(row).and_then(Budget::remaining).as_ref())),
    ("budget_currency", |row| budget(row).map(|budget| budget.currency.code()).into()),
    ("orders_to_pay", |row| row.waiting_orders.into()),
    ("next_expiry", |row| row.next_expiry.into()),
    ("country_code", |row| row.customer.country_code.as_deref().into()),
    ("telephone", |row| row.customer.telephone.as_deref().into()),
    ("email", |row| row.customer.email.as_deref().into()),
    ("xaccount_id", |row| row.customer.xaccount_id.as_deref().into()),
    ("xaccount_type", |row| row.customer.xaccount_type.as_deref().into()),
];

/// The budget, where one was set.
fn budget(row: &CustomerRow) -> Option<&Budget> {
    row.budget.as_ref().filter(|budget| budget.is_set())
}

impl Exported for CustomerFilter {
    const PART: Option<Part> = Some(Part::Customers);

    fn columns() -> &'static [Column<CustomerRow>] {
        COLUMNS
    }
}
