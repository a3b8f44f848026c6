//! Paying by the version before the current one.

use serde_json::{Value, json};

use crate::answer::{Answer, cents};
use crate::client::{Auth, Sim, partner};

const PAY: &str = "/v2/orders/customer-orders/pay";

async fn pay(sim: &Sim, auth: &Auth, body: Value) -> Answer {
    sim.call(auth, "POST", PAY, body).await
}

#[tokio::test]
async fn an_order_is_paid_once_by_either_version() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    let order = sim.make_order(&id, 312.40, 7_200).await;
    let used = cents(&sim.budget(&id).await["used_amount"]);
    assert_eq!(pay(&sim, &customer, json!({"order_id": order})).await.expect(204).text, "");
    // Its list of codes lacks the one for a payment that is under way; the newer one has it.
    pay(&sim, &customer, json!({"order_id": order})).await.refused(400, "CBC.99003106");
    sim.pay(&customer, &order).await.refused(400, "CBC.99000088");
    sim.advance(10).await;
    assert_eq!(sim.status(&customer, &order).await, 5);
    pay(&sim, &customer, json!({"order_id": order})).await.refused(400, "CBC.99003106");
    let more = cents(&sim.budget(&id).await["used_amount"]) - used;
    assert!((more - 31_240).abs() < 100, "{more}");
    assert_eq!(sim.ledger().await.len(), 1);
}

#[tokio::test]
async fn refusals_are_those_of_the_newer_version() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    let customer = sim.customer(&id).await;
    let order = sim.make_order(&id, 900.0, 60).await;
    let body = || json!({"order_id": order, "coupon_infos": [], "discount_infos": null});
    pay(&sim, &customer, body()).await.refused(400, "CBC.99005003");
    pay(&sim, &partner(), body()).await.refused(403, "CBC.0151");
    pay(&sim, &customer, json!({"order_id": "CS26030709158ABCDEFG"})).await.refused(400, "CBC.30000010");
    let other = sim.customer(&sim.id_of("musica-cafe").await).await;
    pay(&sim, &other, body()).await.refused(400, "CBC.30000010");
    for (name, wrong) in [
        ("order_id", json!("")),
        ("discount_infos", json!([{"id": "d", "type": 7}])),
        ("discount_infos", json!([{"id": "d", "type": 0}, {"id": "e", "type": 0}])),
        ("coupon_infos", json!([{"type": 301}])),
    ] {
        let mut body = body();
        body[name] = wrong;
        pay(&sim, &customer, body).await.refused(400, "CBC.0100");
    }
    let mut with = body();
    with["discount_infos"] = json!([{"id": "d", "type": 1}]);
    pay(&sim, &customer, with).await.refused(400, "CBC.99003108");
    sim.advance(61).await;
    pay(&sim, &customer, body()).await.refused(400, "CBC.99003110");
    assert!(sim.ledger().await.is_empty());
}
