//! The list of budgets, those with the least remaining first.

use crate::api::budgets::{budget, budget_levels};
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    BudgetMeter, Column, ErrorPanel, Filled, FrozenBadge, LinkButton, ListData, ListPage, MaybeAmount,
    OutlookDue, Peek, Row, RowLink, TableWrapper, level_text,
};
use crate::ui::format;
use crate::ui::load::{beside, list, load_list, peeked, state};
use crate::ui::pages::budgets::budget::BudgetDetail;
use crate::ui::pages::budgets::selection::BudgetsBar;
use leptos::prelude::*;
use model::budgets::BudgetLevel;
use model::bulk::RoundUp;
use model::customers::Frozen;
use model::forms::bulk::PlanBudgetsForm;
use model::ids::CustomerId;
use model::lists::{BudgetFilter, BudgetRow, List};
use model::money::Money;
use model::page::Paging;
use model::users::Permission;

/// `/budgets`
#[component]
pub fn BudgetsPage() -> impl IntoView {
    let asked = state::<BudgetFilter>();
    let open = peeked::<CustomerId>();
    let data = async move {
        let open = beside(open, |id| budget(id, None)).await;
        Ok((list(asked).await?, budget_levels().await?, open))
    };
    load_list(tr!("shell-budgets"), data, |(data, levels, open)| {
        let peek = open.map(|(id, read)| {
            let page = paths::budget(&id);
            Peek::of(id.to_string(), page, read, |data| view! { <BudgetDetail data=data /> }.into_any())
        });
        view! { <BudgetsView data=data levels=levels peek=peek /> }
    })
}

/// The page with its data.
#[component]
pub fn BudgetsView(
    data: ListData<BudgetFilter>,
    /// Number of budgets in scope per level.
    levels: Vec<(BudgetLevel, u64)>,
    /// The budget that is open beside the list.
    #[prop(optional_no_strip)]
    peek: Option<Peek>,
) -> impl IntoView {
    let title = title(&data.filter, data.listing.total, &levels);
    let may = viewer().may(Permission::SetBudget);
    let form = Filled::of(&PlanBudgetsForm {
        act: "set".to_owned(),
        rounding: RoundUp::Cent.code().to_owned(),
        ..PlanBudgetsForm::default()
    });
    let rows: Vec<Row> = data.listing.rows.iter().cloned().map(|shown| row(shown, &form)).collect();
    let (some, total, filter) = (!rows.is_empty(), data.listing.total, data.filter.clone());
    let error = form.whole_error();
    let around = move |table: AnyView| {
        view! {
            <form id="selection" class="budgets" method="get" action=paths::bulks()>
                {table}
                {some.then(|| view! { <BudgetsBar form=form filter=filter total=total /> })}
            </form>
        }
        .into_any()
    };
    let around = may.then(|| Box::new(around) as TableWrapper);
    let tallied = data.filter.clone();
    view! {
        <ListPage
            data=data
            title=title
            columns=columns()
            rows=rows
            select=may.then_some(PlanBudgetsForm::IDS.list)
            around=around
            peek=peek
            actions=|| view! { <LinkButton href=paths::bulks() label=tr!("budgets-bulk-link") /> }
            above=move || error.clone().map(|error| view! { <ErrorPanel error=error /> })
        >
            <Tallies filter=tallied levels=levels />
        </ListPage>
    }
    .into_any()
}

fn count_at(levels: &[(BudgetLevel, u64)], wanted: BudgetLevel) -> u64 {
    levels.iter().find(|(level, _)| *level == wanted).map_or(0, |(_, count)| *count)
}

/// The heading, which says the state of the listed budgets.
fn title(filter: &BudgetFilter, total: u64, levels: &[(BudgetLevel, u64)]) -> String {
    let n = format::count(total);
    match filter.level {
        Some(BudgetLevel::Exhausted) => tr!("budgets-title-exhausted", count = total, n = n),
        Some(BudgetLevel::Over90) => tr!("budgets-title-over90", count = total, n = n),
        Some(BudgetLevel::Over75) => tr!("budgets-title-over75", count = total, n = n),
        Some(BudgetLevel::Fine) => tr!("budgets-title-fine", count = total, n = n),
        Some(BudgetLevel::Unset) => tr!("budgets-title-unset", count = total, n = n),
        None if filter.is_narrowed() => tr!("budgets-title-matching", count = total, n = n),
        None => {
            let near = count_at(levels, BudgetLevel::Exhausted) + count_at(levels, BudgetLevel::Over90);
            match near {
                0 => tr!("budgets-title-calm", count = total, n = n),
                near => tr!("budgets-title-near", count = near, n = format::count(near), total = n),
            }
        }
    }
}

/// The number of budgets per level, most urgent first, each linked to the filtered list.
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

fn columns() -> Vec<Column> {
    vec![
        Column::text("name", tr!("budgets-customer")).lead(),
        Column::text("type", tr!("budgets-type")).middle(),
        Column::text("used-percent", tr!("budgets-share")),
        Column::number("left", tr!("budgets-left")),
        Column::number("used", tr!("budgets-used")).wide(),
        Column::number("amount", tr!("budgets-amount")),
        Column::text("runs-out", tr!("budgets-runs-out")),
    ]
}

fn row(row: BudgetRow, form: &Filled) -> Row {
    let BudgetRow { customer, budget, outlook, .. } = row;
    let pick = (customer.id.to_string(), customer.display_name().to_owned());
    let checked = form.has(PlanBudgetsForm::IDS, customer.id.as_str());
    // For an exhausted budget the level says it already.
    let outlook = outlook.filter(|_| budget.level() != BudgetLevel::Exhausted);
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
        view! { <MaybeAmount money=budget.remaining() /> }.into_any(),
        view! { <MaybeAmount money=money(budget.used) /> }.into_any(),
        view! { <MaybeAmount money=money(budget.amount) /> }.into_any(),
        view! { <OutlookDue outlook=outlook /> }.into_any(),
    ])
    .peeked_by(pick.0.clone(), pick.1.clone())
    .picked_by(pick.0, pick.1)
    .checked(checked)
}
