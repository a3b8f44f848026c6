//! The list of resellers.

use crate::paths;
use crate::tr;
use crate::ui::components::{Amount, Column, Day, Id, ListData, ListPage, Row, RowLink, Unknown};
use crate::ui::format::count;
use crate::ui::load::{list, load_list, state};
use leptos::prelude::*;
use model::listing::Listing;
use model::lists::{BudgetFilter, CustomerFilter, ResellerFilter, ResellerRow};

/// `/resellers`
#[component]
pub fn ResellersPage() -> impl IntoView {
    load_list(tr!("shell-resellers"), list(state()), |data| view! { <ResellersView data=data /> })
}

/// The page with its data.
#[component]
pub fn ResellersView(data: ListData<ResellerFilter>) -> impl IntoView {
    let title = heading(&data.listing);
    let rows = data.listing.rows.iter().cloned().map(row).collect();
    view! { <ListPage data=data title=title columns=columns() rows=rows /> }.into_any()
}

fn heading(listing: &Listing<ResellerRow>) -> String {
    let (all, some) = (listing.total_unfiltered, listing.total);
    if some == all {
        tr!("resellers-all", count = all, n = count(all))
    } else {
        tr!("resellers-some", count = all, n = count(some), all = count(all))
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("name", tr!("resellers-name")).lead(),
        Column::text("id", tr!("resellers-id")).middle(),
        Column::number("customers", tr!("resellers-customers")),
        Column::number("budgets", tr!("resellers-budgets")),
        Column::text("associated", tr!("resellers-associated")),
    ]
}

fn row(row: ResellerRow) -> Row {
    let customers = CustomerFilter { reseller: Some(row.id.clone()), ..CustomerFilter::default() };
    let name = row.display_name().to_owned();
    let account = row.account_name.clone().filter(|account| *account != name);
    Row::new(vec![
        view! {
            <RowLink href=paths::customers(&customers) name=name />
            {account.map(|account| view! { <span class="sub">{account}</span> })}
        }
        .into_any(),
        view! { <Id id=row.id.to_string() /> }.into_any(),
        count(u64::from(row.customers)).into_any(),
        budgets(&row),
        match row.associated_at {
            Some(at) => view! { <Day at=at /> }.into_any(),
            None => view! { <Unknown /> }.into_any(),
        },
    ])
}

/// The total of the budgets per currency, linked to the list, and the number of budgets not in the
/// total.
fn budgets(row: &ResellerRow) -> AnyView {
    let filter = BudgetFilter { reseller: Some(row.id.clone()), ..BudgetFilter::default() };
    let sums = row.budgets.iter().cloned().map(|sum| view! { <div><Amount money=sum /></div> });
    let sums = match row.budgets.is_empty() {
        true => view! { <Unknown /> }.into_any(),
        false => view! { <a href=paths::budgets(&filter)>{sums.collect_view()}</a> }.into_any(),
    };
    let unread = u64::from(row.unread_budgets);
    let unread = (unread > 0).then(|| {
        let text = tr!("resellers-unread", count = unread, n = count(unread));
        view! { <span class="sub">{text}</span> }
    });
    view! { {sums} {unread} }.into_any()
}
