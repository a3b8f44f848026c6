//! The amounts of an unsubscription order: what is sent and what is read.

use super::peer::{Peer, json};
use super::*;

const REFUNDS: &str = "/v2/orders/customer-orders/refund-orders";

#[tokio::test]
async fn refunds() {
    let answer = r#"{"total_count":2,"refund_infos":[
        {"id":"R1","amount":-12.340,"measure_id":"1","customer_id":"c1","resource_type_code":"hws.resource.type.vm",
         "service_type_code":"hws.service.type.ec2","resource_type_name":"Cloud Host",
         "service_type_name":"Elastic Cloud Server","region_code":"ap-southeast-3","base_order_id":"CS0"},
        {"id":"R2","amount":"0.10","measure_id":1,"customer_id":"c1","base_order_id":"","added_later":{}}]}"#;
    let peer = Peer::start().await.on(REFUNDS, vec![json(200, answer)]);
    let (partner, _) = client(&peer);
    let refunds = partner.refunds(&customer(), &order_id()).await.unwrap();
    let seen = peer.only(REFUNDS);
    assert_eq!((seen.method.as_str(), seen.access_key()), ("GET", "CAK-c1-1"));
    assert_eq!(seen.query, pairs(&[("order_id", "CS1")]));
    assert_eq!(refunds.len(), 2);
    assert_eq!(refunds[0].amount.to_string(), "-12.340");
    assert_eq!(refunds[0].base_order, Some(OrderId::parse("CS0").unwrap()));
    assert_eq!(refunds[0].type_name.as_deref(), Some("Cloud Host"));
    assert_eq!((refunds[1].amount, &refunds[1].base_order), (dec("0.10"), &None));
}

#[tokio::test]
async fn a_sum_with_a_part_that_cannot_be_read_is_none() {
    for row in [
        r#"{"id":"R2","amount":"much","customer_id":"c1"}"#,
        r#"{"id":"R2","customer_id":"c1"}"#,
        r#"{"id":"R2","amount":1,"measure_id":"2","customer_id":"c1"}"#,
    ] {
        let answer = format!(r#"{{"refund_infos":[{{"id":"R1","amount":-1,"customer_id":"c1"}},{row}]}}"#);
        let peer = Peer::start().await.on(REFUNDS, vec![json(200, &answer)]);
        let (partner, _) = client(&peer);
        let failure = partner.refunds(&customer(), &order_id()).await.unwrap_err();
        assert_eq!((failure.status, failure.unclear), (Some(200), false), "{row}");
    }
}
