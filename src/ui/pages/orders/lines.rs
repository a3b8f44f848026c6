//! The lines of an order, and how its price is calculated.

use crate::tr;
use crate::ui::components::terms;
use crate::ui::components::{Amount, Column, Fact, Facts, MaybeAmount, MaybeInstant, Row, Table};
use crate::ui::format;
use leptos::prelude::*;
use model::money::Money;
use model::orders::{Discount, Order, OrderLine};

/// A table of the lines.
#[component]
pub fn Lines(lines: Vec<OrderLine>) -> impl IntoView {
    let columns = vec![
        Column::text("service", tr!("orders-line-service")).lead(),
        Column::text("specification", tr!("orders-line-specification")).middle(),
        Column::text("period", tr!("orders-line-period")),
        Column::text("effective", tr!("orders-line-from")).wide(),
        Column::text("expires", tr!("orders-line-until")).wide(),
        Column::number("quantity", tr!("orders-line-quantity")),
        Column::number("list", tr!("orders-list")).off_phone(),
        Column::number("net", tr!("orders-net")),
    ];
    let rows = lines.into_iter().map(line).collect();
    view! { <Table caption=tr!("orders-lines") columns=columns rows=rows /> }.into_any()
}

fn line(line: OrderLine) -> Row {
    let period = line.period.zip(line.period_count).map(|(unit, count)| terms::line_period(unit, count));
    let code = line.service_name.as_ref().and(line.service_code.clone());
    Row::new(vec![
        view! {
            {line.service_name.or(line.service_code)}
            <span class="sub">{code}</span>
        }
        .into_any(),
        line.specification.into_any(),
        period.into_any(),
        view! { <MaybeInstant at=line.effective_at /> }.into_any(),
        view! { <MaybeInstant at=line.expires_at /> }.into_any(),
        line.quantity.map(|quantity| format::count(u64::try_from(quantity).unwrap_or_default())).into_any(),
        view! { <MaybeAmount money=line.list_amount /> }.into_any(),
        view! { <MaybeAmount money=line.amount /> }.into_any(),
    ])
}

/// From list price to net price, one line per discount.
#[component]
pub fn PriceLedger(order: Order, discounts: Vec<Discount>) -> impl IntoView {
    let discount = |discount: Discount| {
        let off = Money::new(-discount.amount.amount, discount.amount.currency);
        view! {
            <Fact name=terms::discount(&discount.kind) number=true>
                <Amount money=off />
            </Fact>
        }
    };
    let list = order.list_amount.map(|list| {
        view! {
            <Fact name=tr!("orders-list") number=true>
                <Amount money=list />
            </Fact>
        }
    });
    view! {
        <div class="ledger">
            <Facts>
                {list}
                {discounts.into_iter().filter(|discount| !discount.amount.is_zero()).map(discount).collect_view()}
                <Fact name=tr!("orders-net-total") number=true total=true>
                    <MaybeAmount money=order.amount />
                </Fact>
            </Facts>
        </div>
    }
    .into_any()
}
