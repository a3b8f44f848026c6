//! Real-name authentication: application, review, result, and what the list says of it.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::client::{Sim, options, partner, with};
use simulator::Options;

const PERSON: &str = "/v2/customers/realname-auths/individual";
const COMPANY: &str = "/v2/customers/realname-auths/enterprise";

fn person(id: &str) -> Value {
    json!({"customer_id": id, "identify_type": 0, "verified_type": 3, "verified_file_url": ["a.jpg", "b.PNG"],
        "name": "Ana Nováková", "verified_number": "P1234567", "change_type": -1, "xaccount_type": "DEMO_IDP"})
}

fn company(id: &str) -> Value {
    json!({"customer_id": id, "identify_type": 1, "certificate_type": 0, "verified_file_url": ["licence.pdf"],
        "corp_name": "Northwind Demo S.A.", "verified_number": "RFC-778", "reg_country": "MX",
        "reg_address": "Av. Uno 1", "xaccount_type": "DEMO_IDP",
        "enterprise_person": {"legel_name": "Ana", "legel_id_number": "P1", "certifier_role": "legalPerson"}})
}

async fn apply(sim: &Sim, method: &str, path: &str, body: Value) -> Answer {
    sim.call(&partner(), method, path, body).await
}

async fn result(sim: &Sim, id: &str) -> Value {
    let target = format!("/v2/customers/realname-auths/result?customer_id={id}");
    sim.call(&partner(), "GET", &target, Value::Null).await.expect(200).json()
}

/// Name, status and kind in the list.
async fn listed(sim: &Sim, id: &str) -> (Value, Value, Value) {
    let row = sim.customers(json!({"customer_id": id})).await.remove(0);
    (row["customer"].clone(), row["verified_status"].clone(), row["customer_type"].clone())
}

/// How many orders the customer has.
async fn orders(sim: &Sim, id: &str) -> Value {
    let target = format!("/v2/orders/customer-orders?customer_id={id}");
    sim.call(&partner(), "GET", &target, Value::Null).await.expect(200).json()["total_count"].clone()
}

#[tokio::test]
async fn a_review_takes_ten_minutes_and_the_list_follows() {
    let sim = Sim::start().await;
    let id = sim.newcomer("company-one").await;
    assert_eq!(result(&sim, &id).await, json!({}));
    let answer = apply(&sim, "POST", COMPANY, company(&id)).await.expect(200);
    assert_eq!(answer.json(), json!({"is_review": 1}));
    assert_eq!(result(&sim, &id).await, json!({"review_result": 0}));
    assert_eq!(listed(&sim, &id).await, (Value::Null, json!("0"), json!(-1)));
    apply(&sim, "POST", COMPANY, company(&id)).await.refused(400, "CBC.99007188");
    sim.advance(540).await;
    assert_eq!(result(&sim, &id).await["review_result"], 0);
    sim.advance(60).await;
    assert_eq!(result(&sim, &id).await, json!({"review_result": 2}));
    assert_eq!(listed(&sim, &id).await, (json!("Northwind Demo S.A."), json!("2"), json!(1)));
    assert_eq!(sim.customers(json!({"customer": "Northwind"})).await.len(), 1);
    apply(&sim, "POST", COMPANY, company(&id)).await.refused(400, "CBC.99007188");
}

#[tokio::test]
async fn a_reviewer_can_refuse_and_be_asked_again() {
    let sim = Sim::start().await;
    let id = sim.newcomer("company-two").await;
    let odd = with(company(&id), json!({"verified_number": "REJECT-1"}));
    apply(&sim, "POST", COMPANY, odd).await.expect(200);
    sim.advance(600).await;
    let refused = result(&sim, &id).await;
    assert_eq!(refused["review_result"], 1);
    assert!(!refused["opinion"].as_str().unwrap().is_empty());
    assert_eq!(listed(&sim, &id).await, (Value::Null, json!("1"), json!(-1)));
    apply(&sim, "POST", COMPANY, company(&id)).await.expect(200);
    sim.advance(600).await;
    assert_eq!(listed(&sim, &id).await.1, json!("2"));
}

