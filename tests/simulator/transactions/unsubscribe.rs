//! Unsubscribing, its refunds, and its other effects.

use serde_json::{Value, json};

use crate::answer::{Answer, cents};
use crate::client::{Auth, Sim, partner};

const PATH: &str = "/v2/orders/subscriptions/resources/unsubscribe";
const RENEW: &str = "/v2/orders/subscriptions/resources/renew";
const QUOTE: &str = "/v2/bills/ratings/period-resources/renew-rate";
const TO_ON_DEMAND: &str = "/v2/orders/subscriptions/resources/to-on-demand";
const DAY: i64 = 86_400;
const ALL_STATUSES: [i64; 4] = [2, 3, 4, 5];

/// A customer with a large budget, and its first machine: policy 0, expires in five days.
pub async fn machine(sim: &Sim) -> (String, Auth, String) {
    let id = sim.id_of("musica-cafe").await;
    sim.set_budget(json!({"customer_id": id, "budget_amount": 900_000})).await.expect(204);
    let customer = sim.customer(&id).await;
    let main = sim.resources(&customer, json!({"only_main_resource": 1})).await[0]["resource_id"].clone();
    (id, customer, main.as_str().unwrap().to_owned())
}

pub async fn unsubscribe(sim: &Sim, customer: &Auth, ids: &[&str], kind: i64) -> Answer {
    let body = json!({"resource_ids": ids, "unsubscribe_type": kind, "unsubscribe_reason_type": 5,
        "unsubscribe_reason": "not needed"});
    sim.call(customer, "POST", PATH, body).await
}

async fn renew(sim: &Sim, customer: &Auth, id: &str, years: i64, pays: i64) -> Answer {
    let body = json!({"resource_ids": [id], "period_type": 3, "period_num": years, "is_auto_pay": pays});
    sim.call(customer, "POST", RENEW, body).await
}

async fn refunds(sim: &Sim, auth: &Auth, query: &str) -> Value {
    let target = format!("/v2/orders/customer-orders/refund-orders?{query}");
    sim.call(auth, "GET", &target, Value::Null).await.expect(200).json()
}

pub async fn status(sim: &Sim, customer: &Auth, id: &str) -> i64 {
    let body = json!({"resource_ids": [id], "status_list": ALL_STATUSES});
    sim.resources(customer, body).await[0]["status"].as_i64().unwrap()
}

pub async fn used(sim: &Sim, id: &str) -> i64 {
    cents(&sim.budget(id).await["used_amount"])
}

fn sum(rows: &Value, wanted: impl Fn(i64) -> bool) -> i64 {
    rows["refund_infos"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| cents(&row["amount"]))
        .filter(|amount| wanted(*amount))
        .sum()
}

#[tokio::test]
async fn a_resource_goes_with_what_is_attached_and_the_refund_counts() {
    let sim = Sim::start().await;
    let (id, customer, main) = machine(&sim).await;
    let of_main = |all: Vec<Value>| -> Vec<String> {
        let ids = all
            .iter()
            .filter(|r| r["resource_id"] == main.as_str() || r["parent_resource_id"] == main.as_str());
        ids.map(|r| r["resource_id"].as_str().unwrap().to_owned()).collect()
    };
    let bundle = of_main(sim.resources(&customer, json!({"limit": 500})).await);
    assert!(bundle.len() >= 2);
    let before = used(&sim, &id).await;

    let made = unsubscribe(&sim, &customer, &[&main, &main], 1).await.expect(200).json();
    assert!(made.get("fail_resource_infos").is_none());
    assert_eq!(made["order_ids"].as_array().unwrap().len(), 1);
    let order = made["order_ids"][0].as_str().unwrap().to_owned();
    // Accepted but not completed: the order is being processed, and nothing else may start.
    assert_eq!(sim.status(&customer, &order).await, 3);
    assert_eq!(status(&sim, &customer, &main).await, 2);
    unsubscribe(&sim, &customer, &[&main], 1).await.refused(400, "CBC.99003651");
    renew(&sim, &customer, &main, 1, 0).await.refused(400, "CBC.99003144");
    let body = json!({"resource_ids": [main], "period_type": 2, "period_num": 1});
    let quote = sim.call(&customer, "POST", QUOTE, body).await.expect(200).json();
    assert_eq!(quote["fail_resource_infos"][0]["error_code"], "CBC.30050011");
    let body = json!({"operation": "SET_UP", "resource_ids": [main]});
    sim.call(&customer, "POST", TO_ON_DEMAND, body).await.refused(400, "CBC.99003623");

    sim.advance(10).await;
    let info = sim.order(&customer, &order).await;
    assert_eq!((&info["status"], &info["order_type"]), (&json!(5), &json!(4)));
    assert!(info["payment_time"].is_string() && info.get("pending_payment_end_time").is_none());
    for resource in &bundle {
        assert_eq!(status(&sim, &customer, resource).await, 3);
    }
    assert!(of_main(sim.resources(&customer, json!({"limit": 500})).await).is_empty(), "off the list");
    unsubscribe(&sim, &customer, &[&main], 1).await.refused(400, "CBC.30000067");
    unsubscribe(&sim, &customer, &[&main], 2).await.refused(400, "CBC.30000067");
    renew(&sim, &customer, &main, 1, 0).await.refused(400, "CBC.99003016");

    // The refunds add up to the order, and the budget gets them back.
    let rows = refunds(&sim, &customer, &format!("order_id={order}")).await;
    assert_eq!(rows, refunds(&sim, &partner(), &format!("order_id={order}&customer_id={id}")).await);
    let back = cents(&info["amount_after_discount"]);
    assert_eq!(info["official_amount"], info["amount_after_discount"]);
    assert_eq!(sum(&rows, |_| true), back);
    assert!(back < 0 && sum(&rows, |amount| amount < 0) < back);
    let kept =
        cents(&info["amount_info"]["consumed_amount"]) + cents(&info["amount_info"]["commission_amount"]);
    assert_eq!(sum(&rows, |amount| amount > 0), kept);
    assert!(cents(&info["amount_info"]["commission_amount"]) > 0);
    assert!(rows["refund_infos"].as_array().unwrap().iter().all(|row| row["amount"].is_number()
        && row["measure_id"] == "1"
        && row["customer_id"] == id.as_str()));
    let base = rows["refund_infos"][0]["base_order_id"].as_str().unwrap();
    assert_eq!(sim.order(&customer, base).await["order_type"], 1);
    let moved = used(&sim, &id).await - before;
    assert!((moved - back).abs() < 100, "{moved} {back}");
    let ledger = sim.ledger().await;
    assert_eq!((ledger.len(), &ledger[0]["kind"], cents(&ledger[0]["amount"])), (1, &json!("refund"), back));
}

