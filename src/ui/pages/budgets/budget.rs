//! The budget of one customer: what remains, the form to set it, and its history.

use crate::api::budgets::budget;
use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{
    Amount, BudgetMeter, Caution, Column, Empty, EmptyReason, Fact, Facts, FreshnessLine, FrozenBadge, Id,
    LinkButton, MaybeAmount, MaybeInstant, PageHead, Refresh, Row, Section, Stale, Table, form_key,
};
use crate::ui::format;
use crate::ui::load::{id, load, pairs};
use crate::ui::pages::budgets::forecast::ForecastSection;
use crate::ui::pages::budgets::form::BudgetForm;
use crate::ui::pages::budgets::purchase::PurchaseBox;
use crate::ui::pages::budgets::undo::UndoBudget;
use leptos::prelude::*;
use model::budgets::{Budget, BudgetLevel, BudgetRecord};
use model::customers::Frozen;
use model::error::AppError;
use model::forms::budgets::{SetBudgetForm, UndoBudgetForm};
use model::forms::mirror::RefreshForm;
use model::ids::CustomerId;
use model::limits::Allowance;
use model::lists::BudgetFilter;
use model::money::Money;
use model::page::Pairs;
use model::raise::RaiseFor;
use model::users::Permission;
use model::views::{BudgetView, Purchase, Read};

/// `/budgets/:id`
#[component]
pub fn BudgetPage() -> impl IntoView {
    load(fetch(id(), pairs()), |data| view! { <BudgetDetail data=data /> })
}

async fn fetch(id: Result<CustomerId, AppError>, asked: Pairs) -> Result<BudgetView, AppError> {
    // A purchase that is not understood is none: the page is that of the budget alone.
    let raise_for = asked.whole("for").and_then(|code| RaiseFor::parse(&code).ok());
    budget(id?, raise_for).await
}

/// The page with its data.
#[component]
pub fn BudgetDetail(data: BudgetView) -> impl IntoView {
    let BudgetView { customer, budget, forecast, days, records, allowance, purchase } = data;
    let name = customer.display_name().to_owned();
    let crumbs = vec![(tr!("budgets-all"), paths::budgets(&BudgetFilter::default()))];
    let to_customer = paths::customer(&customer.id);
    let frozen = customer.frozen.filter(|frozen| *frozen != Frozen::No);
    let Read { value, freshness, failure } = budget;
    let missing = value.is_none();
    let undo_allowance = allowance.clone();
    let form = value.clone().map(|budget| form(budget, frozen, allowance, purchase));
    let forecast = value.clone().zip(forecast);
    let refresh = RefreshForm::customer(&customer.id);
    let notices = vec![
        form_key(&refresh),
        form_key(&SetBudgetForm::about(customer.id.clone())),
        form_key(&UndoBudgetForm::about(customer.id.clone())),
    ];
    let of = customer.id.clone();
    let undo = viewer()
        .may(Permission::SetBudget)
        .then(|| view! { <UndoBudget customer=of budget=value.clone() allowance=undo_allowance /> });
    view! {
        <PageHead
            title=title(&name, value.as_ref())
            crumbs=crumbs
            forms=notices
            actions=move || view! { <LinkButton href=to_customer.clone() label=tr!("budgets-to-customer") /> }
        >
            <Id id=customer.id.to_string() />
            {frozen.map(|frozen| view! { <FrozenBadge frozen=frozen /> })}
            <FreshnessLine freshness=freshness />
            <Refresh form=refresh />
        </PageHead>
        {undo}
        <Stale failure=failure shown=!missing />
        <div class="budget-page">
            <div class="state">
                {value.map(|budget| view! { <State budget=budget /> })}
            </div>
            <div class="decide">{form}</div>
            <div class="past">
                {forecast.map(|(budget, forecast)| view! {
                    <ForecastSection budget=budget forecast=forecast days=days />
                })}
                <History records=records />
            </div>
        </div>
    }
    .into_any()
}

fn title(name: &str, budget: Option<&Budget>) -> String {
    let name = name.to_owned();
    let Some(budget) = budget else { return tr!("budgets-title-of", name = name) };
    let share = budget.used_percent().map(format::percent).unwrap_or_default();
    match budget.level() {
        BudgetLevel::Unset => tr!("budgets-title-of-unset", name = name),
        BudgetLevel::Exhausted => tr!("budgets-title-of-exhausted", name = name),
        _ => tr!("budgets-title-of-used", name = name, share = share),
    }
}

