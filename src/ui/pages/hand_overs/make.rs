//! Making a hand-over: first whose customers, then to whom, which, and with what is open for them.

use super::open::OpenTables;
use crate::api::hand_overs::hand_over_draft;
use crate::paths;
use crate::tr;
use crate::ui::components::{
    BudgetMeter, CheckField, Column, Due, Filled, Instant, PageHead, PostForm, Row, RowLink, Section,
    SelectField, Submit, Table, TextField, Unknown, Weight, people_options, person_text, problem_text,
};
use crate::ui::format::count;
use crate::ui::load::{load_list, pairs};
use crate::ui::pages::assignments::words::kind_text;
use leptos::prelude::*;
use model::assignments::{AssignmentKind, Person};
use model::error::AppError;
use model::forms::assignments::HandOverForm;
use model::hand_overs::{ChosenHandOver, HandOver, HandOverDraft};
use model::ids::UserId;
use model::lists::CustomerRow;

/// The parameter that says whose customers.
const FROM: &str = "from";

/// `/settings/hand-over`
#[component]
pub fn MakeHandOverPage() -> impl IntoView {
    let from = pairs().text(FROM).map(|id| UserId::parse(id).map_err(|_| AppError::NotFound)).transpose();
    let data = async move { hand_over_draft(from?).await };
    load_list(tr!("hand-over-title"), data, |draft| view! { <MakeHandOverView draft=draft /> })
}

/// The page with its data.
#[component]
pub fn MakeHandOverView(draft: HandOverDraft) -> impl IntoView {
    let HandOverDraft { people, chosen, latest } = draft;
    let crumbs = vec![(tr!("settings-title"), paths::settings())];
    let from = chosen.as_ref().map(|chosen| chosen.from.id.clone());
    let title = match &chosen {
        Some(chosen) => tr!("hand-over-of", name = chosen.from.name.clone()),
        None => tr!("hand-over-title"),
    };
    let make = chosen.map(|chosen| {
        let others = people.iter().filter(|person| person.active && person.id != chosen.from.id);
        let others = others.cloned().collect();
        view! { <Make chosen=chosen people=others /> }
    });
    view! {
        <PageHead title=title crumbs=crumbs />
        <Choose people=people from=from />
        {make}
        <Latest records=latest />
    }
    .into_any()
}

/// Whose customers: a form that only leads to this page.
#[component]
fn Choose(people: Vec<Person>, from: Option<UserId>) -> impl IntoView {
    let option = move |person: Person| {
        let selected = from.as_ref() == Some(&person.id);
        view! {
            <option value=person.id.to_string() selected=selected>
                {person_text(&person)}
            </option>
        }
    };
    view! {
        <form class="form choose-person" method="get" action=paths::HAND_OVER>
            <div class="field">
                <label for="hand-over-from">{tr!("hand-over-from")}</label>
                <div class="with-button">
                    <select class="input" id="hand-over-from" name=FROM>
                        {people.into_iter().map(option).collect_view()}
                    </select>
                    <button type="submit" class="button">{tr!("hand-over-show")}</button>
                </div>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Make(chosen: ChosenHandOver, people: Vec<Person>) -> impl IntoView {
    let ChosenHandOver { from, total, customers, rules, open } = chosen;
    if total == 0 {
        return view! { <p class="calm-line">{tr!("hand-over-none", name = from.name)}</p> }.into_any();
    }
    let form = Filled::of(&HandOverForm {
        from: from.id.to_string(),
        seen: total.to_string(),
        ..HandOverForm::default()
    });
    let problem = form.problem(HandOverForm::IDS).map(|problem| {
        view! {
            <p class="field problem" role="alert">
                {problem_text(&problem)}
            </p>
        }
    });
    let shown = u64::try_from(customers.len()).unwrap_or_default();
    let some = tr!("hand-over-some", count = total, n = count(total));
    let cut = (shown < total).then(|| {
        view! { <p class="small muted">{tr!("hand-over-not-all-shown", n = count(shown), all = count(total))}</p> }
    });
    let rows = customers.into_iter().map(|(row, kind)| customer_row(row, kind, &form)).collect();
    let rule_field = (!rules.is_empty()).then(|| {
        let hint = tr!("hand-over-rules-hint", managers = rules.join(", "));
        view! { <CheckField field=form.field(HandOverForm::RULES) label=tr!("hand-over-rules") hint=hint /> }
    });
    view! {
        <OpenTables open=open />
        <PostForm of=form.clone() class="hand-over-form">
            <div class="form">
                <SelectField
                    field=form.field(HandOverForm::TO)
                    label=tr!("hand-over-to")
                    options=people_options(tr!("assignments-choose-person"), &people)
                />
                {rule_field}
                <TextField
                    field=form.field(HandOverForm::NOTE)
                    label=tr!("hand-over-note")
                    hint=tr!("hand-over-note-hint")
                    lines=true
                />
                <p class="small muted">{tr!("hand-over-follows", name = from.name)}</p>
                <div class="actions">
                    <Submit
                        label=some
                        weight=Weight::Primary
                        pair=(HandOverForm::ALL.name, "yes".to_owned())
                    />
                </div>
            </div>
            <details class="fold" id="customers" open=form.failed()>
                <summary>{tr!("hand-over-choose")}</summary>
                {cut}
                {problem}
                <Table
                    caption=tr!("hand-over-customers")
                    columns=columns()
                    rows=rows
                    select=Some(HandOverForm::IDS.list)
                />
                <div class="actions">
                    <Submit label=tr!("hand-over-selected") />
                </div>
            </details>
        </PostForm>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("customer", tr!("assignments-customer")).lead(),
        Column::text("kind", tr!("assignments-kind")),
        Column::text("used", tr!("customers-used")).middle(),
        Column::number("waiting", tr!("customers-waiting")),
        Column::text("expires", tr!("customers-expires")),
    ]
}

fn customer_row(row: CustomerRow, kind: AssignmentKind, form: &Filled) -> Row {
    let (id, name) = (row.customer.id.to_string(), row.customer.display_name().to_owned());
    Row::new(vec![
        view! { <RowLink href=paths::customer(&row.customer.id) name=name.clone() /> }.into_any(),
        kind_text(kind).into_any(),
        match row.budget {
            Some(budget) => view! { <BudgetMeter budget=budget /> }.into_any(),
            None => view! { <Unknown /> }.into_any(),
        },
        match row.waiting_orders {
            0 => view! { <Unknown /> }.into_any(),
            waiting => count(u64::from(waiting)).into_any(),
        },
        view! { <Due at=row.next_expiry /> }.into_any(),
    ])
    .checked(form.has(HandOverForm::IDS, &id))
    .picked_by(id, tr!("customers-pick", name = name))
}

#[component]
fn Latest(records: Vec<HandOver>) -> impl IntoView {
    let line = |record: HandOver| {
        let total = u64::try_from(record.customers.len()).unwrap_or_default();
        let label = tr!(
            "hand-over-head",
            count = total,
            n = count(total),
            from = record.from.name,
            to = record.to.name
        );
        view! {
            <li>
                <a href=paths::hand_over(&record.id)>{label}</a>
                " "
                <Instant at=record.created_at />
            </li>
        }
    };
    (!records.is_empty()).then(|| {
        view! {
            <Section title=tr!("hand-over-latest") id="latest">
                <ul class="plain-list">{records.into_iter().map(line).collect_view()}</ul>
            </Section>
        }
        .into_any()
    })
}
