//! What SDKs do differently and the sheets leave open: signed headers, their letters, content types,
//! empty bodies, order of parameters, decimals as text, absent and null fields.

use serde_json::{Value, json};

use crate::answer::{Answer, cents};
use crate::client::{Auth, Sim, partner, sdk_date};
use crate::signer::{Keys, Unsigned, authorization};

const QUERY: &str = "/v2/partners/sub-customers/query";
const BUDGET: &str = "/v2/partners/sub-customers/budget";

fn keys() -> Keys {
    let Auth::Keys(keys) = partner() else { unreachable!() };
    keys
}

/// Sends a request of which only some headers are signed. `change` may rewrite Authorization.
async fn send(
    sim: &Sim,
    keys: &Keys,
    (method, target, body): (&str, &str, &str),
    signed: &[(&str, &str)],
    unsigned: &[(&str, &str)],
    change: impl Fn(String) -> String,
) -> Answer {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let date = signed.iter().chain(unsigned).find(|(name, _)| *name == "x-sdk-date").unwrap().1;
    let request = Unsigned { method, host: "", path, query, body, date };
    let headers: Vec<_> = signed.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    let value = change(authorization(keys, &request, &headers));
    let url = format!("{}{target}", sim.running.url());
    let http = reqwest::Client::builder().no_proxy().http1_title_case_headers().build().unwrap();
    let mut request = http.request(method.parse().unwrap(), url).header("authorization", value);
    for (name, value) in signed.iter().chain(unsigned) {
        request = request.header(*name, *value);
    }
    Answer::of(request.body(body.to_owned())).await.unwrap()
}

/// calling.md, 4: the server takes any set of signed headers that holds `x-sdk-date`.
#[tokio::test]
async fn any_set_of_signed_headers_with_the_date_is_accepted() {
    let sim = Sim::start().await;
    let date = sdk_date(0);
    let date = ("x-sdk-date", date.as_str());
    let json = ("content-type", "application/json");
    let agent = ("user-agent", "sdk-go/1");
    let call = ("POST", QUERY, "{}");
    let same = |value: String| value;
    for (signed, unsigned) in [
        (vec![date], vec![]),
        (vec![date], vec![json, agent]),
        (vec![json, date], vec![agent]),
        (vec![json, agent, ("x-domain-id", "0a0a"), date], vec![]),
    ] {
        send(&sim, &keys(), call, &signed, &unsigned, same).await.expect(200);
    }
    // The names may be written in capitals and in another order.
    let shouted = |value: String| value.replace("content-type;x-sdk-date", "X-Sdk-Date;Content-Type");
    send(&sim, &keys(), call, &[json, date], &[], shouted).await.expect(200);
    send(&sim, &keys(), call, &[json], &[date], same).await.refused(401, "APIG.0301");
    let more = |value: String| value.replace("SignedHeaders=", "SignedHeaders=host;");
    send(&sim, &keys(), call, &[date], &[], more).await.refused(401, "APIG.0301");
}

/// The token of temporary keys could be exchanged if it were not signed.
#[tokio::test]
async fn a_security_token_has_to_be_signed() {
    let sim = Sim::start().await;
    let Auth::Keys(keys) = sim.customer(&sim.id_of("aurora-freight").await).await else { unreachable!() };
    let date = sdk_date(0);
    let date = ("x-sdk-date", date.as_str());
    let token = ("x-security-token", keys.security_token.as_deref().unwrap());
    let call = ("GET", "/v2/orders/customer-orders?limit=1", "");
    let same = |value: String| value;
    send(&sim, &keys, call, &[date, token], &[], same).await.expect(200);
    send(&sim, &keys, call, &[date], &[token], same).await.refused(401, "APIG.0301");
}

