//! The list of orders with one of them open beside it.

use crate::paths;
use crate::tr;
use crate::ui::components::Peek;
use crate::ui::load::{beside, list, load_list, peeked, state};
use crate::ui::pages::orders::list::OrdersView;
use crate::ui::pages::orders::order::{OrderDetail, with_notes};
use leptos::prelude::*;
use model::ids::OrderId;

/// `/orders`
#[component]
pub fn OrdersPage() -> impl IntoView {
    let (asked, open) = (state(), peeked::<OrderId>());
    let data = async move { Ok((list(asked).await?, beside(open, |id| with_notes(id, false)).await)) };
    load_list(tr!("shell-orders"), data, |(data, open)| {
        let peek = open.map(|(id, read)| {
            let (name, page) = (id.to_string(), paths::order(&id));
            Peek::of(name, page, read, |data| view! { <OrderDetail id=id data=data /> }.into_any())
        });
        view! { <OrdersView data=data peek=peek /> }
    })
}
