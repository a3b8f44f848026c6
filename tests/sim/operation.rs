//! What requests want of the partner, and what its true answers say was done, before the network
//! has its way with them.

use bytes::Bytes;
use http::{Method, Request, Response};
use model::budgets::BudgetType;
use model::bulk::Target;
use model::changes::ChangeKind;
use serde_json::Value;

/// What a request is about, as the oracle counts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Pays that order.
    Pay(String),
    /// Renews these resources; with the policy that they take then.
    Renew(Vec<String>, Option<i64>),
    /// Changes that order or these resources.
    Change(ChangeKind, Vec<String>),
    /// Sets the budget of a customer.
    Budget(String, Target),
    /// Anything else: its last path segment.
    Other(String),
}

impl Errand {
    /// Of a request.
    pub fn of(request: &Request<Bytes>) -> Self {
        let path = request.uri().path();
        let (before, last) = path.rsplit_once('/').unwrap_or_default();
        if before.ends_with("/autorenew") {
            let on = request.method() == Method::POST;
            let act = if on { ChangeKind::AutoRenewOn } else { ChangeKind::AutoRenewOff };
            return Self::Change(act, vec![last.to_owned()]);
        }
        let body = json(request.body());
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        let resources = || texts(&body["resource_ids"]);
        match last {
            "pay" => Self::Pay(text("order_id")),
            "renew" => Self::Renew(resources(), body["expire_policy"].as_i64()),
            "cancel" => Self::Change(ChangeKind::Cancel, vec![text("order_id")]),
            "unsubscribe" if body["unsubscribe_type"] == 1 => {
                Self::Change(ChangeKind::Unsubscribe, resources())
            }
            "unsubscribe" => Self::Change(ChangeKind::UnsubscribeRenewedTerms, resources()),
            "to-on-demand" if body["operation"] == "SET_UP" => {
                Self::Change(ChangeKind::ToOnDemand, resources())
            }
            "to-on-demand" => Self::Change(ChangeKind::NotToOnDemand, resources()),
            "budget" if request.method() == Method::POST => {
                let amount = body["budget_amount"].to_string().parse().ok();
                let kind = body["budget_type"].as_str().map(BudgetType::from);
                Self::Budget(text("customer_id"), Target { amount, kind })
            }
            other => Self::Other(other.to_owned()),
        }
    }

    /// True when it may change something.
    pub fn is_write(&self) -> bool {
        !matches!(self, Self::Other(_))
    }
}

/// The orders that an answer says were made.
pub fn made(answer: &Response<Bytes>) -> Vec<String> {
    texts(&json(answer.body())["order_ids"])
}

/// Those of `things` that a change was made to.
pub fn changed(things: &[String], answer: &Response<Bytes>) -> Vec<String> {
    if !answer.status().is_success() {
        return Vec::new();
    }
    let body = json(answer.body());
    let rows = |list: &str| body[list].as_array().cloned().unwrap_or_default();
    let unsubscribing = rows("fail_resource_infos").into_iter().map(|row| row["resource_id"].clone());
    let switching = rows("error_details").into_iter().map(|row| row["id"].clone());
    let left_out: Vec<Value> = unsubscribing.chain(switching).collect();
    things.iter().filter(|thing| left_out.iter().all(|id| id != thing.as_str())).cloned().collect()
}

fn json(body: &Bytes) -> Value {
    serde_json::from_slice(body).unwrap_or_default()
}

fn texts(list: &Value) -> Vec<String> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(|text| text.as_str().map(str::to_owned)).collect()
}
