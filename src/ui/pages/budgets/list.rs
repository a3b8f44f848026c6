//! The list of budgets: who stops first.

use crate::api::budgets::{budget_levels, budgets};
use crate::api::customers::resellers;
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    BudgetMeter, Chip, Choice, Column, Due, Empty, ErrorPanel, ExportLink, Filled, FilterBar, FreshnessLine,
    FrozenBadge, LinkButton, MaybeAmount, Nothing, PageHead, Pager, Row, RowLink, Table, level_text,
};
use crate::ui::format;
use crate::ui::load::{load_list, state};
use crate::ui::pages::budgets::selection::BudgetsBar;
use leptos::prelude::*;
use model::budgets::{BudgetLevel, BudgetType};
use model::customers::Frozen;
use model::error::AppError;
use model::forms::bulk::PlanBudgetsForm;
use model::ids::ResellerId;
use model::lists::{BudgetFilter, BudgetRow};
use model::money::Money;
use model::page::{Direction, Listing, Paging};
use model::users::Permission;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The state of the list.
    pub filter: BudgetFilter,
    /// The rows.
    pub listing: Listing<BudgetRow>,
    /// Budgets in scope per level.
    pub levels: Vec<(BudgetLevel, u64)>,
    /// To filter by.
    pub resellers: Vec<(ResellerId, String)>,
}

/// `/budgets`
#[component]
pub fn BudgetsPage() -> impl IntoView {
    load_list(tr!("shell-budgets"), fetch(state()), |data| view! { <BudgetsView data=data /> })
}

async fn fetch(filter: BudgetFilter) -> Result<Data, AppError> {
    Ok(Data {
        listing: budgets(filter.clone()).await?,
        levels: budget_levels().await?,
        resellers: resellers().await?,
        filter,
    })
}

/// The page with its data.
#[component]
pub fn BudgetsView(
    /// What it shows.
    data: Data,
) -> impl IntoView {
    let Data { filter, listing, levels, resellers } = data;
    let freshness = listing.freshness;
    let title = title(&filter, listing.total, &levels);
    let link = {
        let filter = filter.clone();
        move |paging: Paging| paths::budgets(&BudgetFilter { paging, ..filter.clone() })
    };
    let pager = Pager::new(&filter.paging, listing.total, ("used-percent", Direction::Descending), link);
    let whole = pager.clone();
    let nothing = nothing(&listing);
    let empty = move || view! { <Empty nothing=nothing.clone() /> };
    let may = viewer().may(Permission::SetBudget);
    let (some, total) = (!listing.rows.is_empty(), listing.total);
    let form = Filled::of(&PlanBudgetsForm { act: "set".to_owned(), ..PlanBudgetsForm::default() });
    let rows = listing.rows.into_iter().map(|shown| row(shown, &form)).collect();
    let (tallied, barred) = (filter.clone(), filter.clone());
    let error = form.whole_error();
    let table = view! {
        <Table
            caption=tr!("budgets-caption")
            columns=columns()
            rows=rows
            pager=pager
            select=may.then_some(PlanBudgetsForm::IDS.list)
            empty=empty
        />
    };
    let table = if may {
        view! {
            <form id="selection" class="budgets" method="get" action=paths::bulks()>
                {table}
                {some.then(|| view! { <BudgetsBar form=form filter=barred total=total /> })}
            </form>
        }
        .into_any()
    } else {
        table.into_any()
    };
    view! {
        <PageHead
            title=title
            actions=move || view! {
                <ExportLink pager=whole.clone() />
                <LinkButton href=paths::bulks() label=tr!("budgets-bulk-link") />
            }
        >
            <Tallies filter=tallied levels=levels />
        </PageHead>
        {error.map(|error| view! { <ErrorPanel error=error /> })}
        <FilterBar
            action="/budgets"
            search_label=tr!("budgets-search")
            search=filter.search.clone()
            choices=choices(&filter, &resellers)
            keep=filter.paging.write()
            chips=chips(&filter, &resellers)
            clear=paths::budgets(&BudgetFilter::default())
        >
            <FreshnessLine freshness=freshness />
        </FilterBar>
        {table}
    }
    .into_any()
}

fn count_at(levels: &[(BudgetLevel, u64)], wanted: BudgetLevel) -> u64 {
    levels.iter().find(|(level, _)| *level == wanted).map_or(0, |(_, count)| *count)
}

/// The heading says the state of what is listed.
fn title(filter: &BudgetFilter, total: u64, levels: &[(BudgetLevel, u64)]) -> String {
    let n = format::count(total);
    match filter.level {
        Some(BudgetLevel::Exhausted) => tr!("budgets-title-exhausted", count = total, n = n),
        Some(BudgetLevel::Over90) => tr!("budgets-title-over90", count = total, n = n),
        Some(BudgetLevel::Over75) => tr!("budgets-title-over75", count = total, n = n),
        Some(BudgetLevel::Fine) => tr!("budgets-title-fine", count = total, n = n),
        Some(BudgetLevel::Unset) => tr!("budgets-title-unset", count = total, n = n),
        None if is_narrowed(filter) => tr!("budgets-title-matching", count = total, n = n),
        None => {
            let near = count_at(levels, BudgetLevel::Exhausted) + count_at(levels, BudgetLevel::Over90);
            match near {
                0 => tr!("budgets-title-calm", count = total, n = n),
                near => tr!("budgets-title-near", count = near, n = format::count(near), total = n),
            }
        }
    }
}

fn is_narrowed(filter: &BudgetFilter) -> bool {
    filter.search.is_some() || filter.kind.is_some() || filter.reseller.is_some()
}

