//! Who can register, and customers that are created.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::client::{Sim, options, partner};
use crate::customers::verification_codes::{code, send};
use simulator::Options;

const CREATE: &str = "/v2/partners/sub-customers";
const CHECK: &str = "/v2/partners/sub-customers/users/check-identity";
const SEND: &str = "/v2/bases/verificationcode/send";

async fn post(sim: &Sim, path: &str, body: Value) -> Answer {
    sim.call(&partner(), "POST", path, body).await
}

async fn verdict(sim: &Sim, kind: &str, value: &str) -> Value {
    post(sim, CHECK, json!({"search_type": kind, "search_value": value})).await.expect(200).json()
}

#[tokio::test]
async fn a_customer_is_found_when_its_association_is_done() {
    let sim = Sim::start().await;
    let before = sim.all_customers().await.len();
    let made = sim.create("nw-demo-02", json!({})).await.expect(200).json();
    assert_eq!(made["domain_name"], "nw-demo-02");
    let id = made["domain_id"].as_str().unwrap().to_owned();
    assert!(sim.customers(json!({"customer_id": id})).await.is_empty());
    sim.set_budget(json!({"customer_id": id, "budget_amount": 5})).await.refused(400, "CBC.99000035");
    sim.advance(15).await;
    let row = sim.customers(json!({"customer_id": id})).await.remove(0);
    for (field, value) in [
        ("account_name", json!("nw-demo-02")),
        ("association_type", json!("3")),
        ("verified_status", json!("-1")),
        ("customer_type", json!(-1)),
        ("is_frozen", json!(1)),
        ("country_code", json!("0052")),
        ("account_managers", json!([])),
        ("xaccount_id", json!("id-nw-demo-02")),
        ("xaccount_type", json!("DEMO_IDP")),
        ("customer", Value::Null),
        ("email", Value::Null),
    ] {
        assert_eq!(row[field], value, "{field}");
    }
    let all = sim.all_customers().await;
    assert_eq!((all.len(), all.last()), (before + 1, Some(&row)));
    assert_eq!(sim.customers(json!({"account_name": "demo-02"})).await, [row]);
    let last_two = sim.customers(json!({"offset": before - 1, "limit": 10})).await;
    assert_eq!(last_two, all[before - 1..]);
}

#[tokio::test]
async fn a_call_can_wait_for_the_association_and_give_up() {
    let sim = Sim::start().await;
    let id = sim.newcomer("quick-one").await;
    assert_eq!(sim.customers(json!({"customer_id": id})).await.len(), 1);
    let slow = json!({"include_association_result": true, "xaccount_id": "slow-1"});
    let late = sim.create("slow-one", slow).await;
    late.refused(500, "CBC.99000050");
    let (id, name) = (late.json()["domain_id"].clone(), late.json()["domain_name"].clone());
    assert_eq!(name, "slow-one");
    assert!(sim.customers(json!({"customer_id": id})).await.is_empty());
    // It exists all the same: a second try meets it.
    sim.create("slow-one", json!({})).await.refused(400, "CBC.99000038");
    sim.advance(120).await;
    assert_eq!(sim.customers(json!({"customer_id": id})).await.len(), 1);
}

