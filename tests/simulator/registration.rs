//! Who can register, the code for an e-mail address, and customers that are made.

use serde_json::{Value, json};

use crate::client::{Answer, Sim, options, partner};

const CREATE: &str = "/v2/partners/sub-customers";
const CHECK: &str = "/v2/partners/sub-customers/users/check-identity";
const SEND: &str = "/v2/bases/verificationcode/send";

async fn post(sim: &Sim, path: &str, body: Value) -> Answer {
    sim.call(&partner(), "POST", path, body).await
}

/// The least that makes a customer, with some fields set otherwise.
fn request(name: &str, others: Value) -> Value {
    let mut body = json!({"domain_name": name, "domain_area": "MX", "xaccount_id": format!("id-{name}"),
        "xaccount_type": "DEMO_IDP"});
    for (field, value) in others.as_object().unwrap() {
        body[field] = value.clone();
    }
    body
}

async fn make(sim: &Sim, name: &str, others: Value) -> Answer {
    post(sim, CREATE, request(name, others)).await
}

async fn send(sim: &Sim, email: &str) {
    post(sim, SEND, json!({"receiver_type": 2, "email": email})).await.expect(204);
}

async fn code(sim: &Sim, email: &str) -> String {
    let shown = sim.control("GET", &format!("codes?email={email}"), Value::Null).await.expect(200).json();
    shown["code"].as_str().unwrap().to_owned()
}

async fn verdict(sim: &Sim, kind: &str, value: &str) -> Value {
    post(sim, CHECK, json!({"search_type": kind, "search_value": value})).await.expect(200).json()
}

