//! Budgets.

use leptos::prelude::*;
use model::budgets::BudgetLevel;
use model::error::AppError;
use model::forms::Posted;
use model::forms::budgets::{SetBudgetForm, UndoBudgetForm};
use model::ids::CustomerId;
use model::raise::RaiseFor;
use model::views::BudgetView;

/// How many budgets in scope are at each level, every level once.
#[server(prefix = "/api", endpoint = "budget_levels")]
pub async fn budget_levels() -> Result<Vec<(BudgetLevel, u64)>, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    super::reply::respond(&ctx, crate::server::service::budgets::levels(&desk, &ctx).await)
}

/// One customer's budget and its history, read live; and the purchase that it is raised for.
#[server(prefix = "/api", endpoint = "budget")]
pub async fn budget(customer: CustomerId, raise_for: Option<RaiseFor>) -> Result<BudgetView, AppError> {
    let (desk, ctx) = super::reply::caller()?;
    let shown = crate::server::service::budgets::show(&desk, &ctx, &customer, raise_for).await;
    super::reply::respond(&ctx, shown)
}

/// Sets a budget. Redirects to the form's page, to the page of the purchase that it was raised for, or to
/// the job that waits for another person.
#[server(prefix = "/api", endpoint = "set_budget")]
pub async fn set_budget(#[server(flatten)] posted: Posted<SetBudgetForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::budgets::{self, Placed};
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        Ok(match (budgets::set(&desk, &ctx, &form).await?, form.purchase()) {
            (Placed::Set(change), Some(what)) => {
                let (path, key) = (crate::paths::purchase(&what), SetBudgetForm::notice_of(&what));
                Next::There(path, key, Notice::BudgetSet(change))
            }
            (Placed::Set(change), None) => Next::Back(Notice::BudgetSet(change)),
            (Placed::Waits(job), _) => Next::Path(crate::paths::bulk(&job)),
        })
    })
    .await
}

/// Undoes the setting of a budget, if it is still as it was set. Redirects as [`set_budget`].
#[server(prefix = "/api", endpoint = "undo_budget")]
pub async fn undo_budget(#[server(flatten)] posted: Posted<UndoBudgetForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::budgets::{self, Placed};
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        Ok(match budgets::set(&desk, &ctx, &form.into_set()).await? {
            Placed::Set(change) => Next::Back(Notice::BudgetSet(change)),
            Placed::Waits(job) => Next::Path(crate::paths::bulk(&job)),
        })
    })
    .await
}
