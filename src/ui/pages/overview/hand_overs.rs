//! Hand-overs that the viewer gave or took, until they are dismissed.

use crate::paths;
use crate::tr;
use crate::ui::components::{Filled, Icon, PostForm, Submit, Symbol, Weight};
use crate::ui::format;
use leptos::prelude::*;
use model::forms::assignments::DismissHandOverForm;
use model::hand_overs::HandOverNotice;

/// One line for each.
#[component]
pub fn HandOvers(notices: Vec<HandOverNotice>) -> impl IntoView {
    let line = |notice: HandOverNotice| {
        let (count, n) = (notice.customers, format::count(notice.customers));
        let label = match notice.is_taker {
            true => tr!("hand-over-taken", count = count, n = n, name = notice.from),
            false => tr!("hand-over-given", count = count, n = n, name = notice.to),
        };
        // What becomes of it is shown on the page of the hand-over.
        let form = Filled::fresh(&DismissHandOverForm { id: notice.id.clone() });
        view! {
            <li>
                <a href=paths::hand_over(&notice.id)>{label}</a>
                <span class="muted">{format::instant(notice.created_at)}</span>
                <PostForm of=form class="inline-form">
                    <Submit label=tr!("hand-over-dismiss") weight=Weight::Quiet />
                </PostForm>
            </li>
        }
    };
    (!notices.is_empty()).then(|| {
        view! {
            <div class="unsettled" role="note">
                <Symbol icon=Icon::Customers />
                <p>{tr!("hand-over-notices")}</p>
                <ul>{notices.into_iter().map(line).collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}