#[tokio::test]
async fn a_customer_that_was_made_can_buy_when_it_has_a_budget() {
    let sim = Sim::start().await;
    let id = sim.newcomer("new-buyer").await;
    let customer = sim.customer(&id).await;
    let order = sim.make_order(&id, 30.0, 100_000).await;
    sim.pay(&customer, &order).await.refused(400, "CBC.99003626");
    assert_eq!(sim.budget(&id).await["budget_amount"], json!(0.0));
    let body = json!({"customer_id": id, "budget_amount": 100, "cancel_partner_frozen": "1"});
    sim.set_budget(body).await.expect(204);
    assert_eq!(sim.customers(json!({"customer_id": id})).await[0]["is_frozen"], 0);
    sim.pay(&customer, &order).await.expect(204);
    let target = format!("/v2/orders/customer-orders?customer_id={id}");
    let orders = sim.call(&partner(), "GET", &target, Value::Null).await.expect(200).json();
    assert_eq!(orders["order_infos"][0]["order_id"], order.as_str());
    let every = sim.call(&partner(), "GET", "/v2/orders/customer-orders?limit=1", Value::Null).await.json();
    assert_eq!(every["order_infos"][0]["order_id"], order.as_str());
    let freeze = json!({"customer_ids": [id], "reason": "r", "freeze_type": "ACCOUNT_AND_RESOURCE"});
    let done = post(&sim, "/v2/partners/sub-customers/freeze", freeze).await.expect(200);
    assert_eq!(done.json(), json!({}));
    assert_eq!(sim.customers(json!({"customer_id": id})).await[0]["is_frozen"], 2);
}

#[tokio::test]
async fn a_reseller_s_customer_is_the_reseller_s() {
    let sim = Sim::start().await;
    let found = post(&sim, "/v2/partners/indirect-partners/query", json!({})).await.json();
    let reseller = found["indirect_partners"][0]["indirect_partner_id"].clone();
    let made = sim.create("second-tier", json!({"indirect_partner_id": reseller})).await.expect(200).json();
    sim.advance(15).await;
    let id = made["domain_id"].clone();
    assert!(sim.customers(json!({"customer_id": id})).await.is_empty());
    assert_eq!(sim.customers(json!({"customer_id": id, "indirect_partner_id": reseller})).await.len(), 1);
    let with = json!({"customer_id": id, "budget_amount": 10, "indirect_partner_id": reseller});
    sim.set_budget(with).await.expect(204);
    sim.create("third-tier", json!({"indirect_partner_id": "nobody"})).await.refused(400, "CBC.99000037");
}

#[tokio::test]
async fn an_agency_by_the_platform_s_id_comes_with_the_customer() {
    let sim = Sim::start().await;
    let id = sim.newcomer("agency-one").await;
    let assume = |agency: &str| {
        json!({"auth": {"identity": {"methods": ["assume_role"],
            "assume_role": {"domain_name": "agency-one", "agency_name": agency}}}})
    };
    let path = "/v3.0/OS-CREDENTIAL/securitytokens";
    for agency in ["DEMO_IDP", "partnerdesk_agency"] {
        post(&sim, path, assume(agency)).await.expect(201);
    }
    post(&sim, path, assume("other")).await.expect(403);
    sim.customer(&id).await;
}

#[tokio::test]
async fn names_are_given_once() {
    let sim = Sim::start().await;
    sim.create("first-one", json!({})).await.expect(200);
    sim.create("first-one", json!({"xaccount_id": "other"})).await.refused(400, "CBC.99000038");
    sim.create("other-one", json!({"xaccount_id": "id-first-one"})).await.refused(400, "CBC.99000039");
    let seeded = sim.all_customers().await;
    let has_shop = seeded.iter().find(|c| c["xaccount_id"].is_string()).unwrap();
    let name = has_shop["account_name"].as_str().unwrap();
    sim.create(name, json!({})).await.refused(400, "CBC.99000038");
    let shop = json!({"xaccount_id": has_shop["xaccount_id"]});
    sim.create("other-one", shop).await.refused(400, "CBC.99000039");
    for (kind, value) in
        [("name", name), ("name", "first-one"), ("email", has_shop["email"].as_str().unwrap())]
    {
        assert_eq!(verdict(&sim, kind, value).await, json!({"check_result": "used_by_user"}), "{value}");
    }
    for (kind, value) in [("name", "other-one"), ("email", "someone@new.example")] {
        assert_eq!(verdict(&sim, kind, value).await, json!({"check_result": "available"}), "{value}");
    }
}

