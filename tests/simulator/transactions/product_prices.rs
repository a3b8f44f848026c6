//! Prices of products, for a term and by usage.

use serde_json::{Value, json};

use crate::answer::{Answer, cents};
use crate::client::{Auth, Sim, partner};

const TERMS: &str = "/v2/bills/ratings/period-resources/subscribe-rate";
const USAGE: &str = "/v2/bills/ratings/on-demand-resources";

fn machine(id: &str) -> Value {
    json!({"id": id, "cloud_service_type": "hws.service.type.ec2", "resource_type": "hws.resource.type.vm",
        "resource_spec": "s6.large.2.linux", "region": "ap-southeast-3", "period_type": 2, "period_num": 2,
        "subscription_num": 3, "usage_factor": "Duration", "usage_value": 1, "usage_measure_id": 4})
}

fn disk(id: &str, size: i64) -> Value {
    json!({"id": id, "cloud_service_type": "hws.service.type.ebs", "resource_type": "hws.resource.type.volume",
        "resource_spec": "GPSSD", "region": "ap-southeast-3", "resource_size": size, "size_measure_id": 17,
        "period_type": 3, "period_num": 1, "subscription_num": 1, "usage_factor": "Duration",
        "usage_value": 1.5, "usage_measure_id": 4})
}

async fn price(sim: &Sim, auth: &Auth, path: &str, products: &[Value]) -> Answer {
    sim.call(auth, "POST", path, json!({"project_id": "p0", "product_infos": products})).await
}

fn with(mut product: Value, name: &str, value: Value) -> Value {
    product[name] = value;
    product
}

async fn buyer(sim: &Sim) -> Auth {
    sim.customer(&sim.id_of("aurora-freight").await).await
}