#[tokio::test]
async fn content_types_empty_bodies_and_null_fields_change_nothing() {
    let sim = Sim::start().await;
    let date = sdk_date(0);
    let date = ("x-sdk-date", date.as_str());
    let same = |value: String| value;
    let whole = sim.call(&partner(), "POST", QUERY, json!({})).await.expect(200).text;
    for body in
        ["", "{}", "{}\n", " { } ", r#"{"account_name":null,"associated_on_begin":null,"offset":null}"#]
    {
        for kind in ["application/json", "application/json;charset=UTF-8", "text/plain"] {
            let unsigned = [("content-type", kind), ("accept", "*/*")];
            let answer = send(&sim, &keys(), ("POST", QUERY, body), &[date], &unsigned, same).await;
            assert_eq!(answer.expect(200).text, whole, "{kind}: {body}");
        }
        let answer = send(&sim, &keys(), ("POST", QUERY, body), &[date], &[], same).await;
        assert_eq!(answer.expect(200).text, whole, "no content type: {body}");
    }
}

#[tokio::test]
async fn parameters_come_in_any_order_and_encoding() {
    let sim = Sim::start().await;
    let Auth::Keys(keys) = sim.customer(&sim.id_of("aurora-freight").await).await else { unreachable!() };
    let date = sdk_date(0);
    let token = keys.security_token.as_deref().unwrap();
    let signed = [("x-sdk-date", date.as_str()), ("x-security-token", token)];
    // The query that is signed: sorted, and encoded in full.
    let canonical = "create_time_begin=2020-01-01T00%3A00%3A00Z&limit=5&offset=0&service_type_code=&status=5";
    let request = Unsigned {
        method: "GET",
        host: "",
        path: "/v2/orders/customer-orders",
        query: canonical,
        body: "",
        date: &date,
    };
    let headers: Vec<_> = signed.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    let value = authorization(&keys, &request, &headers);
    let mut answers = std::collections::BTreeSet::new();
    for query in [
        canonical,
        "status=5&service_type_code=&offset=0&limit=5&create_time_begin=2020-01-01T00:00:00Z",
        "status=%35&service_type_code&offset=0&limit=5&create_time_begin=2020-01-01T00%3a00%3a00Z",
    ] {
        let url = format!("{}{}?{query}", sim.running.url(), request.path);
        let mut call = sim.http.get(url).header("authorization", &value);
        for (name, value) in signed {
            call = call.header(name, value);
        }
        let answer = Answer::of(call).await.unwrap().expect(200);
        assert_eq!(answer.json()["order_infos"].as_array().unwrap().len(), 5, "{query}");
        answers.insert(answer.text);
    }
    assert_eq!(answers.len(), 1);
}

/// Numbers with decimals come as JSON numbers or as JSON texts; others only as the pages say.
#[tokio::test]
async fn decimals_are_accepted_as_text() {
    let sim = Sim::start().await;
    let id = sim.id_of("aurora-freight").await;
    for (sent, held) in [(json!("6000.5"), 600_050), (json!(6_100), 610_000), (json!("6200.50"), 620_050)] {
        sim.set_budget(json!({"customer_id": id, "budget_amount": sent})).await.expect(204);
        assert_eq!(cents(&sim.budget(&id).await["budget_amount"]), held, "{sent}");
    }
    for sent in [json!("6000.555"), json!("6,000.50"), json!("6000,50"), json!(""), json!("many"), json!("0")]
    {
        let answer = sim.set_budget(json!({"customer_id": id, "budget_amount": sent})).await;
        answer.refused(400, "CBC.0100");
    }
    let customer = sim.customer(&id).await;
    let priced = |usage: Value| {
        let (sim, customer) = (&sim, &customer);
        async move {
            let machine = json!({"id": "1", "cloud_service_type": "hws.service.type.ec2",
                "resource_type": "hws.resource.type.vm", "resource_spec": "s6.large.2.linux",
                "region": "ap-southeast-3", "usage_factor": "Duration", "usage_value": usage,
                "usage_measure_id": 4, "subscription_num": 1});
            let body = json!({"project_id": "p", "product_infos": [machine]});
            sim.call(customer, "POST", "/v2/bills/ratings/on-demand-resources", body).await.expect(200).text
        }
    };
    assert_eq!(priced(json!("1.5")).await, priced(json!(1.5)).await);
    sim.call(&partner(), "POST", QUERY, json!({"limit": "10"})).await.refused(400, "CBC.0100");
    let whole = json!({"customer_id": id, "budget_amount": 50, "indirect_partner_id": null,
        "budget_type": null, "frozen_operate_type": null, "cancel_partner_frozen": null});
    sim.call(&partner(), "POST", BUDGET, whole).await.expect(204);
}
