//! Faults: requested, by sentinel, and by percentage.

use std::time::Duration;

use serde_json::{Value, json};
use simulator::Options;

use crate::answer::cents;
use crate::client::{Sim, options, partner};

const PAY: &str = "PayOrders";

#[tokio::test]
async fn a_lost_reply_has_its_effect() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    let order = sim.make_order(&id, 5.0, 7_200).await;
    let body = json!({"order_id": order, "use_coupon": "NO", "use_discount": "NO"});
    let path = "/v3/orders/customer-orders/pay";
    sim.fault(PAY, "connection_reset").await;
    sim.send(&customer, "POST", path, body.clone(), &[]).await.unwrap_err();
    assert!(sim.ledger().await.is_empty());
    sim.fault(PAY, "reply_lost").await;
    sim.send(&customer, "POST", path, body, &[]).await.unwrap_err();
    assert_eq!(sim.ledger().await.len(), 1);
    sim.pay(&customer, &order).await.refused(400, "CBC.99000088");
    let seen = sim.control("GET", "requests?limit=2", Value::Null).await.json();
    assert_eq!(seen["requests"][0]["status"], 0);
    assert_eq!(seen["requests"][0]["fault"], "reply_lost");
}

#[tokio::test]
async fn a_late_effect_comes_about_although_the_caller_is_gone() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    let order = sim.make_order(&id, 5.0, 7_200).await;
    let late = json!({"operation": PAY, "kind": "late_effect", "delay_ms": 400});
    sim.control("POST", "faults", late).await.expect(204);
    let paying = sim.pay(&customer, &order);
    tokio::time::timeout(Duration::from_millis(150), paying).await.unwrap_err();
    assert!(sim.ledger().await.is_empty(), "not yet");
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(sim.ledger().await.len(), 1);
    sim.pay(&customer, &order).await.refused(400, "CBC.99000088");
}

#[tokio::test]
async fn errors_come_with_the_effect_or_without() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    let order = sim.make_order(&id, 5.0, 7_200).await;
    for (kind, status, code, entries) in [
        ("error_without_effect", 500, "CBC.0999", 0),
        ("service_busy", 429, "CBC.0250", 0),
        ("throttled", 429, "APIG.0308", 0),
        ("error_with_effect", 500, "CBC.0999", 1),
    ] {
        sim.fault("/v3/orders", kind).await;
        sim.pay(&customer, &order).await.refused(status, code);
        assert_eq!(sim.ledger().await.len(), entries, "{kind}");
    }
}

#[tokio::test]
async fn answers_come_late_broken_empty_or_strange() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let target = format!("/v2/partners/sub-customers/budget?customer_id={id}");
    let owner = partner();
    let show = || sim.call(&owner, "GET", &target, Value::Null);
    let body = json!({"operation": "showSubCustomerBudget", "kind": "late_reply", "delay_ms": 300});
    sim.control("POST", "faults", body).await.expect(204);
    let begun = std::time::Instant::now();
    show().await.expect(200);
    assert!(begun.elapsed() >= Duration::from_millis(300));
    sim.fault("showSubCustomerBudget", "truncated").await;
    let broken = show().await.expect(200);
    assert!(serde_json::from_str::<Value>(&broken.text).is_err());
    sim.fault("showSubCustomerBudget", "wrong_content_type").await;
    assert_eq!(show().await.expect(200).headers["content-type"], "text/html");
    sim.fault("showSubCustomerBudget", "empty_body").await;
    assert_eq!(show().await.expect(200).text, "");
    sim.fault("showSubCustomerBudget", "unknown_enum").await;
    assert_eq!(show().await.expect(200).json()["budget_type"], "QUARTERLY");
    sim.fault("showSubCustomerBudget", "unknown_field").await;
    assert!(show().await.expect(200).json()["x_added_later"].is_array());
    sim.fault("showSubCustomerBudget", "slow_drip").await;
    assert_eq!(show().await.expect(200).json()["currency"], "USD");
    sim.fault("showSubCustomerBudget", "truncated").await;
    sim.control("DELETE", "faults", Value::Null).await.expect(204);
    show().await.expect(200).json();
    let wrong = json!({"operation": "x", "kind": "nonsense"});
    sim.control("POST", "faults", wrong).await.refused(400, "CBC.0100");
}

