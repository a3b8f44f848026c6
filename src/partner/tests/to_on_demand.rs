//! Change to pay-per-use at expiry: what is sent and what is read.

use serde_json::json as value;

use super::peer::{Peer, Reply, json};
use super::*;
use model::error::Fault;

const TO_ON_DEMAND: &str = "/v2/orders/subscriptions/resources/to-on-demand";

#[tokio::test]
async fn set_up_and_withdraw() {
    let partly = r#"{"error_details":[{"id":"v2","error_code":"CBC.99003610","error_msg":"in grace"}]}"#;
    let success = r#"{"error_code":"CBC.0000","error_msg":"success","error_details":null}"#;
    let empty = Reply::Plain(200, vec![], Vec::new());
    let peer = Peer::start().await.on(TO_ON_DEMAND, vec![json(200, partly), json(200, success), empty]);
    let (partner, _) = client(&peer);
    let (whose, ids) = (customer(), [resource_id("v1"), resource_id("v2")]);
    let left_out = partner.to_on_demand(&whose, &ids, true).await.unwrap();
    let seen = peer.only(TO_ON_DEMAND);
    assert_eq!((seen.method.as_str(), seen.access_key()), ("POST", "CAK-c1-1"));
    assert_eq!(seen.json(), value!({"operation": "SET_UP", "resource_ids": ["v1", "v2"]}));
    assert_eq!(left_out.len(), 1);
    assert_eq!(left_out[0].resource, resource_id("v2"));
    assert_eq!(left_out[0].failure.code.as_deref(), Some("CBC.99003610"));
    assert!(!left_out[0].failure.unclear);

    for _ in 0..2 {
        assert!(partner.to_on_demand(&whose, &ids[..1], false).await.unwrap().is_empty());
    }
    let expected = value!({"operation": "CANCEL", "resource_ids": ["v1"]});
    assert_eq!(peer.seen(TO_ON_DEMAND)[2].json(), expected);
}

#[tokio::test]
async fn who_was_left_out_must_be_readable() {
    let answer = r#"{"error_details":[{"error_code":"CBC.99003610","error_msg":"whose?"}]}"#;
    let peer = Peer::start().await.on(TO_ON_DEMAND, vec![json(200, answer)]);
    let (partner, _) = client(&peer);
    let failure = partner.to_on_demand(&customer(), &[resource_id("v1")], true).await.unwrap_err();
    assert!(failure.unclear);
    for count in [0, 101] {
        let ids = vec![resource_id("v"); count];
        let failure = partner.to_on_demand(&customer(), &ids, true).await.unwrap_err();
        assert_eq!((failure.status, failure.fault), (None, Fault::Ours));
    }
    assert_eq!(peer.count(TO_ON_DEMAND), 1);
}
