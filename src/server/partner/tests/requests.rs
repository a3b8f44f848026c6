//! What each operation sends: method, path, query, body, headers, signature; and what it reads.

use rust_decimal::Decimal;
use serde_json::json as value;

use super::peer::{Peer, TOKENS, done, json};
use super::*;
use crate::model::budget::{BudgetAmount, BudgetType, FreezeBehaviour};
use crate::model::customer::{Association, CustomerKind, Frozen, Verified};
use crate::model::order::{LinePeriod, OrderSource, OrderStatus, OrderType};
use crate::model::renewal::Period;
use crate::model::resource::{ExpirePolicy, ResourceStatus};
use crate::server::partner::{CustomersQuery, FreezeKind, Language, OrdersQuery, SetBudget};

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

const CUSTOMERS: &str = "/v2/partners/sub-customers/query";

#[tokio::test]
async fn customers() {
    let page = r#"{"count":3,"customer_infos":[
        {"customer":"Northwind Demo Ltd","account_name":"nw-demo-01","customer_id":"c1",
         "associated_on":"2023-04-12T09:30:00Z","association_type":"3","label":"pilot","telephone":"5550100",
         "country_code":"0052","verified_status":"2","customer_type":1,"is_frozen":0,
         "account_managers":[{"account_name":"am-lee"}],"xaccount_id":"shop-1","xaccount_type":"IDP",
         "customer_level":"V2","email":"a@b.test","brand_new_field":{"x":[1]}},
        {"account_name":"plain","customer_id":"c2","association_type":"9","verified_status":7,
         "customer_type":"?","is_frozen":[],"associated_on":"soon","account_managers":"none"},
        {"account_name":"no id","customer_id":null}]}"#;
    let peer = Peer::start().await.on(CUSTOMERS, vec![json(200, page)]);
    let (partner, _) = client(&peer);
    let query = CustomersQuery {
        reseller: Some(reseller()),
        customer: Some(customer()),
        account_name: Some("nw".into()),
        name: Some("Nord \u{98ce}".into()),
        label: Some("pilot".into()),
        association: Some(Association::Resale),
        associated_begin: Some(instant("2023-04-01T00:00:00.5Z")),
        associated_end: Some(instant("2023-04-30T23:59:59Z")),
        offset: 50,
        limit: 25,
    };
    let page = partner.customers(&query).await.unwrap();

    let seen = peer.only(CUSTOMERS);
    assert_eq!((seen.method.as_str(), seen.access_key()), ("POST", AK));
    assert_eq!(seen.header("x-domain-id"), Some("d0partner"));
    assert_eq!(seen.header("content-type"), Some("application/json;charset=UTF-8"));
    let expected = value!({
        "account_name": "nw", "customer": "Nord \u{98ce}", "offset": 50, "limit": 25, "label": "pilot",
        "association_type": "3", "associated_on_begin": "2023-04-01T00:00:00Z",
        "associated_on_end": "2023-04-30T23:59:59Z", "customer_id": "c1", "indirect_partner_id": "r1",
    });
    assert_eq!(seen.json(), expected);

    assert_eq!((page.total, page.rows.len(), page.skipped), (Some(3), 2, 1));
    let first = &page.rows[0];
    assert_eq!(first.display_name(), "Northwind Demo Ltd");
    assert_eq!(first.associated_at, Some(instant("2023-04-12T09:30:00Z")));
    assert_eq!(first.verified, Some(Verified::Authenticated));
    assert_eq!(first.kind, Some(CustomerKind::Enterprise));
    assert_eq!(first.frozen, Some(Frozen::No));
    assert_eq!(first.account_manager.as_deref(), Some("am-lee"));
    assert_eq!(first.reseller, Some(reseller()));
    // Unknown values survive; fields of a wrong type are as if absent.
    let second = &page.rows[1];
    assert_eq!(second.association, Some(Association::Other("9".into())));
    assert_eq!(second.verified, Some(Verified::Other("7".into())));
    assert_eq!((second.kind, second.frozen, second.associated_at), (None, None, None));
}

