//! No secret comes out: canaries are planted in every key, and everything that is shown is searched.

use super::peer::{Peer, Reply, TOKENS, done, json, keys};
use super::*;
use crate::server::partner::{ConfigError, CustomersQuery, recording};

const PAY: &str = "/v3/orders/customer-orders/pay";

#[tokio::test]
async fn what_is_shown_holds_no_key() {
    // A gateway that quotes the token it was given, and an IAM that sends half an answer.
    let quoting = r#"{"error_code":"CBC.0100","error_msg":"x-security-token:canary-token-c1-1 is odd"}"#;
    let peer = Peer::start().await.on(PAY, vec![json(400, quoting), done()]);
    let (partner, _) = client(&peer);
    let (outcome, calls) = recording(partner.pay(&customer(), &order_id())).await;
    let failure = outcome.unwrap_err();
    assert!(failure.message.as_deref().unwrap().contains("[REDACTED] is odd"));
    let (paid, more) = recording(partner.pay(&customer(), &order_id())).await;
    paid.unwrap();
    let shown = format!(
        "{failure:?} {} {calls:?} {more:?} {partner:?} {:?} {:?}",
        serde_json::to_string(&failure).unwrap(),
        partner.health(),
        config(&peer.url),
    );
    assert_eq!((calls.len(), more.len()), (2, 1));
    assert!(!shown.contains("canary"), "{shown}");
    assert!(!shown.contains(AK), "{shown}");
}

#[tokio::test]
async fn a_broken_answer_of_iam_is_not_quoted() {
    let half = keys("c1", 1, 3_600).replace("expires_at", "error_msg");
    let peer = Peer::start().await.on(TOKENS, vec![json(201, &half)]);
    let (partner, _) = client(&peer);
    let failure = partner.pay(&customer(), &order_id()).await.unwrap_err();
    assert!(!format!("{failure:?}").contains("canary"));
}

#[tokio::test]
async fn the_own_key_is_taken_out_of_a_quotation() {
    let path = "/v2/partners/sub-customers/query";
    let body = format!(r#"{{"error_code":"APIG.0301","error_msg":"verify {SK} fail"}}"#);
    let headers = vec![("content-type", "application/json")];
    let peer = Peer::start().await.on(path, vec![Reply::Plain(401, headers, body.into_bytes())]);
    let (partner, _) = client(&peer);
    let failure = partner.customers(&CustomersQuery::default()).await.unwrap_err();
    assert_eq!(failure.message.as_deref(), Some("verify [REDACTED] fail"));
}

#[test]
fn a_configuration_that_cannot_work_is_refused_at_once() {
    let refusal = |change: fn(&mut PartnerConfig)| {
        let mut config = config("http://127.0.0.1:1");
        change(&mut config);
        Partner::new(config, Clock::system()).unwrap_err()
    };
    assert_eq!(refusal(|config| config.ak.clear()), ConfigError::Missing("access key"));
    assert_eq!(refusal(|config| config.sk = SecretString::from("")), ConfigError::Missing("secret key"));
    assert_eq!(refusal(|config| config.agency.clear()), ConfigError::Missing("agency name"));
    assert_eq!(refusal(|config| config.ak = "a\nb".into()), ConfigError::Unsendable("access key"));
    assert!(matches!(refusal(|config| config.bss_url = "http://a.test".into()), ConfigError::NoTls(_)));
    assert!(matches!(refusal(|config| config.iam_url = "nowhere".into()), ConfigError::Endpoint(_)));
}
