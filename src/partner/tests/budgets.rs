//! Budgets and the quota: what is sent and what is read.

use serde_json::json as value;

use super::peer::{Peer, done, json};
use super::*;
use crate::SetBudget;
use model::budgets::{BudgetAmount, BudgetType, FreezeBehaviour};
use model::error::Fault;

const BUDGET: &str = "/v2/partners/sub-customers/budget";

#[tokio::test]
async fn budget() {
    let answer = r#"{"budget_amount":1500.0,"used_amount":"1124.370","measure_id":1,"currency":"USD",
        "budget_type":"WEEKLY"}"#;
    let peer =
        Peer::start().await.on(BUDGET, vec![json(200, answer), json(200, r#"{"budget_amount":null}"#)]);
    let (partner, _) = client(&peer);
    let budget = partner.budget(&customer(), Some(&reseller())).await.unwrap();
    let seen = peer.only(BUDGET);
    assert_eq!((seen.method.as_str(), seen.body.as_str()), ("GET", ""));
    assert_eq!(seen.query, pairs(&[("customer_id", "c1"), ("indirect_partner_id", "r1")]));
    assert_eq!(seen.header("content-type"), None);
    assert_eq!(budget.amount.unwrap().to_string(), "1500.0");
    assert_eq!(budget.used.unwrap().to_string(), "1124.370");
    assert_eq!(budget.kind, Some(BudgetType::Other("WEEKLY".into())));

    let never_set = partner.budget(&customer(), None).await.unwrap();
    assert_eq!((never_set.amount, never_set.used), (None, None));
}

#[tokio::test]
async fn an_amount_that_cannot_be_read_is_not_taken_for_none() {
    for answer in [
        r#"{"budget_amount":123456789012345678901234567890,"currency":"USD"}"#,
        r#"{"budget_amount":"lots","currency":"USD"}"#,
        r#"{"budget_amount":100,"currency":"dollars"}"#,
        r#"{"budget_amount":150000,"currency":"USD","measure_id":3}"#,
    ] {
        let peer = Peer::start().await.on(BUDGET, vec![json(200, answer)]);
        let (partner, _) = client(&peer);
        let failure = partner.budget(&customer(), None).await.unwrap_err();
        assert_eq!((failure.status, failure.unclear), (Some(200), false), "{answer}");
    }
}

#[tokio::test]
async fn budgets() {
    let path = "/v2/partners/sub-customers/budget/query";
    let answer = r#"{"measure_id":1,"currency":"EUR","budget_infos":[
        {"customer_id":"c2","budget_amount":10.10,"used_amount":0,"budget_type":"PACKAGE"},
        {"customer_id":"c1","budget_amount":{},"used_amount":0},
        {"customer_id":null,"budget_amount":5}]}"#;
    let peer = Peer::start().await.on(path, vec![json(200, answer)]);
    let (partner, _) = client(&peer);
    let ids = [customer(), CustomerId::parse("c2").unwrap()];
    let budgets = partner.budgets(&ids, None).await.unwrap();
    assert_eq!(peer.only(path).json(), value!({"customer_ids": ["c1", "c2"]}));
    assert_eq!(budgets.len(), 1);
    assert_eq!(budgets[0].amount.unwrap().to_string(), "10.10");
    assert_eq!(budgets[0].currency.code(), "EUR");

    assert_eq!(partner.budgets(&[], None).await.unwrap(), []);
    let many = vec![customer(); 101];
    let failure = partner.budgets(&many, None).await.unwrap_err();
    assert_eq!((failure.status, failure.fault), (None, Fault::Ours));
    assert_eq!(peer.count(path), 1);
}

#[tokio::test]
async fn set_budget() {
    let peer = Peer::start().await.on(BUDGET, vec![done()]);
    let (partner, _) = client(&peer);
    let mut budget = SetBudget {
        customer: customer(),
        reseller: Some(reseller()),
        amount: BudgetAmount::parse("1,500.25").unwrap(),
        kind: BudgetType::Package,
        freeze: Some(FreezeBehaviour::Automatic),
        lift_freeze: true,
    };
    partner.set_budget(&budget).await.unwrap();
    let seen = peer.only(BUDGET);
    assert_eq!(seen.method, "POST");
    // Digit for digit, at most two decimals: compared as text, not as a float.
    let expected = r#"{"customer_id":"c1","budget_amount":1500.25,"cancel_partner_frozen":"1","indirect_partner_id":"r1","budget_type":"PACKAGE","frozen_operate_type":1}"#;
    assert_eq!(seen.body, expected);

    budget = SetBudget { reseller: None, freeze: None, lift_freeze: false, ..budget };
    budget.amount = BudgetAmount::parse("2147483647").unwrap();
    partner.set_budget(&budget).await.unwrap();
    let expected = r#"{"customer_id":"c1","budget_amount":2147483647,"cancel_partner_frozen":"0","budget_type":"PACKAGE"}"#;
    assert_eq!(peer.seen(BUDGET)[1].body, expected);
}

#[tokio::test]
async fn budget_records() {
    let path = "/v2/partners/sub-customers/budget/records";
    let answer = r#"{"total_count":2,"measure_id":1,"currency":"USD","record_list":[
        {"budget_amount":1500.25,"operation_type":"SETTING","operation_time":"2024-01-05T02:00:00Z",
         "operator":"am-lee","budget_type":"MONTHLY"},
        {"operation_type":"DELETE","operator":"system"}]}"#;
    let peer = Peer::start().await.on(path, vec![json(200, answer)]);
    let (partner, _) = client(&peer);
    let page = partner.budget_records(&customer(), None, 10, 20).await.unwrap();
    assert_eq!(peer.only(path).query, pairs(&[("customer_id", "c1"), ("offset", "10"), ("limit", "20")]));
    assert_eq!((page.total, page.skipped), (Some(2), 0));
    assert_eq!(page.rows[0].amount.as_ref().unwrap().to_string(), "USD 1,500.25");
    assert_eq!(page.rows[0].at, Some(instant("2024-01-05T02:00:00Z")));
    assert_eq!((page.rows[1].amount.clone(), page.rows[1].operator.as_deref()), (None, Some("system")));
}

#[tokio::test]
async fn consumption_quota() {
    let path = "/v2/partners/credit/consumption-quota";
    let answer = r#"{"consumption_quota":"80000","used_consumption_quota":"-11260.05","currency":"USD","measure_id":1}"#;
    let peer = Peer::start().await.on(path, vec![json(200, answer), json(200, r#"{"currency":"USD"}"#)]);
    let (partner, _) = client(&peer);
    let quota = partner.consumption_quota().await.unwrap();
    let seen = peer.only(path);
    assert_eq!((seen.method.as_str(), seen.query.len()), ("GET", 0));
    assert_eq!((quota.total.amount, quota.used.amount), (dec("80000"), dec("-11260.05")));
    assert!(partner.consumption_quota().await.is_err());
}