#[tokio::test]
async fn a_rule_for_one_customer_leaves_the_others_alone() {
    let sim = Sim::start().await;
    let (one, two) = (sim.id_of("aurora-freight").await, sim.id_of("musica-cafe").await);
    let body = json!({"operation": "updateSubCustomerBudget", "customer_id": one,
        "kind": "error_with_effect", "times": 2});
    sim.control("POST", "faults", body).await.expect(204);
    let set = |id: &str| sim.set_budget(json!({"customer_id": id, "budget_amount": 77}));
    set(&two).await.expect(204);
    set(&one).await.refused(500, "CBC.0999");
    assert_eq!(cents(&sim.budget(&one).await["budget_amount"]), 7_700);
    set(&one).await.refused(500, "CBC.0999");
    set(&one).await.expect(204);
}

#[tokio::test]
async fn sentinels_do_what_their_names_say() {
    let sim = Sim::start().await;
    let budget = |id: String| async move { json!({"customer_id": id, "budget_amount": 77}) };
    let lost = sim.id_of("fault-reply-lost").await;
    let body = budget(lost.clone()).await;
    let path = "/v2/partners/sub-customers/budget";
    sim.send(&partner(), "POST", path, body, &[]).await.unwrap_err();
    assert_eq!(cents(&sim.budget(&lost).await["budget_amount"]), 7_700);

    let half = sim.id_of("fault-error-with-effect").await;
    sim.set_budget(budget(half.clone()).await).await.refused(500, "CBC.0999");
    assert_eq!(cents(&sim.budget(&half).await["budget_amount"]), 7_700);

    let none = sim.id_of("fault-error-without-effect").await;
    sim.set_budget(budget(none.clone()).await).await.refused(500, "CBC.0999");
    assert_eq!(cents(&sim.budget(&none).await["budget_amount"]), 10_000_000);

    let busy = sim.id_of("fault-service-busy").await;
    sim.set_budget(budget(busy).await).await.refused(429, "CBC.0250");
    let burst = sim.id_of("fault-throttled").await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(sim.set_budget(budget(burst.clone()).await).await.status);
    }
    assert_eq!(statuses, [429, 429, 429, 204]);

    let show = |id: String| {
        let sim = &sim;
        let target = format!("/v2/partners/sub-customers/budget?customer_id={id}");
        async move { sim.call(&partner(), "GET", &target, Value::Null).await }
    };
    let text = show(sim.id_of("fault-truncated").await).await.text;
    assert!(serde_json::from_str::<Value>(&text).is_err());
    assert_eq!(show(sim.id_of("fault-empty-body").await).await.text, "");
    assert_eq!(show(sim.id_of("fault-wrong-type").await).await.headers["content-type"], "text/html");
    assert_eq!(show(sim.id_of("fault-unknown-enum").await).await.json()["budget_type"], "QUARTERLY");
    assert!(show(sim.id_of("fault-unknown-field").await).await.json().get("x_added_later").is_some());

    let stale = sim.id_of("fault-stale-budget").await;
    let before = sim.budget(&stale).await["used_amount"].clone();
    let customer = sim.customer(&stale).await;
    let order = sim.make_order(&stale, 50.0, 7_200).await;
    sim.pay(&customer, &order).await.expect(204);
    sim.advance(86_400).await;
    assert_eq!(sim.budget(&stale).await["used_amount"], before);
}

#[tokio::test]
async fn a_sentinel_among_many_does_not_spoil_what_is_only_looked_at() {
    let sim = Sim::start().await;
    let (broken, whole) = (sim.id_of("fault-truncated").await, sim.id_of("musica-cafe").await);
    let path = "/v2/partners/sub-customers/budget/query";
    let query = |ids: Value| {
        let sim = &sim;
        async move {
            let body = json!({ "customer_ids": ids });
            sim.call(&partner(), "POST", path, body).await.expect(200)
        }
    };
    let both = query(json!([broken, whole])).await.json();
    assert_eq!(both["budget_infos"].as_array().unwrap().len(), 2);
    let alone = query(json!([broken])).await.text;
    assert!(serde_json::from_str::<Value>(&alone).is_err());
}

#[tokio::test]
async fn pages_can_overlap_and_totals_can_change() {
    let sim = Sim::start().await;
    let path = "/v2/partners/sub-customers/query";
    let first = sim.call(&partner(), "POST", path, json!({"limit": 5})).await.json();
    sim.fault("listSubCustomers", "duplicate_rows").await;
    let second = sim.call(&partner(), "POST", path, json!({"limit": 5, "offset": 5})).await.json();
    assert_eq!(first["customer_infos"][4], second["customer_infos"][0]);
    let mut totals = Vec::new();
    for _ in 0..6 {
        sim.fault("listSubCustomers", "shifting_total").await;
        totals.push(sim.call(&partner(), "POST", path, json!({})).await.json()["count"].clone());
    }
    totals.dedup();
    assert!(totals.len() > 1, "{totals:?}");
}

