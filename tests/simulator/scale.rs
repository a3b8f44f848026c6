//! A hundred thousand customers.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use simulator::Options;

use crate::client::{Sim, options, partner};

/// Debug builds are many times slower; the limits are for them on a busy machine.
#[tokio::test]
async fn a_large_tenant_starts_and_pages_quickly() {
    let begun = Instant::now();
    let sim = Sim::with(Options { customers: 100_000, ..options() }).await;
    let path = "/v2/partners/sub-customers/query";
    let last = sim.call(&partner(), "POST", path, json!({"offset": 79_900, "limit": 100})).await;
    let last = last.expect(200).json();
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    let rows = last["customer_infos"].as_array().unwrap();
    assert_eq!(rows.len(), 100);
    assert!(last["count"].as_i64().unwrap() > 80_000);
    let ids: Vec<_> = rows.iter().map(|row| row["customer_id"].clone()).collect();
    let begun = Instant::now();
    let path = "/v2/partners/sub-customers/budget/query";
    let budgets = sim.call(&partner(), "POST", path, json!({"customer_ids": ids})).await.expect(200);
    assert!(budgets.json()["budget_infos"].as_array().unwrap().len() > 70);
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
}

/// The partner's bill needs every customer once; its month is past, so it is cached. A month after
/// the start it includes charges of automatic renewals. Either takes about two seconds by itself;
/// the limit is for a busy machine.
#[tokio::test]
async fn bills_of_a_large_tenant_are_made_once_and_in_time() {
    let sim = Sim::with(Options { customers: 100_000, ..options() }).await;
    let bill = async |month: &str| {
        let target = format!("/v2/bills/partner-bills/postpaid-bill-summary?bill_cycle={month}");
        let begun = Instant::now();
        let text = sim.call(&partner(), "GET", &target, Value::Null).await.expect(200).text;
        println!("{month} in {:?}", begun.elapsed());
        (text, begun.elapsed())
    };
    let mut made = Vec::new();
    for (now, month) in [("2026-03-10T00:00:00Z", "2026-02"), ("2027-03-10T00:00:00Z", "2027-02")] {
        sim.control("POST", "clock", json!({"set": now})).await.expect(200);
        let (first, took) = bill(month).await;
        assert!(took < Duration::from_secs(40), "{month}: {took:?}");
        let (again, took) = bill(month).await;
        assert!(again == first && took < Duration::from_secs(1), "{month}: {took:?}");
        made.push(first);
    }
    assert_ne!(made[0], made[1]);
}