#[tokio::test]
async fn a_renewed_term_that_has_not_begun_is_returned_whole() {
    let sim = Sim::start().await;
    let (id, customer, main) = machine(&sim).await;
    unsubscribe(&sim, &customer, &[&main], 2).await.refused(400, "CBC.99003128");
    let expire = || async {
        let found = sim.resources(&customer, json!({"resource_ids": [main]})).await;
        found[0]["expire_time"].as_str().unwrap().to_owned()
    };
    let (old, before) = (expire().await, used(&sim, &id).await);
    let renewed = renew(&sim, &customer, &main, 1, 0).await.expect(200).json();
    let renewal = renewed["order_ids"][0].as_str().unwrap().to_owned();
    // Locked while the renewal waits for payment, and while it is processed.
    for kind in [1, 2] {
        unsubscribe(&sim, &customer, &[&main], kind).await.refused(400, "CBC.99003100");
    }
    sim.pay(&customer, &renewal).await.expect(204);
    unsubscribe(&sim, &customer, &[&main], 2).await.refused(400, "CBC.99003651");
    sim.advance(10).await;
    let paid = cents(&sim.order(&customer, &renewal).await["amount_after_discount"]);
    assert!(expire().await > old);

    let made = unsubscribe(&sim, &customer, &[&main], 2).await.expect(200).json();
    let order = made["order_ids"][0].as_str().unwrap().to_owned();
    sim.advance(10).await;
    assert_eq!(expire().await, old);
    assert_eq!(status(&sim, &customer, &main).await, 2, "the resource stays");
    let rows = refunds(&sim, &customer, &format!("order_id={order}")).await;
    assert_eq!((sum(&rows, |_| true), sum(&rows, |amount| amount > 0)), (-paid, 0));
    for row in rows["refund_infos"].as_array().unwrap() {
        assert_eq!(row["base_order_id"], renewal.as_str());
    }
    let moved = used(&sim, &id).await - before;
    assert!(moved.abs() < 100, "{moved}");
    unsubscribe(&sim, &customer, &[&main], 2).await.refused(400, "CBC.99003128");

    // Renewed again, the term can be unsubscribed again, once, together with the current one.
    renew(&sim, &customer, &main, 2, 1).await.expect(200);
    sim.advance(10).await;
    let made = unsubscribe(&sim, &customer, &[&main], 1).await.expect(200).json();
    let order = made["order_ids"][0].as_str().unwrap();
    let rows = refunds(&sim, &customer, &format!("order_id={order}")).await;
    let returned =
        |base: &str| rows["refund_infos"].as_array().unwrap().iter().any(|row| row["base_order_id"] == base);
    assert!(!returned(&renewal));
    assert!(sum(&rows, |_| true) < -paid);
}

