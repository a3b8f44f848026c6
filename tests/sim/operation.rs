//! What a request does, and what its original answer reports as done, before network faults change
//! it.

use bytes::Bytes;
use http::{Method, Request, Response};
use model::budgets::BudgetType;
use model::bulk::Target;
use model::changes::ChangeKind;
use serde_json::Value;

/// The operation of a request, as the oracle counts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Pays that order.
    Pay(String),
    /// Renews these resources, with the expiry policy they get.
    Renew(Vec<String>, Option<i64>),
    /// Changes that order or these resources.
    Change(ChangeKind, Vec<String>),
    /// Sets the budget of a customer.
    Budget(String, Target),
    /// Any other request: its last path segment.
    Other(String),
}

impl Operation {
    /// The operation of a request.
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

    /// True when it may change data.
    pub fn is_write(&self) -> bool {
        !matches!(self, Self::Other(_))
    }
}

/// The orders created according to an answer.
pub fn made(answer: &Response<Bytes>) -> Vec<String> {
    texts(&json(answer.body())["order_ids"])
}

/// Those of the objects that were changed according to an answer.
pub fn changed(objects: &[String], answer: &Response<Bytes>) -> Vec<String> {
    if !answer.status().is_success() {
        return Vec::new();
    }
    let body = json(answer.body());
    let rows = |list: &str| body[list].as_array().cloned().unwrap_or_default();
    let unsubscribing = rows("fail_resource_infos").into_iter().map(|row| row["resource_id"].clone());
    let switching = rows("error_details").into_iter().map(|row| row["id"].clone());
    let left_out: Vec<Value> = unsubscribing.chain(switching).collect();
    objects.iter().filter(|object| left_out.iter().all(|id| id != object.as_str())).cloned().collect()
}

fn json(body: &Bytes) -> Value {
    serde_json::from_slice(body).unwrap_or_default()
}

fn texts(list: &Value) -> Vec<String> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(|text| text.as_str().map(str::to_owned)).collect()
}
