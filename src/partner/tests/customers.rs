//! Customers, resellers and freezing: what is sent and what is read.

use serde_json::json as value;

use super::peer::{Peer, done, json};
use super::*;
use crate::{CustomersQuery, FreezeKind};
use model::customers::{Association, CustomerKind, Frozen, Verified};

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

#[tokio::test]
async fn freeze_and_unfreeze() {
    let freeze = "/v2/partners/sub-customers/freeze";
    let unfreeze = "/v2/partners/sub-customers/unfreeze";
    let partly = r#"{"error_details":[{"error_code":"CBC.0999","error_msg":"not yours","id":"c2"}]}"#;
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
    assert_eq!((failed[0].0.as_str(), failed[0].1.code.as_deref()), ("c2", Some("CBC.0999")));
    assert_eq!((failed[0].1.unclear, failed[0].1.request_id.as_deref()), (false, Some("req-7")));

    let failure = partner.freeze(&ids, None, "unpaid", FreezeKind::Account).await.unwrap_err();
    assert!(failure.unclear, "nobody knows which of them failed");
    assert_eq!(partner.freeze(&ids, None, "unpaid", FreezeKind::Account).await.unwrap(), []);

    assert_eq!(partner.unfreeze(&ids, None, "settled", FreezeKind::Account).await.unwrap(), []);
    let expected = value!({"customer_ids": ["c1", "c2"], "reason": "settled", "unfreeze_type": "ACCOUNT"});
    assert_eq!(peer.only(unfreeze).json(), expected);

    for count in [0, 11] {
        let ids = vec![customer(); count];
        let failure = partner.unfreeze(&ids, None, "settled", FreezeKind::Account).await.unwrap_err();
        assert_eq!((failure.status, failure.unclear), (None, false));
    }
    assert_eq!(peer.count(unfreeze), 1);
}
