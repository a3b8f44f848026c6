//! The simulated partner API as a separate process, controlled by its control plane.

use crate::browser::Client;
use crate::programs::Program;
use reqwest::Method;
use serde_json::{Value, json};
use simulator::Exchange;
use std::path::{Path, PathBuf};

/// Keys of the simulated partner.
pub const AK: &str = "KILL";
pub const SK: &str = "kill-secret-key";

/// The demo customers, which have data of every kind and no faults.
pub const STOCKED: u32 = 3;
/// Milliseconds until a call that pays or renews takes effect, and again until its answer.
const EFFECT: u64 = 140;
/// Milliseconds until any other answer.
const ANSWER: u64 = 70;
/// The operations that spend money.
pub const PAY: &str = "PayOrders";
pub const RENEW: &str = "RenewalResources";

/// A running simulator.
pub struct Partner {
    /// Its address.
    pub url: String,
    control: Client,
    record: PathBuf,
    _program: Program,
}

impl Partner {
    /// Starts it with so many customers, without rate limits.
    pub async fn start(folder: &Path, customers: u32) -> Self {
        let record = folder.join("exchanges.jsonl");
        let path = record.display().to_string();
        let customers = customers.to_string();
        let tenant = ["--seed", "7", "--customers", &customers, "--ak", AK, "--sk", SK, "--record", &path];
        let args = [&["simulate", "--addr", "127.0.0.1:0"][..], &tenant].concat();
        let mut program = Program::start(folder, "partner", &args, &[]);
        let url = program.address().await;
        let partner = Self { control: Client::new(&url), url, record, _program: program };
        partner.control_post("limits", &json!({ "enabled": false })).await;
        partner
    }

    async fn control_post(&self, call: &str, order: &Value) -> Value {
        let page = self.control.post_json(&format!("/_simulator/{call}"), order).await;
        assert!(page.status < 300, "{} {}", page.status, page.body);
        serde_json::from_str(&page.body).unwrap_or_default()
    }

    /// Sets a multiple of the documented rate limit, and resets the counter.
    pub async fn grant(&self, times: u32) {
        self.control_post("limits", &json!({ "enabled": true, "times": times })).await;
    }

    /// Makes the next call of an operation about a customer fail.
    pub async fn fail_for(&self, customer: &str, operation: &str, kind: &str) {
        let fault = json!({ "operation": operation, "kind": kind, "times": 1, "customer_id": customer });
        self.control_post("faults", &fault).await;
    }

    /// Number of calls refused by the rate limit.
    pub async fn throttled(&self) -> u64 {
        let page = self.control.get("/_simulator/state").await;
        let state: Value = serde_json::from_str(&page.body).unwrap();
        state["throttled"].as_u64().unwrap()
    }

    /// From now on every answer is delayed, and so are the effects of paying and renewing.
    pub async fn answer_slowly(&self) {
        let (effect, answer) = ("late_effect", "late_reply");
        for (operation, kind, delay) in
            [(PAY, effect, EFFECT), (RENEW, effect, EFFECT), ("/", answer, ANSWER)]
        {
            let fault =
                json!({ "operation": operation, "kind": kind, "times": 1_000_000, "delay_ms": delay });
            self.control_post("faults", &fault).await;
        }
    }

    /// Removes the delays.
    pub async fn answer_at_once(&self) {
        let ended = self.control.send(self.control.request(Method::DELETE, "/_simulator/faults")).await;
        assert!(ended.status < 300, "{}", ended.body);
    }

    /// A new order that waits for payment.
    pub async fn order(&self, customer: &str, amount: usize) -> String {
        let made = self.control_post("orders", &json!({ "customer_id": customer, "amount": amount })).await;
        made["order_id"].as_str().unwrap().to_owned()
    }

    /// Ledger entries of a kind (`payment`, `renewal`).
    pub async fn booked(&self, kind: &str) -> Vec<Value> {
        let page = self.control.get("/_simulator/ledger").await;
        let ledger: Value = serde_json::from_str(&page.body).unwrap();
        let entries = ledger["entries"].as_array().unwrap().iter();
        entries.filter(|entry| entry["kind"] == kind).cloned().collect()
    }

    /// The calls of an operation about an object, oldest first.
    pub fn calls(&self, operation: &str, about: &str) -> Vec<Exchange> {
        let mut calls = self.every_call(operation);
        calls.retain(|call| call.request.contains(about));
        calls
    }

    /// All calls of an operation, oldest first.
    pub fn every_call(&self, operation: &str) -> Vec<Exchange> {
        let lines = std::fs::read_to_string(&self.record).unwrap();
        let named = lines.lines().filter(|line| line.contains(operation));
        // The last line may be incomplete.
        let calls = named.filter_map(|line| serde_json::from_str::<Exchange>(line).ok());
        calls.filter(|call| call.operation == operation).collect()
    }
}
