//! The simulated partner as a program of its own, by its control plane.

use crate::browser::Client;
use crate::programs::Program;
use reqwest::Method;
use serde_json::{Value, json};
use simulator::Exchange;
use std::path::{Path, PathBuf};

/// Keys of the simulated partner.
pub const AK: &str = "KILL";
pub const SK: &str = "kill-secret-key";

/// The customers that have something of everything; no faults are bound to them.
pub const STOCKED: u32 = 3;
/// Milliseconds until a call that pays or renews takes effect, and again until its answer.
const EFFECT: u64 = 140;
/// Milliseconds until any other answer.
const ANSWER: u64 = 70;
/// The calls that money is about.
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
    /// Starts it with so many customers, and without limits of rate.
    pub async fn start(folder: &Path, customers: u32) -> Self {
        let record = folder.join("exchanges.jsonl");
        let path = record.display().to_string();
        let customers = customers.to_string();
        let tenant = ["--seed", "7", "--customers", &customers, "--ak", AK, "--sk", SK, "--record", &path];
        let args = [&["simulate", "--addr", "127.0.0.1:0"][..], &tenant].concat();
        let mut program = Program::start(folder, "partner", &args, &[]);
        let url = program.address().await;
        let partner = Self { control: Client::new(&url), url, record, _program: program };
        partner.tell("limits", &json!({ "enabled": false })).await;
        partner
    }

    async fn tell(&self, call: &str, order: &Value) -> Value {
        let page = self.control.post_json(&format!("/_simulator/{call}"), order).await;
        assert!(page.status < 300, "{} {}", page.status, page.body);
        serde_json::from_str(&page.body).unwrap_or_default()
    }

    /// Grants so many times the documented rate, and counts from now on.
    pub async fn grant(&self, times: u32) {
        self.tell("limits", &json!({ "enabled": true, "times": times })).await;
    }

    /// Makes the next answer to an operation about a customer go wrong.
    pub async fn break_for(&self, customer: &str, operation: &str, kind: &str) {
        let fault = json!({ "operation": operation, "kind": kind, "times": 1, "customer_id": customer });
        self.tell("faults", &fault).await;
    }

    /// Calls that were one too many.
    pub async fn throttled(&self) -> u64 {
        let page = self.control.get("/_simulator/state").await;
        let state: Value = serde_json::from_str(&page.body).unwrap();
        state["throttled"].as_u64().unwrap()
    }

    /// From now on every answer takes its time, and so do the effects of paying and renewing.
    pub async fn answer_slowly(&self) {
        let (effect, answer) = ("late_effect", "late_reply");
        for (operation, kind, delay) in
            [(PAY, effect, EFFECT), (RENEW, effect, EFFECT), ("/", answer, ANSWER)]
        {
            let fault =
                json!({ "operation": operation, "kind": kind, "times": 1_000_000, "delay_ms": delay });
            self.tell("faults", &fault).await;
        }
    }

    /// And from now on none does.
    pub async fn answer_at_once(&self) {
        let ended = self.control.send(self.control.request(Method::DELETE, "/_simulator/faults")).await;
        assert!(ended.status < 300, "{}", ended.body);
    }

    /// A new order that waits for payment.
    pub async fn order(&self, customer: &str, amount: usize) -> String {
        let made = self.tell("orders", &json!({ "customer_id": customer, "amount": amount })).await;
        made["order_id"].as_str().unwrap().to_owned()
    }

    /// The entries of a kind (`payment`, `renewal`) in the partner's own ledger.
    pub async fn booked(&self, kind: &str) -> Vec<Value> {
        let page = self.control.get("/_simulator/ledger").await;
        let ledger: Value = serde_json::from_str(&page.body).unwrap();
        let entries = ledger["entries"].as_array().unwrap().iter();
        entries.filter(|entry| entry["kind"] == kind).cloned().collect()
    }

    /// The calls of an operation about something that reached the partner, oldest first.
    pub fn calls(&self, operation: &str, about: &str) -> Vec<Exchange> {
        let mut calls = self.every_call(operation);
        calls.retain(|call| call.request.contains(about));
        calls
    }

    /// The calls of an operation that reached the partner, oldest first.
    pub fn every_call(&self, operation: &str) -> Vec<Exchange> {
        let lines = std::fs::read_to_string(&self.record).unwrap();
        let named = lines.lines().filter(|line| line.contains(operation));
        // The last line may still be under way.
        let calls = named.filter_map(|line| serde_json::from_str::<Exchange>(line).ok());
        calls.filter(|call| call.operation == operation).collect()
    }
}
