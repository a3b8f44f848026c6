//! The list of the audit log.

use super::seals::SealLine;
use super::words::action_text;
use crate::paths;
use crate::tr;
use crate::ui::components::{
    Column, Icon, Id, Instant, LinkButton, ListData, ListPage, OutcomeBadge, Row, RowLink, Unknown,
};
use crate::ui::format::count;
use crate::ui::load::{list, load_list, state};
use leptos::prelude::*;
use model::audit::SealView;
use model::intents::IntentRef;
use model::lists::{ActivityFilter, ActivityRow};

/// `/activity`
#[component]
pub fn ActivityPage() -> impl IntoView {
    let data = async {
        let listed = list(state()).await?;
        Ok((listed, crate::api::activity::activity_seals().await?))
    };
    load_list(
        tr!("shell-activity"),
        data,
        |(data, seals)| view! { <ActivityListView data=data seals=seals /> },
    )
}

/// The page with its data.
#[component]
pub fn ActivityListView(data: ListData<ActivityFilter>, seals: SealView) -> impl IntoView {
    let (all, some) = (data.listing.total_unfiltered, data.listing.total);
    let title = if some == all {
        tr!("activity-all", count = all, n = count(all))
    } else {
        tr!("activity-some", count = all, n = count(some), all = count(all))
    };
    let rows = data.listing.rows.iter().cloned().map(row).collect();
    let may_export = seals.may_export;
    let proof = move || {
        may_export.then(|| {
            let (href, label) = (paths::audit_proof(), tr!("activity-proof"));
            view! { <LinkButton href=href label=label icon=Icon::Download quiet=true /> }
        })
    };
    view! {
        <ListPage
            data=data
            title=title
            columns=columns()
            rows=rows
            actions=proof
            above=move || view! { <SealLine seals=seals.clone() /> }
        />
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("deed", tr!("activity-deed")).lead(),
        Column::text("when", tr!("activity-when")),
        Column::text("actor", tr!("activity-actor")),
        Column::text("customer", tr!("activity-customer")).party(),
        Column::text("subject", tr!("activity-subject")).middle(),
        Column::text("outcome", tr!("activity-outcome")),
    ]
}

fn row(ActivityRow { entry, customer_name, intent }: ActivityRow) -> Row {
    let customer = match (entry.customer.clone(), customer_name) {
        (Some(id), Some(name)) => view! { <a href=paths::customer(&id)>{name}</a> }.into_any(),
        (Some(id), None) => {
            view! { <a href=paths::customer(&id)><code>{id.to_string()}</code></a> }.into_any()
        }
        (None, _) => view! { <Unknown /> }.into_any(),
    };
    Row::new(vec![
        view! { <RowLink href=paths::activity_entry(&entry.id) name=action_text(entry.action) /> }.into_any(),
        view! { <Instant at=entry.opened_at exact=true /> }.into_any(),
        entry.actor.into_any(),
        customer,
        subject(entry.subject, intent),
        view! {
            <OutcomeBadge outcome=entry.outcome />
            {entry.code.map(|code| view! { <code class="sub">{code}</code> })}
        }
        .into_any(),
    ])
}

/// The object of the action, linked to its payment, renewal or change if there is one.
fn subject(subject: Option<String>, intent: Option<IntentRef>) -> AnyView {
    let text = |id: String| view! { <Id id=id /> }.into_any();
    match (subject, intent) {
        (Some(subject), Some(held)) => {
            view! { <a href=paths::intent(&held)><code>{subject}</code></a> }.into_any()
        }
        (Some(subject), None) => text(subject),
        (None, _) => view! { <Unknown /> }.into_any(),
    }
}
