//! Bill records: all views of a month agree, and invalid requests are refused.

use serde_json::{Value, json};

use crate::answer::{Answer, cents};
use crate::client::{Auth, Sim, partner};

const SUM: &str = "/v2/bills/customer-bills/monthly-sum";
const FEES: &str = "/v2/bills/customer-bills/res-fee-records";
const DETAILS: &str = "/v2/bills/customer-bills/res-records/query";
pub const POSTPAID: &str = "/v2/bills/partner-bills/postpaid-bill-summary";
const DAY: i64 = 86_400;

pub async fn get(sim: &Sim, auth: &Auth, target: &str) -> Answer {
    sim.call(auth, "GET", target, Value::Null).await
}

/// Every row of a list, in pages of `limit`.
async fn walk(sim: &Sim, auth: &Auth, target: &str, rows: &str, limit: usize) -> Vec<Value> {
    let mut all = Vec::new();
    loop {
        let page =
            get(sim, auth, &format!("{target}&offset={}&limit={limit}", all.len())).await.expect(200).json();
        let found = page[rows].as_array().unwrap().clone();
        if found.is_empty() {
            assert_eq!(page["total_count"], all.len());
            return all;
        }
        all.extend(found);
    }
}

pub fn sum(rows: &[Value], field: &str) -> i64 {
    rows.iter().map(|row| cents(&row[field])).sum()
}

pub struct Customer {
    pub id: String,
    pub auth: Auth,
}

pub async fn customer(sim: &Sim, account: &str) -> Customer {
    let id = sim.id_of(account).await;
    Customer { auth: sim.customer(&id).await, id }
}

/// The total of the resource records of a month.
async fn spent(sim: &Sim, of: &Customer, month: &str) -> i64 {
    let records = walk(sim, &of.auth, &format!("{FEES}?cycle={month}"), "fee_records", 500).await;
    sum(&records, "amount")
}

#[tokio::test]
async fn every_view_of_a_month_adds_up_to_the_same() {
    let sim = Sim::start().await;
    for account in ["aurora-freight", "musica-cafe"] {
        let of = customer(&sim, account).await;
        let spent = spent(&sim, &of, "2026-02").await;
        assert!(spent > 0);
        let month =
            get(&sim, &of.auth, &format!("{SUM}?bill_cycle=2026-02&limit=1000")).await.expect(200).json();
        assert_eq!(cents(&month["consume_amount"]), spent);
        assert_eq!(sum(month["bill_sums"].as_array().unwrap(), "consume_amount"), spent);
        assert_eq!((&month["currency"], &month["measure_id"]), (&json!("USD"), &json!(1)));
        for grain in 1..=3 {
            let body = json!({"cycle": "2026-02", "statistic_type": grain, "limit": 1000});
            let found = sim.call(&of.auth, "POST", DETAILS, body).await.expect(200).json();
            assert_eq!(sum(found["monthly_records"].as_array().unwrap(), "consume_amount"), spent, "{grain}");
        }
        let old = format!("/v1.0/{}/customer/account-mgr/bill", of.id);
        let in_cents =
            get(&sim, &of.auth, &format!("{old}/monthly-sum?cycle=2026-02&type=1")).await.expect(200).json();
        assert_eq!((&in_cents["measure_id"], &in_cents["total_amount"]), (&json!(3), &json!(spent)));
        let mut parts = 0;
        for method in [0, 1] {
            let target = format!("{old}/res-records?cycle=2026-02&payMethod={method}&offset=1&limit=1000");
            let found = get(&sim, &of.auth, &target).await.expect(200).json();
            parts += sum(found["monthlyRecords"].as_array().unwrap(), "consumeAmount");
        }
        assert_eq!(parts, spent);
        let target = format!(
            "/v1.0/{}/payments/intl-invoices?start_time=2026-03-01T00%3A00%3A00Z&end_time=2026-03-09T00%3A00%3A00Z&offset=1&limit=100",
            of.id
        );
        let invoices = get(&sim, &of.auth, &target).await.expect(200).json();
        assert_eq!(invoices["count"], 1);
        let invoice = &invoices["invoices"][0];
        assert_eq!((cents(&invoice["invoiceAmount"]), &invoice["billCycle"]), (spent, &json!("2026-02")));
        let mut body = json!({"time_condition": {"time_measure_id": 2, "begin_time": "2026-02", "end_time": "2026-02"},
            "groupby": [{"type": "dimension", "key": "CLOUD_SERVICE_TYPE"}], "cost_type": "ORIGINAL_COST",
            "amount_type": "PAYMENT_AMOUNT", "limit": 1000});
        let costs = "/v4/costs/cost-analysed-bills/query";
        let found = sim.call(&of.auth, "POST", costs, body.clone()).await.expect(200).json();
        assert_eq!(sum(found["cost_data"].as_array().unwrap(), "amount_by_costs"), spent);
        body["time_condition"] =
            json!({"time_measure_id": 1, "begin_time": "2026-02-01", "end_time": "2026-02-28"});
        let by_day = sim.call(&of.auth, "POST", costs, body).await.expect(200).json();
        let first = &by_day["cost_data"][0];
        assert_eq!(first["costs"].as_array().unwrap().len(), 28);
        assert_eq!(sum(first["costs"].as_array().unwrap(), "amount"), cents(&first["amount_by_costs"]));
    }
}