#[tokio::test]
async fn a_person_becomes_a_company() {
    let sim = Sim::start().await;
    let id = sim.newcomer("person-one").await;
    let change = |others: Value| with(with(company(&id), json!({"change_type": 1})), others);
    apply(&sim, "PUT", COMPANY, change(json!({}))).await.refused(400, "CBC.99007004");
    // A passport needs nobody to look at it.
    let answer = apply(&sim, "POST", PERSON, person(&id)).await.expect(200);
    assert_eq!(answer.json(), json!({"is_review": 0}));
    assert_eq!(result(&sim, &id).await["review_result"], 2);
    let as_person = (json!("Ana Nováková"), json!("2"), json!(0));
    assert_eq!(listed(&sim, &id).await, as_person);
    let odd = change(json!({"verified_number": "REJECT"}));
    apply(&sim, "PUT", COMPANY, odd).await.expect(200);
    assert_eq!(listed(&sim, &id).await, as_person, "nothing changes while it is looked at");
    apply(&sim, "PUT", COMPANY, change(json!({}))).await.refused(400, "CBC.99007188");
    sim.advance(600).await;
    assert_eq!(result(&sim, &id).await["review_result"], 1);
    assert_eq!(listed(&sim, &id).await, as_person);
    apply(&sim, "PUT", COMPANY, change(json!({}))).await.expect(200);
    sim.advance(600).await;
    assert_eq!(listed(&sim, &id).await, (json!("Northwind Demo S.A."), json!("2"), json!(1)));
}

#[tokio::test]
async fn a_seeded_customer_keeps_what_it_has_when_it_is_authenticated() {
    let sim = Sim::start().await;
    let all = sim.all_customers().await;
    let with_status = |status: &str| {
        let row = all.iter().find(|row| row["verified_status"] == status).unwrap();
        row["customer_id"].as_str().unwrap().to_owned()
    };
    for (status, expected) in [("0", 0), ("1", 1), ("2", 2), ("3", 1)] {
        assert_eq!(result(&sim, &with_status(status)).await["review_result"], expected, "{status}");
    }
    let id = with_status("-1");
    assert_eq!(result(&sim, &id).await, json!({}));
    let before = orders(&sim, &id).await;
    apply(&sim, "POST", PERSON, person(&id)).await.expect(200);
    assert_eq!(listed(&sim, &id).await.0, json!("Ana Nováková"));
    let found = sim.customers(json!({"customer": "Nováková"})).await;
    assert_eq!((found.len(), found[0]["customer_id"].as_str()), (1, Some(id.as_str())));
    assert_eq!(orders(&sim, &id).await, before);
    assert_eq!(sim.all_customers().await.len(), all.len());
    // Packages would have been bought long before.
    for row in all.iter().filter(|row| row["verified_status"] == "-1").take(5) {
        let id = row["customer_id"].as_str().unwrap();
        let Some(auth) = sim.try_customer(id).await else { continue };
        sim.call(&partner(), "POST", PERSON, person(id)).await;
        let packages = sim.call(&auth, "POST", "/v3/payments/free-resources/query", json!({})).await;
        assert_eq!(packages.expect(200).json()["total_count"], 0, "{id}");
    }
}

