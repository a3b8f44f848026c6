//! Signatures, clock skew, and the credentials that an operation needs.

use serde_json::{Value, json};

use crate::client::{Auth, Sim, partner, sdk_date};
use crate::signer::Keys;

const QUERY: &str = "/v2/partners/sub-customers/query";

#[tokio::test]
async fn a_wrong_secret_an_unknown_key_and_no_credentials_are_refused() {
    let sim = Sim::start().await;
    let keys = |access: &str, secret: &str| {
        Auth::Keys(Keys { access: access.into(), secret: secret.into(), security_token: None })
    };
    for auth in [keys("AK", "another"), keys("KA", "SK"), Auth::None, Auth::Token("x".into())] {
        let answer = sim.call(&auth, "POST", QUERY, json!({})).await;
        answer.refused(401, "APIG.0301");
        let id = answer.headers["x-request-id"].to_str().unwrap();
        assert_eq!(answer.json()["request_id"], id);
    }
    sim.call(&partner(), "POST", QUERY, json!({})).await.expect(200);
}

#[tokio::test]
async fn a_body_that_was_changed_after_signing_is_refused() {
    let sim = Sim::start().await;
    let Auth::Keys(keys) = partner() else { unreachable!() };
    let host = sim.running.addr.to_string();
    let date = sdk_date(0);
    let unsigned = crate::signer::Unsigned {
        method: "POST",
        host: &host,
        path: QUERY,
        query: "",
        body: r#"{"limit":1}"#,
        date: &date,
    };
    let mut request = sim.http.post(format!("{}{QUERY}", sim.running.url()));
    for (name, value) in crate::signer::sign(&keys, &unsigned, &[]) {
        request = request.header(name, value);
    }
    let same = request.try_clone().unwrap().body(r#"{"limit":1}"#);
    assert_eq!(same.send().await.unwrap().status(), 200);
    let changed = request.body(r#"{"limit":2}"#).send().await.unwrap();
    assert_eq!(changed.status(), 401);
}

#[tokio::test]
async fn a_clock_more_than_fifteen_minutes_off_is_refused() {
    let sim = Sim::start().await;
    for (shift, status) in [(-14 * 60, 200), (14 * 60, 200), (-16 * 60, 401), (16 * 60, 401)] {
        let date = sdk_date(shift);
        let answer = sim.send_text(&partner(), "POST", QUERY, "{}", &[], &date).await.unwrap();
        assert_eq!(answer.status, status, "{shift}: {}", answer.text);
    }
    // A caller with the simulated clock is accepted too.
    let simulated = "20260310T090200Z";
    let answer = sim.send_text(&partner(), "POST", QUERY, "{}", &[], simulated).await.unwrap();
    answer.expect(200);
    sim.control("POST", "clock", json!({"gateway_skew_seconds": 1000})).await.expect(200);
    sim.call(&partner(), "POST", QUERY, json!({})).await.refused(401, "APIG.0301");
}

#[tokio::test]
async fn temporary_keys_need_their_token_signed_with_them() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let Auth::Keys(keys) = sim.customer(&id).await else { unreachable!() };
    let path = "/v2/orders/customer-orders";
    let whole = Auth::Keys(keys.clone());
    sim.call(&whole, "GET", path, Value::Null).await.expect(200);
    let without = Auth::Keys(Keys { security_token: None, ..keys.clone() });
    sim.call(&without, "GET", path, Value::Null).await.refused(401, "APIG.0301");
    let wrong = Auth::Keys(Keys { secret: "x".into(), ..keys });
    sim.call(&wrong, "GET", path, Value::Null).await.refused(401, "APIG.0301");
    sim.control("POST", "tokens/expire", Value::Null).await.expect(204);
    sim.call(&whole, "GET", path, Value::Null).await.refused(401, "APIG.0301");
}

#[tokio::test]
async fn each_kind_of_credentials_opens_only_its_own_operations() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    let pay = json!({"order_id": "x", "use_coupon": "NO", "use_discount": "NO"});
    let renew = json!({"resource_ids": ["x"], "period_type": 2, "period_num": 1, "expire_policy": 0});
    for (method, path, body) in [
        ("PUT", "/v2/orders/customer-orders/cancel", json!({"order_id": "x"})),
        ("POST", "/v3/orders/customer-orders/pay", pay),
        ("POST", "/v2/orders/suscriptions/resources/query", json!({})),
        ("POST", "/v2/bills/ratings/period-resources/renew-rate", renew.clone()),
        ("POST", "/v2/orders/subscriptions/resources/renew", renew),
        ("POST", "/v2/orders/subscriptions/resources/autorenew/x", json!({})),
        ("DELETE", "/v2/orders/subscriptions/resources/autorenew/x", Value::Null),
    ] {
        sim.call(&partner(), method, path, body).await.refused(403, "CBC.0151");
    }
    let budget = format!("/v2/partners/sub-customers/budget?customer_id={id}");
    let records = format!("/v2/partners/sub-customers/budget/records?customer_id={id}");
    for (method, path, body) in [
        ("POST", QUERY, json!({})),
        ("GET", budget.as_str(), Value::Null),
        ("GET", records.as_str(), Value::Null),
        ("POST", "/v2/partners/sub-customers/budget", json!({"customer_id": id, "budget_amount": 1})),
        ("POST", "/v2/partners/sub-customers/budget/query", json!({"customer_ids": [id]})),
        ("POST", "/v2/partners/sub-customers/freeze", json!({"customer_ids": [id], "reason": "r"})),
        ("POST", "/v2/partners/sub-customers/unfreeze", json!({"customer_ids": [id], "reason": "r"})),
        ("GET", "/v2/partners/credit/consumption-quota", Value::Null),
        ("POST", "/v2/partners/indirect-partners/query", json!({})),
    ] {
        sim.call(&customer, method, path, body).await.refused(403, "CBC.0151");
    }
}
