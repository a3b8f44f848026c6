//! A customer's own quota and balances.

use serde_json::{Value, json};

use crate::answer::cents;
use crate::client::{Sim, partner};

const QUOTA: &str = "/v2/accounts/customer-accounts/expenditure-quota";
const BALANCES: &str = "/v2/accounts/customer-accounts/balances";

#[tokio::test]
async fn a_resale_customer_has_neither() {
    let sim = Sim::start().await;
    let customer = sim.customer(&sim.id_of("aurora-freight").await).await;
    let quota = sim.call(&customer, "GET", QUOTA, Value::Null).await.expect(200).json();
    assert_eq!(quota, json!({}));
    sim.call(&customer, "GET", BALANCES, Value::Null).await.refused(400, "CBC.99000049");
}

#[tokio::test]
async fn a_referral_customer_has_both() {
    let sim = Sim::start().await;
    let referral = sim.customers(json!({"association_type": "1", "limit": 20})).await;
    let mut quotas = 0;
    for row in &referral {
        let customer = sim.customer(row["customer_id"].as_str().unwrap()).await;
        let quota = sim.call(&customer, "GET", QUOTA, Value::Null).await.expect(200).json();
        let (granted, used) = (cents(&quota["granting_amount"]), cents(&quota["granting_amount_used"]));
        assert!(used <= granted);
        let share = cents(&quota["percentage_granting_amount_used"]);
        assert_eq!(share, if granted == 0 { 0 } else { used * 100 / granted });
        quotas += i64::from(granted > 0);
        let all = sim.call(&customer, "GET", BALANCES, Value::Null).await.expect(200).json();
        let rows = all["account_balances"].as_array().unwrap();
        let kinds: Vec<_> = rows.iter().map(|row| row["account_type"].as_i64().unwrap()).collect();
        assert_eq!(kinds, [1, 2, 5]);
        assert_eq!(rows[1]["credit_amount"], rows[1]["amount"]);
        assert!(rows.iter().all(|row| row["currency"] == "USD" && row["measure_id"] == 1));
        assert!(cents(&all["debt_amount"]) >= 0);
    }
    assert!(quotas > 3);
}

#[tokio::test]
async fn the_partner_s_keys_are_refused() {
    let sim = Sim::start().await;
    for path in [QUOTA, BALANCES] {
        sim.call(&partner(), "GET", path, Value::Null).await.refused(403, "CBC.0151");
    }
}
