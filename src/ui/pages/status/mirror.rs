//! What is known of each part of the local copy: the numbers of the metrics and of the lists.

use crate::tr;
use crate::ui::components::{Ago, Column, Gaps, Row, Section, Table, Unknown, part_text};
use crate::ui::format::count;
use leptos::prelude::*;
use model::mirror::Coverage;

/// A row for each part.
#[component]
pub fn Mirror(parts: Vec<Coverage>) -> impl IntoView {
    let columns = vec![
        Column::text("part", tr!("mirror-status-part")).lead(),
        Column::text("read", tr!("mirror-status-read")),
        Column::number("customers", tr!("mirror-status-customers")),
        Column::number("unread", tr!("mirror-status-unread")),
        Column::number("failing", tr!("mirror-status-failing")),
        Column::text("code", tr!("mirror-status-code")),
    ];
    let rows = parts.iter().map(row).collect();
    view! {
        <Section title=tr!("mirror-status") id="mirror">
            <Gaps parts=parts />
            <Table caption=tr!("mirror-status") columns=columns rows=rows />
        </Section>
    }
    .into_any()
}

fn row(coverage: &Coverage) -> Row {
    let read = match coverage.reading.read_at() {
        Some(at) => view! { <Ago at=at /> }.into_any(),
        None => view! { <Unknown /> }.into_any(),
    };
    let number = |number: u64| match coverage.listed {
        true => count(number).into_any(),
        false => view! { <Unknown /> }.into_any(),
    };
    let groups = coverage.failing.iter().map(|group| &group.failure);
    let mut codes: Vec<String> =
        groups.chain(coverage.reading.failure()).filter_map(|failure| failure.short_code()).collect();
    codes.dedup();
    Row::new(vec![
        part_text(coverage.part).into_any(),
        read,
        number(coverage.customers),
        number(coverage.unread),
        number(coverage.failed()),
        codes.join(", ").into_any(),
    ])
}
