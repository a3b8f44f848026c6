//! Orders and how their status changes.

use serde_json::{Value, json};

use crate::answer::cents;
use crate::client::{Sim, partner};

const LIST: &str = "/v2/orders/customer-orders";
const CANCEL: &str = "/v2/orders/customer-orders/cancel";

#[tokio::test]
async fn an_order_is_paid_once_and_goes_through_its_states() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    let order = sim.make_order(&id, 312.40, 7_200).await;
    let used = cents(&sim.budget(&id).await["used_amount"]);
    let before = sim.order(&customer, &order).await;
    assert_eq!((&before["status"], cents(&before["amount_after_discount"])), (&json!(6), 31_240));
    assert!(before["pending_payment_end_time"].is_string());
    assert!(before.get("payment_time").is_none());
    assert_eq!(sim.pay(&customer, &order).await.expect(204).text, "");
    assert_eq!(sim.status(&customer, &order).await, 6);
    sim.pay(&customer, &order).await.refused(400, "CBC.99000088");
    sim.advance(3).await;
    assert_eq!(sim.status(&customer, &order).await, 3);
    sim.pay(&customer, &order).await.refused(400, "CBC.99003106");
    sim.advance(10).await;
    let after = sim.order(&customer, &order).await;
    assert_eq!(after["status"], 5);
    assert!(after["payment_time"].is_string());
    sim.pay(&customer, &order).await.refused(400, "CBC.99003106");
    let now_used = cents(&sim.budget(&id).await["used_amount"]);
    assert!((now_used - used - 31_240).abs() < 100, "{used} {now_used}");
    let ledger = sim.ledger().await;
    assert_eq!(ledger.len(), 1);
    assert_eq!((&ledger[0]["order_id"], &ledger[0]["amount"]), (&json!(order), &json!("312.40")));
    let made = sim.resources(&customer, json!({"order_id": order})).await;
    assert_eq!(made.len(), 1, "the paid subscription is provisioned");
}

#[tokio::test]
async fn deadlines_and_cancelling_end_an_order_for_good() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    let late = sim.make_order(&id, 5.0, 60).await;
    let unwanted = sim.make_order(&id, 5.0, 600).await;
    sim.advance(61).await;
    assert_eq!(sim.status(&customer, &late).await, 4);
    sim.pay(&customer, &late).await.refused(400, "CBC.99003110");
    let cancel = |order: &str| sim.call(&customer, "PUT", CANCEL, json!({"order_id": order}));
    cancel(&late).await.refused(400, "CBC.99005010");
    cancel(&unwanted).await.expect(204);
    assert_eq!(sim.status(&customer, &unwanted).await, 4);
    cancel(&unwanted).await.refused(400, "CBC.99005010");
    sim.pay(&customer, &unwanted).await.refused(400, "CBC.99003106");
    cancel("CS26030709158ABCDEFG").await.refused(400, "CBC.30000010");
    assert!(sim.ledger().await.is_empty());
}

#[tokio::test]
async fn the_price_of_an_unpaid_order_moves_when_told_to() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    let order = sim.make_order(&id, 5.0, 7_200).await;
    let reprice = |order: &str, amount: f64| {
        sim.control("POST", "orders/reprice", json!({"order_id": order, "amount": amount}))
    };
    reprice(&order, 7.25).await.expect(204);
    assert_eq!(cents(&sim.order(&customer, &order).await["amount_after_discount"]), 725);
    sim.pay(&customer, &order).await.expect(204);
    assert_eq!(sim.ledger().await[0]["amount"], "7.25");
    reprice(&order, 9.0).await.refused(400, "CBC.0100");
    reprice("CS26030709158ABCDEFG", 9.0).await.refused(400, "CBC.30000010");
}

#[tokio::test]
async fn a_budget_that_is_too_small_keeps_the_order_unpaid() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    let order = sim.make_order(&id, 900.0, 7_200).await;
    sim.pay(&customer, &order).await.refused(400, "CBC.99005003");
    assert_eq!(sim.status(&customer, &order).await, 6);
    sim.set_budget(json!({"customer_id": id, "budget_amount": 9000})).await.expect(204);
    sim.pay(&customer, &order).await.expect(204);
}