#[tokio::test]
async fn a_name_is_made_up_when_none_is_given() {
    let sim = Sim::start().await;
    let named = |body: Value| async { sim.create("x", body).await.expect(200).json() };
    let first = named(json!({"domain_name": null, "xaccount_id": "a"})).await;
    let second = named(json!({"domain_name": "", "xaccount_id": "b"})).await;
    assert_eq!(first["domain_name"].as_str().unwrap().len(), 32);
    assert_ne!(first["domain_name"], second["domain_name"]);
    let again = Sim::start().await;
    let same = again.create("x", json!({"domain_name": null, "xaccount_id": "a"})).await.expect(200).json();
    assert_eq!(first, same, "the same seed makes the same customer");
}

#[tokio::test]
async fn what_is_malformed_is_refused() {
    let sim = Sim::start().await;
    for (others, code) in [
        (json!({"domain_name": "abcd"}), "CBC.99000031"),
        (json!({"domain_name": "n".repeat(33)}), "CBC.99000031"),
        (json!({"domain_name": "1st-shop"}), "CBC.99000031"),
        (json!({"domain_name": "with blank"}), "CBC.99000031"),
        (json!({"domain_name": "op_shop"}), "CBC.99000031"),
        (json!({"domain_name": "shadow_shop"}), "CBC.99000031"),
        (json!({"domain_area": null}), "CBC.0100"),
        (json!({"domain_area": "MEX"}), "CBC.0100"),
        (json!({"domain_area": "m1"}), "CBC.0101"),
        (json!({"xaccount_id": ""}), "CBC.0100"),
        (json!({"xaccount_id": "x".repeat(129)}), "CBC.0100"),
        (json!({"xaccount_type": null}), "CBC.0100"),
        (json!({"email": "nobody"}), "CBC.0100"),
        (json!({"verification_code": ""}), "CBC.0100"),
        (json!({"password": ""}), "CBC.0100"),
        (json!({"password": "Abc1234"}), "CBC.99000036"),
        (json!({"password": "A1".repeat(17)}), "CBC.99000036"),
        (json!({"password": "onlyletters"}), "CBC.99000036"),
        (json!({"password": "well-formed"}), "CBC.99000036"),
        (json!({"password": "demrof-llew"}), "CBC.99000036"),
        (json!({"is_close_market_ms": true}), "CBC.0100"),
        (json!({"is_close_market_ms": "yes"}), "CBC.0100"),
        (json!({"include_association_result": "true"}), "CBC.0100"),
    ] {
        let answer = sim.create("well-formed", others.clone()).await;
        assert_eq!((answer.status, answer.code().as_str()), (400, code), "{others}: {}", answer.text);
    }
    let fine =
        json!({"password": "Correct horse 7", "is_close_market_ms": "true", "verification_code": null});
    sim.create("well-formed", fine).await.expect(200);
    for body in [
        json!({"search_type": "phone", "search_value": "x"}),
        json!({"search_type": "name", "search_value": "abcd"}),
        json!({"search_type": "name", "search_value": "12345"}),
        json!({"search_type": "email", "search_value": "nobody"}),
        json!({"search_type": "mobile", "search_value": "86-1"}),
        json!({"search_type": "mobile", "search_value": "1186-1"}),
        json!({"search_value": "x"}),
    ] {
        post(&sim, CHECK, body).await.refused(400, "CBC.0100");
    }
}

