//! The V1 forms of these operations: offline, even where their page still exists.

use serde_json::{Value, json};

use crate::client::{Sim, partner};

/// Method and path below `/v1.0/` and the partner's id (partner.yaml, x-legacy-operations).
const LEGACY: [(&str, &str); 10] = [
    ("POST", "partner/customer-mgr/query"),
    ("GET", "partner/customer-mgr/detail"),
    ("POST", "partner/customer-mgr/check-user"),
    ("POST", "partner/common-mgr/verificationcode"),
    ("GET", "partner/customer-mgr/realname-auth/result"),
    ("POST", "partner/customer-mgr/frozens"),
    ("POST", "partner/customer-mgr/unfrozens"),
    ("GET", "partner/account-mgr/credit"),
    ("POST", "partner/account-mgr/credit"),
    ("POST", "partner/customer-mgr/customer-resource/query-resources"),
];

#[tokio::test]
async fn v1_answers_as_the_gateway_does_for_an_api_that_is_gone() {
    let sim = Sim::start().await;
    let state = sim.control("GET", "state", Value::Null).await.json();
    let id = state["partner_id"].as_str().unwrap();
    for (method, path) in LEGACY {
        let answer = sim.call(&partner(), method, &format!("/v1.0/{id}/{path}"), json!({})).await;
        answer.refused(404, "APIG.0101");
        assert!(answer.json()["request_id"].is_string(), "{path}");
    }
}
