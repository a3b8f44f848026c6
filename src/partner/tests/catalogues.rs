//! Invoices, products, units, costs and packages: what is sent and what is read.

use serde_json::json as value;

use super::peer::{Peer, json};
use super::*;
use crate::{CostsQuery, DeductionsQuery, PackagesQuery};
use model::costs::{CostSpan, Dimension};
use model::invoices::InvoiceState;
use model::month::BillingMonth;
use model::resource_packages::{PackageStatus, Reuse};

#[tokio::test]
async fn invoices_of_the_partner_and_of_a_customer() {
    let (own, of_customer) = ("/v1.0/d0partner/payments/intl-invoices", "/v1.0/c1/payments/intl-invoices");
    let answer = r#"{"count":3,"invoices":[
        {"requestId":"r1","invoiceNo":"n1","invoiceAmount":100.10,"invoiceState":6,"billCycle":"2024-01",
         "applyTime":"2024-02-05T04:00:00Z","taxList":[{"taxClass":"VAT","taxRate":"0.07","taxAmount":7.007}]},
        {"requestId":"r2","invoiceState":42,"taxList":[{"taxAmount":"much"}]},
        {"invoiceAmount":1}]}"#;
    let peer = Peer::start().await.on(own, vec![json(200, answer)]).on(of_customer, vec![json(200, "{}")]);
    let (partner, _) = client(&peer);
    let span = (instant("2024-01-01T00:00:00Z"), instant("2024-03-01T00:00:00Z"));
    let page = partner.invoices(None, span, 2, 50).await.unwrap();
    let seen = peer.only(own);
    let expected = [
        ("start_time", "2024-01-01T00:00:00Z"),
        ("end_time", "2024-03-01T00:00:00Z"),
        ("offset", "2"),
        ("limit", "50"),
    ];
    assert_eq!((seen.query.clone(), seen.access_key()), (pairs(&expected), AK));
    assert_eq!((page.total, page.rows.len(), page.skipped), (Some(3), 1, 2));
    let invoice = &page.rows[0];
    assert_eq!(invoice.amount.as_ref().unwrap().amount.to_string(), "100.10");
    assert_eq!(invoice.state, Some(InvoiceState::ToMail));
    assert_eq!(invoice.taxes[0].amount.as_ref().unwrap().amount, dec("7.007"));
    assert!(partner.invoices(Some(&customer()), span, 1, 50).await.unwrap().rows.is_empty());
    assert_eq!(peer.only(of_customer).access_key(), "CAK-c1-1");
    let (partner, _) = client_with(PartnerConfig { domain_id: None, ..config(&peer.url) });
    assert!(partner.invoices(None, span, 1, 50).await.is_err());
    assert_eq!(peer.count(own), 1);
}

