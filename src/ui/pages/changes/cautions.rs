//! Warnings above a change: auto-renewals that HUAWEI CLOUD may charge before the change, and
//! renewal orders whose payment may undo it.

use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::Caution;
use leptos::prelude::*;
use model::auto_renewal::{FirstCharge, first_charge};
use model::changes::{Candidate, ChangeKind};
use model::resources::{AUTO_RENEWAL_WINDOW_DAYS, Resource};
use model::time::{Timestamp, days_between};

/// All warnings for the resources that would change.
pub fn cautions(candidates: &[Candidate], act: ChangeKind) -> AnyView {
    let charge_warning = charge_warning(candidates, act);
    let renewal_warning = candidates.iter().filter_map(renewal_warning).collect_view();
    view! { {charge_warning} {renewal_warning} }.into_any()
}

/// Resources that auto-renewal charges soon after it is switched on, and those that it may charge
/// before it is switched off.
fn charge_warning(candidates: &[Candidate], act: ChangeKind) -> Option<AnyView> {
    let now = viewer().now;
    if act != ChangeKind::AutoRenewOn {
        let at_risk = |resource: &Resource| resource.may_be_charged_by_itself(now);
        return warning(candidates, at_risk, tr!("changes-charged-until"));
    }
    let at_once = |resource: &Resource| is_charged_at_once(resource, now);
    let soon = |resource: &Resource| {
        let near = |end: Timestamp| days_between(now, end) < AUTO_RENEWAL_WINDOW_DAYS;
        resource.expires_at.is_some_and(near) && !is_charged_at_once(resource, now)
    };
    let both = [
        warning(candidates, at_once, tr!("changes-charged-now")),
        warning(candidates, soon, tr!("changes-charged-soon")),
    ];
    both.iter().any(Option::is_some).then(|| both.into_iter().flatten().collect_view().into_any())
}

fn is_charged_at_once(resource: &Resource, now: Timestamp) -> bool {
    resource.expires_at.is_some_and(|end| first_charge(end, now) == FirstCharge::AtOnce)
}

/// One warning for all resources that it concerns.
fn warning(candidates: &[Candidate], concerns: impl Fn(&Resource) -> bool, words: String) -> Option<AnyView> {
    let concerned = candidates.iter().map(|one| &one.resource).filter(|resource| concerns(resource));
    let names: Vec<&str> = concerned.map(Resource::display_name).collect();
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
