//! A customer's quota and balances: what is sent and what is read.

use super::peer::{Peer, json};
use super::*;
use model::balances::{BalanceKind, ExpenditureQuota};

const QUOTA: &str = "/v2/accounts/customer-accounts/expenditure-quota";
const BALANCES: &str = "/v2/accounts/customer-accounts/balances";

#[tokio::test]
async fn quota() {
    let answer = r#"{"granting_amount":5000.10,"granting_amount_used":0,
        "percentage_granting_amount_used":0.0,"measure_id":1,"currency":"USD"}"#;
    let in_cents = r#"{"granting_amount":5000,"measure_id":3}"#;
    let replies = vec![json(200, answer), json(200, "{}"), json(200, in_cents)];
    let peer = Peer::start().await.on(QUOTA, replies);
    let (partner, _) = client(&peer);
    let quota = partner.expenditure_quota(&customer()).await.unwrap();
    let seen = peer.only(QUOTA);
    assert_eq!((seen.method.as_str(), seen.query.len(), seen.access_key()), ("GET", 0, "CAK-c1-1"));
    assert_eq!(quota.granted.unwrap().amount.to_string(), "5000.10");
    assert_eq!(quota.used.unwrap().amount, dec("0"));
    let resale = partner.expenditure_quota(&customer()).await.unwrap();
    assert_eq!(resale, ExpenditureQuota::default());
    assert!(partner.expenditure_quota(&customer()).await.is_err(), "not in the main unit");
}

#[tokio::test]
async fn balances() {
    let row = r#"{"account_id":"a1","account_type":1,"amount":12.340,"currency":"USD",
        "designated_amount":1.5,"measure_id":1}"#;
    let credit = r#"{"account_id":"a2","account_type":2,"amount":300,"currency":"USD","credit_amount":300,
        "measure_id":1}"#;
    let new = r#"{"account_id":"a9","account_type":9,"amount":1,"currency":"USD","measure_id":1}"#;
    let odd = r#"{"account_id":"a1","account_type":1,"amount":"much","currency":"USD","measure_id":1}"#;
    let answer =
        |rows: &str| format!(r#"{{"account_balances":[{rows}],"debt_amount":-0.05,"currency":"USD"}}"#);
    let replies = vec![
        json(200, &answer(&format!("{row},{credit},{new}"))),
        json(200, &answer(odd)),
        json(400, r#"{"error_code":"CBC.99000049","error_msg":"x"}"#),
    ];
    let peer = Peer::start().await.on(BALANCES, replies);
    let (partner, _) = client(&peer);
    let balances = partner.balances(&customer()).await.unwrap();
    assert_eq!(peer.only(BALANCES).access_key(), "CAK-c1-1");
    let kinds: Vec<_> = balances.accounts.iter().map(|account| account.kind).collect();
    assert_eq!(kinds, [BalanceKind::Balance, BalanceKind::Credit, BalanceKind::Other(9)]);
    let first = &balances.accounts[0];
    assert_eq!((first.id.as_str(), first.amount.amount.to_string()), ("a1", "12.340".to_owned()));
    assert_eq!(first.designated.as_ref().unwrap().amount, dec("1.5"));
    assert_eq!(balances.accounts[1].credit_limit.as_ref().unwrap().amount, dec("300"));
    assert_eq!(balances.debt.unwrap().amount, dec("-0.05"));
    assert!(partner.balances(&customer()).await.is_err(), "an account that cannot be read");
    let resale = partner.balances(&customer()).await.unwrap_err();
    assert_eq!(resale.code.as_deref(), Some("CBC.99000049"));
}
