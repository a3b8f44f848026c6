//! Resources, prices and renewal: what is sent and what is read.

use serde_json::json as value;

use super::peer::{Peer, done, json};
use super::*;
use model::renewals::Period;
use model::resources::{ExpirePolicy, ResourceStatus};

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
    assert_eq!(
        seen[1].json(),
        value!({"resource_ids": ["i50"], "only_main_resource": 0, "offset": 0, "limit": 500})
    );
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
        json(
            200,
            &format!(
                r#"{{"renew_inquiry_results":[{{"resource_id":"v","amount":"{amount}"}}],
            "official_website_rating_result":{{"official_website_amount":"{amount}"}}{discount}}}"#
            ),
        )
    };
    let discount = r#","optional_discount_rating_results":[{"amount":"0.05","discount_name":"d"}]"#;
    let none =
        r#"{"fail_resource_infos":[{"resource_id":"i20","error_code":"CBC.30050010","error_msg":"x"}]}"#;
    let peer = Peer::start().await.on(PRICE, vec![part("0.10", ""), part("0.20", discount), json(200, none)]);
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
        let failure =
            partner.renew(&customer(), &ids, Period::Months(1), ExpirePolicy::Grace).await.unwrap_err();
        assert_eq!((failure.status, failure.unclear), (None, false));
    }
    assert_eq!(peer.count(RENEW), 5);
}

#[tokio::test]
async fn auto_renewal() {
    let path = "/v2/orders/subscriptions/resources/autorenew/v%2F1";
    let off_already = r#"{"error_code":"CBC.99003605","error_msg":"already off"}"#;
    let peer = Peer::start().await.on(path, vec![done(), done(), json(400, off_already)]);
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
