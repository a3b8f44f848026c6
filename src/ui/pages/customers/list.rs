//! The list of customers.

use crate::api::assignments::people;
use crate::paths;
use crate::tr;
use crate::ui::components::{
    BudgetMeter, Column, Due, ErrorPanel, Filled, FrozenBadge, ListData, ListPage, MaybeAmount, Peek, Row,
    RowLink, TableWrapper, Unknown,
};
use crate::ui::format::count;
use crate::ui::load::{beside, list, load_list, peeked, state};
use crate::ui::pages::assignments::selection::CustomersBar;
use crate::ui::pages::customers::customer::{CustomerPageView, with_notes};
use leptos::prelude::*;
use model::assignments::{AssignmentKind, Person};
use model::budgets::BudgetLevel;
use model::customers::Frozen;
use model::forms::assignments::PlanAssignmentsForm;
use model::ids::CustomerId;
use model::listing::Listing;
use model::lists::{CustomerFilter, CustomerRow};

/// `/customers`
#[component]
pub fn CustomersPage() -> impl IntoView {
    let (asked, open) = (state(), peeked::<CustomerId>());
    let data = async move {
        Ok((list(asked).await?, people().await?, beside(open, |id| with_notes(id, false)).await))
    };
    load_list(tr!("shell-customers"), data, |(data, people, open)| {
        let peek = open.map(|(id, read)| {
            let page = paths::customer(&id);
            Peek::of(id.to_string(), page, read, |(view, notes)| {
                view! { <CustomerPageView view=view notes=notes /> }.into_any()
            })
        });
        view! { <CustomersView data=data people=people peek=peek /> }
    })
}

/// The heading, which says the state of the list.
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

/// The page with its data.
#[component]
pub fn CustomersView(
    data: ListData<CustomerFilter>,
    /// Who can be assigned customers; nobody for a viewer who may not assign.
    people: Vec<Person>,
    /// The customer that is open beside the list.
    #[prop(optional_no_strip)]
    peek: Option<Peek>,
) -> impl IntoView {
    let title = heading(&data.listing, &data.filter);
    let may = !people.is_empty();
    let form = Filled::of(&PlanAssignmentsForm {
        kind: AssignmentKind::Owner.code().to_owned(),
        ..PlanAssignmentsForm::default()
    });
    let rows: Vec<Row> = data.listing.rows.iter().cloned().map(|shown| row(shown, &form)).collect();
    let (some, total, filter) = (!rows.is_empty(), data.listing.total, data.filter.clone());
    let error = form.whole_error();
    let around = move |table: AnyView| {
        view! {
            <form id="selection" method="get" action=paths::assignments()>
                {table}
                {some.then(|| view! { <CustomersBar form=form filter=filter total=total people=people /> })}
            </form>
        }
        .into_any()
    };
    view! {
        <ListPage
            data=data
            title=title
            columns=columns()
            rows=rows
            select=may.then_some(PlanAssignmentsForm::IDS.list)
            around=may.then(|| Box::new(around) as TableWrapper)
            peek=peek
            above=move || error.clone().map(|error| view! { <ErrorPanel error=error /> })
        />
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("name", tr!("customers-name")).lead(),
        Column::text("used", tr!("customers-used")),
        Column::number("left", tr!("customers-left")),
        Column::number("waiting", tr!("customers-waiting")),
        Column::text("expires", tr!("customers-expires")),
        Column::text("owner", tr!("customers-owner")).wide(),
        Column::text("state", tr!("customers-state")),
    ]
}

fn row(row: CustomerRow, form: &Filled) -> Row {
    let customer = row.customer;
    let peek = (customer.id.to_string(), customer.display_name().to_owned());
    let left = row.budget.as_ref().and_then(|budget| budget.remaining());
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
        match row.owner {
            Some(owner) => owner.into_any(),
            None => view! { <Unknown /> }.into_any(),
        },
        match state {
            Some(frozen) => view! { <FrozenBadge frozen=frozen /> }.into_any(),
            None => view! { <span class="muted">{tr!("customers-active")}</span> }.into_any(),
        },
    ])
    .picked_by(peek.0.clone(), tr!("customers-pick", name = peek.1.clone()))
    .checked(form.has(PlanAssignmentsForm::IDS, &peek.0))
    .peeked_by(peek.0, peek.1)
}
