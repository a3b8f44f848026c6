//! The list of budgets as a file.

use super::Exported;
use super::cells::{Column, amount, amount_of};
use crate::server::service::mirror::Part;
use model::budgets::BudgetType;
use model::customers::Frozen;
use model::forecast::Outlook;
use model::ids::ResellerId;
use model::lists::{BudgetFilter, BudgetRow};

const COLUMNS: &[Column<BudgetRow>] = &[
    ("customer_id", |row| row.customer.id.as_str().into()),
    ("name", |row| row.customer.name.as_deref().into()),
    ("account_name", |row| row.customer.account_name.as_str().into()),
    ("reseller_id", |row| row.customer.reseller.as_ref().map(ResellerId::as_str).into()),
    ("frozen", |row| row.customer.frozen.map(Frozen::word).into()),
    ("level", |row| row.budget.level().code().into()),
    ("type", |row| row.budget.kind.as_ref().filter(|_| row.budget.is_set()).map(BudgetType::word).into()),
    ("amount", |row| amount_of(row.budget.amount.filter(|_| row.budget.is_set()), &row.budget.currency)),
    ("used", |row| amount_of(row.budget.used.filter(|_| row.budget.is_set()), &row.budget.currency)),
    ("left", |row| amount(row.budget.remaining().as_ref())),
    ("currency", |row| row.budget.currency.code().into()),
    ("used_percent", |row| row.budget.used_percent().into()),
    // An estimate at the pace so far; empty where it lasts until its reset.
    ("runs_out_at", |row| row.outlook.and_then(Outlook::runs_out_at).into()),
    ("read_at", |row| row.read_at.into()),
];

impl Exported for BudgetFilter {
    const PART: Option<Part> = Some(Part::Budgets);

    fn columns() -> &'static [Column<BudgetRow>] {
        COLUMNS
    }
}
