//! The truth as the simulated partner has it, and what the desk wrote down.

use super::{Client, TestDesk};
use model::audit::{ApiCall, AuditAction, AuditEntry};
use model::customers::Customer;
use model::ids::{CustomerId, OrderId};
use model::lists::{ActivityFilter, CustomerFilter};
use partnerdesk::server::store::Scope;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

impl TestDesk {
    async fn ask_partner(&self, path: &str) -> Value {
        let page = Client::new(&self.simulator.url()).get(path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        serde_json::from_str(&page.body).unwrap()
    }

    async fn tell_partner(&self, path: &str, order: &Value) -> Value {
        let page = Client::new(&self.simulator.url()).post_json(path, order).await;
        assert!(page.status < 300, "{} {}", page.status, page.body);
        serde_json::from_str(&page.body).unwrap_or_default()
    }

    /// What the partner booked of a kind (`payment`, `renewal`) for an order.
    pub async fn booked(&self, kind: &str, order: &str) -> Vec<Value> {
        let ledger = self.ask_partner("/_simulator/ledger").await;
        let mut entries = ledger["entries"].as_array().unwrap().clone();
        entries.retain(|entry| entry["kind"] == kind && entry["order_id"] == order);
        entries
    }

    /// Requests for an operation that reached the partner, oldest first.
    pub async fn requests(&self, operation: &str) -> Vec<Value> {
        let seen = self.ask_partner("/_simulator/requests?limit=2000").await;
        let mut requests = seen["requests"].as_array().unwrap().clone();
        requests.retain(|request| request["operation"] == operation);
        requests
    }

    /// How often an operation was asked for.
    pub async fn sent(&self, operation: &str) -> usize {
        self.requests(operation).await.len()
    }

    /// A new order that waits for payment.
    pub async fn unpaid_order(&self, customer: &Customer, amount: u32) -> OrderId {
        let order = json!({ "customer_id": customer.id.as_str(), "amount": amount });
        let made = self.tell_partner("/_simulator/orders", &order).await;
        OrderId::parse(made["order_id"].as_str().unwrap()).unwrap()
    }

    /// Lets time pass on this desk and at the partner.
    pub async fn pass_everywhere(&self, seconds: u64) {
        self.pass(Duration::from_secs(seconds));
        self.tell_partner("/_simulator/clock", &json!({ "advance_seconds": seconds })).await;
    }

    /// No fault that was asked for is left.
    pub async fn partner_is_well(&self) {
        let control = Client::new(&self.simulator.url());
        let done = control.send(control.request(Method::DELETE, "/_simulator/faults")).await;
        assert!(done.status < 300, "{} {}", done.status, done.body);
    }

    /// Nothing that is asked of the partner from now on is answered.
    pub async fn partner_falls_silent(&self) {
        let order = json!({ "operation": "/", "kind": "connection_reset", "times": 1_000_000 });
        self.tell_partner("/_simulator/faults", &order).await;
    }

    /// The newest entry of a kind in the audit log, with its calls.
    pub async fn newest(&self, action: AuditAction) -> (AuditEntry, Vec<ApiCall>) {
        let filter = ActivityFilter { action: Some(action), ..ActivityFilter::default() };
        let found = self.desk.store.list_entries(&Scope::All, None, &filter).await.unwrap();
        let entry = found.rows.into_iter().next().unwrap_or_else(|| panic!("no entry: {action:?}")).entry;
        let calls = self.desk.store.calls_of(&entry.id).await.unwrap();
        (entry, calls)
    }

    /// How many entries of a kind the audit log has.
    pub async fn entries(&self, action: AuditAction) -> u64 {
        let filter = ActivityFilter { action: Some(action), ..ActivityFilter::default() };
        self.desk.store.list_entries(&Scope::All, None, &filter).await.unwrap().total
    }

    /// Every customer of the mirror.
    pub async fn customers(&self) -> Vec<Customer> {
        let found = self.desk.store.list_customers(&Scope::All, &CustomerFilter::default()).await.unwrap();
        assert_eq!(found.total, found.rows.len() as u64, "all on one page");
        found.rows.into_iter().map(|row| row.customer).collect()
    }

    /// The customer whose name holds these words.
    pub async fn customer_named(&self, words: &str) -> Customer {
        let mut found = self.customers().await;
        found.retain(|customer| customer.display_name().contains(words));
        assert_eq!(found.len(), 1, "{words}");
        found.remove(0)
    }

    /// Lets the manager, and only the manager, work on a customer as well.
    pub async fn assign(&self, customer: &CustomerId) {
        let manager = self.user("manager").await;
        self.desk.store.assign(&manager.id, std::slice::from_ref(customer)).await.unwrap();
    }

    /// A customer who is not the manager's.
    pub async fn of_nobody(&self) -> Customer {
        let mine = Scope::Assigned(self.user("manager").await.id);
        for customer in self.customers().await {
            if self.desk.store.customer(&mine, &customer.id).await.unwrap().is_none() {
                return customer;
            }
        }
        panic!("every customer is the manager's");
    }
}
