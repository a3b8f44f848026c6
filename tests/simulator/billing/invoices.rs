//! Invoices: months, pages, and whose they are.

use serde_json::Value;

use crate::answer::cents;
use crate::client::{Sim, partner};

#[tokio::test]
async fn invoices_come_by_month_and_page_for_whoever_asks() {
    let sim = Sim::start().await;
    let (id, other) = (sim.id_of("aurora-freight").await, sim.id_of("musica-cafe").await);
    let auth = sim.customer(&id).await;
    let ask = |of: String, rest: &'static str| {
        let (sim, auth) = (&sim, &auth);
        async move {
            sim.call(auth, "GET", &format!("/v1.0/{of}/payments/intl-invoices?{rest}"), Value::Null).await
        }
    };
    let year = "start_time=2025-03-10T00%3A00%3A00Z&end_time=2026-03-10T00%3A00%3A00Z&offset=1&limit=100";
    let all = ask(id.clone(), year).await.expect(200).json();
    let rows = all["invoices"].as_array().unwrap();
    assert_eq!(all["count"], rows.len());
    // One for each month in which something was owed.
    let mut owed = 0;
    for month in [
        "2025-03", "2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10", "2025-11",
        "2025-12", "2026-01", "2026-02",
    ] {
        let target = format!("/v2/bills/customer-bills/monthly-sum?bill_cycle={month}");
        let sum = sim.call(&auth, "GET", &target, Value::Null).await.expect(200).json();
        owed += usize::from(cents(&sum["consume_amount"]) > 0);
    }
    assert!(owed > 3);
    assert_eq!(rows.len(), owed);
    assert!(rows.windows(2).all(|pair| pair[0]["applyTime"].as_str() > pair[1]["applyTime"].as_str()));
    assert_eq!(
        (&rows[0]["applyTime"], &rows[0]["invoiceState"]),
        (&"2026-03-05T04:00:00Z".into(), &6.into())
    );
    assert!(rows[0]["invoiceAmount"].is_number() && rows[0]["taxList"][0]["taxAmount"].is_number());
    let second = "start_time=2025-03-10T00%3A00%3A00Z&end_time=2026-03-10T00%3A00%3A00Z&offset=2&limit=2";
    let page = ask(id.clone(), second).await.expect(200).json();
    assert_eq!(page["invoices"].as_array().unwrap()[..], rows[2..4]);
    for wrong in [
        "start_time=2026-01-01T00%3A00%3A00Z&offset=1&limit=5",
        "start_time=2026-01-01&end_time=2026-03-01T00%3A00%3A00Z&offset=1&limit=5",
        "start_time=2026-03-01T00%3A00%3A00Z&end_time=2026-01-01T00%3A00%3A00Z&offset=1&limit=5",
        "start_time=2026-01-01T00%3A00%3A00Z&end_time=2026-03-01T00%3A00%3A00Z&offset=0&limit=5",
        "start_time=2026-01-01T00%3A00%3A00Z&end_time=2026-03-01T00%3A00%3A00Z&offset=1&limit=101",
        "start_time=2026-01-01T00%3A00%3A00Z&end_time=2026-03-01T00%3A00%3A00Z&offset=1",
    ] {
        ask(id.clone(), wrong).await.refused(400, "CBC.0100");
    }
    ask(other, year).await.refused(403, "CBC.0151");
    let of_customer = format!("/v1.0/{id}/payments/intl-invoices?{year}");
    sim.call(&partner(), "GET", &of_customer, Value::Null).await.refused(403, "CBC.0151");
}
