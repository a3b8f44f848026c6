//! Giving resources back: what is sent, what is read, and what counts as done.

use serde_json::json as value;

use super::peer::{Peer, Reply, json};
use super::*;
use crate::Unsubscribe;
use model::error::Fault;
use model::unsubscribe::{UnsubscribeReason, UnsubscribeType};

const UNSUBSCRIBE: &str = "/v2/orders/subscriptions/resources/unsubscribe";

fn wanted(ids: &[&str], what: UnsubscribeType) -> Unsubscribe {
    Unsubscribe {
        customer: customer(),
        resources: ids.iter().map(|id| resource_id(id)).collect(),
        what,
        reason: None,
        words: None,
    }
}

fn gone(status: u16) -> Reply {
    json(status, r#"{"error_code":"CBC.30000067","error_msg":"gone"}"#)
}

#[tokio::test]
async fn what_was_made_and_what_was_left_out() {
    let answer = r#"{"order_ids":["CS7","CS8"],"fail_resource_infos":[
        {"resource_id":"v2","error_code":"CBC.99003100","error_msg":"unpaid order"},
        {"resource_id":"v3","error_code":"CBC.30000067","error_msg":"gone"},
        {"resource_id":"v4","error_code":"CBC.99003651","error_msg":"busy"}]}"#;
    let peer = Peer::start().await.on(UNSUBSCRIBE, vec![json(200, answer)]);
    let (partner, _) = client(&peer);
    let mut all = wanted(&["v1", "v2", "v3", "v4"], UnsubscribeType::Everything);
    all.reason = Some(UnsubscribeReason::TooComplex);
    all.words = Some("we moved".to_owned());
    let made = partner.unsubscribe(&all).await.unwrap();
    let seen = peer.only(UNSUBSCRIBE);
    assert_eq!((seen.method.as_str(), seen.access_key()), ("POST", "CAK-c1-1"));
    let expected = value!({"resource_ids": ["v1", "v2", "v3", "v4"], "unsubscribe_type": 1,
        "unsubscribe_reason_type": 3, "unsubscribe_reason": "we moved"});
    assert_eq!(seen.json(), expected);
    assert_eq!(made.orders.iter().map(OrderId::as_str).collect::<Vec<_>>(), ["CS7", "CS8"]);
    assert_eq!(made.gone, [resource_id("v3")]);
    let failed: Vec<_> =
        made.failures.iter().map(|row| (row.resource.as_str(), row.failure.unclear)).collect();
    // A transaction that is under way may be this very one, sent before.
    assert_eq!(failed, [("v2", false), ("v4", true)]);
}

#[tokio::test]
async fn what_is_gone_already_is_done_only_where_it_was_to_go() {
    for status in [400, 200] {
        let peer = Peer::start().await.on(UNSUBSCRIBE, vec![gone(status)]);
        let (partner, _) = client(&peer);
        let made = partner.unsubscribe(&wanted(&["v1"], UnsubscribeType::Everything)).await.unwrap();
        assert_eq!((made.orders.len(), made.gone, made.failures.len()), (0, vec![resource_id("v1")], 0));
        // The resource was to stay.
        let failure = partner.unsubscribe(&wanted(&["v1"], UnsubscribeType::RenewedTerms)).await.unwrap_err();
        assert_eq!((failure.code.as_deref(), failure.unclear), (Some("CBC.30000067"), false));
        // Which of the two?
        let failure =
            partner.unsubscribe(&wanted(&["v1", "v2"], UnsubscribeType::Everything)).await.unwrap_err();
        assert_eq!(failure.code.as_deref(), Some("CBC.30000067"));
        assert_eq!(peer.count(UNSUBSCRIBE), 3);
        assert_eq!(peer.seen(UNSUBSCRIBE)[1].json(), value!({"resource_ids": ["v1"], "unsubscribe_type": 2}));
    }
}

#[tokio::test]
async fn orders_that_a_refusal_names_exist_all_the_same() {
    let in_spite = r#"{"error_code":"CBC.99003643","error_msg":"x","order_ids":["CS9"]}"#;
    let peer = Peer::start().await.on(UNSUBSCRIBE, vec![json(400, in_spite)]);
    let (partner, _) = client(&peer);
    let made = partner.unsubscribe(&wanted(&["v1"], UnsubscribeType::Everything)).await.unwrap();
    assert_eq!(made.orders[0].as_str(), "CS9");
}

#[tokio::test]
async fn what_leaves_open_what_was_made_is_unclear() {
    for reply in [
        json(200, r#"{"order_ids":[]}"#),
        json(200, r#"{"order_ids":["CS 10"]}"#),
        json(200, "{}"),
        json(400, r#"{"error_code":"CBC.99003651","error_msg":"busy"}"#),
    ] {
        let peer = Peer::start().await.on(UNSUBSCRIBE, vec![reply]);
        let (partner, _) = client(&peer);
        let failure = partner.unsubscribe(&wanted(&["v1"], UnsubscribeType::Everything)).await.unwrap_err();
        assert!(failure.unclear, "{failure:?}");
        assert_eq!(peer.count(UNSUBSCRIBE), 1);
    }
}

#[tokio::test]
async fn none_and_too_many_are_not_sent() {
    let peer = Peer::start().await;
    let (partner, _) = client(&peer);
    for count in [0, 11] {
        let failure =
            partner.unsubscribe(&wanted(&vec!["v"; count], UnsubscribeType::Everything)).await.unwrap_err();
        assert_eq!((failure.status, failure.fault, failure.unclear), (None, Fault::Ours, false));
    }
}
