//! A hundred thousand customers.

use std::time::{Duration, Instant};

use partnerdesk::simulator::Options;
use serde_json::json;

use crate::client::{Sim, options, partner};

/// Debug builds are many times slower; the bounds hold for them on a busy machine.
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

/// The partner's bill asks for every customer once; the month is over, so that it is kept.
#[tokio::test]
async fn the_bill_of_a_large_tenant_is_made_once() {
    let sim = Sim::with(Options { customers: 100_000, ..options() }).await;
    let target = "/v2/bills/partner-bills/postpaid-bill-summary?bill_cycle=2026-02";
    let begun = Instant::now();
    let first = sim.call(&partner(), "GET", target, serde_json::Value::Null).await.expect(200).text;
    println!("made in {:?}", begun.elapsed());
    let begun = Instant::now();
    let again = sim.call(&partner(), "GET", target, serde_json::Value::Null).await.expect(200).text;
    assert_eq!(again, first);
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
}
