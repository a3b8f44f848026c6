//! Calls shared by many tests.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::client::{Auth, Sim, partner, with};

impl Sim {
    pub async fn customers(&self, body: Value) -> Vec<Value> {
        let found = self.call(&partner(), "POST", "/v2/partners/sub-customers/query", body).await;
        found.expect(200).json()["customer_infos"].as_array().unwrap().clone()
    }

    /// All customers of the partner itself.
    pub async fn all_customers(&self) -> Vec<Value> {
        let mut all = Vec::new();
        loop {
            let page = self.customers(json!({"offset": all.len(), "limit": 100})).await;
            if page.is_empty() {
                return all;
            }
            all.extend(page);
        }
    }

    /// Id of the customer with an account name.
    pub async fn id_of(&self, account: &str) -> String {
        let found = self.customers(json!({"account_name": account})).await;
        found[0]["customer_id"].as_str().unwrap().to_owned()
    }

    pub async fn budget(&self, id: &str) -> Value {
        let target = format!("/v2/partners/sub-customers/budget?customer_id={id}");
        self.call(&partner(), "GET", &target, Value::Null).await.expect(200).json()
    }

    pub async fn set_budget(&self, body: Value) -> Answer {
        self.call(&partner(), "POST", "/v2/partners/sub-customers/budget", body).await
    }

    pub async fn make_order(&self, customer: &str, amount: f64, deadline: i64) -> String {
        let body = json!({"customer_id": customer, "amount": amount, "deadline_seconds": deadline});
        let made = self.control("POST", "orders", body).await.expect(201).json();
        made["order_id"].as_str().unwrap().to_owned()
    }

    pub async fn pay(&self, auth: &Auth, order: &str) -> Answer {
        let body = json!({"order_id": order, "use_coupon": "NO", "use_discount": "NO"});
        self.call(auth, "POST", "/v3/orders/customer-orders/pay", body).await
    }

    pub async fn order(&self, auth: &Auth, id: &str) -> Value {
        let target = format!("/v2/orders/customer-orders/details/{id}");
        let found = self.call(auth, "GET", &target, Value::Null).await;
        found.expect(200).json()["order_info"].clone()
    }

    pub async fn status(&self, auth: &Auth, id: &str) -> i64 {
        self.order(auth, id).await["status"].as_i64().unwrap()
    }

    pub async fn resources(&self, auth: &Auth, body: Value) -> Vec<Value> {
        let path = "/v2/orders/suscriptions/resources/query";
        let found = self.call(auth, "POST", path, body).await.expect(200).json();
        found["data"].as_array().unwrap().clone()
    }

    /// Creates a customer, with some fields different from the defaults.
    pub async fn create(&self, name: &str, others: Value) -> Answer {
        let usual = json!({"domain_name": name, "domain_area": "MX", "xaccount_id": format!("id-{name}"),
            "xaccount_type": "DEMO_IDP"});
        self.call(&partner(), "POST", "/v2/partners/sub-customers", with(usual, others)).await
    }

    /// Id of a new customer that is already associated.
    pub async fn newcomer(&self, name: &str) -> String {
        let waits = json!({"include_association_result": true});
        let made = self.create(name, waits).await.expect(200).json();
        made["domain_id"].as_str().unwrap().to_owned()
    }

    pub async fn ledger(&self) -> Vec<Value> {
        let ledger = self.control("GET", "ledger", Value::Null).await.expect(200).json();
        ledger["entries"].as_array().unwrap().clone()
    }

    pub async fn fault(&self, operation: &str, kind: &str) {
        let body = json!({"operation": operation, "kind": kind});
        self.control("POST", "faults", body).await.expect(204);
    }
}
