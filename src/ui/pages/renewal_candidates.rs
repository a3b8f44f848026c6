//! Orders that a renewal may have made while that cannot be told, for a person to choose from.

use crate::api::renewals::ChooseRenewalOrders;
use crate::model::ids::IntentId;
use crate::model::order::Order;
use crate::tr;
use crate::ui::components::{
    Column, ErrorPanel, MaybeAmount, MaybeInstant, OrderStatusBadge, PostForm, Row, RowLink, Section, Submit,
    Table, Typed, Weight, problem_text,
};
use crate::ui::paths;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The form's id, by which it leaves a trace.
const CHOOSE: &str = "choose-orders";

/// The orders, and for whoever may decide a form that says which ones it made.
#[component]
pub fn Candidates(
    /// Of this renewal.
    id: IntentId,
    /// As they were read last.
    orders: Vec<Order>,
    /// The viewer may decide.
    may_decide: bool,
) -> impl IntoView {
    let typed = Typed::of(CHOOSE);
    let rows: Vec<Row> = orders.into_iter().map(|order| row(order, &typed)).collect();
    let problem = typed.problem("orders").as_ref().map(problem_text);
    // What was wrong with the choice stands beside it; anything else above the table.
    let error = typed.into_error().filter(|_| problem.is_none());
    let table = move |select: Option<&'static str>| {
        view! { <Table caption=tr!("renewals-candidates") columns=columns() rows=rows select=select /> }
    };
    let body = if may_decide {
        let hidden = vec![("id", id.to_string())];
        view! {
            <PostForm id=CHOOSE action=ChooseRenewalOrders::url() hidden=hidden class="choose" silent=true>
                {error.map(|error| view! { <ErrorPanel error=error /> })}
                {table(Some("orders[]"))}
                {problem.map(|problem| view! { <p class="field problem" role="alert">{problem}</p> })}
                <div class="actions">
                    <Submit label=tr!("renewals-candidates-choose") weight=Weight::Primary />
                </div>
            </PostForm>
        }
        .into_any()
    } else {
        view! { {error.map(|error| view! { <ErrorPanel error=error /> })} {table(None)} }.into_any()
    };
    view! {
        <Section title=tr!("renewals-candidates") id="candidates">
            <p class="small muted">{tr!("renewals-candidates-why")}</p>
            {body}
        </Section>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("id", tr!("orders-id")).lead(),
        Column::text("status", tr!("orders-status")),
        Column::number("amount", tr!("orders-net")),
        Column::text("created", tr!("orders-created")),
    ]
}

fn row(order: Order, typed: &Typed) -> Row {
    let id = order.id.to_string();
    let picked = typed.has("orders", &id);
    Row::new(vec![
        view! { <RowLink href=paths::order(&order.id) name=id.clone() /> }.into_any(),
        view! { <OrderStatusBadge status=order.status /> }.into_any(),
        view! { <MaybeAmount money=order.amount /> }.into_any(),
        view! { <MaybeInstant at=order.created_at /> }.into_any(),
    ])
    .picked_by(id.clone(), id)
    .checked(picked)
}
