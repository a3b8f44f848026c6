//! Answers that are not what they should be.

use super::peer::{Peer, Reply, json};
use super::*;
use crate::CustomersQuery;
use crate::recording;
use model::error::Fault;
use model::status::Condition;

const PATH: &str = "/v2/partners/sub-customers/query";

async fn ask(replies: Vec<Reply>) -> (Result<u32, model::error::PartnerFailure>, usize) {
    let peer = Peer::start().await.on(PATH, replies);
    let (partner, _) = client(&peer);
    let page = partner.customers(&CustomersQuery::default()).await;
    (page.map(|page| page.rows.len() as u32), peer.count(PATH))
}

#[tokio::test]
async fn a_200_can_carry_a_failure() {
    let body = r#"{"error_code":"CBC.5001","error_msg":"not a partner"}"#;
    let (outcome, count) = ask(vec![json(200, body)]).await;
    let failure = outcome.unwrap_err();
    assert_eq!((failure.status, failure.code.as_deref()), (Some(200), Some("CBC.5001")));
    assert_eq!(failure.message.as_deref(), Some("not a partner"));
    assert_eq!(failure.request_id.as_deref(), Some("req-7"));
    assert_eq!((failure.operation.as_str(), failure.fault), ("listSubCustomers", Fault::Partner));
    assert_eq!(count, 1);
}

#[tokio::test]
async fn success_may_say_so() {
    let (outcome, _) = ask(vec![json(200, r#"{"error_code":"CBC.0000","error_msg":"ok","count":0}"#)]).await;
    assert_eq!(outcome, Ok(0));
}

#[tokio::test]
async fn unreadable_answers_are_typed_failures() {
    let html = vec![("content-type", "text/html")];
    let declared = vec![("content-type", "application/json")];
    for reply in [
        json(200, ""),
        json(200, r#"{"count":1,"customer_infos":[{"customer_i"#),
        json(200, r#"{"count":1,"customer_infos":{"a":1}}"#),
        json(200, "[]"),
        json(200, "null"),
        Reply::Plain(200, html.clone(), b"{}".to_vec()),
        Reply::Plain(200, declared, vec![b'{', 0xff, 0xfe, b'}']),
        Reply::Plain(204, vec![], Vec::new()),
    ] {
        let (outcome, count) = ask(vec![reply]).await;
        let failure = outcome.unwrap_err();
        assert!(matches!(failure.status, Some(200 | 204)));
        assert_eq!((failure.code, failure.fault, failure.unclear), (None, Fault::Vendor, false));
        assert_eq!(count, 1);
    }
}

#[tokio::test]
async fn a_body_above_the_limit_is_not_read() {
    let peer = Peer::start().await.on(PATH, vec![json(200, &format!(r#"{{"x":"{}"}}"#, "a".repeat(5_000)))]);
    let (partner, _) = client_with(PartnerConfig { body_limit: 4_096, ..config(&peer.url) });
    let failure = partner.customers(&CustomersQuery::default()).await.unwrap_err();
    assert_eq!((failure.status, failure.fault), (Some(200), Fault::Vendor));
    let (partner, _) = client_with(PartnerConfig { body_limit: 8_192, ..config(&peer.url) });
    assert!(partner.customers(&CustomersQuery::default()).await.is_ok());
}

#[tokio::test]
async fn an_oversized_answer_to_a_write_is_unclear() {
    let path = "/v2/orders/customer-orders/cancel";
    let peer = Peer::start().await.on(path, vec![json(200, &"x".repeat(5_000))]);
    let (partner, _) = client_with(PartnerConfig { body_limit: 4_096, ..config(&peer.url) });
    assert!(partner.cancel_order(&customer(), &order_id()).await.unwrap_err().unclear);
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let elsewhere = Peer::start().await.on("/caught", vec![json(200, r#"{"count":0}"#)]);
    let target: &'static str = format!("{}/caught", elsewhere.url).leak();
    let (outcome, count) = ask(vec![Reply::Plain(302, vec![("location", target)], Vec::new())]).await;
    assert_eq!(outcome.unwrap_err().status, Some(302));
    assert_eq!((count, elsewhere.count("/caught")), (1, 0));
}

#[tokio::test]
async fn answers_of_the_gateway_are_read() {
    let body = r#"{"error_code":"APIGW.0101","error_msg":"The API does not exist","request_id":"g-1"}"#;
    let reply = Reply::Plain(404, vec![("content-type", "application/json")], body.as_bytes().to_vec());
    let failure = ask(vec![reply]).await.0.unwrap_err();
    assert_eq!(failure.code.as_deref(), Some("APIGW.0101"));
    assert_eq!((failure.request_id.as_deref(), failure.fault), (Some("g-1"), Fault::Ours));
}

#[tokio::test]
async fn a_signature_refused_for_the_time_is_our_clock_s_fault() {
    let body = r#"{"error_code":"APIG.0301","error_msg":"Incorrect IAM authentication information"}"#;
    let peer = Peer::start().await.on(PATH, vec![json(401, body)]);
    let (partner, hand) = client(&peer);
    let fault = || async { partner.customers(&CustomersQuery::default()).await.unwrap_err().fault };
    assert_eq!(fault().await, Fault::Partner);
    hand.advance(Duration::from_secs(16 * 60));
    assert_eq!(fault().await, Fault::Ours);
    assert_eq!(peer.count(PATH), 2, "keys that do not end are not renewed");
}

#[tokio::test]
async fn every_request_is_recorded_and_counted() {
    let refused = json(500, r#"{"error_code":"CBC.0999","error_msg":"x"}"#);
    let peer = Peer::start().await.on(PATH, vec![refused, json(200, r#"{"count":0}"#)]);
    let (partner, _) = client(&peer);
    let (outcome, calls) = recording(partner.customers(&CustomersQuery::default())).await;
    assert!(outcome.is_ok());
    assert_eq!(calls.len(), 2);
    assert_eq!((calls[0].status, calls[0].code.as_deref()), (Some(500), Some("CBC.0999")));
    assert_eq!((calls[1].status, calls[1].code.as_deref()), (Some(200), None));
    assert_eq!((calls[1].method.as_str(), calls[1].path.as_str()), ("POST", PATH));
    assert_eq!(calls[1].request_id.as_deref(), Some("req-7"));
    let health = partner.health();
    let entry = health.iter().find(|entry| entry.operation.id == "listSubCustomers").unwrap();
    assert_eq!((entry.health.calls, entry.health.failures), (2, 1));
    assert_eq!(entry.health.condition(), Condition::Well);
    let failure = entry.health.last_failure.as_ref().unwrap();
    assert_eq!((failure.status, failure.code.as_deref()), (Some(500), Some("CBC.0999")));
    assert!(entry.room.is_some(), "a limit of the partner's own");
}
