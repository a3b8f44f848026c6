//! Prices of products: what is sent and what is read.

use serde_json::json as value;

use super::peer::{Peer, json};
use super::*;
use model::error::Fault;
use model::product_prices::{
    DiscountKind, HOUR, Price, Product, SizeUnit, TermInquiry, TermUnit, UsageInquiry,
};

const TERMS: &str = "/v2/bills/ratings/period-resources/subscribe-rate";
const USAGE: &str = "/v2/bills/ratings/on-demand-resources";

fn machine() -> Product {
    Product {
        service_code: "hws.service.type.ec2".to_owned(),
        type_code: "hws.resource.type.vm".to_owned(),
        specification: "s6.large.2.linux".to_owned(),
        region: "ap-southeast-3".to_owned(),
        size: None,
    }
}

fn disk() -> Product {
    Product {
        service_code: "hws.service.type.ebs".to_owned(),
        type_code: "hws.resource.type.volume".to_owned(),
        specification: "SAS".to_owned(),
        size: Some((40, SizeUnit::Gigabytes)),
        ..machine()
    }
}

fn term(product: Product) -> TermInquiry {
    TermInquiry { product, unit: TermUnit::Month, count: 2, quantity: 1 }
}

fn usage(product: Product, amount: &str) -> UsageInquiry {
    UsageInquiry { product, factor: "Duration".to_owned(), usage: dec(amount), unit: HOUR, quantity: 3 }
}

fn price(list: &str, discount: &str, net: &str) -> Price {
    Price { list: dec(list), discount: dec(discount), net: dec(net) }
}

#[tokio::test]
async fn term_prices() {
    // The rows come in another order than that of the question.
    let answer = r#"{"currency":"USD","official_website_rating_result":{"official_website_amount":70.72,"measure_id":1,
          "product_rating_results":[
            {"id":"1","product_id":"P1","official_website_amount":4.48,"measure_id":1},
            {"id":"0","product_id":"P0","official_website_amount":66.24,"measure_id":1}]},
        "optional_discount_rating_results":[
          {"discount_id":"D2","discount_type":605,"amount":60,"official_website_amount":70.72,
           "discount_amount":10.72,"best_offer":0,"product_rating_results":[
            {"id":"0","amount":56,"official_website_amount":66.24,"discount_amount":10.24},
            {"id":"1","amount":4.0,"official_website_amount":4.48,"discount_amount":"0.48"}]},
          {"discount_id":"D1","discount_type":999,"discount_name":"partner rate","amount":65.06,
           "official_website_amount":70.72,"discount_amount":5.66,"best_offer":1,"product_rating_results":[
            {"id":"0","amount":60.94,"official_website_amount":66.24,"discount_amount":5.30},
            {"id":"1","amount":4.12,"official_website_amount":4.48,"discount_amount":0.36}]}]}"#;
    let peer = Peer::start().await.on(TERMS, vec![json(200, answer)]);
    let (partner, _) = client(&peer);
    let asked = [term(machine()), term(disk())];
    let quote = partner.term_prices(&customer(), "p0", &asked).await.unwrap();
    let seen = peer.only(TERMS);
    assert_eq!((seen.method.as_str(), seen.access_key()), ("POST", "CAK-c1-1"));
    let expected = value!({"project_id": "p0", "product_infos": [
        {"id": "0", "cloud_service_type": "hws.service.type.ec2", "resource_type": "hws.resource.type.vm",
         "resource_spec": "s6.large.2.linux", "region": "ap-southeast-3",
         "period_type": 2, "period_num": 2, "subscription_num": 1},
        {"id": "1", "cloud_service_type": "hws.service.type.ebs", "resource_type": "hws.resource.type.volume",
         "resource_spec": "SAS", "region": "ap-southeast-3", "resource_size": 40, "size_measure_id": 17,
         "period_type": 2, "period_num": 2, "subscription_num": 1}]});
    assert_eq!(seen.json(), expected);
    assert_eq!((quote.list_total, quote.list.clone()), (dec("70.72"), vec![dec("66.24"), dec("4.48")]));
    let best = quote.best().unwrap();
    assert_eq!((best.name.as_deref(), best.kind), (Some("partner rate"), Some(DiscountKind::Other(999))));
    assert_eq!(best.total, price("70.72", "5.66", "65.06"));
    assert_eq!(best.products[1], price("4.48", "0.36", "4.12"));
    assert_eq!(quote.offers[0].kind, Some(DiscountKind::VendorContract));
}