#[tokio::test]
async fn a_term_is_priced_as_renewing_is() {
    let sim = Sim::start().await;
    let customer = buyer(&sim).await;
    let found = price(&sim, &customer, TERMS, &[machine("m"), disk("d", 200)]).await.expect(200);
    // Numbers, not texts, in this operation.
    assert!(found.text.contains(r#""official_website_amount":198.72"#), "{}", found.text);
    let found = found.json();
    let list = &found["official_website_rating_result"];
    assert_eq!((&found["currency"], &list["measure_id"]), (&json!("USD"), &json!(1)));
    let products = list["product_rating_results"].as_array().unwrap();
    assert_eq!((&products[0]["id"], cents(&products[0]["official_website_amount"])), (&json!("m"), 19_872));
    assert_eq!((&products[1]["id"], cents(&products[1]["official_website_amount"])), (&json!("d"), 21_000));
    assert_eq!(cents(&list["official_website_amount"]), 40_872);
    let offer = &found["optional_discount_rating_results"][0];
    assert_eq!((&offer["discount_type"], &offer["best_offer"]), (&json!(607), &json!(1)));
    let of = |row: &Value, name: &str| cents(&row[name]);
    assert_eq!(of(offer, "amount"), of(offer, "official_website_amount") - of(offer, "discount_amount"));
    let lines = offer["product_rating_results"].as_array().unwrap();
    assert_eq!(lines.iter().map(|line| of(line, "amount")).sum::<i64>(), of(offer, "amount"));
    // 8 percent off, and half the size costs half.
    assert_eq!(of(&lines[1], "discount_amount"), 1_680);
    let half = price(&sim, &customer, TERMS, &[disk("d", 100)]).await.expect(200).json();
    assert_eq!(cents(&half["official_website_rating_result"]["official_website_amount"]), 10_500);
}

#[tokio::test]
async fn usage_is_cut_to_the_decimals_that_were_asked_for() {
    let sim = Sim::start().await;
    let customer = buyer(&sim).await;
    let odd = with(machine("c"), "resource_spec", json!("c7.2xlarge.2.linux"));
    let odd = with(odd, "subscription_num", json!(1));
    let ask = |precision: Value| {
        let body = json!({"project_id": "p0", "inquiry_precision": precision, "product_infos": [odd]});
        let (sim, customer) = (&sim, &customer);
        async move { sim.call(customer, "POST", USAGE, body).await.expect(200) }
    };
    // 197.60 a month, by 450 hours, is 0.4391111...
    for (precision, digits) in [(Value::Null, "0.439111"), (json!(0), "0.439111"), (json!(1), "0.4391111111")]
    {
        let found = ask(precision).await;
        assert!(found.text.contains(&format!(r#""official_website_amount":{digits},"#)), "{}", found.text);
        let found = found.json();
        let exact = |name: &str| -> rust_decimal::Decimal { found[name].to_string().parse().unwrap() };
        assert_eq!(exact("amount"), exact("official_website_amount") - exact("discount_amount"));
        assert_eq!((&found["currency"], &found["measure_id"]), (&json!("USD"), &json!(1)));
        let row = &found["product_rating_results"][0];
        assert_eq!((&row["id"], &row["amount"]), (&json!("c"), &found["amount"]));
        assert_eq!(row["discount_rating_results"][0]["amount"], found["discount_amount"]);
    }
    let found = price(&sim, &customer, USAGE, &[machine("m"), disk("d", 200)]).await.expect(200).json();
    // Three machines for an hour, a disk for an hour and a half.
    assert_eq!(found["official_website_amount"].to_string(), "0.2908");
}

#[tokio::test]
async fn what_is_not_sold_is_not_found() {
    let sim = Sim::start().await;
    let customer = buyer(&sim).await;
    for (name, value) in [
        ("resource_spec", json!("s6.large.2")),
        ("region", json!("moon-1")),
        ("resource_type", json!("hws.resource.type.volume")),
        ("cloud_service_type", json!("hws.service.type.rds")),
    ] {
        for path in [TERMS, USAGE] {
            let products = [disk("d", 40), with(machine("m"), name, value.clone())];
            price(&sim, &customer, path, &products).await.refused(400, "CBC.99006006");
        }
    }
    let package = json!({"id": "p", "cloud_service_type": "hws.service.type.obs",
        "resource_type": "hws.resource.type.pkg.obs", "resource_spec": "obs_standard_storage_1tb",
        "region": "ap-southeast-3", "period_type": 2, "period_num": 1, "subscription_num": 1,
        "usage_factor": "Duration", "usage_value": 1, "usage_measure_id": 4});
    for path in [TERMS, USAGE] {
        price(&sim, &customer, path, std::slice::from_ref(&package)).await.refused(400, "CBC.99006006");
    }
    price(&sim, &customer, TERMS, &[with(package, "period_type", json!(3))]).await.expect(200);
    for (kind, count) in [(0, 1), (4, 1), (2, 12), (3, 4)] {
        let product = with(with(machine("m"), "period_type", json!(kind)), "period_num", json!(count));
        price(&sim, &customer, TERMS, &[product]).await.refused(400, "CBC.99006006");
    }
    let traffic = with(machine("m"), "usage_factor", json!("upflow"));
    price(&sim, &customer, USAGE, &[traffic]).await.refused(400, "CBC.99006006");
    let many = with(machine("m"), "subscription_num", json!(1_000_000_000));
    price(&sim, &customer, TERMS, std::slice::from_ref(&many)).await.refused(400, "CBC.99006055");
    let long = with(many, "usage_value", json!(1_000_000));
    price(&sim, &customer, USAGE, &[long]).await.refused(400, "CBC.99006055");
}

#[tokio::test]
async fn parameters_are_checked_and_partners_turned_away() {
    let sim = Sim::start().await;
    let customer = buyer(&sim).await;
    for path in [TERMS, USAGE] {
        price(&sim, &partner(), path, &[machine("m")]).await.refused(403, "CBC.0151");
        price(&sim, &customer, path, &[]).await.refused(400, "CBC.0100");
        price(&sim, &customer, path, &[machine("m"), machine("m")]).await.refused(400, "CBC.0100");
        let many: Vec<_> = (0..101).map(|number| machine(&number.to_string())).collect();
        price(&sim, &customer, path, &many).await.refused(400, "CBC.0100");
        let body = json!({"product_infos": [machine("m")]});
        sim.call(&customer, "POST", path, body).await.refused(400, "CBC.0100");
        for (name, wrong) in [
            ("id", json!("")),
            ("subscription_num", json!(0)),
            ("region", Value::Null),
            ("size_measure_id", json!(16)),
            ("resource_size", Value::Null),
        ] {
            price(&sim, &customer, path, &[with(disk("d", 40), name, wrong)]).await.refused(400, "CBC.0100");
        }
        let in_mbits = with(disk("d", 40), "size_measure_id", json!(15));
        price(&sim, &customer, path, &[in_mbits]).await.refused(400, "CBC.0100");
    }
    for (name, wrong) in
        [("period_type", json!(1)), ("period_num", json!(0)), ("fee_installment_mode", json!("ALL"))]
    {
        price(&sim, &customer, TERMS, &[with(machine("m"), name, wrong)]).await.refused(400, "CBC.0100");
    }
    for (name, wrong) in [
        ("usage_value", json!(0)),
        ("usage_value", json!("one")),
        ("usage_measure_id", json!(10)),
        ("usage_factor", json!("")),
    ] {
        price(&sim, &customer, USAGE, &[with(machine("m"), name, wrong)]).await.refused(400, "CBC.0100");
    }
    let body = json!({"project_id": "p0", "inquiry_precision": 2, "product_infos": [machine("m")]});
    sim.call(&customer, "POST", USAGE, body).await.refused(400, "CBC.0100");
}
