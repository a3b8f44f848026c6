//! The state file.

use serde_json::{Value, json};
use simulator::Options;

use crate::answer::cents;
use crate::client::{Sim, options};

#[tokio::test]
async fn what_changed_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.db");
    let sim = Sim::with_state(file.clone()).await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    let order = sim.make_order(&id, 12.34, 7_200).await;
    sim.pay(&customer, &order).await.expect(204);
    sim.set_budget(json!({"customer_id": id, "budget_amount": 7654.32})).await.expect(204);
    sim.advance(3 * 86_400).await;
    let used = sim.budget(&id).await["used_amount"].clone();
    // Not a clean shutdown: everything that was answered must be stored.
    drop(sim);

    let sim = Sim::with_state(file.clone()).await;
    let budget = sim.budget(&id).await;
    assert_eq!(cents(&budget["budget_amount"]), 765_432);
    assert!(cents(&budget["used_amount"]) - cents(&used) < 200);
    assert_eq!(sim.status(&customer, &order).await, 5, "the keys from before are still good");
    let ledger = sim.ledger().await;
    assert_eq!((ledger.len(), &ledger[0]["amount"]), (1, &json!("12.34")));
    let state = sim.control("GET", "state", Value::Null).await.json();
    assert!(state["clock"].as_str().unwrap().starts_with("2026-03-13"), "{state}");
    assert_eq!(state["start_day"], "2026-03-10T00:00:00Z");
    sim.running.shutdown().await;

    let other = simulator::start(Options { seed: 8, state: Some(file), ..options() }).await;
    let refusal = other.err().expect("another seed is refused").to_string();
    assert!(refusal.contains("seed 7"), "{refusal}");
}

#[tokio::test]
async fn ended_tokens_stay_ended() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.db");
    let sim = Sim::with_state(file.clone()).await;
    let customer = sim.customer(&sim.id_of("aurora-freight").await).await;
    sim.control("POST", "tokens/expire", Value::Null).await.expect(204);
    drop(sim);
    let sim = Sim::with_state(file).await;
    let answer = sim.call(&customer, "GET", "/v2/orders/customer-orders", Value::Null).await;
    answer.refused(401, "APIG.0301");
}
