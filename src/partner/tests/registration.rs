//! Registering customers: what is sent, what is read, and what must not be shown.

use serde_json::json as value;

use super::peer::{Peer, done, json};
use super::*;
use crate::recording;
use crate::{Language, NewCustomer, ProvenEmail, operations};
use model::error::Fault;
use model::registration::{Availability, IdentityKind};

const CREATE: &str = "/v2/partners/sub-customers";
const CHECK: &str = "/v2/partners/sub-customers/users/check-identity";
const SEND: &str = "/v2/bases/verificationcode/send";

/// The least that is needed.
pub fn new_customer() -> NewCustomer {
    NewCustomer {
        account_name: None,
        email: None,
        area: "MX".into(),
        xaccount_id: "shop-7782".into(),
        xaccount_type: "DEMO_IDP".into(),
        password: None,
        without_marketing: false,
        reseller: None,
        wait_for_association: false,
    }
}

fn with_secrets() -> NewCustomer {
    NewCustomer {
        account_name: Some("nw-demo-02".into()),
        email: Some(ProvenEmail { address: "ops@nw.test".into(), code: "c4n4ry".into() }),
        password: Some("canary-Passw0rd".into()),
        without_marketing: true,
        reseller: Some(reseller()),
        wait_for_association: true,
        ..new_customer()
    }
}

#[tokio::test]
async fn create() {
    let answer = r#"{"domain_id":"d1","domain_name":"nw-demo-02","more":1}"#;
    let peer = Peer::start().await.on(CREATE, vec![json(200, answer)]);
    let (partner, _) = client(&peer);
    let made = partner.create_customer(&with_secrets()).await.unwrap();
    let seen = peer.only(CREATE);
    assert_eq!((seen.method.as_str(), seen.access_key()), ("POST", AK));
    let expected = value!({
        "domain_name": "nw-demo-02", "email": "ops@nw.test", "verification_code": "c4n4ry",
        "domain_area": "MX", "xaccount_id": "shop-7782", "xaccount_type": "DEMO_IDP",
        "password": "canary-Passw0rd", "is_close_market_ms": "true", "indirect_partner_id": "r1",
        "include_association_result": true
    });
    assert_eq!(seen.json(), expected);
    assert_eq!((made.id.as_str(), made.account_name.as_deref()), ("d1", Some("nw-demo-02")));
    assert!(made.associated);

    let peer = Peer::start().await.on(CREATE, vec![json(200, answer)]);
    let (partner, _) = client(&peer);
    let made = partner.create_customer(&new_customer()).await.unwrap();
    let expected = value!({
        "domain_area": "MX", "xaccount_id": "shop-7782", "xaccount_type": "DEMO_IDP",
        "is_close_market_ms": "false", "include_association_result": false
    });
    assert_eq!(peer.only(CREATE).json(), expected);
    assert!(!made.associated, "the association goes on");
}

