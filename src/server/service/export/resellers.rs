//! The list of resellers as a file.

use super::Exported;
use super::cells::Column;
use crate::server::service::mirror::Part;
use model::lists::{ResellerFilter, ResellerRow};
use model::money::written;

const COLUMNS: &[Column<ResellerRow>] = &[
    ("reseller_id", |row| row.id.as_str().into()),
    ("name", |row| row.name.as_deref().into()),
    ("account_name", |row| row.account_name.as_deref().into()),
    ("associated_at", |row| row.associated_at.into()),
    ("customers", |row| row.customers.into()),
    // One sum per currency: "CNY 1200; USD 312.40".
    ("budgets", |row| budgets(row).into()),
    ("budgets_not_loaded", |row| row.unread_budgets.into()),
];

fn budgets(row: &ResellerRow) -> Option<String> {
    let sums =
        row.budgets.iter().map(|sum| format!("{} {}", sum.currency, written(sum.amount, &sum.currency)));
    let sums: Vec<String> = sums.collect();
    (!sums.is_empty()).then(|| sums.join("; "))
}

impl Exported for ResellerFilter {
    const PART: Option<Part> = Some(Part::Customers);

    fn columns() -> &'static [Column<ResellerRow>] {
        COLUMNS
    }
}
