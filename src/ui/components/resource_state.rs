//! The status of a resource, and when its data will be deleted.

use crate::context::viewer;
use crate::tr;
use crate::ui::components::{ResourceStatusBadge, Urgency};
use crate::ui::format;
use leptos::prelude::*;
use model::resources::{Deletion, Resource, ResourceStatus};
use model::time::write_utc;

/// The status; for data at risk also the estimated day of deletion.
#[component]
pub fn ResourceState(resource: Resource) -> impl IntoView {
    let now = viewer().now;
    // Its end has passed: what the vendor said before that is over.
    let status = match resource.status {
        Some(status @ (ResourceStatus::Frozen | ResourceStatus::Expired)) => Some(status),
        _ if resource.is_at_risk(now) => Some(ResourceStatus::Expired),
        status => status,
    };
    view! {
        {status.map(|status| view! { <ResourceStatusBadge status=status /> })}
        {resource.deletion(now).map(|deletion| view! { <DeletionDay deletion=deletion /> })}
    }
    .into_any()
}

/// The same where resources are listed for another reason: nothing unless the data is at risk.
#[component]
pub fn RiskOf(resource: Resource) -> impl IntoView {
    resource.is_at_risk(viewer().now).then(|| view! { <ResourceState resource=resource /> }.into_any())
}

/// The estimated day of deletion; its title says the rule.
#[component]
fn DeletionDay(deletion: Deletion) -> impl IntoView {
    let now = viewer().now;
    let Deletion::About(day) = deletion else {
        return view! {
            <span class="sub deletion soon" title=tr!("resource-deletion-rule")>
                {tr!("resource-deletion-after-freeze")}
            </span>
        }
        .into_any();
    };
    let (class, text) = match Urgency::of(day, now) {
        Urgency::Past => ("sub deletion soon", tr!("resource-deletion-any-day")),
        Urgency::Soon => ("sub deletion soon", tr!("resource-deletion-about", day = format::day(day))),
        Urgency::Later => ("sub deletion", tr!("resource-deletion-about", day = format::day(day))),
    };
    view! {
        <time class=class datetime=write_utc(day) title=tr!("resource-deletion-rule")>
            {text}
        </time>
    }
    .into_any()
}
