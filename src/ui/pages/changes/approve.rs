//! A change that waits for approval: what the person who asks saw, and the buttons.

use crate::tr;
use crate::ui::components::{Amount, ApprovalButtons, ErrorPanel, Filled, Section};
use crate::ui::pages::changes::cautions::cautions;
use crate::ui::pages::changes::changing::{Changing, Skipped};
use crate::ui::pages::changes::words::{act_text, steps};
use leptos::prelude::*;
use model::changes::StoredChange;
use model::error::AppError;
use model::forms::changes::{ApproveChangeForm, DeclineChangeForm};
use model::limits::Approval;
use model::views::ChangeReview;

/// Prices and warnings as they are now.
#[component]
pub fn Shown(review: ChangeReview) -> impl IntoView {
    let ChangeReview { act, candidates, failure, total, .. } = review;
    let (skipped, changing): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|one| one.blocker.is_some());
    let failure = failure.map(|failure| AppError::Partner(Box::new(failure)));
    let warnings = cautions(&changing, act);
    view! {
        {failure.map(|error| view! { <ErrorPanel error=error /> })}
        {warnings}
        {total.map(|total| view! {
            <Section title=tr!("changes-price-now") id="price">
                <Amount money=total huge=true />
                <p class="small muted">{tr!("changes-price-means")}</p>
            </Section>
        })}
        <Section title=tr!("payments-what-happens") id="steps">
            <ol class="steps">{steps(act).into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}</ol>
        </Section>
        {(!changing.is_empty()).then(|| view! { <Changing candidates=changing act=act /> })}
        {(!skipped.is_empty()).then(|| view! { <Skipped candidates=skipped act=act /> })}
    }
    .into_any()
}

/// Approve or reject; the requester may withdraw the request.
#[component]
pub fn Approve(change: StoredChange, approval: Approval) -> impl IntoView {
    let approve = Filled::of(&ApproveChangeForm { id: change.id.clone(), password: String::new() });
    let decline = Filled::of(&DeclineChangeForm { id: change.id.clone() });
    let password = approve.field(ApproveChangeForm::PASSWORD);
    let what = act_text(change.what.act, change.what.parts.len());
    let amount = change.what.agreed.as_ref().map(ToString::to_string).unwrap_or_default();
    let label = tr!("changes-approve", what = what, amount = amount);
    view! { <ApprovalButtons approval=approval approve=approve password=password decline=decline label=label /> }
        .into_any()
}
