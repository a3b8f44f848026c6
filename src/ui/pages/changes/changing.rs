//! The resources of a change: those that change, and those that cannot be changed now.

use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    Amount, Column, Expiry, Instant, RiskOf, Row, Section, Table, Unknown, explain_failure,
};
use crate::ui::pages::changes::words::hold_text;
use crate::ui::pages::renewals::list::OnExpiry;
use leptos::prelude::*;
use model::auto_renewal::{FirstCharge, first_charge};
use model::changes::{Candidate, ChangeBlocker, ChangeKind};
use model::resources::Resource;

/// The resources that change, with their attached resources.
#[component]
pub fn Changing(candidates: Vec<Candidate>, act: ChangeKind) -> impl IntoView {
    let on = act == ChangeKind::AutoRenewOn;
    let mut columns = vec![
        Column::text("name", tr!("renewals-resource")).lead(),
        Column::text("expires", tr!("renewals-expires-now")),
        Column::text("then", tr!("renewals-then")),
    ];
    if on {
        columns.push(Column::text("charge", tr!("changes-first-charge")));
        columns.push(Column::number("price", tr!("changes-price")));
    }
    let row = move |Candidate { resource, attached, charge, .. }: Candidate| {
        let service = resource.service_name.clone().or_else(|| resource.service_code.clone());
        let names: Vec<&str> = attached.iter().map(Resource::display_name).collect();
        let with = (!names.is_empty()).then(|| tr!("changes-with", names = names.join(", ")));
        let mut cells = vec![
            view! {
                <strong class="name">{resource.display_name().to_owned()}</strong>
                <span class="sub">{service}</span>
                {with.map(|with| view! { <span class="sub">{with}</span> })}
            }
            .into_any(),
            view! {
                <Expiry resource=resource.clone() />
                <RiskOf resource=resource.clone() />
            }
            .into_any(),
        ];
        let first = view! { <First resource=resource.clone() /> }.into_any();
        cells.push(view! { <OnExpiry resource=resource /> }.into_any());
        if on {
            cells.push(first);
            cells.push(match charge {
                Some(charge) => view! {
                    <Amount money=charge.price />
                    <span class="sub">{tr!("changes-at-most", period = terms::period(charge.period))}</span>
                }
                .into_any(),
                None => view! { <Unknown /> }.into_any(),
            });
        }
        Row::new(cells)
    };
    let rows = candidates.into_iter().map(row).collect();
    let title = if act.unsubscribe_type().is_some() { tr!("changes-what-goes") } else { tr!("changes-what") };
    view! {
        <Section title=title.clone() id="resources">
            <Table caption=title columns=columns rows=rows />
        </Section>
    }
    .into_any()
}

/// When auto-renewal charges a resource for the first time.
#[component]
fn First(resource: Resource) -> impl IntoView {
    match resource.expires_at.map(|end| first_charge(end, viewer().now)) {
        Some(FirstCharge::AtOnce) => view! { <strong>{tr!("changes-charged-at-once")}</strong> }.into_any(),
        Some(FirstCharge::At(at)) => view! {
            <Instant at=at />
            <span class="sub">{tr!("changes-charge-hour")}</span>
        }
        .into_any(),
        None => view! { <Unknown /> }.into_any(),
    }
}

/// The resources that cannot be changed now, with the reason and a link.
#[component]
pub fn Skipped(candidates: Vec<Candidate>, act: ChangeKind) -> impl IntoView {
    let line = move |Candidate { resource, blocker: hold, .. }: Candidate| {
        let hold = hold?;
        let way = match &hold {
            ChangeBlocker::Intent(intent) => Some((paths::intent(intent), tr!("changes-to-holder"))),
            _ => None,
        };
        let said = match &hold {
            ChangeBlocker::NoPrice(Some(failure)) => Some(explain_failure(failure)),
            _ => None,
        };
        let said = said.map(|said| {
            let quote = said.quote.map(|words| format!(" \u{201c}{words}\u{201d}"));
            view! { " " {said.what} {quote} {said.code.map(|code| view! { " " <code>{code}</code> })} }
        });
        let line = view! {
            <li>
                <strong>{resource.display_name().to_owned()}</strong>
                ": "
                {hold_text(&hold, act)}
                {said}
                {way.map(|(href, label)| view! { " " <a href=href>{label}</a> })}
            </li>
        };
        Some(line)
    };
    view! {
        <div class="refusals" id="left-out">
            <h3>{tr!("changes-left-out")}</h3>
            <ul>{candidates.into_iter().filter_map(line).collect_view()}</ul>
        </div>
    }
    .into_any()
}
