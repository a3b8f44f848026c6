//! Unknown paths, rate limits, and what the request log keeps.

use serde_json::{Value, json};

use crate::client::{Sim, partner};

#[tokio::test]
async fn unknown_paths_are_not_there() {
    let sim = Sim::start().await;
    for (method, path) in [
        ("GET", "/"),
        ("GET", "/v2/partners/sub-customers/query"),
        ("POST", "/v2/orders/subscriptions/resources/query"),
        ("POST", "/v2/orders/subscriptions/resources/renew/config"),
        ("GET", "/v1.0/0a0a/partner/account-mgr/credit"),
    ] {
        let answer = sim.call(&partner(), method, path, Value::Null).await;
        answer.refused(404, "APIG.0101");
        assert!(answer.headers.contains_key("x-request-id"));
    }
}

#[tokio::test]
async fn the_eleventh_call_of_a_second_is_throttled_per_operation_and_account() {
    let sim = Sim::start().await;
    sim.control("POST", "limits", json!({"enabled": true})).await.expect(204);
    let path = "/v2/partners/credit/consumption-quota";
    let calls = (0..12).map(|_| {
        let sim = &sim;
        async move { sim.call(&partner(), "GET", path, Value::Null).await }
    });
    let answers = futures::future::join_all(calls).await;
    let refused: Vec<_> = answers.iter().filter(|a| a.status == 429).collect();
    assert_eq!(refused.len(), 2);
    refused[0].refused(429, "APIG.0308");
    let text = refused[0].json()["error_msg"].as_str().unwrap().to_owned();
    assert_eq!(
        text,
        "The throttling threshold has been reached: policy user over ratelimit,limit:10,time:1 second"
    );
    sim.call(&partner(), "POST", "/v2/partners/indirect-partners/query", json!({})).await.expect(200);
    tokio::time::sleep(std::time::Duration::from_millis(1_000)).await;
    sim.call(&partner(), "GET", path, Value::Null).await.expect(200);
}

#[tokio::test]
async fn the_journal_shows_requests_without_secrets() {
    let sim = Sim::start().await;
    sim.control("DELETE", "requests", Value::Null).await.expect(204);
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    sim.call(&customer, "GET", "/v2/orders/customer-orders?status=6&limit=1", Value::Null).await.expect(200);
    let seen = sim.control("GET", "requests?limit=1", Value::Null).await.json();
    let last = &seen["requests"][0];
    assert_eq!(last["path"], "/v2/orders/customer-orders");
    assert_eq!(last["query"], "status=6&limit=1");
    assert_eq!(last["operation"], "ListCustomerOrders");
    assert_eq!((&last["status"], &last["account"]), (&json!(200), &json!(id)));
    assert_eq!(last["headers"]["x-security-token"], "(hidden)");
    let authorization = last["headers"]["authorization"].as_str().unwrap();
    assert!(authorization.contains("SignedHeaders=") && authorization.ends_with("Signature=(hidden)"));
}

#[tokio::test]
async fn names_come_in_the_language_asked_for() {
    let sim = Sim::start().await;
    let customer = sim.customer(&sim.id_of("aurora-freight").await).await;
    let path = "/v2/orders/customer-orders?status=6&limit=1";
    let mut names = Vec::new();
    for language in ["en_US", "zh_CN", "en_us", "zh_cn"] {
        let extra = [("X-Language", language)];
        let answer = sim.send(&customer, "GET", path, Value::Null, &extra).await.unwrap();
        names.push(answer.expect(200).json()["order_infos"][0]["service_type_name"].clone());
    }
    assert_eq!(names, ["Elastic Cloud Server", "弹性云服务器", "Elastic Cloud Server", "弹性云服务器"]);
    let default = sim.call(&customer, "GET", path, Value::Null).await.json();
    assert_eq!(default["order_infos"][0]["service_type_name"], "Elastic Cloud Server");
    let extra = [("X-Language", "fr_FR")];
    let refused = sim.send(&customer, "GET", path, Value::Null, &extra).await.unwrap();
    refused.refused(400, "CBC.0100");
}
