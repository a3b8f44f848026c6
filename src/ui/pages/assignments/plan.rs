//! The preview of assignments in bulk: what each row would do, and the button that does it.

use super::words::kind_text;
use crate::api::assignments::assignment_plan;
use crate::paths;
use crate::texts::tr_key;
use crate::tr;
use crate::ui::components::{
    Badge, Column, ErrorPanel, Filled, Instant, LinkButton, PageHead, PostForm, Row, RowLink, Section,
    Submit, Table, Tone, Unknown, Weight,
};
use crate::ui::format::count;
use crate::ui::load::{id, load};
use crate::ui::pages::bulk::words::file_format_text;
use leptos::prelude::*;
use model::assignments::{AssignmentPlan, PlanRow, PlanSource, PlanState};
use model::error::AppError;
use model::forms::assignments::ApplyPlanForm;
use model::ids::PlanId;

/// Most rows that the page shows: those that somebody should look at come first.
const MOST_SHOWN: usize = 500;

/// `/settings/assignments/:id`
#[component]
pub fn PlanPage() -> impl IntoView {
    let id: Result<PlanId, AppError> = id();
    load(async move { assignment_plan(id?).await }, |plan| view! { <PlanPageView plan=plan /> })
}

/// The page with its data.
#[component]
pub fn PlanPageView(plan: AssignmentPlan) -> impl IntoView {
    let crumbs =
        vec![(tr!("settings-title"), paths::settings()), (tr!("assignments-title"), paths::assignments())];
    let (changes, problems, done) = (plan.changes(), plan.problems(), plan.done_at);
    let title = match done {
        Some(_) => tr!("assignments-done", count = changes, n = count(changes)),
        None => tr!("assignments-plan", count = changes, n = count(changes)),
    };
    let read = match &plan.source {
        PlanSource::Selection => None,
        PlanSource::File(format, _) => Some(view! { <p class="small muted">{file_format_text(format)}</p> }),
    };
    let skipped = (problems > 0).then(|| {
        view! {
            <p class="caution risk" role="note">
                {tr!("assignments-problems", count = problems, n = count(problems))}
            </p>
        }
    });
    let decide = done.is_none().then(|| view! { <Decide plan=plan.clone() /> });
    let total = plan.rows.len();
    let mut rows = plan.rows;
    rows.sort_by_key(|row| (!row.state.is_problem(), !row.state.is_change(), row.line));
    let more = (total > MOST_SHOWN).then(|| {
        let n = count(u64::try_from(total - MOST_SHOWN).unwrap_or_default());
        view! { <p class="small muted">{tr!("assignments-rows-more", n = n)}</p> }
    });
    let rows = rows.into_iter().take(MOST_SHOWN).map(row).collect();
    view! {
        <PageHead title=title crumbs=crumbs>
            <span class="muted">{tr!("assignments-made-by", name = plan.created_by)}</span>
            <Instant at=done.unwrap_or(plan.created_at) />
        </PageHead>
        {read}
        {skipped}
        {decide}
        <Section title=tr!("assignments-rows") id="rows">
            <Table caption=tr!("assignments-rows") columns=columns() rows=rows />
            {more}
        </Section>
    }
    .into_any()
}

/// The button, or that there is nothing to do.
#[component]
fn Decide(plan: AssignmentPlan) -> impl IntoView {
    let changes = plan.changes();
    let form = Filled::of(&ApplyPlanForm { id: plan.id });
    if changes == 0 {
        let error = form.error();
        return view! {
            {error.map(|error| view! { <ErrorPanel error=error /> })}
            <p class="calm-line">{tr!("assignments-nothing")}</p>
            <div class="actions">
                <LinkButton href=paths::assignments() label=tr!("assignments-back") />
            </div>
        }
        .into_any();
    }
    view! {
        <PostForm of=form>
            <p class="small muted">{tr!("assignments-at-once")}</p>
            <div class="actions">
                <Submit
                    label=tr!("assignments-apply", count = changes, n = count(changes))
                    weight=Weight::Primary
                />
                <LinkButton href=paths::assignments() label=tr!("assignments-back") quiet=true />
            </div>
        </PostForm>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("customer", tr!("assignments-customer")).lead(),
        Column::text("person", tr!("assignments-person")),
        Column::text("kind", tr!("assignments-kind")),
        Column::text("owner", tr!("assignments-owner-now")),
        Column::text("state", tr!("assignments-effect")),
        Column::number("line", tr!("assignments-line")).middle(),
    ]
}

// texts: assignments-state-
/// What a row would do, or why it does nothing.
fn state_text(state: PlanState) -> String {
    tr_key(&format!("assignments-state-{}", state.code())).unwrap_or_default()
}

fn tone(state: PlanState) -> Tone {
    match state {
        PlanState::Assign => Tone::Live,
        PlanState::Replace => Tone::Warn,
        PlanState::Already | PlanState::AlreadyOwner => Tone::Calm,
        _ => Tone::Risk,
    }
}

fn row(row: PlanRow) -> Row {
    let given = row.given_customer;
    let or_unknown = |text: Option<String>| match text {
        Some(text) => text.into_any(),
        None => view! { <Unknown /> }.into_any(),
    };
    Row::new(vec![
        match row.customer {
            Some(customer) => {
                let other = (customer.name != given && customer.id.as_str() != given).then_some(given);
                view! {
                    <RowLink href=paths::customer(&customer.id) name=customer.name />
                    {other.map(|given| view! { <span class="sub">{given}</span> })}
                }
                .into_any()
            }
            None => given.into_any(),
        },
        row.person.map_or(row.given_person, |person| person.name).into_any(),
        or_unknown(row.kind.map(kind_text)),
        or_unknown(row.owner.map(|owner| owner.name)),
        view! { <Badge tone=tone(row.state) text=state_text(row.state) /> }.into_any(),
        row.line.to_string().into_any(),
    ])
}
