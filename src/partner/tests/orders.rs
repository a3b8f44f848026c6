//! Orders and payment: what is sent and what is read.

use serde_json::json as value;

use super::peer::{Peer, TOKENS, done, json};
use super::*;
use crate::{Language, OrdersQuery};
use model::error::Fault;
use model::orders::{LinePeriod, OrderSource, OrderStatus, OrderType};

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
    let page =
        format!(r#"{{"total_count":4,"order_infos":[{ORDER},{strange},{no_currency},{{"order_id":""}}]}}"#);
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
    let page = partner.with_language(Language::ZhCn).orders(&query).await.unwrap();
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
        json(
            200,
            &format!(
                r#"{{"total_count":103,"order_info":{ORDER},"order_line_items":[{}]}}"#,
                lines.join(",")
            ),
        )
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
        assert_eq!((failure.status, failure.fault), (None, Fault::Ours));
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
    let peer = Peer::start().await.on(pay, vec![done()]).on(cancel, vec![done()]);
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
