//! Pay-per-use resources: what is sent and what is read.

use serde_json::json as value;

use super::peer::{Peer, json};
use super::*;
use crate::OnDemandQuery;
use model::on_demand::OnDemandStatus;

const PATH: &str = "/v2/partners/sub-customers/on-demand-resources/query";

#[tokio::test]
async fn on_demand_resources() {
    let page = r#"{"total_count":3,"resources":[
        {"customer_id":"c1","region_code":"ap-southeast-3","availability_zone_code":"ap-southeast-3a",
         "service_type_code":"hws.service.type.ebs","resource_type_code":"hws.resource.type.volume",
         "service_type_name":"Elastic Volume Service","resource_type_name":"Disk","resource_id":"d1",
         "resource_name":"data","effective_time":"2024-01-05T02:00:00Z","expire_time":"2099-12-31T15:59:59Z",
         "status":1,"resource_spec_code":"SAS","resource_info":"{\"specSize\":40.0}",
         "product_spec_desc":"High I/O | 40 GB"},
        {"resource_id":"d2","status":42,"resource_info":"no JSON"},
        {"resource_name":"no id"}]}"#;
    let peer = Peer::start().await.on(PATH, vec![json(200, page)]);
    let (partner, _) = client(&peer);
    let query = OnDemandQuery {
        reseller: Some(reseller()),
        region: Some("ap-southeast-3".to_owned()),
        service: Some("hws.service.type.ebs".to_owned()),
        resources: vec![resource_id("d1")],
        effective_begin: Some(instant("2024-01-01T00:00:00Z")),
        effective_end: Some(instant("2024-02-01T00:00:00Z")),
        status: Some(OnDemandStatus::Normal),
        offset: 100,
        ..OnDemandQuery::of(customer())
    };
    let page = partner.on_demand_resources(&query).await.unwrap();
    let seen = peer.only(PATH);
    assert_eq!((seen.method.as_str(), seen.access_key()), ("POST", AK));
    assert_eq!(seen.header("x-language"), Some("en_US"));
    let expected = value!({"customer_id": "c1", "indirect_partner_id": "r1", "region_code": "ap-southeast-3",
        "service_type_code": "hws.service.type.ebs", "resource_ids": ["d1"],
        "effective_time_begin": "2024-01-01T00:00:00Z", "effective_time_end": "2024-02-01T00:00:00Z",
        "status": 1, "offset": 100, "limit": 100});
    assert_eq!(seen.json(), expected);
    assert_eq!((page.total, page.rows.len(), page.skipped), (Some(3), 2, 1));
    let disk = &page.rows[0];
    assert_eq!((disk.status, disk.size), (Some(OnDemandStatus::Normal), Some(dec("40.0"))));
    assert_eq!(disk.specification_text.as_deref(), Some("High I/O | 40 GB"));
    assert_eq!(disk.effective_at, Some(instant("2024-01-05T02:00:00Z")));
    assert_eq!((page.rows[1].status, page.rows[1].size), (Some(OnDemandStatus::Other(42)), None));
}

#[tokio::test]
async fn what_is_not_asked_for_is_not_sent() {
    let peer = Peer::start().await.on(PATH, vec![json(200, r#"{"resources":null}"#)]);
    let (partner, _) = client(&peer);
    let page = partner.on_demand_resources(&OnDemandQuery::of(customer())).await.unwrap();
    assert_eq!((page.total, page.rows.len()), (None, 0));
    assert_eq!(peer.only(PATH).json(), value!({"customer_id": "c1", "offset": 0, "limit": 100}));
}
