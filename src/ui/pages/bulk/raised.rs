//! The purchase that a job raises one budget for: seen by who approves, and the way on once it is raised.

use crate::context::viewer;
use crate::paths;
use crate::tr;
use crate::ui::components::LinkButton;
use crate::ui::pages::budgets::purchase::forward_text;
use leptos::prelude::*;
use model::bulk::{BulkState, BulkView, RowState};
use model::raise::RaiseFor;
use model::users::Permission;

/// What it is for. When the budget is raised, the link to go on: nothing is bought by the raise.
#[component]
pub fn RaisedFor(what: RaiseFor, view: BulkView) -> impl IntoView {
    let done = view.job.state == BulkState::Done && view.count(RowState::Done) > 0;
    let href = paths::purchase(&what);
    let may = match what {
        RaiseFor::Order(_) => viewer().may(Permission::Pay),
        RaiseFor::Renewal(..) => viewer().may(Permission::Order),
    };
    let on = (done && may)
        .then(|| view! { <LinkButton href=href.clone() label=forward_text(&what) primary=true /> });
    let means = if done { tr!("raise-done") } else { tr!("raise-waits") };
    view! {
        <div class="raise-for" id="raise-for">
            <p>
                {tr!("raise-purpose")} " " <a href=href.clone()>{purchase_text(&what)}</a> ". " {means}
            </p>
            {on}
        </div>
    }
    .into_any()
}

/// A purchase in a few words.
fn purchase_text(what: &RaiseFor) -> String {
    match what {
        RaiseFor::Order(order) => tr!("overview-payment-of", order = order.to_string()),
        RaiseFor::Renewal(ids, _) => {
            tr!("raise-renewal", count = u64::try_from(ids.len()).unwrap_or_default())
        }
    }
}
