//! Sums of a month and the records behind them: what is sent and what is read, in both forms.

use serde_json::json as value;

use super::peer::{Peer, json};
use super::*;
use crate::{FeesQuery, MonthlySumQuery, OldFeesQuery, SumAccount};
use model::bills::{ChargeMode, Grain, RecordType, SumType};
use model::month::BillingMonth;

const POSTPAID: &str = "/v2/bills/partner-bills/postpaid-bill-summary";
const OLD_POSTPAID: &str = "/v1.0/d0partner/partner/account-mgr/postpaid-bill-summary";
const SUM: &str = "/v2/bills/customer-bills/monthly-sum";
const OLD_SUM: &str = "/v1.0/c1/customer/account-mgr/bill/monthly-sum";
const FEES: &str = "/v2/bills/customer-bills/res-fee-records";
const OLD_FEES: &str = "/v1.0/c1/customer/account-mgr/bill/res-fee-records";
const DETAILS: &str = "/v2/bills/customer-bills/res-records/query";
const OLD_DETAILS: &str = "/v1.0/c1/customer/account-mgr/bill/res-records";

fn month() -> BillingMonth {
    BillingMonth::parse("2024-01").unwrap()
}

#[tokio::test]
async fn the_partner_s_bill() {
    let answer = r#"{"bill_cycle":"2024-01","initial_amount_due":812.40,"consume_amount":930.15,
        "refunds":-102.75,"adjustments":-15,"tax_amount":48.2,"currency":"USD"}"#;
    let odd = r#"{"initial_amount_due":"much"}"#;
    let old = r#"{"billCycle":"2024-01","creditDebtAmount":812.4,"consumeAmount":930.15,"writeoffdebt":-15,
        "unsubscribeAmount":-102.75,"measureId":1,"currency":"EUR","taxAmount":0,"billList":[
          {"billType":"5","cloudServiceTypeCode":"s","resourceTypeCode":"r","customerAmountDue":900.1,
           "partnerAmount":812.4}]}"#;
    let peer = Peer::start().await.on(POSTPAID, vec![json(200, answer), json(200, odd)]);
    let peer = peer.on(OLD_POSTPAID, vec![json(200, old)]);
    let (partner, _) = client(&peer);
    let bill = partner.partner_bill(month()).await.unwrap();
    let seen = peer.only(POSTPAID);
    assert_eq!((seen.query.clone(), seen.access_key()), (pairs(&[("bill_cycle", "2024-01")]), AK));
    assert_eq!(bill.due.unwrap().amount.to_string(), "812.40");
    assert_eq!(bill.refunds.unwrap().amount, dec("-102.75"));
    assert!(partner.partner_bill(month()).await.is_err(), "an amount that is none");

    let bill = partner.old_partner_bill(month()).await.unwrap();
    assert_eq!(peer.only(OLD_POSTPAID).query, pairs(&[("consume_month", "2024-01")]));
    let due = bill.due.unwrap();
    assert_eq!((due.amount, due.currency.code()), (dec("812.4"), "EUR"));
    assert_eq!(bill.lines[0].amount.as_ref().unwrap().amount, dec("812.4"));
    assert_eq!(bill.adjustments.unwrap().amount, dec("-15"));

    // Without the account id nobody knows the path, and nothing leaves.
    let (partner, _) = client_with(PartnerConfig { domain_id: None, ..config(&peer.url) });
    let failure = partner.old_partner_bill(month()).await.unwrap_err();
    assert_eq!((failure.status, failure.unclear), (None, false));
    assert_eq!(peer.count(OLD_POSTPAID), 1);
}

