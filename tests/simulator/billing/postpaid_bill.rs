//! The partner's postpaid bill.

use serde_json::{Value, json};

use super::records::{POSTPAID, customer, get, sum};
use crate::answer::cents;
use crate::client::{Sim, partner};

/// The partner's bill of a month in its three forms, which have to agree.
async fn partner_bill(sim: &Sim, month: &str) -> i64 {
    let bill = get(sim, &partner(), &format!("{POSTPAID}?bill_cycle={month}")).await.expect(200).json();
    let total = cents(&bill["initial_amount_due"]);
    let parts: i64 = ["consume_amount", "refunds", "adjustments"].iter().map(|name| cents(&bill[name])).sum();
    assert_eq!(parts, total);
    let state = sim.control("GET", "state", Value::Null).await.json();
    let account = format!("/v1.0/{}", state["partner_id"].as_str().unwrap());
    let target = format!("{account}/partner/account-mgr/postpaid-bill-summary?consume_month={month}");
    let old = get(sim, &partner(), &target).await.expect(200).json();
    assert_eq!(cents(&old["creditDebtAmount"]), total);
    assert_eq!(sum(old["billList"].as_array().unwrap(), "partnerAmount"), total);
    let target = format!(
        "{account}/payments/intl-invoices?start_time=2025-01-01T00%3A00%3A00Z&end_time=2026-12-31T00%3A00%3A00Z&offset=1&limit=1"
    );
    let invoices = get(sim, &partner(), &target).await.expect(200).json();
    let newest = &invoices["invoices"][0];
    assert_eq!((cents(&newest["invoiceAmount"]), &newest["billCycle"]), (total, &json!(month)));
    total
}

#[tokio::test]
async fn what_a_customer_pays_is_in_the_partner_s_bill_of_that_month() {
    let mut bills = Vec::new();
    for pays in [false, true] {
        let sim = Sim::start().await;
        assert!(partner_bill(&sim, "2026-02").await > 0);
        let of = customer(&sim, "aurora-freight").await;
        let order = sim.make_order(&of.id, 12.34, 3_600).await;
        if pays {
            sim.pay(&of.auth, &order).await.expect(204);
        }
        sim.control("POST", "clock", json!({"set": "2026-04-06T00:00:00Z"})).await.expect(200);
        bills.push(partner_bill(&sim, "2026-03").await);
    }
    assert_eq!(bills[1] - bills[0], 1_234);
}

#[tokio::test]
async fn the_partner_s_bill_is_there_from_the_fifth_at_noon() {
    let sim = Sim::start().await;
    let bill = || async { get(&sim, &partner(), &format!("{POSTPAID}?bill_cycle=2026-03")).await };
    sim.control("POST", "clock", json!({"set": "2026-04-05T03:59:00Z"})).await.expect(200);
    bill().await.refused(400, "CBC.0100");
    sim.control("POST", "clock", json!({"set": "2026-04-05T04:00:00Z"})).await.expect(200);
    let first = bill().await.expect(200).text;
    // The month is over: what is paid later is not of it.
    let of = customer(&sim, "aurora-freight").await;
    let order = sim.make_order(&of.id, 12.34, 3_600).await;
    sim.pay(&of.auth, &order).await.expect(204);
    assert_eq!(bill().await.expect(200).text, first);
}