#[tokio::test]
async fn a_term_that_has_begun_is_not_renewed_any_more() {
    let sim = Sim::start().await;
    let (_, customer, main) = machine(&sim).await;
    renew(&sim, &customer, &main, 1, 1).await.expect(200);
    sim.advance(6 * DAY).await;
    unsubscribe(&sim, &customer, &[&main], 2).await.refused(400, "CBC.99003128");
    // Most of the year that started a day ago is refunded.
    let made = unsubscribe(&sim, &customer, &[&main], 1).await.expect(200).json();
    let order = made["order_ids"][0].as_str().unwrap();
    let rows = refunds(&sim, &customer, &format!("order_id={order}")).await;
    let (paid, back) = (-sum(&rows, |amount| amount < 0), -sum(&rows, |_| true));
    assert!(back * 100 > paid * 93 && back * 100 < paid * 96, "{back} of {paid}");
}

#[tokio::test]
async fn what_cannot_be_given_back_stands_beside_what_can() {
    let sim = Sim::start().await;
    let (_, customer, main) = machine(&sim).await;
    let all = sim.resources(&customer, json!({"limit": 500})).await;
    let disk = all.iter().find(|r| r["parent_resource_id"] == main.as_str()).unwrap();
    let disk = disk["resource_id"].as_str().unwrap();
    unsubscribe(&sim, &customer, &[disk], 1).await.refused(400, "CBC.99003185");
    unsubscribe(&sim, &customer, &["nope"], 1).await.refused(400, "CBC.99003012");
    let made = unsubscribe(&sim, &customer, &["nope", &main, disk], 1).await.expect(200).json();
    assert_eq!(made["order_ids"].as_array().unwrap().len(), 1);
    let failed = made["fail_resource_infos"].as_array().unwrap();
    let codes: Vec<_> = failed.iter().map(|row| (&row["resource_id"], &row["error_code"])).collect();
    assert_eq!(codes, [(&json!("nope"), &json!("CBC.99003012")), (&json!(disk), &json!("CBC.99003185"))]);
    let other = sim.customer(&sim.id_of("aurora-freight").await).await;
    unsubscribe(&sim, &other, &[&main], 1).await.refused(400, "CBC.99003012");
    unsubscribe(&sim, &partner(), &[&main], 1).await.refused(403, "CBC.0151");
    for (name, wrong) in [
        ("resource_ids", json!([])),
        ("resource_ids", json!(vec!["x"; 11])),
        ("unsubscribe_type", json!(3)),
        ("unsubscribe_type", Value::Null),
        ("unsubscribe_reason_type", json!(6)),
        ("unsubscribe_reason", json!(5)),
    ] {
        let mut body = json!({"resource_ids": [main], "unsubscribe_type": 1});
        body[name] = wrong;
        sim.call(&customer, "POST", PATH, body).await.refused(400, "CBC.0100");
    }
}

/// Packages, trials, resources in grace, in retention and of a frozen account.
#[tokio::test]
async fn the_state_and_the_kind_of_a_resource_count() {
    let sim = Sim::start().await;
    let mut seen = std::collections::BTreeSet::new();
    for owner in sim.all_customers().await.iter().filter(|c| c["label"] != "fault demo") {
        if seen.len() == 4 {
            break;
        }
        let Some(customer) = sim.try_customer(owner["customer_id"].as_str().unwrap()).await else {
            continue;
        };
        for resource in sim.resources(&customer, json!({"only_main_resource": 1, "limit": 500})).await {
            let id = resource["resource_id"].as_str().unwrap();
            let refusal = match (resource["resource_type_code"].as_str(), resource["status"].as_i64()) {
                (Some("hws.resource.type.pkg.obs"), _) => "CBC.99003647",
                (Some("hws.resource.type.hss"), _) => "CBC.99003649",
                (_, Some(4)) => "CBC.99003656",
                (_, Some(5)) => "",
                _ => continue,
            };
            if !seen.insert(refusal) {
                continue;
            }
            let answer = unsubscribe(&sim, &customer, &[id], 1).await;
            if !refusal.is_empty() {
                answer.refused(400, refusal);
                continue;
            }
            // In the grace period it can be unsubscribed, but there is nothing left to refund.
            let order = answer.expect(200).json()["order_ids"][0].as_str().unwrap().to_owned();
            assert_eq!(cents(&sim.order(&customer, &order).await["amount_after_discount"]), 0);
            sim.advance(10).await;
            assert_eq!(status(&sim, &customer, id).await, 3);
        }
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
}

#[tokio::test]
async fn auto_renewal_ends_with_the_resource() {
    let sim = Sim::start().await;
    let (_, customer, main) = machine(&sim).await;
    let path = format!("/v2/orders/subscriptions/resources/autorenew/{main}");
    sim.call(&customer, "POST", &path, Value::Null).await.expect(204);
    unsubscribe(&sim, &customer, &[&main], 1).await.expect(200);
    sim.advance(8 * DAY).await;
    let ledger = sim.ledger().await;
    assert!(ledger.iter().all(|entry| entry["resource_id"] != main.as_str()), "{ledger:?}");
    sim.call(&customer, "POST", &path, Value::Null).await.refused(400, "CBC.99003012");
}
