//! One entry of the audit log, with the partner API calls that it made.

use super::words::{action_text, fact_text, value_text};
use crate::paths;
use crate::tr;
use crate::ui::components::{
    Caution, Column, Fact, Facts, Id, Instant, OutcomeBadge, PageHead, Row, Section, Table, Unknown,
    stage_text,
};
use crate::ui::load::{id, load};
use leptos::prelude::*;
use model::audit::{ApiCall, AuditEntry, AuditOutcome};
use model::error::AppError;
use model::ids::AuditId;
use model::intents::IntentRef;
use model::lists::ActivityFilter;
use model::views::ActivityView;

#[component]
pub fn EntryPage() -> impl IntoView {
    let id: Result<AuditId, AppError> = id();
    let data = async move { crate::api::activity::activity_entry(id?).await };
    load(data, |entry| view! { <EntryView view=entry /> })
}

/// The page with its data.
#[component]
pub fn EntryView(view: ActivityView) -> impl IntoView {
    let ActivityView { entry, customer_name, intent, calls } = view;
    let title = match &customer_name {
        Some(name) => tr!("activity-entry-about", action = action_text(entry.action), name = name.clone()),
        None => action_text(entry.action),
    };
    let warning = match entry.outcome {
        AuditOutcome::Open => Some(tr!("activity-open-means")),
        AuditOutcome::Unknown => Some(tr!("activity-unknown-means")),
        AuditOutcome::Done | AuditOutcome::Failed => None,
    };
    let (id, outcome) = (entry.id.to_string(), entry.outcome);
    view! {
        <PageHead
            title=title
            crumbs=vec![(tr!("activity-title"), paths::activity(&ActivityFilter::default()))]
        >
            <Id id=id />
            <OutcomeBadge outcome=outcome />
        </PageHead>
        {warning.map(|warning| view! { <div class="section"><Caution><p>{warning}</p></Caution></div> })}
        <EntryFacts entry=entry customer_name=customer_name intent=intent />
        <ApiCalls calls=calls />
    }
    .into_any()
}

#[component]
fn EntryFacts(entry: AuditEntry, customer_name: Option<String>, intent: Option<IntentRef>) -> impl IntoView {
    let customer = entry.customer.clone().map(|id| {
        let name = customer_name.unwrap_or_else(|| id.to_string());
        view! {
            <Fact name=tr!("activity-customer")>
                <a href=paths::customer(&id)>{name}</a>
            </Fact>
        }
    });
    let subject = entry.subject.map(|subject| {
        view! {
            <Fact name=tr!("activity-subject")>
                <Id id=subject />
            </Fact>
        }
    });
    let stage = intent.map(|intent| {
        view! {
            <Fact name=tr!("activity-stands")>
                <a href=paths::intent(&intent)>{stage_text(intent.kind, intent.stage)}</a>
            </Fact>
        }
    });
    let facts = entry
        .facts
        .into_iter()
        .map(|(name, value)| view! { <Fact name=fact_text(&name)>{value_text(&name, &value)}</Fact> });
    let code = entry.code.map(|code| {
        view! {
            <Fact name=tr!("activity-code")>
                <Id id=code />
            </Fact>
        }
    });
    view! {
        <Section title=tr!("activity-facts") id="facts">
            <Facts>
                <Fact name=tr!("activity-actor")>{entry.actor}</Fact>
                {customer}
                {subject}
                {stage}
                {facts.collect_view()}
                {code}
                <Fact name=tr!("activity-opened")>
                    <Instant at=entry.opened_at exact=true />
                </Fact>
                <Fact name=tr!("activity-completed")>
                    {match entry.completed_at {
                        Some(at) => view! { <Instant at=at exact=true /> }.into_any(),
                        None => view! { <Unknown /> }.into_any(),
                    }}
                </Fact>
                <Fact name=tr!("activity-request")>
                    <Id id=entry.request.as_str() />
                </Fact>
            </Facts>
        </Section>
    }
    .into_any()
}

/// The partner API calls of an action, oldest first.
#[component]
pub fn ApiCalls(calls: Vec<ApiCall>) -> impl IntoView {
    let columns = vec![
        Column::text("operation", tr!("activity-call-operation")).lead(),
        Column::text("path", tr!("activity-call-path")).middle(),
        Column::number("status", tr!("activity-call-status")),
        Column::text("code", tr!("activity-call-code")),
        Column::number("time", tr!("activity-call-time")),
        Column::text("sent", tr!("activity-call-sent")).wide(),
        Column::text("request", tr!("activity-call-request")),
    ];
    let row = |call: ApiCall| {
        let status = match call.status {
            Some(status) => status.to_string().into_any(),
            None => view! { <span class="muted">{tr!("activity-call-no-answer")}</span> }.into_any(),
        };
        let optional = |id: Option<String>| match id {
            Some(id) => view! { <Id id=id /> }.into_any(),
            None => view! { <Unknown /> }.into_any(),
        };
        Row::new(vec![
            call.operation.into_any(),
            view! { <code class="path">{format!("{} {}", call.method, call.path)}</code> }.into_any(),
            status,
            optional(call.code),
            tr!("activity-call-millis", millis = call.millis.to_string()).into_any(),
            view! { <Instant at=call.at exact=true /> }.into_any(),
            optional(call.request_id),
        ])
    };
    view! {
        <Section title=tr!("activity-calls") id="calls">
            <Table
                caption=tr!("activity-calls")
                columns=columns
                rows=calls.into_iter().map(row).collect()
                empty=|| view! { <p class="calm-line">{tr!("activity-calls-none")}</p> }
            />
        </Section>
    }
    .into_any()
}
