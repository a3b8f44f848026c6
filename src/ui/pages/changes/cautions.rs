//! What can cost money beside a change: charges by the vendor itself, and a renewal order that may
//! undo it.

use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::Caution;
use leptos::prelude::*;
use model::changes::{Candidate, ChangeKind};
use model::resources::{AUTO_RENEWAL_WINDOW_DAYS, Resource};
use model::time::days_between;

/// The boxes above a change, for the resources that it would change.
pub fn cautions(candidates: &[Candidate], act: ChangeKind) -> AnyView {
    let charged = charged(candidates, act);
    let renewing = candidates.iter().filter_map(renewing).collect_view();
    view! { {charged} {renewing} }.into_any()
}

/// The resources that the vendor may charge at any moment, and what that means here.
fn charged(candidates: &[Candidate], act: ChangeKind) -> Option<AnyView> {
    let now = viewer().now;
    let soon = |resource: &Resource| {
        resource.expires_at.is_some_and(|end| days_between(now, end) < AUTO_RENEWAL_WINDOW_DAYS)
    };
    let on = act == ChangeKind::AutoRenewOn;
    let at_risk = candidates
        .iter()
        .map(|one| &one.resource)
        .filter(|resource| if on { soon(resource) } else { resource.may_be_charged_by_itself(now) });
    let names: Vec<&str> = at_risk.map(Resource::display_name).collect();
    let words = if on { tr!("changes-charged-soon") } else { tr!("changes-charged-until") };
    (!names.is_empty()).then(|| caution(names.join(", "), words, ()))
}

/// A renewal order that may undo the change when it is paid.
fn renewing(candidate: &Candidate) -> Option<AnyView> {
    let held = candidate.renewing.as_ref()?;
    let (name, href) = (candidate.resource.display_name().to_owned(), paths::intent(held));
    let link = view! {
        " "
        <a href=href>{tr!("changes-to-holder")}</a>
    };
    Some(caution(name, tr!("changes-renewing"), link))
}

fn caution(names: String, words: String, link: impl IntoView + 'static) -> AnyView {
    view! {
        <Caution risk=true>
            <p>
                <strong>{names}</strong>
                ": "
                {words}
                {link}
            </p>
        </Caution>
    }
    .into_any()
}
