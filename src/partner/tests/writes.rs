//! A write leaves once, whatever happens to it, and says when its effect is not known.

use std::sync::atomic::Ordering;

use super::peer::{Peer, Reply, TOKENS, dropping, json, keeping};
use super::*;
use crate::{FreezeKind, SetBudget, Unsubscribe};
use model::budgets::{BudgetAmount, BudgetType};
use model::error::PartnerFailure;
use model::renewals::Period;
use model::resources::ExpirePolicy;
use model::status::Condition;
use model::unsubscribe::UnsubscribeType;

const PAY: &str = "/v3/orders/customer-orders/pay";
const PAY_V2: &str = "/v2/orders/customer-orders/pay";

/// Every write of the client, by the path it is sent to.
const WRITES: [&str; 15] = [
    PAY,
    PAY_V2,
    "/v2/orders/subscriptions/resources/renew",
    "/v2/orders/customer-orders/cancel",
    "/v2/partners/sub-customers/budget",
    "/v2/partners/sub-customers/freeze",
    "/v2/partners/sub-customers/unfreeze",
    "/v2/orders/subscriptions/resources/autorenew/on",
    "/v2/orders/subscriptions/resources/autorenew/off",
    "/v2/orders/subscriptions/resources/unsubscribe",
    "/v2/orders/subscriptions/resources/to-on-demand",
    "/v2/partners/sub-customers",
    "/v2/bases/verificationcode/send",
    "/v2/customers/realname-auths/individual",
    "/v2/customers/realname-auths/enterprise",
];

async fn write(partner: &Partner, path: &str) -> Result<(), PartnerFailure> {
    let (customer, resource) = (customer(), resource_id("v1"));
    let budget = SetBudget {
        customer: customer.clone(),
        reseller: None,
        amount: BudgetAmount::parse("5").unwrap(),
        kind: BudgetType::Monthly,
        freeze: None,
        lift_freeze: false,
    };
    let ids = [customer.clone()];
    match path.rsplit('/').next().unwrap() {
        "pay" if path == PAY_V2 => partner.pay_v2(&customer, &order_id()).await,
        "pay" => partner.pay(&customer, &order_id()).await,
        "unsubscribe" => {
            let what = UnsubscribeType::Everything;
            let resources = vec![resource];
            let wanted = Unsubscribe { customer, resources, what, reason: None, words: None };
            partner.unsubscribe(&wanted).await.map(|_| ())
        }
        "to-on-demand" => partner.to_on_demand(&customer, &[resource], true).await.map(|_| ()),
        "renew" => {
            let resources = [resource];
            let renewed = partner.renew(&customer, &resources, Period::Months(1), ExpirePolicy::Grace);
            renewed.await.map(|_| ())
        }
        "cancel" => partner.cancel_order(&customer, &order_id()).await,
        "budget" => partner.set_budget(&budget).await,
        "freeze" => partner.freeze(&ids, None, "x", FreezeKind::Account).await.map(|_| ()),
        "unfreeze" => partner.unfreeze(&ids, None, "x", FreezeKind::Account).await.map(|_| ()),
        "on" => partner.auto_renew_on(&customer, &resource_id("on")).await,
        "off" => partner.auto_renew_off(&customer, &resource_id("off")).await,
        "sub-customers" => partner.create_customer(&super::registration::new_customer()).await.map(|_| ()),
        "send" => partner.send_verification_code("a@b.test", None).await,
        "individual" => partner.authenticate_person(&super::realname::person()).await.map(|_| ()),
        "enterprise" => partner.authenticate_company(&super::realname::company()).await.map(|_| ()),
        other => panic!("{other}"),
    }
}

