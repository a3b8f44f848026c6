//! The end of a resource, as far as this desk knows.

use crate::tr;
use crate::ui::components::Due;
use crate::ui::format;
use leptos::prelude::*;
use model::resources::Resource;

/// When it expires. Where this desk renewed it a moment ago, the end that it is expected to have, and what
/// HUAWEI CLOUD still says.
#[component]
pub fn Expiry(resource: Resource) -> impl IntoView {
    let old = resource.expires_at.filter(|_| resource.renewed_here.is_some());
    match old {
        Some(old) => {
            let remark = tr!("renewals-renewed-here", day = format::day(old));
            view! { <Due at=resource.end() remark=remark /> }.into_any()
        }
        None => view! { <Due at=resource.end() /> }.into_any(),
    }
}