#[tokio::test]
async fn the_budget_s_used_amount_stands_in_the_records_of_the_month() {
    let sim = Sim::start().await;
    let of = customer(&sim, "aurora-freight").await;
    // The seed has orders paid earlier in this month: they are in the bill and not in the budget.
    let before = spent(&sim, &of, "2026-03").await - cents(&sim.budget(&of.id).await["used_amount"]);
    let order = sim.make_order(&of.id, 12.34, 3_600).await;
    sim.pay(&of.auth, &order).await.expect(204);
    sim.advance(DAY).await;
    let used = cents(&sim.budget(&of.id).await["used_amount"]);
    let records = walk(&sim, &of.auth, &format!("{FEES}?cycle=2026-03"), "fee_records", 100).await;
    assert_eq!(sum(&records, "amount") - used, before);
    let paid: Vec<_> = records.iter().filter(|row| row["trade_id"] == order.as_str()).cloned().collect();
    assert_eq!((sum(&paid, "amount"), &paid[0]["charge_mode"]), (1_234, &json!("1")));
    let of_order = format!("{FEES}?cycle=2026-03&trade_id={order}");
    assert_eq!(walk(&sim, &of.auth, &of_order, "fee_records", 100).await, paid);
    let ids: std::collections::BTreeSet<_> = records.iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), records.len());
    let usage: Vec<_> = records.iter().filter(|row| row["charge_mode"] == "3").cloned().collect();
    assert_eq!(sum(&usage, "amount"), used - 1_234);
}

#[tokio::test]
async fn a_summary_ends_with_yesterday_and_the_next_day_brings_the_rest() {
    let sim = Sim::start().await;
    let of = customer(&sim, "aurora-freight").await;
    let month = || async {
        let found = get(&sim, &of.auth, &format!("{SUM}?bill_cycle=2026-03")).await.expect(200).json();
        cents(&found["consume_amount"])
    };
    let days = format!("{FEES}?cycle=2026-03&bill_date_begin=2026-03-01&bill_date_end=2026-03-09");
    let until_yesterday = sum(&walk(&sim, &of.auth, &days, "fee_records", 100).await, "amount");
    assert_eq!(month().await, until_yesterday);
    assert!(spent(&sim, &of, "2026-03").await > until_yesterday);
    sim.control("POST", "clock", json!({"set": "2026-04-01T00:00:00Z"})).await.expect(200);
    assert_eq!(month().await, spent(&sim, &of, "2026-03").await);
}

