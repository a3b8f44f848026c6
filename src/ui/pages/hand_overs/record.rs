//! One hand-over, as it was at its moment.

use super::open::OpenTables;
use crate::api::hand_overs::hand_over_record;
use crate::paths;
use crate::tr;
use crate::ui::components::{
    Column, Filled, Instant, PageHead, PostForm, Row, RowLink, Section, Submit, Table,
};
use crate::ui::format::count;
use crate::ui::load::{id, load};
use crate::ui::pages::assignments::words::kind_text;
use leptos::prelude::*;
use model::error::AppError;
use model::forms::assignments::DismissHandOverForm;
use model::hand_overs::{HandOverView, HandedCustomer};
use model::ids::HandOverId;

/// `/hand-overs/:id`
#[component]
pub fn HandOverPage() -> impl IntoView {
    let id: Result<HandOverId, AppError> = id();
    load(async move { hand_over_record(id?).await }, |view| view! { <HandOverPageView view=view /> })
}

/// The page with its data.
#[component]
pub fn HandOverPageView(view: HandOverView) -> impl IntoView {
    let HandOverView { record, noticed } = view;
    let dismiss = noticed.then(|| Filled::of(&DismissHandOverForm { id: record.id.clone() }));
    let total = u64::try_from(record.customers.len()).unwrap_or_default();
    let (from, to) = (record.from.name, record.to.name);
    let title = tr!("hand-over-head", count = total, n = count(total), from = from, to = to.clone());
    let note =
        (!record.note.is_empty()).then(|| view! { <blockquote class="note">{record.note}</blockquote> });
    let rules = (!record.rules.is_empty()).then(|| {
        view! { <p class="small">{tr!("hand-over-rules-moved", name = to, managers = record.rules.join(", "))}</p> }
    });
    let columns = vec![
        Column::text("customer", tr!("assignments-customer")).lead(),
        Column::text("kind", tr!("assignments-kind")),
    ];
    let row = |one: HandedCustomer| {
        Row::new(vec![
            view! { <RowLink href=paths::customer(&one.customer.id) name=one.customer.name /> }.into_any(),
            kind_text(one.kind).into_any(),
        ])
    };
    view! {
        <PageHead
            title=title
            actions=move || dismiss.clone().map(|form| view! {
                <PostForm of=form class="inline-form">
                    <Submit label=tr!("hand-over-dismiss-page") />
                </PostForm>
            })
        >
            <span class="muted">{tr!("hand-over-made-by", name = record.created_by)}</span>
            <Instant at=record.created_at />
        </PageHead>
        {note}
        {rules}
        <p class="small muted">{tr!("hand-over-as-it-was")}</p>
        <OpenTables open=record.open />
        <Section title=tr!("hand-over-customers") id="customers">
            <Table
                caption=tr!("hand-over-customers")
                columns=columns
                rows=record.customers.into_iter().map(row).collect()
            />
        </Section>
    }
    .into_any()
}