fn nothing(listing: &Listing<BudgetRow>) -> Nothing {
    if listing.total_unfiltered == 0 {
        Nothing::Yet(tr!("budgets-none"), tr!("budgets-none-why"))
    } else {
        Nothing::FilteredOut(listing.total_unfiltered, paths::budgets(&BudgetFilter::default()))
    }
}

/// How many stand at each level, most urgent first, each a link to them.
#[component]
fn Tallies(filter: BudgetFilter, levels: Vec<(BudgetLevel, u64)>) -> impl IntoView {
    let tally = move |level: BudgetLevel| {
        let count = count_at(&levels, level);
        let here = filter.level == Some(level);
        let to = if here { None } else { Some(level) };
        let href = paths::budgets(&BudgetFilter { level: to, paging: Paging::default(), ..filter.clone() });
        view! {
            <li class=level.code() class:none=count == 0>
                <a href=href aria-current=here.then_some("true")>
                    <b>{format::count(count)}</b>
                    {level_text(level)}
                </a>
            </li>
        }
    };
    let levels = BudgetLevel::ALL.into_iter().rev();
    view! {
        <ul class="tallies" aria-label=tr!("budgets-levels")>
            {levels.map(tally).collect_view()}
        </ul>
    }
    .into_any()
}

fn choices(filter: &BudgetFilter, resellers: &[(ResellerId, String)]) -> Vec<Choice> {
    let mut choices = vec![
        Choice {
            name: "level",
            label: tr!("budgets-level"),
            any: tr!("budgets-any-level"),
            options: BudgetLevel::ALL
                .into_iter()
                .rev()
                .map(|level| (level.code().to_owned(), level_text(level)))
                .collect(),
            value: filter.level.map(|level| level.code().to_owned()),
        },
        Choice {
            name: "type",
            label: tr!("budgets-type"),
            any: tr!("budgets-any-type"),
            options: BudgetType::KNOWN
                .iter()
                .map(|kind| (kind.code().to_owned(), terms::budget_type(kind)))
                .collect(),
            value: filter.kind.as_ref().map(|kind| kind.code().to_owned()),
        },
    ];
    if !resellers.is_empty() {
        choices.push(Choice {
            name: "reseller",
            label: tr!("budgets-reseller"),
            any: tr!("budgets-any-reseller"),
            options: resellers.iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
            value: filter.reseller.as_ref().map(ToString::to_string),
        });
    }
    choices
}

fn chips(filter: &BudgetFilter, resellers: &[(ResellerId, String)]) -> Vec<Chip> {
    let base = BudgetFilter { paging: Paging { page: 1, ..filter.paging.clone() }, ..filter.clone() };
    let mut chips = Vec::new();
    if let Some(search) = &filter.search {
        let without = BudgetFilter { search: None, ..base.clone() };
        chips.push(Chip { label: format!("\u{201c}{search}\u{201d}"), without: paths::budgets(&without) });
    }
    if let Some(level) = filter.level {
        let without = BudgetFilter { level: None, ..base.clone() };
        chips.push(Chip { label: level_text(level), without: paths::budgets(&without) });
    }
    if let Some(kind) = &filter.kind {
        let without = BudgetFilter { kind: None, ..base.clone() };
        chips.push(Chip { label: terms::budget_type(kind), without: paths::budgets(&without) });
    }
    if let Some(id) = &filter.reseller {
        let name = resellers.iter().find(|(reseller, _)| reseller == id).map(|(_, name)| name.clone());
        let without = BudgetFilter { reseller: None, ..base };
        chips.push(Chip { label: name.unwrap_or_else(|| id.to_string()), without: paths::budgets(&without) });
    }
    chips
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("name", tr!("budgets-customer")).sorted(Direction::Ascending).lead(),
        Column::text("type", tr!("budgets-type")).middle(),
        Column::text("used-percent", tr!("budgets-share")).sorted(Direction::Descending),
        Column::number("left", tr!("budgets-left")).sorted(Direction::Ascending),
        Column::number("used", tr!("budgets-used")).sorted(Direction::Descending).wide(),
        Column::number("amount", tr!("budgets-amount")).sorted(Direction::Descending),
        Column::text("runs-out", tr!("budgets-runs-out")).sorted(Direction::Ascending),
    ]
}

fn row(row: BudgetRow, form: &Filled) -> Row {
    let BudgetRow { customer, budget, runs_out_at, .. } = row;
    let pick = (customer.id.to_string(), customer.display_name().to_owned());
    let checked = form.has(PlanBudgetsForm::IDS, customer.id.as_str());
    // "Now" would say nothing that the level does not say.
    let runs_out_at = runs_out_at.filter(|_| budget.level() != BudgetLevel::Exhausted);
    let frozen = customer.frozen.filter(|frozen| *frozen != Frozen::No);
    let money = |amount: Option<rust_decimal::Decimal>| {
        amount.filter(|_| budget.is_set()).map(|amount| Money::new(amount, budget.currency.clone()))
    };
    let kind = budget.kind.as_ref().filter(|_| budget.is_set()).map(terms::budget_type);
    Row::new(vec![
        view! {
            <RowLink href=paths::budget(&customer.id) name=customer.display_name().to_owned() />
            {frozen.map(|frozen| view! { " " <FrozenBadge frozen=frozen /> })}
            <span class="sub">{customer.account_name.clone()}</span>
        }
        .into_any(),
        kind.unwrap_or_else(|| tr!("budgets-type-none")).into_any(),
        view! { <BudgetMeter budget=budget.clone() /> }.into_any(),
        view! { <MaybeAmount money=budget.left() /> }.into_any(),
        view! { <MaybeAmount money=money(budget.used) /> }.into_any(),
        view! { <MaybeAmount money=money(budget.amount) /> }.into_any(),
        view! { <Due at=runs_out_at /> }.into_any(),
    ])
    .picked_by(pick.0, pick.1)
    .checked(checked)
}