#[tokio::test]
async fn customers_without_a_filter_send_no_empty_fields() {
    let peer = Peer::start().await.on(CUSTOMERS, vec![json(200, r#"{"count":0,"customer_infos":null}"#)]);
    let (partner, _) = client(&peer);
    let page = partner.customers(&CustomersQuery::default()).await.unwrap();
    assert_eq!((page.total, page.rows.len(), page.skipped), (Some(0), 0, 0));
    assert_eq!(peer.only(CUSTOMERS).json(), value!({"offset": 0, "limit": 100}));
}

#[tokio::test]
async fn resellers() {
    let path = "/v2/partners/indirect-partners/query";
    let page = r#"{"count":1,"indirect_partners":[{"indirect_partner_id":"r1","account_name":"res",
        "name":"Reseller","associated_on":"2022-01-01T00:00:00Z"}]}"#;
    let peer = Peer::start().await.on(path, vec![json(200, page)]);
    let (partner, _) = client(&peer);
    let page = partner.resellers(20, 10).await.unwrap();
    assert_eq!(peer.only(path).json(), value!({"offset": 20, "limit": 10}));
    assert_eq!(page.rows[0].id, reseller());
    assert_eq!(page.rows[0].associated_at, Some(instant("2022-01-01T00:00:00Z")));
}

const BUDGET: &str = "/v2/partners/sub-customers/budget";