#[tokio::test]
async fn records_are_filtered_paged_and_typed() {
    let sim = Sim::start().await;
    let of = customer(&sim, "aurora-freight").await;
    let base = format!("{FEES}?cycle=2026-02");
    let all = walk(&sim, &of.auth, &base, "fee_records", 7).await;
    let at_once = walk(&sim, &of.auth, &base, "fee_records", 1_000).await;
    assert_eq!(all, at_once);
    let row = all.iter().find(|row| row["charge_mode"] == "3").unwrap();
    for (name, field) in
        [("cloud_service_type", "cloud_service_type"), ("region", "region"), ("resource_id", "resource_id")]
    {
        let value = row[field].as_str().unwrap();
        let found = walk(&sim, &of.auth, &format!("{base}&{name}={value}"), "fee_records", 100).await;
        let expected: Vec<_> = all.iter().filter(|row| row[field] == value).collect();
        assert_eq!((found.len(), found.is_empty()), (expected.len(), false), "{name}");
        // An empty value is a filter too: it matches rows without a value.
        let found = walk(&sim, &of.auth, &format!("{base}&{name}="), "fee_records", 100).await;
        assert_eq!(found.len(), all.iter().filter(|row| row[field] == "").count(), "{name}");
    }
    let found =
        walk(&sim, &of.auth, &format!("{base}&charge_mode=3&bill_type=5"), "fee_records", 1_000).await;
    assert_eq!(found.len(), all.iter().filter(|row| row["bill_type"] == 5).count());
    assert!(walk(&sim, &of.auth, &format!("{base}&bill_type=12"), "fee_records", 10).await.is_empty());
    let by_cycle = walk(&sim, &of.auth, &format!("{base}&statistic_type=1"), "fee_records", 100).await;
    assert!(by_cycle.len() < all.len() && sum(&by_cycle, "amount") == sum(&all, "amount"));
    let nobody = format!("{base}&method=sub_customer&sub_customer_id=x");
    assert!(walk(&sim, &of.auth, &nobody, "fee_records", 10).await.is_empty());
    for row in &all {
        assert!(row["amount"].is_number() && row["period_type"].is_string() && row["bill_type"].is_number());
        let parts: i64 =
            ["cash_amount", "credit_amount", "coupon_amount", "debt_amount", "adjustment_amount"]
                .iter()
                .map(|name| cents(&row[name]))
                .sum();
        assert_eq!(parts, cents(&row["amount"]));
    }
}

#[tokio::test]
async fn a_record_keeps_its_id_while_it_grows() {
    let sim = Sim::start().await;
    let of = customer(&sim, "aurora-freight").await;
    let by_month = async || {
        let target = format!("{FEES}?cycle=2026-03&charge_mode=3&statistic_type=1");
        walk(&sim, &of.auth, &target, "fee_records", 100).await
    };
    let before = by_month().await;
    sim.advance(3 * DAY).await;
    let after = by_month().await;
    let ids = |rows: &[Value]| rows.iter().map(|row| row["id"].clone()).collect::<Vec<_>>();
    assert!(!before.is_empty() && sum(&after, "amount") > sum(&before, "amount"));
    assert_eq!(ids(&after), ids(&before));
}

