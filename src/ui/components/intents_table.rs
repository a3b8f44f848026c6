//! Payments, renewals and changes in one table, each linked to its page.

use crate::paths;
use crate::tr;
use crate::ui::components::{Ago, Column, Id, Row, RowLink, Section, StageBadge, Table};
use crate::ui::pages::activity::action_text;
use leptos::prelude::*;
use model::lists::IntentRow;

/// The table. Renders nothing for an empty list.
#[component]
pub fn IntentsTable(
    #[prop(into)] title: String,
    /// In display order.
    rows: Vec<IntentRow>,
) -> impl IntoView {
    let columns = vec![
        Column::text("what", tr!("activity-deed")).lead(),
        Column::text("state", tr!("orders-attempt-state")),
        Column::text("subject", tr!("activity-subject")).middle(),
        Column::text("when", tr!("activity-when")),
        Column::text("by", tr!("activity-actor")),
    ];
    (!rows.is_empty()).then(|| {
        view! {
            <Section title=title.clone() id="begun">
                <Table caption=title columns=columns rows=rows.into_iter().map(row).collect() />
            </Section>
        }
        .into_any()
    })
}

fn row(IntentRow { held, action, subject, created_by, created_at }: IntentRow) -> Row {
    let subject = subject.map(|id| view! { <Id id=id /> });
    Row::new(vec![
        view! { <RowLink href=paths::intent(&held) name=action_text(action) /> }.into_any(),
        view! { <StageBadge kind=held.kind stage=held.stage /> }.into_any(),
        view! { {subject} }.into_any(),
        view! { <Ago at=created_at /> }.into_any(),
        created_by.into_any(),
    ])
}