#[tokio::test]
async fn every_documented_refusal_can_be_met() {
    let sim = Sim::start().await;
    let id = sim.newcomer("refused-one").await;
    for (code, of_persons, of_companies) in [
        ("CBC.99000027", true, false),
        ("CBC.99005030", true, true),
        ("CBC.99007004", false, true),
        ("CBC.99007189", true, false),
        ("CBC.99007191", true, true),
        ("CBC.99007193", true, false),
        ("CBC.99007202", true, false),
        ("CBC.70600026", true, true),
    ] {
        let number = json!({"verified_number": format!("refused-{code}")});
        if of_persons {
            apply(&sim, "POST", PERSON, with(person(&id), number.clone())).await.refused(400, code);
        }
        if of_companies {
            apply(&sim, "POST", COMPANY, with(company(&id), number)).await.refused(400, code);
        }
    }
    for (others, code) in [
        (json!({"verified_file_url": ["a.jpg", "b.exe"]}), "CBC.99000100"),
        (json!({"verified_file_url": ["a.jpg", "noformat"]}), "CBC.99000100"),
        (json!({"verified_file_url": ["a.jpg", "too-large.jpg"]}), "CBC.99000099"),
        (json!({"verified_file_url": ["a.jpg"]}), "CBC.0100"),
        (json!({"verified_type": 5}), "CBC.0100"),
        (json!({"verified_type": 7}), "CBC.0100"),
        (json!({"verified_type": null}), "CBC.0100"),
        (json!({"identify_type": 1}), "CBC.0100"),
        (json!({"change_type": 1}), "CBC.0100"),
        (json!({"name": ""}), "CBC.0100"),
        (json!({"xaccount_type": null}), "CBC.0100"),
        (json!({"customer_id": "nobody"}), "CBC.99000035"),
    ] {
        let answer = apply(&sim, "POST", PERSON, with(person(&id), others.clone())).await;
        assert_eq!((answer.status, answer.code().as_str()), (400, code), "{others}");
    }
    for (method, others) in [
        ("POST", json!({"identify_type": 0})),
        ("POST", json!({"certificate_type": 5})),
        ("POST", json!({"corp_name": "12 345"})),
        ("POST", json!({"verified_file_url": []})),
        ("POST", json!({"verified_file_url": ["1.pdf", "2.pdf", "3.pdf", "4.pdf", "5.pdf"]})),
        ("POST", json!({"enterprise_person": {"legel_name": "Ana"}})),
        ("PUT", json!({})),
        ("PUT", json!({"change_type": 0})),
    ] {
        apply(&sim, method, COMPANY, with(company(&id), others)).await.refused(400, "CBC.0100");
    }
    let target = "/v2/customers/realname-auths/result";
    apply(&sim, "GET", target, Value::Null).await.refused(400, "CBC.0100");
    apply(&sim, "GET", &format!("{target}?customer_id=nobody"), Value::Null)
        .await
        .refused(400, "CBC.99000035");
    let customer = sim.customer(&id).await;
    sim.call(&customer, "POST", PERSON, person(&id)).await.refused(403, "CBC.0151");
    assert_eq!(result(&sim, &id).await, json!({}), "nothing of that was an application");
}

#[tokio::test]
async fn five_applications_a_day() {
    let sim = Sim::start().await;
    let id = sim.newcomer("often-one").await;
    let odd = with(company(&id), json!({"verified_number": "REJECT"}));
    for _ in 0..5 {
        apply(&sim, "POST", COMPANY, odd.clone()).await.expect(200);
        sim.advance(600).await;
    }
    apply(&sim, "POST", COMPANY, odd.clone()).await.refused(400, "CBC.99007191");
    sim.advance(86_400).await;
    apply(&sim, "POST", COMPANY, odd).await.expect(200);
}

#[tokio::test]
async fn an_application_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let state = Some(folder.path().join("state.db"));
    let sim = Sim::with(Options { state: state.clone(), ..options() }).await;
    let id = sim.newcomer("kept-one").await;
    apply(&sim, "POST", COMPANY, company(&id)).await.expect(200);
    drop(sim);
    let sim = Sim::with(Options { state, ..options() }).await;
    assert_eq!(result(&sim, &id).await["review_result"], 0);
    sim.advance(600).await;
    assert_eq!(listed(&sim, &id).await.1, json!("2"));
}