#[tokio::test]
async fn what_is_wrongly_asked_for_is_refused() {
    let sim = Sim::start().await;
    let of = customer(&sim, "aurora-freight").await;
    let old = format!("/v1.0/{}/customer/account-mgr/bill", of.id);
    for target in [
        SUM.to_owned(),
        format!("{SUM}?bill_cycle=2026-13"),
        format!("{SUM}?bill_cycle=2023-02"),
        format!("{SUM}?bill_cycle=2026-02&limit=1001"),
        format!("{SUM}?bill_cycle=2026-02&method=sub_customer"),
        format!("{SUM}?bill_cycle=2026-02&method=mine"),
        format!("{FEES}?cycle=202602"),
        format!("{FEES}?cycle=2026-02&charge_mode=2"),
        format!("{FEES}?cycle=2026-02&bill_type=6"),
        format!("{FEES}?cycle=2026-02&statistic_type=4"),
        format!("{FEES}?cycle=2026-02&include_zero_record=maybe"),
        format!("{FEES}?cycle=2026-02&offset=-1"),
        format!("{FEES}?cycle=2026-02&bill_date_begin=2026-01-31&bill_date_end=2026-02-01"),
        format!("{FEES}?cycle=2026-02&bill_date_begin=2026-02-02&bill_date_end=2026-02-01"),
        format!("{old}/monthly-sum?cycle=2026-02&type=2"),
        format!("{old}/res-records?cycle=2026-02&payMethod=1&offset=0&limit=10"),
        format!("{old}/res-records?cycle=2026-02&payMethod=1&offset=1"),
        format!("{old}/res-records?cycle=2026-02&offset=1&limit=10"),
        format!("{old}/res-fee-records?startTime=2026-02-01&endTime=2026-03-01&payMethod=1"),
        format!("{old}/res-fee-records?startTime=2026-02-01&endTime=2026-02-02"),
        format!("{old}/res-fee-records?startTime=2026-02-01&endTime=2026-02-02&payMethod=1&limit=101"),
    ] {
        get(&sim, &of.auth, &target).await.refused(400, "CBC.0100");
    }
    for body in [
        json!({}),
        json!({"cycle": "2026-02", "query_type": "DAILY"}),
        json!({"cycle": "2026-02", "query_type": "DAILY", "statistic_type": 2}),
        json!({"cycle": "2026-02", "query_type": "WEEKLY"}),
        json!({"cycle": "2026-02", "charge_mode": 2}),
        json!({"cycle": "2026-02", "charge_mode": "1"}),
        json!({"cycle": "2026-02", "payer_account_id": ""}),
    ] {
        sim.call(&of.auth, "POST", DETAILS, body).await.refused(400, "CBC.0100");
    }
    let other = sim.id_of("musica-cafe").await;
    let target = format!("/v1.0/{other}/customer/account-mgr/bill/monthly-sum?cycle=2026-02");
    get(&sim, &of.auth, &target).await.refused(403, "CBC.0151");
    get(&sim, &partner(), &format!("{SUM}?bill_cycle=2026-02")).await.refused(403, "CBC.0151");
    get(&sim, &of.auth, &format!("{POSTPAID}?bill_cycle=2026-02")).await.refused(403, "CBC.0151");
}

#[tokio::test]
async fn days_of_usage_details_are_told_apart() {
    let sim = Sim::start().await;
    let of = customer(&sim, "musica-cafe").await;
    let body = json!({"cycle": "2026-02", "query_type": "DAILY", "statistic_type": 2, "limit": 1000,
        "bill_cycle_begin": "2026-02-03", "bill_cycle_end": "2026-02-04"});
    let found = sim.call(&of.auth, "POST", DETAILS, body).await.expect(200).json();
    let rows = found["monthly_records"].as_array().unwrap();
    assert!(!rows.is_empty());
    assert!(rows.iter().all(|row| row["bill_date"] == "2026-02-03" || row["bill_date"] == "2026-02-04"));
    assert!(rows[0]["charge_mode"].is_number() && rows[0]["resource_Type_code"].is_string());
    let body = json!({"cycle": "2026-02", "payer_account_id": "somebody"});
    assert_eq!(sim.call(&of.auth, "POST", DETAILS, body).await.expect(200).json()["total_count"], 0);
}

#[tokio::test]
async fn old_pages_are_counted_from_one() {
    let sim = Sim::start().await;
    let of = customer(&sim, "aurora-freight").await;
    let base = format!(
        "/v1.0/{}/customer/account-mgr/bill/res-fee-records?startTime=2026-02-01&endTime=2026-02-28&payMethod=1",
        of.id
    );
    let page = |number: usize, limit: usize| {
        let (sim, of, base) = (&sim, &of, &base);
        async move {
            get(sim, &of.auth, &format!("{base}&offset={number}&limit={limit}")).await.expect(200).json()
        }
    };
    let (first, second, both) = (page(1, 5).await, page(2, 5).await, page(1, 10).await);
    let rows = |page: &Value| page["feeRecords"].as_array().unwrap().clone();
    assert_eq!([rows(&first), rows(&second)].concat(), rows(&both));
    assert_eq!((rows(&first).len(), &first["totalCount"]), (5, &both["totalCount"]));
}