fn refused(status: u16, code: &str) -> Reply {
    json(status, &format!(r#"{{"error_code":"{code}","error_msg":"x"}}"#))
}

#[tokio::test]
async fn each_write_leaves_once_and_knows_whether_it_is_clear() {
    for path in WRITES {
        for (reply, unclear) in [
            (Reply::Silence, true),
            (refused(500, "CBC.0999"), true),
            (refused(200, "CBC.0999"), true),
            (refused(429, "APIG.0308"), false),
            (refused(429, "CBC.0250"), false),
            (refused(400, "CBC.0100"), false),
            (refused(403, "CBC.0151"), false),
            (Reply::Plain(503, vec![], Vec::new()), true),
            (Reply::Plain(504, vec![("content-type", "text/html")], b"<p>late</p>".to_vec()), true),
            (Reply::Plain(200, vec![("content-type", "text/html")], b"<p>ok</p>".to_vec()), true),
            (json(200, r#"{"order_ids":["#), true),
        ] {
            let silent = matches!(reply, Reply::Silence);
            let peer = Peer::start().await.on(path, vec![reply]);
            let mut config = config(&peer.url);
            if silent {
                config.timeouts.write = Duration::from_millis(300);
            }
            let (partner, _) = client_with(config);
            let failure = write(&partner, path).await.unwrap_err();
            assert_eq!(failure.unclear, unclear, "{path} {failure:?}");
            assert_eq!(peer.count(path), 1, "{path} {failure:?}");
        }
    }
}

#[tokio::test]
async fn a_lost_connection_leaves_a_write_open_and_it_is_not_sent_again() {
    let half = b"HTTP/1.1 204 No Content\r\nX-Requ";
    for answer in [&b""[..], &half[..]] {
        let (url, count) = dropping(answer).await;
        let (partner, _) = client_with(config(&url));
        let failure = write(&partner, "/v2/partners/sub-customers/budget").await.unwrap_err();
        assert_eq!((failure.status, failure.unclear), (None, true));
        assert_eq!(count.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test]
async fn a_payment_lost_on_the_way_is_unclear() {
    // Keys come from one peer, the payment goes to another that drops it.
    let identity = Peer::start().await;
    let (url, count) = dropping(b"").await;
    let (partner, _) = client_with(PartnerConfig { iam_url: identity.url.clone(), ..config(&url) });
    let failure = partner.pay(&customer(), &order_id()).await.unwrap_err();
    assert_eq!((failure.operation.as_str(), failure.unclear), ("PayOrders", true));
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_write_that_found_nobody_is_clear() {
    let identity = Peer::start().await;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let (partner, _) = client_with(PartnerConfig { iam_url: identity.url.clone(), ..config(&url) });
    let failure = partner.pay(&customer(), &order_id()).await.unwrap_err();
    assert_eq!((failure.status, failure.unclear), (None, false));
    let pay = partner.health().into_iter().find(|entry| entry.operation.id == "PayOrders").unwrap();
    assert_eq!((pay.health.calls, pay.room), (1, None));
    assert_eq!(pay.health.condition(), Condition::Failing);
}

#[tokio::test]
async fn a_payment_that_may_be_an_earlier_one_is_unclear() {
    for (code, unclear) in [
        ("CBC.99000088", true),
        ("CBC.99003106", true),
        ("CBC.99005003", false),
        ("CBC.99003110", false),
        ("CBC.30000010", false),
    ] {
        for status in [400, 200] {
            let peer = Peer::start().await.on(PAY, vec![refused(status, code)]);
            let (partner, _) = client(&peer);
            let failure = partner.pay(&customer(), &order_id()).await.unwrap_err();
            assert_eq!((failure.unclear, failure.code.as_deref()), (unclear, Some(code)));
            assert_eq!(peer.count(PAY), 1);
        }
    }
}

#[tokio::test]
async fn the_older_payment_sends_the_order_alone_and_is_as_careful() {
    let peer = Peer::start().await.on(PAY_V2, vec![refused(400, "CBC.99003106")]);
    let (partner, _) = client(&peer);
    let failure = partner.pay_v2(&customer(), &order_id()).await.unwrap_err();
    assert!(failure.unclear);
    let seen = peer.only(PAY_V2);
    assert_eq!((seen.method.as_str(), seen.access_key()), ("POST", "CAK-c1-1"));
    assert_eq!(seen.json(), serde_json::json!({"order_id": "CS1"}));
}

#[tokio::test]
async fn each_write_has_a_connection_of_its_own() {
    // On a kept connection that the other side has closed meanwhile, a write that arrived could
    // not be told from one that did not.
    let budget = "/v2/partners/sub-customers/budget";
    let (url, connections) = keeping(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").await;
    let (partner, _) = client_with(config(&url));
    for _ in 0..3 {
        partner.budget(&customer(), None).await.unwrap();
    }
    assert_eq!(connections.load(Ordering::SeqCst), 1, "reads share one");
    for _ in 0..3 {
        write(&partner, budget).await.unwrap();
    }
    assert_eq!(connections.load(Ordering::SeqCst), 1 + 3);
}

#[tokio::test]
async fn a_write_without_keys_is_not_sent() {
    let body = r#"{"error":{"code":403,"message":"no agency","title":"Forbidden"}}"#;
    let peer = Peer::start().await.on(TOKENS, vec![json(403, body)]);
    let (partner, _) = client(&peer);
    let failure = partner.pay(&customer(), &order_id()).await.unwrap_err();
    assert_eq!(failure.operation, "CreateTemporaryAccessKeyByAgency");
    assert_eq!(failure.fault, model::error::Fault::Customer);
    assert_eq!((failure.unclear, failure.message.as_deref()), (false, Some("no agency")));
    assert_eq!((peer.count(PAY), peer.count(TOKENS)), (0, 1));
}