#[tokio::test]
async fn budget() {
    let answer = r#"{"budget_amount":1500.0,"used_amount":"1124.370","measure_id":1,"currency":"USD",
        "budget_type":"WEEKLY"}"#;
    let peer = Peer::start().await.on(BUDGET, vec![json(200, answer), json(200, r#"{"budget_amount":null}"#)]);
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
    assert_eq!((failure.status, failure.fault), (None, crate::model::error::Fault::Ours));
    assert_eq!(peer.count(path), 1);
}

#[tokio::test]
async fn set_budget() {
    let peer = Peer::start().await.on(BUDGET, vec![done()]);
    let (partner, _) = client(&peer);
    let mut budget = SetBudget {
        customer: customer(),
        reseller: Some(reseller()),
        amount: BudgetAmount::parse("1,500.250").unwrap(),
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
async fn freeze_and_unfreeze() {
    let freeze = "/v2/partners/sub-customers/freeze";
    let unfreeze = "/v2/partners/sub-customers/unfreeze";
    let partly = r#"{"error_details":[{"error_code":"CBC.99000035","error_msg":"not yours","id":"c2"}]}"#;
    let unknown = r#"{"error_details":[{"error_code":"CBC.0100","error_msg":"?","id":"c9"}]}"#;
    let peer = Peer::start()
        .await
        .on(freeze, vec![json(200, partly), json(200, unknown), json(200, "{}")])
        .on(unfreeze, vec![done()]);
    let (partner, _) = client(&peer);
    let ids = [customer(), CustomerId::parse("c2").unwrap()];
    let failed = partner.freeze(&ids, Some(&reseller()), "unpaid", FreezeKind::AccountAndResources).await;
    let expected = value!({
        "customer_ids": ["c1", "c2"], "reason": "unpaid", "indirect_partner_id": "r1",
        "freeze_type": "ACCOUNT_AND_RESOURCE",
    });
    assert_eq!(peer.only(freeze).json(), expected);
    let failed = failed.unwrap();
    assert_eq!(failed.len(), 1);
    assert_eq!((failed[0].0.as_str(), failed[0].1.code.as_deref()), ("c2", Some("CBC.99000035")));
    assert_eq!((failed[0].1.unclear, failed[0].1.request_id.as_deref()), (false, Some("req-7")));

    let failure = partner.freeze(&ids, None, "unpaid", FreezeKind::Account).await.unwrap_err();
    assert!(failure.unclear, "nobody knows which of them failed");
    assert_eq!(partner.freeze(&ids, None, "unpaid", FreezeKind::Account).await.unwrap(), []);

    assert_eq!(partner.unfreeze(&ids, None, "settled", FreezeKind::Account).await.unwrap(), []);
    let expected =
        value!({"customer_ids": ["c1", "c2"], "reason": "settled", "unfreeze_type": "ACCOUNT"});
    assert_eq!(peer.only(unfreeze).json(), expected);

    for count in [0, 11] {
        let ids = vec![customer(); count];
        let failure = partner.unfreeze(&ids, None, "settled", FreezeKind::Account).await.unwrap_err();
        assert_eq!((failure.status, failure.unclear), (None, false));
    }
    assert_eq!(peer.count(unfreeze), 1);
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

const ORDERS: &str = "/v2/orders/customer-orders";

const ORDER: &str = r#"{"order_id":"CS1","customer_id":"c1","service_type_code":"hws.service.type.ec2",
    "service_type_name":"Elastic Cloud Server","source_type":1,"status":6,"order_type":2,
    "amount_after_discount":81.50,"official_amount":90.0,"measure_id":1,"create_time":"2024-03-07T09:15:02Z",
    "payment_time":"","currency":"USD","user_name":"am-lee","pending_payment_end_time":"2024-03-14T09:15:02Z",
    "amount_info":{"discounts":[{"discount_type":"607","discount_amount":8.5},{"discount_type":"999"}]}}"#;

#[tokio::test]
async fn orders() {
    let strange = r#"{"order_id":"CS2","customer_id":"c1","status":77,"order_type":"88","source_type":99,
        "amount_after_discount":[],"currency":"USD"}"#;
    let no_currency = r#"{"order_id":"CS3","customer_id":"c1","status":6,"order_type":1,
        "amount_after_discount":5}"#;
    let page = format!(r#"{{"total_count":4,"order_infos":[{ORDER},{strange},{no_currency},{{"order_id":""}}]}}"#);
    let peer = Peer::start().await.on(ORDERS, vec![json(200, &page)]);
    let (partner, _) = client(&peer);
    let query = OrdersQuery {
        customer: Some(customer()),
        reseller: Some(reseller()),
        order: Some(OrderId::parse("CS%1+/").unwrap()),
        status: Some(OrderStatus::PendingPayment),
        kind: Some(OrderType::Renewal),
        created_begin: Some(instant("2024-03-01T00:00:00Z")),
        created_end: Some(instant("2024-04-01T00:00:00Z")),
        newest_first: true,
        offset: 0,
        limit: 100,
    };
    let page = partner.speaking(Language::ZhCn).orders(&query).await.unwrap();
    let seen = peer.only(ORDERS);
    assert_eq!((seen.method.as_str(), seen.header("x-language")), ("GET", Some("zh_CN")));
    let expected = pairs(&[
        ("order_id", "CS%1+/"),
        ("customer_id", "c1"),
        ("indirect_partner_id", "r1"),
        ("status", "6"),
        ("order_type", "2"),
        ("create_time_begin", "2024-03-01T00:00:00Z"),
        ("create_time_end", "2024-04-01T00:00:00Z"),
        ("order_by", "-createTime"),
        ("offset", "0"),
        ("limit", "100"),
    ]);
    assert_eq!(seen.query, expected);
    assert_eq!((page.total, page.rows.len(), page.skipped), (Some(4), 3, 1));
    let first = &page.rows[0];
    assert_eq!((first.status, first.kind), (OrderStatus::PendingPayment, OrderType::Renewal));
    assert_eq!(first.source, Some(OrderSource::Customer));
    assert_eq!(first.amount.as_ref().unwrap().to_string(), "USD 81.50");
    assert_eq!((first.paid_at, first.pay_until), (None, Some(instant("2024-03-14T09:15:02Z"))));
    let strange = &page.rows[1];
    assert_eq!((strange.status, strange.kind), (OrderStatus::Other(77), OrderType::Other(88)));
    assert_eq!((strange.source, strange.amount.clone()), (Some(OrderSource::Other(99)), None));
    // The currency of what is to be paid is never assumed.
    assert_eq!(page.rows[2].amount, None);
}

#[tokio::test]
async fn order_details_walk_the_pages_of_lines() {
    let path = "/v2/orders/customer-orders/details/CS1";
    let lines = |range: std::ops::Range<u32>| {
        let line = |number| {
            format!(
                r#"{{"order_line_item_id":"L{number}","service_type_name":"ECS","period_type":2,"period_num":1,
                    "subscription_num":3,"amount_after_discount":0.10,"official_amount":"0.20","currency":"USD",
                    "effective_time":"2024-03-07T00:00:00Z","expire_time":null}}"#
            )
        };
        let lines: Vec<String> = range.map(line).collect();
        json(200, &format!(r#"{{"total_count":103,"order_info":{ORDER},"order_line_items":[{}]}}"#, lines.join(",")))
    };
    // A line moved between the pages, so that it is seen twice.
    let peer = Peer::start().await.on(path, vec![lines(0..100), lines(99..102)]);
    let (partner, _) = client(&peer);
    let details = partner.order_details(&order_id(), Some(&reseller())).await.unwrap();
    let seen = peer.seen(path);
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].query, pairs(&[("offset", "0"), ("limit", "100"), ("indirect_partner_id", "r1")]));
    assert_eq!(seen[1].query, pairs(&[("offset", "100"), ("limit", "100"), ("indirect_partner_id", "r1")]));
    assert_eq!((seen[0].header("x-language"), seen[0].access_key()), (Some("en_US"), AK));
    seen.iter().for_each(peer::Seen::verify);
    assert_eq!(details.lines.len(), 102);
    assert_eq!(details.lines[0].period, Some(LinePeriod::Month));
    assert_eq!(details.lines[0].amount.as_ref().unwrap().amount.to_string(), "0.10");
    assert_eq!(details.created_by.as_deref(), Some("am-lee"));
    assert_eq!(details.discounts.len(), 1);
    assert_eq!(details.discounts[0].amount.to_string(), "USD 8.50");
}

#[tokio::test]
async fn details_of_another_order_are_refused() {
    let path = "/v2/orders/customer-orders/details/CS2";
    let answer = format!(r#"{{"total_count":0,"order_info":{ORDER}}}"#);
    let peer = Peer::start().await.on(path, vec![json(200, &answer)]);
    let (partner, _) = client(&peer);
    let failure = partner.order_details(&OrderId::parse("CS2").unwrap(), None).await.unwrap_err();
    assert_eq!(failure.status, Some(200));
}

#[tokio::test]
async fn an_id_of_dots_leads_nowhere() {
    let peer = Peer::start().await;
    let (partner, _) = client(&peer);
    for id in [".", ".."] {
        let failure = partner.order_details(&OrderId::parse(id).unwrap(), None).await.unwrap_err();
        assert_eq!((failure.status, failure.fault), (None, crate::model::error::Fault::Ours));
    }
}

#[tokio::test]
async fn an_id_with_a_slash_stays_one_part_of_the_path() {
    let path = "/v2/orders/customer-orders/details/CS%2F1%3F";
    let answer = format!(r#"{{"order_info":{}}}"#, ORDER.replace("CS1", "CS/1?"));
    let peer = Peer::start().await.on(path, vec![json(200, &answer)]);
    let (partner, _) = client(&peer);
    partner.order_details(&OrderId::parse("CS/1?").unwrap(), None).await.unwrap();
    peer.only(path);
}

#[tokio::test]
async fn paying_and_cancelling_use_the_customer_s_keys() {
    let pay = "/v3/orders/customer-orders/pay";
    let cancel = "/v2/orders/customer-orders/cancel";
    let peer =
        Peer::start().await.on(pay, vec![done()]).on(cancel, vec![done()]);
    let (partner, _) = client(&peer);
    partner.pay(&customer(), &order_id()).await.unwrap();
    partner.cancel_order(&customer(), &order_id()).await.unwrap();

    let tokens = peer.only(TOKENS);
    assert_eq!((tokens.method.as_str(), tokens.access_key()), ("POST", AK));
    let expected = value!({"auth": {"identity": {"methods": ["assume_role"],
        "assume_role": {"domain_id": "c1", "agency_name": "QSP", "duration_seconds": 3600}}}});
    assert_eq!(tokens.json(), expected);

    let seen = peer.only(pay);
    assert_eq!(seen.method, "POST");
    assert_eq!(seen.json(), value!({"order_id": "CS1", "use_coupon": "NO", "use_discount": "NO"}));
    assert_eq!(seen.access_key(), "CAK-c1-1");
    assert_eq!(seen.header("x-security-token"), Some("canary-token-c1-1"));
    assert_eq!(seen.header("x-domain-id"), Some("c1"));

    let seen = peer.only(cancel);
    assert_eq!((seen.method.as_str(), seen.json()), ("PUT", value!({"order_id": "CS1"})));
}

const RESOURCES: &str = "/v2/orders/suscriptions/resources/query";

#[tokio::test]
async fn resources() {
    let page = r#"{"total_count":3,"data":[
        {"id":"x-0","resource_id":"v1","resource_name":"demo-ecs","region_code":"ap-southeast-3",
         "service_type_code":"hws.service.type.ec2","resource_type_code":"hws.resource.type.vm",
         "resource_type_name":"ECS","service_type_name":"Elastic Cloud Server","resource_spec_code":"s6.large.2",
         "parent_resource_id":"","is_main_resource":1,"status":2,"effective_time":"2024-01-05T02:00:00Z",
         "expire_time":"2024-04-05T15:59:59Z","expire_policy":3},
        {"resource_id":"d1","parent_resource_id":"v1","status":42,"expire_policy":17},
        {"resource_id":""}]}"#;
    let peer = Peer::start().await.on(RESOURCES, vec![json(200, page)]);
    let (partner, _) = client(&peer);
    let page = partner.resources(&customer(), 500, 500, true).await.unwrap();
    let seen = peer.only(RESOURCES);
    assert_eq!((seen.method.as_str(), seen.header("x-language")), ("POST", Some("en_US")));
    assert_eq!(seen.json(), value!({"only_main_resource": 1, "offset": 500, "limit": 500}));
    assert_eq!((page.total, page.rows.len(), page.skipped), (Some(3), 2, 1));
    let main = &page.rows[0];
    assert!(main.is_main && main.auto_renews() && main.parent.is_none());
    assert_eq!(main.expires_at, Some(instant("2024-04-05T15:59:59Z")));
    let disk = &page.rows[1];
    assert!(!disk.is_main);
    assert_eq!(disk.parent, Some(resource_id("v1")));
    assert_eq!(disk.status, Some(ResourceStatus::Other(42)));
    assert_eq!(disk.expire_policy, Some(ExpirePolicy::Other(17)));
}

#[tokio::test]
async fn resources_by_id_ask_fifty_at_a_time() {
    let answer = r#"{"total_count":2,"data":[{"resource_id":"i0"},{"resource_id":"attached"}]}"#;
    let peer = Peer::start().await.on(RESOURCES, vec![json(200, answer), json(200, r#"{"data":[]}"#)]);
    let (partner, _) = client(&peer);
    let ids: Vec<_> = (0..51).map(|number| resource_id(&format!("i{number}"))).collect();
    let found = partner.resources_by_id(&customer(), &ids).await.unwrap();
    assert_eq!(found.len(), 1);
    let seen = peer.seen(RESOURCES);
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].json()["resource_ids"].as_array().unwrap().len(), 50);
    assert_eq!(seen[1].json(), value!({"resource_ids": ["i50"], "only_main_resource": 0, "offset": 0, "limit": 500}));
}

const PRICE: &str = "/v2/bills/ratings/period-resources/renew-rate";

#[tokio::test]
async fn renewal_price() {
    let answer = r#"{"currency":"USD","renew_inquiry_results":[{"resource_id":"v1","amount":"90.00"}],
        "official_website_rating_result":{"official_website_amount":"90.00"},
        "optional_discount_rating_results":[
          {"discount_id":"D2","amount":"70.00","discount_name":"not marked","best_offer":0},
          {"discount_id":"D1","amount":"81.50","discount_name":"partner rate","best_offer":1}],
        "fail_resource_infos":[{"resource_id":"nope","error_code":"CBC.30050009","error_msg":"gone"}]}"#;
    let peer = Peer::start().await.on(PRICE, vec![json(200, answer)]);
    let (partner, _) = client(&peer);
    let ids = [resource_id("v1"), resource_id("nope")];
    let quote = partner.renewal_price(&customer(), &ids, Period::Years(2)).await.unwrap();
    let expected = value!({"resource_ids": ["v1", "nope"], "period_type": 3, "period_num": 2});
    assert_eq!(peer.only(PRICE).json(), expected);
    assert_eq!(quote.prices[0].amount.to_string(), "90.00");
    assert_eq!(quote.list_total.unwrap().to_string(), "90.00");
    assert_eq!(quote.net_total.unwrap().to_string(), "81.50");
    assert_eq!(quote.discount_name.as_deref(), Some("partner rate"));
    assert_eq!(quote.failures[0].resource, resource_id("nope"));
    assert_eq!(quote.failures[0].failure.code.as_deref(), Some("CBC.30050009"));
}

#[tokio::test]
async fn renewal_prices_of_many_are_added_up() {
    let part = |amount: &str, discount: &str| {
        json(200, &format!(r#"{{"renew_inquiry_results":[{{"resource_id":"v","amount":"{amount}"}}],
            "official_website_rating_result":{{"official_website_amount":"{amount}"}}{discount}}}"#))
    };
    let discount = r#","optional_discount_rating_results":[{"amount":"0.05","discount_name":"d"}]"#;
    let none = r#"{"fail_resource_infos":[{"resource_id":"i20","error_code":"CBC.30050010","error_msg":"x"}]}"#;
    let peer =
        Peer::start().await.on(PRICE, vec![part("0.10", ""), part("0.20", discount), json(200, none)]);
    let (partner, _) = client(&peer);
    let ids: Vec<_> = (0..21).map(|number| resource_id(&format!("i{number}"))).collect();
    let quote = partner.renewal_price(&customer(), &ids, Period::Months(1)).await.unwrap();
    assert_eq!(peer.count(PRICE), 3);
    assert_eq!((quote.list_total, quote.net_total), (Some(dec("0.30")), Some(dec("0.15"))));
    assert_eq!((quote.prices.len(), quote.failures.len()), (2, 1));
    // Absent currency: US dollars, says the sheet.
    assert_eq!(quote.currency.code(), "USD");
    assert!(partner.renewal_price(&customer(), &[], Period::Months(1)).await.is_err());
}

const RENEW: &str = "/v2/orders/subscriptions/resources/renew";

#[tokio::test]
async fn renew() {
    let answer = r#"{"order_ids":["CS7","CS8"],"fail_resource_infos":[
        {"resource_id":"v2","error_code":"CBC.99003100","error_msg":"unpaid order"}]}"#;
    let in_spite = r#"{"error_code":"CBC.99003144","error_msg":"x","order_ids":["CS9"]}"#;
    let all_failed =
        r#"{"fail_resource_infos":[{"resource_id":"v2","error_code":"CBC.99003016","error_msg":"x"}]}"#;
    let peer = Peer::start().await.on(
        RENEW,
        vec![
            json(200, answer),
            json(400, in_spite),
            json(200, all_failed),
            json(200, r#"{"order_ids":[]}"#),
            json(200, r#"{"order_ids":["CS 10"]}"#),
        ],
    );
    let (partner, _) = client(&peer);
    let ids = [resource_id("v1"), resource_id("v2")];
    let whose = customer();
    let renew = || partner.renew(&whose, &ids, Period::Months(3), ExpirePolicy::AutoRenew);
    let renewed = renew().await.unwrap();
    let expected = value!({"resource_ids": ["v1", "v2"], "period_type": 2, "period_num": 3,
        "expire_policy": 3, "is_auto_pay": 0});
    assert_eq!(peer.only(RENEW).json(), expected);
    assert_eq!(renewed.orders.iter().map(OrderId::as_str).collect::<Vec<_>>(), ["CS7", "CS8"]);
    assert_eq!(renewed.failures[0].resource, resource_id("v2"));

    // Orders that a refusal names exist all the same.
    assert_eq!(renew().await.unwrap().orders[0].as_str(), "CS9");
    let failed = renew().await.unwrap();
    assert_eq!((failed.orders.len(), failed.failures.len()), (0, 1));
    // A yes without an order, or with one that cannot be read, leaves open what was made.
    assert!(renew().await.unwrap_err().unclear);
    assert!(renew().await.unwrap_err().unclear);

    for count in [0, 11] {
        let ids = vec![resource_id("v"); count];
        let failure = partner.renew(&customer(), &ids, Period::Months(1), ExpirePolicy::Grace).await.unwrap_err();
        assert_eq!((failure.status, failure.unclear), (None, false));
    }
    assert_eq!(peer.count(RENEW), 5);
}

#[tokio::test]
async fn auto_renewal() {
    let path = "/v2/orders/subscriptions/resources/autorenew/v%2F1";
    let off_already = r#"{"error_code":"CBC.99003605","error_msg":"already off"}"#;
    let peer =
        Peer::start().await.on(path, vec![done(), done(), json(400, off_already)]);
    let (partner, _) = client(&peer);
    let resource = resource_id("v/1");
    partner.auto_renew_on(&customer(), &resource).await.unwrap();
    partner.auto_renew_off(&customer(), &resource).await.unwrap();
    partner.auto_renew_off(&customer(), &resource).await.unwrap();
    let failure = partner.auto_renew_on(&customer(), &resource).await.unwrap_err();
    assert_eq!(failure.code.as_deref(), Some("CBC.99003605"));
    let seen = peer.seen(path);
    seen.iter().for_each(peer::Seen::verify);
    assert_eq!((seen[0].method.as_str(), seen[0].body.as_str()), ("POST", ""));
    assert_eq!(seen[0].header("content-length"), Some("0"));
    assert_eq!((seen[1].method.as_str(), seen[1].body.as_str()), ("DELETE", ""));
}
