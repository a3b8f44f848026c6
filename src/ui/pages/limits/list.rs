//! Every limit: of each role, and of each person who commits money.

use crate::api::limits::limits;
use crate::paths;
use crate::tr;
use crate::ui::components::{
    Amount, Caution, Column, Icon, LinkButton, PageHead, Row, RowLink, Section, Symbol, Table, Unknown,
};
use crate::ui::frame::role_text;
use crate::ui::load::load_list;
use crate::ui::pages::limits::proposals::{Changes, Decided};
use crate::ui::pages::limits::words::{holder_text, line_text, name_text, pool_text, proposed_text};
use leptos::prelude::*;
use model::limits::own::LimitKey;
use model::limits::{Asks, Pool, Span};
use model::money::{Money, grouped};
use model::views::{HolderLimits, LimitsView, ProposalView, UsedToday};

/// `/settings/limits`
#[component]
pub fn LimitsPage() -> impl IntoView {
    load_list(tr!("limits-title"), limits(), |view| view! { <LimitsPageView view=view /> })
}

/// The page with its data.
#[component]
pub fn LimitsPageView(view: LimitsView) -> impl IntoView {
    let LimitsView { roles, people, waiting, decided, none } = view;
    let foreign = roles.iter().chain(&people).find_map(|holder| holder.foreign.clone());
    let foreign = foreign.map(|currency| {
        view! {
            <Caution risk=true>
                <p>{tr!("limits-foreign", currency = currency.to_string())}</p>
            </Caution>
        }
    });
    let waiting = waiting.into_iter().map(|one| view! { <Waiting view=one /> }).collect_view();
    view! {
        <PageHead title=tr!("limits-title") crumbs=vec![(tr!("settings-title"), paths::settings())]>
            {tr!("limits-means")}
        </PageHead>
        {none.then(|| view! {
            <Caution>
                <p>{tr!("limits-none-at-all")}</p>
            </Caution>
        })}
        {foreign}
        {waiting}
        <Section title=tr!("limits-roles") id="roles">
            <Table
                caption=tr!("limits-roles")
                columns=columns(tr!("limits-role-column"), false)
                rows=roles.into_iter().map(row).collect()
            />
        </Section>
        <Section title=tr!("limits-people") id="people">
            <Table
                caption=tr!("limits-people")
                columns=columns(tr!("limits-person-column"), true)
                rows=people.into_iter().map(row).collect()
                empty=|| view! { <p class="calm-line">{tr!("limits-people-none")}</p> }
            />
        </Section>
        <p class="small muted limit-how">{tr!("limits-how")}</p>
        <Decided proposals=decided />
    }
    .into_any()
}

/// The four lines of a holder: what, and what is asked for.
const LINES: [(Pool, Asks); 4] = [
    (Pool::Spend, Asks::Password),
    (Pool::Spend, Asks::Approval),
    (Pool::Raise, Asks::Password),
    (Pool::Raise, Asks::Approval),
];

fn columns(first: String, people: bool) -> Vec<Column> {
    let keys = ["spend-password", "spend-approval", "raise-password", "raise-approval"];
    let mut columns = vec![Column::text("name", first).lead()];
    let lines = keys.into_iter().zip(LINES);
    columns.extend(lines.map(|(key, (pool, asks))| Column::number(key, line_text(pool, asks))));
    if people {
        columns.push(Column::number("today", tr!("limits-today")).wide());
    }
    columns
}

fn row(holder: HolderLimits) -> Row {
    let name = name_text(&holder.holder, &holder.name);
    let role = (!holder.used.is_empty())
        .then(|| view! { <span class="small muted limit-line">{role_text(holder.role)}</span> });
    let mut cells = vec![
        view! {
            <RowLink href=paths::limits_of(&holder.holder) name=name />
            {role}
        }
        .into_any(),
    ];
    cells.extend(
        LINES.map(|(pool, asks)| view! { <Pair holder=holder.clone() pool=pool asks=asks /> }.into_any()),
    );
    if !holder.used.is_empty() {
        let used = holder.used.into_iter().map(|used| view! { <Used used=used /> }).collect_view();
        cells.push(used.into_any());
    }
    Row::new(cells)
}

/// The limit of one action, and below it that of the day where it is another.
#[component]
fn Pair(holder: HolderLimits, pool: Pool, asks: Asks) -> impl IntoView {
    let currency = holder.foreign.clone().unwrap_or_else(|| holder.currency.clone());
    let at = |span: Span| {
        let key = LimitKey { pool, asks, span };
        let row = holder.rows.iter().find(|row| row.key == key);
        row.and_then(|row| row.applies).map(|(amount, _)| Money::new(amount, currency.clone()))
    };
    let (action, day) = (at(Span::Action), at(Span::Day));
    let per_day = day.clone().filter(|day| action.as_ref() != Some(day)).map(|day| {
        view! { <span class="small muted limit-line">{tr!("limits-per-day", amount = day.to_string())}</span> }
    });
    match (action, day) {
        (None, None) => view! { <span class="muted">{tr!("limits-no-limit")}</span> }.into_any(),
        (None, Some(_)) => view! { <><Unknown /> {per_day}</> }.into_any(),
        (Some(action), _) => view! { <><Amount money=action /> {per_day}</> }.into_any(),
    }
}

/// "Payments: USD 320.00 of 500.00 used today".
#[component]
pub fn Used(used: UsedToday) -> impl IntoView {
    let amount = used.used.to_string();
    let text = match used.most {
        Some(most) => {
            let most = grouped(most.amount, &most.currency);
            tr!("limits-used-of", what = pool_text(used.pool), used = amount, most = most)
        }
        None => tr!("limits-used", what = pool_text(used.pool), used = amount),
    };
    view! { <span class="limit-line">{text}</span> }.into_any()
}

/// A change that waits, with the way to where it is decided.
#[component]
fn Waiting(view: ProposalView) -> impl IntoView {
    let ProposalView { proposal, own, .. } = view;
    let label = if own { tr!("limits-to-own") } else { tr!("limits-to-decide") };
    let href = paths::limits_of(&proposal.holder);
    view! {
        <div class="unsettled" role="note">
            <Symbol icon=Icon::Clock />
            <p>{tr!("limits-waits", what = holder_text(&proposal.holder, &proposal.name))}</p>
            <div class="limit-waiting">
                <span class="muted">{proposed_text(&proposal)}</span>
                <Changes proposal=proposal.clone() />
                <div class="actions">
                    <LinkButton href=href label=label primary=!own />
                </div>
            </div>
        </div>
    }
    .into_any()
}