#[tokio::test]
async fn paying_asks_for_explicit_choices() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    let order = sim.make_order(&id, 5.0, 7_200).await;
    let path = "/v3/orders/customer-orders/pay";
    let whole = json!({"order_id": order, "use_coupon": "NO", "use_discount": "NO"});
    for (name, value) in [
        ("use_coupon", Value::Null),
        ("use_discount", json!("no")),
        ("order_id", json!("")),
        ("coupon_infos", json!([{"id": "c", "type": 301}])),
        ("discount_infos", json!([{"id": "c", "type": 0}, {"id": "d", "type": 0}])),
    ] {
        let mut body = whole.clone();
        body[name] = value;
        sim.call(&customer, "POST", path, body).await.refused(400, "CBC.0100");
    }
    let mut coupon = whole.clone();
    coupon["use_coupon"] = json!("YES");
    sim.call(&customer, "POST", path, coupon.clone()).await.refused(400, "CBC.0100");
    coupon["coupon_infos"] = json!([{"id": "c", "type": 301}]);
    sim.call(&customer, "POST", path, coupon).await.refused(400, "CBC.0100");
    sim.pay(&customer, "CS26030709158ABCDEFG").await.refused(400, "CBC.30000010");
    let other = sim.customer(&sim.id_of("musica-cafe").await).await;
    sim.pay(&other, &order).await.refused(400, "CBC.30000010");
    let lower = order.to_lowercase();
    sim.pay(&customer, &lower).await.expect(204);
}

#[tokio::test]
async fn the_list_is_scoped_filtered_sorted_and_paged() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    let list = |auth, query: &str| {
        let target = format!("{LIST}?{query}");
        let sim = &sim;
        async move { sim.call(auth, "GET", &target, Value::Null).await.expect(200).json() }
    };
    let owner = partner();
    let mine = list(&customer, "limit=100").await;
    let same = list(&owner, &format!("limit=100&customer_id={id}")).await;
    assert_eq!(mine, same);
    let rows = mine["order_infos"].as_array().unwrap();
    assert!(rows.iter().all(|row| row["customer_id"] == id.as_str()));
    let times: Vec<_> = rows.iter().map(|row| row["create_time"].as_str().unwrap()).collect();
    assert!(times.is_sorted_by(|a, b| a >= b));
    let oldest = list(&customer, "limit=1&order_by=createTime").await;
    assert_eq!(oldest["order_infos"][0]["create_time"], *times.last().unwrap());
    let second = list(&customer, "limit=1&offset=1").await;
    assert_eq!(second["order_infos"][0], rows[1]);

    let everything = list(&owner, "limit=100").await["total_count"].as_i64().unwrap();
    assert!(everything > 500);
    let mut sum = 0;
    for status in [1, 3, 4, 5, 6, 9] {
        let found = list(&owner, &format!("limit=100&status={status}")).await;
        assert!(found["order_infos"].as_array().unwrap().iter().all(|o| o["status"] == status));
        let count = found["total_count"].as_i64().unwrap();
        assert!(count > 0, "{status}");
        sum += count;
    }
    assert!(sum <= everything && everything - sum < 20, "status 2 cannot be asked for");
    let renewals = list(&owner, "limit=100&order_type=2&status=6").await;
    assert!(renewals["total_count"].as_i64().unwrap() > 3);
    let paid = list(&owner, "limit=100&payment_time_begin=2026-02-01T00%3A00%3A00Z").await;
    assert!(
        paid["order_infos"]
            .as_array()
            .unwrap()
            .iter()
            .all(|o| { o["payment_time"].as_str().unwrap() >= "2026-02-01T00:00:00Z" })
    );
    let one = rows[0]["order_id"].as_str().unwrap().to_lowercase();
    assert_eq!(list(&owner, &format!("order_id={one}")).await["order_infos"][0], rows[0]);
    let service = list(&owner, "limit=100&service_type_code=hws.service.type.rds").await;
    assert!(
        service["order_infos"]
            .as_array()
            .unwrap()
            .iter()
            .all(|o| { o["service_type_code"] == "hws.service.type.rds" })
    );
    for wrong in [
        "limit=0",
        "limit=101",
        "offset=-1",
        "status=2",
        "order_type=7",
        "order_by=name",
        "create_time_begin=yesterday",
        "method=other",
    ] {
        let target = format!("{LIST}?{wrong}");
        sim.call(&owner, "GET", &target, Value::Null).await.refused(400, "CBC.0100");
    }
}

