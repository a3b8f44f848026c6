//! The audit log.

use super::words::action_text;
use crate::paths;
use crate::tr;
use crate::ui::components::{
    Chip, Choice, Column, Empty, ExportLink, FilterBar, FreshnessLine, Id, Instant, Nothing, OutcomeBadge,
    PageHead, Pager, Row, RowLink, Table, Unknown, outcome_text,
};
use crate::ui::format::count;
use crate::ui::load::{load_list, state};
use leptos::prelude::*;
use model::audit::{AuditAction, AuditOutcome};
use model::ids::CustomerId;
use model::intents::IntentRef;
use model::lists::{ActivityFilter, ActivityRow};
use model::page::{Direction, Listing, Paging};

/// Fetches and shows.
#[component]
pub fn ActivityPage() -> impl IntoView {
    let filter: ActivityFilter = state();
    load_list(tr!("shell-activity"), crate::api::activity::activity(filter.clone()), |listing| {
        view! { <ActivityListView listing=listing filter=filter /> }
    })
}

/// The page.
#[component]
pub fn ActivityListView(
    /// Its rows.
    listing: Listing<ActivityRow>,
    /// Its state.
    filter: ActivityFilter,
) -> impl IntoView {
    let (all, some) = (listing.total_unfiltered, listing.total);
    let title = if some == all {
        tr!("activity-all", count = all, n = count(all))
    } else {
        tr!("activity-some", count = all, n = count(some), all = count(all))
    };
    let linked = filter.clone();
    let pager = Pager::new(&filter.paging, some, ("when", Direction::Descending), move |paging| {
        paths::activity(&ActivityFilter { paging, ..linked.clone() })
    });
    let whole = pager.clone();
    let nothing = if all > 0 {
        Nothing::FilteredOut(all, paths::activity(&ActivityFilter::default()))
    } else {
        Nothing::Yet(tr!("activity-none"), tr!("activity-none-why"))
    };
    // A filter by customer is an id; its name stands in the rows, if there are any.
    let customer =
        filter.customer.clone().map(|id| (listing.rows.iter().find_map(|row| name_of(row, &id)), id));
    view! {
        <PageHead title=title actions=move || view! { <ExportLink pager=whole.clone() /> } />
        <Filters filter=filter customer=customer>
            <FreshnessLine freshness=listing.freshness />
        </Filters>
        <Table
            caption=tr!("activity-caption")
            columns=columns()
            rows=listing.rows.into_iter().map(row).collect()
            pager=pager
            empty=move || view! { <Empty nothing=nothing.clone() /> }
        />
    }
    .into_any()
}

fn name_of(row: &ActivityRow, id: &CustomerId) -> Option<String> {
    row.customer_name.clone().filter(|_| row.entry.customer.as_ref() == Some(id))
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("deed", tr!("activity-deed")).lead(),
        Column::text("when", tr!("activity-when")),
        Column::text("actor", tr!("activity-actor")),
        Column::text("customer", tr!("activity-customer")).off_phone(),
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

/// What it is about: the way to the payment, renewal or change where there is one.
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

#[component]
fn Filters(
    filter: ActivityFilter,
    customer: Option<(Option<String>, CustomerId)>,
    children: Children,
) -> impl IntoView {
    let base = ActivityFilter { paging: Paging { page: 1, ..filter.paging.clone() }, ..filter.clone() };
    let chip = |label: Option<String>, without: ActivityFilter| {
        label.map(|label| Chip { label, without: paths::activity(&without) })
    };
    let customer_label = customer.as_ref().map(|(name, id)| name.clone().unwrap_or_else(|| id.to_string()));
    let chips = [
        chip(
            filter.search.clone().map(|text| format!("\u{201c}{text}\u{201d}")),
            ActivityFilter { search: None, ..base.clone() },
        ),
        chip(filter.action.map(action_text), ActivityFilter { action: None, ..base.clone() }),
        chip(filter.outcome.map(outcome_text), ActivityFilter { outcome: None, ..base.clone() }),
        chip(customer_label, ActivityFilter { customer: None, ..base }),
    ];
    let choices = vec![
        Choice {
            name: "deed",
            label: tr!("activity-deed"),
            any: tr!("activity-any-deed"),
            options: AuditAction::ALL
                .into_iter()
                .map(|action| (action.code().to_owned(), action_text(action)))
                .collect(),
            value: filter.action.map(|action| action.code().to_owned()),
        },
        Choice {
            name: "outcome",
            label: tr!("activity-outcome"),
            any: tr!("activity-any-outcome"),
            options: AuditOutcome::ALL
                .into_iter()
                .map(|end| (end.code().to_owned(), outcome_text(end)))
                .collect(),
            value: filter.outcome.map(|end| end.code().to_owned()),
        },
    ];
    let keep = customer.map(|(_, id)| ("customer", id.to_string())).into_iter().collect();
    view! {
        <FilterBar
            action="/activity"
            search_label=tr!("activity-search")
            search=filter.search.clone()
            choices=choices
            keep=keep
            chips=chips.into_iter().flatten().collect()
            clear=paths::activity(&ActivityFilter::default())
        >
            {children()}
        </FilterBar>
    }
    .into_any()
}
