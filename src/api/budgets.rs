//! Budgets.

use crate::model::{
    budget::BudgetLevel,
    error::AppError,
    ids::CustomerId,
    lists::{BudgetFilter, BudgetRow},
    page::Listing,
    views::BudgetView,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The budgets in scope that match, from the mirror.
#[server(prefix = "/api", endpoint = "budgets")]
pub async fn budgets(filter: BudgetFilter) -> Result<Listing<BudgetRow>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::budgets::list(&desk, &ctx, &filter).await)
}

/// How many budgets in scope are at each level, every level once.
#[server(prefix = "/api", endpoint = "budget_levels")]
pub async fn budget_levels() -> Result<Vec<(BudgetLevel, u64)>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::budgets::levels(&desk, &ctx).await)
}

/// One customer's budget and its history, read live.
#[server(prefix = "/api", endpoint = "budget")]
pub async fn budget(customer: CustomerId) -> Result<BudgetView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::give(&ctx, crate::server::service::budgets::show(&desk, &ctx, &customer).await)
}

/// A budget as the page showed it; both empty when none was set.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Seen {
    /// The amount.
    pub amount: String,
    /// MONTHLY or PACKAGE.
    pub kind: String,
}

/// Sets a budget. Form `set-budget`: `amount` as typed; `kind` MONTHLY or PACKAGE; `behaviour`
/// empty (leave as it is), 0 (manual) or 1 (automatic); `lift_freeze` "yes" or absent;
/// `seen[amount]` and `seen[kind]` as the page showed them; `password` where it was asked for.
/// Leads back, or on to the page of the job that waits for another person.
#[server(prefix = "/api", endpoint = "set_budget")]
pub async fn set_budget(
    customer: CustomerId,
    #[server(default)] amount: String,
    #[server(default)] kind: String,
    #[server(default)] behaviour: String,
    #[server(default)] lift_freeze: String,
    #[server(default)] seen: Seen,
    #[server(default)] password: String,
) -> Result<(), AppError> {
    use crate::model::form::Notice;
    use crate::server::service::budgets::{self, Placed, Wanted};
    let (desk, ctx) = super::reply::caller()?;
    let form = super::reply::Form::new("set-budget")
        .value("amount", &amount)
        .value("kind", &kind)
        .value("behaviour", &behaviour)
        .value("lift_freeze", &lift_freeze);
    let wanted = Wanted {
        amount: &amount,
        kind: &kind,
        behaviour: &behaviour,
        lift_freeze: lift_freeze == "yes",
        seen_amount: &seen.amount,
        seen_kind: &seen.kind,
        password: &password,
    };
    match budgets::set(&desk, &ctx, &customer, wanted).await {
        Ok(Placed::Waits(job)) => form.go(&ctx, Ok(crate::ui::paths::bulk(&job))).await,
        done => form.stay(&ctx, done.map(|_| Notice::BudgetSet)).await,
    }
}
