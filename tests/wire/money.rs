//! Amounts keep all their digits on the way through the client, as JSON numbers and as JSON
//! strings.

use model::budgets::BudgetAmount;
use model::renewals::Period;
use partner::SetBudget;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::calls::arguments::{budget, customer, order, resource};
use crate::peer::{Peer, Served};
use crate::runs::{Bench, runner, seed};

/// As many digits as a decimal can hold (28), with trailing zeros.
fn digits() -> impl Strategy<Value = String> {
    let parts = ("(0|[1-9][0-9]{0,17})", "(\\.[0-9]{1,10})?", any::<bool>());
    parts.prop_map(|(whole, decimals, is_negative)| {
        let is_zero = !format!("{whole}{decimals}").contains(|digit| ('1'..='9').contains(&digit));
        let sign = if is_negative && !is_zero { "-" } else { "" };
        format!("{sign}{whole}{decimals}")
    })
}

/// Amounts that a user may set as a budget.
fn budgets() -> impl Strategy<Value = String> {
    (0_u64..2_147_483_647, 0_u32..100, 0_usize..3)
        .prop_map(|(whole, cents, places)| match places {
            0 => whole.to_string(),
            1 => format!("{whole}.{}", cents % 10),
            _ => format!("{whole}.{cents:02}"),
        })
        .prop_filter("above zero", |text| text.contains(|digit| ('1'..='9').contains(&digit)))
}

/// The number in a field of a JSON text, digit for digit.
fn number_at<'a>(json: &'a str, field: &str) -> &'a str {
    let (_, rest) = json.split_once(&format!("\"{field}\":")).unwrap();
    &rest[..rest.find([',', '}']).unwrap()]
}

/// Without trailing zeros.
fn short(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

#[test]
fn amounts_that_are_read_have_the_digits_of_the_wire() {
    let bench = Bench::new();
    let run = runner(seed(), 0).run(&digits(), |digits| {
        for wire in [digits.clone(), format!("\"{digits}\"")] {
            for read in bench.runtime.block_on(read_everywhere(&bench.peer, &wire)) {
                prop_assert_eq!(read.to_string(), digits.clone());
            }
        }
        Ok(())
    });
    run.unwrap();
}

/// An amount as read from budgets, orders and prices.
async fn read_everywhere(peer: &Peer, wire: &str) -> Vec<Decimal> {
    let serve = |body: String| {
        peer.serve(false, Served::json(200, body));
        peer.client()
    };
    let partner = serve(format!(r#"{{"budget_amount":{wire},"used_amount":{wire},"currency":"USD"}}"#));
    let budget = partner.budget(&customer(), None).await.unwrap();

    let partner = serve(format!(
        r#"{{"order_info":{{"order_id":"CS1","customer_id":"c1","status":6,"order_type":2,"currency":"USD",
            "measure_id":1,"official_amount":{wire},"amount_after_discount":{wire}}}}}"#
    ));
    let order = partner.order_details(&order(), None).await.unwrap().order;

    let partner = serve(format!(
        r#"{{"currency":"USD","renew_inquiry_results":[{{"resource_id":"x1","amount":{wire}}}],
            "official_website_rating_result":{{"official_website_amount":{wire}}}}}"#
    ));
    let quote = partner.renewal_price(&customer(), &[resource()], Period::Months(1)).await.unwrap();
    vec![
        budget.amount.unwrap(),
        budget.used.unwrap(),
        order.amount.unwrap().amount,
        order.list_amount.unwrap().amount,
        quote.list_total.unwrap(),
        quote.prices[0].amount,
    ]
}

#[test]
fn a_budget_that_is_set_and_read_again_is_the_same() {
    let bench = Bench::new();
    let run = runner(seed(), 1).run(&budgets(), |typed| {
        let amount = BudgetAmount::parse(&typed).unwrap();
        let sent = bench.runtime.block_on(set(&bench.peer, amount));
        prop_assert_eq!(&sent, short(&typed));
        for wire in [sent.clone(), format!("\"{sent}\"")] {
            let read = bench.runtime.block_on(show(&bench.peer, &wire));
            prop_assert_eq!(read, amount.get());
            prop_assert_eq!(read.to_string(), short(&typed));
        }
        Ok(())
    });
    run.unwrap();
}

/// The digits sent when a budget is set.
async fn set(peer: &Peer, amount: BudgetAmount) -> String {
    peer.serve(false, Served::json(204, ""));
    peer.client().set_budget(&SetBudget { amount, ..budget() }).await.unwrap();
    number_at(&peer.asked()[0].request, "budget_amount").to_owned()
}

/// The budget read from these digits.
async fn show(peer: &Peer, wire: &str) -> Decimal {
    peer.serve(false, Served::json(200, format!(r#"{{"budget_amount":{wire}}}"#)));
    peer.client().budget(&customer(), None).await.unwrap().amount.unwrap()
}
