//! Actions on the selected resources.

use crate::paths::CHANGE_REVIEW;
use crate::tr;
use crate::ui::components::{Ask, Caution, Weight, post_address};
use crate::ui::islands::{Selection, SelectionWords};
use leptos::prelude::*;
use model::changes::ChangeKind;
use model::forms::changes::AutoRenewForm;

/// Largest number of resources in one change. The price comparison takes more.
const MOST: u32 = 50;

/// The bar at the bottom of the window. Its buttons submit the form around the table: by GET to the
/// price comparison or the review of a change, or by POST to switch auto-renewal.
#[component]
pub fn SelectionBar(
    /// Whether the role may change resources.
    may: bool,
) -> impl IntoView {
    let words = SelectionWords {
        selected: tr!("renewals-selected"),
        none_selected: tr!("renewals-select-first"),
        too_many: tr!("renewals-select-fewer"),
    };
    view! {
        <div class="selection-bar">
            <Selection words=words form="selection".to_owned() most=MOST />
            <div class="actions">
                {may.then(|| view! { <Changes /> <AutoRenewal /> })}
                <button type="submit" class=Weight::Primary.class() data-needs-selection="">
                    {tr!("renewals-prices")}
                </button>
            </div>
        </div>
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

/// Switches auto-renewal on or off, with an explanation.
#[component]
fn AutoRenewal() -> impl IntoView {
    let address = post_address::<AutoRenewForm>();
    let button = move |on: &'static str, label: String| {
        view! {
            <button
                type="submit"
                class=Weight::Plain.class()
                formmethod="post"
                formaction=address.clone()
                name=AutoRenewForm::ON.name
                value=on
                data-needs-selection=""
            >
                {label}
            </button>
        }
    };
    view! {
        <Ask id="auto-renewal" label=tr!("renewals-auto") title=tr!("renewals-auto-title")>
            <div class="stack">
                <p>{tr!("renewals-auto-means")}</p>
                <Caution>
                    <p>{tr!("renewals-auto-charges")}</p>
                </Caution>
                <p>{tr!("renewals-auto-reviewed")}</p>
                <p class="small muted">{tr!("renewals-auto-one-by-one")}</p>
                <div class="actions">
                    {button("no", tr!("renewals-auto-switch-off"))}
                    {button("yes", tr!("renewals-auto-switch-on"))}
                </div>
            </div>
        </Ask>
    }
    .into_any()
}
