//! Tokens and temporary keys.

use serde_json::{Value, json};

use crate::client::{Auth, Sim, assume, partner};

const TOKENS: &str = "/v3/auth/tokens";
const KEYS: &str = "/v3.0/OS-CREDENTIAL/securitytokens";

fn password(secret: &str) -> Value {
    json!({"auth": {"identity": {"methods": ["password"], "password": {"user": {
        "name": "desk-operator", "password": secret, "domain": {"name": "lighthouse-reseller"}}}},
        "scope": {"domain": {"name": "lighthouse-reseller"}}}})
}

async fn token(sim: &Sim, auth: &Auth, body: Value) -> Auth {
    let answer = sim.call(auth, "POST", TOKENS, body).await.expect(201);
    Auth::Token(answer.headers["x-subject-token"].to_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_password_gives_a_partner_token_and_that_gives_a_customers() {
    let sim = Sim::start().await;
    let wrong = sim.call(&Auth::None, "POST", TOKENS, password("no")).await;
    assert_eq!((wrong.status, &wrong.json()["error"]["code"]), (401, &json!(401)));
    assert_eq!(wrong.json()["error"]["title"], "Unauthorized");
    let answer = sim.call(&Auth::None, "POST", TOKENS, password("SK")).await.expect(201);
    let said = answer.json();
    assert_eq!(said["token"]["methods"], json!(["password"]));
    let until = said["token"]["expires_at"].as_str().unwrap();
    assert!(until.ends_with(".000000Z"), "{until}");
    let owner = token(&sim, &Auth::None, password("SK")).await;
    sim.call(&owner, "POST", "/v2/partners/sub-customers/query", json!({})).await.expect(200);

    let id = sim.id_of("aurora-freight").await;
    let by_id = token(&sim, &owner, assume(&id, None)).await;
    let mine = sim.call(&by_id, "GET", "/v2/orders/customer-orders", Value::Null).await.expect(200);
    assert_eq!(mine.json()["order_infos"][0]["customer_id"], id.as_str());
    let mut body = assume(&id, None);
    body["auth"]["identity"]["assume_role"] =
        json!({"domain_name": "aurora-freight", "agency_name": "partnerdesk_agency"});
    token(&sim, &owner, body).await;
}

#[tokio::test]
async fn tokens_end_and_the_answers_say_so() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let customer = token(&sim, &partner(), assume(&id, None)).await;
    sim.control("POST", "tokens/expire", Value::Null).await.expect(204);
    sim.call(&customer, "GET", "/v2/orders/customer-orders", Value::Null).await.refused(401, "APIG.0307");
    let again = token(&sim, &partner(), assume(&id, None)).await;
    sim.call(&again, "GET", "/v2/orders/customer-orders", Value::Null).await.expect(200);
    let Auth::Token(text) = again else { unreachable!() };
    let forged = Auth::Token(format!("{}0", &text[..text.len() - 1]));
    sim.call(&forged, "GET", "/v2/orders/customer-orders", Value::Null).await.refused(401, "APIG.0301");
}

#[tokio::test]
async fn keys_have_a_duration_and_an_agency() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let made = sim.call(&partner(), "POST", KEYS, assume(&id, Some(900))).await.expect(201).json();
    for part in ["access", "secret", "securitytoken", "expires_at"] {
        assert!(made["credential"][part].is_string(), "{made}");
    }
    for seconds in [899, 86_401] {
        let refused = sim.call(&partner(), "POST", KEYS, assume(&id, Some(seconds))).await;
        assert_eq!(refused.status, 400);
        assert!(refused.code().starts_with("IAM."), "{}", refused.text);
    }
    let lonely = sim.id_of("fault-no-agency").await;
    let refused = sim.call(&partner(), "POST", KEYS, assume(&lonely, None)).await;
    assert_eq!(refused.status, 403);
    let mut other = assume(&id, None);
    other["auth"]["identity"]["assume_role"]["agency_name"] = json!("another");
    assert_eq!(sim.call(&partner(), "POST", KEYS, other).await.status, 403);
    let unknown = sim.call(&partner(), "POST", KEYS, assume("nobody", None)).await;
    assert_eq!(unknown.status, 404);
    let unsigned = sim.call(&Auth::None, "POST", KEYS, assume(&id, None)).await;
    assert_eq!(unsigned.status, 401);
    let malformed = sim.call(&partner(), "POST", KEYS, json!({"auth": {}})).await;
    assert_eq!(malformed.status, 400);
}

#[tokio::test]
async fn a_customer_may_not_act_for_another_one() {
    let sim = Sim::start().await;
    let customer = sim.customer(&sim.id_of("aurora-freight").await).await;
    let other = sim.id_of("musica-cafe").await;
    assert_eq!(sim.call(&customer, "POST", KEYS, assume(&other, None)).await.status, 403);
}

#[tokio::test]
async fn the_domain_of_a_caller_is_listed() {
    let sim = Sim::start().await;
    let domains = sim.call(&partner(), "GET", "/v3/auth/domains", Value::Null).await.expect(200).json();
    let state = sim.control("GET", "state", Value::Null).await.json();
    assert_eq!(domains["domains"][0]["id"], state["partner_id"]);
    let id = sim.id_of("musica-cafe").await;
    let customer = sim.customer(&id).await;
    let domains = sim.call(&customer, "GET", "/v3/auth/domains", Value::Null).await.json();
    assert_eq!(domains["domains"][0]["name"], "musica-cafe");
}

/// Credentials live by the clock that their request was dated with.
#[tokio::test]
async fn keys_end_when_their_time_is_over() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let body = assume(&id, Some(900)).to_string();
    let sign_in = |date: &'static str| {
        let (sim, body) = (&sim, &body);
        async move {
            let made = sim.send_text(&partner(), "POST", KEYS, body, &[], date).await;
            made.unwrap().expect(201).json()["credential"].clone()
        }
    };
    let credential = sign_in("20260310T090010Z").await;
    let until = credential["expires_at"].as_str().unwrap();
    assert!(until.starts_with("2026-03-10T09:15:"), "{until}");
    let part = |name: &str| credential[name].as_str().unwrap().to_owned();
    let customer = Auth::Keys(crate::signer::Keys {
        access: part("access"),
        secret: part("secret"),
        security_token: Some(part("securitytoken")),
    });
    let orders = "/v2/orders/customer-orders";
    sim.call(&customer, "GET", orders, Value::Null).await.expect(200);
    sim.advance(901).await;
    sim.call(&customer, "GET", orders, Value::Null).await.refused(401, "APIG.0301");
    let renewed = sign_in("20260310T091600Z").await;
    assert_ne!(renewed["access"], credential["access"]);
}
