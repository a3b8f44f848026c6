//! Queries of the simulated partner API and of the desk's own database.

use super::{Client, TestDesk};
use model::audit::{ApiCall, AuditAction, AuditEntry};
use model::customers::Customer;
use model::ids::{CustomerId, OrderId};
use model::lists::{ActivityFilter, CustomerFilter};
use model::time::DAY_SECONDS;
use partnerdesk::server::store::Scope;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

impl TestDesk {
    async fn control_get(&self, path: &str) -> Value {
        let page = Client::new(&self.simulator.url()).get(path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        serde_json::from_str(&page.body).unwrap()
    }

    async fn control_post(&self, path: &str, order: &Value) -> Value {
        let page = Client::new(&self.simulator.url()).post_json(path, order).await;
        assert!(page.status < 300, "{} {}", page.status, page.body);
        serde_json::from_str(&page.body).unwrap_or_default()
    }

    /// Ledger entries of a kind (`payment`, `renewal`) for an order.
    pub async fn booked(&self, kind: &str, order: &str) -> Vec<Value> {
        let ledger = self.control_get("/_simulator/ledger").await;
        let mut entries = ledger["entries"].as_array().unwrap().clone();
        entries.retain(|entry| entry["kind"] == kind && entry["order_id"] == order);
        entries
    }

    /// Requests for an operation that arrived at the partner API, oldest first.
    pub async fn requests(&self, operation: &str) -> Vec<Value> {
        let logged = self.control_get("/_simulator/requests?limit=2000").await;
        let mut requests = logged["requests"].as_array().unwrap().clone();
        requests.retain(|request| request["operation"] == operation);
        requests
    }

    /// Number of requests for an operation.
    pub async fn sent(&self, operation: &str) -> usize {
        self.requests(operation).await.len()
    }

    /// A new order that waits for payment.
    pub async fn unpaid_order(&self, customer: &Customer, amount: u32) -> OrderId {
        let order = json!({ "customer_id": customer.id.as_str(), "amount": amount });
        let made = self.control_post("/_simulator/orders", &order).await;
        OrderId::parse(made["order_id"].as_str().unwrap()).unwrap()
    }

    /// Advances the clocks of the desk and of the simulated partner API.
    pub async fn advance_all_clocks(&self, seconds: u64) {
        self.pass(Duration::from_secs(seconds));
        self.control_post("/_simulator/clock", &json!({ "advance_seconds": seconds })).await;
    }

    /// Advances all clocks to shortly after the next midnight UTC.
    pub async fn next_day(&self) {
        let second = self.desk.clock.now().as_second().rem_euclid(DAY_SECONDS);
        self.advance_all_clocks(u64::try_from(DAY_SECONDS - second + 60).unwrap()).await;
    }

    /// Lets the answers to an operation come that many milliseconds later.
    pub async fn slow_down(&self, operation: &str, milliseconds: u64) {
        let order = json!({
            "operation": operation, "kind": "late_reply", "times": 1_000, "delay_ms": milliseconds
        });
        self.control_post("/_simulator/faults", &order).await;
    }

    /// Removes all requested faults, and waits until requests do not pause any more.
    pub async fn clear_faults(&self) {
        let control = Client::new(&self.simulator.url());
        let done = control.send(control.request(Method::DELETE, "/_simulator/faults")).await;
        assert!(done.status < 300, "{} {}", done.status, done.body);
        while self.desk.partner.is_paused() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// From now on no call to the partner API is answered.
    pub async fn fail_all_calls(&self) {
        let order = json!({ "operation": "/", "kind": "connection_reset", "times": 1_000_000 });
        self.control_post("/_simulator/faults", &order).await;
    }

    /// The newest audit entry of an action, with its calls.
    pub async fn newest(&self, action: AuditAction) -> (AuditEntry, Vec<ApiCall>) {
        let filter = ActivityFilter { action: Some(action), ..ActivityFilter::default() };
        let found = self.desk.store.list_entries(&Scope::All, None, &filter).await.unwrap();
        let entry = found.rows.into_iter().next().unwrap_or_else(|| panic!("no entry: {action:?}")).entry;
        let calls = self.desk.store.calls_of(&entry.id).await.unwrap();
        (entry, calls)
    }

    /// Number of audit entries of an action.
    pub async fn entries(&self, action: AuditAction) -> u64 {
        let filter = ActivityFilter { action: Some(action), ..ActivityFilter::default() };
        self.desk.store.list_entries(&Scope::All, None, &filter).await.unwrap().total
    }

    /// All customers of the mirror.
    pub async fn customers(&self) -> Vec<Customer> {
        let found = self.desk.store.list_customers(&Scope::All, &CustomerFilter::default()).await.unwrap();
        assert_eq!(found.total, found.rows.len() as u64, "all on one page");
        found.rows.into_iter().map(|row| row.customer).collect()
    }

    /// The only customer whose name contains a text.
    pub async fn customer_named(&self, words: &str) -> Customer {
        let mut found = self.customers().await;
        found.retain(|customer| customer.display_name().contains(words));
        assert_eq!(found.len(), 1, "{words}");
        found.remove(0)
    }

    /// Assigns a customer to the manager only.
    pub async fn assign(&self, customer: &CustomerId) {
        let manager = self.user("manager").await;
        self.desk.store.assign(&manager.id, std::slice::from_ref(customer)).await.unwrap();
    }

    /// A customer that is not assigned to the manager.
    pub async fn unassigned_customer(&self) -> Customer {
        let managers_scope = Scope::Assigned(self.user("manager").await.id);
        for customer in self.customers().await {
            if self.desk.store.customer(&managers_scope, &customer.id).await.unwrap().is_none() {
                return customer;
            }
        }
        panic!("every customer is the manager's");
    }
}