#[tokio::test]
async fn an_account_whose_association_takes_too_long_is_not_lost() {
    let late = r#"{"error_code":"CBC.99000050","error_msg":"late","domain_id":"d1","domain_name":"n"}"#;
    let without = r#"{"error_code":"CBC.99000050","error_msg":"late"}"#;
    let other = r#"{"error_code":"CBC.0999","error_msg":"x","domain_id":"d1"}"#;
    for (status, body, made) in [
        (500, late, true),
        (200, late, true),
        (500, without, false),
        (500, other, false),
        (200, r#"{"domain_name":"n"}"#, false),
        (200, "", false),
    ] {
        let peer = Peer::start().await.on(CREATE, vec![json(status, body)]);
        let (partner, _) = client(&peer);
        match partner.create_customer(&with_secrets()).await {
            Ok(customer) => {
                assert!(made, "{status} {body}");
                assert_eq!((customer.id.as_str(), customer.associated), ("d1", false));
            }
            Err(failure) => assert!(!made && failure.unclear, "{status} {body}"),
        }
        assert_eq!(peer.count(CREATE), 1);
    }
}

#[tokio::test]
async fn a_refusal_makes_nothing() {
    let refused = r#"{"error_code":"CBC.99000038","error_msg":"exists"}"#;
    let peer = Peer::start().await.on(CREATE, vec![json(400, refused)]);
    let (partner, _) = client(&peer);
    let failure = partner.create_customer(&new_customer()).await.unwrap_err();
    assert_eq!((failure.code.as_deref(), failure.unclear), (Some("CBC.99000038"), false));
}

#[tokio::test]
async fn check() {
    let mobile = r#"{"error_code":"CBC.0000","check_result":"available","mobile_remain_available_num":4}"#;
    let replies = vec![
        json(200, mobile),
        json(200, r#"{"check_result":"used_by_user"}"#),
        json(200, r#"{"check_result":"reserved"}"#),
    ];
    let peer = Peer::start().await.on(CHECK, replies);
    let (partner, _) = client(&peer);
    let first = partner.check_identity(IdentityKind::Mobile, "0052-5550100").await.unwrap();
    let seen = peer.only(CHECK);
    assert_eq!(seen.json(), value!({"search_type": "mobile", "search_value": "0052-5550100"}));
    assert_eq!((first.availability, first.remaining), (Some(Availability::Available), Some(4)));
    let second = partner.check_identity(IdentityKind::AccountName, "nw-demo-02").await.unwrap();
    assert_eq!((second.availability, second.remaining), (Some(Availability::Taken), None));
    let third = partner.check_identity(IdentityKind::Email, "a@b.test").await.unwrap();
    assert_eq!(third.availability, Some(Availability::Other("reserved".into())));
    let kinds: Vec<_> = peer.seen(CHECK).iter().map(|seen| seen.json()["search_type"].clone()).collect();
    assert_eq!(kinds, ["mobile", "name", "email"]);
}

#[tokio::test]
async fn send_code() {
    let peer = Peer::start().await.on(SEND, vec![done()]);
    let (partner, _) = client(&peer);
    partner.send_verification_code("ops@nw.test", Some(30)).await.unwrap();
    let expected = value!({"receiver_type": 2, "timeout": 30, "email": "ops@nw.test", "lang": "en-us"});
    assert_eq!(peer.only(SEND).json(), expected);
    partner.with_language(Language::ZhCn).send_verification_code("ops@nw.test", None).await.unwrap();
    let expected = value!({"receiver_type": 2, "email": "ops@nw.test", "lang": "zh-cn"});
    assert_eq!(peer.seen(SEND)[1].json(), expected);
}

#[tokio::test]
async fn passwords_and_codes_come_out_nowhere() {
    let quoting = r#"{"error_code":"CBC.99004010","error_msg":"canary-Passw0rd and c4n4ry are odd"}"#;
    let peer = Peer::start().await.on(CREATE, vec![json(400, quoting)]);
    let (partner, _) = client(&peer);
    let new = with_secrets();
    let (outcome, calls) = recording(partner.create_customer(&new)).await;
    let failure = outcome.unwrap_err();
    assert_eq!(failure.message.as_deref(), Some("[REDACTED] and [REDACTED] are odd"));
    let shown = format!("{failure:?} {calls:?} {new:?} {:?}", partner.health());
    assert!(calls.len() == 1 && shown.contains("nw-demo-02"));
    assert!(!shown.contains("canary") && !shown.contains("c4n4ry"), "{shown}");
}

#[tokio::test]
async fn the_partner_is_asked_with_its_own_keys_and_may_be_refused() {
    let refused = r#"{"error_code":"CBC.0151","error_msg":"no"}"#;
    let peer = Peer::start().await.on(SEND, vec![json(403, refused)]);
    let (partner, _) = client(&peer);
    let failure = partner.send_verification_code("ops@nw.test", None).await.unwrap_err();
    assert_eq!((failure.fault, failure.unclear), (Fault::Partner, false));
    assert_eq!(peer.only(SEND).access_key(), AK);
}

/// Those of the partner carry its id in the path (partner.yaml, x-legacy-operations).
#[test]
fn no_operation_is_one_of_the_old_forms() {
    let families = ["/partner/customer-mgr/", "/partner/common-mgr/", "/partner/account-mgr/credit"];
    let old = |path: &str| path.starts_with("/v1.0/") && families.iter().any(|family| path.contains(family));
    assert!(operations::all().all(|operation| !old(operation.path)));
}
