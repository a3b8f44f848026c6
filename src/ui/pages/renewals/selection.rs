//! Actions on the selected resources.

use crate::paths::CHANGE_REVIEW;
use crate::tr;
use crate::ui::components::{Ask, SelectionBar, Weight, post_address};
use crate::ui::format;
use leptos::prelude::*;
use model::bulk::MOST_TASKS;
use model::changes::ChangeKind;
use model::forms::changes::AutoRenewForm;
use model::lists::RenewalFilter;

/// Largest number of resources in one change. The price comparison takes more.
const MOST: u32 = 50;

/// The bar at the bottom of the window. Its buttons submit the form around the table: by GET to the
/// price comparison or the review of a change, or by POST to switch auto-renewal.
#[component]
pub fn RenewalsBar(
    /// Whether the role may change resources.
    may: bool,
    /// The list with its filters.
    filter: RenewalFilter,
    /// Number of resources that match, on all pages.
    total: u64,
) -> impl IntoView {
    let all = Some(total).filter(|total| *total <= u64::from(MOST_TASKS));
    view! {
        <SelectionBar
            list=filter
            field=AutoRenewForm::FILTER
            selected=tr!("renewals-selected")
            none_selected=tr!("renewals-select-first")
            too_many=tr!("renewals-select-fewer")
            most=MOST
            problem=None
        >
                {may.then(|| view! { <Changes /> <AutoRenewal all=all /> })}
                <button type="submit" class=Weight::Primary.class() data-needs-selection="">
                    {tr!("renewals-prices")}
                </button>
        </SelectionBar>
    }
    .into_any()
}

/// Links to other changes; each opens a review first.
#[component]
fn Changes() -> impl IntoView {
    let button = |act: ChangeKind, label: String| {
        view! {
            <button
                type="submit"
                class=Weight::Plain.class()
                formaction=CHANGE_REVIEW
                name="act"
                value=act.code()
                data-needs-selection=""
            >
                {label}
            </button>
        }
    };
    view! {
        <Ask id="changes" label=tr!("changes-more") title=tr!("changes-more-title")>
            <div class="stack">
                <p>{tr!("changes-more-means")}</p>
                <div class="actions">
                    {button(ChangeKind::ToOnDemand, tr!("changes-short-to-on-demand"))}
                    {button(ChangeKind::NotToOnDemand, tr!("changes-short-not-to-on-demand"))}
                    {button(ChangeKind::UnsubscribeRenewedTerms, tr!("changes-short-give-back-terms"))}
                    {button(ChangeKind::Unsubscribe, tr!("changes-short-unsubscribe"))}
                </div>
            </div>
        </Ask>
    }
    .into_any()
}

/// Switches auto-renewal on, which is reviewed with its price, or off, after an explanation.
#[component]
fn AutoRenewal(
    /// Number of resources that match, where they are not too many for one job.
    all: Option<u64>,
) -> impl IntoView {
    view! {
        {switch("yes", tr!("renewals-auto-on"))}
        <Ask id="auto-renewal" label=tr!("renewals-auto-off") title=tr!("renewals-auto-title")>
            <div class="stack">
                <p>{tr!("renewals-auto-off-means")}</p>
                <p class="small muted">{tr!("renewals-auto-one-by-one")}</p>
                <div class="actions">{switch("no", tr!("renewals-auto-switch-off"))}</div>
            </div>
        </Ask>
        {all.map(|all| view! {
            <Ask id="all" label=tr!("renewals-all-matching", n = format::count(all)) title=tr!("renewals-all-title", n = format::count(all))>
                <div class="stack">
                    <p>{tr!("renewals-all-means")}</p>
                    <div class="actions">
                        {switch("yes-all", tr!("renewals-auto-on"))}
                        {switch("no-all", tr!("renewals-auto-off"))}
                    </div>
                </div>
            </Ask>
        })}
    }
    .into_any()
}

/// A button that posts the selection, or all that match.
fn switch(on: &'static str, label: String) -> impl IntoView {
    let selected = !on.ends_with("-all");
    let address = post_address::<AutoRenewForm>();
    view! {
        <button
            type="submit"
            class=Weight::Plain.class()
            formmethod="post"
            formaction=address
            name=AutoRenewForm::ON.name
            value=on
            data-needs-selection=selected.then_some("")
        >
            {label}
        </button>
    }
}