#[tokio::test]
async fn a_customer_s_month_in_both_forms() {
    let answer = r#"{"total_count":3,"consume_amount":11.5,"coupon_amount":1,"cash_amount":0,"credit_amount":10.5,
        "debt_amount":0,"measure_id":1,"currency":"USD","bill_sums":[
          {"service_type_code":"s","resource_type_code":"r","charging_mode":3,"official_amount":13,
           "official_discount_amount":1.5,"consume_amount":11.5,"bill_type":1,"customer_id":"c1"},
          {"charging_mode":77,"bill_type":9,"consume_amount":0.10},
          {"bill_type":1}]}"#;
    // In cents, since no unit is named.
    let old = r#"{"total_count":2,"total_amount":1150,"debit_amount":1050,"coupon_amount":100,"currency":"USD",
        "bill_sums":[
          {"customer_id":"c1","cloud_service_type_code":"s","consume_time":"2024-01","pay_method":"1",
           "consume_amount":1200,"discount":150,"bill_type":0},
          {"cloud_service_type_code":"s","pay_method":"","consume_amount":-0.5,"measure_id":1,"bill_type":1},
          {"pay_method":"3","consume_amount":1,"bill_type":2}]}"#;
    let peer = Peer::start().await.on(SUM, vec![json(200, answer)]).on(OLD_SUM, vec![json(200, old)]);
    let (partner, _) = client(&peer);
    let query = MonthlySumQuery {
        month: month(),
        service: Some("s".into()),
        project: None,
        member: None,
        offset: 0,
        limit: 9,
    };
    let sum = partner.monthly_sum(&customer(), &query).await.unwrap();
    let seen = peer.only(SUM);
    let expected = [("bill_cycle", "2024-01"), ("service_type_code", "s"), ("offset", "0"), ("limit", "9")];
    assert_eq!((seen.query.clone(), seen.access_key()), (pairs(&expected), "CAK-c1-1"));
    assert_eq!((sum.count, sum.lines.len(), sum.skipped), (Some(3), 2, 1));
    assert_eq!(sum.paid.credit.unwrap().amount, dec("10.5"));
    let line = &sum.lines[0];
    assert_eq!((line.mode, line.kind), (Some(ChargeMode::PayPerUse), Some(SumType::Expenditure)));
    assert_eq!(line.amount.amount.to_string(), "11.5");
    assert_eq!(sum.lines[1].kind, Some(SumType::Other(9)));
    assert_eq!(sum.lines[1].mode, Some(ChargeMode::Other(77)));

    let sum = partner.old_monthly_sum(&customer(), month(), None, SumAccount::Budgeted, None).await.unwrap();
    assert_eq!(peer.only(OLD_SUM).query, pairs(&[("cycle", "2024-01"), ("type", "1")]));
    assert_eq!(sum.total.unwrap().amount.to_string(), "11.50");
    assert_eq!(sum.paid.cash.unwrap().amount.to_string(), "10.50");
    let line = &sum.lines[0];
    assert_eq!((line.mode, line.kind), (Some(ChargeMode::PayPerUse), Some(SumType::Expenditure)));
    assert_eq!(line.discount.as_ref().unwrap().amount.to_string(), "1.50");
    let refund = &sum.lines[1];
    assert_eq!((refund.kind, refund.mode), (Some(SumType::Refund), None));
    assert_eq!(refund.amount.amount.to_string(), "-0.5");
    // Codes that the old form is not known to have; in the new one they mean something.
    assert_eq!((sum.lines[2].kind, sum.lines[2].mode), (None, None));
}

