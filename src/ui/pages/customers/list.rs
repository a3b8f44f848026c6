//! The list of customers.

use crate::api::customers::{customers, resellers};
use crate::paths;
use crate::tr;
use crate::ui::components::{
    BudgetMeter, Chip, Choice, Column, Due, Empty, ExportLink, FilterBar, FreshnessLine, FrozenBadge,
    MaybeAmount, Nothing, PageHead, Pager, Row, RowLink, Table, Unknown, frozen_text, level_text,
};
use crate::ui::format::count;
use crate::ui::load::{load_list, state};
use leptos::prelude::*;
use model::budgets::BudgetLevel;
use model::customers::Frozen;
use model::ids::ResellerId;
use model::lists::{CustomerFilter, CustomerRow};
use model::page::{Direction, Listing, Paging};

/// Fetches and shows.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let filter: CustomerFilter = state();
    let asked = filter.clone();
    let data = async move {
        let listing = customers(asked).await?;
        Ok((listing, resellers().await?))
    };
    load_list(tr!("shell-customers"), data, |(listing, resellers)| {
        view! { <CustomersView listing=listing resellers=resellers filter=filter /> }
    })
}

/// The state of the list in one line.
fn heading(listing: &Listing<CustomerRow>, filter: &CustomerFilter) -> String {
    let (all, some) = (listing.total_unfiltered, listing.total);
    let only_budget = *filter == CustomerFilter { budget: filter.budget, ..CustomerFilter::default() };
    match (filter.budget, filter.frozen) {
        (Some(BudgetLevel::Exhausted), None) if only_budget => {
            tr!("customers-exhausted", count = some, n = count(some))
        }
        (Some(BudgetLevel::Over90), None) if only_budget => {
            tr!("customers-over90", count = some, n = count(some))
        }
        _ if some == all => tr!("customers-all", count = all, n = count(all)),
        _ => tr!("customers-some", count = all, n = count(some), all = count(all)),
    }
}

/// The page.
#[component]
pub fn CustomersView(
    /// Its rows.
    listing: Listing<CustomerRow>,
    /// Resellers to filter by.
    resellers: Vec<(ResellerId, String)>,
    /// Its state.
    filter: CustomerFilter,
) -> impl IntoView {
    let title = heading(&listing, &filter);
    let linked = filter.clone();
    let pager = Pager::new(&filter.paging, listing.total, ("name", Direction::Ascending), move |paging| {
        paths::customers(&CustomerFilter { paging, ..linked.clone() })
    });
    let whole = pager.clone();
    let nothing = if listing.total_unfiltered > 0 {
        Nothing::FilteredOut(listing.total_unfiltered, paths::customers(&CustomerFilter::default()))
    } else {
        Nothing::Yet(tr!("customers-none"), tr!("customers-none-why"))
    };
    view! {
        <PageHead title=title actions=move || view! { <ExportLink pager=whole.clone() /> } />
        <Filters filter=filter resellers=resellers>
            <FreshnessLine freshness=listing.freshness />
        </Filters>
        <Table
            caption=tr!("customers-caption")
            columns=columns()
            rows=listing.rows.into_iter().map(row).collect()
            pager=pager
            empty=move || view! { <Empty nothing=nothing.clone() /> }
        />
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("name", tr!("customers-name")).lead().sorted(Direction::Ascending),
        Column::text("used", tr!("customers-used")).sorted(Direction::Descending),
        Column::number("left", tr!("customers-left")).sorted(Direction::Ascending),
        Column::number("waiting", tr!("customers-waiting")).sorted(Direction::Descending),
        Column::text("expires", tr!("customers-expires")).sorted(Direction::Ascending).middle(),
        Column::text("state", tr!("customers-state")),
    ]
}

fn row(row: CustomerRow) -> Row {
    let customer = row.customer;
    let left = row.budget.as_ref().and_then(|budget| budget.left());
    let state = customer.frozen.filter(|frozen| *frozen != Frozen::No);
    Row::new(vec![
        view! {
            <RowLink href=paths::customer(&customer.id) name=customer.display_name() />
            {(customer.account_name != customer.display_name()).then(|| view! {
                <span class="sub">{customer.account_name.clone()}</span>
            })}
        }
        .into_any(),
        match row.budget {
            Some(budget) => view! { <BudgetMeter budget=budget /> }.into_any(),
            None => view! { <Unknown /> }.into_any(),
        },
        view! { <MaybeAmount money=left /> }.into_any(),
        match row.waiting_orders {
            0 => view! { <Unknown /> }.into_any(),
            waiting => count(u64::from(waiting)).into_any(),
        },
        view! { <Due at=row.next_expiry /> }.into_any(),
        match state {
            Some(frozen) => view! { <FrozenBadge frozen=frozen /> }.into_any(),
            None => view! { <span class="muted">{tr!("customers-active")}</span> }.into_any(),
        },
    ])
}

#[component]
fn Filters(
    filter: CustomerFilter,
    resellers: Vec<(ResellerId, String)>,
    children: Children,
) -> impl IntoView {
    let first = Paging { page: 1, ..filter.paging.clone() };
    let base = CustomerFilter { paging: first, ..filter.clone() };
    let reseller_name = filter.reseller.as_ref().map(|id| {
        let found = resellers.iter().find(|(known, _)| known == id);
        found.map_or_else(|| id.to_string(), |(_, name)| name.clone())
    });
    let chip = |label: Option<String>, without: CustomerFilter| {
        label.map(|label| Chip { label, without: paths::customers(&without) })
    };
    let chips = [
        chip(
            filter.search.clone().map(|text| format!("\u{201c}{text}\u{201d}")),
            CustomerFilter { search: None, ..base.clone() },
        ),
        chip(filter.budget.map(level_text), CustomerFilter { budget: None, ..base.clone() }),
        chip(filter.frozen.map(frozen_text), CustomerFilter { frozen: None, ..base.clone() }),
        chip(reseller_name, CustomerFilter { reseller: None, ..base.clone() }),
    ];
    let mut choices = vec![
        Choice {
            name: "budget",
            label: tr!("customers-budget"),
            any: tr!("customers-any-budget"),
            options: BudgetLevel::ALL
                .into_iter()
                .rev()
                .map(|level| (level.code().to_owned(), level_text(level)))
                .collect(),
            value: filter.budget.map(|level| level.code().to_owned()),
        },
        Choice {
            name: "frozen",
            label: tr!("customers-frozen"),
            any: tr!("customers-any-frozen"),
            options: Frozen::KNOWN.iter().map(|frozen| (frozen.to_string(), frozen_text(*frozen))).collect(),
            value: filter.frozen.map(|frozen| frozen.to_string()),
        },
    ];
    if !resellers.is_empty() {
        choices.push(Choice {
            name: "reseller",
            label: tr!("customers-reseller"),
            any: tr!("customers-any-reseller"),
            options: resellers.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
            value: filter.reseller.as_ref().map(ToString::to_string),
        });
    }
    let clear = CustomerFilter { paging: base.paging.clone(), ..CustomerFilter::default() };
    view! {
        <FilterBar
            action="/customers"
            search_label=tr!("customers-search")
            search=filter.search.clone()
            choices=choices
            keep=filter.paging.write()
            chips=chips.into_iter().flatten().collect()
            clear=paths::customers(&clear)
        >
            {children()}
        </FilterBar>
    }
    .into_any()
}
