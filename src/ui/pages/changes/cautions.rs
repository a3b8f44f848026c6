//! Warnings above a change: auto-renewals that HUAWEI CLOUD may charge before the change, and
//! renewal orders whose payment may undo it.

use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::Caution;
use leptos::prelude::*;
use model::changes::{Candidate, ChangeKind};
use model::resources::{AUTO_RENEWAL_WINDOW_DAYS, Resource};
use model::time::days_between;

/// All warnings for the resources that would change.
pub fn cautions(candidates: &[Candidate], act: ChangeKind) -> AnyView {
    let charge_warning = charge_warning(candidates, act);
    let renewal_warning = candidates.iter().filter_map(renewal_warning).collect_view();
    view! { {charge_warning} {renewal_warning} }.into_any()
}

/// Resources that may be charged by auto-renewal at any moment.
fn charge_warning(candidates: &[Candidate], act: ChangeKind) -> Option<AnyView> {
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

/// A renewal order of the resource. Paying it may undo the change.
fn renewal_warning(candidate: &Candidate) -> Option<AnyView> {
    let renewal = candidate.renewing.as_ref()?;
    let (name, href) = (candidate.resource.display_name().to_owned(), paths::intent(renewal));
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
