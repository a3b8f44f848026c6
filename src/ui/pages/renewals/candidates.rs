//! Orders that a renewal may have created, for a person to choose from while the desk cannot tell.

use crate::paths;
use crate::tr;
use crate::ui::components::{
    Column, ErrorPanel, Filled, MaybeAmount, MaybeInstant, OrderStatusBadge, PostForm, Row, RowLink, Section,
    Submit, Table, Weight, problem_text,
};
use leptos::prelude::*;
use model::forms::renewals::ChooseOrdersForm;
use model::ids::IntentId;
use model::orders::Order;

/// The orders, with a form to choose from for users who may set the outcome.
#[component]
pub fn Candidates(
    /// Id of the renewal.
    id: IntentId,
    /// As read last.
    orders: Vec<Order>,
    may_decide: bool,
) -> impl IntoView {
    let form = Filled::of(&ChooseOrdersForm { id, orders: Vec::new() });
    let rows: Vec<Row> = orders.into_iter().map(|order| row(order, &form)).collect();
    let problem = form.problem(ChooseOrdersForm::ORDERS).as_ref().map(problem_text);
    // The error of the choice is shown next to it; any other error above the table.
    let error = form.error().filter(|_| problem.is_none());
    let table = move |select: Option<&'static str>| {
        view! { <Table caption=tr!("renewals-candidates") columns=columns() rows=rows select=select /> }
    };
    let body = if may_decide {
        view! {
            <PostForm of=form class="choose" silent=true>
                {error.map(|error| view! { <ErrorPanel error=error /> })}
                {table(Some(ChooseOrdersForm::ORDERS.list))}
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

fn row(order: Order, form: &Filled) -> Row {
    let id = order.id.to_string();
    let picked = form.has(ChooseOrdersForm::ORDERS, &id);
    Row::new(vec![
        view! { <RowLink href=paths::order(&order.id) name=id.clone() /> }.into_any(),
        view! { <OrderStatusBadge status=order.known_status() /> }.into_any(),
        view! { <MaybeAmount money=order.amount /> }.into_any(),
        view! { <MaybeInstant at=order.created_at /> }.into_any(),
    ])
    .picked_by(id.clone(), id)
    .checked(picked)
}
