//! Customers' keys: shared, renewed in time, and renewed once when they are refused.

use super::peer::{Peer, Reply, TOKENS, done, json, keys};
use super::*;
use model::error::Fault;
use model::renewals::Period;
use model::resources::ExpirePolicy;

const PAY: &str = "/v3/orders/customer-orders/pay";
const RENEW: &str = "/v2/orders/subscriptions/resources/renew";
const RESOURCES: &str = "/v2/orders/suscriptions/resources/query";
const EMPTY: &str = r#"{"total_count":0,"data":[]}"#;

fn refused_keys(status: u16, code: &str) -> Reply {
    json(status, &format!(r#"{{"error_code":"{code}","error_msg":"The token must be updated."}}"#))
}

#[tokio::test]
async fn keys_are_fetched_once_for_many_who_ask_at_once() {
    let peer = Peer::start().await.on(RESOURCES, vec![json(200, EMPTY)]);
    let (partner, _) = client(&peer);
    let (customer, other) = (customer(), CustomerId::parse("c2").unwrap());
    let calls = (0..3).map(|_| partner.resources(&customer, 0, 10, true));
    for outcome in futures::future::join_all(calls).await {
        outcome.unwrap();
    }
    assert_eq!(peer.count(TOKENS), 1);
    partner.resources(&other, 0, 10, true).await.unwrap();
    assert_eq!(peer.count(TOKENS), 2);
    let owners: Vec<_> = peer.seen(RESOURCES).iter().map(|seen| seen.access_key().to_owned()).collect();
    assert_eq!(owners, ["CAK-c1-1", "CAK-c1-1", "CAK-c1-1", "CAK-c2-2"]);
}

#[tokio::test]
async fn keys_are_renewed_shortly_before_they_end() {
    let peer = Peer::start().await.on(RESOURCES, vec![json(200, EMPTY)]);
    let (partner, hand) = client(&peer);
    let ask = || async { partner.resources(&customer(), 0, 10, true).await.unwrap() };
    ask().await;
    hand.advance(Duration::from_secs(3_600 - 300 - 60));
    ask().await;
    assert_eq!(peer.count(TOKENS), 1);
    hand.advance(Duration::from_secs(120));
    ask().await;
    assert_eq!(peer.count(TOKENS), 2);
    assert_eq!(peer.seen(RESOURCES)[2].access_key(), "CAK-c1-2");
}

#[tokio::test]
async fn a_401_renews_the_keys_once_for_writes_too() {
    let peer = Peer::start().await.on(PAY, vec![refused_keys(401, "APIG.0307"), done()]);
    let (partner, _) = client(&peer);
    partner.pay(&customer(), &order_id()).await.unwrap();
    let seen = peer.seen(PAY);
    assert_eq!(seen.len(), 2);
    seen.iter().for_each(super::peer::Seen::verify);
    assert_eq!((seen[0].access_key(), seen[1].access_key()), ("CAK-c1-1", "CAK-c1-2"));
    assert_eq!(peer.count(TOKENS), 2);
}

/// The request may have arrived twice, the first time before the keys ended.
#[tokio::test]
async fn a_write_whose_keys_were_refused_is_unclear_until_it_succeeds() {
    let refused = || refused_keys(401, "APIG.0301");
    let poor = json(400, r#"{"error_code":"CBC.99003162","error_msg":"The balance is not enough."}"#);
    for second in [refused(), poor] {
        let peer = Peer::start().await.on(PAY, vec![refused(), second]);
        let (partner, _) = client(&peer);
        let failure = partner.pay(&customer(), &order_id()).await.unwrap_err();
        assert!(failure.unclear, "{failure:?}");
        assert_eq!((peer.count(PAY), peer.count(TOKENS)), (2, 2));
    }
}

#[tokio::test]
async fn without_new_keys_a_refused_write_is_unclear_and_a_refused_read_is_not() {
    let no = || json(403, r#"{"error":{"code":403,"message":"no agency","title":"Forbidden"}}"#);
    let tokens = || vec![json(201, &keys("c1", 1, 3_600)), no()];
    let refused = || vec![refused_keys(401, "APIG.0307")];
    let peer = Peer::start().await.on(TOKENS, tokens()).on(PAY, refused());
    let (partner, _) = client(&peer);
    let failure = partner.pay(&customer(), &order_id()).await.unwrap_err();
    assert_eq!((failure.fault, failure.unclear), (Fault::Customer, true));
    assert_eq!((peer.count(PAY), peer.count(TOKENS)), (1, 2));

    let peer = Peer::start().await.on(TOKENS, tokens()).on(RESOURCES, refused());
    let (partner, _) = client(&peer);
    assert!(!partner.resources(&customer(), 0, 10, true).await.unwrap_err().unclear);
}

#[tokio::test]
async fn what_would_happen_twice_is_not_sent_again_with_new_keys() {
    let (whose, ids) = (customer(), [ResourceId::parse("r1").unwrap()]);
    let peer = Peer::start().await.on(RENEW, vec![refused_keys(401, "APIG.0307"), done()]);
    let (partner, _) = client(&peer);
    let renew = || partner.renew(&whose, &ids, Period::Months(1), ExpirePolicy::Grace);
    assert!(renew().await.unwrap_err().unclear);
    assert_eq!((peer.count(RENEW), peer.count(TOKENS)), (1, 1));
    // The next one comes with new keys.
    let _ = renew().await;
    assert_eq!((peer.count(RENEW), peer.count(TOKENS)), (2, 2));
}

#[tokio::test]
async fn after_a_renewal_a_write_is_still_sent_only_once() {
    let trouble = json(500, r#"{"error_code":"CBC.0999","error_msg":"x"}"#);
    let peer = Peer::start().await.on(PAY, vec![refused_keys(401, "APIG.0307"), trouble]);
    let (partner, _) = client(&peer);
    assert!(partner.pay(&customer(), &order_id()).await.unwrap_err().unclear);
    assert_eq!(peer.count(PAY), 2);
}

#[tokio::test]
async fn an_expired_token_on_a_price_comes_as_403_and_renews_too() {
    let peer = Peer::start().await.on(RESOURCES, vec![refused_keys(403, "CBC.0154"), json(200, EMPTY)]);
    let (partner, _) = client(&peer);
    partner.resources(&customer(), 0, 10, true).await.unwrap();
    assert_eq!(peer.count(TOKENS), 2);
    // For a write a 403 is an answer.
    let peer = Peer::start().await.on(PAY, vec![refused_keys(403, "CBC.0154"), done()]);
    let (partner, _) = client(&peer);
    assert!(partner.pay(&customer(), &order_id()).await.is_err());
    assert_eq!((peer.count(PAY), peer.count(TOKENS)), (1, 1));
}

#[tokio::test]
async fn fetching_keys_is_a_read_and_is_repeated() {
    let busy = json(503, r#"{"error":{"code":503,"message":"busy","title":"x"}}"#);
    let peer =
        Peer::start().await.on(TOKENS, vec![busy, json(201, &keys("c1", 1, 3_600))]).on(PAY, vec![done()]);
    let (partner, _) = client(&peer);
    partner.pay(&customer(), &order_id()).await.unwrap();
    assert_eq!((peer.count(TOKENS), peer.count(PAY)), (2, 1));
}

#[tokio::test]
async fn a_failed_fetch_is_not_kept() {
    let no = json(403, r#"{"error":{"code":403,"message":"no agency","title":"Forbidden"}}"#);
    let peer =
        Peer::start().await.on(TOKENS, vec![no, json(201, &keys("c1", 1, 3_600))]).on(PAY, vec![done()]);
    let (partner, _) = client(&peer);
    let failure = partner.pay(&customer(), &order_id()).await.unwrap_err();
    assert_eq!((failure.fault, failure.unclear), (Fault::Customer, false));
    partner.pay(&customer(), &order_id()).await.unwrap();
    assert_eq!((peer.count(TOKENS), peer.count(PAY)), (2, 1));
}

#[tokio::test]
async fn keys_without_an_end_or_without_a_part_are_not_used() {
    let whole = keys("c1", 1, 3_600);
    for broken in [whole.replace("expires_at", "ends"), whole.replace("securitytoken", "token")] {
        let peer = Peer::start().await.on(TOKENS, vec![json(201, &broken)]);
        let (partner, _) = client(&peer);
        let failure = partner.pay(&customer(), &order_id()).await.unwrap_err();
        assert_eq!((failure.status, failure.unclear, failure.fault), (Some(201), false, Fault::Vendor));
        assert_eq!(peer.count(PAY), 0);
    }
}