#[tokio::test]
async fn usage_prices() {
    let answer = r#"{"amount":0.2208000001,"discount_amount":0.0191999999,"official_website_amount":0.24,
        "measure_id":1,"product_rating_results":[{"id":"0","product_id":"P0","amount":0.2208000001,
          "discount_amount":0.0191999999,"official_website_amount":0.24,"measure_id":1}]}"#;
    let peer = Peer::start().await.on(USAGE, vec![json(200, answer)]);
    let (partner, _) = client(&peer);
    let asked = [usage(machine(), "0.3000000000000000000000004")];
    let quote = partner.usage_prices(&customer(), "p0", &asked).await.unwrap();
    let seen = peer.only(USAGE);
    assert_eq!((seen.method.as_str(), seen.access_key()), ("POST", "CAK-c1-1"));
    // Digit for digit, as a number.
    assert!(seen.body.contains(r#""usage_value":0.3000000000000000000000004,"#), "{}", seen.body);
    let body = seen.json();
    assert_eq!((&body["inquiry_precision"], &body["project_id"]), (&value!(1), &value!("p0")));
    let line = &body["product_infos"][0];
    assert_eq!((&line["usage_factor"], &line["usage_measure_id"]), (&value!("Duration"), &value!(4)));
    assert_eq!((&line["subscription_num"], &line["id"]), (&value!(3), &value!("0")));
    assert!(line.get("resource_size").is_none() && line.get("period_type").is_none());
    // Absent currency: US dollars, says the sheet.
    assert_eq!(quote.currency.code(), "USD");
    assert_eq!(quote.total, price("0.24", "0.0191999999", "0.2208000001"));
    assert_eq!(quote.products, [quote.total]);
}

#[tokio::test]
async fn a_quote_for_less_than_was_asked_about_is_none() {
    let list = |amount: &str, id: &str, unit: i64| {
        format!(
            r#"{{"official_website_rating_result":{{"official_website_amount":{amount},"measure_id":{unit},
            "product_rating_results":[{{"id":"{id}","official_website_amount":1}}]}}}}"#
        )
    };
    for (answer, readable) in [
        (list("1", "0", 1), true),
        (list("1", "1", 1), false),
        (list("null", "0", 1), false),
        (list("1", "0", 3), false),
        (r#"{"currency":"USD"}"#.to_owned(), false),
    ] {
        let peer = Peer::start().await.on(TERMS, vec![json(200, &answer)]);
        let (partner, _) = client(&peer);
        let quote = partner.term_prices(&customer(), "p0", &[term(machine())]).await;
        assert_eq!(quote.is_ok(), readable, "{answer}");
    }
}

#[tokio::test]
async fn an_offer_that_cannot_be_read_is_not_passed_over() {
    let answer = r#"{"official_website_rating_result":{"official_website_amount":1,
          "product_rating_results":[{"id":"0","official_website_amount":1}]},
        "optional_discount_rating_results":[{"discount_id":"D1","amount":"?","best_offer":1}]}"#;
    let peer = Peer::start().await.on(TERMS, vec![json(200, answer)]);
    let (partner, _) = client(&peer);
    assert!(partner.term_prices(&customer(), "p0", &[term(machine())]).await.is_err());
}

#[tokio::test]
async fn none_and_too_many_products_are_not_sent() {
    let peer = Peer::start().await;
    let (partner, _) = client(&peer);
    for count in [0, 101] {
        let failure =
            partner.term_prices(&customer(), "p0", &vec![term(machine()); count]).await.unwrap_err();
        assert_eq!((failure.status, failure.fault), (None, Fault::Ours));
        let failure =
            partner.usage_prices(&customer(), "p0", &vec![usage(disk(), "1"); count]).await.unwrap_err();
        assert_eq!((failure.status, failure.fault), (None, Fault::Ours));
    }
}
