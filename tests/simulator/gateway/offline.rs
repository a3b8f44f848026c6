//! Operations that the change history took offline get the gateway's answer for an unknown API.

use serde_json::{Value, json};

use crate::client::{Sim, partner};

#[tokio::test]
async fn whatever_was_taken_offline_is_gone_for_partner_and_customer() {
    let sim = Sim::start().await;
    let customer = sim.customer(&sim.id_of("aurora-freight").await).await;
    let offline: Value =
        serde_json::from_str(include_str!("../../data/partner-api/offline.json")).expect("offline.json");
    let offline = offline.as_array().unwrap();
    assert_eq!(offline.len(), 15);
    for entry in offline {
        let (method, path) = (entry["method"].as_str().unwrap(), entry["path"].as_str().unwrap());
        let path = path
            .split('/')
            .map(|part| if part.starts_with('{') { "0a0a" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        let body = if method == "GET" { Value::Null } else { json!({}) };
        for auth in [&partner(), &customer] {
            sim.call(auth, method, &path, body.clone()).await.refused(404, "APIG.0101");
        }
    }
}