#[tokio::test]
async fn a_customer_is_found_when_its_association_is_done() {
    let sim = Sim::start().await;
    let made = make(&sim, "nw-demo-02", json!({})).await.expect(200).json();
    assert_eq!(made["domain_name"], "nw-demo-02");
    let id = made["domain_id"].as_str().unwrap().to_owned();
    assert!(sim.customers(json!({"customer_id": id})).await.is_empty());
    sim.set_budget(json!({"customer_id": id, "budget_amount": 5})).await.refused(400, "CBC.99000035");
    sim.advance(5).await;
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
    assert_eq!((all.len(), all.last()), (165, Some(&row)));
    assert_eq!(sim.customers(json!({"account_name": "demo-02"})).await, [row]);
    let last_two = post(&sim, "/v2/partners/sub-customers/query", json!({"offset": 163, "limit": 10})).await;
    assert_eq!(last_two.json()["customer_infos"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_call_can_wait_for_the_association_and_give_up() {
    let sim = Sim::start().await;
    let waits = json!({"include_association_result": true});
    let made = make(&sim, "quick-one", waits).await.expect(200).json();
    assert_eq!(sim.customers(json!({"customer_id": made["domain_id"]})).await.len(), 1);
    let slow = json!({"include_association_result": true, "xaccount_id": "slow-1"});
    let late = make(&sim, "slow-one", slow).await;
    late.refused(500, "CBC.99000050");
    let (id, name) = (late.json()["domain_id"].clone(), late.json()["domain_name"].clone());
    assert_eq!(name, "slow-one");
    assert!(sim.customers(json!({"customer_id": id})).await.is_empty());
    // It exists all the same: a second try meets it.
    make(&sim, "slow-one", json!({})).await.refused(400, "CBC.99000038");
    sim.advance(120).await;
    assert_eq!(sim.customers(json!({"customer_id": id})).await.len(), 1);
}

#[tokio::test]
async fn a_customer_that_was_made_can_buy_when_it_has_a_budget() {
    let sim = Sim::start().await;
    let made = make(&sim, "new-buyer", json!({})).await.expect(200).json();
    let id = made["domain_id"].as_str().unwrap().to_owned();
    sim.advance(5).await;
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
    let made = make(&sim, "second-tier", json!({"indirect_partner_id": reseller})).await.expect(200).json();
    sim.advance(5).await;
    let id = made["domain_id"].clone();
    assert!(sim.customers(json!({"customer_id": id})).await.is_empty());
    assert_eq!(sim.customers(json!({"customer_id": id, "indirect_partner_id": reseller})).await.len(), 1);
    let with = json!({"customer_id": id, "budget_amount": 10, "indirect_partner_id": reseller});
    sim.set_budget(with).await.expect(204);
    make(&sim, "third-tier", json!({"indirect_partner_id": "nobody"})).await.refused(400, "CBC.99000037");
}

#[tokio::test]
async fn an_agency_by_the_platform_s_id_comes_with_the_customer() {
    let sim = Sim::start().await;
    let made = make(&sim, "agency-one", json!({"include_association_result": true})).await.expect(200).json();
    let assume = |agency: &str| {
        json!({"auth": {"identity": {"methods": ["assume_role"],
            "assume_role": {"domain_name": "agency-one", "agency_name": agency}}}})
    };
    let path = "/v3.0/OS-CREDENTIAL/securitytokens";
    for agency in ["DEMO_IDP", "partnerdesk_agency"] {
        post(&sim, path, assume(agency)).await.expect(201);
    }
    post(&sim, path, assume("other")).await.expect(403);
    sim.customer(made["domain_id"].as_str().unwrap()).await;
}

#[tokio::test]
async fn names_are_given_once() {
    let sim = Sim::start().await;
    make(&sim, "first-one", json!({})).await.expect(200);
    make(&sim, "first-one", json!({"xaccount_id": "other"})).await.refused(400, "CBC.99000038");
    make(&sim, "other-one", json!({"xaccount_id": "id-first-one"})).await.refused(400, "CBC.99000039");
    let seeded = sim.all_customers().await;
    let has_shop = seeded.iter().find(|c| c["xaccount_id"].is_string()).unwrap();
    let name = has_shop["account_name"].as_str().unwrap();
    make(&sim, name, json!({})).await.refused(400, "CBC.99000038");
    let shop = json!({"xaccount_id": has_shop["xaccount_id"]});
    make(&sim, "other-one", shop).await.refused(400, "CBC.99000039");
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
    let named = |body: Value| async { make(&sim, "x", body).await.expect(200).json() };
    let first = named(json!({"domain_name": null, "xaccount_id": "a"})).await;
    let second = named(json!({"domain_name": "", "xaccount_id": "b"})).await;
    assert_eq!(first["domain_name"].as_str().unwrap().len(), 32);
    assert_ne!(first["domain_name"], second["domain_name"]);
    let again = Sim::start().await;
    let same = make(&again, "x", json!({"domain_name": null, "xaccount_id": "a"})).await.expect(200).json();
    assert_eq!(first, same, "the same seed makes the same customer");
}

#[tokio::test]
async fn an_email_needs_the_code_that_was_sent_to_it() {
    let sim = Sim::start().await;
    let email = "ops@northwind.example";
    let with = |code: &str| json!({"email": email, "verification_code": code});
    make(&sim, "with-mail", json!({"email": email})).await.refused(400, "CBC.0100");
    make(&sim, "with-mail", with("000000")).await.refused(400, "CBC.99004008");
    sim.control("GET", &format!("codes?email={email}"), Value::Null).await.expect(404);
    send(&sim, email).await;
    let right = code(&sim, email).await;
    let wrong = if right == "111111" { "222222" } else { "111111" };
    make(&sim, "with-mail", with("12345")).await.refused(400, "CBC.0100");
    for _ in 0..3 {
        make(&sim, "with-mail", with(wrong)).await.refused(400, "CBC.99004010");
    }
    make(&sim, "with-mail", with(&right)).await.refused(400, "CBC.99004009");
    send(&sim, email).await;
    let right = code(&sim, email).await;
    let made = make(&sim, "with-mail", with(&right)).await.expect(200).json();
    sim.advance(5).await;
    let row = sim.customers(json!({"customer_id": made["domain_id"]})).await.remove(0);
    assert_eq!(row["email"], email);
    assert_eq!(verdict(&sim, "email", email).await["check_result"], "used_by_user");
    make(&sim, "second-mail", with(&right)).await.refused(400, "CBC.99000051");
}

#[tokio::test]
async fn a_code_ends_in_time_and_with_the_next_one() {
    let sim = Sim::start().await;
    let email = "late@northwind.example";
    let with = |code: &str| json!({"email": email, "verification_code": code});
    let sent =
        |timeout: Value| post(&sim, SEND, json!({"receiver_type": 2, "email": email, "timeout": timeout}));
    sent(json!(1)).await.expect(204);
    let first = code(&sim, email).await;
    sim.advance(60).await;
    make(&sim, "late-mail", with(&first)).await.refused(400, "CBC.99004008");
    // More than an hour is not granted: five minutes instead.
    sent(json!(3000)).await.expect(204);
    let second = code(&sim, email).await;
    assert_ne!(first, second);
    make(&sim, "late-mail", with(&first)).await.refused(400, "CBC.99004010");
    sim.advance(301).await;
    make(&sim, "late-mail", with(&second)).await.refused(400, "CBC.99004008");
    sent(Value::Null).await.expect(204);
    sim.advance(599).await;
    make(&sim, "late-mail", with(&code(&sim, email).await)).await.expect(200);
}

#[tokio::test]
async fn fifteen_codes_an_hour_and_sixty_a_day() {
    let sim = Sim::start().await;
    let email = "many@northwind.example";
    let again = || post(&sim, SEND, json!({"receiver_type": 2, "email": email}));
    for _ in 0..4 {
        for _ in 0..15 {
            again().await.expect(204);
        }
        again().await.refused(400, "CBC.99004015");
        sim.advance(3_600).await;
    }
    again().await.refused(400, "CBC.99004015");
    send(&sim, "others@northwind.example").await;
    sim.advance(86_400).await;
    again().await.expect(204);
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
        let answer = make(&sim, "well-formed", others.clone()).await;
        assert_eq!((answer.status, answer.code().as_str()), (400, code), "{others}: {}", answer.text);
    }
    let fine =
        json!({"password": "Correct horse 7", "is_close_market_ms": "true", "verification_code": null});
    make(&sim, "well-formed", fine).await.expect(200);
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
    for body in [
        json!({"receiver_type": 1, "email": "a@b.example"}),
        json!({"email": "a@b.example"}),
        json!({"receiver_type": 2}),
        json!({"receiver_type": 2, "email": "nobody"}),
        json!({"receiver_type": 2, "email": "a@b.example", "timeout": 0}),
        json!({"receiver_type": 2, "email": "a@b.example", "timeout": 3001}),
        json!({"receiver_type": 2, "email": "a@b.example", "lang": "fr-fr"}),
    ] {
        post(&sim, SEND, body).await.refused(400, "CBC.0100");
    }
}

#[tokio::test]
async fn the_partner_s_standing_can_refuse_a_customer() {
    let sim = Sim::start().await;
    for code in
        ["CBC.50010059", "CBC.50010065", "CBC.50010085", "CBC.50010086", "CBC.99000004", "CBC.99005035"]
    {
        let asked = json!({"xaccount_id": format!("refused-{code}")});
        make(&sim, "refused-one", asked).await.refused(400, code);
    }
    let email = "someone@preregistered.example";
    let known = json!({"email": email, "verification_code": "123456"});
    make(&sim, "refused-one", known).await.refused(400, "CBC.99000051");
    assert_eq!(verdict(&sim, "email", email).await["check_result"], "used_by_user");
    let customer = sim.customer(&sim.id_of("aurora-freight").await).await;
    for path in [CREATE, CHECK, SEND] {
        sim.call(&customer, "POST", path, json!({})).await.refused(403, "CBC.0151");
    }
    assert_eq!(sim.all_customers().await.len(), 164);
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
    let twins = tokio::join!(make(&sim, "twin-shop", json!({})), make(&sim, "twin-shop", json!({})));
    let mut answers = [twins.0, twins.1];
    answers.sort_by_key(|answer| answer.status);
    answers[0].json();
    assert_eq!((answers[0].status, answers[1].code().as_str()), (200, "CBC.99000038"));
}

#[tokio::test]
async fn a_reply_that_gets_lost_has_made_the_customer() {
    let sim = Sim::start().await;
    sim.fault("createSubCustomer", "reply_lost").await;
    let body = request("lost-reply", json!({}));
    assert!(sim.send(&partner(), "POST", CREATE, body, &[]).await.is_err());
    sim.advance(5).await;
    assert_eq!(sim.customers(json!({"account_name": "lost-reply"})).await.len(), 1);
}

#[tokio::test]
async fn what_was_made_and_sent_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.db");
    let sim = Sim::with_state(file.clone()).await;
    let made = make(&sim, "kept-one", json!({})).await.expect(200).json();
    sim.advance(5).await;
    sim.set_budget(json!({"customer_id": made["domain_id"], "budget_amount": 12.5})).await.expect(204);
    let row = sim.customers(json!({"customer_id": made["domain_id"]})).await;
    send(&sim, "kept@northwind.example").await;
    let sent = code(&sim, "kept@northwind.example").await;
    drop(sim);
    // With more seeded customers than before: numbers must not meet.
    let more = simulator_options(&file);
    let sim = Sim::with(more).await;
    assert_eq!(sim.customers(json!({"customer_id": made["domain_id"]})).await, row);
    assert_eq!(sim.budget(made["domain_id"].as_str().unwrap()).await["budget_amount"], json!(12.5));
    make(&sim, "kept-one", json!({})).await.refused(400, "CBC.99000038");
    let with = json!({"email": "kept@northwind.example", "verification_code": sent});
    make(&sim, "later-one", with).await.expect(200);
}

fn simulator_options(file: &std::path::Path) -> partnerdesk::simulator::Options {
    partnerdesk::simulator::Options { customers: 300, state: Some(file.to_owned()), ..options() }
}

#[tokio::test]
async fn secrets_do_not_stand_in_the_journal() {
    let sim = Sim::start().await;
    let secrets = json!({"password": "canary-Passw0rd", "verification_code": "c4n4ry"});
    make(&sim, "quiet-one", secrets).await.expect(200);
    let seen = sim.control("GET", "requests?limit=5", Value::Null).await.text;
    assert!(seen.contains("quiet-one") && seen.contains("(hidden)"), "{seen}");
    assert!(!seen.contains("canary") && !seen.contains("c4n4ry"), "{seen}");
}
