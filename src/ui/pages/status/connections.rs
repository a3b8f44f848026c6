//! Whether calls to the services of HUAWEI CLOUD go through, or pause since a service does not respond.

use crate::tr;
use crate::ui::components::{Badge, Caution, Column, Instant, Row, Section, Table, Tone, Unknown};
use crate::ui::format::{self, count};
use leptos::prelude::*;
use model::status::{Connection, ConnectionState, Service};

/// A warning for each service to which no calls are sent for now.
#[component]
pub fn Paused(connections: Vec<Connection>) -> impl IntoView {
    let warning = |connection: Connection| {
        let ConnectionState::Paused { failures, since, next_try_at } = connection.state else { return None };
        let text = tr!(
            "status-paused-what",
            service = service_text(connection.service),
            n = count(u64::from(failures)),
            since = format::second(since),
            next = format::second(next_try_at)
        );
        Some(view! {
            <div class="section">
                <Caution>
                    <p>{text}</p>
                </Caution>
            </div>
        })
    };
    connections.into_iter().filter_map(warning).collect_view().into_any()
}

/// A row for each service.
#[component]
pub fn Connections(connections: Vec<Connection>) -> impl IntoView {
    let columns = vec![
        Column::text("service", tr!("status-service")).lead(),
        Column::text("state", tr!("status-connection")),
        Column::number("failures", tr!("status-unanswered")),
        Column::text("since", tr!("status-unanswered-since")),
        Column::text("next", tr!("status-next-try")),
    ];
    let rows = connections.into_iter().map(row).collect();
    view! {
        <Section title=tr!("status-connections") id="connections">
            <Table caption=tr!("status-connections") columns=columns rows=rows />
        </Section>
    }
    .into_any()
}

fn row(connection: Connection) -> Row {
    let (tone, text, failures, since, next) = match connection.state {
        ConnectionState::Open => (Tone::Done, tr!("status-connection-open"), 0, None, None),
        ConnectionState::NotAnswering { failures, since } => {
            (Tone::Warn, tr!("status-connection-no-answer"), failures, Some(since), None)
        }
        ConnectionState::Paused { failures, since, next_try_at } => {
            (Tone::Risk, tr!("status-connection-paused"), failures, Some(since), Some(next_try_at))
        }
    };
    let instant = |at: Option<_>| match at {
        Some(at) => view! { <Instant at=at exact=true /> }.into_any(),
        None => view! { <Unknown /> }.into_any(),
    };
    Row::new(vec![
        service_text(connection.service).into_any(),
        view! { <Badge tone=tone text=text /> }.into_any(),
        count(u64::from(failures)).into_any(),
        instant(since),
        instant(next),
    ])
}

fn service_text(service: Service) -> String {
    match service {
        Service::Billing => tr!("status-service-billing"),
        Service::Identity => tr!("status-service-identity"),
    }
}