#[tokio::test]
async fn a_row_can_be_on_neither_page() {
    let sim = Sim::start().await;
    let path = "/v2/partners/sub-customers/query";
    let whole = sim.call(&partner(), "POST", path, json!({"limit": 10})).await.json();
    sim.fault("listSubCustomers", "row_moved").await;
    let first = sim.call(&partner(), "POST", path, json!({"limit": 5})).await.json();
    assert_eq!(first["customer_infos"][0], whole["customer_infos"][0]);
    sim.fault("listSubCustomers", "row_moved").await;
    let second = sim.call(&partner(), "POST", path, json!({"limit": 5, "offset": 5})).await.json();
    assert_eq!(second["customer_infos"][0], whole["customer_infos"][6]);
}

#[tokio::test]
async fn a_connection_can_end_half_way_with_its_effect() {
    let sim = Sim::start().await;
    let id = sim.id_of("fault-half-closed").await;
    let target = format!("/v2/partners/sub-customers/budget?customer_id={id}");
    sim.send(&partner(), "GET", &target, Value::Null, &[]).await.unwrap_err();
    let path = "/v2/partners/sub-customers/budget";
    let body = json!({"customer_id": id, "budget_amount": 77});
    sim.send(&partner(), "POST", path, body, &[]).await.unwrap_err();
    let query = json!({"customer_ids": [id, sim.id_of("musica-cafe").await]});
    let many = sim.call(&partner(), "POST", "/v2/partners/sub-customers/budget/query", query).await.json();
    let budgets = many["budget_infos"].as_array().unwrap();
    let budget = budgets.iter().find(|budget| budget["customer_id"] == json!(id)).unwrap();
    assert_eq!(cents(&budget["budget_amount"]), 7_700);
}

#[tokio::test]
async fn connections_are_refused_for_a_while() {
    let sim = Sim::start().await;
    let path = "/v2/partners/credit/consumption-quota";
    let body =
        json!({"operation": "showPartnerConsumptionQuota", "kind": "connection_refused", "delay_ms": 600});
    sim.control("POST", "faults", body).await.expect(204);
    sim.send(&partner(), "GET", path, Value::Null, &[]).await.unwrap_err();
    let refused = sim.send(&partner(), "GET", path, Value::Null, &[]).await.unwrap_err();
    assert!(refused.is_connect(), "{refused:?}");
    tokio::time::sleep(Duration::from_millis(900)).await;
    sim.call(&partner(), "GET", path, Value::Null).await.expect(200);
}

#[tokio::test]
async fn keys_can_end_in_the_middle_of_a_batch() {
    let sim = Sim::start().await;
    let id = sim.id_of("fault-keys-expired").await;
    let customer = sim.customer(&id).await;
    let mut statuses = Vec::new();
    for _ in 0..5 {
        let path = "/v2/orders/suscriptions/resources/query";
        statuses.push(sim.call(&customer, "POST", path, json!({})).await.status);
    }
    assert_eq!(statuses, [200, 200, 200, 401, 200]);
    // The partner's own keys do not expire.
    for _ in 0..5 {
        sim.budget(&id).await;
    }
}

#[tokio::test]
async fn a_clock_that_is_off_is_refused_and_shows_in_the_date() {
    let sim = Sim::start().await;
    let id = sim.id_of("fault-clock-skew").await;
    let target = format!("/v2/partners/sub-customers/budget?customer_id={id}");
    let answer = sim.call(&partner(), "GET", &target, Value::Null).await;
    answer.refused(401, "APIG.0301");
    let date = answer.headers["date"].to_str().unwrap();
    let date = jiff::fmt::rfc2822::parse(date).unwrap().timestamp();
    let ahead = date.as_second() - jiff::Timestamp::now().as_second();
    assert!((900..1_000).contains(&ahead), "{ahead}");
}

#[tokio::test]
async fn a_percentage_fails_so_many_calls_and_always_the_same_ones() {
    let run = || async {
        let sim = Sim::with(Options { fault_percent: 30, ..options() }).await;
        let path = "/v2/partners/credit/consumption-quota";
        let mut marks = Vec::new();
        for _ in 0..60 {
            let answer = sim.send(&partner(), "GET", path, Value::Null, &[]).await;
            marks.push(match answer {
                Ok(answer) if answer.status == 200 => answer.text.len() as u16,
                Ok(answer) => answer.status,
                Err(_) => 0,
            });
        }
        marks
    };
    let marks = run().await;
    assert_eq!(marks, run().await);
    let usual = marks.iter().filter(|mark| **mark > 100 && **mark != 429 && **mark != 500).count();
    assert!((25..58).contains(&usual), "{marks:?}");
}