#[tokio::test]
async fn records_in_all_four_forms() {
    let fees = r#"{"total_count":3,"currency":"USD","fee_records":[
        {"id":"f1","bill_date":"2024-01-02","bill_type":5,"customer_id":"c1","charge_mode":"3","region":"r1",
         "cloud_service_type":"s","resource_type":"t","resource_id":"x1","trade_id":"T1","amount":0.00000123,
         "official_amount":1,"usage":24,"usage_measure_id":4,"trade_time":"2024-01-02T16:00:00Z","measure_id":1},
        {"id":"f2","bill_type":99,"amount":1,"measure_id":2},
        {"id":"f3"}]}"#;
    let details = r#"{"total_count":1,"currency":"USD","monthly_records":[
        {"cycle":"2024-01","resource_Type_code":"t","res_instance_id":"x1","charge_mode":1,"consume_amount":5.10,
         "bill_type":8,"period_type":20}]}"#;
    let old_fees = r#"{"totalCount":1,"currency":"USD","feeRecords":[
        {"feeId":"f1","payMethod":"1","resourceTypeCode":"t","resourceId":"x1","amount":7.10,"usageAmount":2,
         "usageMeasureId":4,"measureId":1,"createTime":"2024-01-02T16:00:00Z"}]}"#;
    let old_details = r#"{"total_count":1,"currency":"USD","monthlyRecords":[
        {"cycle":"2024-01","payMethod":"0","resInstanceId":"x1","consumeAmount":712,"measureId":3}]}"#;
    let peer = Peer::start().await.on(FEES, vec![json(200, fees)]).on(DETAILS, vec![json(200, details)]);
    let peer = peer.on(OLD_FEES, vec![json(200, old_fees)]).on(OLD_DETAILS, vec![json(200, old_details)]);
    let (partner, _) = client(&peer);

    let query = FeesQuery { limit: 50, ..FeesQuery::of(month(), Grain::Single) };
    let page = partner.fees(&customer(), &query).await.unwrap();
    let seen = peer.only(FEES);
    let expected = [("cycle", "2024-01"), ("statistic_type", "3"), ("offset", "0"), ("limit", "50")];
    assert_eq!((seen.query.clone(), seen.header("x-language")), (pairs(&expected), Some("en_US")));
    assert_eq!((page.total, page.rows.len(), page.skipped), (Some(3), 1, 2));
    let row = &page.rows[0];
    assert_eq!(row.amount.amount.to_string(), "0.00000123");
    assert_eq!((row.mode, row.kind), (Some(ChargeMode::PayPerUse), Some(RecordType::Usage)));
    assert_eq!((row.usage, row.usage_unit), (Some(dec("24")), Some(4)));
    assert_eq!(row.charged_at, Some(instant("2024-01-02T16:00:00Z")));

    let days = Some(("2024-01-02".to_owned(), "2024-01-03".to_owned()));
    let query = FeesQuery { days, limit: 50, ..FeesQuery::of(month(), Grain::Day) };
    let page = partner.usage_details(&customer(), &query).await.unwrap();
    let expected = value!({"cycle": "2024-01", "statistic_type": 2, "query_type": "DAILY",
        "bill_cycle_begin": "2024-01-02", "bill_cycle_end": "2024-01-03", "offset": 0, "limit": 50});
    assert_eq!(peer.only(DETAILS).json(), expected);
    let row = &page.rows[0];
    assert_eq!((row.type_code.as_deref(), row.month), (Some("t"), Some(month())));
    assert_eq!((row.mode, row.kind), (Some(ChargeMode::YearlyMonthly), Some(RecordType::AutoRenewal)));

    let mut query = OldFeesQuery {
        mode: ChargeMode::PayPerUse,
        service: None,
        resource_type: None,
        region: None,
        resource: Some("x1".into()),
        order: None,
        project: None,
        page: 2,
        limit: 100,
    };
    let page = partner.old_fees(&customer(), ("2024-01-02", "2024-01-03"), &query).await.unwrap();
    let expected = [
        ("startTime", "2024-01-02"),
        ("endTime", "2024-01-03"),
        ("payMethod", "1"),
        ("offset", "2"),
        ("limit", "100"),
        ("resourceId", "x1"),
    ];
    assert_eq!(peer.only(OLD_FEES).query, pairs(&expected));
    let row = &page.rows[0];
    assert_eq!((row.mode, row.usage), (Some(ChargeMode::PayPerUse), Some(dec("2"))));
    assert_eq!((row.id.as_deref(), row.amount.amount.to_string()), (Some("f1"), "7.10".to_owned()));

    query.mode = ChargeMode::YearlyMonthly;
    let page = partner.old_usage_details(&customer(), month(), &query).await.unwrap();
    let sent = peer.only(OLD_DETAILS).query;
    assert!(sent.contains(&("payMethod".to_owned(), "0".to_owned())), "{sent:?}");
    let row = &page.rows[0];
    assert_eq!(
        (row.mode, row.amount.amount.to_string()),
        (Some(ChargeMode::YearlyMonthly), "7.12".to_owned())
    );

    // The old form has no code for a savings plan: nothing leaves.
    query.mode = ChargeMode::SavingsPlan;
    assert!(partner.old_usage_details(&customer(), month(), &query).await.is_err());
    assert_eq!(peer.count(OLD_DETAILS), 1);
}