fn form(budget: Budget, frozen: Option<Frozen>, allowance: Allowance, purchase: Option<Purchase>) -> AnyView {
    if viewer().may(Permission::SetBudget) {
        let first = purchase.clone().map(|purchase| {
            view! { <PurchaseBox purchase=purchase budget=budget.clone() /> }
        });
        view! {
            {first}
            <BudgetForm budget=budget frozen=frozen allowance=allowance purchase=purchase />
        }
        .into_any()
    } else {
        view! {
            <Section title=tr!("budgets-set") id="set">
                <Empty reason=EmptyReason::NotAllowed(Permission::SetBudget) />
            </Section>
        }
        .into_any()
    }
}

/// The remaining amount in large type, and the total.
#[component]
fn State(budget: Budget) -> impl IntoView {
    let Some(left) = budget.remaining() else {
        return view! {
            <Caution>
                <p>{tr!("budgets-unset-means")}</p>
            </Caution>
        }
        .into_any();
    };
    let money = |amount: Option<rust_decimal::Decimal>| {
        amount.map(|amount| Money::new(amount, budget.currency.clone()))
    };
    let (amount, used) = (money(budget.amount), money(budget.used));
    let kind = budget.kind.as_ref().map(terms::budget_type);
    let overspent = left.amount.is_sign_negative() && !left.is_zero();
    let label = if overspent { tr!("budgets-overspent-by") } else { tr!("budgets-left-to-spend") };
    // The text "over budget by" already says that the amount is negative.
    let shown = Money::new(left.amount.abs(), left.currency);
    let share = budget.used_percent().map(format::percent).unwrap_or_default();
    let exhausted = budget.level() == BudgetLevel::Exhausted;
    view! {
        <div class="left">
            <span class="small muted">{label}</span>
            <Amount money=shown huge=true />
        </div>
        <p class="small">{tr!("budgets-share-used", share = share)}</p>
        <BudgetMeter budget=budget large=true />
        {exhausted.then(|| view! {
            <Caution risk=true>
                <p>{tr!("budgets-exhausted-means")}</p>
            </Caution>
        })}
        <Facts>
            <Fact name=tr!("budgets-amount") number=true>
                <MaybeAmount money=amount />
            </Fact>
            <Fact name=tr!("budgets-used") number=true>
                <MaybeAmount money=used />
            </Fact>
            <Fact name=tr!("budgets-type")>{kind}</Fact>
        </Facts>
        <p class="small muted">{tr!("budgets-used-late")}</p>
    }
    .into_any()
}

/// Earlier changes, newest first.
#[component]
fn History(records: Read<Vec<BudgetRecord>>) -> impl IntoView {
    let Read { value, failure, .. } = records;
    let shown = value.is_some();
    let columns = vec![
        Column::text("at", tr!("budgets-record-at")).lead(),
        Column::number("amount", tr!("budgets-amount")),
        Column::text("type", tr!("budgets-type")),
        Column::text("operation", tr!("budgets-record-what")),
        Column::text("operator", tr!("budgets-record-who")),
    ];
    let table = value.map(|rows| {
        let empty = || {
            let reason = EmptyReason::NoData(tr!("budgets-no-records"), tr!("budgets-no-records-why"));
            view! { <Empty reason=reason /> }
        };
        let rows = rows.into_iter().map(record).collect();
        view! { <Table caption=tr!("budgets-history") columns=columns rows=rows empty=empty /> }
    });
    view! {
        <Section title=tr!("budgets-history") id="history">
            <Stale failure=failure shown=shown />
            {table}
        </Section>
    }
    .into_any()
}

fn record(record: BudgetRecord) -> Row {
    let operation = match record.operation.as_deref() {
        Some("SETTING") => tr!("budgets-record-set"),
        Some("DELETE") => tr!("budgets-record-ended"),
        Some(other) => other.to_owned(),
        None => String::new(),
    };
    let operator = match record.operator {
        Some(name) if name == "system" => tr!("budgets-record-system"),
        Some(name) => name,
        None => String::new(),
    };
    Row::new(vec![
        view! { <MaybeInstant at=record.at /> }.into_any(),
        view! { <MaybeAmount money=record.amount /> }.into_any(),
        record.kind.as_ref().map(terms::budget_type).into_any(),
        operation.into_any(),
        operator.into_any(),
    ])
}
