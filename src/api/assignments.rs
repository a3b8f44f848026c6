//! Who looks after which customers. Pages are made on the server, which is where the readings answer; there
//! is no address for them.

use leptos::prelude::*;
use model::assignments::{AssignmentPlan, AssignmentsView, Person};
use model::error::AppError;
use model::forms::Posted;
use model::forms::assignments::{
    AddRuleForm, ApplyPlanForm, PlanAssignmentsForm, RemoveRuleForm, SetTeamForm,
};
use model::ids::PlanId;

page_data! {
    /// The people with how many customers they look after, and the rules.
    fn assignments() -> AssignmentsView {
        let (desk, ctx) = super::reply::caller()?;
        super::reply::respond(&ctx, crate::server::service::assignments::team::show(&desk, &ctx).await)
    }
}

page_data! {
    /// Everybody who can be assigned customers; nobody for a caller who may not assign.
    fn people() -> Vec<Person> {
        let (desk, ctx) = super::reply::caller()?;
        super::reply::respond(&ctx, crate::server::service::assignments::team::people(&desk, &ctx).await)
    }
}

page_data! {
    /// A preview.
    fn assignment_plan(id: PlanId) -> AssignmentPlan {
        let (desk, ctx) = super::reply::caller()?;
        super::reply::respond(&ctx, crate::server::service::assignments::plan::show(&desk, &ctx, &id).await)
    }
}

/// Sets who looks after a customer. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "set_team")]
pub async fn set_team(#[server(flatten)] posted: Posted<SetTeamForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::assignments::team;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        team::set_team(&desk, &ctx, &form).await.map(|()| Next::Back(Notice::TeamSet))
    })
    .await
}

/// A preview of assigning a selection of the list of customers. Redirects to it.
#[server(prefix = "/api", endpoint = "plan_assignments")]
pub async fn plan_assignments(
    #[server(flatten)] posted: Posted<PlanAssignmentsForm>,
) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::assignments::plan;
    reply::answer(posted, |desk, ctx, form| async move {
        plan::selection(&desk, &ctx, &form).await.map(|id| Next::Path(paths::assignment_plan(&id)))
    })
    .await
}

/// Carries out a preview. Redirects to its page.
#[server(prefix = "/api", endpoint = "apply_plan")]
pub async fn apply_plan(#[server(flatten)] posted: Posted<ApplyPlanForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::paths;
    use crate::server::service::assignments::plan;
    reply::answer(posted, |desk, ctx, form| async move {
        plan::apply(&desk, &ctx, &form.id).await.map(|()| Next::Path(paths::assignment_plan(&form.id)))
    })
    .await
}

/// Adds a rule, or gives it to another person. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "add_rule")]
pub async fn add_rule(#[server(flatten)] posted: Posted<AddRuleForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::assignments::rules;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        rules::add(&desk, &ctx, &form).await.map(|()| Next::Back(Notice::RuleAdded))
    })
    .await
}

/// Removes a rule with what it assigned. Redirects to the form's page.
#[server(prefix = "/api", endpoint = "remove_rule")]
pub async fn remove_rule(#[server(flatten)] posted: Posted<RemoveRuleForm>) -> Result<(), AppError> {
    use super::reply::{self, Next};
    use crate::server::service::assignments::rules;
    use model::forms::Notice;
    reply::answer(posted, |desk, ctx, form| async move {
        rules::remove(&desk, &ctx, &form).await.map(|()| Next::Back(Notice::RuleRemoved))
    })
    .await
}
