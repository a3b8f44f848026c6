//! The calls to the partner API that an action made, for a support ticket.

use crate::tr;
use crate::ui::components::{Column, Id, Instant, Row, Section, Table, Unknown};
use leptos::prelude::*;
use model::audit::ApiCall;

/// A table of the calls, oldest first. Renders nothing for an empty list.
#[component]
pub fn Calls(calls: Vec<ApiCall>) -> impl IntoView {
    if calls.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::text("operation", tr!("payments-call-operation")).lead(),
        Column::text("at", tr!("payments-call-at")),
        Column::text("answer", tr!("payments-call-answer")),
        Column::number("millis", tr!("payments-call-millis")).off_phone(),
        Column::text("request", tr!("payments-call-request")),
    ];
    view! {
        <Section title=tr!("payments-calls") id="calls">
            <p class="small muted">{tr!("payments-calls-why")}</p>
            <Table
                caption=tr!("payments-calls")
                columns=columns
                rows=calls.into_iter().map(row).collect()
            />
        </Section>
    }
    .into_any()
}

fn row(call: ApiCall) -> Row {
    let answer = match (call.status, call.code) {
        (None, _) => tr!("payments-call-no-answer"),
        (Some(status), None) => status.to_string(),
        (Some(status), Some(code)) => format!("{status} \u{b7} {code}"),
    };
    let request = match call.request_id {
        Some(id) => view! { <Id id=id /> }.into_any(),
        None => view! { <Unknown /> }.into_any(),
    };
    Row::new(vec![
        view! {
            {call.operation}
            <code class="sub path">{format!("{} {}", call.method, call.path)}</code>
        }
        .into_any(),
        view! { <Instant at=call.at exact=true /> }.into_any(),
        answer.into_any(),
        tr!("activity-call-millis", millis = call.millis.to_string()).into_any(),
        request,
    ])
}
