//! The start page: what needs attention today, most urgent first.

mod figures;
mod hand_overs;
mod limits;
mod lists;
mod notes;
mod requests;
mod risks;

use crate::tr;
use crate::ui::components::{FreshnessLine, Gaps, PageHead, Refresh, form_key};
use crate::ui::format::count;
use crate::ui::load::load;
use crate::ui::pages::notes::section::NoteErrors;
use figures::{Figures, at_level};
use hand_overs::HandOvers;
use leptos::prelude::*;
use limits::LimitProposals;
use lists::{Budgets, Expiring, OpenIntents, Orders};
use model::budgets::BudgetLevel;
use model::forms::mirror::RefreshForm;
use model::forms::notes::EndFollowUpForm;
use model::mirror::{Coverage, Part};
use model::overview::Overview;
use notes::{FollowUps, Mentions};
use requests::{Approvals, Ended, Raises};
use risks::Risks;

/// `/`
#[component]
pub fn OverviewPage() -> impl IntoView {
    load(crate::api::overview::overview(), |overview| view! { <OverviewView overview=overview /> })
}

/// The heading, which says the state of the day.
fn heading(overview: &Overview) -> String {
    let unknown = overview.unknown_payments.len() + overview.unknown_renewals.len();
    let unknown = u64::try_from(unknown).unwrap_or(u64::MAX);
    let exhausted = at_level(overview, BudgetLevel::Exhausted);
    if unknown > 0 {
        tr!("overview-title-unknown", count = unknown, n = count(unknown))
    } else if overview.at_risk > 0 {
        tr!("overview-title-risk", count = overview.at_risk, n = count(overview.at_risk))
    } else if exhausted > 0 {
        tr!("overview-title-exhausted", count = exhausted, n = count(exhausted))
    } else if overview.waiting_orders > 0 {
        tr!("overview-title-orders", count = overview.waiting_orders, n = count(overview.waiting_orders))
    } else if !overview.parts.iter().all(Coverage::is_complete) {
        tr!("overview-title-incomplete")
    } else {
        tr!("overview-title-calm")
    }
}

/// The page with its data.
#[component]
pub fn OverviewView(overview: Overview) -> impl IntoView {
    let title = heading(&overview);
    let freshness = overview.freshness;
    view! {
        <PageHead title=title forms=vec![form_key(&RefreshForm::default()), form_key(&EndFollowUpForm::default())]>
            <FreshnessLine freshness=freshness />
            <Refresh form=RefreshForm::default() />
        </PageHead>
        <NoteErrors />
        <Gaps parts=overview.parts.clone() />
        <HandOvers notices=overview.hand_overs.clone() />
        {overview.notes.clone().map(|notes| view! { <Mentions notes=notes /> })}
        <Figures overview=overview.clone() />
        <Risks rows=overview.risks.clone() total=overview.at_risk />
        <Approvals payments=overview.waiting_payments.clone() changes=overview.waiting_changes.clone() />
        <Raises jobs=overview.waiting_bulks.clone() />
        <LimitProposals proposals=overview.limit_proposals.clone() />
        <Ended requests=overview.ended_requests.clone() jobs=overview.ended_bulks.clone() />
        <OpenIntents payments=overview.unknown_payments.clone() renewals=overview.unknown_renewals.clone() />
        {overview.notes.clone().map(|notes| view! { <FollowUps notes=notes /> })}
        <div class="halves">
            <Orders rows=overview.orders.clone() total=overview.waiting_orders coverage=overview.coverage(Part::Orders).cloned() />
            <Budgets rows=overview.budgets.clone() coverage=overview.coverage(Part::Budgets).cloned() />
        </div>
        <Expiring overview=overview />
    }
    .into_any()
}
