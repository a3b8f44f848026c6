//! The simulated partner API and its ledger, the only trusted source.

use crate::snapshot;
use bytes::Bytes;
use futures::FutureExt;
use http::{Method, Request, Response};
use model::time::Timestamp;
use rust_decimal::Decimal;
use serde::Deserialize;
use simulator::Embedded;
use simulator::FaultKind;

/// The access key of the simulated partner.
pub const KEYS: (&str, &str) = ("AKSIM", "secret-of-the-simulated-partner");
/// The address that requests are signed for; nothing listens there.
pub const URL: &str = "http://127.0.0.1:9";
/// Number of customers: the three demo customers.
pub const CUSTOMERS: u32 = 3;
/// The tenant's seed.
pub const SEED: u64 = 7;

/// One line of the ledger.
#[derive(Clone, Debug, Deserialize)]
pub struct Entry {
    /// `payment`, `renewal` or `refund`.
    pub kind: String,
    /// The order.
    pub order_id: String,
    /// Of renewals.
    pub resource_id: Option<String>,
    /// Of payments.
    pub amount: Option<Decimal>,
    /// When it takes effect.
    pub at: Timestamp,
    /// The caller.
    pub by: String,
}

impl Entry {
    /// A payment that was requested, not an automatic renewal.
    pub fn is_payment(&self) -> bool {
        self.kind == "payment" && !self.by.starts_with("system")
    }

    /// When it takes effect, in seconds since the start of the run.
    pub fn seconds(&self) -> i64 {
        self.at.as_second() - snapshot::start().as_second()
    }

    /// A renewal that was requested.
    pub fn is_renewal(&self) -> bool {
        self.kind == "renewal" && !self.by.starts_with("system")
    }
}

#[derive(Deserialize)]
struct Ledger {
    entries: Vec<Entry>,
}

/// The simulated partner API.
pub struct Partner(pub Embedded);

impl Partner {
    /// Serves a request. The answer is ready at once.
    pub fn serve(&self, request: Request<Bytes>, fault: Option<FaultKind>) -> Option<Response<Bytes>> {
        self.0.serve(request, fault).now_or_never().flatten()
    }

    fn control(&self, method: Method, call: &str, body: serde_json::Value) -> Bytes {
        let request = Request::builder()
            .method(method)
            .uri(format!("{URL}/_simulator/{call}"))
            .body(Bytes::from(body.to_string()))
            .expect("a request");
        let response = self.serve(request, None).expect("an answer of the control plane");
        assert!(response.status().is_success(), "{call}: {response:?}");
        response.into_body()
    }

    /// Everything that was paid and renewed.
    pub fn ledger(&self) -> Vec<Entry> {
        let body = self.control(Method::GET, "ledger", serde_json::Value::Null);
        serde_json::from_slice::<Ledger>(&body).expect("the ledger").entries
    }

    /// Number of payments of an order.
    pub fn payments_of(&self, order: &str) -> usize {
        self.ledger().iter().filter(|entry| entry.is_payment() && entry.order_id == order).count()
    }

    /// Creates an unpaid order of a customer.
    pub fn order(&self, customer: &str, amount: u32) -> String {
        let wanted = serde_json::json!({ "customer_id": customer, "amount": amount });
        let body = self.control(Method::POST, "orders", wanted);
        let made: serde_json::Value = serde_json::from_slice(&body).expect("an order");
        made["order_id"].as_str().expect("an order id").to_owned()
    }

    /// Removes the rate limits.
    pub fn unlimited(&self) {
        self.control(Method::POST, "limits", serde_json::json!({ "enabled": false }));
    }

    /// Invalidates all temporary keys.
    pub fn end_keys(&self) {
        self.control(Method::POST, "tokens/expire", serde_json::Value::Null);
    }
}