#[tokio::test]
async fn products() {
    let base = "/v2/products";
    let peer = Peer::start()
        .await
        .on(
            &format!("{base}/service-types"),
            vec![json(
                200,
                r#"{"total_count":2,"service_types":[{"service_type_code":"s","service_type_name":"Storage",
                    "abbreviation":"OBS"},{"service_type_name":"no code"}]}"#,
            )],
        )
        .on(
            &format!("{base}/resource-types"),
            vec![json(200, r#"{"total_count":1,"resource_types":[{"resource_type_code":"r","service_type_code":"s"}]}"#)],
        )
        .on(
            &format!("{base}/service-resources"),
            vec![json(
                200,
                r#"{"total_count":2,"infos":[{"basic_info":{"resource_type_code":"r","product_owner_service":"s",
                    "name":"Disk"}},{}]}"#,
            )],
        )
        .on(
            &format!("{base}/usage-types"),
            vec![json(200, r#"{"total_count":1,"usage_types":[{"code":"Duration","resource_type_code":"r"}]}"#)],
        );
    let (partner, _) = client(&peer);
    let page = partner.service_types(Some("stor"), 0, 9).await.unwrap();
    let seen = peer.only(&format!("{base}/service-types"));
    let expected = pairs(&[("offset", "0"), ("limit", "9"), ("service_type_name", "stor")]);
    assert_eq!((seen.query.clone(), seen.header("x-language")), (expected, Some("en_US")));
    assert_eq!((page.total, page.rows.len(), page.skipped), (Some(2), 1, 1));
    assert_eq!(page.rows[0].short.as_deref(), Some("OBS"));
    let page = partner.resource_types(0, 9).await.unwrap();
    assert_eq!((page.rows[0].code.as_str(), page.rows[0].service_code.as_deref()), ("r", Some("s")));
    let page = partner.resource_types_of("s", 0, 9).await.unwrap();
    assert_eq!((page.rows[0].name.as_deref(), page.skipped), (Some("Disk"), 1));
    let page = partner.usage_types(None, 0, 9).await.unwrap();
    assert_eq!(peer.only(&format!("{base}/usage-types")).query, pairs(&[("offset", "0"), ("limit", "9")]));
    assert_eq!(page.rows[0].code, "Duration");
}

#[tokio::test]
async fn units_come_whole_or_not_at_all() {
    let units = "/v2/bases/measurements";
    let conversions = "/v2/bases/conversions";
    let peer = Peer::start()
        .await
        .on(
            units,
            vec![
                json(200, r#"{"measure_units":[{"measure_id":10,"abbreviation":"GB","measure_type":3}]}"#),
                json(200, r#"{"measure_units":[{"measure_id":10},{"abbreviation":"GB"}]}"#),
            ],
        )
        .on(
            conversions,
            vec![json(200, r#"{"conversions":[{"measure_id":10,"ref_measure_id":11,"conversion_ratio":1024,"measure_type":3}]}"#)],
        );
    let (partner, _) = client(&peer);
    assert_eq!(partner.units().await.unwrap()[0].id, 10);
    assert!(partner.units().await.is_err());
    let found = partner.conversions(Some(3)).await.unwrap();
    assert_eq!(peer.only(conversions).query, pairs(&[("measure_type", "3")]));
    assert_eq!((found[0].from, found[0].to, found[0].factor), (10, 11, dec("1024")));
}

#[tokio::test]
async fn costs() {
    let path = "/v4/costs/cost-analysed-bills/query";
    let answer = r#"{"currency":"USD","total_count":2,"cost_data":[
        {"dimensions":[{"key":"REGION_CODE","value":"r1"}],"amount_by_costs":"12.340","official_amount_by_costs":"13",
         "costs":[{"time_dimension_value":"2024-01","amount":"12.340","official_amount":"13"}]},
        {"dimensions":[],"costs":[{"time_dimension_value":"2024-01","amount":"much"}]}]}"#;
    let peer = Peer::start().await.on(path, vec![json(200, answer)]);
    let (partner, _) = client(&peer);
    let month = BillingMonth::parse("2024-01").unwrap();
    let query = CostsQuery {
        span: CostSpan::Months(month, month),
        by: vec![Dimension::Region],
        filters: vec![(Dimension::Mode, vec!["3".into()], true)],
        amortized: false,
        net: true,
        offset: 0,
        limit: 9,
    };
    let page = partner.costs(&customer(), &query).await.unwrap();
    let expected = value!({
        "time_condition": {"time_measure_id": 2, "begin_time": "2024-01", "end_time": "2024-01"},
        "groupby": [{"type": "dimension", "key": "REGION_CODE"}],
        "cost_type": "ORIGINAL_COST", "amount_type": "NET_AMOUNT",
        "filters": [{"operator": 1, "filter_factor": {"key": "CHARGING_MODE", "value": ["3"]}}],
        "offset": 0, "limit": 9});
    assert_eq!(peer.only(path).json(), expected);
    assert_eq!((page.total, page.rows.len(), page.skipped), (Some(2), 1, 1));
    let row = &page.rows[0];
    assert_eq!(row.dimensions, pairs(&[("REGION_CODE", "r1")]));
    assert_eq!(row.total.unwrap().to_string(), "12.340");
    assert_eq!(row.steps[0].list, Some(dec("13")));
}

#[tokio::test]
async fn packages_and_what_is_left_of_them() {
    let (list, old) = ("/v3/payments/free-resources/query", "/v2/payments/free-resources/query");
    let left = "/v2/payments/free-resources/usages/details/query";
    let records = "/v2/bills/customer-bills/free-resources-usage-records";
    let package = r#"{"total_count":3,"free_resource_packages":[
        {"order_instance_id":"k1","order_id":"","status":1,"quota_reuse_mode":1,"free_resources":[
          {"free_resource_id":"i1","amount":"40.5","original_amount":"1024","measure_id":17}]},
        {"order_instance_id":"k2","free_resources":[{"amount":"1"}]},
        {"order_instance_id":"k3","quota_reuse_mode":7}]}"#;
    let usage = r#"{"free_resources":[{"free_resource_id":"i1","amount":40.50,"original_amount":1024,
        "start_time":"2024-01-31T16:00:00Z"}]}"#;
    let taken = r#"{"total_count":1,"free_resource_records":[{"free_resource_id":"i1","available_amount":"50",
        "remaining_amount":"40.5","used_amount":"9.5","deduct_time":"2024-02-01T15:59:59Z"}]}"#;
    let peer = Peer::start().await.on(list, vec![json(200, package)]).on(old, vec![json(200, package)]);
    let peer = peer.on(left, vec![json(200, usage)]).on(records, vec![json(200, taken)]);
    let (partner, _) = client(&peer);
    let query = PackagesQuery { status: Some(PackageStatus::InForce), limit: 9, ..PackagesQuery::default() };
    let page = partner.packages(&customer(), &query).await.unwrap();
    assert_eq!(peer.only(list).json(), value!({"status": 1, "offset": 0, "limit": 9}));
    assert_eq!((page.total, page.rows.len(), page.skipped), (Some(3), 2, 1));
    let one = &page.rows[0];
    assert_eq!((one.order.clone(), one.reuse), (None, Some(Reuse::EveryCycle)));
    assert_eq!(page.rows[1].reuse, Some(Reuse::Other(7)), "not one that never begins anew");
    assert_eq!(one.items[0].left, Some(dec("40.5")));
    assert_eq!(partner.old_packages(&customer(), &query).await.unwrap(), page);
    assert_eq!(peer.only(old).access_key(), "CAK-c1-1");

    let items = partner.package_usages(&customer(), &["i1".to_owned()]).await.unwrap();
    assert_eq!(peer.only(left).json(), value!({"free_resource_ids": ["i1"]}));
    assert_eq!(items[0].left.unwrap().to_string(), "40.50");
    assert_eq!(items[0].from, Some(instant("2024-01-31T16:00:00Z")));
    assert!(partner.package_usages(&customer(), &vec!["i".to_owned(); 101]).await.is_err());
    assert!(partner.package_usages(&customer(), &[]).await.unwrap().is_empty());
    assert_eq!(peer.count(left), 1);

    let query = DeductionsQuery {
        days: ("2024-02-01".into(), "2024-02-02".into()),
        item: Some("i1".into()),
        product: None,
        resource_type: None,
        offset: 0,
        limit: 9,
    };
    let page = partner.deductions(&customer(), &query).await.unwrap();
    let expected = [
        ("free_resource_id", "i1"),
        ("deduct_time_begin", "2024-02-01"),
        ("deduct_time_end", "2024-02-02"),
        ("offset", "0"),
        ("limit", "9"),
    ];
    assert_eq!(peer.only(records).query, pairs(&expected));
    assert_eq!((page.rows[0].used, page.rows[0].after), (Some(dec("9.5")), Some(dec("40.5"))));
}