#[tokio::test]
async fn details_page_the_line_items_and_add_up() {
    let sim = Sim::start().await;
    let owner = partner();
    let target = format!("{LIST}?limit=100");
    let orders = sim.call(&owner, "GET", &target, Value::Null).await.expect(200).json();
    // Customers whose answers are broken on purpose are left out.
    let sentinels = sim.customers(json!({"label": "fault", "limit": 100})).await;
    let whole = |order: &&Value| !sentinels.iter().any(|c| c["customer_id"] == order["customer_id"]);
    let orders = orders["order_infos"].as_array().unwrap();
    for order in orders.iter().filter(whole).take(40) {
        let id = order["order_id"].as_str().unwrap();
        let target = format!("{LIST}/details/{id}?limit=100");
        let whole = sim.call(&owner, "GET", &target, Value::Null).await.expect(200).json();
        let lines = whole["order_line_items"].as_array().unwrap();
        assert_eq!(whole["total_count"], lines.len());
        let sum: i64 = lines.iter().map(|line| cents(&line["amount_after_discount"])).sum();
        assert_eq!(sum, cents(&order["amount_after_discount"]));
        let target = format!("{LIST}/details/{id}?limit=1&offset=1");
        let second = sim.call(&owner, "GET", &target, Value::Null).await.expect(200).json();
        let expected: Vec<_> = lines.iter().skip(1).take(1).cloned().collect();
        assert_eq!(second["order_line_items"].as_array().unwrap(), &expected);
    }
    let target = format!("{LIST}/details/CS26030709158ABCDEFG");
    sim.call(&owner, "GET", &target, Value::Null).await.refused(400, "CBC.30000010");
}

#[tokio::test]
async fn of_many_payments_at_once_exactly_one_is_taken() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    let order = sim.make_order(&id, 5.0, 7_200).await;
    let calls = (0..20).map(|_| sim.pay(&customer, &order));
    let answers = futures::future::join_all(calls).await;
    assert_eq!(answers.iter().filter(|a| a.status == 204).count(), 1);
    assert!(answers.iter().filter(|a| a.status != 204).all(|a| a.code() == "CBC.99000088"));
    assert_eq!(sim.ledger().await.len(), 1);
}

#[tokio::test]
async fn the_amounts_behind_an_unsubscription_add_up() {
    let sim = Sim::start().await;
    let owner = partner();
    let target = format!("{LIST}?order_type=4&limit=100");
    let found = sim.call(&owner, "GET", &target, Value::Null).await.expect(200).json();
    let order = &found["order_infos"][0];
    let text = |name: &str| order[name].as_str().unwrap();
    let target = format!("{LIST}/refund-orders?order_id={}", text("order_id"));
    sim.call(&owner, "GET", &target, Value::Null).await.refused(400, "CBC.0100");
    let with = format!("{target}&customer_id={}", text("customer_id"));
    let refunds = sim.call(&owner, "GET", &with, Value::Null).await.expect(200).json();
    let rows = refunds["refund_infos"].as_array().unwrap();
    assert_eq!(refunds["total_count"], rows.len());
    let sum: i64 = rows.iter().map(|row| cents(&row["amount"])).sum();
    assert_eq!(sum, cents(&order["amount_after_discount"]));
    assert!(sum < 0 && rows.iter().all(|row| row["measure_id"] == "1"));
    let id = sim.id_of("aurora-freight").await;
    let other = sim.make_order(&id, 5.0, 600).await;
    let customer = sim.customer(&id).await;
    let target = format!("{LIST}/refund-orders?order_id={other}");
    sim.call(&customer, "GET", &target, Value::Null).await.refused(400, "CBC.99005026");
}
