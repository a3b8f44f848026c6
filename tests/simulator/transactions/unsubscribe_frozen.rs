//! Unsubscribing while an account is frozen.

use serde_json::{Value, json};

use super::unsubscribe::{machine, status, unsubscribe, used};
use crate::client::{Sim, partner};

#[tokio::test]
async fn a_frozen_account_gives_back_while_frozen_resources_do_not() {
    let sim = Sim::start().await;
    let (id, customer, main) = machine(&sim).await;
    let freeze = |kind: &'static str| {
        let body = json!({"customer_ids": [id], "reason": "test", "freeze_type": kind});
        let sim = &sim;
        async move {
            sim.call(&partner(), "POST", "/v2/partners/sub-customers/freeze", body).await.expect(200);
        }
    };
    freeze("ACCOUNT_AND_RESOURCE").await;
    unsubscribe(&sim, &customer, &[&main], 1).await.refused(400, "CBC.99003656");
    freeze("ACCOUNT").await;
    unsubscribe(&sim, &customer, &[&main], 1).await.expect(200);
}

/// A budget that was exhausted once still causes the freeze, whatever is refunded.
#[tokio::test]
async fn a_refund_does_not_undo_an_automatic_freeze() {
    let sim = Sim::start().await;
    let (id, customer, main) = machine(&sim).await;
    let used = used(&sim, &id).await;
    let amount = rust_decimal::Decimal::new(used + 50_000, 2);
    let body = format!(r#"{{"customer_id":"{id}","budget_amount":{amount},"frozen_operate_type":1}}"#);
    let body: Value = serde_json::from_str(&body).unwrap();
    sim.set_budget(body).await.expect(204);
    let order = sim.make_order(&id, 499.0, 7_200).await;
    sim.pay(&customer, &order).await.expect(204);
    let frozen = || async { sim.customers(json!({"customer_id": id})).await[0]["is_frozen"].clone() };
    // Usage exceeds the budget by itself.
    let mut hours = 0;
    while frozen().await == 0 && hours < 24 * 20 {
        sim.advance(3_600).await;
        hours += 1;
    }
    assert_eq!(frozen().await, 1, "after {hours} hours");
    assert_eq!(status(&sim, &customer, &main).await, 2, "it still has value to return");
    unsubscribe(&sim, &customer, &[&main], 1).await.expect(200);
    sim.advance(10).await;
    assert_eq!(frozen().await, 1);
}