#[tokio::test]
async fn the_partner_s_standing_can_refuse_a_customer() {
    let sim = Sim::start().await;
    let before = sim.all_customers().await.len();
    for code in
        ["CBC.50010059", "CBC.50010065", "CBC.50010085", "CBC.50010086", "CBC.99000004", "CBC.99005035"]
    {
        let asked = json!({"xaccount_id": format!("refused-{code}")});
        sim.create("refused-one", asked).await.refused(400, code);
    }
    let email = "someone@preregistered.example";
    let known = json!({"email": email, "verification_code": "123456"});
    sim.create("refused-one", known).await.refused(400, "CBC.99000051");
    assert_eq!(verdict(&sim, "email", email).await["check_result"], "used_by_user");
    let customer = sim.customer(&sim.id_of("aurora-freight").await).await;
    for path in [CREATE, CHECK, SEND] {
        sim.call(&customer, "POST", path, json!({})).await.refused(403, "CBC.0151");
    }
    assert_eq!(sim.all_customers().await.len(), before);
}

#[tokio::test]
async fn a_mobile_number_says_how_many_more_may_use_it() {
    let sim = Sim::start().await;
    let fresh = verdict(&sim, "mobile", "0052-1").await;
    assert_eq!(fresh, json!({"check_result": "available", "mobile_remain_available_num": 5}));
    let hero = sim.customers(json!({"account_name": "aurora-freight"})).await.remove(0);
    let part = |field: &str| hero[field].as_str().unwrap().to_owned();
    let number = format!("{}-{}", part("country_code"), part("telephone"));
    assert_eq!(verdict(&sim, "mobile", &number).await["mobile_remain_available_num"], 4);
}

#[tokio::test]
async fn two_who_make_the_same_customer_make_one() {
    let sim = Sim::start().await;
    let twins = tokio::join!(sim.create("twin-shop", json!({})), sim.create("twin-shop", json!({})));
    let mut answers = [twins.0, twins.1];
    answers.sort_by_key(|answer| answer.status);
    assert_eq!((answers[0].status, answers[1].code().as_str()), (200, "CBC.99000038"));
}

#[tokio::test]
async fn a_reply_that_gets_lost_has_made_the_customer() {
    let sim = Sim::start().await;
    sim.fault("createSubCustomer", "reply_lost").await;
    let body =
        json!({"domain_name": "lost-reply", "domain_area": "MX", "xaccount_id": "a", "xaccount_type": "b"});
    assert!(sim.send(&partner(), "POST", CREATE, body, &[]).await.is_err());
    sim.advance(15).await;
    assert_eq!(sim.customers(json!({"account_name": "lost-reply"})).await.len(), 1);
}

#[tokio::test]
async fn what_was_made_and_sent_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.db");
    let sim = Sim::with_state(file.clone()).await;
    let made = sim.create("kept-one", json!({})).await.expect(200).json();
    sim.advance(15).await;
    sim.set_budget(json!({"customer_id": made["domain_id"], "budget_amount": 12.5})).await.expect(204);
    let row = sim.customers(json!({"customer_id": made["domain_id"]})).await;
    send(&sim, "kept@northwind.example", json!({})).await.expect(204);
    let sent = code(&sim, "kept@northwind.example").await;
    drop(sim);
    // With more seeded customers than before: numbers must not meet.
    let sim = Sim::with(Options { customers: 300, state: Some(file), ..options() }).await;
    assert_eq!(sim.customers(json!({"customer_id": made["domain_id"]})).await, row);
    assert_eq!(sim.budget(made["domain_id"].as_str().unwrap()).await["budget_amount"], json!(12.5));
    sim.create("kept-one", json!({})).await.refused(400, "CBC.99000038");
    let with = json!({"email": "kept@northwind.example", "verification_code": sent});
    sim.create("later-one", with).await.expect(200);
}

#[tokio::test]
async fn secrets_do_not_stand_in_the_journal() {
    let sim = Sim::start().await;
    let secrets = json!({"password": "canary-Passw0rd", "verification_code": "c4n4ry"});
    sim.create("quiet-one", secrets).await.expect(200);
    let seen = sim.control("GET", "requests?limit=5", Value::Null).await.text;
    assert!(seen.contains("quiet-one") && seen.contains("******"), "{seen}");
    assert!(!seen.contains("canary") && !seen.contains("c4n4ry"), "{seen}");
}
